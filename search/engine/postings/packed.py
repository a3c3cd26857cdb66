"""Strings, and lists of numbers ↔ a few flat arrays each, read where they lie."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from search.engine.postings.arrays import Array, Arrays, NotArraysError, Sliced, sliced

Numbers = NDArray[np.int64]

TEXTS_AT_ONCE = 4096
"""Texts that are read at a time."""


class Strings:
    """A sequence of strings. If they are sorted and distinct, `find` and `with_prefix` work.

    `data`: uint8, the UTF-8 of all strings, one after another. `starts`: uint32 or uint64, n + 1
    offsets into it: string i is data[starts[i]:starts[i + 1]].
    """

    def __init__(self, data: Array, starts: Array) -> None:
        self._data, self._starts = memoryview(data.data), memoryview(starts.data)

    @classmethod
    def of(cls, arrays: Arrays, name: str) -> "Strings":
        """The strings that `to_arrays` stored under a name. Raises NotArraysError."""
        data, starts = arrays[f"{name}.texts"], arrays[f"{name}.text_starts"]
        check_starts(starts, data.size)
        return cls(data, starts)

    @classmethod
    def to_arrays(cls, strings: Iterable[str | bytes], name: str) -> dict[str, Array]:
        """The arrays that store some strings under a name, in the given order; bytes need not be
        text, if nobody reads them as such."""
        encoded = [text.encode() if isinstance(text, str) else text for text in strings]
        starts = np.cumsum([0, *map(len, encoded)])
        data = np.frombuffer(b"".join(encoded), np.uint8)
        return {f"{name}.texts": data, f"{name}.text_starts": narrow(starts)}

    @classmethod
    def stream(cls, arrays: Arrays, name: str) -> Iterator[str]:
        """The same strings, one after another, read in slices. Raises NotArraysError."""
        for some in cls._slices(arrays, name):
            yield from some.texts()

    @classmethod
    def stream_bytes(cls, arrays: Arrays, name: str) -> Iterator[bytes]:
        """The same, not decoded."""
        for some in cls._slices(arrays, name):
            yield from (some[number] for number in range(len(some)))

    @classmethod
    def _slices(cls, arrays: Arrays, name: str) -> Iterator["Strings"]:
        data, starts = sliced(arrays, f"{name}.texts"), arrays[f"{name}.text_starts"]
        check_starts(starts, data.size)
        for first in range(0, starts.size - 1, TEXTS_AT_ONCE):
            some = starts[first : first + TEXTS_AT_ONCE + 1]
            begin, end = int(some[0]), int(some[-1])
            yield cls(data[begin:end], some - begin)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._data[self._starts[number] : self._starts[number + 1]])

    def texts(self, first: int = 0, last: int | None = None) -> list[str]:
        """The strings [first, last), decoded."""
        found: list[str] = []
        end = len(self) if last is None else last
        for begin in range(first, end, TEXTS_AT_ONCE):
            bounds = self._starts[begin : min(begin + TEXTS_AT_ONCE, end) + 1].tolist()
            own, before = bytes(self._data[bounds[0] : bounds[-1]]), bounds[0]
            if own.isascii():  # then a byte is a character, and they are decoded together
                whole = own.decode("ascii")
                found += [whole[a - before : b - before] for a, b in pairwise(bounds)]
            else:
                found += [str(self._data[a:b], "utf-8") for a, b in pairwise(bounds)]
        return found

    def find(self, text: str) -> int:
        """The number of a string, or -1."""
        wanted = text.encode()
        number = bisect_left(self, wanted)
        return number if number < len(self) and self[number] == wanted else -1

    def with_prefix(self, prefix: str) -> range:
        """The numbers of the strings that begin with `prefix`."""
        wanted = prefix.encode()
        first = bisect_left(self, wanted)
        # no byte of UTF-8 is 255, so this is greater than every string with the prefix
        return range(first, bisect_left(self, wanted + b"\xff", first))


PackedArrays = tuple[Array, Array, Array]
"""The data, starts and widths of `Packed`."""

_PARTS = ("s", "_starts", "_widths")
_OF_WIDTH = {width: np.dtype(f"<u{width}") for width in (1, 2, 4)}


class Packed:
    """A sequence of lists of numbers, each list in 1, 2 or 4 bytes a number, as its largest needs.

    `data`: uint8, the little-endian numbers of all lists. `starts`: n + 1 offsets into it, in
    bytes. `widths`: uint8, n bytes a number. No list is empty. The data may lie in a file: then
    what is asked for is read.
    """

    def __init__(self, data: Sliced, starts: Array, widths: Array) -> None:
        self._data, self._starts, self._widths = data, starts, widths

    @classmethod
    def of(cls, arrays: Arrays, name: str) -> "Packed":
        """The lists that `to_arrays` stored under a name. Raises NotArraysError."""
        data = sliced(arrays, f"{name}s")
        starts, widths = (arrays[f"{name}{part}"] for part in _PARTS[1:])
        check_starts(starts, data.size)
        sizes = np.diff(starts)
        if sizes.size != widths.size or not np.isin(widths, (1, 2, 4)).all():
            raise NotArraysError("lists of numbers have damaged widths")
        if not sizes.all() or (sizes % widths).any():
            raise NotArraysError("lists of numbers have damaged bounds")
        return cls(data, starts, widths)

    @classmethod
    def to_arrays(cls, packed: PackedArrays, name: str) -> dict[str, Array]:
        """The three arrays of `pack` or `concatenate`, under a name."""
        return {f"{name}{part}": array for part, array in zip(_PARTS, packed, strict=True)}

    @classmethod
    def pack(cls, numbers: Array, counts: Array) -> PackedArrays:
        """The arrays of lists that follow each other in `numbers`; list i has counts[i] > 0."""
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
    def concatenate(cls, parts: Sequence[PackedArrays]) -> PackedArrays:
        """The arrays of the lists of all parts, in order."""
        before = np.cumsum([0, *(int(starts[-1]) for _, starts, _ in parts)])
        starts = [part[1][:-1] + base for part, base in zip(parts, before, strict=False)]
        data, widths = (
            np.concatenate([np.zeros(0, np.uint8), *(part[n] for part in parts)]) for n in (0, 2)
        )
        return data, narrow(np.concatenate([*starts, before[-1:]])), widths

    def __len__(self) -> int:
        return len(self._widths)

    def __getitem__(self, number: int) -> Array:
        start, end = self._starts[number : number + 2].tolist()
        return self._data[start:end].view(_OF_WIDTH[self._widths[number]])

    def slice(self, first: int, last: int) -> "Packed":
        """The lists [first, last)."""
        starts = self._starts[first : last + 1].astype(np.int64)
        data = self._data[int(starts[0]) : int(starts[-1])]
        return Packed(data, starts - starts[0], self._widths[first:last])

    def counts(self) -> Numbers:
        """The length of each list."""
        return np.diff(self._starts.astype(np.int64)) // self._widths

    def flat(self) -> Numbers:
        """The numbers of all lists, one list after another."""
        counts = self.counts()
        width_of = np.repeat(self._widths, counts)
        numbers = np.empty(width_of.size, np.int64)
        byte_width = np.repeat(self._widths, counts * self._widths)
        data = self._data[:]
        for width in (1, 2, 4):
            numbers[width_of == width] = data[byte_width == width].view(f"<u{width}")
        return numbers


def ragged(counts: Array) -> Numbers:
    """0, 1, ..., c - 1 for each count c, one after another: [2, 3] gives [0, 1, 0, 1, 2]."""
    ends = np.cumsum(counts, dtype=np.int64)
    return np.arange(ends[-1] if ends.size else 0) - np.repeat(ends - counts, counts)


def narrow(numbers: Array, least: int = 4) -> Array:
    """The same numbers, unsigned, in as few bytes each as the largest needs; `least` or more."""
    return numbers.astype(f"<u{least_width(int(numbers.max(initial=0)), least)}")


def least_width(largest: int, least: int = 4) -> int:
    """In how many bytes `narrow` keeps numbers up to a largest one."""
    return next(w for w in (1, 2, 4, 8) if w >= least and largest < 1 << 8 * w)


def check_starts(starts: Array, size: int) -> None:
    """Make sure that n + 1 offsets begin at 0, never descend and end at `size`: whatever is sliced
    by them is there, and no more. Raises NotArraysError."""
    if not starts.size or starts[0] != 0 or int(starts[-1]) != size:
        raise NotArraysError("an array of offsets is damaged at its ends")
    if (starts[1:] < starts[:-1]).any():
        raise NotArraysError("an array of offsets is damaged: it descends")
