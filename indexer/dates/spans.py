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
_LEAP_YEAR, _LONGEST = 2000, 31


def whole_span(article: Article, day: Day, named: list[Day]) -> Day:
    """The same day with those up to the end of its meeting, if the text tells it elsewhere: the
    first day of a span that it names too, or of one that opens on it; of a day on which the
    meeting ends, from its first one."""
    if day.until or day.others:
        return day
    named = [one for one in named if one.names_meeting]
    own = [one for one in named if one.until and _same(one.date, day.date)]
    if own:
        return day._replace(until=own[0].until)
    if _is_last(article, day):
        firsts = (
            one.date
            for one in named
            if (one.until and _same(one.until, day.date)) or _says(_OPENS, article, one)
        )
        return next((_from(first, day) for first in firsts if _is_before(first, day.date)), day)
    if not _is_first(article, day):
        return day
    lasts = (one.date for one in named if _says(_ENDS, article, one))
    until = next((last for last in lasts if _is_before(day.date, last)), None)
    return day._replace(until=until and PartialDate(None, until.month, until.day))


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


def _is_before(first: PartialDate, last: PartialDate) -> bool:
    """Whether a day is at most a month before another one."""
    own = first.in_year(_LEAP_YEAR - ((first.month or 0) > (last.month or 0))).days
    other = last.in_year(_LEAP_YEAR).days
    return own is not None and other is not None and 0 < (other.first - own.first).days <= _LONGEST


def _from(first: PartialDate, day: Day) -> Day:
    """A day that is the last one, as a span from the first."""
    year = day.date.year
    if year is not None:
        year -= (first.month or 0) > (day.date.month or 0)
    last = PartialDate(None, day.date.month, day.date.day)
    return day._replace(date=PartialDate(year, first.month, first.day), until=last, part=None)


@cache
def _word(cue: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_cue(_LIST, cue)}(?!\w)")
