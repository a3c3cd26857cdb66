"""Terms of documents ↔ inverted lists: arrays that are written once, looked up, and merged."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engine.postings.arrays import Array, Arrays

Numbers = NDArray[np.int64]


class Strings:
    """Strings in UTF-8, one after another; if they are sorted and different, they can be found."""

    def __init__(self, data: Array, starts: Array) -> None:
        self._data, self._starts = memoryview(data.data), memoryview(starts.data)

    @classmethod
    def of(cls, arrays: Arrays, name: str) -> "Strings":
        """The strings that are kept under a name."""
        return cls(arrays[f"{name}.texts"], arrays[f"{name}.text_starts"])

    @classmethod
    def arrays(cls, strings: Iterable[str], name: str) -> dict[str, Array]:
        """The arrays that keep some strings under a name, in the order they come in."""
        encoded = [text.encode() for text in strings]
        starts = np.cumsum([0, *map(len, encoded)])
        data = np.frombuffer(b"".join(encoded), np.uint8)
        return {f"{name}.texts": data, f"{name}.text_starts": narrow(starts)}

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._data[self._starts[number] : self._starts[number + 1]])

    def texts(self, first: int = 0, last: int | None = None) -> list[str]:
        """The strings [first, last), decoded."""
        bounds = self._starts[first : (len(self) if last is None else last) + 1].tolist()
        return [str(self._data[a:b], "utf-8") for a, b in pairwise(bounds)]

    def find(self, text: str) -> int:
        """The number of a string, or -1."""
        wanted = text.encode()
        number = bisect_left(self, wanted)
        return number if number < len(self) and self[number] == wanted else -1

    def beginning_with(self, prefix: str) -> range:
        """The numbers of the strings that begin so."""
        wanted = prefix.encode()
        first = bisect_left(self, wanted)
        # no byte of UTF-8 is 255, so this is greater than all that begin so
        return range(first, bisect_left(self, wanted + b"\xff", first))


class Packed:
    """Lists of numbers, each list as narrow as its largest number allows: 1, 2 or 4 bytes."""

    def __init__(self, data: Array, starts: Array, widths: Array) -> None:
        self._data, self._starts, self._widths = data, starts, widths

    @classmethod
    def arrays(cls, numbers: Array, counts: Array) -> tuple[Array, Array, Array]:
        """The three arrays that hold `numbers`, cut into lists of so many each (none empty)."""
        first = np.cumsum(counts) - counts
        largest = np.maximum.reduceat(numbers, first)
        widths = np.where(largest < 256, 1, np.where(largest < 65536, 2, 4)).astype(np.uint8)
        starts = np.concatenate([[0], np.cumsum(counts * widths)])
        data = np.empty(int(starts[-1]), np.uint8)
        width_of = np.repeat(widths, counts)
        at = np.repeat(starts[:-1], counts) + ragged(counts) * width_of
        for width in (1, 2, 4):
            chosen = width_of == width
            raw = numbers[chosen].astype(f"<u{width}").view(np.uint8).reshape(-1, width)
            for byte in range(width):
                data[at[chosen] + byte] = raw[:, byte]
        return data, narrow(starts), widths

    @classmethod
    def joined(cls, parts: Sequence[tuple[Array, Array, Array]]) -> tuple[Array, Array, Array]:
        """The three arrays of several such, whose lists follow each other."""
        before = np.cumsum([0, *(int(starts[-1]) for _, starts, _ in parts)])
        starts = [part[1][:-1] + base for part, base in zip(parts, before, strict=False)]
        data, widths = (
            np.concatenate([np.zeros(0, np.uint8), *(part[n] for part in parts)]) for n in (0, 2)
        )
        return data, narrow(np.concatenate([*starts, before[-1:]])), widths

    def __len__(self) -> int:
        return len(self._widths)

    def __getitem__(self, number: int) -> Array:
        start, end = int(self._starts[number]), int(self._starts[number + 1])
        return self._data[start:end].view(f"<u{self._widths[number]}")

    def slice(self, first: int, last: int) -> "Packed":
        """The lists [first, last)."""
        starts = self._starts[first : last + 1].astype(np.int64)
        data = self._data[int(starts[0]) : int(starts[-1])]
        return Packed(data, starts - starts[0], self._widths[first:last])

    def counts(self) -> Numbers:
        """How many numbers each list has."""
        return np.diff(self._starts.astype(np.int64)) // self._widths

    def whole(self) -> Numbers:
        """All lists, one after another."""
        counts = self.counts()
        width_of = np.repeat(self._widths, counts)
        numbers = np.empty(width_of.size, np.int64)
        byte_width = np.repeat(self._widths, counts * self._widths)
        for width in (1, 2, 4):
            numbers[width_of == width] = self._data[byte_width == width].view(f"<u{width}")
        return numbers


class Postings(NamedTuple):
    """Where a term stands: document numbers, ascending, how often in each, and at which positions.

    `positions` has them for one document after another; it is empty where they are not kept.
    """

    doc_ids: Numbers
    frequencies: Numbers
    positions: Array


NO_POSTINGS = Postings(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.uint16))


class InvertedField:
    """The inverted lists of one field of one segment."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.terms = Strings.of(arrays, name)
        self._gaps = Packed(*(arrays[f"{name}.gap{part}"] for part in _PARTS))
        self._frequencies = Packed(*(arrays[f"{name}.frequency{part}"] for part in _PARTS))
        self._positions = arrays.get(f"{name}.positions")
        if self._positions is not None:
            self._position_starts = arrays[f"{name}.position_starts"]

    def __getitem__(self, number: int) -> Postings:
        positions: Array = NO_POSTINGS.positions
        if self._positions is not None:
            start, end = self._position_starts[number : number + 2]
            positions = self._positions[int(start) : int(end)]
        documents = np.cumsum(self._gaps[number], dtype=np.int64) - 1
        return Postings(documents, self._frequencies[number].astype(np.int64), positions)

    def run(self, first: int, last: int) -> tuple[Numbers, Numbers, Numbers]:
        """Of the terms [first, last), one after another: documents, frequencies; and how many."""
        packed = self._gaps.slice(first, last)
        counts = packed.counts()
        gaps = packed.whole()
        # the sum of all gaps before, less what it was where the term's list begins
        running = np.cumsum(gaps)
        begins = np.cumsum(counts) - counts
        documents = running - np.repeat(running[begins] - gaps[begins], counts) - 1
        return documents, self._frequencies.slice(first, last).whole(), counts

    def holding(self, numbers: range, live: NDArray[np.bool_] | None) -> Numbers:
        """How many documents hold each of some neighbouring terms, of those that are live."""
        if live is None or not numbers:
            return self._gaps.slice(numbers.start, numbers.stop).counts()
        documents, _, counts = self.run(numbers.start, numbers.stop)
        return np.add.reduceat(live[documents].astype(np.int64), np.cumsum(counts) - counts)

    def occurrences(self, renumbered: Numbers) -> "PostingsArrays":
        """All that it holds of the documents that have a new number, which is not negative."""
        documents, frequencies, counts = self.run(0, len(self.terms))
        kept = renumbered[documents] >= 0
        return PostingsArrays(
            self.terms.texts(),
            np.repeat(np.arange(counts.size), counts)[kept],
            renumbered[documents[kept]],
            frequencies[kept],
            None if self._positions is None else self._positions[np.repeat(kept, frequencies)],
        )


