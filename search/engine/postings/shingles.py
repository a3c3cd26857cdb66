"""The signatures of documents → the shingles in them, in order, and which documents have each.

Whoever looks for the reports that are alike to a few asks for some thousand hashes: they are found
without a look at all others.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.engine.postings.arrays import Array, Arrays, NotArraysError, sliced
from search.engine.postings.facet_column import Mask
from search.engine.postings.packed import Numbers, check_starts, narrow, ragged
from search.index.signature import shingles

Hashes = NDArray[np.uint32]

STARTS, LOWS, DOCS = "shingle.starts", "shingle.lows", "shingle.docs"

_DIGITS, _MOST_DIGITS = 32, 18
"""Binary digits of a hash; and those that are the number of its bucket, at the most."""
_IN_BUCKET = 32
"""So many hashes, about, are in a bucket, unless the buckets would be too many."""
_GAP = 512
"""Buckets with fewer hashes between them are read together: to read twice costs more."""
_AT_ONCE = 1 << 19
"""Numbers that are looked through at once."""
_GOLDEN = np.uint32(0x9E3779B9)
"""Odd, so that no two numbers of 32 binary digits have one product of as many (Knuth, "The Art of
Computer Programming", 6.4: multiplicative hashing)."""


class Shingles:
    """The hashes of the shingles of a segment, and the document that has each.

    A signature has the smallest hashes of its report; they are spread, by a product, so that each
    bucket gets as many. The first digits of the product are the number of the bucket.
    `shingle.starts`: unsigned, 2^digits + 1 offsets, where each bucket begins. `shingle.lows`:
    unsigned, the other digits of each product, which ascend in a bucket. `shingle.docs`: unsigned,
    whose it is; those of one hash ascend. `size`: how many documents the segment has. Raises
    NotArraysError, also where what is read does not ascend, or is of no document.
    """

    def __init__(self, segment: Arrays, size: int) -> None:
        self._starts: Numbers = segment[STARTS].astype(np.int64)
        self._lows, self._docs, self._size = sliced(segment, LOWS), sliced(segment, DOCS), size
        check_starts(self._starts, self._lows.size)
        buckets = self._starts.size - 1
        if buckets & (buckets - 1) or not 0 < buckets <= 1 << _MOST_DIGITS:
            raise NotArraysError("a segment has shingles in damaged buckets")
        if self._docs.size != self._lows.size:
            raise NotArraysError("a segment has shingles of nobody")
        self._shift = _DIGITS - (buckets.bit_length() - 1)

    def __len__(self) -> int:
        return self._lows.size

    def holders(self, hashes: Hashes) -> tuple[Hashes, Numbers]:
        """Each of some hashes, as often as a document has it; and that document."""
        wanted, places = np.unique(hashes * _GOLDEN, return_index=True)
        found, docs = self._read(np.unique(wanted.astype(np.int64) >> self._shift))
        at = np.searchsorted(wanted, found)
        kept = np.flatnonzero(at < wanted.size)
        kept = kept[wanted[at[kept]] == found[kept]]
        return hashes[places[at[kept]]], docs[kept]

    def count(self, documents: Mask) -> int:
        """How many hashes some documents have."""
        slices = (self._docs[n : n + _AT_ONCE] for n in range(0, self._docs.size, _AT_ONCE))
        return sum(int(documents[self._checked(docs)].sum()) for docs in slices)

    def between(self, first: int, end: int) -> tuple[Hashes, Numbers]:
        """The products of [first, end), ascending, and the document that has each."""
        found, docs = self._read(np.arange(first >> self._shift, ((end - 1) >> self._shift) + 1))
        kept = (found >= first) & (found < end)
        return found[kept], docs[kept]

    def _read(self, buckets: Numbers) -> tuple[Hashes, Numbers]:
        """The products in some buckets, which ascend, and the document that has each."""
        if not buckets.size:
            return np.zeros(0, np.uint32), np.zeros(0, np.int64)
        begins, ends = self._starts[buckets], self._starts[buckets + 1]
        gaps = begins - np.append(0, ends[:-1])
        is_first = gaps > _GAP  # of a stretch that is read at once
        is_first[0] = True
        is_last = np.append(is_first[1:], True)
        stretches = [*map(slice, begins[is_first].tolist(), ends[is_last].tolist())]
        unread = np.cumsum(np.where(is_first, gaps, 0))
        sizes = ends - begins
        places = np.repeat(begins - unread, sizes) + ragged(sizes)
        lows, docs = (
            np.concatenate([column[own] for own in stretches])[places]
            for column in (self._lows, self._docs)
        )
        firsts = np.repeat(buckets << self._shift, sizes)
        products = firsts + lows
        if (lows >= 1 << self._shift).any() or (products[1:] < products[:-1]).any():
            raise NotArraysError("a segment has shingles that do not ascend")
        return products.astype(np.uint32), self._checked(docs)

    def _checked(self, docs: Array) -> Numbers:
        found = docs.astype(np.int64)
        if found.size and not 0 <= found.min() <= found.max() < self._size:
            raise NotArraysError("a segment has shingles of documents that it has not")
        return found


class Buckets:
    """Sorts hashes, or the products of them, into as many buckets as `count` of them need."""

    def __init__(self, count: int) -> None:
        self._digits = min((count // _IN_BUCKET).bit_length(), _MOST_DIGITS)
        self._sizes = np.zeros(1 << self._digits, np.int64)

    def put(self, products: Hashes, docs: Numbers) -> tuple[Array, Array]:
        """More of them, all of them larger than those before; equal ones in the order of their
        documents. Gives what follows in `shingle.lows` and in `shingle.docs`."""
        order = np.argsort(products, kind="stable")
        shift = _DIGITS - self._digits
        numbers = products[order].astype(np.int64)
        self._sizes += np.bincount(numbers >> shift, minlength=self._sizes.size)
        return numbers & ((1 << shift) - 1), docs[order]

    def starts(self) -> Array:
        """`shingle.starts` of all that was put."""
        return narrow(np.concatenate([[0], np.cumsum(self._sizes)]))


def shingle_arrays(signatures: Sequence[bytes]) -> dict[str, Array]:
    """The arrays of `Shingles`, of the signature of each document."""
    found = [shingles(own) for own in signatures]
    docs = np.repeat(np.arange(len(found)), [own.size for own in found])
    buckets = Buckets(docs.size)
    lows, docs = buckets.put(np.concatenate([np.zeros(0, np.uint32), *found]) * _GOLDEN, docs)
    return {STARTS: buckets.starts(), LOWS: narrow(lows, 2), DOCS: narrow(docs, 1)}
