"""A date or a period as people type it, alone or among other words → the days it covers."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from search.dates.kept import DateBounds, DateError, DateRange, DatesReversedError, PartialDate
from search.dates.periods import TypedPeriod, periods_in, read_period
from search.dates.time_words import folded_words
from search.dates.typed import IN_TEXT, date_and_days
from search.text.fold import fold

TYPED_RANGES = ("tháng 3-5/2023", "6 tháng đầu năm 2017")
"""How a period may be typed that is both ends of a range, some of the ways."""
TYPED_FORMS = ("31/12/2023", "12/2023", "2023", "quý II/2023", *TYPED_RANGES, "hôm qua")
"""How a date or a period may be typed, some of the ways; DateError says the same."""


@dataclass(frozen=True, slots=True)
class DateInText:
    """A date or a period in a text: characters [start, end), and its days.

    `date`: what is known of a date, which has a day and a month, a month, or a quarter, and always
    a year; None of a period. `spellings`: other ways to write a period. `is_relative`: it is told
    from the day that it is, as "hôm qua" is.
    """

    start: int
    end: int
    date: PartialDate | None
    days: DateRange
    spellings: tuple[str, ...] = ()
    is_relative: bool = False


def parse_range(text: str) -> DateRange:
    """A date as `parse_typed` reads it, or a period → the days it covers. Raises DateError.

    Periods: "từ 3/2023 đến 5/2023", "2020-2023", "6 tháng đầu năm 2017", "9 tháng 2023", and told
    from the day that it is: "hôm qua", "tháng trước", "quý II năm ngoái".
    """
    return _read(text).days


def read_behind(label: str, text: str) -> str | None:
    """A date behind a label, with the label before it where that makes another one of it: behind
    "tháng", "3-5/2023" is "tháng 3-5/2023". None if it is none.

    Behind the word for a quarter a number is no month and no day: "quý: 5/2023".
    """
    named = f"{label} {text}"
    days, alone = (_days_or_none(own) for own in (named, text))
    if days and days != alone:
        return named
    is_of_quarters = re.fullmatch(folded_words("quarter"), fold(label).text)
    return text if alone and not (days is None and is_of_quarters and _SHORT.match(text)) else None


_SHORT = re.compile(r"\d{1,2}(?!\d)")
"""A number that is no year."""


def _days_or_none(text: str) -> DateRange | None:
    with suppress(DateError):
        return parse_range(text)
    return None


def _read(text: str) -> TypedPeriod:
    with suppress(DateError):
        return TypedPeriod(date_and_days(text)[1])
    return read_period(text)


def dates_in(text: str) -> list[DateInText]:
    """The dates and periods of a normalised text that are more than a year, in order, the longest
    ones."""
    found = [
        DateInText(own.start, own.end, None, own.period.days, *_other(own.period))
        for own in periods_in(text)
    ]
    taken = [(own.start, own.end) for own in found]
    for match in IN_TEXT.finditer(text):
        start, end = match.span()
        if any(start < last and first < end for first, last in taken):
            continue
        with suppress(DateError):
            found.append(DateInText(start, end, *date_and_days(match.group())))
    return sorted(found, key=lambda own: own.start)


def _other(period: TypedPeriod) -> tuple[tuple[str, ...], bool]:
    return period.spellings, period.is_relative


def parse_between(since: str | None, until: str | None) -> DateBounds | None:
    """The first day of one date to the last day of another; an empty end is open, but beside a
    range: "6 tháng đầu năm 2017" alone is both its ends.

    Raises DateError, or DatesReversedError if the range would end before it begins.
    """
    if not since and not until:
        return None
    first, last = (_read(typed) if typed else None for typed in (since, until))
    if first is None or last is None:
        only = first or last
        if only and only.is_range:
            first_day, last_day = only.days.first, only.days.last
            return DateBounds(
                None if first_day == date.min else first_day,
                None if last_day == date.max else last_day,
            )
    begin = first.days.first if first else None
    end = last.days.last if last else None
    if begin and end and begin > end:
        raise DatesReversedError(since or "", until or "")
    return DateBounds(begin, end)
