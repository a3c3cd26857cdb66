"""Terms of documents, one document after another → the postings of a field, inverted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from search.engine.postings.arrays import Array
from search.engine.postings.interleaved import Interleaved
from search.engine.postings.packed import Numbers, Packed, PackedArrays, Strings, narrow, ragged

_POSTINGS_AT_ONCE = 100_000
"""About so many postings are packed at once, each in some hundred bytes while it is: it bounds the
memory that inverting takes, and larger slices are not faster."""


@dataclass(frozen=True, slots=True)
class PostingsArrays:
    """The postings of one field before they are inverted.

    A posting is a pair of a term and a document that holds it. Posting i is of the term
    terms[term_numbers[i]] in the document doc_ids[i], frequencies[i] times. `positions` has
    frequencies[i] ascending numbers for each posting in turn; None where they are not kept.
    Postings may come in any order in which those of one term have ascending documents.
    """

    terms: Sequence[str]
    term_numbers: Array
    doc_ids: Array
    frequencies: Array
    positions: Array | None

    def to_arrays(self, name: str) -> dict[str, Array]:
        """Inverted, as `InvertedField` reads it: by term, sorted; terms of no document left out."""
        held = np.flatnonzero(np.bincount(self.term_numbers, minlength=len(self.terms)))
        by_text = sorted(held.tolist(), key=self.terms.__getitem__)
        rank = np.empty(len(self.terms), np.uint32)
        rank[by_text] = np.arange(len(by_text))
        term_ranks = rank[self.term_numbers]
        order = np.argsort(term_ranks, kind="stable")
        counts = np.bincount(term_ranks, minlength=len(by_text))
        gaps, frequencies, positions = self._packed(order, counts)
        found = {
            **Strings.to_arrays(map(self.terms.__getitem__, by_text), name),
            **Packed.to_arrays(Packed.concatenate(gaps), f"{name}.gap"),
            **Packed.to_arrays(Packed.concatenate(frequencies), f"{name}.frequency"),
        }
        if self.positions is not None:
            totals = np.bincount(term_ranks, self.frequencies, len(by_text))
            found[f"{name}.positions"] = narrow(np.concatenate([self.positions[:0], *positions]), 2)
            found[f"{name}.position_starts"] = narrow(np.cumsum([0, *totals.astype(np.int64)]))
        return found

    def _packed(
        self, order: Numbers, counts: Numbers
    ) -> tuple[list[PackedArrays], list[PackedArrays], list[Array]]:
        """Gaps between documents, frequencies and positions, in slices of whole terms.

        `order`: the postings by term. `counts`: how many each term has. The first gap of a term is
        its first document + 1, so that no gap is 0.
        """
        gaps, frequencies, positions = [], [], []
        starts = np.cumsum(self.frequencies, dtype=np.int64) - self.frequencies
        for terms, postings in _slices(counts):
            chosen = order[postings]
            begins = np.cumsum(counts[terms]) - counts[terms]
            doc_ids = self.doc_ids[chosen].astype(np.int64)
            gap = np.diff(doc_ids, prepend=-1)
            gap[begins] = doc_ids[begins] + 1
            gaps.append(Packed.pack(gap, counts[terms]))
            often = self.frequencies[chosen]
            frequencies.append(Packed.pack(often, counts[terms]))
            if self.positions is not None:
                positions.append(self.positions[np.repeat(starts[chosen], often) + ragged(often)])
        return gaps, frequencies, positions


def _slices(counts: Numbers) -> Iterator[tuple[slice, slice]]:
    """Slices of whole terms with about _POSTINGS_AT_ONCE postings: which terms, which postings."""
    ends = np.cumsum(counts)
    first = begin = 0
    while first < counts.size:
        until = int(np.searchsorted(ends, begin + _POSTINGS_AT_ONCE, "right"))
        last = max(first + 1, until)
        end = int(ends[last - 1])
        yield slice(first, last), slice(begin, end)
        first, begin = last, end


def merge(parts: Sequence[PostingsArrays]) -> PostingsArrays:
    """The postings of several parts, whose documents follow each other, as one."""
    numbers: dict[str, int] = {}
    term_numbers = []
    for part in parts:
        new = np.array([numbers.setdefault(t, len(numbers)) for t in part.terms], np.int64)
        term_numbers.append(new[part.term_numbers] if new.size else np.zeros(0, np.int64))
    positions = [part.positions for part in parts if part.positions is not None]
    return PostingsArrays(
        list(numbers),
        np.concatenate(term_numbers),
        np.concatenate([part.doc_ids for part in parts]),
        np.concatenate([part.frequencies for part in parts]),
        np.concatenate(positions) if len(positions) == len(parts) else None,
    )


class PostingsBuilder:
    """Collects the postings of several fields, one document after another, numbered from 0.

    `has_positions`: of each field, whether they are kept.
    """

    def __init__(self, has_positions: Sequence[bool]) -> None:
        self._has_positions = has_positions
        self._terms = Interleaved(len(has_positions), 2)
        self._positions = Interleaved(len(has_positions), 1)

    def add(
        self, sizes: Sequence[tuple[int, int]], numbers: Array, often: Array, positions: Array
    ) -> None:
        """The next document, as arrays of uint32, of one field after another: the numbers of its
        different terms, how often it holds each, and where, of each in turn ascending; where they
        are kept. `sizes`: how many terms, and how many positions, each field has.
        """
        terms, placed = zip(*sizes, strict=True)
        self._terms.add(terms, numbers, often)
        self._positions.add(placed, positions)

    def postings(self, field: int, terms: Sequence[str]) -> PostingsArrays:
        """All that was added of a field, as arrays of uint32. `terms`: what the numbers stand
        for."""
        sizes, (numbers, often) = self._terms.of(field)
        doc_ids = np.repeat(np.arange(sizes.size, dtype=np.uint32), sizes)
        has_positions = self._has_positions[field]
        positions = self._positions.of(field)[1][0] if has_positions else None
        return PostingsArrays(terms, numbers, doc_ids, often, positions)

    def extents(self, field: int) -> Array:
        """uint32: one more than the last position of each document; 0 of one without terms."""
        sizes, (positions,) = self._positions.of(field)
        has_terms = sizes > 0
        begins = (np.cumsum(sizes, dtype=np.int64) - sizes)[has_terms]
        found = np.zeros(sizes.size, np.uint32)
        found[has_terms] = np.maximum.reduceat(positions, begins) + 1 if begins.size else 0
        return found
