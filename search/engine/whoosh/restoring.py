"""A file that `backup` wrote → the index of a folder that has none: whole, or nothing."""

import hashlib
import logging
import os
import shutil
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from search.engine.errors import DamagedIndexError, EngineError
from search.engine.small_files import open_regular, read_small, write_fresh
from search.engine.whoosh import files
from search.engine.whoosh.archive_contents import (
    BESIDE,
    CONTENTS,
    OF_PEOPLE,
    expected,
    unseal_contents,
)
from search.engine.whoosh.files import FileRecord
from search.engine.whoosh.generations import CURRENT, Generations
from search.engine.whoosh.manifest import MANIFEST, MOST_BYTES, Manifest, seal_name, unseal
from search.engine.whoosh.manifest import unseal_name as named
from search.engine.whoosh.side_file import MOST_BESIDE
from search.serialization import SerializationError

_BESIDE_OF_PARTIAL = "beside"
"""The folder, in that of the generation, in which what people keep waits for its place."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Announced:
    """What an archive says that it holds. `records`: the entries beside the generation; None of an
    archive from before these had checksums."""

    generation: str
    manifest: Manifest
    sealed: bytes
    records: Mapping[str, FileRecord] | None


def restore(generations: Generations, source: Path) -> str:
    """Make what `backup` wrote the index of a folder that has none; give the generation's name.

    Nothing is taken but what the archive announces, with the bytes that it vouches for. The folder
    has no index until all of it is on the disk; what a restore that failed or was killed left does
    not stop the next one. Raises EngineError, DamagedIndexError.
    """
    folder = generations.folder
    if os.path.lexists(folder / CURRENT):
        raise _taken(folder / CURRENT)
    with _file(source) as file, generations.lock(), _opened(file, source) as archive:
        announced = _announced(archive, source)
        _refuse_others(generations, announced)
        beside = _beside(archive, announced)
        _refuse_own(folder, beside)
        begun = generations.path(f"{announced.generation}.partial")
        begun.mkdir()
        try:
            _take_generation(archive, announced, begun, source)
            return _publish(generations, announced, begun, beside)
        finally:
            files.discard(begun)


def _publish(
    generations: Generations, announced: _Announced, begun: Path, beside: Mapping[str, bytes]
) -> str:
    """Give all its place, the pointer last; where that fails, nothing of it stays."""
    folder, name = generations.folder, announced.generation
    placed: list[Path] = []
    try:
        _place(folder, begun / _BESIDE_OF_PARTIAL, beside, placed)
        generations.remove(name)  # that a killed restore left, of the same bytes
        own = announced.manifest.fingerprint, announced.manifest.extraction_fingerprint
        return generations.publish(begun, None, *own)
    except BaseException:
        if not os.path.lexists(folder / CURRENT):
            for path in placed:
                with suppress(OSError):
                    path.unlink()
            generations.remove(name)
        raise


def _place(folder: Path, waiting: Path, beside: Mapping[str, bytes], placed: list[Path]) -> None:
    """Put files beside the generations, each whole; those that were `placed` are added there."""
    waiting.mkdir()
    for name, data in beside.items():
        if name not in OF_PEOPLE or not (folder / name).exists():
            write_fresh(waiting / name, data)
            files.flush(waiting / name)
            placed.append(folder / name)
            files.rename(waiting / name, folder / name)
    waiting.rmdir()


def _refuse_others(generations: Generations, announced: _Announced) -> None:
    """Raise EngineError where a generation is there already, unless it is the one to be restored:
    a restore that was killed left that."""
    for path in generations.complete():
        same = path.name == announced.generation
        if not same or read_small(path / MANIFEST, MOST_BYTES) != announced.sealed:
            raise _taken(path)
    path = generations.path(announced.generation)
    if os.path.lexists(path) and path not in generations.complete():
        raise _taken(path)


def _refuse_own(folder: Path, beside: Mapping[str, bytes]) -> None:
    """Raise EngineError where a file of people is there already, with other bytes."""
    for name in OF_PEOPLE:
        try:
            same = read_small(folder / name, MOST_BESIDE) == beside.get(name)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise EngineError(f"{folder / name} cannot be read: {error.strerror}") from None
        if not same:
            raise _taken(folder / name)


def _taken(path: Path) -> EngineError:
    return EngineError(f"{path} is there already; restore to another folder")


def _file(source: Path) -> BufferedReader:
    try:
        return open_regular(source)
    except FileNotFoundError:
        raise EngineError(f"there is no {source}") from None
    except OSError as error:
        raise EngineError(f"cannot read {source}: {error.strerror}") from None


@contextmanager
def _opened(file: BufferedReader, source: Path) -> Iterator[tarfile.TarFile]:
    """The archive; whatever is wrong with it is a DamagedIndexError."""
    try:
        with tarfile.open(fileobj=file, mode="r:") as archive:
            yield archive
    except (tarfile.TarError, SerializationError, ValueError) as error:
        raise DamagedIndexError(f"{source} is no backup that can be read: {error}") from error


def _announced(archive: tarfile.TarFile, source: Path) -> _Announced:
    """What the first entry announces, compared with the manifest of the generation."""
    first = archive.next()
    if first is None or first.name != CONTENTS:
        return _announced_before(archive, first, source)
    contents = unseal_contents(_small(archive, CONTENTS, MOST_BYTES))
    name = contents.generation
    if named(seal_name(name)) != name:
        raise DamagedIndexError(f"{source} is of no generation: {name[:80]!r}")
    sealed = _compared(archive, f"{name}/{MANIFEST}", contents.files, MOST_BYTES)
    manifest = unseal(sealed)
    if set(contents.files) - set(BESIDE) != expected(name, manifest):
        raise DamagedIndexError(f"{source} does not hold what its generation consists of")
    return _Announced(name, manifest, sealed, contents.files)


def _announced_before(
    archive: tarfile.TarFile, first: tarfile.TarInfo | None, source: Path
) -> _Announced:
    """The same of an archive from before it said what is in it: the manifest comes first."""
    name, _, own = (first.name if first else "").partition("/")
    if own != MANIFEST or named(seal_name(name)) != name:
        raise DamagedIndexError(f"{source} does not begin with what is in it")
    sealed = _small(archive, f"{name}/{MANIFEST}", MOST_BYTES)
    found = [beside for beside in BESIDE if beside in archive.getnames()]
    _log.warning(
        "%s was made by an earlier version: the reports are compared; %s cannot be, and whether "
        "words.tsv or corrections.tsv is missing cannot be told",
        source,
        ", ".join(found) or "what people wrote",
    )
    return _Announced(name, unseal(sealed), sealed, None)


def _take_generation(
    archive: tarfile.TarFile, announced: _Announced, begun: Path, source: Path
) -> None:
    for part, record in announced.manifest.files.items():
        name = f"{announced.generation}/{part}"
        with _entry(archive, name) as file, (begun / part).open("xb") as out:
            shutil.copyfileobj(file, out, files.BLOCK)
        if fault := files.fault(begun / part, record):
            raise DamagedIndexError(f"{source}: {fault}")


def _beside(archive: tarfile.TarFile, announced: _Announced) -> dict[str, bytes]:
    """What people keep beside the generation, compared if the archive says what it was."""
    if announced.records is None:
        there = set(archive.getnames())
        return {one: _small(archive, one, MOST_BESIDE) for one in BESIDE if one in there}
    records = announced.records
    return {one: _compared(archive, one, records, MOST_BESIDE) for one in BESIDE if one in records}


def _compared(
    archive: tarfile.TarFile, name: str, records: Mapping[str, FileRecord], most: int
) -> bytes:
    if name not in records:
        raise ValueError(f"it says nothing of {name}")
    data = _small(archive, name, most)
    if hashlib.sha256(data).hexdigest() != records[name].sha256:
        raise ValueError(f"{name} is not what was written (checksum)")
    return data


def _small(archive: tarfile.TarFile, name: str, most: int) -> bytes:
    with _entry(archive, name) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError(f"{name} is too large")
    return data


def _entry(archive: tarfile.TarFile, name: str) -> BufferedReader:
    """A file of the archive. Raises ValueError where it has none of that name."""
    try:
        file = archive.extractfile(name)
    except KeyError:
        raise ValueError(f"{name} is missing; the file may be cut short") from None
    if file is None:
        raise ValueError(f"{name} is no file of a backup")
    return file  # type: ignore[return-value] # typeshed says IO
