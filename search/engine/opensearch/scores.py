"""Clauses → the part of a query that scores, BM25F to the letter; and what it has to know before.

A term's score under the similarity of `layout` is its bare frequency. Two scripts make the rest of
it: of a frequency its share of tf, of the sum of the shares a clause. The scripts are constant,
what differs are their parameters, so that a node compiles each once.

Scripts run for every report that matches. A first stage without any can pick the reports that they
run for: see `first_stage`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log

from search.engine.opensearch.layout import length_of
from search.engine.opensearch.phrases import Query, frequency, holds
from search.engine.query_tree import K1, Clause, Phrase
from search.index.fields import FIELDS_BY_NAME

_FREQUENCY = "(_score / params.n)"
_SATURATED = "Math.round(params.n * (double) _score / (1 - (double) _score))"
_SHARE = "params.w * {} / (params.a + params.c * doc[params.length].value)"
_CLAUSE = f"params.m * _score / (_score + {K1})"
_OTHER_FIELDS = 0.2
"""What fields and phrases besides the best one add of their own, in the first stage."""


@dataclass(frozen=True, slots=True)
class Collection:
    """What a score has to know of a generation: how many reports, and the mean length by field."""

    reports: int
    means: Mapping[str, float]


Score = Callable[[Clause, int, Collection], Query]
"""A clause, how many reports hold it, of which collection → the query that scores it."""


def scoring(clause: Clause, held: int, collection: Collection) -> Query:
    """The query whose score is that of a clause, which so many reports hold."""
    shares = [
        _share(phrase, name, collection.means[name])
        for phrase in (clause.phrase, *clause.variants)
        for name in phrase.fields
    ]
    return {
        "script_score": {
            "query": {"bool": {"should": shares}},
            "script": {"source": _CLAUSE, "params": {"m": _most(clause, held, collection)}},
        }
    }


def first_stage(clause: Clause, held: int, collection: Collection) -> Query:
    """A cheap query whose score is near that of a clause: of a phrase that stands once, in a field
    of mean length, and of the best field. Neither frequencies nor lengths are read."""
    most = _most(clause, held, collection)
    found: list[Query] = []
    for phrase in (clause.phrase, *clause.variants):
        for name in phrase.fields:
            weight = FIELDS_BY_NAME[name].weight
            once: Query = {"filter": holds(name, phrase), "boost": most * weight / (weight + K1)}
            found.append({"constant_score": once})
    return {"dis_max": {"queries": found, "tie_breaker": _OTHER_FIELDS}}


def _most(clause: Clause, held: int, collection: Collection) -> float:
    """The score that a clause comes near to in a report that says it without end."""
    idf = log(collection.reports / (held + 1)) + 1
    return clause.weight * idf * (K1 + 1)


def _share(phrase: Phrase, name: str, mean: float) -> Query:
    field, found = FIELDS_BY_NAME[name], frequency(name, phrase)
    return {
        "script_score": {
            "query": found.query,
            "script": {
                "source": _SHARE.format(_SATURATED if found.is_saturated else _FREQUENCY),
                "params": {
                    "n": found.per_score,
                    "w": field.weight,
                    "a": 1 - field.b,
                    "c": field.b / mean,
                    "length": length_of(name),
                },
            },
        }
    }
