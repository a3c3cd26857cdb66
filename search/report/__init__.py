"""The nouns of a report, for all rooms: what it says, what is known of it, where it was read."""

from search.report.model import (
    LONG_AGO,
    DateValue,
    Facets,
    FacetValue,
    FigureKind,
    FigureValue,
    MeetingReport,
    Passage,
    PassageKind,
    PersonValue,
    PlaceKind,
    PlaceValue,
    Precision,
    Role,
    Span,
    Status,
    StoredReport,
)
from search.report.original import Original, SourcePath

__all__ = [
    "LONG_AGO",
    "DateValue",
    "FacetValue",
    "Facets",
    "FigureKind",
    "FigureValue",
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
