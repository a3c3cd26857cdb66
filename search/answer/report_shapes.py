"""The JSON record of everything of one report: its fields, in order."""

from typing import Any, get_args, get_type_hints

from search.answer.json_shapes import (
    VALUE_RECORDS,
    Count,
    CountRecord,
    FacetValueRecord,
    Instant,
    Ordinal,
    TextRunRecord,
    TextSpan,
)
from search.report import Facets, PassageKind
from search.serialization import Record, with_fields


def _facet_fields() -> dict[str, Any]:
    """Field of `Facets`, a tuple of values → a list of the records of such values."""
    hints = get_type_hints(Facets)
    return {name: list[VALUE_RECORDS[get_args(values)[0]]] for name, values in hints.items()}  # type: ignore[misc]


@with_fields(_facet_fields())
class ReportFacetsRecord(Record):
    """What a report says about itself: every facet with its values, in the order of `Facets`."""


class PassageRecord(Record):
    """A passage of the text: what it is, and where it stands."""

    part: PassageKind
    span: TextSpan
    page: Ordinal | None


class OriginalRecord(Record):
    """The file that a report was read from, or the part of an archive or a mail."""

    kind: str
    sha256: str
    url: str
    pages: Count | None
    are_pages_exact: bool
    pictures: list[Ordinal]
    recognised: list[Ordinal]
    encoding: str | None


class FlaggedRecord(Record):
    """A value that a flag is about. `value`: as a line of corrections writes it; `reason`: why a
    figure is doubted, "" of others; `words`: the evidence as text."""

    flag: str
    label: str
    facet: str
    value: str
    reason: str
    evidence: TextSpan | None
    words: str | None


class ReportRecord(Record):
    """Everything of one report: its text, and each value with its evidence."""

    id: str
    url: str
    is_meeting: bool
    category: str | None
    title: FacetValueRecord
    facets: ReportFacetsRecord
    flags: list[str]
    text: str
    passages: list[PassageRecord]
    added: Instant
    original: OriginalRecord | None
    flagged: list[FlaggedRecord]


class FlaggedInSentenceRecord(FlaggedRecord):
    """The same with its sentence, and the line that corrects it: its cells have tabs between them,
    and "?" stands for what a person is to write; "" where there is nothing to correct."""

    sentence: list[TextRunRecord]
    line: str


class FlaggedReportRecord(Record):
    """A report with flagged values; `more`: how many of them are not listed."""

    id: str
    title: str
    url: str
    values: list[FlaggedInSentenceRecord]
    more: Count


class FlagsRecord(Record):
    """A page of the reports that have flagged values, and how many reports have each flag."""

    query: str
    total: Count
    page: Ordinal
    pages: Ordinal
    flags: list[CountRecord]
    reports: list[FlaggedReportRecord]
    generation: str
    collapsed: Count
