"""Clauses → the part of a query that scores, BM25F to the letter; and what it has to know before.

A term's score under the similarity of `layout` is its bare frequency. Two scripts make the rest of
it: of a frequency its share of tf, of the sum of the shares a clause. The scripts are constant,
what differs are their parameters, so that a node compiles each once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

from search.engine.opensearch.layout import length_of
from search.engine.opensearch.phrases import Query, frequency
from search.engine.query_tree import K1, Clause, Phrase
from search.index.fields import FIELDS_BY_NAME

_FREQUENCY = "(_score / params.n)"
_SATURATED = "Math.round(params.n * (double) _score / (1 - (double) _score))"
_SHARE = "params.w * {} / (params.a + params.c * doc[params.length].value)"
_CLAUSE = f"params.m * _score / (_score + {K1})"


@dataclass(frozen=True, slots=True)
class Collection:
    """What a score has to know of a generation: how many reports, and the mean length by field."""

    reports: int
    means: Mapping[str, float]


def scoring(clause: Clause, held: int, collection: Collection) -> Query:
    """The query whose score is that of a clause, which so many reports hold."""
    idf = log(collection.reports / (held + 1)) + 1
    shares = [
        _share(phrase, name, collection.means[name])
        for phrase in (clause.phrase, *clause.variants)
        for name in phrase.fields
    ]
    return {
        "script_score": {
            "query": {"bool": {"should": shares}},
            "script": {"source": _CLAUSE, "params": {"m": clause.weight * idf * (K1 + 1)}},
        }
    }


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
