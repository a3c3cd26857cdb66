"""The nouns of a report: what it says, what is known of it, and on what evidence.

A report is a text about a meeting, or about something else. Its facets (who met, where, when, which
figures were named) are values that a program found in the text, each with the span that shows it,
so that a reader can check it:

    text        "Sáng 25/8/2023, UBND tỉnh Hưng Yên giao ban về giải ngân."
    organiser   FacetValue("UBND tỉnh Hưng Yên", Status.STATED, (16, 34))
    level       FacetValue("tinh", Status.DERIVED, (16, 25))
    event_date  DateValue("2023-08-25", Status.STATED, (5, 14), Precision.DAY, "sáng")

Nothing here is computed, and nothing but these nouns is imported: every other module may build on
them.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from search.report.original import Original
from search.report.values import (
    DateValue,
    FacetValue,
    FigureValue,
    PersonValue,
    PlaceValue,
    Span,
)

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""When a report was added of which nobody says when."""


@dataclass(frozen=True, slots=True)
class Facets:
    """The values of each facet of one report, in the order of the text; none where it is silent.

    The module of the same name in `indexer/facets/` extracts a field. The order of the fields is
    the order of extraction: an extractor may read what the ones before it found.
    """

    document_no: tuple[FacetValue, ...] = ()
    issuer: tuple[FacetValue, ...] = ()
    issue_date: tuple[DateValue, ...] = ()
    issue_place: tuple[FacetValue, ...] = ()
    source_url: tuple[FacetValue, ...] = ()
    captions: tuple[FacetValue, ...] = ()
    byline: tuple[FacetValue, ...] = ()
    outlet: tuple[FacetValue, ...] = ()
    online: tuple[FacetValue, ...] = ()
    meeting_type: tuple[FacetValue, ...] = ()
    variant: tuple[FacetValue, ...] = ()
    province: tuple[FacetValue, ...] = ()
    province_now: tuple[FacetValue, ...] = ()
    organiser: tuple[FacetValue, ...] = ()
    participants: tuple[FacetValue, ...] = ()
    branch: tuple[FacetValue, ...] = ()
    level: tuple[FacetValue, ...] = ()
    places: tuple[PlaceValue, ...] = ()
    session_no: tuple[FacetValue, ...] = ()
    term: tuple[FacetValue, ...] = ()
    page_date: tuple[DateValue, ...] = ()
    event_date: tuple[DateValue, ...] = ()
    purpose: tuple[FacetValue, ...] = ()
    people: tuple[PersonValue, ...] = ()
    figures: tuple[FigureValue, ...] = ()


class PassageKind(StrEnum):
    """The kind of a passage. The report itself is TITLE, BODY and TABLE; the rest is around it."""

    PREFIX = "prefix"  # written before the text by a program: " date 2024-12"
    PAGE_DATE = "page-date"  # the day on which the page was printed
    LETTERHEAD = "letterhead"  # who issued a paper, its number, where and on which day
    CLOSING = "closing"  # of a paper: who gets it, who signed
    MOTTO = "motto"  # of the state or the party, above every paper: it is not searched
    TITLE = "title"
    BODY = "body"
    TABLE = "table"  # a row of a table, its cells with a tab between them
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    CAPTION_AGAIN = "caption-again"  # a caption that stands there a second time
    BYLINE = "byline"
    TRAILER = "trailer"  # the source and its address


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of a report, without its line end, and its kind.

    `page`: on which page of the original it begins, from 1; None where nobody knows.
    """

    kind: PassageKind
    span: Span
    page: int | None = None


@dataclass(frozen=True, slots=True)
class FlaggedValue:
    """What a flag is about, so that a person can look at it and correct it.

    `flag`: one of `MeetingReport.flags`. `facet`: the field of `Facets`, or "title". `value`: as
    `search.facets.written` writes it for a line of corrections; "" where a person says that there
    is none. `evidence`: the words that gave it; None if they stand nowhere in the text. `reason`:
    why a figure is doubted, a code of `indexer.figures.doubts`.
    """

    flag: str
    facet: str
    value: str
    evidence: Span | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MeetingReport:
    """A report: its text as it was read, and what a program found in it.

    `id`: stable, from where the report was read; unique in an index. `text`: every character as in
    the file, so that all spans hold. `passages`: in the order of the text, without overlap; blank
    lines are in none. `title`: stands in the text, came with it, or was composed (Status.MADE).
    `flags`: codes of what a reader is warned of; `flagged`: the values that some of them are about.
    `category`: the section of the source, if given. `original`: the file it was read from, where
    that is more than text. `corrections`: a digest of what was corrected by hand, "" of nothing.
    """

    id: str
    text: str
    passages: tuple[Passage, ...]
    title: FacetValue
    facets: Facets = field(default_factory=Facets)
    flags: tuple[str, ...] = ()
    category: str | None = None
    original: Original | None = None
    flagged: tuple[FlaggedValue, ...] = ()
    corrections: str = ""

    @property
    def is_meeting(self) -> bool:
        """Whether the report is about a meeting: only then it has a type of meeting."""
        return bool(self.facets.meeting_type)

    @property
    def dates(self) -> tuple[DateValue, ...]:
        """By which it is found and counted: the days of its meeting; of a text that reports none,
        the day it was printed."""
        return self.facets.event_date or (() if self.is_meeting else self.facets.page_date)

    def passage_at(self, at: int) -> int | None:
        """The index of the passage that holds the character text[at]; None if none does."""
        spans = (passage.span for passage in self.passages)
        return next((n for n, (first, end) in enumerate(spans) if first <= at < end), None)


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as an index keeps it, with what highlighting needs of its segmentation.

    `word_joins`: the offsets in the text at which a syllable begins that continues the word before
    it, as the bitmap of `search.text.analyze.to_bitmap`: bit n stands for offset n. In
    "phát triển kinh tế" offsets 5 and 16 are set. `added`: when a report of this id was first
    indexed, in UTC and whole seconds. `origins`: where it was read, each a SourcePath as written.
    `clauses`: those of its long passages, as `search.text.clauses.kept_clauses` gives them; where
    there are none, they are found in the text when they are wanted.
    """

    report: MeetingReport
    word_joins: bytes = b""
    added: datetime = LONG_AGO
    origins: tuple[str, ...] = ()
    clauses: bytes = b""
