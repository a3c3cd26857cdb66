"""An index → the roots that it remembers, each with its reports; and one of them forgotten."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from indexer.build.groups import source_table, write_groups
from indexer.build.notes import keep_notes, read_notes
from indexer.build.plan import plan_without
from indexer.build.prepare import prepare
from indexer.build.roots import RootState, state_of
from indexer.build.run import extraction_fingerprint
from indexer.build.spool import Signatures
from indexer.read.document import BadFile
from search.dates import clock
from search.engine.errors import EngineError, StaleIndexError
from search.engine.protocol import Engine, SourceRecord
from search.engine.stored import each_stored
from search.report import SourcePath


class UnknownRootError(LookupError):
    """An index has no report from this root."""

    def __init__(self, root: str) -> None:
        super().__init__(f"the index has no report from {root}; hoi-nghi roots lists what it has")


@dataclass(frozen=True, slots=True)
class KnownRoot:
    """A root that an index remembers: a folder that was given, or a file.

    `reports`: those that a file of it has; one of two roots is counted in both. `state`: what is
    there now. `last_read`: when a run read all of it last, None if that was not noted;
    `last_added`: when the newest of its reports was added; both in UTC and whole seconds.
    """

    path: str
    reports: int
    state: RootState
    last_read: datetime | None
    last_added: datetime


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What forgetting a root did: reports that left, reports that another root holds too."""

    removed: int
    kept: int
    generation: str


def known_roots(engine: Engine) -> tuple[KnownRoot, ...]:
    """The roots that an index remembers, by path; also of one that another version made.

    Raises NoIndexError, DamagedIndexError.
    """
    notes = read_notes(engine, extraction_fingerprint())
    found: defaultdict[str, list[datetime]] = defaultdict(list)
    for entry in _sources(engine):
        for root in {SourcePath.root_of(origin) for origin in entry.origins}:
            found[root].append(entry.added)
    return tuple(
        KnownRoot(root, len(added), state_of(root), notes.last_read(root), max(added))
        for root, added in sorted(found.items())
    )


def forget_root(root: str, engine: Engine) -> Forgotten:
    """Take the reports of a root out of an index, in a new generation; no file is read.

    A report that another root holds too stays, as it would be known without this one. Raises
    UnknownRootError, and the errors of `Engine.writer`; then nothing changed.
    """
    fingerprint = extraction_fingerprint()
    engine.snapshot()  # without an index there is nothing to lock
    with engine.writer(fingerprint) as writer:
        live = engine.snapshot()
        indexed = source_table(live)
        reports = sum(_is_from(entry, root) for entry in indexed)
        if not reports:
            raise UnknownRootError(root)
        plan = plan_without(root, indexed, clock.now())
        for report_id in plan.removed:
            writer.remove(report_id)
        with closing(Signatures()) as put:
            held = each_stored(live, (task.held or "" for task in plan.tasks))
            for task, (_, stored) in zip(plan.tasks, held, strict=True):
                entry = prepare(stored or b"", task)
                if isinstance(entry, BadFile):
                    raise EngineError(f"{entry.path} {entry.reason}; nothing was changed")
                writer.put(entry)
                put.put(entry.id, entry.signature)
            write_groups(writer, live, len(indexed), plan.removed, put)
        generation = writer.commit()
        keep_notes(engine, read_notes(engine, fingerprint).without({root}))
    return Forgotten(plan.lost, reports - plan.lost, generation)


def _is_from(entry: SourceRecord, root: str) -> bool:
    return any(SourcePath.root_of(origin) == root for origin in entry.origins)


def _sources(engine: Engine) -> Iterable[SourceRecord]:
    try:
        return engine.snapshot().sources()
    except StaleIndexError:
        return engine.known_sources()
