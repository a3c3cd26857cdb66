"""Documents that match, and groups of documents → one of each group, and the others beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from search.engine.postings.facet_column import DocSet, FacetColumn, Mask
from search.engine.postings.packed import Numbers

_FEW = 8_000
_MANY = 20
"""Where so few documents are of groups at all, or one of so many is together with others of its
own, all pairs of a value and a group are gone through; else those of the answer are sorted."""


class DocGroups:
    """The groups of the documents of an index.

    `numbers`: int64, by document: the number of its group; -1 of one that is alone. Of no length
    where all are.
    """

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._count = int(numbers.max(initial=-1)) + 1
        self._grouped = np.flatnonzero(numbers >= 0)
        self._repeated: dict[int, tuple[FacetColumn, _Repeated]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether every document is alone."""
        return not self._count

    def together(self, mask: Mask) -> Numbers:
        """Those of the documents of a mask whose group has another one among them."""
        grouped = self._grouped[mask.take(self._grouped)]
        if grouped.size < 2:
            return grouped[:0]
        numbers = self._numbers.take(grouped)
        counts = np.bincount(numbers, minlength=self._count)
        return grouped[counts.take(numbers) > 1]

    def surplus(self, together: Numbers) -> int:
        """How many of some documents stand behind another one of their group."""
        if not together.size:
            return 0
        held = np.bincount(self._numbers.take(together))
        return together.size - int(np.count_nonzero(held))

    def collapsed(self, among: DocSet, in_order: Numbers) -> tuple[Numbers, "GroupedDocs"]:
        """Some documents with one of each group, ascending; and those of the groups.

        `in_order`: those of `together`, as they are ranked: the first of a group is kept.
        """
        grouped = GroupedDocs(self._numbers, in_order)
        if not in_order.size:
            return among.doc_ids, grouped
        is_kept = among.mask.copy()
        is_kept[in_order] = False
        is_kept[grouped.heads()] = True
        return np.flatnonzero(is_kept), grouped

    def counted_again(self, facet: FacetColumn, mask: Mask, together: Numbers) -> Numbers | None:
        """By code of a facet, how often too much its value is counted among the documents of a
        mask, where each group with it counts once; None where none is.

        `together`: those whose group has another one among them.
        """
        if not together.size:
            return None
        if self._grouped.size < _FEW + _MANY * together.size:
            return self._repeated_of(facet).counted_again(mask)
        codes, owners = facet.codes_and_owners(together)
        pairs = np.sort(codes * self._count + self._numbers.take(owners))
        again = pairs[1:][pairs[1:] == pairs[:-1]] // self._count
        return np.bincount(again, minlength=len(facet.values))

    def _repeated_of(self, facet: FacetColumn) -> "_Repeated":
        """What several documents of a group have of a facet, found once."""
        if id(facet) not in self._repeated:
            codes, owners = facet.codes_and_owners(self._grouped)
            keys = codes * self._count + self._numbers.take(owners)
            found = _Repeated.of(keys, codes, owners, len(facet.values))
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

    A pair is a value and a group with it. `docs`: the documents of each pair of two or more, one
    pair after another. `begins`: where each pair begins. `codes`: its value.
    """

    docs: Numbers
    begins: Numbers
    codes: Numbers
    values: int

    @classmethod
    def of(cls, keys: Numbers, codes: Numbers, docs: Numbers, values: int) -> "_Repeated":
        """`keys`: a number for the pair of each document and value, here in any order. `values`:
        how many values there are."""
        order = np.argsort(keys, kind="stable")
        begins = np.flatnonzero(np.diff(keys[order], prepend=-1))
        often = np.diff(begins, append=order.size)
        is_repeated = often > 1
        sizes = often[is_repeated]
        own = codes[order[begins[is_repeated]]]
        return cls(
            docs[order[np.repeat(is_repeated, often)]], np.cumsum(sizes) - sizes, own, values
        )

    def counted_again(self, mask: Mask) -> Numbers:
        """See `DocGroups.counted_again`."""
        if not self.begins.size:
            return np.zeros(self.values, np.int64)
        held = np.add.reduceat(mask.take(self.docs), self.begins, dtype=np.int64)
        return np.bincount(self.codes.repeat(np.maximum(held - 1, 0)), minlength=self.values)


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
