"""A Request, in the words of a cluster → the bodies of searches; and the form of their answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from search.answers import Sort
from search.engine.opensearch.layout import WINDOW
from search.engine.opensearch.phrases import EVERYTHING, Query
from search.engine.opensearch.trees import all_of
from search.engine.opensearch.value_counts import all_values

PICKED = 1_000
"""Reports a shard that the first of two stages picks, for the second one to order."""

ALL = "all"
_LAST = {"order": "desc", "missing": "_last"}
_SORTS: dict[Sort, list[object]] = {
    Sort.RELEVANCE: [],
    Sort.NEWEST: [{"last_day": _LAST}],
    Sort.OLDEST: [{"first_day": {"order": "asc", "missing": "_last"}}],
    Sort.ADDED: [{"added": "desc"}, {"last_day": _LAST}],
}


class SearchHit(msgspec.Struct):
    """A report that was found: `sort` ends in its id; where nothing sorts, it is a field.
    `matched`: the names of the queries that find it, of those that have one."""

    score: float | None = msgspec.field(name="_score", default=None)
    sort: list[int | float | str | None] = []
    fields: dict[str, list[str | int]] = {}
    matched: list[str] = msgspec.field(name="matched_queries", default_factory=list)

    @property
    def id(self) -> str:
        """The id of the report."""
        return str(self.sort[-1]) if self.sort else self.text("id")

    def texts(self, name: str) -> list[str]:
        """The values of a field."""
        return list(map(str, self.fields.get(name, ())))

    def text(self, name: str) -> str:
        """The one value of a field."""
        return str(self.fields[name][0])


class HitCount(msgspec.Struct):
    """How many reports match; `relation` says whether that is all of it."""

    value: int
    relation: str


class HitList(msgspec.Struct):
    """Reports in order, of all that match."""

    hits: list[SearchHit]
    total: HitCount | None = None


class SearchAnswer(msgspec.Struct):
    """What a search answers."""

    hits: HitList
    aggregations: dict[str, msgspec.Raw] = {}

    @property
    def total(self) -> int:
        """How many reports match."""
        assert self.hits.total is not None and self.hits.total.relation == "eq"
        return self.hits.total.value


@dataclass(frozen=True, slots=True)
class Prepared:
    """A Request as queries. `base`: of what the tree and the dates ask; `filters`: of each facet;
    `scoring`: of each clause; `counts`: what counts the values of each facet, see `value_counts`;
    `picking`: what picks the reports that are scored, if not all are."""

    base: Sequence[Query] = ()
    filters: Mapping[str, Query] = field(default_factory=dict)
    scoring: Sequence[Query] = ()
    sort: Sort = Sort.RELEVANCE
    counts: Mapping[str, Query] = field(default_factory=dict)
    picking: Sequence[Query] = ()


def page_body(
    asked: Prepared, offset: int, limit: int, without: Query | None = None
) -> dict[str, object]:
    """A page with its reports; how many match, and the counts of the counted facets.

    `without`: reports that are not listed and not counted in the total. A page by relevance that
    ends among the first PICKED is of two stages, if something picks; of equal scores its order is
    the cluster's, and the total and the counts are those of all.
    """
    found = {"from": offset if limit else 0, "size": limit, "stored_fields": ["report"]}
    found["track_total_hits"] = True
    if limit and asked.picking and asked.sort is Sort.RELEVANCE and offset + limit <= PICKED:
        found |= _query(asked.base, asked.picking) | _second_stage(asked.scoring)
    elif limit:
        found |= _query(asked.base, asked.scoring) | _order(asked.sort)
    else:
        found |= _query(asked.base, ())
    hidden: list[Query] = [] if without is None else [{"bool": {"must_not": [without]}}]
    if kept := [*asked.filters.values(), *hidden]:
        found["post_filter"] = all_of(kept)
    if asked.counts:
        found["aggs"] = {name: _among_others(asked, name) for name in asked.counts}
    return found


def list_body(
    base: Sequence[Query], scoring: Sequence[Query] = (), sort: Sort = Sort.RELEVANCE
) -> dict[str, object]:
    """The first WINDOW reports that match some queries, in order, without anything of them."""
    return {
        **_query(base, scoring),
        **_order(sort),
        "size": WINDOW,
        "stored_fields": "_none_",
        "track_total_hits": False,
    }


def fields_body(
    base: Sequence[Query], names: Sequence[str], size: int, stored: Sequence[str] = ()
) -> dict[str, object]:
    """The first reports that match, by id, with the values of some fields."""
    return {
        **_query(base, ()),
        "sort": [{"id": "asc"}],
        "size": size,
        "_source": False,
        "docvalue_fields": list(names),
        "stored_fields": list(stored) or "_none_",
        "track_total_hits": False,
    }


def count_body(base: Sequence[Query]) -> dict[str, object]:
    """How many reports match."""
    return {**_query(base, ()), "size": 0, "track_total_hits": True}


def values_body(name: str, least: int, begin: str) -> dict[str, object]:
    """How many reports have each value of a field that begins so: the counts of `ALL`."""
    counted = {"filter": EVERYTHING, "aggs": all_values(name, least, begin)}
    return {"size": 0, "track_total_hits": False, "aggs": {ALL: counted}}


def _among_others(asked: Prepared, name: str) -> Query:
    """The counts of a facet, among what the filters on all others let through."""
    others = [query for other, query in asked.filters.items() if other != name]
    return {"filter": all_of(others), "aggs": asked.counts[name]}


def _query(base: Sequence[Query], scoring: Sequence[Query]) -> Query:
    """What scores beside what decides: alone, even EVERYTHING would score."""
    found: Query = {"filter": list(base) or [EVERYTHING]}
    if scoring:
        found |= {"should": list(scoring), "minimum_should_match": 0}
    return {"query": {"bool": found}, "_source": False}


def _second_stage(scoring: Sequence[Query]) -> Query:
    """What orders the reports that were picked. A cluster sorts by nothing else then."""
    exact = {"rescore_query": {"bool": {"should": list(scoring)}}}
    weights = {"query_weight": 0, "rescore_query_weight": 1}
    rescore = {"window_size": PICKED, "query": {**exact, **weights}}
    return {"rescore": rescore, "docvalue_fields": ["id"]}


def _order(sort: Sort) -> Query:
    return {"sort": [*_SORTS[sort], {"_score": "desc"}, {"id": "asc"}], "track_scores": True}
