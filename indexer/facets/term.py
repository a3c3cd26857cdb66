"""The name of the meeting and its organisation → their term: khóa XV, nhiệm kỳ 2020-2025."""

import re
from dataclasses import dataclass
from functools import cache

from indexer.article.ordinals import ordinal
from indexer.article.sentences import sentence
from indexer.article.structure import OPENING, Article, Line
from indexer.lexicon import any_of, cues, whole
from indexer.meeting.reported import is_of_another
from search.report import Facets, FacetValue, Status

_LEAD, _AFTER = 120, 40  # characters around a term that say whose it is
_NUMBERED, _YEARS = (any_of([word], r"\w") for word in ("khóa", "nhiệm kỳ"))
_TERM = re.compile(
    rf"{_NUMBERED} (?=[\divx]+(?!\w))"
    rf"|{_YEARS} (?:\d-)?(?P<first>(?:19|20)\d\d) ?- ?"
    r"(?P<last>(?:19|20)\d\d)(?!\d)"
)


@dataclass(frozen=True, slots=True)
class _Cues:
    """Whose a term is by the words around it; see term_cues.tsv.

    Before it: `meeting`, or `organisation`, and no word of `another` since. After that of an
    organisation: `holds`.
    """

    meeting: re.Pattern[str]
    organisation: re.Pattern[str]
    holds: re.Pattern[str]


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """The first term of each kind that title or opening give to the meeting or who holds it.

    A term is written "khóa 15", in digits whatever the text has, or as its years, "2020-2025".
    """
    found: dict[str, FacetValue] = {}
    for line, end in article.beginning(OPENING):
        for match in _TERM.finditer(article.lower, line.start, end):
            kind = match.group()[:4]
            if kind in found or not _is_of_the_meeting(article, line, match):
                continue
            if number := _value(article, match):
                value, last = number
                span = article.span(match.start(), last)
                found[kind] = FacetValue(value, Status.STATED, span)
    return tuple(found.values())


def _value(article: Article, match: re.Match[str]) -> tuple[str, int] | None:
    if match["first"]:
        return f"{match['first']}-{match['last']}", match.end()
    number = ordinal(article, match.end())
    return number and (f"khóa {number[0]}", number[1])


def _is_of_the_meeting(article: Article, line: Line, match: re.Match[str]) -> bool:
    start, end = sentence(article, line, match.start(), match.end())
    before = article.lower[max(start, match.start() - _LEAD) : match.start()]
    after = article.lower[match.end() : end]
    if name := _cues().meeting.search(before):
        lead = article.lower[start : match.start() - len(before) + name.start()]
        return not is_of_another(lead, after.lstrip("divx0123456789"))
    return bool(_cues().organisation.search(before) and _cues().holds.match(after[:_AFTER]))


def _words(cue: str) -> str:
    return whole(cues("term_cues.tsv", cue))


@cache
def _cues() -> _Cues:
    another = _words("another")
    return _Cues(
        meeting=re.compile(rf"{_words('meeting')}(?:(?!{another})[^.;:\n]|(?<=tp)\.|(?<=t)\.)*$"),
        organisation=re.compile(
            rf"{_words('body')}(?:(?!{another})[^.,;:\n]|(?<=tp)\.){{0,60}}[ ,(]*$"
        ),
        holds=re.compile(rf"[\w,()\- ]{{0,20}}?{_words('holds')}"),
    )
