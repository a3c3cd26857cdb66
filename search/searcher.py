"""A query, and one generation of an index → how many reports answer it, and which, in order."""

import sys
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from itertools import chain
from threading import RLock
from typing import Any, TypeVar

from search.answers import GroupKind, Query, Sort
from search.dates import clock
from search.engine.protocol import Matches, Request, Snapshot
from search.engine.query_tree import And, FacetValueIs, Node, Or
from search.engine.stored import read_stored
from search.facets.registry import COUNTED_BY_NAME, OFFERED
from search.facets.values import most_choices
from search.query.budget import Budget, BudgetSpentError, LeftOut, steps_of, steps_to_answer
from search.query.compile import ParsedQuery, QueryTooLongError, parse_query
from search.query.index_lookup import IndexLookup
from search.query.lookup import NamedValues
from search.query.own_words import NO_OWN_WORDS, OwnWords
from search.query.parsed_queries import ParsedQueries
from search.query.requests import check_filters, conditions, later_groups, request_of
from search.query.typed_values import (
    body_and_province,
    filters_named,
    is_value,
    value_named,
    values_meant,
    values_read,
)
from search.query.vocabulary import Vocabulary
from search.report import StoredReport
from search.text.canonical import composed

BATCH = 200
"""Reports that are read at a time where all are wanted."""


T = TypeVar("T")


