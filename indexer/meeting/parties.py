"""The sentence that names a meeting → the bodies in it, each with the part that it plays.

It is told here, once for all kinds of meeting, who may have held it, who is only named in the
office of somebody, with whom it was, and in whose house.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from indexer.article.structure import Article
from indexer.lexicon import cues, pattern_of
from indexer.meeting.in_passing import present
from indexer.meeting.main_meeting import MeetingMention
from indexer.meeting.organisations import Organisation, is_head, organisations
from indexer.places.gazetteer import mentions_by_line
from search.report import PlaceKind

_LIST = "party_cues.tsv"
_LEAD = 60
"""Characters before a body in which it is told whose house or delegation it is."""
_NEAR, _NEAREST = 80, 25
"""Characters from the name of a working visit, and of another meeting, to "với"."""
_FIRST = 60
"""Characters from such a word to the first body that it leads to."""
_PARTY = "dang"
_COMMA = ","
WORKING_VISIT = "lam-viec"


class PartyPart(Enum):
    """What a body has to do with a meeting, as far as its sentence tells."""

    BODY = "body"  # it is named itself: it may have held the meeting
    OFFICE = "office"  # somebody holds an office in it
    OTHER = "other"  # the meeting was with it
    VENUE = "venue"  # the meeting was in its house
    MANY = "many"  # all of its sort are meant: "các Tỉnh ủy"


class Party(NamedTuple):
    """A body in the sentence of a meeting."""

    body: Organisation
    part: PartyPart


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What the words around a body tell; words in braces stand in party_cues.tsv.

    Before it: `house` that the meeting was in its house, `all_of_it` that its leaders are named as
    one, `many` that all of its sort are meant, `delegation` that it sent one. Between such a word
    and it: `collective` that only people of it are named. Between two: `listed` that they are
    named together. Before the other party: `visit`, `with_whom`, if not behind `held_by`; between
    these and it: `stops` that something else is told.
    """

    house: re.Pattern[str]
    all_of_it: re.Pattern[str]
    many: re.Pattern[str]
    delegation: re.Pattern[str]
    collective: re.Pattern[str]
    listed: re.Pattern[str]
    visit: re.Pattern[str]
    held_by: re.Pattern[str]
    with_whom: re.Pattern[str]
    stops: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    not_with = "".join(f"(?<!{word} )" for word in cues(_LIST, "not with"))
    no_group = [w for cue in ("head of", "hands to", "group of") for w in cues(_LIST, cue)]
    no_office = "".join(f"(?<!{word} )" for word in no_group)
    people = r"(?:(?:(?:{collective}),? |{joint} |- ))*"
    templates = {
        "many": r"(?<!\w){many} $",
        "all_of_it": r"(?<!\w){all of it} $",
        "house": r"(?<!\w){at} (?:{hall} (?:\w+ ){0,2}?)?$",
        "delegation": (
            rf"(?<!\w){no_office}(?P<kind>{{delegation}}(?: {{number}} \d+)?"
            r"(?: {delegation more}){0,2}) (?:{belongs} )?$"
        ),
        "collective": people,
        "listed": r" ?(?:(?:[,;&/–-]|{joint}) ?)+" + people,
        "held_by": "{whole:held by}",
        "visit": (
            r"(?<!\w)(?:{called on}(?:(?:,| {joint})(?: {called on}))*(?: (?:{at}|{with}))?"
            r"|{reported to}) "
        ),
        "with_whom": rf"(?<!\w){not_with}{{with}} ",
        "stops": r"[.;:()]|(?<!\w){stops}(?!\w)",
    }
    return _Patterns(**{name: pattern_of(_LIST, text) for name, text in templates.items()})


