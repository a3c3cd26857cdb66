"""A query, and one generation of an index → how many reports answer it, and which, in order."""

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import chain
from threading import Lock, RLock
from typing import Any, TypeVar

from search.answers import Notice, NoticeKind, Query, Sort
from search.dates import DateBounds, DateRange
from search.engine.protocol import Engine, Matches, Request, Snapshot
from search.engine.query_tree import And, FacetValueIs, Node
from search.engine.stored import read_stored
from search.facets.registry import COUNTED_BY_NAME, OFFERED, UnknownFacetError
from search.index.fields import SYLLABLE_FIELDS
from search.query.compile import ParsedQuery, QueryTooLongError, parse_query
from search.query.lookup import NamedValues, named_values
from search.report import MeetingReport, StoredReport

BATCH = 200
"""Reports that are read at a time where all are wanted."""


@dataclass(frozen=True, slots=True)
class RareMatches:
    """When a part of a long query is enough: where too few reports hold all of it.

    That is fewer than `reports`, and fewer than one in `one_of` of the index. A query without
    diacritics has higher limits: many reports hold its syllables by chance.
    """

    reports: int = 10
    one_of: int = 100
    unaccented_reports: int = 100
    unaccented_one_of: int = 10


RARE = RareMatches()

NAMES = ("person", "organiser", "province", "outlet", "indicator")
"""The facets whose values are names that people type: their counts are asked for together."""

_PARSED_QUERIES, _TOTALS, _PREFIXES = 256, 100_000, 256
"""Parsed queries, totals of query trees, and terms by their beginnings, that a searcher
remembers."""

T = TypeVar("T")


class Searcher:
    """One generation of an index, and all that is remembered of it. Any thread may use it.

    It remembers parsed queries, the facet counts of all reports, and what `once` makes. The
    memory goes when the searcher goes; `Searchers` keeps one for as long as its generation lives.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._lookup = lookup = _IndexLookup(snapshot)
        self._parse = lru_cache(_PARSED_QUERIES)(lambda text: _relaxed_if_rare(text, lookup))
        self._made: dict[Callable[[Searcher], Any], Any] = {}
        self._making = RLock()

    @property
    def generation(self) -> str:
        """The name of the generation, such as "g-000007"."""
        return self.snapshot.generation

    def once(self, make: Callable[["Searcher"], T]) -> T:
        """What a function makes of this generation, made once: `searcher.once(Vocabulary)`.

        What is made must not hold the searcher itself, or a generation that nobody asks any more
        stays open: it may hold a weak reference.
        """
        with self._making:
            if make not in self._made:
                self._made[make] = make(self)
            made: T = self._made[make]
            return made

    def parse(self, text: str) -> ParsedQuery:
        """A query as this index answers it. A part of many words is enough if few reports hold all.

        Filters do not change that: else a filter could find more reports than were counted.
        Raises QueryTooLongError.
        """
        return self._parse(text)

    @property
    def reports(self) -> int:
        """The number of reports of the index."""
        return self._lookup.reports

    def facet_counts(self, facet: str) -> Mapping[str, int]:
        """The values of a facet, each with its number of reports in the whole index."""
        return self._lookup.facet_counts(facet)

    def totals(self, trees: Sequence[Node]) -> list[int]:
        """How many reports of the whole index match each of some trees, in one call."""
        return self._lookup.totals(trees)

    def total(self, query: Query) -> int:
        """How many reports answer a query. Raises UnknownFacetError, QueryTooLongError."""
        parsed = self.parse(query.text)
        if not (query.filters or query.dates) and parsed.required is not None:
            return self.totals([parsed.required])[0]
        return self.counts(query, ())[0]

    def total_or_zero(self, query: Query) -> int:
        """The same; 0 where the text is longer than a query may be. Raises UnknownFacetError."""
        try:
            return self.total(query)
        except QueryTooLongError:
            return 0

    def counts(
        self, query: Query, facets: tuple[str, ...]
    ) -> tuple[int, Mapping[str, Mapping[str, int]]]:
        """How many reports answer a query, and how many of them have each value of some facets.

        The counts of a facet ignore the filter on that facet. Raises as `total` does.
        """
        matches = self.search(replace(query, page=1, size=0), counted=facets)
        return matches.total, matches.counts

    def search(
        self,
        query: Query,
        also: FacetValueIs | None = None,
        counted: tuple[str, ...] | None = None,
    ) -> Matches:
        """The page of matches that a query asks for, with the counts of some facets.

        `also`: a value that the reports have besides. `counted`: None stands for the facets that
        a page offers, and those that are filtered by. Raises as `total` does.
        """
        _check_filters(query)
        parsed = self.parse(query.text)
        if also is not None and (parsed.required is not None or parsed.is_empty):
            parts = (also,) if parsed.required is None else (also, parsed.required)
            parsed = replace(parsed, required=And(parts))
        if counted is None:
            counted = tuple(dict.fromkeys((*OFFERED, *query.filters)))
        if parsed.is_nothing:
            return Matches(0, (), {name: {} for name in counted})
        return self.snapshot.search(_request(query, parsed, counted))

    def sort_of(self, query: Query) -> Sort:
        """The order of an answer: without words no report is more relevant, so the newest first."""
        is_by_date = self.parse(query.text).is_empty and query.sort is Sort.RELEVANCE
        return Sort.NEWEST if is_by_date else query.sort

    def all_reports(self, query: Query) -> tuple[int, Iterator[tuple[MeetingReport, ...]]]:
        """How many reports answer a query, and all of them in the order of its pages, in batches.

        The first batch is read at once, so that errors are raised before anything is sent; the
        others as they are asked for, and only one is held. Page and size make no difference.
        Raises as `total` does.
        """
        _check_filters(query)
        parsed = self.parse(query.text)
        asked = replace(query, sort=self.sort_of(query), page=1, size=sys.maxsize)
        ids = () if parsed.is_nothing else self.snapshot.ids(_request(asked, parsed))
        batches = (self._reports(ids[at : at + BATCH]) for at in range(0, len(ids), BATCH))
        first = next(batches, ())
        return len(ids), chain([first], batches)

    def report(self, report_id: str) -> StoredReport | None:
        """The report of an id; None if the index has no such report."""
        stored = self.snapshot.stored(report_id)
        return None if stored is None else read_stored(stored)

    def _reports(self, ids: Iterable[str]) -> tuple[MeetingReport, ...]:
        return tuple(stored.report for stored in map(self.report, ids) if stored is not None)


class Searchers:
    """The searcher over the live generation of an engine, kept for as long as that is live."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._current: Searcher | None = None
        self._changing = Lock()

    def current(self) -> Searcher:
        """The searcher over the live generation. Raises as `Engine.snapshot` does."""
        snapshot = self._engine.snapshot()
        with self._changing:
            if self._current is None or self._current.snapshot is not snapshot:
                self._current = Searcher(snapshot)
            return self._current


