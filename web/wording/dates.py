"""Dates and periods → as people write them in Vietnamese."""

from search.dates import QUARTER_NUMERALS, DateError, PartialDate, Period
from search.explore.series import PeriodLength, PeriodSpan
from search.report import DateValue, Precision


def period(value: str | None) -> str:
    """The time that a figure is of, as people write it; empty if the text does not tell."""
    if not value:
        return ""
    try:
        return " – ".join(date.written for date in Period.parse(value).dates)
    except DateError:  # of an index whose extractor took "15 tháng cuối năm" for one
        return value


def day(found: DateValue) -> str:
    """A date facet as people write it."""
    date = PartialDate.parse(found.value)
    if date.precision is Precision.DAY_WITHOUT_YEAR:
        return f"{date.written}, không rõ năm"
    is_exact = date.precision in (Precision.DAY, Precision.QUARTER)
    return date.written if is_exact else f"khoảng {date.written}"


def axis_label(time: PeriodSpan) -> str:
    """A time as the axis of a chart has it."""
    if time.stretch in (PeriodLength.YEAR, PeriodLength.YEARS):
        return str(time.year)
    month = time.last % 12 + 1
    if time.stretch is PeriodLength.QUARTER:
        return f"{QUARTER_NUMERALS[(month - 1) // 3]}/{time.year}"
    return f"{month}/{time.year}"
