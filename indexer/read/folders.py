"""Folders → the files in them, each under its root; what is no file of anybody is passed over."""

import os
import re
from collections import deque
from collections.abc import Container, Iterator
from pathlib import Path

from indexer.read.document import BadFile, placed
from search.report import SourcePath

_OF_PROGRAMS = re.compile(r"~\$.*|\.~lock\..*|.*~|thumbs\.db|desktop\.ini", re.IGNORECASE)
"""Names of files that Word, LibreOffice, editors and Windows leave beside those of people."""


def places(path: str, roots: Container[str]) -> Iterator[SourcePath | BadFile]:
    """The files at an absolute path, each under the outermost root that holds it.

    Hidden files and folders, and files that programs leave for themselves, are passed over. A
    folder that can be reached in several ways is visited once, by its own path rather than by a
    link.
    """
    if not Path(path).is_dir():
        yield _place(path, roots)
        return
    seen: set[tuple[int, int]] = set()
    folders, links = [path], deque[str]()
    while folders or links:  # not by recursion: trees may be deeper than Python's stack
        folder = folders.pop() if folders else links.popleft()
        try:
            entries = _new_entries(folder, seen)
        except OSError as error:
            yield BadFile(_shown(folder), f"cannot be listed: {error.strerror}", unread=True)
            continue
        inside = f"{folder.rstrip('/')}/"
        for entry in entries:
            if _is_dir(entry):
                (links if entry.is_symlink() else folders).append(inside + entry.name)
            else:
                yield _place(inside + entry.name, roots)


def _is_dir(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder, or a link to one; a link to itself is read as a file, and named."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_of_programs(name: str) -> bool:
    """Whether a file of this name is none of anybody: hidden, a lock, a list of thumbnails."""
    return name.startswith(".") or bool(_OF_PROGRAMS.fullmatch(name))


def _new_entries(folder: str, seen: set[tuple[int, int]]) -> list[os.DirEntry[str]]:
    """The entries of a folder that people made, by name; none if it was `seen`, as it then is.

    `seen`: device and inode of each folder that was listed. Raises OSError.
    """
    status = Path(folder).stat()
    entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    if (status.st_dev, status.st_ino) in seen:
        return []
    seen.add((status.st_dev, status.st_ino))
    return [entry for entry in entries if not is_of_programs(entry.name)]


def _place(path: str, roots: Container[str]) -> SourcePath | BadFile:
    if _shown(path) != path:
        return BadFile(_shown(path), "its name is not UTF-8")
    return placed(path, roots)


def _shown(path: str) -> str:
    """A path as it can be printed: bytes that are not UTF-8 replaced."""
    return path.encode(errors="surrogateescape").decode(errors="replace")
