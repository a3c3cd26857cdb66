"""What the last run of the indexer did ↔ a small summary that the engine keeps for the page."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from search.engine.errors import EngineError
from search.engine.protocol import Engine
from search.serialization import SerializationError, pack, unpack


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that gave no report. `place`: below the folder that was given, with that folder's own
    name, "bao-cao/2023/a.pdf": no more of the path is told. `reason`: in a few English words."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run that went through; one that was refused or killed leaves none.

    `ended`: in UTC and whole seconds. `generation`: the last one that a run published, at
    `published`; they stay where a run had nothing to write. `failures`: how many files gave no
    report; `failed`: the first of them. `passed_over`: kind of file, such as ".png" → how many were
    no reports. `unread`: how many files have pages that are pictures which nobody read.
    """

    ended: datetime
    added: int
    replaced: int
    removed: int
    unchanged: int
    failures: int
    failed: tuple[FailedFile, ...] = ()
    passed_over: Mapping[str, int] = field(default_factory=dict)
    unread: int = 0
    generation: str = ""
    published: datetime | None = None


def read_run_summary(engine: Engine) -> RunSummary | None:
    """The summary of the last run; None if there is none, or none of this form."""
    try:
        return unpack(engine.run_summary(), RunSummary)
    except SerializationError:
        return None


def keep_run_summary(engine: Engine, summary: RunSummary) -> None:
    """Keep the summary; where it cannot be written, the index is right anyway."""
    with suppress(EngineError, UnicodeEncodeError):  # a path may be no text
        engine.keep_run_summary(pack(summary))
