"""A file and its record → its bytes, and what is wrong with it; files linked and flushed."""

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from threading import Lock
from weakref import finalize

from search.engine.small_files import READING

SMALL = 65536
"""A file of at most so many bytes is read and compared whenever a generation is opened."""

BLOCK = 1 << 20
"""Bytes that are read at a time to compare a file: each costs under a millisecond of processor."""

Pace = Callable[[int], None]
"""Is told of each so many bytes that were read; it may wait, or raise to end it."""


class FaultError(Exception):
    """What is wrong with a file, as a line for a person."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What a file of a generation must be: its size in bytes, its SHA-256 in hexadecimal."""

    size: int
    sha256: str


class OpenFile:
    """A file that is open, and stays readable whatever becomes of its name.

    It is read by position, so that neither threads nor processes of a fork disturb each other; and
    never mapped, so that where a foreign hand cuts it a read is a FaultError and no signal. A small
    one is read whole at once.

    Raises FaultError where it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._handle = os.open(path, READING)
        except FileNotFoundError:
            raise FaultError(f"{path} is missing") from None
        except OSError as error:
            raise FaultError(f"{path} cannot be read: {error.strerror}") from None
        close = finalize(self, os.close, self._handle)
        self._seeking = Lock()
        self._status = os.fstat(self._handle)
        if not S_ISREG(self._status.st_mode):
            raise FaultError(f"{path} is no file")
        self.size = self._status.st_size
        self._whole: bytes | None = None
        if self.size <= SMALL:
            self._whole = self.read(0, self.size)
            close()

    def read(self, start: int, size: int) -> bytes:
        """So many bytes from a position on, all of them."""
        if not 0 <= start <= start + size <= self.size:
            raise FaultError(f"{self.path} has no {size} bytes at {start}")
        found = self._read(start, size) if size else b""
        while len(found) < size:  # the kernel gives at most 2 GB at once
            more = self._read(start + len(found), size - len(found))
            if not more:
                raise FaultError(f"{self.path} is cut short")
            found += more
        return found

    def fault(self, record: FileRecord, pace: Pace = lambda size: None) -> str | None:
        """What is wrong with the file, as a line for a person, or None; reads every byte."""
        if found := self.size_fault(record):
            return found
        digest = hashlib.sha256()
        try:
            for start in range(0, self.size, BLOCK):
                size = min(BLOCK, self.size - start)
                digest.update(self.read(start, size))
                pace(size)
        except FaultError as error:
            return str(error)
        return self._digest_fault(digest.hexdigest(), record)

    def compared(self, record: FileRecord) -> bytes:
        """All its bytes, if they are what was written; these very ones are compared."""
        found = self.read(0, self.size)
        if fault := self._digest_fault(hashlib.sha256(found).hexdigest(), record):
            raise FaultError(fault)
        return found

    def identity(self) -> tuple[int, int, int, int]:
        """Its device, its inode, when it was modified (ns), its size. Another one means another
        file, or that it was written to; names of one file share it."""
        now = self._status if self._whole is not None else os.fstat(self._handle)
        return now.st_dev, now.st_ino, now.st_mtime_ns, now.st_size

    def quick_fault(self, record: FileRecord) -> str | None:
        """The same; of a file larger than SMALL only the size is compared."""
        return self.size_fault(record) if self._whole is None else self.fault(record)

    def size_fault(self, record: FileRecord) -> str | None:
        """Whether the file has the right size, as a line for a person."""
        is_right = self.size == record.size
        return None if is_right else f"{self.path} has {self.size} bytes, not {record.size}"

    def _digest_fault(self, found: str, record: FileRecord) -> str | None:
        is_same = found == record.sha256
        return None if is_same else f"{self.path} is not what was written (checksum)"

    def _read(self, start: int, size: int) -> bytes:
        if self._whole is not None:
            return self._whole[start : start + size]
        try:
            if hasattr(os, "pread"):
                return os.pread(self._handle, size, start)
            with self._seeking:  # Windows has no reading by position, and no fork
                os.lseek(self._handle, start, os.SEEK_SET)
                return os.read(self._handle, size)
        except OSError as error:
            raise FaultError(f"{self.path} cannot be read: {error.strerror}") from None


def record_of(path: Path) -> FileRecord:
    """The record of a file as it is now; reads every byte. Raises OSError."""
    with path.open("rb") as file:
        return FileRecord(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def fault(path: Path, record: FileRecord) -> str | None:
    """What is wrong with a file, as a line for a person, or None; reads every byte."""
    try:
        return OpenFile(path).fault(record)
    except FaultError as error:
        return str(error)


def stray(folder: Path, names: Iterable[str]) -> str | None:
    """The first file of a folder that has none of some names, as a line for a person, or None."""
    strays = {path.name for path in folder.iterdir()}.difference(names)
    return f"{folder / min(strays)} does not belong there" if strays else None


def discard(folder: Path) -> None:
    """Remove a folder and all in it, or as much as goes; the next writer removes the rest."""
    with suppress(OSError):
        shutil.rmtree(folder, ignore_errors=True)


def link(source: Path, target: Path) -> None:
    """A hard link, or a copy on a file system that has none."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)


_IS_WINDOWS = os.name == "nt"
"""There a folder cannot be flushed nor a file without the right to write, and a file that a reader
has open, or a scanner of viruses, cannot be replaced for that moment."""

_TRIES, _BETWEEN = 50, 0.1
"""How often a name is tried to be given on Windows, and the seconds between: readers have a file
open for under a millisecond, scanners for a second or two."""


def flush(path: Path) -> None:
    """Return when a file, or the names in a folder, are on the disk.

    The names in a folder are written when Windows likes: it has no way to ask for it.
    """
    if _IS_WINDOWS and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if _IS_WINDOWS else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def rename(path: Path, name: Path) -> None:
    """Give a file or a folder a name; a file that had it is replaced. Raises OSError."""
    for _ in range(_TRIES - 1 if _IS_WINDOWS else 0):
        try:
            path.replace(name)
        except PermissionError:
            time.sleep(_BETWEEN)
        else:
            return
    path.replace(name)
