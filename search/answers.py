"""What is asked and answered: a Query, and the Page of Hits, counts and notices that answers it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from search.dates import DateBounds
from search.report import MeetingReport


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
