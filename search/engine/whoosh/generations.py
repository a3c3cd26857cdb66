"""A folder → its numbered, immutable generations of files: begun, published, checked, restored."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from search.engine.errors import (
    DamagedIndexError,
    EngineError,
    LeftUndoneError,
    NoIndexError,
    StaleIndexError,
)
from search.engine.small_files import open_regular, write_fresh
from search.engine.whoosh import files, ways_out
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
from search.engine.whoosh.writer_lock import only_writer
from search.serialization import SerializationError

CURRENT, NOTES, LAST_RUN, VERIFIED = "CURRENT", "NOTES", "LAST_RUN", "VERIFIED"

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
            with open_regular(self.folder / CURRENT) as file:
                data, when = file.read(80), os.fstat(file.fileno()).st_mtime_ns
            line = data.decode("ascii").replace("\r\n", "\n")  # by hand, on Windows
        except (FileNotFoundError, NotADirectoryError):
            raise ways_out.no_index(self.folder) from None
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
            with open_regular(path) as file:
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

        A large file is not compared first; what a reader raises over a damaged one nobody tells.
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
        with only_writer(self.folder):
            if (self.folder / CURRENT).is_dir():  # better raised now than after a long build
                raise self.damaged(f"{self.folder / CURRENT} is a folder; move it away")
            with self.writing():
                self._sweep()
                yield

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
            files.discard(folder)
            with suppress(OSError):  # the next writer removes it
                self._fresh.unlink(missing_ok=True)

    def publish(
        self, folder: Path, base: str | None, fingerprint: str, extraction_fingerprint: str
    ) -> str:
        """Make a folder from `begin` the live generation; give its name. Raises DamagedIndexError.

        All is on the disk before anything gets its name; the pointer is renamed last.
        """
        known = self.manifest(base).files if base else {}
        try:
            records = flushed(folder, self.path(base) if base else folder, known)
        except FaultError as error:
            raise self.damaged(str(error)) from None
        manifest = folder / MANIFEST
        manifest.write_bytes(seal(Manifest(fingerprint, extraction_fingerprint, records)))
        files.flush(manifest)
        files.flush(folder)
        name = folder.stem
        self._write_pointer(name)  # the last that needs room on the disk
        files.rename(folder, self.path(name))
        files.flush(self.folder)
        self._forget_rolled_back(name)
        self._switch(name)
        with self._after(name):
            self._sweep()
        return name

    def previous(self) -> str | None:
        """The generation that a rollback would make live."""
        current = _number(self.path(self.current()))
        earlier = [path for path in self.complete() if _number(path) < current]
        return max(earlier, key=_number).name if earlier else None

    def rollback(self, fingerprint: str) -> str:
        """Make the previous generation live, under the lock; give its name.

        Raises NoIndexError, or DamagedIndexError or StaleIndexError if it could not be opened.
        """
        if (previous := self.previous()) is None:
            self._refuse_lost()
            raise NoIndexError(f"{self.folder} holds no earlier generation to go back to")
        self.open(previous, fingerprint)
        if damage := self.damage(previous):
            raise self.damaged("; ".join(damage))
        self._write_pointer(previous)
        self._switch(previous)
        return previous

    def _refuse_lost(self) -> None:
        """Raise DamagedIndexError where an earlier generation is there that lost its manifest."""
        current = _number(self.path(self.current()))
        for path in self.folder.iterdir():
            if _NAME.fullmatch(path.name) and _number(path) < current:
                raise self.damaged(f"{path / MANIFEST} is missing")

    def remove(self, name: str) -> None:
        """Remove a generation that is not live, if it is there; killed, the next writer does."""
        rest = self.path(f"{self._next()}{_PARTIAL}")
        if self.path(name).exists():
            files.rename(self.path(name), rest)
            files.discard(rest)

    def stale(self, what: str) -> StaleIndexError:
        """The error that another version of something made the index, with the way out."""
        return ways_out.stale(self.folder, what)

    def damaged(self, fault: str) -> DamagedIndexError:
        """The error that something of the index is not what was written, with the ways out."""
        return ways_out.damaged(self.folder, fault)

    def complete(self) -> list[Path]:
        """The folders of complete generations; another folder of such a name is not ours."""
        named = [path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)]
        return [path for path in named if (path / MANIFEST).is_file()]

    def _next(self) -> str:
        """The name for the next generation, after the last one; no file or folder has it."""
        last = max(map(_number, self.complete()), default=0)
        names = (f"g-{number:06d}" for number in count(last + 1))
        return next(name for name in names if not self.path(name).exists())

    def _write_pointer(self, name: str) -> None:
        write_fresh(self._fresh, seal_name(name).encode("ascii"))
        files.flush(self._fresh)

    def _switch(self, name: str) -> None:
        """Let CURRENT name what `_write_pointer` was given. Raises OSError, LeftUndoneError."""
        files.rename(self._fresh, self.folder / CURRENT)
        with self._after(name):
            files.flush(self.folder)

    @contextmanager
    def _after(self, name: str) -> Iterator[None]:
        """What is done when a generation is live already: an OSError is a LeftUndoneError."""
        try:
            yield
        except OSError as error:
            raise LeftUndoneError(f"generation {name} is live and whole; then: {error}") from error

    def _forget_rolled_back(self, newest: str) -> None:
        """Remove what a rollback left behind, or the next rollback would go back to it."""
        try:
            live = _number(self.path(self.current()))
        except (NoIndexError, DamagedIndexError):
            return
        for path in self.complete():
            if path.name != newest and _number(path) > live:
                _remove(path)

    def _sweep(self) -> None:
        """Remove unfinished folders, and generations other than the live, previous and last one.

        The last one stays until there is a later one, so that no number is given twice. Without
        a readable CURRENT no complete generation goes: a person may want it back.
        """
        for path in self.folder.iterdir():
            if path.suffix == _PARTIAL and _NAME.fullmatch(path.stem):
                files.discard(path)
        for fresh in (NOTES, LAST_RUN, VERIFIED, CURRENT):
            (self.folder / f"{fresh}.new").unlink(missing_ok=True)
        try:
            keep = {self.current(), self.previous()}
        except (NoIndexError, DamagedIndexError):
            return
        complete = sorted(self.complete(), key=_number)
        for path in complete[:-1]:
            if path.name not in keep:
                _remove(path)


def _number(generation: Path) -> int:
    return int(generation.name[2:])


def _remove(generation: Path) -> None:
    """Remove a generation; if this is killed half-way, the next writer removes the rest."""
    rest = generation.with_suffix(_PARTIAL)
    with suppress(OSError):  # then it stays
        generation.rename(rest)
    files.discard(rest)
