"""What the runs before found ↔ the notes that the engine keeps beside the generations."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from search.engine.errors import EngineError
from search.engine.protocol import Engine
from search.serialization import SerializationError, pack, unpack


@dataclass(frozen=True, slots=True)
class FileNote:
    """What came of a file that was parsed.

    `sha256`: of its bytes. `reports`: those in it, each as (the way to the part that it is, empty
    for the file itself; its digest). `bad`: what gave none, as (the way to the part, the reason).
    `passed_over`: the kinds of what was not meant as one. `pictures`: its pages nobody has read.
    """

    sha256: str
    reports: tuple[tuple[str, str], ...] = ()
    bad: tuple[tuple[str, str], ...] = ()
    passed_over: tuple[str, ...] = ()
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class RunNotes:
    """What a run tells the next one; all of it may be lost, and is then found again.

    `roots`: path of a root → when a run read it last, in UTC and whole seconds. `files`: path of
    a file → what came of it. `fingerprint`: of the indexer that found `files`.
    """

    roots: Mapping[str, datetime] = field(default_factory=dict)
    files: Mapping[str, FileNote] = field(default_factory=dict)
    fingerprint: str = ""

    def read_at(self, now: datetime, roots: Iterable[str]) -> "RunNotes":
        """The same, and that these roots were read now."""
        return replace(self, roots={**self.roots, **dict.fromkeys(roots, now)})


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
