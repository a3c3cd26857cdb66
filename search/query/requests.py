"""A parsed query with its filters and dates → what an engine is asked for it."""

from collections.abc import Mapping
from datetime import date

from search.answers import GroupKind, Query
from search.dates import DateBounds, DateRange
from search.engine.protocol import Request
from search.engine.query_tree import (
    AddedSince,
    And,
    AnyCopy,
    DateOverlaps,
    FacetValueIs,
    Node,
    Not,
    Or,
)
from search.facets.registry import COUNTED_BY_NAME, UnknownFacetError
from search.query.compile import ParsedQuery


def check_filters(query: Query) -> None:
    """Raises UnknownFacetError where a filter names no counted facet."""
    for name in query.filters:
        if name not in COUNTED_BY_NAME:
            raise UnknownFacetError(name)


def conditions(query: Query) -> tuple[Node, ...]:
    """The filters of a query, its dates and since when reports were added, as trees."""
    filters = [
        Or(tuple(FacetValueIs(name, value) for value in values))
        for name, values in _with_alike(query.filters).items()
    ]
    days = _days(query.dates)
    return (*filters, *([DateOverlaps(days)] if days else []), *_added(query))


def request_of(
    query: Query,
    parsed: ParsedQuery,
    counted: tuple[str, ...] = (),
    group: Node | None = None,
) -> Request:
    """What an engine is asked for a page of a query. `group`: the tree of the reports of another
    group than the first, if these are asked for."""
    tree, added = group or parsed.required, _added(query)
    return Request(
        tree=And((*([tree] if tree else []), *added)) if added else tree,
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


def _added(query: Query) -> tuple[Node, ...]:
    return (AddedSince(query.added_since),) if query.added_since else ()


def _days(asked: DateBounds | None) -> DateRange | None:
    return DateRange(asked.first or date.min, asked.last or date.max) if asked else None


def later_groups(query: Query, parsed: ParsedQuery) -> Mapping[GroupKind, Node]:
    """The trees of the groups behind the first, each without the reports of those before it, and
    those near-identical to one of these."""
    found: dict[GroupKind, Node] = {}
    before: list[Node] = []
    for kind, tree in parsed.trees.items():
        if before:
            found[kind] = And((tree, *map(Not, before)))
        before.append(tree if query.all_copies else AnyCopy(And((tree, *conditions(query)))))
    return found