_PARTS = ("s", "_starts", "_widths")


@dataclass(frozen=True, slots=True)
class PostingsArrays:
    """What documents hold of one field, in any order that has a term's documents ascending.

    For each pair of a term (its number in `terms`) and a document the frequency, and for all pairs
    one after another the positions, if they are kept.
    """

    terms: Sequence[str]
    term_numbers: Array
    documents: Array
    frequencies: Array
    positions: Array | None

    def arrays(self, name: str) -> dict[str, Array]:
        """Inverted: by term, in the order of the terms; those without any document left out."""
        ordered = sorted(range(len(self.terms)), key=self.terms.__getitem__)
        rank = np.empty(len(ordered), np.uint32)
        rank[ordered] = np.arange(len(ordered))
        term_numbers = rank[self.term_numbers]
        order = np.argsort(term_numbers, kind="stable")
        held, counts = np.unique(term_numbers, return_counts=True)
        gaps, frequencies, positions = [], [], []
        starts = np.cumsum(self.frequencies, dtype=np.int64) - self.frequencies
        for some, numbers in _slices(counts):
            pairs = order[numbers]
            begins = np.cumsum(counts[some]) - counts[some]
            documents = self.documents[pairs].astype(np.int64)
            gap = np.diff(documents, prepend=-1)
            gap[begins] = documents[begins] + 1
            gaps.append(Packed.arrays(gap, counts[some]))
            often = self.frequencies[pairs]
            frequencies.append(Packed.arrays(often, counts[some]))
            if self.positions is not None:
                positions.append(self.positions[np.repeat(starts[pairs], often) + ragged(often)])
        found = {
            **Strings.arrays((self.terms[ordered[number]] for number in held), name),
            **_named(f"{name}.gap", Packed.joined(gaps)),
            **_named(f"{name}.frequency", Packed.joined(frequencies)),
        }
        if self.positions is not None:
            totals = np.bincount(term_numbers, self.frequencies, len(ordered))[held]
            found[f"{name}.positions"] = narrow(np.concatenate([self.positions[:0], *positions]), 2)
            found[f"{name}.position_starts"] = narrow(np.cumsum([0, *totals.astype(np.int64)]))
        return found


