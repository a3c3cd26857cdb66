"""A folder → its numbered, immutable generations of files: begun, published, checked, restored."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from search.engine.errors import (
    DamagedIndexError,
    EngineError,
    IndexBusyError,
    NoIndexError,
    StaleIndexError,
)
from search.engine.whoosh import files
from search.engine.whoosh.files import FaultError
from search.engine.whoosh.generation_files import GenerationFiles, Verified, flushed
from search.engine.whoosh.manifest import (
    MANIFEST,
    MOST_BYTES,
    Manifest,
    seal,
    seal_name,
    unseal,
    unseal_name,
)
from search.serialization import SerializationError

CURRENT = "CURRENT"
LOCK = "LOCK"
NOTES = "NOTES"
LAST_RUN = "LAST_RUN"

_NAME = re.compile(r"g-\d{6,}")
_PARTIAL = ".partial"
"""How the name of a generation ends before it is complete, and again before it is removed."""


class Generations:
    """The generations in one folder; the live one is the one that CURRENT names.

    A generation is built in a folder whose name ends in ".partial". It gets its own name when it
    is complete and on the disk, and becomes live by one more rename. The generation before it is
    kept. What else a killed run left is removed by the next writer; a folder that is not a
    generation of ours stays, whatever its name.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.verified: Verified = {}
        self._fresh = folder / f"{CURRENT}.new"

    def current(self) -> str:
        """The name of the live generation. Raises NoIndexError or DamagedIndexError."""
        return self.pointer()[0]

    def pointer(self) -> tuple[str, int]:
        """The name of the live generation, and when it became live, in ns since 1970.

        Another pair means that something was published or rolled back. Raises NoIndexError or
        DamagedIndexError.
        """
        try:
            with (self.folder / CURRENT).open(encoding="ascii") as file:
                line, when = file.read(80), os.fstat(file.fileno()).st_mtime_ns
        except (FileNotFoundError, NotADirectoryError):
            raise NoIndexError(
                f"no index at {self.folder}; make one with: "
                f"python -m indexer index PATH... --index whoosh:{self.folder}"
            ) from None
        except (OSError, UnicodeDecodeError) as error:
            raise self.damaged(f"{self.folder / CURRENT} cannot be read: {error}") from None
        name = unseal_name(line)
        if name is None:
            raise self.damaged(f"{self.folder / CURRENT} names no generation: {line!r}")
        return name, when

    def path(self, name: str) -> Path:
        """The folder of a generation."""
        return self.folder / name

    def manifest(self, name: str) -> Manifest:
        """What a generation consists of. Raises DamagedIndexError."""
        path = self.path(name) / MANIFEST
        try:
            with path.open("rb") as file:
                return unseal(file.read(MOST_BYTES + 1))
        except (OSError, SerializationError) as error:
            raise self.damaged(f"{path} cannot be read: {error}") from None

    def open(self, name: str, fingerprint: str) -> tuple[Manifest, GenerationFiles]:
        """The manifest of a generation and its files, if they are there, of the right sizes, and
        no others (`GenerationFiles.vouched`).

        Raises DamagedIndexError, or StaleIndexError if it has another fingerprint.
        """
        manifest = self.manifest(name)
        if manifest.fingerprint != fingerprint:
            raise self.stale("the text chain")
        with self.reading(name):
            return manifest, GenerationFiles.vouched(self.path(name), manifest)

    def damage(self, name: str) -> list[str]:
        """What is wrong with the files of a generation, one line each; reads every byte."""
        records, folder = self.manifest(name).files, self.path(name)
        faults = [files.fault(folder / file, record) for file, record in records.items()]
        return [*filter(None, (*faults, files.stray(folder, (*records, MANIFEST))))]

    @contextmanager
    def reading(self, name: str) -> Iterator[None]:
        """Turns whatever is raised inside into a DamagedIndexError, but EngineErrors.

        A large file is opened after a look at its size alone; what a reader raises over a damaged
        one is documented nowhere.
        """
        try:
            yield
        except EngineError:
            raise
        except FaultError as error:
            raise self.damaged(str(error)) from None
        except Exception as error:
            raise self.damaged(f"{self.path(name)} cannot be read: {error!r}") from error

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the only writer, and remove what killed ones left. Raises IndexBusyError.

        The lock ends with its process. A file that cannot be written inside is an EngineError.
        """
        from filelock import FileLock, Timeout  # here, for searching needs no lock

        lock = FileLock(self.folder / LOCK, timeout=0)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout:
            raise IndexBusyError(f"another process is writing the index at {self.folder}") from None
        except OSError as error:
            raise EngineError(f"cannot write an index at {self.folder}: {error}") from None
        try:
            if (self.folder / CURRENT).is_dir():  # better raised now than after a long build
                raise self.damaged(f"{self.folder / CURRENT} is a folder; move it away")
            with self.writing():
                self._sweep()
                yield
        finally:
            lock.release()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Turns an OSError inside into an EngineError: mostly the disk is full."""
        try:
            yield
        except OSError as error:
            raise EngineError(f"cannot write an index at {self.folder}: {error}") from error

    @contextmanager
    def begin(self, base: str | None) -> Iterator[Path]:
        """A folder for the next generation, with the files of `base` as hard links.

        It is removed at the end, unless it was published.
        """
        folder = self.path(f"{self._next()}{_PARTIAL}")
        folder.mkdir()
        try:
            if base is not None:
                for file in self.manifest(base).files:
                    files.link(self.path(base) / file, folder / file)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            self._fresh.unlink(missing_ok=True)

    def publish(
        self, folder: Path, base: str | None, fingerprint: str, extraction_fingerprint: str
    ) -> str:
        """Make a folder from `begin` the live generation, and give its name.

        All is on the disk before anything gets its name; the pointer is renamed last.
        """
        known = self.manifest(base).files if base else {}
        records = flushed(folder, self.path(base) if base else folder, known)
        manifest = folder / MANIFEST
        manifest.write_bytes(seal(Manifest(fingerprint, extraction_fingerprint, records)))
        files.flush(manifest)
        files.flush(folder)
        name = folder.stem
        self._write_pointer(name)  # the last that needs room on the disk
        files.rename(folder, self.path(name))
        files.flush(self.folder)
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
        self.open(previous, fingerprint)
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
        """The folders of complete generations; another folder of such a name is not ours."""
        named = [path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)]
        return [path for path in named if (path / MANIFEST).is_file()]

    def _next(self) -> str:
        """The name for the next generation, after the last one; no file or folder has it."""
        last = max(map(_number, self._complete()), default=0)
        names = (f"g-{number:06d}" for number in count(last + 1))
        return next(name for name in names if not self.path(name).exists())

    def _write_pointer(self, name: str) -> None:
        self._fresh.write_text(seal_name(name), "ascii")
        files.flush(self._fresh)

    def _switch(self) -> None:
        """Let CURRENT name what `_write_pointer` was given."""
        files.rename(self._fresh, self.folder / CURRENT)
        files.flush(self.folder)

    def _forget_rolled_back(self, newest: str) -> None:
        """Remove what a rollback left behind, or the next rollback would go back to it."""
        try:
            live = _number(self.path(self.current()))
        except (NoIndexError, DamagedIndexError):
            return
        for path in self._complete():
            if path.name != newest and _number(path) > live:
                _remove(path)

    def _sweep(self) -> None:
        """Remove unfinished folders, and generations other than the live, previous and last one.

        The last one stays until there is a later one, so that no number is given twice. Without
        a readable CURRENT no complete generation goes: a person may want it back.
        """
        for path in self.folder.iterdir():
            if path.suffix == _PARTIAL and _NAME.fullmatch(path.stem):
                shutil.rmtree(path, ignore_errors=True)
        for beside in (NOTES, LAST_RUN):
            (self.folder / f"{beside}.new").unlink(missing_ok=True)
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
    """Remove a generation; if this is killed half-way, the next writer removes the rest."""
    rest = generation.with_suffix(_PARTIAL)
    with suppress(OSError):  # then it stays
        generation.rename(rest)
    shutil.rmtree(rest, ignore_errors=True)
