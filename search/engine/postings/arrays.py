"""Named arrays ↔ one file: opened without being read, and read where they are asked for."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from search.serialization import SerializationError, decode, encode

Array = NDArray[Any]
Arrays = Mapping[str, Array]

_MAGIC = b"hoinghi1"
_ALIGNMENT = 64
_DTYPES = {"|u1", "<u2", "<u4", "<u8", "<i4", "<i8"}
"""What the arrays of an index are made of."""


COPIED_AT_ONCE = 1 << 20
"""Bytes that are copied from file to file at a time; fewer are not worth a file of their own."""


class NotArraysError(ValueError):
    """A file is none that `write` wrote, or what it holds is damaged."""


class ArraysFile(Protocol):
    """A file that is open: its size, and any bytes of it. Raises what it raises if it is cut."""

    size: int

    def read(self, start: int, size: int) -> bytes:
        """So many bytes from a position on, all of them."""


class Sliced(Protocol):
    """What gives slices: an array, or an ArrayInFile."""

    @property
    def size(self) -> int:
        """How many numbers there are."""

    def __getitem__(self, part: slice, /) -> Array: ...


@dataclass(frozen=True, slots=True)
class _Extent:
    """Where an array lies: `start` bytes after the header, `size` bytes of `dtype`."""

    dtype: str
    start: int
    size: int


def write(path: Path, arrays: Arrays) -> None:
    """Write one-dimensional arrays, little-endian, each at a multiple of 64 bytes.

    The file is: 8 magic bytes; 8 bytes, the length of the header, little-endian; the header, JSON,
    name → dtype, start, size, padded with blanks; the arrays, padded with zeros.
    """
    with path.open("wb") as file:
        write_to(file, arrays)


def write_to(file: IO[bytes], arrays: Arrays) -> None:
    """The same, into a file that is open."""
    file.write(_head({name: (array.dtype, array.nbytes) for name, array in arrays.items()}))
    for array in arrays.values():
        file.write(array.astype(array.dtype.newbyteorder("<"), copy=False).data)
        file.write(bytes(_padded(array.nbytes) - array.nbytes))


class ArraysWriter:
    """Arrays, each in parts that need not be in memory together → the file that `write` writes.

    What is added is kept in a file without a name beside it, until all sizes are known: they come
    first. A context manager, which writes nothing if it is left by an error.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sizes: dict[str, tuple[np.dtype[Any], int]] = {}

    def add(self, name: str, dtype: np.dtype[Any], parts: Iterable[Array]) -> None:
        """The next array; its parts become of one type."""
        size = 0
        for part in parts:
            size += self._data.write(part.astype(dtype.newbyteorder("<"), copy=False).data)
        self._data.write(bytes(_padded(size) - size))
        self._sizes[name] = dtype, size

    def write(self) -> None:
        """Write the file."""
        self._data.seek(0)
        with self._path.open("wb") as file:
            file.write(_head(self._sizes))
            shutil.copyfileobj(self._data, file, COPIED_AT_ONCE)

    def __enter__(self) -> "ArraysWriter":
        folder = str(self._path.parent)
        self._data = tempfile.SpooledTemporaryFile(COPIED_AT_ONCE, dir=folder)
        return self

    def __exit__(self, *_: object) -> None:
        self._data.close()


def _head(sizes: Mapping[str, tuple[np.dtype[Any], int]]) -> bytes:
    """What stands before the arrays in their file. `sizes`: the type and the bytes of each."""
    extents: dict[str, _Extent] = {}
    start = 0
    for name, (dtype, size) in sizes.items():
        extents[name] = _Extent(dtype.newbyteorder("<").str, start, size)
        start += _padded(size)
    header = encode(extents)
    header += b" " * (_padded(len(header) + 16) - len(header) - 16)
    return _MAGIC + len(header).to_bytes(8, "little") + header


