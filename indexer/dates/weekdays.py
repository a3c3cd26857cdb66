"""Days that a text names with the day of the week → the years in which both fit."""

import re
from functools import cache, partial

from indexer.article.structure import Article
from indexer.dates.days import Day
from indexer.lexicon import any_cue, cues
from search.dates import PartialDate

_w = partial(any_cue, "date_words.tsv")
_YEARS = range(1990, 2101)
_NEAR = 10
"""Days around a day: one so near is of the same year, wherever the text names it."""
_LEAD = 30
"""Characters before a day in which its weekday stands."""
_LEAP_YEAR = 2000


def weekday_years(article: Article, day: Day, named: list[Day]) -> frozenset[int] | None:
    """The years in which the day, and each within ten days of it, falls on the weekday that the
    text names with it; None if it names none, or if they fit in no year.

    "thứ Hai, 8/4" → 2002, 2013, 2019, 2024 ...
    """
    near = (one for one in named if _is_near(one.date, day.date))
    known = [(one.date, week) for one in near if (week := _weekday(article, one)) is not None]
    if not known:
        return None
    fits = {year for year in _YEARS if all(_falls_on(one, year, week) for one, week in known)}
    return frozenset(fits) or None


def _is_near(one: PartialDate, other: PartialDate) -> bool:
    first, last = one.in_year(_LEAP_YEAR).days, other.in_year(_LEAP_YEAR).days
    return first is not None and last is not None and abs((first.first - last.first).days) <= _NEAR


def _falls_on(day: PartialDate, year: int, weekday: int) -> bool:
    known = day.in_year(year).days
    return known is not None and known.first.weekday() == weekday


def _weekday(article: Article, day: Day) -> int | None:
    """The weekday before a day, 0 for Monday: "thứ hai", which is the second of the week."""
    lead = _lead().search(article.lower, max(day.line.start, day.start - _LEAD), day.start)
    if lead is None:
        return None
    word = lead["week"]
    if word[-1].isdigit():
        return int(word[-1]) - 2
    return next(n for n, words in enumerate(_WORDS) if word in words)


_ORDER = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WORDS = [cues("weekdays.tsv", name) for name in _ORDER]


@cache
def _lead() -> re.Pattern[str]:
    week = rf"{_w('weekday')}|{_w('weekday-number')} [2-7]"
    # not of "kỳ họp thứ ba, 21/6", which is the third
    words = "|".join(map(_w, ("day-part", "of-today", "to", "before-weekday")))
    before = rf"(?:^|[.,;:(\"-] ?|\n|(?:{words}) )"
    return re.compile(rf"{before}(?P<week>{week})[ ,(]{{1,3}}(?:{_w('day')} )?$")
