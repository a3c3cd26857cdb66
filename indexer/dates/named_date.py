"""Days as a text names them ("6, 7 và 8/12") → the first, the last of a span, the others."""

import re
from datetime import timedelta
from functools import partial
from itertools import pairwise

from indexer.lexicon import any_cue, cues
from search.dates import PartialDate

_w = partial(any_cue, "date_words.tsv")
DAY_WORD = cues("date_words.tsv", "day")[0]
MONTH, YEAR = _w("month"), _w("year")
WEEKDAY = rf"(?:{_w('weekday')}|{_w('weekday-number')} [2-7])"
_PART = rf"(?:{_w('day-part')} )?(?:{_w('weekday')},? )?(?:{DAY_WORD} )?(?:{_w('early-day')} )?"
_TO = rf"(?:{_w('to')}|-)(?: {_w('all-of')})? ?"
_NEXT = rf" ?(?:{_w('and')}|{_TO}) ?{_PART}"
"""What stands before the last of several days."""
_END = r"(?![\d/%]|[.,]\d)"
_DATED = (
    r"\d{1,2}(?: ?[/-] ?\d{1,2}(?: ?[/-] ?\d{4})?|\.\d{1,2}(?:\.\d{4})?"
    rf"| {MONTH} \d{{1,2}}(?: {YEAR} \d{{4}})?){_END}"
)
_COMMA = rf" ?, ?(?:{DAY_WORD} )?"
DAY = re.compile(
    r"(?P<d>\d(?<![\w/.,-]\d)\d?)"  # first what is seldom: a digit
    rf"(?P<more>(?:{_COMMA}\d{{1,2}}){{0,5}}(?:{_NEXT}|{_COMMA})\d{{1,2}})?"
    rf"(?: ?[/-] ?(?P<m>\d{{1,2}})(?: ?[/-] ?(?P<y>\d{{4}}|\d\d(?!\d)))?{_END}"
    rf"| {MONTH} (?P<m2>\d{{1,2}})(?:(?: {YEAR} | ?[/-] ?)(?P<y2>\d{{4}}))?(?![\d/])"
    rf"|\.(?P<m3>\d{{1,2}})(?:\.(?P<y3>\d{{4}}))?{_END})"
    rf"(?P<to>(?:{_COMMA}(?:{_DATED}|\d{{1,2}}(?=,| {_w('and')} ))){{0,3}}{_NEXT}{_DATED})?"
)
"""A day and its month, perhaps the first of several; what tells them from other numbers stands
before it (see `indexer.dates.days`)."""

_NUMBER = re.compile(r"\d+")
_OWN_DATE = re.compile(rf"{_DATED}|\d{{1,2}}")
_RANGE = re.compile(rf"^ ?{_TO}")
_LEAP_YEAR, _CENTURY, _YEAR_MONTHS = 2000, 2000, 12
_NEXT_DAY = timedelta(days=1)


def named_date(match: re.Match[str]) -> PartialDate:
    """The day, or the first of several, and its month; the year that is named with it, or with
    the last of several."""
    parts = match.groupdict()
    day, month = int(parts["d"]), int(parts["m"] or parts["m2"] or parts["m3"])
    year = parts["y"] or parts["y2"] or parts["y3"]
    if year:
        return PartialDate(int(year) + (_CENTURY if len(year) == 2 else 0), month, day)
    last = _dated(match)[-1:]
    if not last or last[0].year is None:
        return PartialDate(None, month, day)
    return PartialDate(last[0].year - (month > (last[0].month or 0)), month, day)


def last_date(match: re.Match[str]) -> PartialDate | None:
    """The last of days that follow one another, without its year; None of one, or of days that
    are far apart."""
    days = _all(match)
    is_span = bool(_RANGE.search(match["more"] or match["to"] or "")) and len(days) == 2
    if len(days) < 2 or not (is_span or _is_row(days)) or not all(map(exists, days)):
        return None
    first, last = days[0], days[-1]
    months = ((last.month or 0) - (first.month or 0)) % _YEAR_MONTHS
    is_later = months == 1 or (months == 0 and (last.day or 0) > (first.day or 0))
    return last if is_later else None


def other_dates(match: re.Match[str]) -> list[PartialDate]:
    """The days after the first of several that do not follow one another, without their year:
    16/6 of "ngày 4 và 16/6"."""
    days = _all(match)
    is_span = _RANGE.search(match["more"] or match["to"] or "") or _is_row(days)
    rest = [] if is_span else days[1:]
    return rest if all(map(exists, rest)) else []


def exists(named: PartialDate) -> bool:
    """Whether the calendar has such a day, in some year if it names none."""
    # 29/2 must not fail for want of a year
    return named.in_year(_LEAP_YEAR if named.year is None else named.year).days is not None


def _all(match: re.Match[str]) -> list[PartialDate]:
    """Each day that is named, without its year."""
    month = int(match["m"] or match["m2"] or match["m3"])
    days = [int(match["d"]), *map(int, _NUMBER.findall(match["more"] or ""))]
    named = [PartialDate(None, month, day) for day in days]
    return named + [PartialDate(None, other.month, other.day) for other in _dated(match)]


def _dated(match: re.Match[str]) -> list[PartialDate]:
    """The days behind the month of the first, each with a month of its own or that of the next:
    1/12 and 2/12 of "30/11, 1 và 2/12"."""
    found: list[PartialDate] = []
    for own in reversed(_OWN_DATE.findall(match["to"] or "")):
        day, *rest = map(int, _NUMBER.findall(own))
        month = rest[0] if rest else found[0].month
        found.insert(0, PartialDate(rest[1] if len(rest) > 1 else None, month, day))
    return found


def _is_row(days: list[PartialDate]) -> bool:
    """Whether each is the day after the one before, perhaps past New Year."""
    if not all(map(exists, days)):
        return False
    spans = (
        (one.in_year(_LEAP_YEAR), other.in_year(_LEAP_YEAR + (other.month == 1 != one.month)))
        for one, other in pairwise(days)
    )
    return all(
        one.days and other.days and one.days.last + _NEXT_DAY == other.days.first
        for one, other in spans
    )
