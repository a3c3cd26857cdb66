"""The values of one facet ↔ arrays by document: which have a value, and how many each has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engine.postings.arrays import Array, Arrays, NotArraysError
from search.engine.postings.packed import Numbers, Strings, check_starts, narrow, ragged

Mask = NDArray[np.bool_]
"""One truth value a document."""


class ToldValues(NamedTuple):
    """Which values of a facet are named: `most` of them, those of most documents (None: all), and
    those `besides` that some document has."""

    most: int | None = None
    besides: Sequence[str] = ()


ALL = ToldValues()

_FEW = 100
"""Where there are so many times more further values than documents, each document's are looked for
alone."""


class DocSet(NamedTuple):
    """Some documents: their mask, and their numbers, ascending. `others`: all others, if these are
    fewer."""

    mask: Mask
    doc_ids: Numbers
    others: Numbers | None = None

    @classmethod
    def of(cls, mask: Mask) -> "DocSet":
        """The documents of a mask."""
        doc_ids = np.flatnonzero(mask)
        return cls(mask, doc_ids, np.flatnonzero(~mask) if 2 * doc_ids.size > mask.size else None)


class _Further(NamedTuple):
    """The values that documents have besides their first ones: the codes, and the document that has
    each, ascending."""

    codes: Array
    owners: Numbers

    def of(self, doc_ids: Numbers, mask: Mask) -> Array:
        """The codes of some documents. `mask`: which these are."""
        if _FEW * doc_ids.size > self.owners.size:
            return self.codes.compress(mask.take(self.owners))
        begins = self.owners.searchsorted(doc_ids)
        sizes = self.owners.searchsorted(doc_ids, "right") - begins
        return self.codes.take(np.repeat(begins, sizes) + ragged(sizes))


@dataclass(frozen=True)
class FacetColumn:
    """One facet of some documents, or what else they have values of: their origins.

    `values`: its values, each once; a code is a number of one. `starts`: unsigned, n + 1 offsets
    into `codes`: document d has the values of codes[starts[d]:starts[d + 1]].
    """

    values: tuple[str, ...]
    codes: Array
    starts: Array

    @classmethod
    def of(cls, segment: Arrays, name: str) -> "FacetColumn":
        """The column that `to_arrays` stored under a name. Raises NotArraysError."""
        values = tuple(Strings.of(segment, name).texts())
        codes, starts = segment[f"{name}.codes"], segment[f"{name}.starts"]
        check_starts(starts, codes.size)
        if codes.max(initial=0) >= max(len(values), 1) or len(set(values)) != len(values):
            raise NotArraysError(f"the values of {name} are damaged")
        return cls(values, codes, starts)

    def to_arrays(self, name: str) -> dict[str, Array]:
        """The arrays that store it under a name; values of no document are left out."""
        held = np.flatnonzero(np.bincount(self.codes, minlength=len(self.values)))
        new = np.zeros(len(self.values), np.int64)
        new[held] = np.arange(held.size)
        return {
            **Strings.to_arrays(map(self.values.__getitem__, held.tolist()), name),
            f"{name}.codes": narrow(new[self.codes], 1),
            f"{name}.starts": narrow(self.starts),
        }

    @classmethod
    def concatenate(cls, columns: Sequence["FacetColumn"]) -> "FacetColumn":
        """The column of the documents of several, one after another."""
        if len(columns) == 1:
            return columns[0]
        numbers: dict[str, int] = {}
        codes = []
        for column in columns:
            new = [numbers.setdefault(value, len(numbers)) for value in column.values]
            codes.append(np.array(new, np.int64)[column.codes])
        counts = [np.diff(column.starts.astype(np.int64)) for column in columns]
        starts = np.cumsum(np.concatenate([[0], *counts]))
        return cls(tuple(numbers), np.concatenate([np.zeros(0, np.int64), *codes]), starts)

    def having(self, values: Iterable[str]) -> Mask:
        """Which documents have any of some values."""
        known = self._code_of
        is_wanted = np.zeros(len(self.values), np.bool_)
        is_wanted[[known[value] for value in set(values) if value in known]] = True
        mask = np.zeros(self._sizes.size, np.bool_)
        if self.codes.size:
            mask[self._doc_ids[is_wanted[self.codes]]] = True
        return mask

    def codes_and_owners(self, doc_ids: Numbers) -> tuple[Numbers, Numbers]:
        """The codes of the values of some documents, and the document that has each."""
        sizes = self._sizes.take(doc_ids)
        starts = np.repeat(self.starts.take(doc_ids).astype(np.int64), sizes)
        codes = self.codes.take(starts + ragged(sizes)).astype(np.int64)
        return codes, np.repeat(doc_ids, sizes)

    def count(
        self, among: DocSet, surplus: Numbers | None = None, told: ToldValues = ALL
    ) -> dict[str, int]:
        """Value → how many of some documents have it; values of none are left out.

        `surplus`: by code, how many of these are not counted. `told`: the values that are named.
        """
        counts = self._count(among)
        if surplus is not None:
            counts -= surplus
        held = np.flatnonzero(counts != 0)
        if told.most is not None and held.size > told.most:
            held = self._told(held, counts, told.most, told.besides)
        values = map(self.values.__getitem__, held.tolist())
        return dict(zip(values, counts[held].tolist(), strict=True))

    def _count(self, among: DocSet) -> Numbers:
        """By code, how many of some documents have its value. Where they are most of all, the
        others are counted, and taken off from what all have."""
        if among.others is None:
            return self._counts_of(among.doc_ids, among.mask)
        counts: Numbers = self._whole - self._counts_of(among.others, ~among.mask)
        return counts

    def _counts_of(self, doc_ids: Numbers, mask: Mask) -> Numbers:
        """The same of some documents, by their numbers and their mask. Most documents have one
        value of a facet: so the first ones are looked up, and only the further ones looked for."""
        codes, further = self._firsts.take(doc_ids), self._further
        if further.codes.size:
            codes = np.concatenate([codes, further.of(doc_ids, mask)])
        return np.bincount(codes, minlength=len(self.values) + 1)[:-1]

    def _told(self, held: Numbers, counts: Numbers, most: int, besides: Sequence[str]) -> Numbers:
        """Of the codes that documents have, those of `most` values: see `Request.most`. To name all
        of a large archive, and to sort them, would take as long as to count them."""
        order = counts[held] * len(self.values) - self._ranks[held]
        sure = held[order >= np.partition(order, -most)[-most]] if most else held[:0]
        codes = (self._code_of.get(value, -1) for value in besides)
        kept = [code for code in codes if 0 <= code < counts.size and counts[code]]
        return np.union1d(sure, np.array(kept, np.int64)) if kept else sure

    @cached_property
    def _ranks(self) -> Numbers:
        """By code, the place of its value among all, as they are ordered where equally many have
        them."""
        ranks = np.zeros(len(self.values), np.int64)
        ranks[sorted(range(ranks.size), key=self.values.__getitem__)] = np.arange(ranks.size)
        return ranks

    @cached_property
    def _code_of(self) -> dict[str, int]:
        """Value → its code."""
        return {value: code for code, value in enumerate(self.values)}

    @cached_property
    def _doc_ids(self) -> Numbers:
        """The document of each code."""
        return np.repeat(np.arange(self._sizes.size), self._sizes)

    @cached_property
    def _sizes(self) -> Numbers:
        """How many values each document has."""
        sizes: Numbers = self.starts[1:].astype(np.int64) - self.starts[:-1]
        return sizes

    @cached_property
    def _whole(self) -> Numbers:
        """By code, how many of all documents have its value."""
        return np.bincount(self.codes, minlength=len(self.values))

    @cached_property
    def _firsts(self) -> Array:
        """The code of the first value of each document; one more than all of one that has none. In
        as few bytes as they need: what is looked up at random should stay near the processor."""
        found = np.full(self._sizes.size, len(self.values))
        has_any = self._sizes > 0
        found[has_any] = self.codes[self.starts[:-1][has_any]]
        return narrow(found, 1)

    @cached_property
    def _further(self) -> _Further:
        is_further = np.ones(self.codes.size, np.bool_)
        is_further[self.starts[:-1][self._sizes > 0]] = False
        return _Further(self.codes[is_further], self._doc_ids[is_further])
