"""A date as a facet or a figure keeps it → what of it is known, and its days."""

import re
from calendar import monthrange
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from search.report import DateValue, Precision

QUARTER_NUMERALS = ("I", "II", "III", "IV")
_MONTHS, _QUARTER_MONTHS = 12, 3


class DateError(ValueError):
    """The text is no date that can be read; `text` is what was typed."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"not a date: {text!r}; write 31/12/2023, 12/2023, 2023, quý II/2023, "
            "tháng 3-5/2023, 6 tháng đầu năm 2017 or hôm qua"
        )
        self.text = text


class DatesReversedError(ValueError):
    """A range of dates whose first day is after its last; both as they were typed."""

    def __init__(self, since: str, until: str) -> None:
        super().__init__(f"{since} is after {until}")
        self.since, self.until = since, until


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """Days from `first` to `last`, both included. Ordered by the first day, then by the last."""

    first: date
    last: date

    def overlaps(self, other: "DateRange") -> bool:
        """Whether any day is in both."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class DateBounds:
    """Days that a query asks for, both included; an end that is None is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known: a day, a month, a quarter, a year, or a day of no known year.

    A part that is not known is None. `month` is 1 to 12, `day` 1 to 31: 31/2 can be read and
    written as a text may have it, but has no `days`. `str` writes what `parse` reads, as facets
    keep it: 2023-08-25, 2023-08, 2023-Q3, 2023 (as EDTF does, but for its quarters), --08-25.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """A date as facets keep it. Raises DateError."""
        return _parsed(text)

    @classmethod
    def of_day(cls, day: date) -> "PartialDate":
        """A day of the calendar."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        year = "-" if self.year is None else f"{self.year:04}"
        if self.quarter is not None:
            return f"{year}-Q{self.quarter}"
        month_and_day = (part for part in (self.month, self.day) if part is not None)
        return "-".join([year, *(f"{part:02}" for part in month_and_day)])

    @property
    def written(self) -> str:
        """As people write it: 25/8/2023, 8/2023, quý III/2023, 2023, 25/8."""
        if self.quarter is not None:
            return f"quý {QUARTER_NUMERALS[self.quarter - 1]}/{self.year:04}"
        year = [] if self.year is None else [f"{self.year:04}"]
        return "/".join([*(str(part) for part in (self.day, self.month) if part), *year])

    @property
    def precision(self) -> Precision:
        """How much of it is known."""
        if self.day is not None:
            return Precision.DAY_WITHOUT_YEAR if self.year is None else Precision.DAY
        if self.month is not None:
            return Precision.MONTH
        return Precision.YEAR if self.quarter is None else Precision.QUARTER

    @property
    def months(self) -> range:
        """The months it is of, counted from January of the year 0; none if its year is unknown."""
        if self.year is None:
            return range(0)
        first, last = self._first_and_last_month
        return range(_MONTHS * self.year + first - 1, _MONTHS * self.year + last)

    @property
    def days(self) -> DateRange | None:
        """The days it covers; None if its year is unknown or the calendar has no such day."""
        if self.year is None:
            return None
        first, last = self._first_and_last_month
        with suppress(ValueError):
            begin = date(self.year, first, 1 if self.day is None else self.day)
            end = monthrange(self.year, last)[1] if self.day is None else self.day
            return DateRange(begin, date(self.year, last, end))
        return None

    @property
    def _first_and_last_month(self) -> tuple[int, int]:
        if self.month is not None:
            return self.month, self.month
        if self.quarter is not None:
            return _QUARTER_MONTHS * (self.quarter - 1) + 1, _QUARTER_MONTHS * self.quarter
        return 1, _MONTHS

    def in_year(self, year: int) -> "PartialDate":
        """The same day, month or quarter of another year."""
        return PartialDate(year, self.month, self.day, self.quarter)


@dataclass(frozen=True, slots=True)
class Period:
    """The time a figure is of: a date, or all from a first one to a last one.

    `str` writes what `parse` reads: 2023-Q3, or an interval as ISO 8601 and EDTF write it,
    2024-01/2024-09, 2021/2025.
    """

    first: PartialDate
    last: PartialDate | None = None

    @classmethod
    def parse(cls, text: str) -> "Period":
        """A period as figures keep it. Raises DateError."""
        first, slash, last = text.partition("/")
        return cls(PartialDate.parse(first), PartialDate.parse(last) if slash else None)

    def __str__(self) -> str:
        return "/".join(map(str, self.dates))

    @property
    def dates(self) -> tuple[PartialDate, ...]:
        """The only date, or the first and the last."""
        return (self.first,) if self.last is None else (self.first, self.last)

    def years_on(self, years: int) -> "Period":
        """The same part of a later year; of an earlier one, if the number is below 0."""
        first, last = (
            date and date.in_year((date.year or 0) + years) for date in (self.first, self.last)
        )
        assert first is not None
        return Period(first, last)

    @property
    def months(self) -> range:
        """The months it is of, counted as those of a date."""
        return range(self.first.months.start, self.dates[-1].months.stop)


def days_of(values: Iterable[DateValue]) -> DateRange | None:
    """The days from the first to the last of some values; None if none is a place in time."""
    known = [days for days in map(_days_of, values) if days]
    if not known:
        return None
    return DateRange(min(known).first, max(days.last for days in known))


def _days_of(value: DateValue) -> DateRange | None:
    first = PartialDate.parse(value.value).days
    last = PartialDate.parse(value.until).days if value.until else first
    return DateRange(first.first, max(first.last, last.last)) if first and last else first


def written_days(first: PartialDate, last: PartialDate) -> str:
    """Days from one to another as people write them: 6–8/12/2023, 30/11–2/12/2021."""
    year = None if first.year == last.year else first.year
    month = None if year is None and first.month == last.month else first.month
    return f"{PartialDate(year, month, first.day).written}\N{EN DASH}{last.written}"


def quarter_number(text: str) -> int:
    """1 to 4 of a Roman numeral in any case ("iv"), or of a digit."""
    numeral = text.upper()
    return QUARTER_NUMERALS.index(numeral) + 1 if numeral in QUARTER_NUMERALS else int(text)


# As facets keep dates

_M, _D = "0[1-9]|1[0-2]", "0[1-9]|[12][0-9]|3[01]"
_STORED = re.compile(
    rf"(?P<y>[0-9]{{4}})(?:-Q(?P<q>[1-4])|-(?P<m>{_M})(?:-(?P<d>{_D}))?)?"
    rf"|--(?P<m2>{_M})-(?P<d2>{_D})"
)


@lru_cache(maxsize=8192)
def _parsed(text: str) -> PartialDate:
    """What a date says; an archive has thousands of reports of each."""
    found = _STORED.fullmatch(text)
    if not found:
        raise DateError(text)
    part = {name: int(number) for name, number in found.groupdict().items() if number}
    month, day = part.get("m", part.get("m2")), part.get("d", part.get("d2"))
    return PartialDate(part.get("y"), month, day, part.get("q"))
