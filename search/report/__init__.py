"""The nouns of a report, for all rooms: what it says, what is known of it, where it was read."""

from search.report.model import (
    LONG_AGO,
    Facets,
    FlaggedValue,
    MeetingReport,
    Passage,
    PassageKind,
    StoredReport,
)
from search.report.original import Original, SourcePath
from search.report.values import (
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
    Span,
    Status,
)

__all__ = [
    "LONG_AGO",
    "DateValue",
    "FacetValue",
    "Facets",
    "FigureKind",
    "FigureScope",
    "FigureValue",
    "FlaggedValue",
    "MeetingReport",
    "Original",
    "Passage",
    "PassageKind",
    "PersonValue",
    "PlaceKind",
    "PlaceValue",
    "Precision",
    "Role",
    "SourcePath",
    "Span",
    "Status",
    "StoredReport",
]
