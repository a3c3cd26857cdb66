"""A folder → the Engine in it: its live generation, the next one, checks and rollback."""

from contextlib import ExitStack
from pathlib import Path
from threading import Lock

from search.engine.errors import DamagedIndexError, EngineError, NoIndexError
from search.engine.protocol import SourceRecord
from search.engine.whoosh import archive, index_format, restoring, side_file
from search.engine.whoosh.generations import LAST_RUN, NOTES, VERIFIED, Generations
from search.engine.whoosh.snapshot import WhooshSnapshot, source_records
from search.engine.whoosh.verified import keep_verified, read_verified
from search.engine.whoosh.writer import WhooshWriter


def open_url(rest: str) -> "WhooshEngine":
    """The index in the folder that the address names after `whoosh:`."""
    return WhooshEngine(Path(rest))


class WhooshEngine:
    """Generations of a Whoosh index in one folder."""

    def __init__(self, folder: Path) -> None:
        self._generations = Generations(folder)
        self._opening = Lock()
        self._live: WhooshSnapshot | None = None
        self._pointer: tuple[str, int] | None = None

    def snapshot(self) -> WhooshSnapshot:
        """The live generation; the same object until CURRENT names another one."""
        with self._opening:
            while self._live is None or self._pointer != self._generations.pointer():
                pointer = self._generations.pointer()
                try:
                    self._live = self._open(pointer[0])
                    self._pointer = pointer
                except DamagedIndexError:
                    # A generation is removed two publications later: was this one?
                    if pointer == self._generations.pointer():
                        raise
            return self._live

    def writer(self, extraction_fingerprint: str, *, anew: bool = False) -> WhooshWriter:
        """The next generation in the making, over the live one unless `anew`."""
        with ExitStack() as held:
            held.enter_context(self._generations.lock())
            base = None if anew else self._base(extraction_fingerprint)
            return WhooshWriter(self._generations, base, extraction_fingerprint, held)

    def folder(self) -> Path:
        """The folder of the generations."""
        return self._generations.folder

    def known_sources(self) -> list[SourceRecord]:
        """Where the reports of the live generation came from, whichever version made it."""
        try:
            name = self._generations.current()
            with self._generations.reading(name):
                return source_records(self._generations.path(name))
        except EngineError:
            return []

    def check(self) -> list[str]:
        """What is wrong with the live generation, one line each."""
        name = self._generations.current()
        damage = self._generations.damage(name)
        if not damage:
            snapshot = self.snapshot()
            for source in snapshot.sources():
                if not snapshot.stored(source.id):
                    damage.append(f"report {source.id} is listed and not stored")
        return damage

    def rollback(self) -> str:
        """Make the generation before the live one live again."""
        self._generations.current()  # without an index there is nothing to lock
        with self._generations.lock():
            return self._generations.rollback(index_format.format_fingerprint())

    def backup(self, target: Path) -> str:
        """Write the live generation to a file."""
        return archive.backup(self._generations, target)

    def restore(self, source: Path) -> str:
        """Make a file from `backup` the index of this folder."""
        return restoring.restore(self._generations, source)

    def notes(self) -> bytes:
        """The notes beside the generations."""
        return side_file.read(self._generations.folder / NOTES)

    def keep_notes(self, data: bytes) -> None:
        """Replace the notes beside the generations."""
        with self._generations.writing():
            side_file.write(self._generations.folder / NOTES, data)

    def run_summary(self) -> bytes:
        """The summary of the last run, beside the generations."""
        return side_file.read(self._generations.folder / LAST_RUN)

    def keep_run_summary(self, data: bytes) -> None:
        """Replace the summary beside the generations."""
        with self._generations.writing():
            side_file.write(self._generations.folder / LAST_RUN, data)

    def _open(self, name: str) -> WhooshSnapshot:
        manifest, files = self._generations.open(name, index_format.format_fingerprint())
        return WhooshSnapshot(self._generations, name, files, manifest.extraction_fingerprint)

    def _base(self, extraction_fingerprint: str) -> str | None:
        """The live generation, if there is one, compared before anything is written over it, but
        for what a run compared lately."""
        try:
            name = self._generations.current()
        except NoIndexError:
            return None
        manifest, files = self._generations.open(name, index_format.format_fingerprint())
        if manifest.extraction_fingerprint != extraction_fingerprint:
            raise self._generations.stale("the indexer")
        notes = self._generations.folder / VERIFIED
        verified = read_verified(notes)
        if damage := files.fault(lambda size: None, verified):
            raise self._generations.damaged(damage)
        keep_verified(notes, verified)
        return name