class ArrayInFile:
    """An array that stays in its file: a slice of it is read when it is asked for."""

    def __init__(self, file: ArraysFile, start: int, dtype: str, size: int) -> None:
        self._file, self._start, self._dtype = file, start, np.dtype(dtype)
        self._width = self._dtype.itemsize
        self.size = size

    def __getitem__(self, part: slice) -> Array:
        first, last, _ = part.indices(self.size)
        read = self._file.read(
            self._start + first * self._width, max(last - first, 0) * self._width
        )
        found: Array = np.frombuffer(read, self._dtype)
        return found


class OpenArrays(Mapping[str, Array]):
    """The arrays of a file, read-only; each is read when it is asked for, as often as it is.

    Nothing is mapped into memory: what a foreign hand cuts off the file is then an error that the
    file raises, where a map is a signal that ends the process. Raises NotArraysError.
    """

    def __init__(self, file: ArraysFile) -> None:
        behind, self._extents = _header(file)
        self._file, self._behind = file, behind

    def sliced(self, name: str) -> ArrayInFile:
        """An array that is not read but by slices. Raises NotArraysError if there is none."""
        if name not in self._extents:
            raise NotArraysError(f"there is no array {name!r}")
        e = self._extents[name]
        width = np.dtype(e.dtype).itemsize
        return ArrayInFile(self._file, self._behind + e.start, e.dtype, e.size // width)

    def __getitem__(self, name: str) -> Array:
        return self.sliced(name)[:]

    def __contains__(self, name: object) -> bool:
        return name in self._extents

    def __iter__(self) -> Iterator[str]:
        return iter(self._extents)

    def __len__(self) -> int:
        return len(self._extents)


def sliced(arrays: Arrays, name: str) -> Sliced:
    """An array of which only slices are wanted."""
    return arrays.sliced(name) if isinstance(arrays, OpenArrays) else arrays[name]


def read(path: Path) -> dict[str, Array]:
    """The arrays of a file, read-only, mapped and not read: for who looks at a file that nobody
    else writes, and wants them whole. Raises NotArraysError, OSError."""
    if not path.stat().st_size:  # which cannot be mapped
        raise NotArraysError(f"{path} is empty")
    mapped = _Mapped(np.memmap(path, np.uint8, "r").view(np.ndarray))
    behind, extents = _header(mapped)
    return {
        name: mapped.whole[behind + e.start : behind + e.start + e.size].view(e.dtype)
        for name, e in extents.items()
    }


class _Mapped:
    """A file that is mapped."""

    def __init__(self, whole: Array) -> None:
        self.whole, self.size = whole, whole.size

    def read(self, start: int, size: int) -> bytes:
        """So many bytes from a position on."""
        return self.whole[start : start + size].tobytes()


def _header(file: ArraysFile) -> tuple[int, dict[str, _Extent]]:
    """Where the arrays of a file begin, and the extent of each; every one lies in the file."""
    head = file.read(0, 16) if file.size >= 16 else b""
    if head[:8] != _MAGIC:
        raise NotArraysError("this is no file of arrays")
    behind = 16 + int.from_bytes(head[8:], "little")
    if behind > file.size:
        raise NotArraysError("the header is damaged: it is longer than the file")
    try:
        extents = decode(file.read(16, behind - 16), dict[str, _Extent])
    except SerializationError as error:
        raise NotArraysError(f"the header is damaged: {error}") from None
    for name, extent in extents.items():
        if not _lies_within(extent, file.size - behind):
            raise NotArraysError(f"the header is damaged: no array lies at {name!r}")
    return behind, extents


def _lies_within(extent: _Extent, room: int) -> bool:
    return (
        extent.dtype in _DTYPES
        and extent.start >= 0
        and extent.start % _ALIGNMENT == 0
        and extent.size >= 0
        and extent.size % np.dtype(extent.dtype).itemsize == 0
        and extent.start + extent.size <= room
    )


def _padded(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT
