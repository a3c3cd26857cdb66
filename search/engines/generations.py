"""A folder of numbered, immutable generations of files: begin, publish, check, roll back."""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from search.engine import (
    DamagedIndexError,
    EngineError,
    IndexBusyError,
    NoIndexError,
    StaleIndexError,
)
from search.record import RecordError, decode, encode

MANIFEST = "MANIFEST.json"
CURRENT = "CURRENT"
LOCK = "LOCK"
FORMAT = 1
_NAME = re.compile(r"g-\d{6,}")


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What a file of a generation must be."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is made of, and by what: see `search.schema.fingerprint`."""

    format: int
    fingerprint: str
    recipe: str
    files: dict[str, FileRecord]


class Generations:
    """The generations in one folder; the live one is the one that CURRENT names.

    A generation is built in a folder of its own and becomes live by one rename, after all its
    files are on disk. The one before it is kept. Whatever else a killed run left is swept away
    by the next writer.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> str:
        """The name of the live generation. Raises NoIndexError."""
        try:
            name = (self.folder / CURRENT).read_text("ascii").strip()
        except (FileNotFoundError, NotADirectoryError):
            raise NoIndexError(
                f"no index at {self.folder}; make one with: "
                f"python -m indexer index PATH... --index whoosh:{self.folder}"
            ) from None
        except (OSError, UnicodeDecodeError) as error:
            raise DamagedIndexError(f"{self.folder / CURRENT} cannot be read: {error}") from None
        if not _NAME.fullmatch(name):
            raise DamagedIndexError(f"{self.folder / CURRENT} names no generation: {name!r}")
        return name

    def path(self, name: str) -> Path:
        """The folder of a generation."""
        return self.folder / name

    def manifest(self, name: str) -> Manifest:
        """What a generation should hold. Raises DamagedIndexError."""
        path = self.path(name) / MANIFEST
        try:
            manifest = decode(path.read_bytes(), Manifest)
        except (OSError, RecordError) as error:
            raise DamagedIndexError(f"{path} cannot be read: {error}") from None
        if manifest.format != FORMAT:
            raise StaleIndexError(self._rebuild(f"is of format {manifest.format}, not {FORMAT}"))
        return manifest

    def vouch(self, name: str, fingerprint: str) -> Manifest:
        """Make sure that a generation may be opened: its files are all there, in their sizes.

        Raises DamagedIndexError, or StaleIndexError if another text chain made it. The bytes of
        large files are left to `damage`; those of small ones are compared here too.
        """
        manifest = self.manifest(name)
        if manifest.fingerprint != fingerprint:
            raise StaleIndexError(self._rebuild("was made by another version of the text chain"))
        for file, record in manifest.files.items():
            path = self.path(name) / file
            if not path.is_file() or path.stat().st_size != record.size:
                raise DamagedIndexError(f"{path} is missing or of a wrong size")
            if record.size < 65536 and _sha256(path) != record.sha256:
                raise DamagedIndexError(f"{path} is not what was written")
        return manifest

    def damage(self, name: str) -> list[str]:
        """What is wrong with the files of a generation, a line each; reads every byte."""
        found = []
        for file, record in self.manifest(name).files.items():
            path = self.path(name) / file
            if not path.is_file():
                found.append(f"{path} is missing")
            elif path.stat().st_size != record.size:
                found.append(f"{path} has {path.stat().st_size} bytes, not {record.size}")
            elif _sha256(path) != record.sha256:
                found.append(f"{path} is not what was written (checksum)")
        return found

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the one writer, and sweep up after killed ones. Raises IndexBusyError."""
        lock = FileLock(self.folder / LOCK, timeout=0)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout:
            raise IndexBusyError(f"another process is writing the index at {self.folder}") from None
        except OSError as error:
            raise EngineError(f"cannot write an index at {self.folder}: {error}") from None
        try:
            self._sweep()
            yield
        finally:
            lock.release()

    def begin(self, base: str | None) -> Path:
        """A folder for the next generation, holding the files of `base` as hard links."""
        last = max((int(path.name[2:]) for path in self._all()), default=0)
        folder = self.path(f"g-{last + 1:06d}")
        folder.mkdir()
        if base is not None:
            for file in self.manifest(base).files:
                _link(self.path(base) / file, folder / file)
        return folder

    def publish(self, folder: Path, base: str | None, fingerprint: str, recipe: str) -> None:
        """Make a folder from `begin` the live generation: durable first, then visible at once."""
        known = self.manifest(base).files if base else {}
        files = {}
        for path in sorted(folder.iterdir()):
            linked = base is not None and path.name in known
            if linked and path.samefile(self.path(base or "") / path.name):
                files[path.name] = known[path.name]
            else:
                _flush(path)
                files[path.name] = FileRecord(path.stat().st_size, _sha256(path))
        manifest = folder / MANIFEST
        manifest.write_bytes(encode(Manifest(FORMAT, fingerprint, recipe, files)))
        _flush(manifest)
        _flush(folder)
        _flush(self.folder)
        self._point_to(folder.name)
        self._sweep()

    def previous(self) -> str | None:
        """The generation that a rollback would make live."""
        current = self.current()
        earlier = [path.name for path in self._all() if path.name < current]
        return max(earlier, default=None)

    def rollback(self) -> str:
        """Make the previous generation live, under the lock. Raises NoIndexError, Damaged..."""
        previous = self.previous()
        if previous is None:
            raise NoIndexError(f"{self.folder} holds no earlier generation to go back to")
        damage = self.damage(previous)
        if damage:
            raise DamagedIndexError("; ".join(damage))
        self._point_to(previous)
        return previous

    def discard(self, folder: Path) -> None:
        """Forget a folder from `begin`."""
        shutil.rmtree(folder, ignore_errors=True)

    def _rebuild(self, why: str) -> str:
        return (
            f"the index at {self.folder} {why}; make it anew with: "
            f"python -m indexer rebuild PATH... --index whoosh:{self.folder}"
        )

    def _all(self) -> list[Path]:
        return [path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)]

    def _point_to(self, name: str) -> None:
        fresh = self.folder / f"{CURRENT}.new"
        fresh.write_text(name + "\n", "ascii")
        _flush(fresh)
        fresh.rename(self.folder / CURRENT)
        _flush(self.folder)

    def _sweep(self) -> None:
        """Remove all generations but the live one and the one before it."""
        keep: set[str | None] = set()
        try:
            keep = {self.current(), self.previous()}
        except NoIndexError:
            pass  # nothing was ever published, so nothing is worth keeping
        except DamagedIndexError:
            return  # CURRENT is damaged: a person should look first
        for path in self._all():
            if path.name not in keep:
                shutil.rmtree(path, ignore_errors=True)


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
