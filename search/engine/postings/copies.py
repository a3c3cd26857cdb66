"""Documents that match, and groups of documents → one of each group, and the others beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from search.engine.postings.arrays import Array
from search.engine.postings.facet_column import FacetColumn, Mask
from search.engine.postings.packed import Numbers

_MANY = 8
"""Where one document of so many is together with others of its group, all pairs of a value and a
group are gone through; else those of the answer alone are sorted."""


class DocGroups:
    """The groups of the documents of an index.

    `numbers`: int64, by document: the number of its group; -1 of one that is alone. Of no length
    where all are.
    """

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._count = int(numbers.max(initial=-1)) + 1
        self._repeated: dict[int, tuple[FacetColumn, _Repeated]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether every document is alone."""
        return not self._count

    def together(self, doc_ids: Numbers) -> Numbers:
        """Those of some documents whose group has another one among them."""
        if self.is_empty:
            return doc_ids[:0]
        numbers = self._numbers.take(doc_ids)
        grouped = np.flatnonzero(numbers >= 0)
        if grouped.size < 2:
            return doc_ids[:0]
        numbers = numbers.take(grouped)
        counts = np.bincount(numbers, minlength=self._count)
        return doc_ids.take(grouped[counts.take(numbers) > 1])

    def surplus(self, together: Numbers) -> int:
        """How many of some documents stand behind another one of their group."""
        if not together.size:
            return 0
        held = np.bincount(self._numbers.take(together))
        return together.size - int(np.count_nonzero(held))

    def collapsed(self, doc_ids: Numbers, in_order: Numbers) -> tuple[Numbers, "GroupedDocs"]:
        """Some documents with one of each group, ascending; and those of the groups.

        `in_order`: those of `together`, as they are ranked: the first of a group is kept.
        """
        grouped = GroupedDocs(self._numbers, in_order)
        if not in_order.size:
            return doc_ids, grouped
        is_kept = np.ones(self._numbers.size, np.bool_)
        is_kept[in_order] = False
        is_kept[grouped.heads()] = True
        return doc_ids[is_kept.take(doc_ids)], grouped

    def counted_again(self, facet: FacetColumn, together: Numbers) -> Numbers | None:
        """By code of a facet, how often too much its value is counted among some documents, where
        each group with it counts once; None where none is.

        `together`: those whose group has another one among them.
        """
        if not together.size:
            return None
        if _MANY * together.size > self._numbers.size:
            return self._repeated_of(facet).counted_again(together)
        codes, owners = facet.codes_and_owners(together)
        pairs = np.sort(codes * self._count + self._numbers.take(owners))
        again = pairs[1:][pairs[1:] == pairs[:-1]] // self._count
        return np.bincount(again, minlength=len(facet.values))

    def _repeated_of(self, facet: FacetColumn) -> "_Repeated":
        """What several documents of a group have of a facet, found once."""
        if id(facet) not in self._repeated:
            grouped = np.flatnonzero(self._numbers >= 0)
            codes, owners = facet.codes_and_owners(grouped)
            keys = codes * self._count + self._numbers.take(owners)
            found = _Repeated.of(keys, codes, owners, len(facet.values), self._numbers.size)
            self._repeated[id(facet)] = facet, found
        return self._repeated[id(facet)][1]

    def spread(self, mask: Mask, live: Mask) -> Mask:
        """The documents of a mask, and those of the groups of its live ones."""
        if self.is_empty:
            return mask
        held = np.zeros(self._count + 1, np.bool_)
        held[self._numbers[mask & live]] = True
        held[-1] = False  # of those that are alone
        found: Mask = mask | held[self._numbers]
        return found


@dataclass(frozen=True, slots=True)
class _Repeated:
    """The values that several documents of a group have, so that what a large answer counts too
    often is counted without sorting.

    A pair is a value and a group with it. `pairs`, `docs`: of each document in a pair of two or
    more, the number of the pair and that of the document. `codes`: the value of each pair.
    """

    pairs: Array
    docs: Array
    codes: Array
    values: int
    size: int

    @classmethod
    def of(
        cls, keys: Numbers, codes: Numbers, docs: Numbers, values: int, size: int
    ) -> "_Repeated":
        """`keys`: a number for the pair of each document and value, here in any order. `values`,
        `size`: how many values and documents there are."""
        order = np.argsort(keys, kind="stable")
        begins = np.flatnonzero(np.diff(keys[order], prepend=-1))
        often = np.diff(begins, append=order.size)
        is_repeated = often > 1
        pairs = np.repeat(np.arange(np.count_nonzero(is_repeated)), often[is_repeated])
        chosen = order[np.repeat(is_repeated, often)]
        own = codes[order[begins[is_repeated]]]
        kept: list[Array] = [some.astype(np.int32) for some in (pairs, docs[chosen], own)]
        return cls(kept[0], kept[1], kept[2], values, size)

    def counted_again(self, together: Numbers) -> Numbers:
        """See `DocGroups.counted_again`."""
        is_there = np.zeros(self.size, np.bool_)
        is_there[together] = True
        held = np.bincount(self.pairs[is_there.take(self.docs)], minlength=self.codes.size)
        again = np.bincount(self.codes, np.maximum(held - 1, 0), self.values)
        return again.astype(np.int64)


ALONE = DocGroups(np.zeros(0, np.int64))
"""No groups."""


class GroupedDocs:
    """Documents of groups, one group after another, each in an order that is given."""

    def __init__(self, numbers: Numbers, in_order: Numbers) -> None:
        self._docs = in_order[np.argsort(numbers[in_order], kind="stable")]
        self._owner, self._numbers = numbers, numbers[self._docs]

    def heads(self) -> Numbers:
        """The first document of each group."""
        is_first: Mask = np.diff(self._numbers, prepend=-1) != 0
        return self._docs[is_first]

    def others(self, doc_ids: Numbers) -> Iterator[Sequence[int]]:
        """For each of some documents the others of its group, if it is the first of one."""
        if not self._docs.size:
            yield from [()] * doc_ids.size
            return
        numbers = self._owner.take(doc_ids)
        begins = np.searchsorted(self._numbers, numbers, "left") + 1
        ends = np.searchsorted(self._numbers, numbers, "right")
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            yield self._docs[begin:end].tolist() if begin < end else ()
