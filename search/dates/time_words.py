"""The words that people name a time with → patterns of them, and the days of the relative ones."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from search.dates import clock
from search.dates.kept import DateRange
from search.text.fold import fold
from search.text.lexicon.word_lists import entries

_MONTHS, _QUARTER_MONTHS, _WEEK = 12, 3, 7


class RelativeTime(NamedTuple):
    """A time told from today: so many units (day, week, month, quarter, year) after it.

    `in_fields_only`: among other words it says something else too often.
    """

    words: str
    unit: str
    offset: int
    in_fields_only: bool


def words_for(role: str) -> list[str]:
    """The words of a role, as they are spelled; the usual one first."""
    return [row[1] for row in _rows() if row[0] == role]


def folded_words(role: str) -> str:
    """A pattern of the words of a role in a folded text."""
    return any_of(words_for(role))


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of some words in a folded text, whatever blanks stand between them."""
    longest = sorted({fold(each).text for each in words}, key=len, reverse=True)
    return "(?:" + "|".join(BLANKS.join(each.split()) for each in longest) + ")"


BLANKS = r"\s{1,3}"
"""Between two words. A bound, so that a search is linear whatever is typed."""


@cache
def numbers() -> dict[str, int]:
    """A number in words, folded → the number."""
    return {fold(row[1]).text: int(row[2]) for row in _rows() if row[0] == "number"}


@cache
def number_words() -> dict[int, str]:
    """A number → how it is spelled in words."""
    return {int(row[2]): row[1] for row in _rows() if row[0] == "number"}


@cache
def relative_times() -> dict[str, RelativeTime]:
    """The words of each relative time, folded → what they mean."""
    found = (row for row in _rows() if row[0] == "relative")
    return {
        fold(words).text: RelativeTime(words, unit, int(offset), bool(only))
        for _, words, unit, offset, *only in found
    }


@cache
def spelled_words() -> frozenset[str]:
    """Every word of the list, as it is spelled."""
    return frozenset(word for row in _rows() for word in row[1].split())


def days_of_unit(unit: str, offset: int) -> DateRange:
    """The days of a unit, so many units after the one that today is in; a week begins on Monday.

    Raises ValueError or OverflowError where the calendar has no such days.
    """
    today = clock.today()
    if unit == "day":
        return DateRange(*[today + timedelta(days=offset)] * 2)
    if unit == "week":
        monday = today + timedelta(days=_WEEK * offset - today.weekday())
        return DateRange(monday, monday + timedelta(days=_WEEK - 1))
    size = {"month": 1, "quarter": _QUARTER_MONTHS, "year": _MONTHS}[unit]
    this = (_MONTHS * today.year + today.month - 1) // size
    return days_of_months(size * (this + offset), size)


def days_of_months(first: int, count: int) -> DateRange:
    """The days of `count` months from one on, counted from January of the year 0."""
    (year, month), (last_year, last_month) = (
        divmod(number, _MONTHS) for number in (first, first + count - 1)
    )
    last_day = monthrange(last_year, last_month + 1)[1]
    return DateRange(date(year, month + 1, 1), date(last_year, last_month + 1, last_day))


def since(unit: str, count: int) -> DateRange:
    """The days from `count` units ago until today: "3 tháng qua"."""
    today = clock.today()
    if unit in ("day", "week"):
        return DateRange(today - timedelta(days=count * (_WEEK if unit == "week" else 1)), today)
    months = count * (_MONTHS if unit == "year" else 1)
    year, month = divmod(_MONTHS * today.year + today.month - 1 - months, _MONTHS)
    return DateRange(date(year, month + 1, min(today.day, monthrange(year, month + 1)[1])), today)


def relative_year(words: str) -> int:
    """The year that folded words name: "nam ngoai"."""
    named = relative_times()[" ".join(words.split())]
    return clock.today().year + named.offset


def year_words() -> str:
    """A pattern of the words that name a year from today."""
    return any_of(own.words for own in relative_times().values() if own.unit == "year")


def this_year() -> int:
    """The year that it is."""
    return clock.today().year


@cache
def _rows() -> list[list[str]]:
    return entries("time_words.tsv", Path(__file__).parent / "data")


@cache
def stays_words() -> re.Pattern[str]:
    """What a folded text ends with where a relative time behind it is only words."""
    return re.compile(rf"(?<!\w)(?:\d{{1,4}}|{folded_words('not-after')})\s{{0,3}}$")
