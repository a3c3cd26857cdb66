"""Which files of an index the runs compared lately ↔ a small file beside the generations.

A run compares what it takes over from the generation before, but not what another run compared a
short while ago and has the time that it had (decision 43). The file says nothing of a copy of the
index, whose files are others; lost, everything is compared again.
"""

from contextlib import suppress
from pathlib import Path

from search.engine.whoosh import side_file
from search.engine.whoosh.generation_files import Verified, newer
from search.serialization import SerializationError, is_packable, pack, unpack

TRUSTED = 20 * 3600.0
"""Seconds for which a run trusts what another one compared: one of every night compares all."""
SETTLED = 2.0
"""A file that was modified so few seconds before it was compared is compared again: what is written
to it in the same tick of the clock does not show. Two seconds are the longest tick, that of FAT."""


def read_verified(path: Path) -> Verified:
    """What runs found to be what was written, and may trust still; nothing where nothing tells."""
    try:
        found = unpack(side_file.read(path), Verified)
    except SerializationError:
        return {}
    return newer(found, TRUSTED)


def keep_verified(path: Path, verified: Verified) -> None:
    """Let the next run know, if it is news and can be written. A file whose inode has more than 64
    bits, as ReFS has them, is not known."""
    settled = {
        key: when
        for key, when in verified.items()
        if when - key.modified / 1e9 >= SETTLED and is_packable(key[:-1])
    }
    if settled != read_verified(path):
        with suppress(OSError):
            side_file.write(path, pack(settled), is_needed=False)
