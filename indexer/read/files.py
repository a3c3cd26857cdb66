"""A path → a regular file: its bytes, or what it looks like and which bytes it has."""

import hashlib
import os
import stat
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from indexer.read.document import BadFile, PassedOver, Unreadable
from indexer.read.formats import RECORDS, SUFFIXES, TEXT, format_of
from indexer.read.limits import MAX_FILE
from indexer.read.links import refuse_outside
from indexer.read.sniff import HEAD, is_wiped, looks, suffix_of
from search.report import SourcePath
from search.serialization import is_packable

_SETTLED = 2_000_000_000
"""Nanoseconds: the longest tick of a file system, that of FAT."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may give reports. `kind`: what it looks like; `sha256`: of its bytes, "" of a
    file of records, which is read line by line."""

    place: SourcePath
    kind: str
    sha256: str

    @property
    def is_parsed(self) -> bool:
        """Whether a process of its own parses it, for its format is a binary or a deep one."""
        return self.kind not in (TEXT, RECORDS)


class FileStatus(NamedTuple):
    """What is another one whenever a file was written to: its device and inode, its size, when its
    content and when anything of it changed, in ns since 1970. (On Windows the last is when it was
    made.)"""

    device: int
    inode: int
    size: int
    modified: int
    changed: int


def status_of(path: str) -> FileStatus | None:
    """That of the regular file at a path; None where there is none, or it tells nothing: it was
    changed so lately that it may be again within the same tick of the clock. None, too, where
    notes cannot hold it: inodes of ReFS have more than 64 bits."""
    try:
        own = os.stat(path)  # noqa: PTH116 - of a Path it takes three times as long
    except (OSError, ValueError):
        return None
    latest = max(own.st_mtime_ns, own.st_ctime_ns)
    if not stat.S_ISREG(own.st_mode) or time.time_ns() - latest < _SETTLED:
        return None
    found = FileStatus(own.st_dev, own.st_ino, own.st_size, own.st_mtime_ns, own.st_ctime_ns)
    return found if is_packable(found) else None


@contextmanager
def naming(place: SourcePath, bad: list[BadFile]) -> Iterator[None]:
    """Whatever makes a file unreadable becomes the BadFile of it."""
    try:
        yield
    except Unreadable as error:
        bad.append(BadFile(place.file, error.reason, error.unread))
    except OSError as error:
        bad.append(BadFile(place.file, f"cannot be read: {error.strerror or error}", unread=True))


def identify(
    place: SourcePath, within: Collection[str] | None = None
) -> FoundFile | BadFile | PassedOver:
    """What a file is; nothing of it is parsed. `within`: see `open_within`."""
    bad: list[BadFile] = []
    with naming(place, bad), open_within(place, within) as file:
        head = file.read(HEAD)
        kind = looks(head, Path(place.file).name)
        if kind is None and not place.path:  # somebody asked for this very file
            reason = f"is of no format that is read; these are {', '.join(SUFFIXES)}"
            raise Unreadable(reason, unread=is_wiped(head))
        if kind is None:
            return PassedOver(place.file, suffix_of(place.file), is_wiped(head))
        if kind == RECORDS:
            return FoundFile(place, kind, "")
        if kind == TEXT and not format_of(place.file) and _size(file) > MAX_FILE:
            return PassedOver(place.file, suffix_of(place.file))
        _refuse_large(file)
        file.seek(0)
        return FoundFile(place, kind, hashlib.file_digest(file, "sha256").hexdigest())
    return bad[0]


def read_bytes(place: SourcePath, within: Collection[str] | None = None) -> bytes:
    """The bytes of a file. `within`: see `open_within`. Raises Unreadable, OSError."""
    with open_within(place, within) as file:
        _refuse_large(file)
        return file.read(MAX_FILE + 1)


def open_within(place: SourcePath, within: Collection[str] | None) -> BufferedReader:
    """A regular file to read from, if no link leads out of these folders and files to it.

    `within`: them, links resolved; None: a link may lead anywhere. Raises Unreadable, OSError.
    """
    file = open_regular(place)
    try:
        refuse_outside(file, place.file, within)
    except BaseException:
        file.close()
        raise
    return file


def open_regular(place: SourcePath) -> BufferedReader:
    """A regular file to read from; a pipe or a device would be waited for.

    Raises Unreadable, OSError.
    """
    mode = Path(place.file).stat().st_mode
    if stat.S_ISREG(mode):
        # not blocking: a pipe may have come instead since, or a device
        handle = os.open(place.file, os.O_RDONLY | getattr(os, "O_NONBLOCK", os.O_RDONLY))
        file = os.fdopen(handle, "rb")
        if stat.S_ISREG(os.fstat(handle).st_mode):
            return file
        file.close()
    # a folder that its list did not tell from a file holds more than is known
    raise Unreadable("is not a regular file", unread=stat.S_ISDIR(mode))


def _size(file: BufferedReader) -> int:
    return os.fstat(file.fileno()).st_size


def _refuse_large(file: BufferedReader) -> None:
    if _size(file) > MAX_FILE:
        raise Unreadable(f"is too large: more than {MAX_FILE // 1_000_000} MB")
