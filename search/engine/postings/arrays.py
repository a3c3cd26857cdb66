"""Named arrays ↔ one file that is mapped into memory: opened without being read, shared by all."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.serialization import SerializationError, decode, encode

Array = NDArray[Any]
Arrays = Mapping[str, Array]

_MAGIC = b"hoinghi1"
_ALIGNMENT = 64


class NotArraysError(ValueError):
    """A file is none that `write` wrote, or its header is damaged."""


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
    extents: dict[str, _Extent] = {}
    start = 0
    for name, array in arrays.items():
        extents[name] = _Extent(array.dtype.newbyteorder("<").str, start, array.nbytes)
        start += _padded(array.nbytes)
    header = encode(extents)
    header += b" " * (_padded(len(header) + 16) - len(header) - 16)
    with path.open("wb") as file:
        file.write(_MAGIC + len(header).to_bytes(8, "little") + header)
        for array in arrays.values():
            file.write(array.astype(array.dtype.newbyteorder("<"), copy=False).data)
            file.write(bytes(_padded(array.nbytes) - array.nbytes))


def read(path: Path) -> dict[str, Array]:
    """The arrays of a file, read-only, mapped and not read. Raises NotArraysError, OSError."""
    if not path.stat().st_size:  # which cannot be mapped
        raise NotArraysError(f"{path} is empty")
    whole = np.memmap(path, np.uint8, "r").view(np.ndarray)
    if whole[:8].tobytes() != _MAGIC:
        raise NotArraysError(f"{path} is no file of arrays")
    behind = 16 + int.from_bytes(whole[8:16].tobytes(), "little")
    try:
        extents = decode(whole[16:behind].tobytes(), dict[str, _Extent])
        return {
            name: whole[behind + e.start : behind + e.start + e.size].view(e.dtype)
            for name, e in extents.items()
        }
    except (SerializationError, TypeError, ValueError) as error:
        raise NotArraysError(f"{path} has a damaged header: {error}") from None


def _padded(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT
