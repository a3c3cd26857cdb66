"""Files and folders → raw documents, by a table of formats; what cannot be read is named."""

import os
from collections import deque
from collections.abc import Callable, Container, Iterator
from pathlib import Path
from typing import NamedTuple

from indexer.read.document import BadFile, RawDocument, SourcePath, Unreadable
from indexer.read.json_lines import read_json_lines
from indexer.read.plain_text import read_text

MAX_BYTES = 2_000_000
"""Largest text of one report: a book of a thousand pages; the longest real one has 40,000."""
MAX_LOOKED_AT = 64_000_000
"""Largest text whose facets are told, which is no page that anybody would have to open."""


class Format(NamedTuple):
    """A format that reports are read in.

    `suffixes`: what the names of its files end with, in small letters. `read`: a file, and the
    most bytes of a document → its documents. `is_one_report`: each file is one report, which is
    known by its path; else a file holds any number of them, and each has an id of its own.
    """

    suffixes: tuple[str, ...]
    read: Callable[[SourcePath, int], Iterator[RawDocument | BadFile]]
    is_one_report: bool


FORMATS = (
    Format((".txt",), read_text, is_one_report=True),
    Format((".jsonl", ".jsonl.gz"), read_json_lines, is_one_report=False),
)
SUFFIXES = tuple(suffix for own in FORMATS for suffix in own.suffixes)
"""Of every format, as messages name them."""


def format_of(name: str) -> Format | None:
    """The format of a file by its name, in any case, if it is one of the table."""
    return next((own for own in FORMATS if name.lower().endswith(own.suffixes)), None)


def places(path: str, roots: Container[str]) -> Iterator[SourcePath | BadFile]:
    """The readable files at an absolute path, each under the outermost root that holds it.

    Hidden files and folders, and files of other formats, are passed over. A folder that can be
    reached in several ways is visited once, by its own path rather than by a link.
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
            if entry.is_dir():
                (links if entry.is_symlink() else folders).append(inside + entry.name)
            elif format_of(entry.name):
                yield _place(inside + entry.name, roots)


def _new_entries(folder: str, seen: set[tuple[int, int]]) -> list[os.DirEntry[str]]:
    """The entries of a folder that are not hidden, by name; none if it was `seen`, as it then is.

    `seen`: device and inode of each folder that was listed. Raises OSError.
    """
    status = Path(folder).stat()
    entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    if (status.st_dev, status.st_ino) in seen:
        return []
    seen.add((status.st_dev, status.st_ino))
    return [entry for entry in entries if not entry.name.startswith(".")]


def _place(path: str, roots: Container[str]) -> SourcePath | BadFile:
    if _shown(path) != path:
        return BadFile(_shown(path), "its name is not UTF-8")
    return SourcePath.under(path, roots)


def _shown(path: str) -> str:
    """A path as it can be printed: bytes that are not UTF-8 replaced."""
    return path.encode(errors="surrogateescape").decode(errors="replace")


def read(place: SourcePath, largest: int | None = None) -> Iterator[RawDocument | BadFile]:
    """The documents of one file, none of more bytes than `largest`: of MAX_BYTES if not given."""
    own = format_of(place.file)
    if own is None:
        yield BadFile(place.file, f"is neither {' nor '.join(SUFFIXES)}")
        return
    try:
        yield from own.read(place, largest or MAX_BYTES)
    except Unreadable as error:
        yield BadFile(place.file, error.reason, error.unread)
    except OSError as error:
        yield BadFile(place.file, f"cannot be read: {error.strerror or error}", unread=True)
