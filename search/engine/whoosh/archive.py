"""The live generation and what people keep beside it ↔ one file, each byte compared on the way."""

import hashlib
import io
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from search.engine.errors import DamagedIndexError, EngineError
from search.engine.whoosh import files
from search.engine.whoosh.files import FileRecord
from search.engine.whoosh.generations import CURRENT, LAST_RUN, NOTES, Generations
from search.engine.whoosh.manifest import MANIFEST, MOST_BYTES, Manifest, seal_name, unseal
from search.engine.whoosh.manifest import unseal_name as named
from search.serialization import SerializationError

_OF_PEOPLE = ("words.tsv", "corrections.tsv")
"""Files beside the generations that people write."""
_BESIDE = (*_OF_PEOPLE, NOTES, LAST_RUN)
"""What goes along of the files beside the generations, if it is there."""
_MOST_BESIDE = 100_000_000
"""Bytes that one of them may have."""


def backup(generations: Generations, target: Path) -> str:
    """Write the live generation to a file, in place of the one of that name; give its name.

    The file is a tar archive: the manifest of the generation, its files, what people keep beside
    it. It gets its name once it is whole, compared and on the disk. Raises EngineError.
    """
    name = generations.current()
    manifest = generations.manifest(name)
    fresh = target.with_name(f"{target.name}.new")
    try:
        with fresh.open("wb") as file, tarfile.open(fileobj=file, mode="w") as archive:
            _put(archive, generations.path(name) / MANIFEST, f"{name}/{MANIFEST}")
            for part, record in sorted(manifest.files.items()):
                _put_compared(archive, generations, f"{name}/{part}", record)
            for beside in _BESIDE:
                if (generations.folder / beside).is_file():
                    _put(archive, generations.folder / beside, beside)
        files.flush(fresh)
        fresh.replace(target)
        files.flush(target.absolute().parent)
    except OSError as error:
        raise EngineError(f"cannot write {target}: {error}") from error
    finally:
        fresh.unlink(missing_ok=True)
    return name


def restore(generations: Generations, source: Path) -> str:
    """Make what `backup` wrote the index of a folder that has none; give the generation's name.

    Nothing is taken but the files that the manifest names, with the bytes that it vouches for. The
    folder has no index until all of them are on the disk. Raises EngineError, DamagedIndexError.
    """
    folder = generations.folder
    if taken := [one for one in (CURRENT, *_OF_PEOPLE) if (folder / one).exists()]:
        raise EngineError(f"{folder / taken[0]} is there already; restore to another folder")
    with generations.lock(), _opened(source) as archive:
        name, manifest = _announced(archive, source)
        begun = generations.path(f"{name}.partial")
        begun.mkdir()
        try:
            for part, record in manifest.files.items():
                _take(archive, f"{name}/{part}", begun / part)
                if fault := files.fault(begun / part, record):
                    raise DamagedIndexError(f"{source}: {fault}")
            for beside in filter(archive.getnames().__contains__, _BESIDE):
                (folder / beside).write_bytes(_small(archive, beside, _MOST_BESIDE))
                files.flush(folder / beside)
            own = manifest.fingerprint, manifest.extraction_fingerprint
            return generations.publish(begun, None, *own)
        finally:
            shutil.rmtree(begun, ignore_errors=True)


def _put(archive: tarfile.TarFile, path: Path, name: str) -> None:
    data = path.read_bytes()
    archive.addfile(_entry(name, len(data)), io.BytesIO(data))


def _put_compared(
    archive: tarfile.TarFile, generations: Generations, name: str, record: FileRecord
) -> None:
    path = generations.folder / name
    with path.open("rb") as file:
        counted = _Counted(file)
        try:
            archive.addfile(_entry(name, record.size), counted)
        except tarfile.TarError as error:
            raise generations.damaged(f"{path} cannot be read: {error}") from None
        if counted.sha256 != record.sha256 or file.read(1):
            raise generations.damaged(f"{path} is not what was written (checksum)")


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size = size
    return entry


class _Counted(io.RawIOBase):
    """A file whose bytes are hashed while they are read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._sum = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._sum.update(data)
        return data

    @property
    def sha256(self) -> str:
        return self._sum.hexdigest()


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    """The archive; whatever is wrong with it is a DamagedIndexError."""
    try:
        with tarfile.open(source, mode="r:") as archive:
            yield archive
    except FileNotFoundError:
        raise EngineError(f"there is no {source}") from None
    except (tarfile.TarError, KeyError, SerializationError, ValueError) as error:
        raise DamagedIndexError(f"{source} is no backup that can be read: {error}") from error


def _announced(archive: tarfile.TarFile, source: Path) -> tuple[str, Manifest]:
    """The generation that the first entry names, and its manifest."""
    first = archive.next()
    name, _, own = (first.name if first else "").partition("/")
    if own != MANIFEST or named(seal_name(name)) != name:
        raise DamagedIndexError(f"{source} does not begin with a manifest")
    return name, unseal(_small(archive, f"{name}/{MANIFEST}", MOST_BYTES))


def _small(archive: tarfile.TarFile, name: str, most: int) -> bytes:
    entry = archive.getmember(name)
    file = archive.extractfile(entry)
    if file is None or entry.size > most:
        raise ValueError(f"{name} is no file of a backup")
    return file.read()


def _take(archive: tarfile.TarFile, name: str, target: Path) -> None:
    file = archive.extractfile(name)
    if file is None:
        raise ValueError(f"{name} is no file of a backup")
    with target.open("xb") as out:
        shutil.copyfileobj(file, out, files.BLOCK)