class Searcher:
    """One generation of an index, and all that is remembered of it. Any thread may use it.

    It remembers parsed queries, the facet counts of all reports, and what `once` makes. The
    memory goes when the searcher goes; `Searchers` keeps one for as long as its generation lives.
    `own`: the words of the office that asks, by which queries are read. `budget`: of one request,
    and then it is of that alone (`of_request`); None where nothing is counted.
    """

    def __init__(self, snapshot: Snapshot, own: OwnWords = NO_OWN_WORDS) -> None:
        self.snapshot = snapshot
        self.budget: Budget | None = None
        self._is_offering = False
        self.lookup = IndexLookup(snapshot, own)
        self.vocabulary = Vocabulary(self.lookup, own)
        self._parsed = ParsedQueries()
        self._made: dict[Callable[[Searcher], Any], Any] = {}
        self._making = RLock()

    @property
    def generation(self) -> str:
        """The name of the generation, such as "g-000007"."""
        return self.snapshot.generation

    def of_request(self) -> "Searcher":
        """The same searcher for one request, which pays for what it asks; itself, if it is one."""
        if self.budget is not None:
            return self
        own = copy(self)
        own.budget = Budget()
        return own

    @contextmanager
    def offers(self, what: LeftOut) -> Iterator["Searcher"]:
        """The same searcher for what a request offers besides its answer. Where the budget is spent
        that ends here, and is one of `Budget.left_out`; what was found until then is kept."""
        if self.budget is None or self._is_offering:
            yield self
            return
        own = copy(self)
        own._is_offering = True
        try:
            yield own
        except BudgetSpentError:
            self.budget.left_out[what] = None

    def spend(self, steps: int, key: Hashable = None) -> None:
        """Pay for some work, for that of a `key` once a request. Raises BudgetSpentError where an
        offer has nothing left to pay it from; an answer is given whatever it costs."""
        if self.budget is not None:
            if self._is_offering and self.budget.is_spent:
                raise BudgetSpentError
            self.budget.spend(steps, key)

    def may_look_up(self, facet: str, value: str) -> bool:
        """Whether a request may look up what a value that no report has was meant for: one of so
        many may, and what was not looked up is one of `Budget.left_out`."""
        return self.budget is None or self.budget.may_look_up(facet, value)

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
        self.spend(0)
        parsed = self._parsed.get(text, clock.today(), self._parse, lambda: self.guesses)
        if self.budget is not None:
            self.budget.spend_on_reading(text, parsed.cost, self.reports)
        return parsed

    @property
    def reports(self) -> int:
        """The number of reports of the index."""
        return self.lookup.reports

    def facet_counts(self, facet: str) -> Mapping[str, int]:
        """The values of a facet, each with its number of reports in the whole index;
        near-identical ones are counted once."""
        return self.lookup.facet_counts(facet)

    def named(self, facet: str) -> NamedValues:
        """Every value of a facet with the names that a reader may type for it."""
        return self.lookup.named(facet)

    def value_named(self, facet: str, typed: str) -> str | None:
        """The one value of a facet that was typed, by any of its names; None if there is none, or
        more than one. Raises UnknownFacetError."""
        return value_named(facet, typed, self.lookup)

    def values_read(self, facet: str, typed: str, provinces: Sequence[str] = ()) -> tuple[str, ...]:
        """The values that a filter typed by hand stands for: the one it names, several in which
        only capitals differ, a body of every place, or of some provinces, or what was typed.
        Raises UnknownFacetError."""
        is_read = is_value(facet, typed, self.lookup) or self.may_look_up(facet, typed)
        return values_read(facet, typed, self.lookup, provinces) if is_read else (typed,)

    def values_meant(self, facet: str, typed: str) -> tuple[str, ...]:
        """Every value of a facet that was typed, by any of its names. Raises UnknownFacetError."""
        return values_meant(facet, typed, self.lookup)

    def body_and_province(self, typed: str) -> tuple[str, str] | None:
        """A body, and the province that its name as typed ends in; None if it ends in none."""
        return body_and_province(typed, self.lookup)

    def as_meant(self, query: Query) -> Query:
        """A query whose filter values were typed by hand → with the values of this index.

        What names no single value stays as typed. Raises UnknownFacetError.
        """
        named = filters_named(query.filters, self.lookup, self.may_look_up)
        return replace(query, filters=named)

    def totals(self, trees: Sequence[Node], collapse: bool = False) -> list[int]:
        """How many reports of the whole index match each of some trees, in one call. `collapse`:
        near-identical ones are counted once."""
        for tree in trees:
            self.spend(steps_of(tree, self.reports), tree)
        return self.lookup.totals(trees, collapse)

    def total(self, query: Query) -> int:
        """How many reports answer a query. Raises UnknownFacetError, QueryTooLongError."""
        parsed = self.parse(query.text)
        if not query.is_narrowed and parsed.required is not None:
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
        also_counted: tuple[str, ...] = (),
    ) -> Matches:
        """The page of matches that a query asks for, with the counts of some facets.

        `also`: a value that the reports have besides, or one of several. `counted`: None stands
        for the facets that a page offers, and those that are filtered by; of them as many values
        are counted as may be chosen from; of those `also_counted` all. Raises as `total` does.
        """
        check_filters(query)
        parsed = self.parse(query.text)
        most: Mapping[str, int] = {}
        if counted is None:
            offered = {*OFFERED, *query.filters}.difference(also_counted)
            most = most_choices((COUNTED_BY_NAME[name] for name in offered), query)
            counted = tuple(dict.fromkeys((*OFFERED, *query.filters, *also_counted)))
        if parsed.is_nothing:
            return Matches(0, (), {name: {} for name in counted})
        request = replace(request_of(query, parsed, counted), most=most)
        if also is not None:
            parts = (also,) if request.tree is None else (also, request.tree)
            request = replace(request, tree=And(parts))
        return self.matches(request)

    def matches(self, request: Request) -> Matches:
        """What an engine finds of a request."""
        self.spend(steps_to_answer(request, self.reports))
        return self.look_up(request)

    def look_up(self, request: Request) -> Matches:
        """The same, which is not paid for: what it costs is bounded whatever is asked."""
        return self.snapshot.search(request)

    def ids(self, request: Request) -> Sequence[str]:
        """The ids of all that an engine finds of a request."""
        return self.snapshot.ids(request)

    def later_groups(self, query: Query) -> Mapping[GroupKind, Node]:
        """The trees of the groups behind the first, each without the reports of those before it,
        and those near-identical to one of these. Raises QueryTooLongError."""
        return later_groups(query, self.parse(query.text))

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
        check_filters(query)
        parsed = self.parse(query.text)
        asked = replace(query, sort=self.sort_of(query), page=1, size=sys.maxsize)
        ids = () if parsed.is_nothing else self.ids(request_of(asked, parsed))
        batches = (self.reports_of(ids[at : at + BATCH]) for at in range(0, len(ids), BATCH))
        first = next(batches, ())
        return len(ids), chain([first], batches)

    def report(self, report_id: str) -> StoredReport | None:
        """The report of an id, composed or not (NFC, NFD); None if the index has no such report."""
        return next(iter(self.reports_of([report_id])), None)

    def copies(self, report_id: str) -> tuple[StoredReport, ...]:
        """The reports that are near-identical to one, in the order of their ids."""
        return self.reports_of(self.snapshot.copies(report_id))

    def reports_of(self, ids: Iterable[str]) -> tuple[StoredReport, ...]:
        """The reports of some ids, in that order; those that the index does not have are left
        out."""
        known = list(map(composed, ids))
        stored = self.stored(known)
        return tuple(read_stored(stored[key]) for key in known if key in stored)

    def stored(self, ids: Sequence[str]) -> Mapping[str, bytes]:
        """Id → the bytes of a report; without those that the index does not have."""
        return self.snapshot.stored_many(ids)

    @property
    def guesses(self) -> int:
        """How many answers were guessed until now (`search.answer.rehearsal`): what is made while
        this number stays is true."""
        return 0

    def _parse(self, text: str) -> ParsedQuery:
        return parse_query(text, self.lookup, self.vocabulary)
