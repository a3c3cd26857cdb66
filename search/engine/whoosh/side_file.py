"""Bytes ↔ a small file beside the generations that is replaced as a whole or not at all."""

import hashlib
from pathlib import Path

from search.engine.small_files import read_small, write_fresh
from search.engine.whoosh.files import flush, rename

_SUM = 32
"""Bytes of the SHA-256 that the file begins with: a file cut short or changed is none."""
MOST_BESIDE = 1_000_000_000
"""Bytes of it that are read at most: notes have some 200 a file, of millions of files."""


def read(path: Path) -> bytes:
    """What was written last; empty if the file is absent, unreadable or not what was written."""
    try:
        whole = read_small(path, MOST_BESIDE)
    except OSError:
        return b""
    data = whole[_SUM:]
    return data if hashlib.sha256(data).digest() == whole[:_SUM] else b""


def write(path: Path, data: bytes, *, is_needed: bool = True) -> None:
    """Replace what was written before; it is on the disk before it gets its name, unless nobody
    needs it: then a power cut may leave none.

    The folder is made if need be. Raises OSError; the file is then as it was.
    """
    fresh = path.with_name(f"{path.name}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        write_fresh(fresh, hashlib.sha256(data).digest() + data)
        if is_needed:
            flush(fresh)
        rename(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    if is_needed:
        flush(path.parent)