def parties(article: Article, meeting: MeetingMention) -> tuple[Party, ...]:
    """The bodies in the sentence of a meeting, in order, each with its part."""
    found = bodies_in(article, meeting.first, meeting.last)
    places = list(_places(article, meeting, found))
    found = sorted(
        [*found, *(one for one in places if one.is_delegation)], key=lambda one: one.start
    )
    places = [one for one in places if not one.is_delegation]
    others = _others(article, meeting, sorted([*found, *places], key=lambda one: one.start))
    told: list[Party] = []
    for one in found:
        is_other = one in others
        told.append(Party(one, PartyPart.OTHER if is_other else _part(article, one, told[-1:])))
    told += [Party(one, PartyPart.OTHER) for one in places if one in others]
    return tuple(sorted(told, key=lambda party: party.body.start))


def _part(article: Article, one: Organisation, previous: Sequence[Party]) -> PartyPart:
    before = article.lower[max(0, one.start - _LEAD) : one.start]
    for body, part in previous:
        between = article.lower[body.last : one.start]
        if part is PartyPart.MANY and _patterns().listed.fullmatch(between):
            return part
        if part is PartyPart.BODY and between and _patterns().listed.fullmatch(between):
            return part if not one.is_office else PartyPart.OFFICE
    if _patterns().house.search(before):
        return PartyPart.VENUE
    if _patterns().many.search(before) and not one.place:
        return PartyPart.MANY
    if one.is_office and not _patterns().all_of_it.search(before):
        return PartyPart.OFFICE
    return PartyPart.BODY


def bodies_in(article: Article, start: int, end: int) -> list[Organisation]:
    """The bodies named in a stretch, in order: a delegation with whose it is, and those of a list
    with the unit and the place that stand behind the last: "Thành ủy, UBND TP. Huế"."""
    found: list[Organisation] = []
    for one in organisations(article, start, end):
        if found and _is_party_of(article, found[-1], one):
            found[-1] = _party_of(found[-1], one)
        else:
            found.append(_with_delegation(article, one))
    for number, (one, following) in reversed(list(enumerate(pairwise(found)))):
        between = article.text[one.last : following.start]
        if not one.place and _patterns().listed.fullmatch(between):
            found[number] = _as_listed(one, found[number + 1])
    return present(article, found)


def _is_party_of(article: Article, own: Organisation, one: Organisation) -> bool:
    """Whether the party's organisation is called by the body that it is in: "Đảng ủy Sở Y tế"."""
    is_bare = own.branch == _PARTY and own.level is None
    return is_bare and article.text[own.last : one.start] == " "


def _party_of(own: Organisation, one: Organisation) -> Organisation:
    name = f"{own.name} {one.name}" if one.name else ""
    return replace(own, name=name, level=one.level, place=one.place, last=one.last, unit=one.unit)


def _as_listed(one: Organisation, following: Organisation) -> Organisation:
    """A body with what the one behind it says of both."""
    if one.level is None and one.branch != "khac" and following.unit:
        unit = following.unit
        one = replace(one, name=f"{one.name} {unit}", level=following.level, unit=unit)
    is_same = one.level == following.level and one.level not in (None, "trung-uong", "quoc-te")
    if not is_same or not following.place:
        return one
    return replace(one, place=following.place, is_listed=True)


def _with_delegation(article: Article, one: Organisation) -> Organisation:
    before = article.lower[max(0, one.start - _LEAD) : one.start]
    sent = _patterns().delegation.search(before)
    if not sent or not one.name:
        return one
    start = one.start - len(before) + sent.start()
    owner = is_head(article, one.start) or one.name
    kind = sent["kind"]
    name = f"{kind[:1].upper()}{kind[1:]} {_belongs()} {owner}"
    return replace(one, name=name, start=start, is_office=False, is_delegation=True)


@cache
def _belongs() -> str:
    return cues(_LIST, "belongs")[0]


_LEVELS = {PlaceKind.PROVINCE: "tinh", PlaceKind.DISTRICT: "huyen"}


