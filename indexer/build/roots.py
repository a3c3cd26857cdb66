"""Paths of roots → what is there today, and by which other paths the same folder can be reached."""

import os
import stat
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from indexer.read.document import lineage
from indexer.read.folders import is_of_programs
from indexer.read.links import identity, resolved


class RootState(StrEnum):
    """What is at the path of a root. EMPTY: a folder without a file that a run would look at, such
    as a mount point without its disk."""

    EXISTS = "exists"
    EMPTY = "empty"
    GONE = "gone"


def state_of(root: str) -> RootState:
    """What is there now. What cannot be looked at, as on a network that fails, exists."""
    try:
        if not stat.S_ISDIR(Path(root).stat().st_mode):
            return RootState.EXISTS
        with os.scandir(root) as entries:
            has_any = any(not is_of_programs(entry.name) for entry in entries)
    except (FileNotFoundError, NotADirectoryError):
        return RootState.GONE
    except OSError:
        return RootState.EXISTS
    return RootState.EXISTS if has_any else RootState.EMPTY


def names_of(roots: Iterable[str], given: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Each root → the paths by which a run over the `given` paths may meet it.

    Itself; what it points to, if it is a link; and its path at a given one, if it is the same
    folder mounted twice (a bind mount): then both have one device and one inode.
    """
    known_as = cache(identity)
    holding = {
        key: path for own in given for path in reversed([*lineage(own)]) if (key := known_as(path))
    }
    exactly = {key: own for own in given if (key := known_as(own))}
    found = {}
    for root in set(roots):
        names = [root, resolved(root)]
        if (key := known_as(root)) in holding:
            names.append(holding[key])
        for path in reversed([*lineage(root)]):
            if (key := known_as(path)) in exactly:
                names.append(exactly[key].rstrip("/") + root[len(path.rstrip("/")) :])
        found[root] = tuple(dict.fromkeys(names))
    return found
