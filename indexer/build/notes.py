"""What the runs before found ↔ the notes that the engine keeps beside the generations."""

from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from indexer.read.document import BadFile, SourcePath, absolute, is_within
from search.engine.errors import EngineError
from search.engine.protocol import Engine, SourceRecord
from search.serialization import SerializationError, pack, unpack


@dataclass(frozen=True, slots=True)
class FileNote:
    """What came of the bytes of a file.

    `reason`: why they give no report; None if they give one, or several. `parts`: what they hold,
    each as (its name inside the file, the digest of its bytes); none of a file that holds no other.
    """

    reason: str | None = None
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RunNotes:
    """What a run tells the next one; all of it may be lost, and is then found again.

    `roots`: path of a root → when a run read it last, in UTC and whole seconds. `files`: digest of
    the bytes of a file → what came of them. `fingerprint`: of the indexer that found `files`.
    """

    roots: Mapping[str, datetime] = field(default_factory=dict)
    files: Mapping[str, FileNote] = field(default_factory=dict)
    fingerprint: str = ""

    def of_run(
        self,
        now: datetime,
        paths: Iterable[Path],
        indexed: Iterable[SourceRecord],
        bad: Iterable[BadFile],
    ) -> "RunNotes":
        """The same, with the paths that a run reads now.

        Not those that cannot be read; and without paths of earlier runs that hold no root of the
        index any more. `indexed`: what the index had before the run.
        """
        unread = {file.path for file in bad if file.unread}
        given = set(map(absolute, paths))
        known = {SourcePath.of(origin).root for entry in indexed for origin in entry.origins}
        held = {
            path: at for path, at in self.roots.items() if any(is_within(r, {path}) for r in known)
        }
        return replace(self, roots=held | dict.fromkeys(given - unread, now))

    def last_read(self, root: str) -> datetime | None:
        """When a run last read a root, or a folder that holds it; None if no note says so."""
        return max((at for path, at in self.roots.items() if is_within(root, {path})), default=None)

    def without(self, roots: Container[str]) -> "RunNotes":
        """The same, as if no run had ever been given these roots."""
        return replace(self, roots={p: at for p, at in self.roots.items() if p not in roots})


def read_notes(engine: Engine, fingerprint: str) -> RunNotes:
    """The notes of the last run; empty ones if there are none, or none of this form.

    `fingerprint`: of the indexer today; another one may make other things of a file, so what was
    found of files by an indexer of another is left out.
    """
    try:
        found = unpack(engine.notes(), RunNotes)
    except SerializationError:
        return RunNotes(fingerprint=fingerprint)
    if found.fingerprint == fingerprint:
        return found
    return RunNotes(roots=found.roots, fingerprint=fingerprint)


def keep_notes(engine: Engine, notes: RunNotes) -> None:
    """Keep the notes for the next run; where they cannot be written, the index is right anyway."""
    with suppress(EngineError):
        engine.keep_notes(pack(notes))
