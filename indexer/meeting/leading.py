"""The parties of a working visit or a reception → those of them that led it, and how we know."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from indexer.article.structure import Article
from indexer.lexicon import pattern_of
from indexer.meeting.main_meeting import MeetingMention
from indexer.meeting.office_elsewhere import offices_elsewhere
from indexer.meeting.officers import spoken_for
from indexer.meeting.organisations import Organisation
from indexer.meeting.parties import Party, PartyPart, bodies_in, is_place, listed_with
from search.report import Status

_LIST = "organiser_cues.tsv"
_BEGINNING = 1200
"""Characters in which a delegation is named."""
_LEAD = 30
"""Characters before a body in which it is told that it is not who acts."""
_SAID = re.compile(r":\s*[\"“‘']")
"""Where the words of somebody begin."""
_RANK = {level: rank for rank, level in enumerate(("trung-uong", "tinh", "huyen", "xa"))}
_CENTRAL = "trung-uong"
_NO_RANK = len(_RANK)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What the words before a body tell; words in braces stand in organiser_cues.tsv: `no_actor`
    that it does not act itself, `deputy` that somebody sits in it, `own` that the visit is its
    own, unless `content` tells what it was about. `head`: its name is that of a body that heads a
    unit."""

    no_actor: re.Pattern[str]
    deputy: re.Pattern[str]
    own: re.Pattern[str]
    content: re.Pattern[str]
    head: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    return _Patterns(
        no_actor=pattern_of(_LIST, r"(?<!\w){no actor} (?:\w+ )?$"),
        deputy=pattern_of(_LIST, r"(?<!\w){deputy of} $"),
        own=pattern_of(_LIST, r"[^.;,]{0,40}(?<!\w){own} (?:\w+ ){0,3}"),
        content=pattern_of(_LIST, "{whole:content}"),
        head=pattern_of(_LIST, "{whole:head}"),
    )


Named = Sequence[tuple[MeetingMention, Sequence[Party]]]
"""Each name of a meeting, the weightiest first, with the parties in its sentence."""


class Leaders(NamedTuple):
    """Who led a visit: by their words or by an officer's (INFERRED); with whom it was."""

    bodies: tuple[Organisation, ...]
    status: Status
    others: tuple[Organisation, ...]


class _Callers(NamedTuple):
    """Who calls or receives, how we know, and whom their sentence names otherwise."""

    bodies: Sequence[Organisation]
    status: Status
    others: Sequence[Organisation] = ()


def leaders(article: Article, named: Named) -> Leaders | None:
    """Whoever calls or receives leads; but of two, one of which is no public body, the other, and
    of two public bodies of different levels the higher one."""
    # a sentence that says with whom says best who
    named = sorted(named, key=lambda one: not _parts(one[1], PartyPart.OTHER))
    with_whom = _parts(named[0][1], PartyPart.OTHER) if named else []
    finders = (_first_acting, _delegation, _in_office, _told_elsewhere)
    found = next(filter(None, (find(article, named) for find in finders)), None)
    if found and not found.bodies[0].name:
        found = _delegation_near(article, with_whom) or found
    return _led(article, found, with_whom) if found else _only(with_whom)


def _only(with_whom: Sequence[Organisation]) -> Leaders | None:
    """Of a meeting of which only the other party is told, the highest of that."""
    public = [one for one in with_whom if is_public(one)]
    if not public:
        return None
    best = min(public, key=lambda one: (is_place(one), _rank(one)))
    status = Status.INFERRED if is_place(best) else Status.DERIVED
    return Leaders((best,), status, tuple(one for one in with_whom if one != best))


def _delegation_near(article: Article, with_whom: Sequence[Organisation]) -> _Callers | None:
    """The first delegation of the beginning, where an officer that belongs to it acts."""
    for one in bodies_in(article, 0, min(len(article.text), _BEGINNING)):
        if one.is_delegation and one not in with_whom:
            return _Callers([one], Status.DERIVED)
    return None


def _parts(parties: Sequence[Party], *parts: PartyPart) -> list[Organisation]:
    return [party.body for party in parties if party.part in parts]


def _acting(
    article: Article, meeting: MeetingMention, parties: Sequence[Party]
) -> list[Organisation]:
    return [one for one in _parts(parties, PartyPart.BODY) if _acts(article, meeting, one)]


