"""The arrays of an inverted field → its terms, and the postings of each."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engine.postings.arrays import Array, Arrays, NotArraysError, sliced
from search.engine.postings.builder import PostingsArrays
from search.engine.postings.packed import Numbers, Packed, Strings, check_starts


class Postings(NamedTuple):
    """The documents that hold a term.

    `doc_ids`: int64[n], ascending. `frequencies`: int64[n], how often the term stands in each.
    `positions`: unsigned, where it stands, for one document after another, ascending in each;
    sum(frequencies) numbers, or none where the field keeps no positions.
    """

    doc_ids: Numbers
    frequencies: Numbers
    positions: Array


NO_POSTINGS = Postings(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.uint16))


class InvertedField:
    """One field of one segment; term number i is `terms[i]`, and its postings are `field[i]`.

    `documents`: how many the segment has, if it is known. Postings are read when they are asked
    for, and checked then: numbers that no builder wrote are a NotArraysError, for they could ask
    for any amount of memory, or mean documents of another segment.
    """

    def __init__(self, arrays: Arrays, name: str, documents: int | None = None) -> None:
        self.terms = Strings.of(arrays, name)
        self._gaps = Packed.of(arrays, f"{name}.gap")
        self._frequencies = Packed.of(arrays, f"{name}.frequency")
        self._documents = documents
        self._positions = None
        if f"{name}.positions" in arrays:
            self._positions = sliced(arrays, f"{name}.positions")
            self._position_starts = arrays[f"{name}.position_starts"]
            check_starts(self._position_starts, self._positions.size)
        counts = self._gaps.counts()
        if counts.size != len(self.terms) or not np.array_equal(counts, self._frequencies.counts()):
            raise NotArraysError(f"the postings of {name} are not those of its terms")

    @property
    def has_positions(self) -> bool:
        """Whether positions are kept."""
        return self._positions is not None

    def __getitem__(self, number: int) -> Postings:
        positions: Array = NO_POSTINGS.positions
        gaps, often = self._gaps[number], self._frequencies[number].astype(np.int64)
        if self._positions is not None:
            start, end = self._position_starts[number : number + 2].tolist()
            positions = self._positions[start:end]
            if positions.size != often.sum():
                raise NotArraysError("positions are not as many as they should be")
        doc_ids = gaps.cumsum(dtype=np.int64)
        doc_ids -= 1
        self._check(gaps, often, int(doc_ids[-1]))
        return Postings(doc_ids, often, positions)

    def decode(self, first: int, last: int) -> tuple[Numbers, Numbers, Numbers]:
        """The postings of the terms [first, last), one term after another, without positions.

        Three int64 arrays: the document and the frequency of each posting, and how many postings
        each term has.
        """
        packed = self._gaps.slice(first, last)
        counts = packed.counts()
        gaps, often = packed.flat(), self._frequencies.slice(first, last).flat()
        # the sum of all gaps so far, less that sum where the term's own list begins
        running = np.cumsum(gaps)
        begins = np.cumsum(counts) - counts
        doc_ids = running - np.repeat(running[begins] - gaps[begins], counts) - 1
        self._check(gaps, often, int(doc_ids.max(initial=-1)))
        return doc_ids, often, counts

    def _check(self, gaps: Array, frequencies: Array, last: int) -> None:
        """That documents ascend and are there, and hold their terms at least once."""
        beyond = self._documents is not None and last >= self._documents
        # most terms have few: `all` takes three times as long for these
        held = min(np.count_nonzero(gaps), np.count_nonzero(frequencies))
        if beyond or held < gaps.size:
            raise NotArraysError("postings are damaged")

    def document_frequencies(self, terms: range, live: NDArray[np.bool_] | None) -> Numbers:
        """How many documents hold each of some terms, of all or of those that `live` says."""
        if live is None or not terms:
            return self._gaps.slice(terms.start, terms.stop).counts()
        doc_ids, _, counts = self.decode(terms.start, terms.stop)
        return np.add.reduceat(live[doc_ids].astype(np.int64), np.cumsum(counts) - counts)

    def sizes(self) -> Numbers:
        """int64: how many numbers each term has, of postings and of positions."""
        counts = self._gaps.counts()
        if self._positions is None:
            return counts
        starts = self._position_starts.astype(np.int64)
        return counts + starts[1:] - starts[:-1]

    def renumbered(self, new_doc_ids: Numbers, first: int, last: int) -> PostingsArrays:
        """The postings of the terms [first, last), of some documents under new numbers.

        `new_doc_ids`: document → its new number, or -1 for one that is left out.
        """
        doc_ids, frequencies, counts = self.decode(first, last)
        kept = new_doc_ids[doc_ids] >= 0
        positions = None
        if self._positions is not None:
            start, end = self._position_starts[[first, last]]
            positions = self._positions[int(start) : int(end)][np.repeat(kept, frequencies)]
        return PostingsArrays(
            self.terms.texts(first, last),
            np.repeat(np.arange(counts.size), counts)[kept],
            new_doc_ids[doc_ids[kept]],
            frequencies[kept],
            positions,
        )
