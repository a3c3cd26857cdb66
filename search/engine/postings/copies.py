"""Documents that match, and groups of documents → one of each group, and the others beside it."""

from collections.abc import Iterator, Sequence

import numpy as np

from search.engine.postings.facet_column import FacetColumn, Mask
from search.engine.postings.packed import Numbers


class DocGroups:
    """The groups of the documents of an index.

    `numbers`: int64, by document: the number of its group; -1 of one that is alone. Of no length
    where all are.
    """

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._count = int(numbers.max(initial=-1)) + 1

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
        codes, owners = facet.codes_and_owners(together)
        pairs = np.sort(codes * self._count + self._numbers.take(owners))
        again = pairs[1:][pairs[1:] == pairs[:-1]] // self._count
        return np.bincount(again, minlength=len(facet.values))

    def spread(self, mask: Mask, live: Mask) -> Mask:
        """The documents of a mask, and those of the groups of its live ones."""
        if self.is_empty:
            return mask
        held = np.zeros(self._count + 1, np.bool_)
        held[self._numbers[mask & live]] = True
        held[-1] = False  # of those that are alone
        found: Mask = mask | held[self._numbers]
        return found


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
