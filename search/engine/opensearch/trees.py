"""A query tree, dates and filters → the query of the reports that match."""

from collections.abc import Mapping, Sequence

from search.dates import DateRange
from search.engine.opensearch.documents import seconds
from search.engine.opensearch.layout import values_of
from search.engine.opensearch.phrases import EVERYTHING, NOTHING, Query, any_of, holds
from search.engine.query_tree import (
    AddedSince,
    And,
    AnyCopy,
    DateOverlaps,
    FacetValueIs,
    Leaf,
    MinimumMatch,
    Near,
    Node,
    Not,
    Or,
    Phrase,
)

Copies = Mapping[AnyCopy, Query]
"""What was found out of the groups before: AnyCopy → the reports of groups that have such a one."""


def matching(node: Node, copies: Copies) -> Query:
    """The reports that match a tree. `copies`: of each AnyCopy in it, if there are groups."""
    match node:
        case And(parts):
            return all_of([matching(part, copies) for part in parts])
        case Or(parts):
            return any_of([matching(part, copies) for part in parts])
        case Not(part):
            return none_of([matching(part, copies)])
        case MinimumMatch(count, parts):
            return _at_least(count, [matching(part, copies) for part in parts])
        case AnyCopy(part):
            own = matching(part, copies)
            return any_of([own, copies[node]]) if node in copies else own
        case _:
            return _leaf(node)


def all_of(queries: Sequence[Query]) -> Query:
    """What each of some queries finds, without a score."""
    return {"bool": {"filter": list(queries)}} if queries else EVERYTHING


def any_named(queries: Sequence[Query]) -> Query:
    """What any of some queries finds; a hit tells the numbers of those that find it."""
    named = [{"bool": {"filter": [one], "_name": f"{n}"}} for n, one in enumerate(queries)]
    return {"bool": {"should": named, "minimum_should_match": 1}}


def none_of(queries: Sequence[Query]) -> Query:
    """What none of some queries finds."""
    return {"bool": {"must_not": list(queries)}}


def within(dates: DateRange) -> Query:
    """The reports that have a day in common with some."""
    return all_of(
        [
            {"range": {"first_day": {"lte": dates.last.toordinal()}}},
            {"range": {"last_day": {"gte": dates.first.toordinal()}}},
        ]
    )


def has_value(facet: str, values: Sequence[str]) -> Query:
    """The reports that have one of some values."""
    return {"terms": {values_of(facet): list(values)}}


def has_id(report_ids: Sequence[str]) -> Query:
    """The reports of some ids."""
    return {"terms": {"id": list(report_ids)}}


def _leaf(node: Leaf) -> Query:
    match node:
        case FacetValueIs(facet, value):
            return has_value(facet, [value])
        case DateOverlaps(dates):
            return within(dates)
        case AddedSince(instant):
            return {"range": {"added": {"gte": seconds(instant)}}}
        case Near() | Phrase():
            return any_of([holds(name, node) for name in node.fields])


def _at_least(count: int, queries: list[Query]) -> Query:
    if count <= 0:
        return EVERYTHING
    if count > len(queries):
        return NOTHING
    return {"bool": {"should": queries, "minimum_should_match": count}}
