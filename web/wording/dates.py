"""Dates and periods → as people write them in Vietnamese."""

from datetime import datetime

from search.dates import (
    QUARTER_NUMERALS,
    TYPED_FORMS,
    DateBounds,
    DateError,
    DateRange,
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


_MANY_MONTHS = {
    (1, 6): "6 tháng đầu năm",
    (7, 12): "6 tháng cuối năm",
    (1, 9): "9 tháng đầu năm",
}
"""The first and last month of a part of a year that has a name, and no quarter → the name."""


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


def bounds(asked: DateBounds) -> str:
    """The days that a query asks for, as short as they are clear: 2017, quý II/2017, 6 tháng đầu
    năm 2017, 6/2017, 1/1–20/6/2017, từ 1/1/2017."""
    first, last = asked.first, asked.last
    if first and last:
        return _named(DateRange(first, last)) or written_days(
            PartialDate.of_day(first), PartialDate.of_day(last)
        )
    ends = (("từ", first), ("đến", last))
    return " ".join(f"{word} {PartialDate.of_day(day).written}" for word, day in ends if day)


def _named(days: DateRange) -> str:
    """The name of days that are a year, a part of one or whole years; empty if they are none."""
    year, month = days.first.year, days.first.month
    quarter = PartialDate(year, quarter=(month + 2) // 3)
    dates = (PartialDate(year), quarter, PartialDate(year, month), PartialDate.of_day(days.first))
    if own := next((one for one in dates if one.days == days), None):
        return own.written
    last = PartialDate(days.last.year, days.last.month).days
    if days.first.day > 1 or not last or days.last != last.last:
        return ""
    if days.last.year == year:
        name = _MANY_MONTHS.get((month, days.last.month))
        return f"{name} {PartialDate(year).written}" if name else ""
    is_of_years = month == 1 and days.last.month == 12
    years = (PartialDate(year).written, PartialDate(days.last.year).written)
    return "\N{EN DASH}".join(years) if is_of_years else ""


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