def _places(
    article: Article, meeting: MeetingMention, found: Sequence[Organisation]
) -> Iterator[Organisation]:
    """The provinces and districts that are named there for those who govern them."""
    for line, mentions in article.once(mentions_by_line).items():
        if not line.start <= meeting.first < line.end:
            continue
        for one in mentions:
            start, end = line.start + one.start, line.start + one.end
            is_of_body = any(body.start <= start < body.last for body in found)
            if one.type and meeting.first <= start < meeting.last and not is_of_body:
                unit = one.units[0]
                own = Organisation(
                    *(unit.full, "ubnd", _LEVELS[unit.kind], start, end, False, unit, end)
                )
                yield _sent_by(article, own) or own


def _sent_by(article: Article, place: Organisation) -> Organisation | None:
    """The delegation that a province or district sent: "Đoàn công tác tỉnh Lào Cai"."""
    before = article.lower[max(0, place.start - _LEAD) : place.start]
    sent = _patterns().delegation.search(before)
    if not sent:
        return None
    start = place.start - len(before) + sent.start()
    name = f"{sent['kind'][:1].upper()}{sent['kind'][1:]}"
    return replace(place, name=name, start=start, is_delegation=True)


def _others(
    article: Article, meeting: MeetingMention, found: Sequence[Organisation]
) -> list[Organisation]:
    """With whom a meeting was: those behind a word that says so, one after the other."""
    others: list[Organisation] = []
    is_visit = WORKING_VISIT in meeting.kinds
    for at, is_loose in _leads(article, meeting):
        last, is_first = at, is_loose
        for one in found:
            if one.start < last:
                continue
            if one in others:
                last, is_first = one.last, False
                continue
            if last > at and _begins_clause(article, last, one):
                break
            if not _is_next(article, last, one, is_first) or not (
                is_visit or _is_body(article, one)
            ):
                break
            others.append(one)
            last, is_first = one.last, False
    return others


def _is_next(article: Article, at: int, one: Organisation, is_loose: bool) -> bool:
    """Whether a body stands next to others or to such a word. `is_loose`: words of no list may
    stand between."""
    between = article.lower[at : one.start]
    patterns = _patterns()
    if patterns.listed.fullmatch(between) or patterns.collective.fullmatch(between):
        return True
    is_near = is_loose and len(between) <= _FIRST and not is_place(one)
    return is_near and not patterns.stops.search(between)


def listed_with(
    article: Article, first: Organisation, found: Sequence[Organisation]
) -> list[Organisation]:
    """A body and those behind it that are named together with it."""
    listed = [first]
    for one in found:
        between = article.lower[listed[-1].last : one.start]
        if one.start >= listed[-1].last and between and _patterns().listed.fullmatch(between):
            listed.append(one)
    return listed


def _begins_clause(article: Article, last: int, one: Organisation) -> bool:
    """Whether it is somebody who acts, behind those who are listed: "làm việc với UBND tỉnh, Thủ
    tướng yêu cầu ..."."""
    return bool(is_head(article, one.start)) and _COMMA in article.text[last : one.start]


def _is_body(article: Article, one: Organisation) -> bool:
    """Whether it is named itself, and no place or head of it for it."""
    return not (is_head(article, one.start) or is_place(one))


def is_place(one: Organisation) -> bool:
    """Whether it is a province or a district, for those who govern it."""
    return one.name[:1].islower()


def _leads(article: Article, meeting: MeetingMention) -> Iterator[tuple[int, bool]]:
    """Where the words end behind which it is named with whom a meeting was; and whether other words
    may follow before that, as only those of a working visit leave room for."""
    patterns = _patterns()
    is_visit = WORKING_VISIT in meeting.kinds
    if is_visit:
        for visit in patterns.visit.finditer(article.lower, meeting.first, meeting.last):
            yield visit.end(), False
    reach = _NEAR if is_visit else _NEAREST
    for match in patterns.with_whom.finditer(article.lower, meeting.start, meeting.last):
        between = article.lower[meeting.end : match.start()]
        if len(between) <= reach and not patterns.held_by.search(between):
            yield match.end(), is_visit
