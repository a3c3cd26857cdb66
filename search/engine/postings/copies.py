"""Documents that match, and groups of documents → one of each group, and the others beside it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from search.engine.postings.facet_column import FacetColumn, Mask
from search.engine.postings.packed import Numbers


class Collapsed(NamedTuple):
    """Documents of which each group has one.

    `doc_ids`: int64, ascending. `others`: a document that stands for others → these, in order.
    """

    doc_ids: Numbers
    others: Mapping[int, Sequence[int]]


class DocGroups:
    """The groups of the documents of an index.

    `numbers`: int64, by document: the number of its group; -1 of one that is alone.
    """

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._count = int(numbers.max(initial=-1)) + 1

    def together(self, doc_ids: Numbers) -> Numbers:
        """Those of some documents whose group has another one among them."""
        numbers = self._numbers.take(doc_ids)
        grouped = numbers >= 0
        if not grouped.any():
            return doc_ids[:0]
        doc_ids, numbers = doc_ids[grouped], numbers[grouped]
        counts = np.bincount(numbers, minlength=self._count)
        return doc_ids[counts[numbers] > 1]

    def surplus(self, together: Numbers) -> int:
        """How many documents are in a group with an earlier one. `together`: see there."""
        return together.size - np.unique(self._numbers[together]).size

    def collapsed(self, doc_ids: Numbers, in_order: Numbers) -> Collapsed:
        """Of each group the first document. `in_order`: those of `together`, as they are ranked."""
        numbers = self._numbers[in_order]
        _, first, inverse = np.unique(numbers, return_index=True, return_inverse=True)
        is_later = np.ones(in_order.size, np.bool_)
        is_later[first] = False
        others: dict[int, list[int]] = {}
        heads = in_order[first[inverse]]
        for head, other in zip(heads[is_later].tolist(), in_order[is_later].tolist(), strict=True):
            others.setdefault(head, []).append(other)
        is_kept = np.ones(self._numbers.size, np.bool_)
        is_kept[in_order[is_later]] = False
        return Collapsed(doc_ids[is_kept.take(doc_ids)], others)

    def count(self, facet: FacetColumn, doc_ids: Numbers) -> dict[str, int]:
        """Value of a facet → how many groups, and documents alone, have it among some documents."""
        together = self.together(doc_ids)
        if not together.size:
            return facet.count(doc_ids)
        codes, owners = facet.codes_and_owners(together)
        pairs = np.unique(codes * self._count + self._numbers[owners])
        surplus = np.bincount(codes, minlength=len(facet.values))
        surplus -= np.bincount(pairs // self._count, minlength=len(facet.values))
        return facet.count(doc_ids, surplus)

    def spread(self, mask: Mask, live: Mask) -> Mask:
        """The documents of a mask, and those of the groups of its live ones."""
        held = np.zeros(self._count + 1, np.bool_)
        held[self._numbers[mask & live]] = True
        held[-1] = False  # of those that are alone
        found: Mask = mask | held[self._numbers]
        return found
