"""A field, and how many of its values are wanted → what counts them, and what its answer tells.

All values can be asked for, or some thousand of those that most reports have: these tell the most
frequent for sure wherever the last of them is rare enough. Where it is not, all must be asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from search.engine.errors import EngineError
from search.engine.opensearch.phrases import Query
from search.serialization import decode

MOST_VALUES = 1_000_000
"""Values of a facet, or terms of a field, that one answer lists; more are an error, not left out.
A node must be told to allow them: `search.max_buckets`."""
_TOLD, _TIMES, _LOOKED_AT = 300, 3, 5_000
"""Of the most frequent values so many are told, or so many times those that are wanted: some 20
kilobytes. Of each shard so many are looked at: then it is seldom not sure which they are."""


class _Bucket(msgspec.Struct):
    key: str
    doc_count: int
    error: int = msgspec.field(name="doc_count_error_upper_bound", default=0)


class _Buckets(msgspec.Struct):
    buckets: list[_Bucket] = []
    others: int = msgspec.field(name="sum_other_doc_count", default=0)
    error: int = msgspec.field(name="doc_count_error_upper_bound", default=0)


class _Told(msgspec.Struct):
    values: _Buckets
    besides: _Buckets = msgspec.field(default_factory=_Buckets)


@dataclass(frozen=True, slots=True)
class ValueCounts:
    """What an answer tells of a field: value → reports, those of most reports first.

    `besides`: of the values that were asked for by name. `unseen`: no other value has more reports;
    None if there is no other. `is_in_order`: one with as many is greater than the last one here.
    `more`: how many more reports some of the values may have.
    """

    counts: Mapping[str, int]
    besides: Mapping[str, int]
    unseen: int | None
    is_in_order: bool
    more: Mapping[str, int]

    @classmethod
    def read(cls, raw: bytes) -> "ValueCounts":
        """The answer to `all_values` or `most_values`."""
        found = decode(raw, _Told)
        counts = {bucket.key: bucket.doc_count for bucket in found.values.buckets}
        besides = {bucket.key: bucket.doc_count for bucket in found.besides.buckets}
        least = min(counts.values(), default=0)
        is_whole = not (found.values.others or found.values.error)
        return cls(
            counts,
            besides,
            None if is_whole else least + found.values.error,
            not found.values.error,
            {bucket.key: bucket.error for bucket in found.values.buckets if bucket.error},
        )

    def all(self, again: Mapping[str, int]) -> dict[str, int]:
        """Every value. `again`: how many of its reports are not counted. Raises EngineError where
        some were left out."""
        if self.unseen is not None:
            raise EngineError(f"the cluster does not count more than {MOST_VALUES} values")
        return {value: count - again.get(value, 0) for value, count in self.counts.items()}

    def most(self, most: int, again: Mapping[str, int]) -> dict[str, int] | None:
        """So many values of most reports, see `Request.most`, and those asked for by name; None if
        others may be among them."""
        left = {value: count - again.get(value, 0) for value, count in self.counts.items()}
        told = sorted(left, key=lambda value: (-left[value], value))[:most]
        if self.unseen is not None and not self._are_first(told, left):
            return None
        besides = {value: count - again.get(value, 0) for value, count in self.besides.items()}
        return {value: left[value] for value in told} | besides

    def told(
        self, most: int | None, again: Mapping[str, int], besides: Sequence[str]
    ) -> dict[str, int]:
        """The same of all values; `besides`: those that are told whatever their reports."""
        left = self.all(again)
        first = sorted(left, key=lambda value: (-left[value], value))[:most]
        return {value: left[value] for value in (*first, *besides) if value in left}

    def _are_first(self, told: Sequence[str], left: Mapping[str, int]) -> bool:
        """Whether no other value can come before the last of some."""
        assert self.unseen is not None
        if not told:
            return True
        last, end = told[-1], [*self.counts][-1]
        is_before = left[last] > self.unseen or (
            self.is_in_order and (-left[last], last) <= (-self.counts[end], end)
        )
        return (
            is_before
            and self.more.keys().isdisjoint(told)
            and all(self.counts[one] + more < left[last] for one, more in self.more.items())
        )


def all_values(name: str, least: int = 1, begin: str = "") -> Query:
    """Counts every value of a field that begins so and that so many reports have."""
    asked: dict[str, object] = {"field": name, "size": MOST_VALUES, "min_doc_count": max(least, 1)}
    if begin:
        asked["include"] = "".join(c if c.isalnum() else f"\\{c}" for c in begin) + ".*"
    return {"values": {"terms": asked}}


def most_values(name: str, most: int, besides: Sequence[str]) -> Query:
    """Counts the values of a field that most reports have, and some besides."""
    size = max(_TOLD, _TIMES * most)
    asked = {"field": name, "size": size, "shard_size": max(size, _LOOKED_AT)}
    found: Query = {"values": {"terms": {**asked, "show_term_doc_count_error": True}}}
    if besides:
        named = {"field": name, "size": len(besides), "include": list(besides)}
        found["besides"] = {"terms": named}
    return found
