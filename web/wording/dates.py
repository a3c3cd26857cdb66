"""Dates and periods → as people write them in Vietnamese."""

from search.explore.series import PeriodLength, PeriodSpan
from search.report import DateValue, Precision

_ROMAN = {"Q1": "I", "Q2": "II", "Q3": "III", "Q4": "IV"}


def period(value: str | None) -> str:
    """The time that a figure is of, as people write it; empty if the text does not tell."""
    return " – ".join(_moment(part) for part in value.split("/")) if value else ""


def _moment(value: str) -> str:
    """2023-Q3 as quý III/2023, 2023-09-30 as 30/9/2023."""
    year, _, part = value.partition("-")
    if part in _ROMAN:
        return f"quý {_ROMAN[part]}/{year}"
    return "/".join([*(str(int(number)) for number in reversed(part.split("-")) if number), year])


def day(found: DateValue) -> str:
    """A date facet as people write it."""
    parts = found.value.removeprefix("--").split("-")
    if found.precision is Precision.QUARTER:
        return f"quý {_ROMAN[parts[1]]}/{parts[0]}"
    written = "/".join(str(int(part)) for part in reversed(parts))
    if found.precision is Precision.DAY_WITHOUT_YEAR:
        return f"{written}, không rõ năm"
    return written if found.precision is Precision.DAY else f"khoảng {written}"


def axis_label(time: PeriodSpan) -> str:
    """A time as the axis of a chart has it."""
    if time.stretch in (PeriodLength.YEAR, PeriodLength.YEARS):
        return str(time.year)
    month = time.last % 12 + 1
    if time.stretch is PeriodLength.QUARTER:
        return f"{_ROMAN[f'Q{-(-month // 3)}']}/{time.year}"
    return f"{month}/{time.year}"
