"""The ids of segments, each in order → the document of an id, and the rank of each document."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np

from search.engine.postings.arrays import Arrays, NotArraysError
from search.engine.postings.documents import ID_ORDER
from search.engine.postings.packed import Numbers, Strings

MANY = 12
"""To look up an id costs as much as to sort so many."""


class SortedIds(Sequence[bytes]):
    """The ids of the documents of a segment, ascending. `order`: uint32, whose each is."""

    def __init__(self, ids: Strings, arrays: Arrays) -> None:
        self._ids, self.order = ids, arrays[ID_ORDER]
        if self.order.size != len(ids) or self.order.max(initial=0) > max(len(ids) - 1, 0):
            raise NotArraysError("a segment has its ids in the order of other documents")

    def __len__(self) -> int:
        return len(self._ids)

    def __getitem__(self, rank: int) -> bytes:  # type: ignore[override]
        return self._ids[self.order[rank]]

    def document(self, report_id: str) -> int | None:
        """The document of an id, deleted or not; None if there is none."""
        wanted = report_id.encode(errors="surrogatepass")
        rank = bisect_left(self, wanted)
        is_there = rank < len(self) and self[rank] == wanted
        return int(self.order[rank]) if is_there else None


def ranks(segments: Sequence[SortedIds]) -> Numbers:
    """int64: the rank of each document of several segments, numbered through, by its id; of two
    with one id the first comes first."""
    sizes = [len(ids) for ids in segments]
    bases = np.cumsum([0, *sizes])
    largest = int(np.argmax(sizes)) if sizes else 0
    others = sorted(
        (own[rank], int(bases[number] + own.order[rank]))
        for number, own in enumerate(segments)
        if number != largest
        for rank in range(len(own))
    )
    found = np.zeros(int(bases[-1]), np.int64)
    if segments:
        order = _inserted(segments[largest], int(bases[largest]), others)
        found[order] = np.arange(found.size)
    return found


def _inserted(main: SortedIds, base: int, others: Sequence[tuple[bytes, int]]) -> Numbers:
    """The documents of a segment in the order of their ids, and other ids with theirs."""
    order = main.order.astype(np.int64) + base
    docs = np.array([doc for _, doc in others], np.int64)
    if MANY * len(others) > len(main):
        ids = [(main[rank], int(doc)) for rank, doc in enumerate(order.tolist())]
        return np.array([doc for _, doc in sorted([*ids, *others])], np.int64)
    places = [(bisect_left if doc < base else bisect_right)(main, own) for own, doc in others]
    return np.insert(order, places, docs)
