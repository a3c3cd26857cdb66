"""A package and a key of its sources ↔ the fingerprint that a process found of them before.

A syntax tree takes some sixty times as long to make as the bytes of its file take to read. So what
came of those bytes is kept where Python keeps what it compiled of them, and only where it does so.
"""

import hashlib
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from threading import get_ident

MOST = 8
"""Fingerprints that are kept of a package: of what it is today, and was a few changes ago."""


def recall(package: Path, key: str) -> str | None:
    """What `remember` was told of a key last, by this version of Python; None if nothing."""
    for known, fingerprint, checksum in _lines(package):
        if known == key and checksum == _checksum(known, fingerprint):
            return fingerprint
    return None


def remember(package: Path, key: str, fingerprint: str) -> None:
    """Let later processes know. It does nothing where Python keeps nothing either, as in a package
    that nobody may write to."""
    if sys.dont_write_bytecode:
        return
    others = [line for line in _lines(package) if line[0] != key]
    lines = [(key, fingerprint, _checksum(key, fingerprint)), *others[: MOST - 1]]
    with suppress(OSError, NotImplementedError):
        path = _path(package)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}.{get_ident()}")
        try:
            fresh.write_text("".join(f"{' '.join(line)}\n" for line in lines), "ascii")
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)  # the disk may be full


def _lines(package: Path) -> list[tuple[str, str, str]]:
    """Key, fingerprint and checksum, the newest first; what is no such line is left out."""
    try:
        text = _path(package).read_text("ascii")
    except (OSError, UnicodeDecodeError, NotImplementedError):
        return []
    parts = [tuple(line.split(" ")) for line in text.splitlines()]
    return [(one[0], one[1], one[2]) for one in parts if len(one) == 3]


def _path(package: Path) -> Path:
    """Raises NotImplementedError where Python keeps nothing that it compiled."""
    return Path(cache_from_source(str(package / "fingerprints.py"))).with_suffix(".known")


def _checksum(key: str, fingerprint: str) -> str:
    return hashlib.sha256(f"{key} {fingerprint}".encode()).hexdigest()[:8]
