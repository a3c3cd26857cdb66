"""MeetingReport → IndexEntry: its terms by field, its facet values, its days, its bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from search.dates import DateRange, days_of
from search.facets.registry import COUNTED, UNKNOWN
from search.index.passages import AnalysedReports
from search.index.signature import signed
from search.index.terms import ReportTerms
from search.report import LONG_AGO, MeetingReport, StoredReport
from search.serialization import compressed, pack
from search.text.clauses import kept_clauses


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What an engine is given of a report: ready terms, exact values, and bytes to keep.

    `digest`: of the bytes that were read. `origins`: the paths where they were. `terms`: of
    every field. `lengths`: field → number of syllables. `facets`: every counted facet → values,
    UNKNOWN alone if the report has none. `dates`: the days of the meeting, if known. `compressed`:
    the StoredReport, as `search.serialization.pack` writes it, in the form of zlib: many processes
    make entries, and one writes them. `added`: when the report was first indexed, in UTC and whole
    seconds. `signature`: what near-identical reports have in common (`search.index.signature`), for
    the engine some bytes to keep.
    """

    id: str
    digest: str
    origins: tuple[str, ...]
    terms: ReportTerms
    lengths: Mapping[str, int]
    facets: Mapping[str, tuple[str, ...]]
    dates: DateRange | None
    compressed: bytes
    added: datetime = LONG_AGO
    signature: bytes = b""


class SourcedReport(NamedTuple):
    """A report, and what its entry says of where it came from; see `IndexEntry`."""

    report: MeetingReport
    digest: str
    origins: Sequence[str]
    added: datetime = LONG_AGO


def index_entry(
    report: MeetingReport, digest: str, origins: Sequence[str], added: datetime = LONG_AGO
) -> IndexEntry:
    """The entry of a report: each passage analysed, each counted facet as its exact values."""
    [entry] = index_entries([SourcedReport(report, digest, origins, added)])
    return entry


def index_entries(sourced: Sequence[SourcedReport]) -> list[IndexEntry]:
    """The entry of each report; of some twenty together each takes a third of its time."""
    reports = [one.report for one in sourced]
    analysed = AnalysedReports.of(reports)
    days = [meeting_days(report) for report in reports]
    return [
        IndexEntry(
            id=report.id,
            digest=digest,
            origins=tuple(origins),
            terms=terms,
            lengths=lengths,
            facets={
                facet.name: tuple(dict.fromkeys(facet.values(report))) or (UNKNOWN,)
                for facet in COUNTED
            },
            dates=own_days,
            compressed=compressed(
                pack(StoredReport(report, joins, added, tuple(origins), _clauses(report)))
            ),
            added=added,
            signature=signed(syllables, in_title, own_days),
        )
        for (report, digest, origins, added), own_days, terms, lengths, joins, (
            syllables,
            in_title,
        ) in zip(
            sourced,
            days,
            analysed.terms(),
            analysed.lengths(),
            analysed.word_joins(),
            analysed.hashed(),
            strict=True,
        )
    ]


def meeting_days(report: MeetingReport) -> DateRange | None:
    """The days of a report's meeting, or those that it has instead; None where no year is known."""
    return days_of(report.dates)


def _clauses(report: MeetingReport) -> bytes:
    return kept_clauses(report.text, [passage.span for passage in report.passages])
