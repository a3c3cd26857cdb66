"""MeetingReport → IndexEntry: its terms by field, its facet values, its days, its bytes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from search.dates import DateRange, days_of
from search.facets.registry import COUNTED, UNKNOWN
from search.index.fields import FIELD_KINDS, LEAD_SHARE, LEAD_SYLLABLES, TEXTS, words_field
from search.index.signature import signature
from search.report import LONG_AGO, MeetingReport, PassageKind, Status, StoredReport
from search.serialization import pack
from search.text.analyze import Analysis, analyze, field_terms, to_bitmap
from search.text.clauses import kept_clauses


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What an engine is given of a report: ready terms, exact values, and bytes to keep.

    `digest`: of the bytes that were read. `origins`: the paths where they were. `terms`: every
    field → term → positions, ascending (in a field without positions as many numbers as the term's
    frequency). `lengths`: field → number of syllables. `facets`: every counted facet → values,
    UNKNOWN alone if the report has none. `dates`: the days of the meeting, if known. `stored`: the
    StoredReport, as `search.serialization.pack` writes it. `added`: when the report was first
    indexed, in UTC and whole seconds. `signature`: what near-identical reports have in common
    (`search.index.signature`), for the engine some bytes to keep.
    """

    id: str
    digest: str
    origins: tuple[str, ...]
    terms: Mapping[str, Mapping[str, list[int]]]
    lengths: Mapping[str, int]
    facets: Mapping[str, tuple[str, ...]]
    dates: DateRange | None
    stored: bytes
    added: datetime = LONG_AGO
    signature: bytes = b""


def index_entry(
    report: MeetingReport, digest: str, origins: Sequence[str], added: datetime = LONG_AGO
) -> IndexEntry:
    """The entry of a report: each passage analysed, each counted facet as its exact values."""
    analyses: defaultdict[PassageKind, list[Analysis]] = defaultdict(list)
    joins: list[int] = []
    for passage in report.passages:
        start, end = passage.span
        analysis = analyze(report.text[start:end])
        analyses[FIELD_KINDS.get(passage.kind, passage.kind)].append(analysis)
        joins.extend([start + join for join in analysis.word_joins])
    if report.title.evidence is None and report.title.status is not Status.MADE:
        analyses[PassageKind.TITLE].append(analyze(report.title.value))  # the source gave it
    for number in report.facets.document_no:  # a paper is named by it as by its title
        analyses[PassageKind.TITLE].append(analyze(number.value))
    terms: dict[str, Mapping[str, list[int]]] = {}
    lengths: dict[str, int] = {}
    for text, own in zip(TEXTS, _by_field(analyses), strict=True):
        found = field_terms(own)
        terms |= {text.name: found.syllables, words_field(text): found.words}
        lengths |= {text.name: found.length, words_field(text): found.length}
    clauses = kept_clauses(report.text, [passage.span for passage in report.passages])
    return IndexEntry(
        id=report.id,
        digest=digest,
        origins=tuple(origins),
        terms=terms,
        lengths=lengths,
        facets={
            facet.name: tuple(dict.fromkeys(facet.values(report))) or (UNKNOWN,)
            for facet in COUNTED
        },
        dates=meeting_days(report),
        stored=pack(StoredReport(report, to_bitmap(joins), added, tuple(origins), clauses)),
        added=added,
        signature=signature_of(report, analyses),
    )


def signature_of(
    report: MeetingReport, analyses: Mapping[PassageKind, Sequence[Analysis]]
) -> bytes:
    """The signature of a report, whose passages are analysed already.

    Of its body, since a paper that reprints a report writes a title of its own. Neither the
    letterhead nor the byline is in it.
    """
    title, body = (
        [one.exact for analysis in analyses.get(kind, ()) for one in analysis.syllables]
        for kind in (PassageKind.TITLE, PassageKind.BODY)
    )
    return signature(title, body, meeting_days(report))


def _by_field(analyses: Mapping[PassageKind, list[Analysis]]) -> Iterator[list[Analysis]]:
    """The passages of each text field, in the order of the fields."""
    body = analyses[PassageKind.BODY]
    lead = _lead([len(analysis.syllables) for analysis in body])
    yield analyses[PassageKind.TITLE]
    yield body[:lead]
    yield body[lead:]
    yield analyses[PassageKind.CAPTION]
    yield analyses[PassageKind.BYLINE]


def _lead(lengths: Sequence[int]) -> int:
    """How many passages of a body are its lead; `lengths`: the syllables of each passage."""
    so_far = 0
    for number, length in enumerate(lengths, 1):
        so_far += length
        if so_far >= LEAD_SYLLABLES:
            return number if so_far <= LEAD_SHARE * sum(lengths) else 0
    return 0


def meeting_days(report: MeetingReport) -> DateRange | None:
    """The days of a report's meeting, or those that it has instead; None where no year is known."""
    return days_of(report.dates)
