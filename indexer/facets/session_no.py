"""The name of the meeting → its number: kỳ họp thứ 5, hội nghị lần thứ Bảy."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from indexer.article.ordinals import ordinal
from indexer.article.sentences import sentence
from indexer.article.structure import OPENING, Article, Line
from indexer.lexicon import cues, pattern_of, whole
from indexer.meeting.main_meeting import by_weight, main_meeting
from indexer.meeting.reported import is_of_another
from search.report import Facets, FacetValue, PassageKind, Status

_LEAD = 60
_LIST = "session_words.tsv"
_NUMBERED = pattern_of(
    _LIST,
    r"(?<!\w)(?:(?P<noun>{noun})(?: {kind})?(?:(?: {time})?,? {ordinal} | {time} (?=\d|[ivx]))"
    r"|(?P<far>{far noun})(?P<gap>(?:[^.;:\n]|(?<=tp)\.|(?<=t)\.){1,90}?) {time} "
    r"(?:{ordinal} |(?=\d|[ivx]+(?!\w)))"
    r"|(?P<short>{short noun}) (?:{time} )?(?=\d|[ivx])(?!\d+ {length}(?! \d)))",
)
_DAY = pattern_of(_LIST, r"(?<!\w){part of a day}(?: {which day})?,? (?:{day} )?\(?\d{1,2}[/.\- ]")
_WILL = pattern_of(_LIST, r"{whole:will}")
_BETWEEN = pattern_of(
    _LIST,
    r"{between} (?:{two} )?{plenary} (?:{time} )?{ordinal} (?P<first>\w+(?: \w+){0,2}?) {and}"
    r" (?:{plenary} )?(?:{time} )?{ordinal} ",
)
_PLENARY = frozenset({"ban-chap-hanh", "ban-thuong-vu", "ky-hop-hdnd"})
_COUNCILS = frozenset({"ky-hop-hdnd", "ky-hop-quoc-hoi"})
_COMMITTEES = frozenset({"phien-hop-ubtvqh", "phien-hop-ubnd", "phien-hop-chinh-phu"})
_CONGRESS = "dai-hoi"
_SESSIONS = _COUNCILS | _PLENARY | {"khac"}
_SITTINGS = _COUNCILS | _COMMITTEES | {"khac"}
_ABOUT_A_SESSION = frozenset({"tiep-xuc-cu-tri", "hop-bao", "lam-viec"})
"""Kinds of meetings that only speak of a session."""


class _Weights(NamedTuple):
    """What each cue adds to the score of a number; `enough`: the least score of a session's.

    `has_met`: what the name of a meeting weighs (`MeetingWeights`) that surely has met.
    """

    no_caption: int = 1
    held: int = 1
    main: int = 1
    dated: int = 1
    another: int = -3
    other_noun: int = -3
    enough: int = 2
    has_met: float = 4.0


_WEIGHTS = _Weights()
_Weighed = tuple[tuple[str, int], ...]
"""Fields of `_Weights` that hold for a number, each with what it adds."""


@dataclass(frozen=True, slots=True)
class _Cues:
    """The words of session_cues.tsv as patterns, which stand around the number of a session.

    `other`: between the noun and the number, that it numbers something else. That the session is
    in being: `held` before its name, `goes_on` after its number.
    """

    other: re.Pattern[str]
    held: re.Pattern[str]
    goes_on: re.Pattern[str]


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """The number of the highest score in title, opening and captions, as decimal digits.

    A session that is only prepared, reported on or spoken of is another's. Where a report covers
    the time between two sessions, it is given to the second: so much is inferred. What reports no
    meeting has none.
    """
    if not facets.meeting_type:
        return ()
    best, value = _WEIGHTS.enough - 1, None
    for found, weighed in numbers(article, facets):
        score = sum(weight for _, weight in weighed)
        if score > best:
            best, value = score, found
    return (value,) if value else _inferred(article, facets)


def numbers(article: Article, facets: Facets) -> Iterator[tuple[FacetValue, _Weighed]]:
    """Each number that may be the session's, with its cues and what they weigh."""
    captions = ((line, line.end) for line in article.of(PassageKind.CAPTION))
    for line, end in (*article.beginning(OPENING), *captions):
        at = line.start
        while match := _NUMBERED.search(article.lower, at, end):
            at = match.start() + 1
            number = ordinal(article, match.end())
            if number and not _cues().other.search(match["gap"] or ""):
                span = article.span(match.start(), number[1])
                value = FacetValue(str(number[0]), Status.STATED, span)
                yield value, _weighed(article, facets, line, match)


