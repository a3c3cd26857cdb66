"""The nouns that every other module speaks; imports nothing of ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

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


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from `first` to `last`, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class DateBounds:
    """Days that a query asks for, both included; an end that is None is open."""

    first: date | None
    last: date | None


class Sort(StrEnum):
    """The orders of an answer; reports without a date come last in both orders by date."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


MAX_PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class Query:
    """What a person asks: words, filters (OR inside a facet, AND between), dates, order, page.

    `find`: facet → words that its values hold if they are to be listed. No report answers less or
    more for them.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dates: DateBounds | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = 10
    find: Mapping[str, str] = field(default_factory=dict)


class NoticeKind(StrEnum):
    """What was done to a query that its writer should know of."""

    ANY_DIACRITICS = "folded"  # words typed without marks were looked up in any spelling
    ABBREVIATION = "abbreviation"  # what was typed, and what else it was looked up as
    ORDINAL = "ordinal"  # what was typed, and the other ways to write its number
    DATE = "date"  # looked for in the text and in the day of the meeting
    PREFIX = "beginning"  # any syllable that begins so
    FIELD = "field"  # a facet, and the value that was asked for
    EXCLUDED = "excluded"  # reports that hold these words are left out
    RELAXED = "some"  # too few reports hold all that was typed, so a part of it is enough
    MERGED = "merged"  # a province became part of another; one was typed, the other has so many
    ALTERNATIVES = "either"  # OR stands between alternatives
    NOTHING_TO_FIND = "nothing-to-find"  # the query holds no letter and no digit
    UNKNOWN_VALUE = "unknown-value"  # a filter asks for a value that no report has
    LAST_PAGE = "last-page"  # a page beyond the end was asked for


@dataclass(frozen=True, slots=True)
class Notice:
    """One line of how a query was understood, with the words (or values) it is about.

    `instead`: a query that is not understood so, where one can be given.
    """

    kind: NoticeKind
    words: tuple[str, ...] = ()
    instead: str = ""


class TextRun(NamedTuple):
    """A stretch of text, marked or not. Marks are pieces, never markup."""

    text: str
    is_highlighted: bool = False


class Snippet(NamedTuple):
    """One fragment of a report: its pieces, and the passage (its number) they were cut from."""

    runs: tuple[TextRun, ...]
    passage: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One report of an answer."""

    report: MeetingReport
    score: float
    title: tuple[TextRun, ...]
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many reports a facet value would leave."""

    value: str
    label: str
    count: int
    selected: bool = False


class SuggestionKind(StrEnum):
    """What a suggestion is."""

    CORRECTION = "correction"  # of what was typed
    NAME = "name"  # a value of a facet
    TITLE = "title"  # of a report
    WORDS = "words"  # that stand together in reports


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A query that may have been meant, and how many reports answer it: one at least."""

    text: str
    hits: int
    kind: SuggestionKind


@dataclass(frozen=True, slots=True)
class Page:
    """The answer to a Query. `sort` is the order it is in: without words, relevance is newness.

    `facets` has the counted facets in the order of the schema. `corrections`: what may have been
    meant, never applied; they stand on the first page.
    """

    query: Query
    notices: tuple[Notice, ...]
    total: int
    sort: Sort
    page: int
    pages: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    generation: str
    corrections: tuple[Suggestion, ...] = ()
