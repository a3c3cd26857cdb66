"""The live generation and what people keep beside it → one file, each byte compared on the way."""

import hashlib
import io
import os
import tarfile
from contextlib import suppress
from pathlib import Path
from typing import IO

from search.engine.errors import EngineError, LeftUndoneError
from search.engine.small_files import open_fresh, open_regular, read_small
from search.engine.whoosh import files
from search.engine.whoosh.archive_contents import BESIDE, CONTENTS, ArchiveContents, seal_contents
from search.engine.whoosh.files import FileRecord
from search.engine.whoosh.generations import Generations
from search.engine.whoosh.manifest import MANIFEST, MOST_BYTES, unseal
from search.engine.whoosh.side_file import MOST_BESIDE
from search.serialization import SerializationError


def backup(generations: Generations, target: Path) -> str:
    """Write the live generation to a file, in place of the one of that name; give its name.

    The file is a tar archive: what is in it, the manifest of the generation, its files, what people
    keep beside it. It gets its name once it is whole, compared and on the disk. Raises EngineError,
    LeftUndoneError where the file is there and something after it could not be done.
    """
    name = generations.current()
    fresh = target.with_name(f"{target.name}.new")
    try:
        small = _small_files(generations, name)
        _write(generations, name, small, fresh)
        files.flush(fresh)
        files.rename(fresh, target)
    except OSError as error:
        raise EngineError(f"cannot write {target}: {error}") from error
    finally:
        with suppress(OSError):  # it is not there, or as full as the disk that it is on
            fresh.unlink(missing_ok=True)
    try:
        files.flush(target.absolute().parent)
    except OSError as error:
        raise LeftUndoneError(f"{target} is written and whole; then: {error}") from error
    return name


def _small_files(generations: Generations, name: str) -> dict[str, bytes]:
    """The manifest, and what is there of the files beside the generations, by their names in the
    archive. Raises DamagedIndexError, EngineError for what is no regular file."""
    path = generations.path(name) / MANIFEST
    found = {}
    try:
        found[f"{name}/{MANIFEST}"] = read_small(path, MOST_BYTES)
    except OSError as error:
        raise generations.damaged(f"{path} cannot be read: {error}") from None
    for beside in BESIDE:
        path = generations.folder / beside
        if os.path.lexists(path):
            try:
                found[beside] = read_small(path, MOST_BESIDE)
            except OSError as error:
                raise EngineError(f"{path} cannot be read: {error.strerror}") from None
    return found


def _write(generations: Generations, name: str, small: dict[str, bytes], target: Path) -> None:
    """Write all of the archive. Raises OSError, DamagedIndexError."""
    manifest = small.pop(f"{name}/{MANIFEST}")
    try:
        parts = unseal(manifest).files
    except SerializationError as error:
        raise generations.damaged(f"{generations.path(name) / MANIFEST}: {error}") from None
    records = {f"{name}/{MANIFEST}": _record(manifest)}
    records |= {f"{name}/{part}": record for part, record in sorted(parts.items())}
    records |= {beside: _record(data) for beside, data in small.items()}
    contents = ArchiveContents(name, records)
    with open_fresh(target) as file, tarfile.open(fileobj=file, mode="w") as archive:
        _put(archive, CONTENTS, seal_contents(contents))
        _put(archive, f"{name}/{MANIFEST}", manifest)
        for part, record in sorted(parts.items()):
            _put_compared(archive, generations, f"{name}/{part}", record)
        for beside, data in small.items():
            _put(archive, beside, data)


def _record(data: bytes) -> FileRecord:
    return FileRecord(len(data), hashlib.sha256(data).hexdigest())


def _put(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    archive.addfile(_entry(name, len(data)), io.BytesIO(data))


def _put_compared(
    archive: tarfile.TarFile, generations: Generations, name: str, record: FileRecord
) -> None:
    """Add a file of the generation. Raises DamagedIndexError where it is not what was written."""
    path = generations.folder / name
    try:
        opened = open_regular(path)
    except OSError as error:
        raise generations.damaged(f"{path} cannot be read: {error.strerror}") from None
    with opened as file:
        counted = _Counted(file)
        try:
            archive.addfile(_entry(name, record.size), counted)
        except (tarfile.TarError, _ReadingError) as error:
            raise generations.damaged(f"{path} cannot be read: {error}") from None
        if counted.sha256 != record.sha256 or file.read(1):
            raise generations.damaged(f"{path} is not what was written (checksum)")


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size = size
    return entry


class _ReadingError(Exception):
    """What is read fails, and not what is written."""


class _Counted(io.RawIOBase):
    """A file whose bytes are hashed while they are read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._sum = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._file.read(size)
        except OSError as error:
            raise _ReadingError(str(error)) from error
        self._sum.update(data)
        return data

    @property
    def sha256(self) -> str:
        return self._sum.hexdigest()