class _IndexLookup:
    """What is counted over all reports of one index; each count is asked for once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._facets: dict[str, Mapping[str, int]] = {}
        self._named: dict[str, NamedValues] = {}
        self._totals: dict[Node, int] = {}
        self._terms: dict[str, Collection[str]] = {}
        self._reports: int | None = None

    @property
    def reports(self) -> int:
        """The number of reports."""
        if self._reports is None:
            self._reports = self._snapshot.search(Request(limit=0)).total
        return self._reports

    def facet_counts(self, facet: str) -> Mapping[str, int]:
        """Value → reports."""
        if facet not in self._facets:
            asked = NAMES if facet in NAMES else (facet,)
            self._facets |= self._snapshot.search(Request(limit=0, counted=asked)).counts
        return self._facets[facet]

    def totals(self, trees: Sequence[Node]) -> list[int]:
        """How many reports match each tree."""
        if len(self._totals) > _TOTALS:
            self._totals = {}
        known = self._totals  # another thread may begin a new one meanwhile
        if unknown := [tree for tree in dict.fromkeys(trees) if tree not in known]:
            known.update(zip(unknown, self._snapshot.totals(unknown), strict=True))
        return [known[tree] for tree in trees]

    def named(self, facet: str) -> NamedValues:
        """All values of a facet with their names."""
        if facet not in self._named:
            self._named[facet] = named_values(facet, self.facet_counts(facet))
        return self._named[facet]

    def has(self, facet: str, value: str) -> bool:
        """Whether some report has a value."""
        return value in self.facet_counts(facet)

    def terms(self, prefix: str) -> Collection[str]:
        """The terms of the syllable fields that begin so."""
        if len(self._terms) > _PREFIXES:
            self._terms = {}
        known = self._terms  # another thread may begin a new one meanwhile
        if prefix not in known:
            fields = (self._snapshot.terms(field, prefix) for field in SYLLABLE_FIELDS)
            known[prefix] = frozenset(chain.from_iterable(fields))
        return known[prefix]


def _relaxed_if_rare(text: str, lookup: _IndexLookup) -> ParsedQuery:
    """The parsed query; with its relaxed tree, and a notice, if too few reports hold all of it."""
    parsed = parse_query(text, lookup)
    if parsed.relaxed is None or parsed.required is None:
        return parsed
    [held] = lookup.totals([parsed.required])
    few, one_of = RARE.reports, RARE.one_of
    if parsed.is_unaccented:
        few, one_of = RARE.unaccented_reports, RARE.unaccented_one_of
    if held >= max(1, min(few, lookup.reports // one_of)):
        return parsed
    notices = (*parsed.notices, Notice(NoticeKind.RELAXED, instead=parsed.quoted_text))
    return replace(parsed, required=parsed.relaxed, notices=notices)


def _check_filters(query: Query) -> None:
    for name in query.filters:
        if name not in COUNTED_BY_NAME:
            raise UnknownFacetError(name)


def _request(query: Query, parsed: ParsedQuery, counted: tuple[str, ...] = ()) -> Request:
    return Request(
        tree=parsed.required,
        clauses=parsed.clauses,
        filters=query.filters,
        dates=_days(query.dates),
        sort=query.sort,
        offset=(query.page - 1) * query.size,
        limit=query.size,
        counted=counted,
    )


def _days(asked: DateBounds | None) -> DateRange | None:
    return DateRange(asked.first or date.min, asked.last or date.max) if asked else None
