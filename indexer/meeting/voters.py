"""The parties of a meeting with voters → the deputies who met them, and how we know."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.article.structure import Article
from indexer.lexicon import pattern_of
from indexer.meeting.main_meeting import MeetingMention
from indexer.meeting.officers import spoken_for
from indexer.meeting.organisations import Organisation
from indexer.meeting.parties import Part, Party
from search.report import Status

VOTERS = "tiep-xuc-cu-tri"
_ASSEMBLY, _COUNCIL = "quoc-hoi", "hdnd"
_LEAD = 40
_DEPUTIES = pattern_of("organiser_cues.tsv", r"(?<!\w){deputies} (?:\w+ )?$")

Deputies = tuple[Organisation, Status]


def who_meets_voters(
    article: Article, named: Sequence[tuple[MeetingMention, Sequence[Party]]]
) -> list[Deputies]:
    """The deputies that the sentences name, of the assembly and of a council; else, of whom only
    another office is told, those of the assembly: of its province, unless the office is central.
    """
    for meeting, parties in named:
        able = [one.body for one in parties if one.part in (Part.BODY, Part.OFFICE)]
        if found := list(_named(article, meeting, able)):
            return found
    for meeting, parties in named:
        offices = [one.body for one in parties if one.part is Part.OFFICE]
        for one in spoken_for(article, offices)[:1]:
            level = "trung-uong" if one.level == "trung-uong" else "tinh"
            return [(replace(one, name="", branch=_ASSEMBLY, level=level), Status.INFERRED)]
    return []


def _named(
    article: Article, meeting: MeetingMention, able: Sequence[Organisation]
) -> Iterator[Deputies]:
    groups = [one for one in able if one.branch == _ASSEMBLY and one.level == "tinh"]
    if groups:
        yield groups[0], Status.DERIVED
    for one in able:
        if not _DEPUTIES.search(article.lower[max(0, one.start - _LEAD) : one.start]):
            continue
        if one.branch == _ASSEMBLY and not groups:
            level = _level(article, able)
            yield replace(one, name="", level=level), Status.DERIVED
            groups = [one]
        elif one.branch == _COUNCIL:
            yield one, Status.DERIVED


def _level(article: Article, able: Sequence[Organisation]) -> str:
    """That of an office that one of the deputies holds beside."""
    offices = [one for one in able if one.is_office and one.branch != _ASSEMBLY]
    main = spoken_for(article, offices)[:1]
    return "trung-uong" if main and main[0].level == "trung-uong" else "tinh"
