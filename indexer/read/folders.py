"""Folders → the files in them, each under its root; what is no file of anybody is passed over."""

import os
import re
from collections import deque
from collections.abc import Callable, Collection, Container, Iterator
from pathlib import Path

from indexer.read.document import BadFile, PassedOver, outermost, under
from indexer.read.links import leads_out
from search.report import SourcePath

_OF_PROGRAMS = re.compile(r"~\$.*|\.~lock\..*|.*~|thumbs\.db|desktop\.ini", re.IGNORECASE)
"""Names of files that Word, LibreOffice, editors and Windows leave beside those of people."""


LINK_OUT = "link that leads out"
"""The kind of what is passed over: a link to a file or a folder outside the given ones."""


def places(
    path: str, roots: Container[str], within: Collection[str] | None = None
) -> Iterator[SourcePath | BadFile | PassedOver]:
    """The files at an absolute path, each under the outermost root that holds it.

    Hidden files and folders, and files that programs leave for themselves, are passed over. A
    folder that can be reached in several ways is visited once, by its own path rather than by a
    link. `within`: folders and files, links resolved, out of which no link is followed; None: each
    link is. A link that cannot be followed is a file that cannot be read.
    """
    if not os.path.isdir(path):  # noqa: PTH112 - of a Path it raises for some that are none
        yield _place(path, outermost(path, roots))
        return
    seen: set[tuple[int, int | str]] = set()
    folders, links = [path], deque[str]()
    while folders or links:  # not by recursion: trees may be deeper than Python's stack
        folder = folders.pop() if folders else links.popleft()
        try:
            entries = _new_entries(folder, seen)
        except OSError as error:
            yield BadFile(_shown(folder), f"cannot be listed: {error.strerror}", unread=True)
            continue
        inside, root = f"{folder.rstrip('/')}/", outermost(folder, roots)
        for entry in entries:
            own = inside + entry.name
            is_link, is_folder = _asked(entry.is_symlink), _asked(entry.is_dir)
            if is_link and _exists(own) and leads_out(own, within):
                yield PassedOver(_shown(own), LINK_OUT)
            elif is_folder:
                (links if is_link else folders).append(own)
            else:
                yield _place(own, root)


def _asked(question: Callable[[], bool]) -> bool:
    """What an entry answers; no where it cannot be asked: it is then read as a file, and named."""
    try:
        return question()
    except OSError:
        return False


def _exists(path: str) -> bool:
    """Whether a link leads to something that can be looked at; if not it is named as a file."""
    return os.path.exists(path)  # noqa: PTH110 - of a Path it raises for some that are none


def is_of_programs(name: str) -> bool:
    """Whether a file of this name is none of anybody: hidden, a lock, a list of thumbnails."""
    return name.startswith(".") or bool(_OF_PROGRAMS.fullmatch(name))


def _new_entries(folder: str, seen: set[tuple[int, int | str]]) -> list[os.DirEntry[str]]:
    """The entries of a folder that people made, by name; none if it was `seen`, as it then is.

    `seen`: device and inode of each folder that was listed, or its path, links resolved, on a disk
    that numbers nothing. Raises OSError.
    """
    status = Path(folder).stat()
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    identity = (status.st_dev, status.st_ino or os.path.realpath(folder))
    if identity in seen:
        return []
    seen.add(identity)
    return [entry for entry in entries if not is_of_programs(entry.name)]


def _place(path: str, root: str | None) -> SourcePath | BadFile:
    """A file under a root, which it is itself where none holds it."""
    if _shown(path) != path:
        return BadFile(_shown(path), "its name is not UTF-8")
    return under(root or path, path)


def _shown(path: str) -> str:
    """A path as it can be printed: bytes that are not UTF-8 replaced."""
    return path.encode(errors="surrogateescape").decode(errors="replace")
