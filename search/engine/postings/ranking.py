"""Documents, their scores and an order → the page of them that was asked for."""

from collections.abc import Callable, Sequence

import numpy as np

from search.answers import Sort
from search.engine.postings.packed import Numbers
from search.engine.postings.segments import Scores, Segments
from search.engine.protocol import Request

Key = Callable[[Numbers], Numbers | Scores]
"""Documents → what they are ordered by; the smaller comes first."""


def ranked(index: Segments, doc_ids: Numbers, scores: Scores, request: Request) -> Numbers:
    """The documents of the page that a request asks for, in its order.

    `doc_ids`: all that match, ascending. `scores`: float64[index.size]. Only as many as end the
    page are sorted, not all that match.
    """
    keys = _keys(index, scores, request.sort)
    if request.offset >= doc_ids.size:
        return doc_ids[:0]
    until = min(request.offset + request.limit, doc_ids.size)
    chosen = first_in_order(doc_ids, [*keys, lambda some: index.id_rank[some]], until)
    return in_order(index, chosen, scores, request.sort)[request.offset :]


def in_order(index: Segments, doc_ids: Numbers, scores: Scores, sort: Sort) -> Numbers:
    """All of some documents in an order."""
    if not doc_ids.size:
        return doc_ids
    keys = [key(doc_ids) for key in _keys(index, scores, sort)]
    return doc_ids[np.lexsort([index.id_rank[doc_ids], *reversed(keys)])]


def _keys(index: Segments, scores: Scores, sort: Sort) -> list[Key]:
    """What an order compares, one after another, before it compares the ids of reports."""
    first, last = index.first_day, index.last_day
    keys: list[Key] = [lambda some: -scores[some]]
    if sort is Sort.ADDED:
        return [lambda some: -index.added[some], *_keys(index, scores, Sort.NEWEST)]
    if sort is Sort.NEWEST:
        return [lambda some: first[some] == 0, lambda some: -last[some], *keys]
    if sort is Sort.OLDEST:
        return [lambda some: first[some] == 0, lambda some: first[some], *keys]
    return keys


def first_in_order(doc_ids: Numbers, keys: Sequence[Key], count: int) -> Numbers:
    """The `count` documents that are first by the first key, by the second where equal, and so on.

    They come in no particular order. A key is asked only for the documents that the keys before it
    cannot tell apart.
    """
    if not count or count >= doc_ids.size or not keys:
        return doc_ids[:count]
    values = keys[0](doc_ids)
    limit = np.partition(values, count - 1)[count - 1]
    before = doc_ids[values < limit]
    equal = first_in_order(doc_ids[values == limit], keys[1:], count - before.size)
    return np.concatenate([before, equal])
