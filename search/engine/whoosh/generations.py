"""A folder of numbered, immutable generations of files: begin, publish, check, roll back."""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from search.engine.errors import (
    DamagedIndexError,
    EngineError,
    IndexBusyError,
    NoIndexError,
    StaleIndexError,
)
from search.serialization import SerializationError, decode, encode

MANIFEST = "MANIFEST.json"
CURRENT = "CURRENT"
LOCK = "LOCK"
SMALL = 65536
"""Bytes up to which a file is compared whole whenever a generation is opened."""

_NAME = re.compile(r"g-\d{6,}")
_PARTIAL = ".partial"
"""How the name of a generation ends before it is complete, and again before it is removed."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What a file of a generation must be."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is made of, and by what.

    `fingerprint`: of what decides which terms it holds and how they lie in its files; another one
    cannot be read. `extraction_fingerprint`: of the program that turned files into reports.
    """

    fingerprint: str
    extraction_fingerprint: str
    files: dict[str, FileRecord]


class Generations:
    """The generations in one folder; the live one is the one that CURRENT names.

    A generation is built in a folder that ends in ".partial", gets its name when it is complete
    and on disk, and becomes live by one more rename. The one before it is kept. Whatever else a
    killed run left is swept away by the next writer; what is not a generation of ours stays.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> str:
        """The name of the live generation. Raises NoIndexError or DamagedIndexError."""
        return self.pointer()[0]

    def pointer(self) -> tuple[str, int]:
        """The name of the live generation, and when it became that: another pair, another state."""
        try:
            with (self.folder / CURRENT).open(encoding="ascii") as file:
                name, when = file.read().strip(), os.fstat(file.fileno()).st_mtime_ns
        except (FileNotFoundError, NotADirectoryError):
            raise NoIndexError(
                f"no index at {self.folder}; make one with: "
                f"python -m indexer index PATH... --index whoosh:{self.folder}"
            ) from None
        except (OSError, UnicodeDecodeError) as error:
            raise self.damaged(f"{self.folder / CURRENT} cannot be read: {error}") from None
        if not _NAME.fullmatch(name):
            raise self.damaged(f"{self.folder / CURRENT} names no generation: {name!r}")
        return name, when

    def path(self, name: str) -> Path:
        """The folder of a generation."""
        return self.folder / name

    def manifest(self, name: str) -> Manifest:
        """What a generation should hold. Raises DamagedIndexError."""
        path = self.path(name) / MANIFEST
        try:
            return decode(path.read_bytes(), Manifest)
        except (OSError, SerializationError) as error:
            raise self.damaged(f"{path} cannot be read: {error}") from None

    def vouch(self, name: str, fingerprint: str) -> Manifest:
        """Make sure that a generation may be opened: just its files are there, in their sizes.

        Raises DamagedIndexError, or StaleIndexError if it has another fingerprint. The bytes of
        large files are left to `damage`; those of small ones are compared here too.
        """
        manifest = self.manifest(name)
        if manifest.fingerprint != fingerprint:
            raise self.stale("the text chain")
        for file, record in manifest.files.items():
            fault = _fault(self.path(name) / file, record, whole=record.size <= SMALL)
            if fault:
                raise self.damaged(fault)
        strays = {path.name for path in self.path(name).iterdir()} - {*manifest.files, MANIFEST}
        if strays:
            raise self.damaged(f"{self.path(name) / min(strays)} does not belong there")
        return manifest

    def damage(self, name: str) -> list[str]:
        """What is wrong with the files of a generation, a line each; reads every byte."""
        faults = (
            _fault(self.path(name) / file, record, whole=True)
            for file, record in self.manifest(name).files.items()
        )
        return [fault for fault in faults if fault]

    @contextmanager
    def reading(self, name: str) -> Iterator[None]:
        """Whatever fails inside is a DamagedIndexError: files vouched for by size alone can break
        a reader in a dozen ways, none of them documented."""
        try:
            yield
        except EngineError:
            raise
        except Exception as error:
            raise self.damaged(f"{self.path(name)} cannot be read: {error!r}") from error

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the one writer, and sweep up after killed ones. Raises IndexBusyError.

        A file that cannot be written inside is an EngineError.
        """
        from filelock import FileLock, Timeout  # which searching can do without

        lock = FileLock(self.folder / LOCK, timeout=0)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout:
            raise IndexBusyError(f"another process is writing the index at {self.folder}") from None
        except OSError as error:
            raise EngineError(f"cannot write an index at {self.folder}: {error}") from None
        try:
            if (self.folder / CURRENT).is_dir():  # better said now than after a long build
                raise self.damaged(f"{self.folder / CURRENT} is a folder; move it away")
            with self.writing():
                self._sweep()
                yield
        finally:
            lock.release()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A file that cannot be written inside is an EngineError: a full disk, most often."""
        try:
            yield
        except OSError as error:
            raise EngineError(f"cannot write an index at {self.folder}: {error}") from error

    @contextmanager
    def begin(self, base: str | None) -> Iterator[Path]:
        """A folder for the next generation, holding the files of `base` as hard links.

        It is gone at the end, unless it was published.
        """
        folder = self.path(f"{self._next()}{_PARTIAL}")
        folder.mkdir()
        try:
            if base is not None:
                for file in self.manifest(base).files:
                    _link(self.path(base) / file, folder / file)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            self._fresh.unlink(missing_ok=True)

    def publish(
        self, folder: Path, base: str | None, fingerprint: str, extraction_fingerprint: str
    ) -> str:
        """Make a folder from `begin` the live generation: durable first, then visible at once.

        Gives its name.
        """
        before = self.path(base) if base else folder
        known = self.manifest(base).files if base else {}
        files = {}
        for path in sorted(folder.iterdir()):
            if path.name in known and path.samefile(before / path.name):
                files[path.name] = known[path.name]  # a hard link
            else:
                _flush(path)
                files[path.name] = FileRecord(path.stat().st_size, _sha256(path))
        manifest = folder / MANIFEST
        manifest.write_bytes(encode(Manifest(fingerprint, extraction_fingerprint, files)))
        _flush(manifest)
        _flush(folder)
        name = folder.stem
        self._write_pointer(name)  # the last that needs room on the disk
        folder.rename(self.path(name))
        _flush(self.folder)
        self._forget_rolled_back(name)
        self._switch()
        self._sweep()
        return name

    def previous(self) -> str | None:
        """The generation that a rollback would make live."""
        current = _number(self.path(self.current()))
        earlier = [path for path in self._complete() if _number(path) < current]
        return max(earlier, key=_number).name if earlier else None

    def rollback(self, fingerprint: str) -> str:
        """Make the previous generation live, under the lock; give its name.

        Raises NoIndexError, or DamagedIndexError or StaleIndexError if it could not be opened.
        """
        previous = self.previous()
        if previous is None:
            raise NoIndexError(f"{self.folder} holds no earlier generation to go back to")
        self.vouch(previous, fingerprint)
        damage = self.damage(previous)
        if damage:
            raise self.damaged("; ".join(damage))
        self._write_pointer(previous)
        self._switch()
        return previous

    def stale(self, what: str) -> StaleIndexError:
        """The error that another version of something made the index, with the way out."""
        return StaleIndexError(
            f"the index at {self.folder} was made by another version of {what}; make it anew "
            f"with: python -m indexer rebuild PATH... --index whoosh:{self.folder}"
        )

    def damaged(self, fault: str) -> DamagedIndexError:
        """The error that something of the index is not what was written, with the ways out."""
        return DamagedIndexError(
            f"{fault}; see python -m indexer check, go back with rollback, or rebuild, "
            f"each with --index whoosh:{self.folder}"
        )

    def _complete(self) -> list[Path]:
        """The generations that were built to their end; what else has such a name is not ours."""
        return [
            path
            for path in self.folder.iterdir()
            if _NAME.fullmatch(path.name) and (path / MANIFEST).is_file()
        ]

    def _next(self) -> str:
        """The name after the last one; none that is taken, by whatever."""
        last = max(map(_number, self._complete()), default=0)
        names = (f"g-{number:06d}" for number in count(last + 1))
        return next(name for name in names if not self.path(name).exists())

    @property
    def _fresh(self) -> Path:
        return self.folder / f"{CURRENT}.new"

    def _write_pointer(self, name: str) -> None:
        self._fresh.write_text(name + "\n", "ascii")
        _flush(self._fresh)

    def _switch(self) -> None:
        """Let CURRENT name what `_write_pointer` was given."""
        self._fresh.rename(self.folder / CURRENT)
        _flush(self.folder)

    def _forget_rolled_back(self, newest: str) -> None:
        """Remove what a rollback left behind, or the next one would go back to it."""
        try:
            live = _number(self.path(self.current()))
        except (NoIndexError, DamagedIndexError):
            return
        for path in self._complete():
            if path.name != newest and _number(path) > live:
                _remove(path)

    def _sweep(self) -> None:
        """Remove what is unfinished, and all generations but the live one, the one before it, and
        the last one.

        The last one stays until there is a later one, so that no number is given twice. Without
        a readable CURRENT no complete generation goes: a person may want it back.
        """
        for path in self.folder.iterdir():
            if path.suffix == _PARTIAL and _NAME.fullmatch(path.stem):
                shutil.rmtree(path, ignore_errors=True)
        try:
            keep = {self.current(), self.previous()}
        except (NoIndexError, DamagedIndexError):
            return
        complete = sorted(self._complete(), key=_number)
        keep |= {path.name for path in complete[-1:]}
        for path in complete:
            if path.name not in keep:
                _remove(path)


def _number(generation: Path) -> int:
    return int(generation.name[2:])


def _remove(generation: Path) -> None:
    """Killed on the way, it leaves what the next writer knows for a rest of ours."""
    rest = generation.with_suffix(_PARTIAL)
    with suppress(OSError):  # it stays, then
        generation.rename(rest)
    shutil.rmtree(rest, ignore_errors=True)


def _fault(path: Path, record: FileRecord, whole: bool) -> str | None:
    """What is wrong with a file, if anything; its bytes are compared if `whole`."""
    try:
        size = path.stat().st_size
        if size != record.size:
            return f"{path} has {size} bytes, not {record.size}"
        if whole and _sha256(path) != record.sha256:
            return f"{path} is not what was written (checksum)"
    except FileNotFoundError:
        return f"{path} is missing"
    except OSError as error:
        return f"{path} cannot be read: {error.strerror}"
    return None


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
