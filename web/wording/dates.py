"""Dates and periods → as people write them in Vietnamese."""

from datetime import datetime

from search.dates import (
    QUARTER_NUMERALS,
    TYPED_FORMS,
    DateError,
    PartialDate,
    Period,
    clock,
    local_time,
    written_days,
)
from search.explore.series import PeriodLength, PeriodSpan
from search.report import DateValue, Precision

FORMS = ", ".join(TYPED_FORMS)
"""How a date or a period may be typed, some of the ways."""


def period(value: str | None) -> str:
    """The time that a figure is of, as people write it; empty if the text does not tell."""
    if not value:
        return ""
    try:
        return " – ".join(date.written for date in Period.parse(value).dates)
    except DateError:  # of an index whose extractor took "15 tháng cuối năm" for one
        return value


def day(found: DateValue) -> str:
    """A date of a report: 25/8/2023, 6–8/12/2023; 6–8/12, không rõ năm; khoảng 8/2023 if no day is
    known."""
    date = PartialDate.parse(found.value)
    written = written_days(date, PartialDate.parse(found.until)) if found.until else date.written
    if date.precision is Precision.DAY_WITHOUT_YEAR:
        return f"{written}, không rõ năm"
    is_exact = date.precision in (Precision.DAY, Precision.QUARTER)
    return written if is_exact else f"khoảng {written}"


def today() -> str:
    """The day in Việt Nam that it is now: 29/11/2026."""
    return local_day(clock.now())


def local_day(instant: datetime) -> str:
    """The day in Việt Nam of an instant: 29/11/2026."""
    return PartialDate.of_day(clock.local_day(instant)).written


def since(instant: datetime) -> str:
    """From an instant on: từ 29/11/2026; từ 8:05 ngày 29/11/2026."""
    time = local_time(instant)
    return f"từ {time} ngày {local_day(instant)}" if time else f"từ {local_day(instant)}"


def axis_label(time: PeriodSpan) -> str:
    """The label of a time on the axis of a chart: 2023, III/2023, 9/2023."""
    if time.length in (PeriodLength.YEAR, PeriodLength.YEARS):
        return str(time.year)
    month = time.last % 12 + 1
    if time.length is PeriodLength.QUARTER:
        return f"{QUARTER_NUMERALS[(month - 1) // 3]}/{time.year}"
    return f"{month}/{time.year}"
