"""The officers at a meeting → the body whose meeting it is, where nothing else tells."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from indexer.article.structure import Article
from indexer.lexicon import cues, pattern_of
from indexer.meeting.main_meeting import MeetingMention
from indexer.meeting.officers import spoken_for
from indexer.meeting.organisations import Organisation, is_head
from indexer.meeting.parties import bodies_in
from search.report import Status

_LIST = "organiser_cues.tsv"
_OTHER, _ABROAD = "khac", "quoc-te"
_BEGINNING = 1500
"""Characters in which an organisation that is known only by an officer may be that of the
meeting."""
_OWN_MEETING = "giao-ban"
"""The kind of a meeting of a body with those below it."""
_ASKED = 30
"""Characters before an organisation in which it is asked for something."""
_CHAIR = 120
"""Characters after the organisation of one of two chairs in which they are said to preside."""


class Organiser(NamedTuple):
    """An organisation that held the meeting; INFERRED if only an officer of it is named.

    `presides`: that officer leads the meeting, and does not only speak at it.
    """

    organisation: Organisation
    status: Status
    presides: bool = True


@cache
def _preside() -> re.Pattern[str]:
    """Behind an officer, or at the head of a sentence: that they preside."""
    return pattern_of(_LIST, "{whole:chairs}")


@cache
def leads() -> re.Pattern[str]:
    """Between an officer and the name of a meeting: that they lead it."""
    return pattern_of(_LIST, r"(?<!\w){leads}(?: {leads})* $")


@cache
def _concludes() -> re.Pattern[str]:
    """Before an officer: that what is told is what they concluded at the meeting."""
    return pattern_of(_LIST, r"(?<!\w){conclusion} {its} [^.;:]{0,80}$")


@cache
def _opens() -> re.Pattern[str]:
    """Before the name of a meeting: that it is opened or concluded, which its chair does."""
    return pattern_of(_LIST, r"(?<!\w){opens} $")


@cache
def _session() -> re.Pattern[str]:
    """The name of a meeting of a body, at which ministers only speak."""
    return pattern_of(_LIST, "{whole:session}")


@cache
def _asks() -> re.Pattern[str]:
    """Right before a body: that somebody asks it."""
    return pattern_of(_LIST, r"(?<!\w){asks} $")


@cache
def _head() -> re.Pattern[str]:
    """Right before a body: the office of who heads it."""
    no_deputy = "".join(f"(?<!{word} )" for word in cues(_LIST, "deputy head"))
    return pattern_of(_LIST, rf"{no_deputy}(?<!\w){{head of it}} $")


def by_office(
    article: Article, named: Sequence[tuple[MeetingMention, Sequence[Organisation]]]
) -> tuple[Organiser, ...]:
    """The organisations of those who chair a meeting, by any of its names; else that of whoever
    speaks: in the sentence with the first name, else at the beginning."""
    for meeting, candidates in named:
        people = spoken_for(article, [one for one in candidates if one.is_office])
        if chairs := [one for one in people if _presides(article, meeting, one)]:
            return whose_chairs(chairs)
    return _spoken(article, *named[0]) if named else ()


def _spoken(
    article: Article, meeting: MeetingMention, candidates: Sequence[Organisation]
) -> tuple[Organiser, ...]:
    people = spoken_for(article, [one for one in candidates if one.is_office])
    people = [one for one in people if not _is_asked(article, one)]
    around = bodies_in(article, 0, min(len(article.text), _BEGINNING))
    is_session = bool(_session().match(article.lower, meeting.start))
    speaks = [one for one in people if not _is_guest(article, one, is_session=is_session)]
    at_home = [
        one
        for one in around
        if not (_is_guest(article, one, is_session=True) or _is_asked(article, one))
    ]
    found = speaks[:1] or _most_named(at_home) or people[:1]
    return tuple(Organiser(one, Status.INFERRED, presides=False) for one in found)


def _presides(article: Article, meeting: MeetingMention, one: Organisation) -> bool:
    """Whether an officer leads the meeting: "…, Chủ tịch UBND tỉnh chủ trì họp báo", "Chủ trì họp
    báo, ông …, Chủ tịch UBND tỉnh", "Phó Chủ tịch UBND tỉnh đã có cuộc họp với …"; or it is one
    that the head of a body always leads."""
    if _preside().search(article.lower[one.last : one.last + _CHAIR]):
        return True
    if _OWN_MEETING in meeting.kinds and _head().search(article.lower[: one.start][-_CHAIR:]):
        return True
    before = article.lower[meeting.first : meeting.start]
    if one.last > meeting.start:
        return bool(_preside().search(before) or _opens().search(before))
    between = article.lower[one.last : meeting.start]
    if leads().search(between) or _opens().search(between):
        return True
    return bool(_concludes().search(article.lower, meeting.first, one.start))


def whose_chairs(chairs: Sequence[Organisation]) -> tuple[Organiser, ...]:
    """The bodies of those who preside; of two whose it is nobody says."""
    is_one = len({(one.name, one.place) for one in chairs}) == 1
    return tuple(Organiser(one, Status.INFERRED, is_one) for one in chairs)


def _is_guest(article: Article, one: Organisation, *, is_session: bool) -> bool:
    """Whether it is named by an officer who speaks at meetings of others: the head of state; at
    the sessions of a body also a minister."""
    is_own = one.branch != _OTHER or one.level == _ABROAD
    return bool(is_head(article, one.start)) and not (is_own and not (is_session and one.is_sort))


def _is_asked(article: Article, one: Organisation) -> bool:
    """Whether somebody else asks it for something: "các hội kiến nghị Thủ tướng cho phép ..."."""
    return bool(_asks().search(article.lower, max(0, one.start - _ASKED), one.start))


def _most_named(found: list[Organisation]) -> list[Organisation]:
    """The first of those of the branch and level that is named most; of equals the first."""
    often = Counter((one.branch, one.level) for one in found)
    return sorted(found, key=lambda one: -often[one.branch, one.level])[:1]
