"""A query with filters → the same query with fewer conditions, the last condition dropped first."""

from collections.abc import Iterator
from dataclasses import replace

from search.answers import Query
from search.searcher import Searcher
from search.suggest.changes import Change, RelaxationKind


def without_dates(query: Query, searcher: Searcher) -> Iterator[Change]:
    """The query without its dates."""
    if query.dates:
        yield Change(RelaxationKind.WITHOUT_DATES, (), replace(query, dates=None, page=1))


def without_added(query: Query, searcher: Searcher) -> Iterator[Change]:
    """The query no matter since when its reports are in the index."""
    if query.added_since:
        kept = replace(query, added_since=None, page=1)
        yield Change(RelaxationKind.WITHOUT_ADDED, (), kept)


def without_one_value(query: Query, searcher: Searcher) -> Iterator[Change]:
    """The query without one value of its filters, the last value first."""
    for facet, value in reversed(filter_values(query)):
        yield Change(RelaxationKind.WITHOUT_VALUE, (facet, value), without(query, facet, value))


def without_one_facet(query: Query, searcher: Searcher) -> Iterator[Change]:
    """The query without all values of one facet, if it has more than one value of it."""
    for facet, values in query.filters.items():
        if len(values) > 1:
            yield Change(RelaxationKind.WITHOUT_FACET, (facet,), without(query, facet, *values))


def without_all_filters(query: Query, searcher: Searcher) -> Iterator[Change]:
    """The words of a query that has more than one condition."""
    if _conditions(query) > 1:
        yield Change(RelaxationKind.WITHOUT_FILTERS, (), unfiltered(query))


def one_value_alone(query: Query, searcher: Searcher) -> Iterator[Change]:
    """Of a query that has more than two conditions, its words and one value of its filters."""
    if _conditions(query) > 2:
        for facet, value in filter_values(query):
            kept = replace(unfiltered(query), filters={facet: (value,)})
            yield Change(RelaxationKind.VALUE_ALONE, (facet, value), kept)


def without(query: Query, facet: str, *dropped: str) -> Query:
    """A query without some values of one facet, on its first page."""
    left = {**query.filters, facet: tuple(v for v in query.filters[facet] if v not in dropped)}
    filters = {name: values for name, values in left.items() if values}
    return replace(query, filters=filters, page=1)


def with_value(query: Query, facet: str, value: str, other: str) -> Query:
    """A query with another value in the place of one value of a facet, on its first page."""
    values = tuple(dict.fromkeys(other if v == value else v for v in query.filters[facet]))
    return replace(query, filters={**query.filters, facet: values}, page=1)


def unfiltered(query: Query) -> Query:
    """The words of a query without any other condition, on its first page."""
    return replace(query, filters={}, dates=None, added_since=None, page=1)


def filter_values(query: Query) -> list[tuple[str, str]]:
    """(facet, value) of each value of the filters, in their order."""
    return [(facet, value) for facet, values in query.filters.items() for value in values]


def _conditions(query: Query) -> int:
    """How many conditions a query has besides its words."""
    return len(filter_values(query)) + bool(query.dates) + bool(query.added_since)
