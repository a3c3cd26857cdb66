"""A path, and the folders that it may lead to → whether it leads out of them, through a link."""

import os
from collections.abc import Collection, Iterable
from io import BufferedReader
from pathlib import Path

from indexer.read.document import Unreadable, is_within

OUT = "leads out of the given folders, through a link; see --follow-links"
"""Why a file is not read that was reached by a link put in its way during the run."""


def resolved(path: str) -> str:
    """What a path points to, through every link in it; of links in a circle the path of one."""
    return os.path.realpath(path)


def all_resolved(paths: Iterable[str]) -> frozenset[str]:
    """What each of some paths points to."""
    return frozenset(map(resolved, paths))


def leads_out(path: str, within: Collection[str] | None) -> bool:
    """Whether a path points to something that is none of these folders and files, links resolved,
    nor in one. None: there is no out."""
    return within is not None and not _is_inside(resolved(path), within)


def refuse_outside(file: BufferedReader, path: str, within: Collection[str] | None) -> None:
    """Raise Unreadable if a file that was opened at a path is not inside these.

    Asked of the open file, for a link may have taken its place since the folder was listed.
    """
    if within is None or _is_inside(_opened_path(file), within):
        return
    real = resolved(path)  # where a system does not say what was opened
    if _is_inside(real, within) and os.path.samestat(Path(real).stat(), os.fstat(file.fileno())):
        return
    raise Unreadable(OUT)


def _opened_path(file: BufferedReader) -> str:
    """The path of an open file as Linux knows it; empty elsewhere."""
    try:
        return str(Path(f"/proc/self/fd/{file.fileno()}").readlink())
    except OSError:
        return ""


def _is_inside(real: str, within: Collection[str]) -> bool:
    """By its path, else by the folders above it: one folder may have several paths (a mount, a
    disk to which small and large letters are the same)."""
    if not real or is_within(real, within):
        return bool(real)
    known = set(filter(None, map(identity, within)))
    return any(identity(path) in known for path in (real, *map(str, Path(real).parents)))


def identity(path: str) -> tuple[int, int] | None:
    """The device and the inode at a path; None where there is none to be had."""
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status.st_ino else None
