"""A query, and one generation of an index → how many reports answer it, and which, in order."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import chain
from threading import Lock, RLock
from typing import Any, TypeVar

from search.answers import GroupKind, Query, Sort
from search.dates import DateBounds, DateRange, clock
from search.engine.protocol import Engine, Matches, Request, Snapshot
from search.engine.query_tree import And, AnyCopy, DateOverlaps, FacetValueIs, Node, Not, Or
from search.engine.serving import Serving
from search.engine.stored import read_stored
from search.facets.registry import COUNTED_BY_NAME, OFFERED, UnknownFacetError
from search.query.compile import ParsedQuery, QueryTooLongError, parse_query
from search.query.index_lookup import IndexLookup
from search.query.lookup import NamedValues
from search.query.own_words import NO_OWN_WORDS, OwnWords
from search.query.own_words_file import OwnWordsFile
from search.query.typed_values import (
    body_and_province,
    filters_named,
    value_named,
    values_meant,
    values_read,
)
from search.query.vocabulary import Vocabulary
from search.report import StoredReport
from search.text.canonical import composed

BATCH = 200
"""Reports that are read at a time where all are wanted."""


_PARSED_QUERIES = 256
"""Parsed queries that a searcher remembers."""

T = TypeVar("T")


class Searcher:
    """One generation of an index, and all that is remembered of it. Any thread may use it.

    It remembers parsed queries, the facet counts of all reports, and what `once` makes. The
    memory goes when the searcher goes; `Searchers` keeps one for as long as its generation lives.
    `own`: the words of the office that asks, by which queries are read.
    """

    def __init__(self, snapshot: Snapshot, own: OwnWords = NO_OWN_WORDS) -> None:
        self.snapshot = snapshot
        self._lookup = lookup = IndexLookup(snapshot, own)
        self.vocabulary = vocabulary = Vocabulary(lookup, own)
        self._parse = lru_cache(_PARSED_QUERIES)(
            lambda text, day: parse_query(text, lookup, vocabulary)  # tomorrow "hôm qua" is another
        )
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
        """A query as this index answers it. Raises QueryTooLongError."""
        return self._parse(text, clock.today())

    @property
    def reports(self) -> int:
        """The number of reports of the index."""
        return self._lookup.reports

    def facet_counts(self, facet: str) -> Mapping[str, int]:
        """The values of a facet, each with its number of reports in the whole index;
        near-identical ones are counted once."""
        return self._lookup.facet_counts(facet)

    def named(self, facet: str) -> NamedValues:
        """Every value of a facet with the names that a reader may type for it."""
        return self._lookup.named(facet)

    def value_named(self, facet: str, typed: str) -> str | None:
        """The one value of a facet that was typed, by any of its names; None if there is none, or
        more than one. Raises UnknownFacetError."""
        return value_named(facet, typed, self._lookup)

    def values_read(self, facet: str, typed: str, provinces: Sequence[str] = ()) -> tuple[str, ...]:
        """The values that a filter typed by hand stands for: the one it names, several in which
        only capitals differ, a body of every place, or of some provinces, or what was typed.
        Raises UnknownFacetError."""
        return values_read(facet, typed, self._lookup, provinces)

    def values_meant(self, facet: str, typed: str) -> tuple[str, ...]:
        """Every value of a facet that was typed, by any of its names. Raises UnknownFacetError."""
        return values_meant(facet, typed, self._lookup)

    def body_and_province(self, typed: str) -> tuple[str, str] | None:
        """A body, and the province that its name as typed ends in; None if it ends in none."""
        return body_and_province(typed, self._lookup)

    def as_meant(self, query: Query) -> Query:
        """A query whose filter values were typed by hand → with the values of this index.

        What names no single value stays as typed. Raises UnknownFacetError.
        """
        return replace(query, filters=filters_named(query.filters, self._lookup))

    def totals(self, trees: Sequence[Node], collapse: bool = False) -> list[int]:
        """How many reports of the whole index match each of some trees, in one call. `collapse`:
        near-identical ones are counted once."""
        return self._lookup.totals(trees, collapse)

    def total(self, query: Query) -> int:
        """How many reports answer a query. Raises UnknownFacetError, QueryTooLongError."""
        parsed = self.parse(query.text)
        if not (query.filters or query.dates) and parsed.required is not None:
            return self.totals([parsed.required], not query.all_copies)[0]
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

    def collapsed(self, query: Query) -> int:
        """How many reports answer a query besides, each near-identical to one that is counted.
        Raises as `total` does."""
        return self.search(replace(query, page=1, size=0), counted=()).collapsed

    def search(
        self,
        query: Query,
        also: FacetValueIs | Or | None = None,
        counted: tuple[str, ...] | None = None,
    ) -> Matches:
        """The page of matches that a query asks for, with the counts of some facets.

        `also`: a value that the reports have besides, or one of several. `counted`: None stands
        for the facets that a page offers, and those that are filtered by. Raises as `total` does.
        """
        _check_filters(query)
        parsed = self.parse(query.text)
        if counted is None:
            counted = tuple(dict.fromkeys((*OFFERED, *query.filters)))
        if parsed.is_nothing:
            return Matches(0, (), {name: {} for name in counted})
        request = request_of(query, parsed, counted)
        if also is not None:
            parts = (also,) if request.tree is None else (also, request.tree)
            request = replace(request, tree=And(parts))
        return self.snapshot.search(request)

    def later_groups(self, query: Query) -> Mapping[GroupKind, Node]:
        """The trees of the groups behind the first, each without the reports of those before it,
        and those near-identical to one of these. Raises QueryTooLongError."""
        found: dict[GroupKind, Node] = {}
        before: list[Node] = []
        for kind, tree in self.parse(query.text).trees.items():
            if before:
                found[kind] = And((tree, *map(Not, before)))
            before.append(tree if query.all_copies else AnyCopy(And((tree, *conditions(query)))))
        return found

    def later_totals(self, query: Query) -> Mapping[GroupKind, int]:
        """How many reports are in each of these groups. Raises as `total` does."""
        later = self.later_groups(query)
        trees = [And((tree, *conditions(query))) for tree in later.values()]
        return dict(zip(later, self.totals(trees, not query.all_copies), strict=True))

    def sort_of(self, query: Query) -> Sort:
        """The order of an answer: without words no report is more relevant, so the newest first."""
        is_by_date = self.parse(query.text).is_empty and query.sort is Sort.RELEVANCE
        return Sort.NEWEST if is_by_date else query.sort

    def all_reports(self, query: Query) -> tuple[int, Iterator[tuple[StoredReport, ...]]]:
        """How many reports answer a query, and all of them in the order of its pages, in batches.

        The first batch is read at once, so that errors are raised before anything is sent; the
        others as they are asked for, and only one is held. Page and size make no difference.
        Raises as `total` does.
        """
        _check_filters(query)
        parsed = self.parse(query.text)
        asked = replace(query, sort=self.sort_of(query), page=1, size=sys.maxsize)
        ids = () if parsed.is_nothing else self.snapshot.ids(request_of(asked, parsed))
        batches = (self._reports(ids[at : at + BATCH]) for at in range(0, len(ids), BATCH))
        first = next(batches, ())
        return len(ids), chain([first], batches)

    def report(self, report_id: str) -> StoredReport | None:
        """The report of an id, composed or not (NFC, NFD); None if the index has no such report."""
        stored = self.snapshot.stored(composed(report_id))
        return None if stored is None else read_stored(stored)

    def copies(self, report_id: str) -> tuple[StoredReport, ...]:
        """The reports that are near-identical to one, in the order of their ids."""
        return self._reports(self.snapshot.copies(report_id))

    def _reports(self, ids: Iterable[str]) -> tuple[StoredReport, ...]:
        return tuple(stored for stored in map(self.report, ids) if stored is not None)


class Searchers:
    """The searcher over what an engine serves, kept for as long as that, and the own words beside
    the index, do not change. `serving`: what is served, and what is wrong with the live one."""

    def __init__(self, engine: Engine) -> None:
        self.serving = Serving(engine)
        self._words = OwnWordsFile(engine)
        self._current: Searcher | None = None
        self._changing = Lock()

    def current(self) -> Searcher:
        """The searcher over the generation that is served. Raises as `Serving.current` does."""
        snapshot, own = self.serving.current(), self._words.current()
        with self._changing:
            kept = self._current
            problem = self.serving.problem
            if kept and kept.snapshot is snapshot and problem and problem.kind == "missing":
                return kept  # its own words are gone with the folder
            if kept is None or kept.snapshot is not snapshot or kept.vocabulary.own is not own:
                self._current = kept = Searcher(snapshot, own)
            return kept


def _check_filters(query: Query) -> None:
    for name in query.filters:
        if name not in COUNTED_BY_NAME:
            raise UnknownFacetError(name)


def conditions(query: Query) -> tuple[Node, ...]:
    """The filters and the dates of a query as trees."""
    filters = [
        Or(tuple(FacetValueIs(name, value) for value in values))
        for name, values in _with_alike(query.filters).items()
    ]
    days = _days(query.dates)
    return (*filters, *([DateOverlaps(days)] if days else []))


def request_of(query: Query, parsed: ParsedQuery, counted: tuple[str, ...] = ()) -> Request:
    """What an engine is asked for a page of a query."""
    return Request(
        tree=parsed.required,
        clauses=parsed.clauses,
        filters=_with_alike(query.filters),
        dates=_days(query.dates),
        sort=query.sort,
        offset=(query.page - 1) * query.size,
        limit=query.size,
        counted=counted,
        collapse=not query.all_copies,
    )


def _with_alike(filters: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Filters, each with the values that say the same as one of its own."""
    return {
        name: tuple(dict.fromkeys(v for own in values for v in COUNTED_BY_NAME[name].alike(own)))
        for name, values in filters.items()
    }


def _days(asked: DateBounds | None) -> DateRange | None:
    return DateRange(asked.first or date.min, asked.last or date.max) if asked else None
