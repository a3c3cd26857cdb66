"""Bytes ↔ a small file beside the generations that is replaced as a whole or not at all."""

import hashlib
from pathlib import Path

from search.engine.small_file import read_small
from search.engine.whoosh.files import flush, rename

_SUM = 32
"""Bytes of the SHA-256 that the file begins with: a file cut short or changed is none."""

MOST_BYTES = 100_000_000
"""A file with more is none of ours."""


def read(path: Path) -> bytes:
    """What was written last; empty if the file is absent, unreadable or not what was written."""
    try:
        whole = read_small(path, MOST_BYTES).data
    except OSError:
        return b""
    data = whole[_SUM:]
    return data if hashlib.sha256(data).digest() == whole[:_SUM] else b""


def write(path: Path, data: bytes) -> None:
    """Replace what was written before; it is on the disk before it gets its name.

    The folder is made if need be. Raises OSError; the file is then as it was.
    """
    fresh = path.with_name(f"{path.name}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        fresh.write_bytes(hashlib.sha256(data).digest() + data)
        flush(fresh)
        rename(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    flush(path.parent)