def _weighed(article: Article, facets: Facets, line: Line, match: re.Match[str]) -> _Weighed:
    start, end = sentence(article, line, match.start(), match.end())
    before, after = article.lower[start : match.start()], article.lower[match.end() : end]
    kinds = {kind.value for kind in facets.meeting_type}
    noun = match["noun"] or match["far"] or match["short"]
    is_held = (
        noun in cues(_LIST, "was held")
        or (line.kind is PassageKind.TITLE and match.start() == line.start)
        or bool(_cues().held.search(before[-_LEAD:]) or _cues().goes_on.search(after[:_LEAD]))
    )
    is_another = is_of_another(before, after) or _is_to_come(article, start, end)
    holds = (
        ("no_caption", _WEIGHTS.no_caption, line.kind is not PassageKind.CAPTION),
        ("held", _WEIGHTS.held, is_held),
        ("main", _WEIGHTS.main, _is_main(article, match)),
        ("dated", _WEIGHTS.dated, _DAY.search(before) or _DAY.search(after)),
        ("another", _WEIGHTS.another, is_another),
        ("other_noun", _WEIGHTS.other_noun, not _is_called_so(noun, kinds)),
    )
    return tuple((cue, weight) for cue, weight, is_so in holds if is_so)


def _is_main(article: Article, match: re.Match[str]) -> bool:
    """Whether the number stands in the weightiest name of the main meeting, or right behind."""
    main = main_meeting(article)
    return main is not None and main.start <= match.start() < main.end


def _is_to_come(article: Article, start: int, end: int) -> bool:
    """Whether a sentence foretells what a session will do while another one has met."""
    if not _WILL.search(article.lower, start, end):
        return False
    return any(
        meeting.weight >= _WEIGHTS.has_met
        and (end <= meeting.first or meeting.last <= start)
        and not _WILL.search(article.lower, meeting.first, meeting.last)
        for meeting in article.once(by_weight)
    )


def _is_called_so(noun: str, kinds: set[str]) -> bool:
    """Whether a meeting of these kinds is called so: a council's is a "kỳ họp"."""
    if noun in cues(_LIST, "was held"):
        return not kinds or bool(kinds & _SESSIONS)
    if noun in cues(_LIST, "of a congress"):
        return _CONGRESS in kinds
    if noun in cues(_LIST, "of a council"):
        return bool(kinds & _SESSIONS)
    if noun in cues(_LIST, "of a committee"):
        return bool(kinds & _SITTINGS)
    return not kinds & (_ABOUT_A_SESSION | _COUNCILS | _COMMITTEES)


def _inferred(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    if all(kind.value not in _PLENARY for kind in facets.meeting_type):
        return ()
    for match in _BETWEEN.finditer(article.lower):
        first, last = ordinal(article, match.start("first")), ordinal(article, match.end())
        if first and last and last[0] == first[0] + 1:
            span = article.span(match.start(), last[1])
            return (FacetValue(str(last[0]), Status.INFERRED, span),)
    return ()


def _words(cue: str) -> str:
    return whole(cues("session_cues.tsv", cue))


@cache
def _cues() -> _Cues:
    return _Cues(
        other=re.compile(_words("other")),
        held=re.compile(rf"(?:{_words('held')}(?: \w+){{0,3}}|(?<!\w)trong)[ ,\"(]*$"),
        goes_on=re.compile(_words("goes on")),
    )
