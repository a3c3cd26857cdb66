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

Span = tuple[int, int]
"""A half-open range [start, end) of a text, in Python's characters, not bytes: text[start:end]."""

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""When a report was added of which nobody says when."""


class Status(StrEnum):
    """How a program came by a value. A value that it could only guess at is absent instead."""

    STATED = "stated"  # the words stand in the text, or the source gave it with the text
    DERIVED = "derived"  # computed from words of the text: a level from the name of an organiser
    INFERRED = "inferred"  # concluded from places, office-holders or context
    MADE = "made"  # of titles only: composed by the indexer, for the text has none
    CORRECTED = "corrected"  # a person wrote it into the file of corrections


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of one facet.

    `value`: a code such as "giao-ban", or words such as "Hưng Yên", as the facet has it.
    `evidence`: the span of `MeetingReport.text` that shows it; None if it stands nowhere there.
    """

    value: str
    status: Status
    evidence: Span | None = None


class Precision(StrEnum):
    """How much of a date is known, and so how its value is spelled."""

    DAY = "day"  # 2023-08-25
    MONTH = "month"  # 2024-12
    QUARTER = "quarter"  # 2024-Q4
    YEAR = "year"  # 2024
    DAY_WITHOUT_YEAR = "day-without-year"  # --08-25


@dataclass(frozen=True, slots=True)
class DateValue(FacetValue):
    """A date; `value` is spelled as `precision` says and `search.dates` reads it.

    `until`: the last day of a meeting that took several, as `value` is spelled; None of one day.
    `day_part`: the part of the day, if the text says: sáng, trưa, chiều, tối or đêm.
    """

    precision: Precision = Precision.DAY
    day_part: str | None = None
    until: str | None = None

    @property
    def interval(self) -> str:
        """The value, and "/" and the last day if it took several, as ISO 8601 writes them."""
        return f"{self.value}/{self.until}" if self.until else self.value


class Role(StrEnum):
    """What a person did at the meeting: the first of these that the text gives."""

    CHAIR = "chair"
    SPEAKER = "speaker"
    ATTENDEE = "attendee"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class PersonValue(FacetValue):
    """A person. `value`: the name, which `evidence` shows.

    `titles`: the offices that the text gives, as it words them; `titles_evidence`: where each of
    them stands, in the same order, None where only the source's title has it. `role_evidence`: the
    words that say what they did, "chủ trì"; None of who is only mentioned.
    """

    role: Role = Role.MENTIONED
    titles: tuple[str, ...] = ()
    titles_evidence: tuple[Span | None, ...] = ()
    role_evidence: Span | None = None


class PlaceKind(StrEnum):
    """The kind of a place."""

    PROVINCE = "tinh"  # a province or a city of that rank
    DISTRICT = "huyen"  # huyện, quận, thị xã, thành phố of a province
    COMMUNE = "xa"  # xã, phường, thị trấn
    NAMED = "khac"  # a village, river, lake, road, industrial zone ...


@dataclass(frozen=True, slots=True)
class PlaceValue(FacetValue):
    """A place; `value` is its full name with the word for its kind: "huyện Na Rì".

    `within`: the full name of the place it is part of, "tỉnh Bắc Kạn", if the text or the gazetteer
    says so.
    """

    kind: PlaceKind = PlaceKind.NAMED
    within: str | None = None


class FigureKind(StrEnum):
    """What a number says of its indicator: its modality, or a share or change of it."""

    RESULT = "result"
    ESTIMATE = "estimate"  # of a result: "ước"
    TARGET = "target"
    PLAN_SHARE = "plan-share"  # percent of what was planned
    CHANGE = "change"  # percent (or times) more or less than before


class FigureScope(StrEnum):
    """Whose a figure is."""

    COUNTRY = "country"  # Viet Nam; with another country, what both have together, as their trade
    PROVINCE = "province"  # a province or a city of that rank
    DISTRICT = "district"
    COMMUNE = "commune"
    SECTOR = "sector"
    FIRM = "firm"  # a company, a bank, a plant, a project
    ABROAD = "abroad"  # other countries, a union of some, the world


@dataclass(frozen=True, slots=True)
class FigureValue(FacetValue):
    """A number that the report states.

    `value`: a decimal number with a point, "5738.9", in `unit`, "tỷ đồng" or "%". `indicator`: what
    it measures, in the words of the text: "thu ngân sách". `period`: when, spelled as a date
    facet's value ("2023", "2023-Q3"); None if the text does not say. `is_suspicious`: it cannot be
    meant as written (a share of 900 %); it is shown all the same, as it stands, with a warning.
    `scope`: whose it is, None if nobody knows, or of something else, as a region. `scope_name`: its
    name: "Việt Nam", "Hưng Yên", "huyện Na Rì", "ngành dệt may", "Nhà máy ABC", "Trung Quốc"; ""
    if it has none.
    """

    indicator: str = ""
    unit: str = ""
    period: str | None = None
    kind: FigureKind = FigureKind.RESULT
    is_suspicious: bool = False
    scope: FigureScope | None = None
    scope_name: str = ""


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
    """

    report: MeetingReport
    word_joins: bytes = b""
    added: datetime = LONG_AGO
    origins: tuple[str, ...] = ()