def _slices(counts: Numbers) -> Iterator[tuple[slice, slice]]:
    """Lists of so many numbers each, in runs of about a million: which lists, which numbers."""
    ends = np.cumsum(counts)
    first = begin = 0
    while first < counts.size:
        last = max(first + 1, int(np.searchsorted(ends, begin + 1_000_000, "right")))
        end = int(ends[last - 1])
        yield slice(first, last), slice(begin, end)
        first, begin = last, end


def merged(parts: Sequence[PostingsArrays]) -> PostingsArrays:
    """The occurrences of several parts, whose documents follow each other."""
    numbers: dict[str, int] = {}
    term_numbers = []
    for part in parts:
        new = np.array([numbers.setdefault(t, len(numbers)) for t in part.terms], np.int64)
        term_numbers.append(new[part.term_numbers] if new.size else np.zeros(0, np.int64))
    positions = [part.positions for part in parts if part.positions is not None]
    return PostingsArrays(
        list(numbers),
        np.concatenate(term_numbers),
        np.concatenate([part.documents for part in parts]),
        np.concatenate([part.frequencies for part in parts]),
        np.concatenate(positions) if len(positions) == len(parts) else None,
    )


class PostingsBuilder:
    """Documents, one after another, as the occurrences of one field."""

    def __init__(self, *, with_positions: bool) -> None:
        self._numbers: dict[str, int] = {}
        self._term_numbers, self._frequencies = array("I"), array("I")
        self._sizes, self._extents = array("I"), array("I")
        self._positions = array("I") if with_positions else None

    def add(self, terms: Mapping[str, Sequence[int]]) -> None:
        """The next document: term → its positions."""
        numbers = self._numbers
        self._term_numbers.extend([numbers.setdefault(term, len(numbers)) for term in terms])
        self._frequencies.extend(map(len, terms.values()))
        self._sizes.append(len(terms))
        if self._positions is not None:
            self._positions.extend(chain.from_iterable(terms.values()))
            self._extents.append(max((places[-1] for places in terms.values()), default=-1) + 1)

    def occurrences(self) -> PostingsArrays:
        """All that was added; documents are numbered from 0."""
        sizes = np.frombuffer(self._sizes, np.uint32)
        return PostingsArrays(
            list(self._numbers),
            np.frombuffer(self._term_numbers, np.uint32),
            np.repeat(np.arange(sizes.size, dtype=np.uint32), sizes),
            np.frombuffer(self._frequencies, np.uint32),
            None if self._positions is None else np.frombuffer(self._positions, np.uint32),
        )

    def extents(self) -> Array:
        """One more than the last position of each document; 0 where there is none."""
        return np.frombuffer(self._extents, np.uint32)


def ragged(counts: Array) -> Numbers:
    """0, 1 ... for each count, one after another."""
    ends = np.cumsum(counts, dtype=np.int64)
    return np.arange(ends[-1] if ends.size else 0) - np.repeat(ends - counts, counts)


def narrow(numbers: Array, least: int = 4) -> Array:
    """The same numbers in as few bytes as the largest needs, at least so many."""
    largest = int(numbers.max()) if numbers.size else 0
    width = next(w for w in (1, 2, 4, 8) if w >= least and largest < 1 << 8 * w)
    return numbers.astype(f"<u{width}")


def _named(name: str, arrays: Sequence[Array]) -> dict[str, Array]:
    return {f"{name}{part}": found for part, found in zip(_PARTS, arrays, strict=True)}
