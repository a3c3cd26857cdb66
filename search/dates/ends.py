"""An end of a range as people type it, "tháng 3" or "nay" → as much of a date as it tells."""

import re
from dataclasses import dataclass, replace
from functools import cache

from search.dates.kept import DateError, DateRange, PartialDate, quarter_number
from search.dates.time_words import (
    BLANKS,
    any_of,
    days_of_unit,
    folded_words,
    relative_times,
    relative_year,
    this_year,
    year_words,
)

FEW = r"\s{0,3}"
"""Blanks that may stand there."""


_NOTHING = PartialDate(None)


@dataclass(frozen=True, slots=True)
class RangeEnd:
    """What an end of a range tells: a date, perhaps without its year, or ready `days`; or a bare
    `number`, "6" in "6 đến 8/12/2023", which is of the unit that the other end has.

    `is_bare_month`: "3/2023" without a word, which behind "quý 1 - " is a quarter.
    """

    date: PartialDate = _NOTHING
    days: DateRange | None = None
    number: int | None = None
    is_bare_month: bool = False


def nameless(pattern: str) -> str:
    """A pattern whose groups have no names, so that it may stand beside others."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def of_year() -> str:
    """A pattern of the year behind a month or a quarter, in digits or from today."""
    word = folded_words("year")
    return (
        rf"(?:(?:{FEW}[/.]{FEW}|{BLANKS}(?:{folded_words('of')}{BLANKS})?{word}{BLANKS})"
        rf"(?P<y>\d{{4}})(?!\d)|{BLANKS}(?P<r>{year_words()}))"
    )


@cache
def forms() -> tuple[re.Pattern[str], ...]:
    """The patterns of an end in a folded text; of several that fit, the first one counts."""
    day, month, quarter, year = map(folded_words, ("day", "month", "quarter", "year"))
    word_q, one_q = rf"(?:{quarter}{FEW}|q)", "(?P<q>iv|i{1,3}|[1-4])(?![0-9a-z])"
    relative = any_of(own.words for own in relative_times().values())
    edge = rf"(?:(?P<begin>{folded_words('begin')})|(?P<close>{folded_words('last')}))"
    return tuple(
        map(
            re.compile,
            (
                r"(?P<y>\d{4})-(?P<m>\d\d)(?:-(?P<d>\d\d))?(?!\d)",
                r"(?P<d>\d{1,2})-(?P<m>\d{1,2})-(?P<y>\d{4})(?!\d)",
                rf"(?:{day}{BLANKS})?(?P<d>\d{{1,2}})(?:{FEW}[/.]{FEW}|{BLANKS}{month}{BLANKS})"
                rf"(?P<m>\d{{1,2}})(?!\d)(?:{of_year()})?",
                rf"(?P<word>{month}{BLANKS})(?P<m>\d{{1,2}})(?!\d){of_year()}",
                rf"(?P<m>\d{{1,2}}){FEW}[/.]{FEW}(?P<y>\d{{4}})(?!\d)",
                rf"{month}{BLANKS}(?P<m>\d{{1,2}})(?!\d)",
                rf"{word_q}{one_q}(?:{of_year()}|{FEW}(?P<y2>\d{{4}}))?",
                rf"(?P<q>iv|i{{1,3}})(?![0-9a-z]){of_year()}",
                rf"(?:{year}{FEW})?(?P<y>\d{{4}})(?!\d)",
                rf"{edge}{BLANKS}{year}(?:{BLANKS}(?P<y>\d{{4}})(?!\d))?",
                rf"{edge}{BLANKS}(?P<r>{year_words()})",
                rf"(?P<relative>{relative})",
                rf"(?P<now>{folded_words('now')})",
                rf"(?:{day}{BLANKS})?(?P<number>\d{{1,2}})(?!\d)",
            ),
        )
    )


@cache
def last_forms() -> tuple[re.Pattern[str], ...]:
    """The same of a last end, which may be "5 năm 2023": as a first one, 5 would count years."""
    return (re.compile(rf"(?P<m>\d{{1,2}}){of_year()}"), *forms())


def read_end(text: str) -> RangeEnd:
    """An end of a range, of a folded text. Raises DateError."""
    for form in last_forms():
        if match := form.fullmatch(text):
            return _end({name: found for name, found in match.groupdict().items() if found})
    raise DateError(text)


def _end(part: dict[str, str]) -> RangeEnd:
    if "relative" in part:
        named = relative_times()[" ".join(part["relative"].split())]
        return RangeEnd(days=days_of_unit(named.unit, named.offset))
    if "now" in part:
        return RangeEnd(days=days_of_unit("day", 0))
    if "number" in part:
        return RangeEnd(number=int(part["number"]))
    date = _date(part)
    is_bare_month = "m" in part and "d" not in part and "word" not in part
    return RangeEnd(date, is_bare_month=is_bare_month)


def _date(part: dict[str, str]) -> PartialDate:
    year = part.get("y", part.get("y2"))
    number = int(year) if year else relative_year(part["r"]) if "r" in part else None
    if "begin" in part or "close" in part:
        known = this_year() if number is None else number
        return PartialDate(known, *((1, 1) if "begin" in part else (12, 31)))
    quarter = quarter_number(part["q"]) if "q" in part else None
    month, day = (int(part[name]) if name in part else None for name in ("m", "d"))
    return PartialDate(number, month, day, quarter)


def days_between(first: RangeEnd, last: RangeEnd) -> DateRange:
    """The days of a range, what the first end leaves out taken from the last. Raises DateError."""
    if first.date.quarter and last.is_bare_month and last.date.month in range(1, 5):
        last = RangeEnd(PartialDate(last.date.year, quarter=last.date.month))
    until = last.days or last.date.days
    if until is None:
        raise DateError(str(last.date))
    since = first.days or _completed(first, last, until).days
    if since is None or since.first > until.last:
        raise DateError(str(first.date))
    return DateRange(since.first, until.last)


def _completed(first: RangeEnd, last: RangeEnd, until: DateRange) -> PartialDate:
    """The first end with what it leaves out; of the year before, if it is later in the year."""
    date = first.date
    if first.number is not None:
        date = _of_unit(first.number, last.date)
    if date.year is not None or (date.month is None and date.quarter is None):
        return date
    own = date.in_year(until.last.year)
    is_later = own.days is not None and own.days.first > until.last
    return date.in_year(until.last.year - 1) if is_later and first.number is None else own


def _of_unit(number: int, other: PartialDate) -> PartialDate:
    """A bare number as a day of the other's month, as its month or as its quarter."""
    if other.day is not None:
        return replace(other, day=number)
    return replace(other, month=number) if other.month is not None else PartialDate(None)
