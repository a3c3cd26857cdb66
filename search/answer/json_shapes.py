"""The JSON answers that the command line and the API share: their fields, in order."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from search.answers import GroupKind, NoticeKind, SuggestionKind
from search.facets.registry import COUNTED, FACETS, OFFERED
from search.report import (
    DateValue,
    FacetValue,
    FigureKind,
    FigureScope,
    FigureValue,
    PersonValue,
    PlaceKind,
    PlaceValue,
    Precision,
    Role,
    Status,
)
from search.serialization import Constraint, Record

Count = Annotated[int, Constraint(ge=0)]
Ordinal = Annotated[int, Constraint(ge=1)]
Score = Annotated[float, Constraint(ge=0)]
Address = Annotated[str, Constraint(extra_json_schema={"format": "uri"})]
Instant = Annotated[
    datetime, Constraint(tz=True, description="When it was first indexed, in UTC: ISO 8601.")
]
TextSpan = Annotated[
    tuple[Count, Count],
    Constraint(description="A half-open range [start, end) of the text, in characters."),
]


def _keys(names: Iterable[str], required: Iterable[str], description: str = "") -> Constraint:
    """An object has these keys only, and the required ones always."""
    schema = {"propertyNames": {"enum": list(names)}, "required": list(required)}
    return Constraint(description=description or None, extra_json_schema=schema)


_NAMES, _COUNTED = [facet.name for facet in FACETS], [facet.name for facet in COUNTED]
FacetTexts = Annotated[dict[str, list[str]], _keys(_NAMES, _NAMES, "Facet → its values.")]
CountedFacet = Annotated[str, Constraint(extra_json_schema={"enum": _COUNTED})]


class NoticeRecord(Record):
    """One way in which the query was understood, a query that is not understood so, or "", and
    queries that may have been meant."""

    kind: NoticeKind
    words: list[str]
    instead: str
    others: list[str]


class TextRunRecord(Record):
    """A run of text, highlighted (`mark`) or not."""

    text: str
    mark: bool


class HitRecord(Record):
    """A report that answers the query, with its score, its snippets and its group.

    `snippet_pages`: the page of the original that each snippet is from; null where nobody knows.
    `copies`: the ids of near-identical reports that answer, too, and are no hits of their own.
    """

    id: str
    title: str
    score: Score
    facets: FacetTexts
    snippets: list[list[TextRunRecord]]
    group: GroupKind
    added: Instant
    snippet_pages: list[Ordinal | None]
    copies: list[str]


class CountRecord(Record):
    """A value of a facet and the number of reports that have it."""

    value: str
    label: str
    count: Count


class SuggestionRecord(Record):
    """A query that may be meant, and the number of reports that answer it: those of the first group
    of its answer that has any."""

    text: str
    hits: Ordinal
    kind: SuggestionKind
    group: GroupKind


class CompletionRecord(SuggestionRecord):
    """The same while a query is typed. `facets`: those of which it names a value. `runs`: all of
    its text; marked are the characters that answer what was typed."""

    facets: list[CountedFacet]
    runs: list[TextRunRecord]


class HitGroupRecord(Record):
    """What the hits of a group hold: all of the query, a part of it, or its syllables apart; and
    how many reports are in it and in none before it."""

    name: GroupKind
    total: Count


class AnswerRecord(Record):
    """One page of the answer to a query."""

    query: str
    understood: list[NoticeRecord]
    total: Annotated[
        Count, Constraint(description="Reports that hold all of it; facets count these.")
    ]
    page: Ordinal
    pages: Ordinal
    hits: list[HitRecord]
    facets: Annotated[dict[str, list[CountRecord]], _keys(_COUNTED, OFFERED)]
    generation: str
    suggestions: list[SuggestionRecord]
    groups: list[HitGroupRecord]
    collapsed: Annotated[
        Count,
        Constraint(description="Reports besides `total`, near-identical to one that is counted."),
    ]


class SuggestionsRecord(Record):
    """What the words of a query may become as they are typed on."""

    query: str
    suggestions: list[CompletionRecord]


class FacetValuesRecord(Record):
    """The values of one facet under a query."""

    facet: CountedFacet
    label: str
    query: str
    find: str
    total: Annotated[Count, Constraint(description="Reports that answer the query.")]
    values_total: Annotated[
        Count, Constraint(description="Values in these reports, whatever `find` says.")
    ]
    values: list[CountRecord]


class UnlinkedHitRecord(Record):
    """A report that is like another one."""

    id: str
    title: str
    score: Score
    facets: FacetTexts


class SimilarHitRecord(UnlinkedHitRecord):
    """A report that is like another one, and the address of its page."""

    url: str


class UnlinkedSimilarRecord(Record):
    """The reports most like one, for who has no server."""

    id: str
    similar: list[UnlinkedHitRecord]


class SimilarRecord(Record):
    """The reports most like one."""

    id: str
    similar: list[SimilarHitRecord]


class ExportedReportRecord(Record):
    """A report of many: its title, its facets, and the address of its page."""

    id: str
    title: str
    title_status: Status
    url: Address
    facets: FacetTexts
    labels: Annotated[
        dict[str, dict[str, str]],
        _keys(_NAMES, [], "Facet → value → what it is called, where that differs."),
    ]
    added: Instant


class ExportRecord(Record):
    """All reports that answer a query."""

    query: str
    url: Address
    generation: str
    total: Count
    reports: list[ExportedReportRecord]


class ValueRecord(Record):
    """What every value of a facet has: how it was come by, and where in the text it stands."""

    value: str
    status: Status
    evidence: TextSpan | None


class FacetValueRecord(ValueRecord):
    """A value of a facet; `words`: the evidence as text, null if the source gave the value."""

    words: str | None


class DateValueRecord(ValueRecord):
    """A date and how much of it is known; `until`: the last day, of a meeting that took several."""

    precision: Precision
    day_part: str | None
    until: str | None
    words: str | None


class PersonValueRecord(ValueRecord):
    """A person, the part they played, and their offices in the words of the text; each office and
    the part have evidence of their own."""

    role: Role
    titles: tuple[str, ...]
    titles_evidence: tuple[TextSpan | None, ...]
    role_evidence: TextSpan | None
    words: str | None


class PlaceValueRecord(ValueRecord):
    """A place, its kind, and the place it is part of."""

    kind: PlaceKind
    within: str | None
    words: str | None


class FigureValueRecord(ValueRecord):
    """A figure that the report states of an indicator."""

    indicator: str
    unit: str
    period: str | None
    kind: FigureKind
    is_suspicious: bool
    scope: FigureScope | None
    scope_name: str
    words: str | None


VALUE_RECORDS: dict[type[FacetValue], type[ValueRecord]] = {
    FacetValue: FacetValueRecord,
    DateValue: DateValueRecord,
    PersonValue: PersonValueRecord,
    PlaceValue: PlaceValueRecord,
    FigureValue: FigureValueRecord,
}
"""The type of a value → its record."""
