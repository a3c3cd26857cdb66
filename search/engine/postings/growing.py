"""Arrays that are longer than the memory is to be → files without a name, read back in parts."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from weakref import finalize

import numpy as np

from search.engine.postings.arrays import (
    COPIED_AT_ONCE,
    Array,
    Arrays,
    ArraysWriter,
    OpenArrays,
    write_to,
)
from search.engine.postings.packed import least_width, narrow

_IN_MEMORY = 1 << 16
"""Bytes of an array that are not worth a file."""


class GrowingArray:
    """An array of unsigned numbers that grows at its end; `narrow` of the whole in the end.

    `folder`: where its file is, if it needs one. `least`: see `narrow`.
    """

    def __init__(self, folder: Path, least: int) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=str(folder))  # noqa: SIM115
        finalize(self, self._file.close)
        self._parts: list[tuple[np.dtype[np.unsignedinteger], int]] = []
        self._least, self._largest = least, 0

    def append(self, numbers: Array) -> None:
        """More numbers, of any type of integers."""
        part = narrow(numbers, self._least)
        self._file.write(part.data)
        self._parts.append((part.dtype, part.nbytes))
        self._largest = max(self._largest, int(part.max(initial=0)))

    def add_to(self, writer: ArraysWriter, name: str) -> None:
        """Let it be the next array of a file, and give its own file up."""
        self._file.seek(0)
        writer.add(name, np.dtype(f"<u{least_width(self._largest, self._least)}"), self._read())
        self._file.close()

    def _read(self) -> Iterator[Array]:
        for dtype, size in self._parts:
            yield np.frombuffer(self._file.read(size), dtype)


class _Unnamed:
    """A file of arrays without a name: it is gone when nobody has it open."""

    def __init__(self, folder: Path, arrays: Arrays) -> None:
        self._file = tempfile.SpooledTemporaryFile(COPIED_AT_ONCE, dir=str(folder))  # noqa: SIM115
        finalize(self, self._file.close)
        write_to(self._file, arrays)
        self.size = self._file.tell()

    def read(self, start: int, size: int) -> bytes:
        """So many bytes from a position on."""
        self._file.seek(start)
        return self._file.read(size)


def put_away(folder: Path, arrays: Arrays) -> OpenArrays:
    """The same arrays out of a file in a folder; it goes with them. Raises OSError."""
    return OpenArrays(_Unnamed(folder, arrays))
