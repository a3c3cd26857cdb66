"""A query, and one generation of an index → how many reports answer it, and which, in order."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain

from search.answers import (
    Notice,
    NoticeKind,
    Query,
    Sort,
)
from search.dates import DateBounds, DateRange
from search.engine.protocol import Matches, Request, Snapshot
from search.engine.query_tree import And, FacetValueIs
from search.engine.stored import read_stored
from search.facets.registry import (
    COUNTED_BY_NAME,
    OFFERED,
    UnknownFacetError,
)
from search.query.compile import ParsedQuery, QueryTooLongError, parse_query
from search.query.lookup import NamedValue, named_values
from search.report import MeetingReport

BATCH = 200
"""Reports that are read at a time where all are wanted."""

FEW, FEW_OF = 10, 100

BARE_FEW, BARE_FEW_OF = 100, 10
"""If fewer reports hold all of a long query, and fewer than one of so many, a part is enough; of
one without marks, which many hold by chance."""


def total(query: Query, snapshot: Snapshot) -> int:
    """How many reports answer a query. Raises as `answer` does."""
    return counts(query, (), snapshot)[0]


def counts(
    query: Query, names: tuple[str, ...], snapshot: Snapshot
) -> tuple[int, Mapping[str, Mapping[str, int]]]:
    """How many reports answer a query, and how many of them have each value of some facets; a
    facet's counts ignore the filter on itself. Raises as `answer` does."""
    understood = parse_for_index(query.text, snapshot)
    matches = _ask(replace(query, page=1, size=0), understood, snapshot, names)
    return matches.total, matches.counts


def _hits(query: Query, text: str, snapshot: Snapshot) -> int:
    """How many reports another text would find; none if it is longer than a query may be."""
    try:
        return total(replace(query, text=text), snapshot)
    except QueryTooLongError:
        return 0


def search_ranked(
    query: Query,
    snapshot: Snapshot,
    also: FacetValueIs | None = None,
    counted: tuple[str, ...] | None = None,
) -> Matches:
    """What answers a query, and `also` if given, in order, but not shown; with the counts of some
    facets, or of those that a page offers. Raises as `answer` does."""
    understood = parse_for_index(query.text, snapshot)
    if also is not None and (understood.required is not None or understood.is_empty):
        parts = (also,) if understood.required is None else (also, understood.required)
        understood = replace(understood, required=And(parts))
    return _ask(query, understood, snapshot, counted)


def answer_in_batches(
    query: Query, snapshot: Snapshot
) -> tuple[int, Iterator[tuple[MeetingReport, ...]]]:
    """How many reports answer a query, and all of them in the order of its pages, in batches.

    The first batch is read at once, so that what is wrong is told before anything is given away;
    the others as they are asked for, and only one is held. Page and size make no difference.
    Raises as `answer` does.
    """
    _check_filters(query)
    understood = parse_for_index(query.text, snapshot)
    asked = replace(query, sort=_sort(query, understood), page=1, size=sys.maxsize)
    ids = () if understood.is_nothing else snapshot.ids(_request(asked, understood))
    batches = (_reports(ids[at : at + BATCH], snapshot) for at in range(0, len(ids), BATCH))
    first = next(batches, ())
    return len(ids), chain([first], batches)


def _reports(ids: Iterable[str], snapshot: Snapshot) -> tuple[MeetingReport, ...]:
    found = map(snapshot.stored, ids)
    return tuple(read_stored(stored).report for stored in found if stored is not None)


def _check_filters(query: Query) -> None:
    for name in query.filters:
        if name not in COUNTED_BY_NAME:
            raise UnknownFacetError(name)


def _sort(query: Query, understood: ParsedQuery) -> Sort:
    """Without words nothing is more relevant than anything else, but newer is more welcome."""
    by_date = understood.is_empty and query.sort is Sort.RELEVANCE
    return Sort.NEWEST if by_date else query.sort


def parse_for_index(text: str, snapshot: Snapshot) -> ParsedQuery:
    """A query as this index is asked: for a part of many words if few reports hold them all.

    Filters make no difference to that, or a filter could find more than was counted.
    """
    understood = parse_query(text, _IndexLookup(snapshot))
    if understood.relaxed is None:
        return understood
    answer_in_batches, everything = (
        snapshot.search(Request(match, limit=0)).total for match in (understood.required, None)
    )
    few, of = (BARE_FEW, BARE_FEW_OF) if understood.is_unaccented else (FEW, FEW_OF)
    if answer_in_batches >= max(1, min(few, everything // of)):
        return understood
    notes = (*understood.notices, Notice(NoticeKind.RELAXED, instead=understood.quoted_text))
    return replace(understood, required=understood.relaxed, notices=notes)


def _ask(
    query: Query,
    understood: ParsedQuery,
    snapshot: Snapshot,
    counted: tuple[str, ...] | None = None,
) -> Matches:
    if counted is None:
        counted = tuple(dict.fromkeys((*OFFERED, *query.filters)))
    if understood.is_nothing:
        return Matches(0, (), {name: {} for name in counted})
    return snapshot.search(_request(query, understood, counted))


def _request(query: Query, understood: ParsedQuery, counted: tuple[str, ...] = ()) -> Request:
    return Request(
        tree=understood.required,
        clauses=understood.clauses,
        filters=query.filters,
        dates=_days(query.dates),
        sort=query.sort,
        offset=(query.page - 1) * query.size,
        limit=query.size,
        counted=counted,
    )


class _IndexLookup:
    """What one index has of its facets, while one query is read."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._named: dict[str, tuple[NamedValue, ...]] = {}

    def named(self, facet: str) -> tuple[NamedValue, ...]:
        """All values of one facet with their names."""
        if facet not in self._named:
            counted = self._snapshot.search(Request(limit=0, counted=(facet,)))
            self._named[facet] = named_values(facet, counted.counts[facet])
        return self._named[facet]

    def has(self, facet: str, value: str) -> bool:
        """Whether some report has a value."""
        return self._snapshot.search(Request(FacetValueIs(facet, value), limit=0)).total > 0


def _days(asked: DateBounds | None) -> DateRange | None:
    return DateRange(asked.first or date.min, asked.last or date.max) if asked else None
