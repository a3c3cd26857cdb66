"""The documents of several parts → the file of arrays that one part with all of them would give."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge as merge_sorted
from itertools import pairwise
from pathlib import Path

import numpy as np

from search.engine.postings.arrays import Array, Arrays, ArraysWriter, sliced
from search.engine.postings.builder import merge
from search.engine.postings.documents import COLUMNS, DAYS, ID_ORDER, LENGTHS, TEXTS
from search.engine.postings.facet_column import FacetColumn, Mask
from search.engine.postings.growing import GrowingArray
from search.engine.postings.inverted import InvertedField
from search.engine.postings.packed import TEXTS_AT_ONCE, Numbers, Strings, narrow
from search.engine.postings.shingles import DOCS, LOWS, STARTS, Buckets, Shingles
from search.engine.postings.sorted_ids import SortedIds
from search.index.fields import FIELDS

NUMBERS_AT_ONCE = 100_000
"""About so many numbers, of postings, positions and shingles, are merged at once, each in some
three hundred bytes while it is: it bounds the memory that merging takes. Five times as many are not
faster."""

_STARTS = "_starts"
"""How the names of arrays end that are offsets into another one."""


@dataclass(frozen=True, slots=True, eq=False)
class MergedPart:
    """The arrays of some documents, as `Documents` makes them, and which documents are kept."""

    arrays: Arrays
    kept: Mask


class Merging:
    """Merges parts: what is kept of each follows what is kept of those before.

    Postings are merged in ranges of terms, so that the memory that it takes follows neither from
    how many documents there are nor from how many parts; of a facet, of the origins, and of a
    number that each document has, all that there are are in memory at once. `parts`: one or more.
    """

    def __init__(self, parts: Sequence[MergedPart], writer: ArraysWriter, folder: Path) -> None:
        self._parts, self._writer, self._folder = parts, writer, folder

    def write(self) -> None:
        """Add all arrays, in the order of `Documents`. Raises NotArraysError, OSError."""
        for name in TEXTS:
            self._texts(name)
        self._add(ID_ORDER, self._id_order())
        self._shingles()
        for name in (*DAYS, "added"):
            self._add(name, self._column(name))
        for name in LENGTHS:
            self._add(name, narrow(self._column(name), 1))
        for field in FIELDS:
            self._field(field.name)
            if field.has_positions:
                extent = f"extent.{field.name}"
                self._add(extent, narrow(self._column(extent), 1))
        for name in COLUMNS:
            for array_name, array in self._values(name).items():
                self._add(array_name, array)

    def _add(self, name: str, array: Array) -> None:
        self._writer.add(name, array.dtype, [array])

    def _column(self, name: str) -> Array:
        return np.concatenate([part.arrays[name][part.kept] for part in self._parts])

    def _texts(self, name: str) -> None:
        grown = _Grown(self._folder)
        for part in self._parts:
            data, starts = sliced(part.arrays, f"{name}.texts"), part.arrays[f"{name}.text_starts"]
            for first in range(0, max(part.kept.size, 1), TEXTS_AT_ONCE):
                some: Numbers = starts[first : first + TEXTS_AT_ONCE + 1].astype(np.int64)
                lengths: Numbers = some[1:] - some[:-1]
                kept = part.kept[first : first + TEXTS_AT_ONCE]
                chosen = data[int(some[0]) : int(some[-1])][np.repeat(kept, lengths)]
                grown.append(f"{name}.texts", chosen)
                grown.append(f"{name}.text_starts", np.cumsum([0, *lengths[kept]]))
        grown.add_to(self._writer)

    def _id_order(self) -> Array:
        """The numbers of the documents in the order of their ids."""
        kept = map(_kept_in_order, self._parts, self._renumbering())
        return np.fromiter((number for _, number in merge_sorted(*kept)), np.uint32)

    def _shingles(self) -> None:
        parts = [Shingles(part.arrays, part.kept.size) for part in self._parts]
        count = sum(own.count(part.kept) for own, part in zip(parts, self._parts, strict=True))
        buckets, renumbering = Buckets(count), self._renumbering()
        lows, docs = GrowingArray(self._folder, 2), GrowingArray(self._folder, 1)
        ranges = sum(map(len, parts)) // NUMBERS_AT_ONCE + 1
        bounds = np.linspace(0, 1 << 32, ranges + 1).astype(np.int64)
        for first, end in pairwise(bounds.tolist()):
            found = [own.between(first, end) for own in parts]
            products = np.concatenate([own for own, _ in found])
            numbers = [new[of] for (_, of), new in zip(found, renumbering, strict=True)]
            kept = (own := np.concatenate(numbers)) >= 0
            some_lows, some_docs = buckets.put(products[kept], own[kept])
            lows.append(some_lows)
            docs.append(some_docs)
        self._add(STARTS, buckets.starts())
        lows.add_to(self._writer, LOWS)
        docs.add_to(self._writer, DOCS)

    def _field(self, name: str) -> None:
        fields = [InvertedField(part.arrays, name) for part in self._parts]
        renumbering = self._renumbering()
        grown = _Grown(self._folder)
        for bounds in _ranges(fields, NUMBERS_AT_ONCE):
            found = [
                field.renumbered(new, *some)
                for field, new, some in zip(fields, renumbering, bounds, strict=True)
            ]
            for array_name, array in merge(found).to_arrays(name).items():
                grown.append(array_name, array)
        grown.add_to(self._writer)

    def _renumbering(self) -> list[Numbers]:
        """For each part, document → its new number or -1."""
        found, size = [], 0
        for part in self._parts:
            found.append(np.where(part.kept, size + np.cumsum(part.kept) - 1, -1))
            size += int(part.kept.sum())
        return found

    def _values(self, name: str) -> dict[str, Array]:
        numbers: dict[str, int] = {}
        codes, counts = [], []
        for part in self._parts:
            column = FacetColumn.of(part.arrays, name)
            new = [numbers.setdefault(value, len(numbers)) for value in column.values]
            starts: Numbers = column.starts.astype(np.int64)
            sizes = starts[1:] - starts[:-1]
            kept = np.repeat(part.kept, sizes)
            codes.append(np.array(new, np.uint32)[column.codes[kept]])
            counts.append(sizes[part.kept])
        ends = np.cumsum(np.concatenate([[0], *counts]))
        return FacetColumn(tuple(numbers), np.concatenate(codes), ends).to_arrays(name)


def _kept_in_order(part: MergedPart, new: Numbers) -> Iterator[tuple[bytes, int]]:
    """The ids of the documents that are kept of a part, ascending, and their new numbers."""
    ids = SortedIds(Strings.of(part.arrays, "id"), part.arrays)
    for rank, number in enumerate(new[ids.order].tolist()):
        if number >= 0:
            yield ids[rank], number


class _Grown:
    """The arrays of several slices, by name → those of all: offsets go on where the last ended."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._arrays: dict[str, GrowingArray] = {}
        self._ends: dict[str, int] = {}

    def append(self, name: str, part: Array) -> None:
        """What the next slice has under a name."""
        if name not in self._arrays:
            self._arrays[name] = GrowingArray(self._folder, _least(name))
        elif name.endswith(_STARTS):
            part = part[1:].astype(np.int64) + self._ends[name]
        if part.size:
            self._ends[name] = int(part[-1])
        self._arrays[name].append(part)

    def add_to(self, writer: ArraysWriter) -> None:
        """Let them be the next arrays of a file."""
        for name, array in self._arrays.items():
            array.add_to(writer, name)


def _least(name: str) -> int:
    """The fewest bytes that a number of an array has, as those who make it say."""
    return 4 if name.endswith(_STARTS) else 2 if name.endswith(".positions") else 1


def _ranges(fields: Sequence[InvertedField], at_once: int) -> Iterator[list[tuple[int, int]]]:
    """Ranges of terms, one after another, for each field the numbers of its terms in it.

    Each has about `at_once` numbers in all, or one term with more.
    """
    begins, held = [0] * len(fields), 0
    for term, size in sorted(pivot for f in fields for pivot in _pivots(f, at_once // len(fields))):
        held += size
        if held >= at_once:
            ends = [bisect_right(field.terms, term) for field in fields]
            yield list(zip(begins, ends, strict=True))
            begins, held = ends, 0
    yield [(begin, len(f.terms)) for begin, f in zip(begins, fields, strict=True)]


def _pivots(field: InvertedField, step: int) -> Iterator[tuple[bytes, int]]:
    """Some terms of a field, and how many numbers, in steps, each has with those before it."""
    steps = np.cumsum(field.sizes()) // max(step, 1)
    taken = np.diff(steps, prepend=0)
    for number in np.flatnonzero(taken).tolist():
        yield field.terms[number], int(taken[number]) * step
