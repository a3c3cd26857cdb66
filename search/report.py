"""The nouns of a report: what it says, what is known of it, and on what evidence."""

from dataclasses import dataclass, field
from enum import StrEnum

Span = tuple[int, int]
"""Half-open range [start, end) of a text, in characters (not bytes)."""


class Status(StrEnum):
    """How a facet value was come by; a value that nobody can point to is absent instead."""

    STATED = "stated"  # the words stand in the text, or the source said so
    DERIVED = "derived"  # computed from words that stand there
    INFERRED = "inferred"  # from places, office-holders or context
    MADE = "made"  # of a title only: we made it


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of one facet. `evidence` is a span of the report's original text."""

    value: str
    status: Status
    evidence: Span | None = None


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"  # 2023-08-25
    MONTH = "month"  # 2024-12
    QUARTER = "quarter"  # 2024-Q4
    YEAR = "year"  # 2024
    DAY_WITHOUT_YEAR = "day-without-year"  # --08-25


@dataclass(frozen=True, slots=True)
class DateValue(FacetValue):
    """A date as `value` spells it (see `Precision`). `day_part`: sáng, trưa, chiều, tối, đêm."""

    precision: Precision = Precision.DAY
    day_part: str | None = None


class Role(StrEnum):
    """What a person did at the meeting."""

    CHAIR = "chair"
    SPEAKER = "speaker"
    ATTENDEE = "attendee"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class PersonValue(FacetValue):
    """A person by name, with the offices the text gives and the part played."""

    role: Role = Role.MENTIONED
    titles: tuple[str, ...] = ()


class PlaceKind(StrEnum):
    """What a place is."""

    PROVINCE = "tinh"  # a province or a city of that rank
    DISTRICT = "huyen"  # huyện, quận, thị xã, thành phố of a province
    COMMUNE = "xa"  # xã, phường, thị trấn
    NAMED = "khac"  # a village, river, lake, road, industrial zone ...


@dataclass(frozen=True, slots=True)
class PlaceValue(FacetValue):
    """A place as people call it in full ("huyện Na Rì"). `within`: what it is part of, so called
    too, if the text or the lists say."""

    kind: PlaceKind = PlaceKind.NAMED
    within: str | None = None


class FigureKind(StrEnum):
    """What a number says of its indicator."""

    RESULT = "result"
    ESTIMATE = "estimate"  # of a result: "ước"
    TARGET = "target"
    PLAN_SHARE = "plan-share"  # percent of what was planned
    CHANGE = "change"  # percent (or times) more or less than before


@dataclass(frozen=True, slots=True)
class FigureValue(FacetValue):
    """A number that the report states. `value`: as a decimal number, "5738.9".

    `indicator` in the words of the text; `period` as a date facet spells it, if the text tells.
    `is_suspicious`: it cannot be what it says; shown as it stands.
    """

    indicator: str = ""
    unit: str = ""
    period: str | None = None
    kind: FigureKind = FigureKind.RESULT
    is_suspicious: bool = False


@dataclass(frozen=True, slots=True)
class Facets:
    """What a report says about itself: for each facet its values, empty where the text is silent.

    The order of the fields is the order of extraction: a later extractor may read what the
    earlier ones found. Each field is extracted by the module of its name in `indexer/facets/`.
    """

    source_url: tuple[FacetValue, ...] = ()
    page_date: tuple[DateValue, ...] = ()
    captions: tuple[FacetValue, ...] = ()
    byline: tuple[FacetValue, ...] = ()
    outlet: tuple[FacetValue, ...] = ()
    online: tuple[FacetValue, ...] = ()
    meeting_type: tuple[FacetValue, ...] = ()
    variant: tuple[FacetValue, ...] = ()
    organiser: tuple[FacetValue, ...] = ()
    branch: tuple[FacetValue, ...] = ()
    level: tuple[FacetValue, ...] = ()
    province: tuple[FacetValue, ...] = ()
    province_now: tuple[FacetValue, ...] = ()
    places: tuple[PlaceValue, ...] = ()
    session_no: tuple[FacetValue, ...] = ()
    term: tuple[FacetValue, ...] = ()
    event_date: tuple[DateValue, ...] = ()
    people: tuple[PersonValue, ...] = ()
    figures: tuple[FigureValue, ...] = ()


class PassageKind(StrEnum):
    """What a stretch of a report's text is; only BODY is what the report says."""

    PREFIX = "prefix"  # what a machine wrote before the text: " date 2024-12"
    PAGE_DATE = "page-date"  # the day the page was printed
    TITLE = "title"
    BODY = "body"
    CAPTION = "caption"
    CAPTION_AGAIN = "caption-again"  # the same caption printed a second time
    BYLINE = "byline"
    TRAILER = "trailer"  # the source and its address


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of a report and what it is."""

    kind: PassageKind
    span: Span


@dataclass(frozen=True, slots=True)
class MeetingReport:
    """A report as it was read: the text untouched, and what we understood of it.

    `passages` are in the order of the text. `title` may be one that we made (Status.MADE).
    """

    id: str
    text: str
    passages: tuple[Passage, ...]
    title: FacetValue
    facets: Facets = field(default_factory=Facets)
    flags: tuple[str, ...] = ()
    category: str | None = None

    @property
    def is_meeting(self) -> bool:
        """Whether the report is of a meeting at all."""
        return bool(self.facets.meeting_type)

    def passage_at(self, at: int) -> int | None:
        """The number of the passage that a character of the text stands in, if it is in one."""
        spans = (passage.span for passage in self.passages)
        return next((n for n, (first, end) in enumerate(spans) if first <= at < end), None)


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as an index keeps it.

    `word_joins`: which characters begin a syllable that continues a word, as
    `search.text.analyze.to_bitmap` gives them.
    """

    report: MeetingReport
    word_joins: bytes = b""
