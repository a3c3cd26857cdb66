"""A file of a generation and its record → what is wrong with it; and a file linked, flushed."""

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

SMALL = 65536
"""A file of at most so many bytes is read and compared whenever a generation is opened."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What a file of a generation must be: its size in bytes, its SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation consists of, and which program wrote it.

    `fingerprint`: of the code that decides which terms it holds and how they lie in its files; a
    program of another fingerprint cannot read it. `extraction_fingerprint`: of the program that
    turned files into reports. `files`: name → what the file must be.
    """

    fingerprint: str
    extraction_fingerprint: str
    files: dict[str, FileRecord]


def record_of(path: Path) -> FileRecord:
    """The record of a file as it is now; reads every byte."""
    return FileRecord(path.stat().st_size, _sha256(path))


def fault(path: Path, record: FileRecord) -> str | None:
    """What is wrong with a file, as a line for a person, or None; reads every byte."""
    found = _size_fault(path, record)
    if found:
        return found
    try:
        is_same = _sha256(path) == record.sha256
    except OSError as error:
        return f"{path} cannot be read: {error.strerror}"
    return None if is_same else f"{path} is not what was written (checksum)"


def quick_fault(path: Path, record: FileRecord) -> str | None:
    """The same; of a file larger than SMALL only the size is compared."""
    return (fault if record.size <= SMALL else _size_fault)(path, record)


def _size_fault(path: Path, record: FileRecord) -> str | None:
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return f"{path} is missing"
    except OSError as error:
        return f"{path} cannot be read: {error.strerror}"
    return None if size == record.size else f"{path} has {size} bytes, not {record.size}"


def link(source: Path, target: Path) -> None:
    """A hard link, or a copy on a file system that has none."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)


def flush(path: Path) -> None:
    """Return when a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
