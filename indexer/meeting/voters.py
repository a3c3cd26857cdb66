"""The parties of a meeting with voters → the deputies who met them, and how we know."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from indexer.article.structure import Article
from indexer.lexicon import cues, pattern_of
from indexer.meeting.main_meeting import MeetingMention
from indexer.meeting.officers import spoken_for
from indexer.meeting.organisations import Organisation
from indexer.meeting.parties import Party, PartyPart, bodies_in
from search.report import Status

VOTERS = "tiep-xuc-cu-tri"
_LIST = "organiser_cues.tsv"
_ASSEMBLY, _COUNCIL = "quoc-hoi", "hdnd"
_ELECTED = (_ASSEMBLY, _COUNCIL)
_ABLE = (PartyPart.BODY, PartyPart.OFFICE, PartyPart.MANY)
"""The parts of who may be deputies: "các đại biểu Quốc hội"."""
_PROVINCE = "tinh"
_BEGINNING = 1200
"""Characters in which a group of deputies is named."""
_LEAD = 40
"""Characters before a body in which it is said that they are its deputies."""
_DEPUTIES = pattern_of(_LIST, r"(?<!\w){deputies} (?:{number} \d+ |\w+ )?$")
_COUNCIL_GROUP = pattern_of(_LIST, r"(?<!\w){council group}(?: {number} \d+)? $")
_GROUP = pattern_of(_LIST, "{whole:group}")


@cache
def _assembly() -> re.Pattern[str]:
    return pattern_of(_LIST, "{whole:assembly}")


Deputies = tuple[Organisation, Status]


def who_meets_voters(
    article: Article, named: Sequence[tuple[MeetingMention, Sequence[Party]]]
) -> list[Deputies]:
    """The deputies that a sentence names, of the assembly and of a council; else those of a council
    whose session alone is named, else those of the assembly, whatever other office is told.

    Deputies of the assembly meet voters as those of their province, whatever office one holds.
    """
    for meeting, parties in named:
        able = [one.body for one in parties if one.part in _ABLE]
        if found := list(_named(article, meeting, able)):
            return found
    if group := _group_near(article):
        return [group]
    elected = [one.body for _, parties in named for one in parties if one.body.branch in _ELECTED]
    council = [one for one in elected if one.branch == _COUNCIL]
    if council and len(council) == len(elected):
        return [(replace(council[0], name=""), Status.INFERRED)]
    for _, parties in named:
        able = [one.body for one in parties if one.part is PartyPart.OFFICE]
        if main := spoken_for(article, able)[:1]:
            return [_of_assembly(main[0], Status.INFERRED)]
    return [_of_assembly(one, Status.INFERRED) for one in elected[:1]]


def names_assembly(article: Article) -> bool:
    """Whether an article names the assembly at all; else its deputies may be those of a council."""
    return bool(_assembly().search(article.lower))


def _group_near(article: Article) -> Deputies | None:
    """The group of deputies of the assembly that the beginning names."""
    for one in bodies_in(article, 0, min(len(article.text), _BEGINNING)):
        if one.branch == _ASSEMBLY and one.level == _PROVINCE and not one.is_office:
            return one, Status.DERIVED
    return None


def _of_assembly(one: Organisation, status: Status) -> Deputies:
    """A deputy of the assembly, by the words for another body."""
    return replace(one, name="", branch=_ASSEMBLY, level=_PROVINCE), status


def _name_of_a_group() -> str:
    [name] = cues(_LIST, "group name")
    return name


def _named(
    article: Article, meeting: MeetingMention, able: Sequence[Organisation]
) -> Iterator[Deputies]:
    groups = [one for one in able if one.branch == _ASSEMBLY and one.level == _PROVINCE]
    if groups:
        yield groups[0], Status.DERIVED
    for one in able:
        if not _DEPUTIES.search(article.lower[max(0, one.start - _LEAD) : one.start]):
            continue
        if one.branch == _ASSEMBLY and not groups:
            deputy, status = _of_assembly(one, Status.DERIVED)
            is_group = bool(_GROUP.search(article.lower, meeting.first, meeting.last))
            yield replace(deputy, name=_name_of_a_group() if is_group else ""), status
            groups = [one]
        elif one.branch == _COUNCIL:
            yield _as_group(article, one, _of_unit(one, able)), Status.DERIVED


def _as_group(article: Article, one: Organisation, own: Organisation) -> Organisation:
    """A council as the group of its deputies, where one is named: "tổ đại biểu số 2 HĐND tỉnh"."""
    group = _COUNCIL_GROUP.search(article.lower[max(0, one.start - _LEAD) : one.start])
    if not group:
        return own
    name = group.group().strip()
    return replace(own, name=f"{name[:1].upper()}{name[1:]} {own.name}")


def _of_unit(one: Organisation, able: Sequence[Organisation]) -> Organisation:
    """A council of which no unit is said with that of another body: "Chủ tịch UBND TP. Huế cùng tổ
    đại biểu HĐND"."""
    other = next((own for own in able if own.unit and own.level), None)
    if one.level or not other:
        return one
    name = f"{one.name} {other.unit}"
    return replace(one, name=name, level=other.level, place=other.place, is_listed=True)