def _first_acting(article: Article, named: Named) -> _Callers | None:
    """The bodies that the weightiest name of the meeting says act; a delegation before others; of
    a ministry's officer in the same sentence and a lower body the officer."""
    meeting, parties = named[0]
    bodies = _acting(article, meeting, parties)
    if not bodies:
        return None
    first = next((one for one in bodies if one.is_delegation), bodies[0])
    if not _parts(parties, PartyPart.OTHER):
        for one in spoken_for(article, _leading_offices(article, parties)):
            if _outranks(one, first, Status.STATED):
                return _Callers([one], Status.INFERRED, [first])
    return _Callers(_highest(listed_with(article, first, bodies)), Status.STATED)


def _highest(listed: Sequence[Organisation]) -> list[Organisation]:
    """Of bodies that act together those of the highest level, where both levels are known."""
    best = min(map(_rank, listed))
    return [one for one in listed if _rank(one) in (best, _NO_RANK)]


def _delegation(article: Article, named: Named) -> _Callers | None:
    for meeting, parties in named:
        for one in _acting(article, meeting, parties):
            if one.is_delegation:
                return _Callers([one], Status.STATED)
    return None


def _in_office(article: Article, named: Named) -> _Callers | None:
    """The body of whoever acts, in the first sentence that tells any office; else the highest of
    those whose officers only speak there."""
    for meeting, parties in named:
        offices = spoken_for(article, _leading_offices(article, parties))
        acting = [one for one in offices if _owns(article, meeting, one)]
        acting += [one for one in offices if one.start < meeting.start]
        if people := acting or sorted(offices, key=lambda one: (_rank(one), not heads_unit(one))):
            return _Callers(people[:1], Status.INFERRED)
    return None


def _told_elsewhere(article: Article, named: Named) -> _Callers | None:
    """The body in which the first person of the sentence holds the office that another one tells:
    "ông An làm việc với Thành đoàn"."""
    for meeting, _ in named[:1]:
        if people := offices_elsewhere(article, meeting.first, meeting.last):
            return _Callers(people[:1], Status.INFERRED)
    return None


def _leading_offices(article: Article, parties: Sequence[Party]) -> list[Organisation]:
    """Those in which people hold offices; deputies lead nobody, nor who is named in what another
    one says."""
    offices = [
        one
        for one in _parts(parties, PartyPart.OFFICE)
        if not _patterns().deputy.search(article.lower[max(0, one.start - _LEAD) : one.start])
    ]
    first = offices[0].last if offices else 0
    return [one for one in offices if not _SAID.search(article.text, first, one.start)]


def _acts(article: Article, meeting: MeetingMention, one: Organisation) -> bool:
    """Whether a body stands where the one does that acts: before the meeting and behind no word
    that makes it another's, or right behind it."""
    before = article.lower[max(meeting.first, one.start - _LEAD) : one.start]
    if one.start < meeting.start:
        return not _patterns().no_actor.search(before)
    return _owns(article, meeting, one)


def _owns(article: Article, meeting: MeetingMention, one: Organisation) -> bool:
    """Whether the visit is said to be its own: "buổi làm việc của Bí thư Thành ủy với ..."."""
    before = article.lower[meeting.end : one.start]
    if one.start < meeting.end or _patterns().content.search(before):
        return False
    return bool(_patterns().own.fullmatch(before))


def _led(article: Article, callers: _Callers, others: Sequence[Organisation]) -> Leaders:
    own = list(callers.bodies)
    others = others or callers.others
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
    if one.level == caller.level and (status is Status.INFERRED or one.level == _CENTRAL):
        return heads_unit(one) and not heads_unit(caller)
    return _rank(one) < _rank(caller)


def is_public(one: Organisation) -> bool:
    """Whether it is a body of party, state or front; a firm or a foreign guest is none."""
    is_known = one.level is not None and not one.is_sort
    return one.level != "quoc-te" and (one.branch != "khac" or is_known)


def _rank(one: Organisation) -> int:
    return _RANK.get(one.level or "", _NO_RANK)


def heads_unit(one: Organisation) -> bool:
    """Whether it heads its unit, and is no department of it."""
    return bool(_patterns().head.match(one.name))
