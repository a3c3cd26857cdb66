"""What the runs before found ↔ the notes that the engine keeps beside the generations."""

from collections.abc import Container, Iterable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from indexer.read.document import BadFile, is_within
from indexer.read.files import FileStatus
from search.engine.errors import EngineError
from search.engine.protocol import Engine
from search.serialization import SerializationError, pack, unpack


@dataclass(frozen=True, slots=True)
class FileNote:
    """What came of a file of one report, or one that was parsed.

    `sha256`: of its bytes. `status`: of the file when it was read; None where it tells nothing.
    `reports`: those in it, each as (the way to the part that it is, empty for the file itself; its
    digest). `bad`: what gave none, as (the way to the part, the reason, whether its content is not
    known).
    `passed_over`: the kinds of what was not meant as one. `pictures`: its pages nobody has read;
    `was_recognised`: a program has tried to.
    `failed_at`: when its reader failed, as one does that is short of time or memory on a busy
    machine; None if it did not.
    """

    sha256: str
    reports: tuple[tuple[str, str], ...] = ()
    bad: tuple[tuple[str, str, bool], ...] = ()
    passed_over: tuple[str, ...] = ()
    pictures: int = 0
    was_recognised: bool = False
    failed_at: datetime | None = None
    status: FileStatus | None = None


@dataclass(frozen=True, slots=True)
class RunNotes:
    """What a run tells the next one; all of it may be lost, and is then found again.

    `roots`: path of a root → when a run read it last, in UTC and whole seconds. `files`: path of
    a file → what came of it. `fingerprint`: of the indexer that found `files`.
    """

    roots: Mapping[str, datetime] = field(default_factory=dict)
    files: Mapping[str, FileNote] = field(default_factory=dict)
    fingerprint: str = ""

    def of_run(
        self,
        now: datetime,
        given: frozenset[str],
        known: Set[str],
        bad: Iterable[BadFile],
        files: Mapping[str, FileNote],
    ) -> "RunNotes":
        """The same, with the paths that a run reads now.

        Not those that cannot be read; and without paths of earlier runs that hold no root of the
        index any more. `known`: the roots of what the index had before the run; `files`: what came
        of those it read, or knew.
        """
        unread = {file.path for file in bad if file.unread}
        held = {
            path: at for path, at in self.roots.items() if any(is_within(r, {path}) for r in known)
        }
        elsewhere = {
            path: note
            for path, note in self.files.items()
            if path not in files and not is_within(path, given)
        }
        return replace(
            self, roots=held | dict.fromkeys(given - unread, now), files=elsewhere | dict(files)
        )

    def last_read(self, root: str) -> datetime | None:
        """When a run last read a root, or a folder that holds it; None if no note says so."""
        return max((at for path, at in self.roots.items() if is_within(root, {path})), default=None)

    def without(self, roots: Container[str]) -> "RunNotes":
        """The same, as if no run had ever been given these roots."""
        return replace(
            self,
            roots={p: at for p, at in self.roots.items() if p not in roots},
            files={p: note for p, note in self.files.items() if not is_within(p, roots)},
        )


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
    with suppress(EngineError, UnicodeEncodeError):  # a path may be no text
        engine.keep_notes(pack(notes))
