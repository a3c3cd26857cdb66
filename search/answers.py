"""The nouns of an answer: a Query, and the Page of Hits, counts and notices that answers it.

    Query("giải ngân", filters={"province": ("Hưng Yên",)})
    → Page: 42 reports, 10 Hits with titles and snippets, counts of each facet, notices

The address bar, the API and the shell make the same Query, and show the same Page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from search.dates import DateBounds
from search.report import MeetingReport


class Sort(StrEnum):
    """The order of the hits. NEWEST, OLDEST: by the days of the meetings; reports of no known day
    come last in both. ADDED: by when they were first indexed, the last first; those of one run are
    ordered as by NEWEST."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    ADDED = "added"


MAX_PAGE_SIZE = 100
"""More hits than that are on no page, whatever size a query asks for."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a person asks for.

    `text`: as it was typed; empty asks for all reports. `filters`: counted facet → values, of which
    a report must have one; of every facet named. `dates`: the meeting must share a day with them.
    `page`: from 1; `size`: hits a page. `find`: counted facet → what was typed to look for values
    of it; it decides which values are listed, not which reports are found. `all_copies`:
    near-identical reports are hits of their own, and each is counted; else they are one hit.
    `added_since`: the report came into the index at this instant, which has a zone, or later.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dates: DateBounds | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = 10
    find: Mapping[str, str] = field(default_factory=dict)
    all_copies: bool = False
    added_since: datetime | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether it has a condition besides its words."""
        return bool(self.filters or self.dates or self.added_since)


class GroupKind(StrEnum):
    """What the hits of a group hold. The groups of an answer follow one another in this order."""

    ALL = "all"  # all that was asked for
    PART = "part"  # most of its concepts, or the rarest ones
    APART = "apart"  # the syllables of what was typed without diacritics, not together


class NoticeKind(StrEnum):
    """How a query was understood, where its writer may have meant something else."""

    ANY_DIACRITICS = "folded"  # syllables typed without diacritics stand for any
    READING = "reading"  # how words without diacritics are read, as typed, other readings asked for
    ABBREVIATION = "abbreviation"  # typed words, and the other forms that are looked for
    ORDINAL = "ordinal"  # typed words, and other spellings of their number
    DATE = "date"  # typed date: in the text, or the day of the meeting
    PREFIX = "beginning"  # typed letters: any syllable that begins with them
    FIELD = "field"  # typed words, a facet, and the value they ask for
    EXCLUDED = "excluded"  # typed words: reports that hold them are left out
    MERGED = "merged"  # old province, new province, the one not typed, its hits
    ALTERNATIVES = "either"  # OR stands between parts of the query
    NOTHING_TO_FIND = "nothing-to-find"  # the query has no letter and no digit
    UNKNOWN_VALUE = "unknown-value"  # a facet or "date", a value that no report has, field as typed
    NEAR = "near"  # typed words: their two phrases must stand near each other
    TITLE = "title"  # typed words: they are looked for in titles only
    LONE_OPERATOR = "lone-operator"  # an operator with nothing before or behind it
    SMALL_OPERATOR = "small-operator"  # a word that is an operator in capitals
    UNPAIRED = "unpaired"  # a bracket or a quote without the one that belongs to it
    TOO_DEEP = "too-deep"  # a bracket inside too many others
    UNKNOWN_FIELD = "unknown-field"  # a label before a colon that names no field
    UNREAD_STAR = "unread-star"  # a word with a star that stands for nothing
    UNREAD_NEAR = "unread-near"  # a distance that is not between two phrases or behind one
    LAST_PAGE = "last-page"  # the page asked for, beyond the end, and the last one
    LEFT_OUT = "left-out"  # what was not looked for, as the request has cost enough (`LeftOut`)


@dataclass(frozen=True, slots=True)
class Notice:
    """One line of how a query was understood.

    `words`: what the line is about, as the comment at its kind says. `instead`: a query text that
    is not understood so; "" where there is none. `others`: the texts of queries that may have been
    meant.
    """

    kind: NoticeKind
    words: tuple[str, ...] = ()
    instead: str = ""
    others: tuple[str, ...] = ()


class TextRun(NamedTuple):
    """A stretch of a text, highlighted or not; all its runs, joined, are the text. No markup."""

    text: str
    is_highlighted: bool = False


class Snippet(NamedTuple):
    """A fragment of a report, as runs. `passage`: the index of the passage that it was cut from."""

    runs: tuple[TextRun, ...]
    passage: int


class HitGroup(NamedTuple):
    """A group of the hits of an answer, and how many reports are in it and in none before it."""

    kind: GroupKind
    total: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that was found. `score`: of this query, higher is better; 0 without words.

    `title`: with the words of the query highlighted. `snippets`: the fragments that hold most of
    the query, in the order of the text; the beginning where the query has no words. `added`: when
    the report was first indexed, in UTC and whole seconds. `copies`: the ids of the near-identical
    reports that answer too, in the order of the hits; they are no hits of their own.
    """

    report: MeetingReport
    score: float
    title: tuple[TextRun, ...]
    snippets: tuple[Snippet, ...]
    added: datetime
    group: GroupKind = GroupKind.ALL
    copies: tuple[str, ...] = ()


@dataclass(slots=True)  # not frozen: a page has hundreds, and these take three times as long
class FacetCount:
    """One value of a facet to choose from. Nobody changes it.

    `count`: how many reports of the answer have it; of a facet that is filtered by, how many would
    if that filter were left out. `selected`: the query filters by it.
    """

    value: str
    label: str
    count: int
    selected: bool = False


class SuggestionKind(StrEnum):
    """Where a suggestion comes from."""

    CORRECTION = "correction"  # the typed words, respelled
    NAME = "name"  # a value of a facet: a person, a place
    TITLE = "title"  # the title of a report
    WORDS = "words"  # words that stand together in reports


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A query text that may be meant. `hits`: how many reports answer it, never 0: those of the
    first group of its answer that has any, `group`. `facets`: of which it names a value."""

    text: str
    hits: int
    kind: SuggestionKind
    group: GroupKind = GroupKind.ALL
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The answer to a Query.

    `total`: how many reports answer, on any page: those of the first of `groups`, which hold all
    that was asked for. They are what `facets` counts. `sort`: the order of the hits; it is NEWEST
    where the query asks for relevance and has no words. `page`, `pages`: this page, from 1, and the
    last; a page beyond the end is the last one, with a notice. `facets`: offered facets, and those
    that are filtered by, in the order of the registry. `generation`: of the index that answered.
    `corrections`: what may have been meant instead; never applied, and on the first page only.
    `groups`: ALL, and each other group that has reports, in order; the hits of one follow those of
    the other, and the pages go through all of them. `collapsed`: how many more `total` would be, if
    near-identical reports were counted each. `further_counts`: facet that was asked for and is not
    offered → each of its values → reports.
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
    groups: tuple[HitGroup, ...] = ()
    collapsed: int = 0
    further_counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
