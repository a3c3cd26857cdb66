"""The dates that a text names with their year → the year of a day soon after the last of them."""

import re
from collections.abc import Iterable
from functools import cache, partial

from indexer.article.structure import Article
from indexer.dates.days import Day
from indexer.dates.named_years import NamedYear, is_ahead
from indexer.lexicon import any_cue, rows, whole

_w = partial(any_cue, "date_words.tsv")
_CLOSE = 4
"""Months between the last date and the day, at most: so soon after an event one tells of it."""
_LEAD = 100
"""Characters before a date in which a word says that it is long ago, or to come."""
_YEAR_MONTHS = 12
_CLAUSE_END, _SENTENCE_END = re.compile(r"[.,;:\n]"), re.compile(r"[.;:\n]")
_UP_TO = re.compile(rf"(?<!\w){_w('to')} {_w('day')} $")


def year_after(article: Article, years: Iterable[NamedYear], day: Day) -> set[int]:
    """The year in which the day comes next after the last date that the text tells of as past.

    None where the date is that of a paper, of an office or of long ago, is months away, or where
    the text names a later year: "Vụ việc xảy ra tháng 3/2015" makes 3/7 one of 2015.
    """
    years = list(years)
    past = [
        (one.year, one.months[0], one.day)
        for one in years
        if one.months and not one.is_long and _is_told(article, one)
    ]
    if not past:
        return set()
    last, *date = max(past)
    own = [day.date.month or 0, day.date.day or 0]
    year = last + (own < date)
    months = _YEAR_MONTHS * (year - last) + own[0] - date[0]
    if months > _CLOSE or any(one.year > year and not is_ahead(article, one) for one in years):
        return set()
    return {year}


def _is_told(article: Article, one: NamedYear) -> bool:
    """Whether a date is told as that of something that happened of late."""
    before = article.lower[max(0, one.begin - _LEAD) : one.begin]
    if one.day:
        before = _UP_TO.sub("", before)  # "đến ngày 19/12/2018, kết quả được công bố"
    after = article.lower[one.start + len(str(one.year)) : one.start + _LEAD]
    clause = f"{_CLAUSE_END.split(before)[-1]} {_SENTENCE_END.split(after)[0]}"
    return not _other().search(clause)


@cache
def _other() -> re.Pattern[str]:
    words = [row[0] for row in rows("papers.txt")] + [row[0] for row in rows("old_dates.txt")]
    return re.compile(rf"(?<!\w){whole(words)}")
