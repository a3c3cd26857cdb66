"""What an aggregation tells of the values of a field, and when that is enough."""

import json

import pytest

from search.engine.errors import EngineError
from search.engine.opensearch.value_counts import ValueCounts


def told(
    *values: tuple[str, int] | tuple[str, int, int],
    others: int = 0,
    error: int = 0,
    besides: tuple[tuple[str, int], ...] = (),
) -> ValueCounts:
    """As a cluster answers: value, reports, and how many more it may have."""
    buckets = [
        {"key": key, "doc_count": n, "doc_count_error_upper_bound": sum(more)}
        for key, n, *more in values
    ]
    found = {
        "buckets": buckets,
        "sum_other_doc_count": others,
        "doc_count_error_upper_bound": error,
    }
    named = [{"key": key, "doc_count": n} for key, n in besides]
    return ValueCounts.read(
        json.dumps({"doc_count": 9, "values": found, "besides": {"buckets": named}}).encode()
    )


def test_all_are_all() -> None:
    assert told(("a", 3), ("b", 1)).all({"a": 1}) == {"a": 2, "b": 1}
    with pytest.raises(EngineError):
        told(("a", 3), others=1).all({})


def test_the_most_frequent_are_told_once_no_other_can_be_among_them() -> None:
    values = ("a", 9), ("b", 5), ("c", 5), ("d", 2)
    assert told(*values, others=7).most(2, {}) == {"a": 9, "b": 5}
    assert told(*values, others=7, error=2).most(3, {}) == {"a": 9, "b": 5, "c": 5}
    assert told(*values, others=7, error=3).most(3, {}) is None, "one with 2 + 3 may be elsewhere"
    assert told(*values, others=7).most(4, {}) == dict(values), "of equal ones the last is known"
    assert told(*values[:3], ("d", 5), others=7).most(3, {"b": 1}) == {"a": 9, "c": 5, "d": 5}
    assert told(*values[:3], others=7).most(3, {"b": 1}) is None, "another with 5 may come first"
    assert told(("a", 9, 1), ("b", 2), others=1, error=3).most(1, {}) is None, "it may have more"
    close = ("a", 20), ("b", 12), ("x", 10, 5), ("z", 1)
    assert told(*close, others=9, error=5).most(2, {}) is None, "x may have 15"
    assert told(*close, others=9, error=5).most(1, {}) == {"a": 20}
    assert told(*values).most(3, {"a": 5}) == {"b": 5, "c": 5, "a": 4}


def test_what_was_asked_for_by_name_is_told_besides() -> None:
    found = told(("a", 9), ("b", 5), others=1, besides=(("z", 2), ("a", 9)))
    assert found.most(1, {"z": 1}) == {"a": 9, "z": 1}
    assert found.most(0, {}) == {"z": 2, "a": 9}
    assert told(("a", 2), ("b", 1)).told(1, {}, ["b", "none"]) == {"a": 2, "b": 1}
