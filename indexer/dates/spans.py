"""The day of a meeting, and all that its text names → the days from its opening to its end."""

import re
from functools import cache

from indexer.article.sentences import sentence
from indexer.article.structure import Article
from indexer.dates.days import Day
from indexer.lexicon import any_cue
from search.dates import PartialDate

_LIST = "date_words.tsv"
_OPENS, _ENDS = "opens", "ends"
_OTHER = re.compile(r"[.;:\d]")
"""What parts a day from a word that is of another one."""
_NEAR = 40
"""Characters before a day in which a word says that the meeting opens or ends on it."""
_LEAP_YEAR, _LONGEST = 2000, 45


def whole_span(article: Article, day: Day, named: list[Day]) -> Day:
    """The same day with all of its meeting: those of the shortest span that it is in, where a
    sentence about the meeting names one; else from the day that it is told to open on, or to the
    one on which it ends. `start` and `end` are where the first day is named; its year may stand
    with the day alone."""
    if day.until or day.others:
        return day
    named = [one for one in named if one.names_meeting]
    spans = [one for one in named if one.until and one.is_likely and _holds(one, day)]
    if spans:
        first = min(spans, key=_length)
        return _spanning(first, first.until, day)
    if _is_last(article, day):
        firsts = (one for one in named if _says(_OPENS, article, one))
        own = next((one for one in firsts if _length_of(one.date, day.date)), None)
        return _spanning(own, day.date, day) if own else day
    if not _is_first(article, day):
        return day
    lasts = (one.date for one in named if _says(_ENDS, article, one))
    until = next((last for last in lasts if _length_of(day.date, last)), None)
    return _spanning(day, until, day) if until else day


def _holds(span: Day, day: Day) -> bool:
    """Whether a day is in a span."""
    if span.until is None or not _length(span):
        return False
    return all(
        _same(first, last) or _length_of(first, last)
        for first, last in ((span.date, day.date), (day.date, span.until))
    )


def _length(span: Day) -> int:
    return _length_of(span.date, span.until) if span.until else 0


def _same(one: PartialDate, other: PartialDate) -> bool:
    return (one.month, one.day) == (other.month, other.day)


def _is_first(article: Article, day: Day) -> bool:
    return _says(_OPENS, article, day) or _is_told(_OPENS, article, day)


def _is_last(article: Article, day: Day) -> bool:
    if _says(_ENDS, article, day):
        return True
    return not _says(_OPENS, article, day) and _is_told(_ENDS, article, day)


def _says(cue: str, article: Article, day: Day) -> bool:
    """Whether such a word leads to the day."""
    lead = article.lower[max(day.line.start, day.start - _NEAR) : day.start]
    return bool(_word(cue).search(_OTHER.split(lead)[-1]))


def _is_told(cue: str, article: Article, day: Day) -> bool:
    """Whether the sentence of a day that begins it has such a word: "Chiều 8/12, họp bế mạc"."""
    start, end = sentence(article, day.line, day.start, day.end)
    if day.start - start > _NEAR:
        return False
    return bool(_word(cue).search(article.lower, day.end, end))


def _length_of(first: PartialDate, last: PartialDate) -> int:
    """How many days a day is before another one; 0 if it is not, or longer than a session."""
    own = first.in_year(_LEAP_YEAR - ((first.month or 0) > (last.month or 0))).days
    other = last.in_year(_LEAP_YEAR).days
    if own is None or other is None:
        return 0
    days = (other.first - own.first).days
    return days if 0 < days <= _LONGEST else 0


def _spanning(first: Day, last: PartialDate | None, day: Day) -> Day:
    """A day as the first to the last of its meeting, where the first is named; its part is of
    that one alone."""
    year = day.date.year
    if year is not None:
        year -= (first.date.month or 0) > (day.date.month or 0)
    return day._replace(
        date=PartialDate(year, first.date.month, first.date.day),
        until=last and PartialDate(None, last.month, last.day),
        part=day.part if _same(first.date, day.date) else None,
        start=first.start,
        end=first.end,
        line=first.line,
    )


@cache
def _word(cue: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_cue(_LIST, cue)}(?!\w)")
