"""The parties of a working visit or a reception → those of them that led it, and how we know."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from indexer.article.structure import Article
from indexer.lexicon import pattern_of
from indexer.meeting.main_meeting import MeetingMention
from indexer.meeting.officers import spoken_for
from indexer.meeting.organisations import Organisation
from indexer.meeting.parties import Part, Party, is_place, listed_with
from search.report import Status

_LIST = "organiser_cues.tsv"
_LEAD = 30
"""Characters before a body in which it is told that it is not who acts."""
_RANK = {level: rank for rank, level in enumerate(("trung-uong", "tinh", "huyen", "xa"))}
_NO_RANK = len(_RANK)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What the words before a body tell; words in braces stand in organiser_cues.tsv: `no actor`
    that it does not act itself; `own` that the visit is its own. `head`: its name is of a body
    that heads a unit."""

    no_actor: re.Pattern[str]
    own: re.Pattern[str]
    head: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    return _Patterns(
        no_actor=pattern_of(_LIST, r"(?<!\w){no actor} (?:\w+ )?$"),
        own=pattern_of(_LIST, r"(?<!\w){own} $"),
        head=pattern_of(_LIST, "{whole:head}"),
    )


class Leaders(NamedTuple):
    """Who led a visit: by their words or by an officer's (INFERRED); with whom it was."""

    bodies: tuple[Organisation, ...]
    status: Status
    others: tuple[Organisation, ...]


class _Callers(NamedTuple):
    bodies: Sequence[Organisation]
    status: Status


def leaders(
    article: Article, named: Sequence[tuple[MeetingMention, Sequence[Party]]]
) -> Leaders | None:
    """Whoever calls or receives leads; but of two, one of which is no public body, the other, and
    of two public bodies of different levels the higher one."""
    others = [_parts(parties, Part.OTHER) for _, parties in named]
    with_whom = next(filter(None, others), [])
    for meeting, parties in named:
        if callers := _callers(article, meeting, parties):
            return _led(article, callers, with_whom)
    return None


def _parts(parties: Sequence[Party], *parts: Part) -> list[Organisation]:
    return [party.body for party in parties if party.part in parts]


def _callers(
    article: Article, meeting: MeetingMention, parties: Sequence[Party]
) -> _Callers | None:
    bodies = [one for one in _parts(parties, Part.BODY) if _acts(article, meeting, one)]
    first = next((one for one in bodies if one.is_delegation), next(iter(bodies), None))
    if first:
        return _Callers(listed_with(article, first, bodies), Status.STATED)
    offices = spoken_for(article, _parts(parties, Part.OFFICE))
    before = [one for one in offices if one.start < meeting.start]
    if people := before or offices:
        return _Callers(people[:1], Status.INFERRED)
    return None


def _acts(article: Article, meeting: MeetingMention, one: Organisation) -> bool:
    """Whether a body stands where the one does that acts: before the meeting and behind no word
    that makes it another's, or right behind it."""
    before = article.lower[max(meeting.first, one.start - _LEAD) : one.start]
    if one.start < meeting.start:
        return not _patterns().no_actor.search(before)
    return bool(_patterns().own.search(before))


def _led(article: Article, callers: _Callers, others: Sequence[Organisation]) -> Leaders:
    own = list(callers.bodies)
    higher = [one for one in others if not one.is_sort and _outranks(one, own[0], callers.status)]
    if not higher:
        return Leaders(tuple(own), callers.status, tuple(others))
    best = min(higher, key=_rank)
    led = [one for one in listed_with(article, best, higher) if _rank(one) == _rank(best)]
    rest = [*own, *(one for one in others if one not in led)]
    status = Status.INFERRED if is_place(best) else Status.DERIVED
    return Leaders(tuple(led), status, tuple(rest))


def _outranks(one: Organisation, caller: Organisation, status: Status) -> bool:
    if not is_public(one):
        return False
    if not is_public(caller):
        return True
    if caller.level is None:
        return False
    if one.level == caller.level and status is Status.INFERRED:
        return _is_head(one) and not _is_head(caller)
    return _rank(one) < _rank(caller)


def is_public(one: Organisation) -> bool:
    """Whether it is a body of party, state or front; a firm or a foreign guest is none."""
    is_known = one.level is not None and not one.is_sort
    return one.level != "quoc-te" and (one.branch != "khac" or is_known)


def _rank(one: Organisation) -> int:
    return _RANK.get(one.level or "", _NO_RANK)


def _is_head(one: Organisation) -> bool:
    """Whether it heads its unit, and is no department of it."""
    return bool(_patterns().head.match(one.name))
