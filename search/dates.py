"""A date as people type it, or as a facet spells it → the days it covers."""

import re
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from `first` to `last`, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class DateBounds:
    """Days that a query asks for, both included; an end that is None is open."""

    first: date | None
    last: date | None


ROMAN_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}


class DateError(ValueError):
    """The text is no date that can be read; `text` is what was typed."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a date: {text!r}; write 13/12/2023, 12/2023, quý IV/2023 or 2023")
        self.text = text


class DatesReversedError(ValueError):
    """A range of dates whose first day is after its last; both as they were typed."""

    def __init__(self, since: str, until: str) -> None:
        super().__init__(f"{since} is after {until}")
        self.since, self.until = since, until


_DAY, _MONTH, _YEAR = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})", r"(?P<y>\d{4})"
_QUARTER = r"(?:qu[yýií]|qúy|q)\s*(?P<q>iv|i{1,3}|[1-4])"
_TO = r"\s*[/.-]\s*"
_OF = rf"(?:{_TO}|\s+n[ăa]m\s+)"


def _nameless(pattern: str) -> str:
    """A pattern whose groups have no names, so that it may stand beside others."""
    return re.sub(r"\(\?P<\w>", "(?:", pattern)


_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}[/.-]{_MONTH}[/.-]{_DAY}",
        rf"(?:ng[àa]y\s+)?{_DAY}{_TO}{_MONTH}{_OF}{_YEAR}",
        rf"(?:ng[àa]y\s+)?{_DAY}\s+th[áa]ng\s+{_MONTH}{_OF}{_YEAR}",
        rf"{_YEAR}[/.-]{_MONTH}",
        rf"th[áa]ng\s+{_MONTH}{_OF}{_YEAR}",
        rf"{_MONTH}{_TO}{_YEAR}",
        rf"{_YEAR}-?q(?P<q>[1-4])",
        rf"{_QUARTER}(?:{_OF}|\s*){_YEAR}",
        rf"(?:n[ăa]m\s*)?{_YEAR}",
    )
]


_IN_TEXT = re.compile(
    rf"(?<![\w/.,-])(?:{'|'.join(_nameless(f.pattern) for f in _FORMS[:-1])})(?![\w/-]|[.,]\d)",
    re.IGNORECASE,
)


def parse_range(text: str) -> DateRange:
    """13/12/2023, 2023-12-13, 12/2023, 2023-12, quý IV/2023, 2023-Q4, 2023 → the days it covers.

    "ngày", "tháng" and "năm" may be written out. The text is a normalised one (rule V1).
    Raises DateError.
    """
    return _read(text)[1]


def _read(text: str) -> tuple[dict[str, str | None], DateRange]:
    """The parts of a date by the names of their groups, and its days. Raises DateError."""
    for form in _FORMS:
        match = form.fullmatch(text.strip())
        if match:
            part = match.groupdict()
            try:
                return part, _days(part)
            except ValueError:
                break
    raise DateError(text)


@dataclass(frozen=True, slots=True)
class Written:
    """A date in a text: characters [start, end), its days, and its numbers as they stand there.

    A date has a day and a month, a month, or a quarter; and always a year.
    """

    start: int
    end: int
    dates: DateRange
    year: int
    month: int = 0
    day: int = 0
    quarter: int = 0


def dates_in(text: str) -> list[Written]:
    """The dates of a normalised text that are more than a year, in order, the longest ones."""
    found: list[Written] = []
    for match in _IN_TEXT.finditer(text):
        with suppress(DateError):
            part, dates = _read(match.group())
            found.append(
                Written(
                    *match.span(),
                    dates,
                    dates.first.year,
                    dates.first.month if part.get("m") else 0,
                    dates.first.day if part.get("d") else 0,
                    -(-dates.first.month // 3) if part.get("q") else 0,
                )
            )
    return found


def parse_between(since: str | None, until: str | None) -> DateBounds | None:
    """The first day of one date to the last day of another; an empty end is open.

    Raises DateError, or DatesReversedError if the range would end before it begins.
    """
    if not since and not until:
        return None
    first = parse_range(since).first if since else None
    last = parse_range(until).last if until else None
    if first and last and first > last:
        raise DatesReversedError(since or "", until or "")
    return DateBounds(first, last)


def _days(part: dict[str, str | None]) -> DateRange:
    year = int(part["y"] or 0)
    quarter = part.get("q")
    if quarter:
        number = ROMAN_QUARTERS.get(quarter.upper()) or int(quarter)
        first_month, last_month = 3 * number - 2, 3 * number
    elif part.get("m"):
        first_month = last_month = int(part["m"] or 0)
        if part.get("d"):
            day = date(year, first_month, int(part["d"] or 0))
            return DateRange(day, day)
    else:
        first_month, last_month = 1, 12
    first = date(year, first_month, 1)
    return DateRange(first, date(year, last_month, monthrange(year, last_month)[1]))
