"""Days that a text names with the day of the week → the years in which both fit."""

import re
from functools import cache, partial

from indexer.article.structure import Article
from indexer.lexicon import any_cue, cues
from search.dates import PartialDate
from search.report import PassageKind

_w = partial(any_cue, "date_words.tsv")
_YEARS = range(1990, 2101)
_NEAR = 10
"""Days around a day: one so near is of the same year, wherever the text names it."""
_WEEKDAYS, _LEAP_YEAR = 7, 2000


def weekday_years(article: Article, day: PartialDate) -> frozenset[int] | None:
    """The years in which the day, and each within ten days of it, falls on the weekday that the
    text names with it; None if it names none, or if they fit in no year.

    "thứ Hai, 8/4" → 2002, 2013, 2019, 2024 ...
    """
    named = [one for one in article.once(_named) if _is_near(one[0], day)]
    if not named:
        return None
    fits = {year for year in _YEARS if all(_falls_on(one, year, week) for one, week in named)}
    return frozenset(fits) or None


def _is_near(one: PartialDate, other: PartialDate) -> bool:
    first, last = one.in_year(_LEAP_YEAR).days, other.in_year(_LEAP_YEAR).days
    return bool(first and last) and abs((first.first - last.first).days) <= _NEAR


def _falls_on(day: PartialDate, year: int, weekday: int) -> bool:
    known = day.in_year(year).days
    return known is not None and known.first.weekday() == weekday


def _named(article: Article) -> list[tuple[PartialDate, int]]:
    """Each day that stands behind its weekday (0: Monday), without its year."""
    found = []
    for line in article.of(PassageKind.TITLE, PassageKind.BODY, PassageKind.CAPTION):
        for match in _dated().finditer(article.lower, line.start, line.end):
            day = PartialDate(None, int(match["m"]), int(match["d"]))
            found.append((day, _weekday(match["week"])))
    return found


def _weekday(word: str) -> int:
    """Of Sunday 6; the others count from "thứ hai", which is Monday, the second of the week."""
    if word[-1].isdigit():
        return int(word[-1]) - 2
    return next(n for n, words in enumerate(_WORDS) if word in words)


_ORDER = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WORDS = [cues("weekdays.tsv", name) for name in _ORDER]


@cache
def _dated() -> re.Pattern[str]:
    week = rf"{_w('weekday')}|{_w('weekday-number')} [2-7]"
    # not of "kỳ họp thứ ba, 21/6", which is the third
    before = rf"(?:^|[.,;:(\"-] ?|(?:{_w('day-part')}|{_w('of-today')}|{_w('to')}|{_w('before-weekday')}) )"
    return re.compile(
        rf"{before}(?P<week>{week})[ ,(]{{1,3}}(?:{_w('day')} )?(?P<d>\d{{1,2}})"
        rf"(?: ?[/.-] ?| {_w('month')} )(?P<m>1[0-2]|0?[1-9])(?![\d%])"
    )
