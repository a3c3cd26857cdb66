"""Folders and files → the next generation of an index: what is new, changed or gone."""

from collections.abc import Container, Generator, Iterable, Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from indexer.build.by_hand import corrected_reports
from indexer.build.claims import content_of
from indexer.build.groups import records, write_groups
from indexer.build.guard import MostFailedError as MostFailedError
from indexer.build.guard import NothingToIndexError as NothingToIndexError
from indexer.build.guard import RebuildGuard, guard_of, refuse
from indexer.build.guard import TooManyRemovalsError as TooManyRemovalsError
from indexer.build.notes import FileNote, keep_notes, read_notes
from indexer.build.outcome import Outcome as Outcome
from indexer.build.plan import Plan, make_plan
from indexer.build.prepare import Prepared, prepare_all
from indexer.build.reading import FilesRead, FoundBefore, Item, Progress, read_files
from indexer.build.spool import Signatures, Spool
from indexer.build.summary import summarise
from indexer.read.contents import DEFAULT, ReadOptions
from indexer.read.document import BadFile, absolute, is_within
from search.dates import clock
from search.engine.errors import NoIndexError, StaleIndexError
from search.engine.protocol import Engine, Snapshot, SourceRecord, Writer
from search.index.fingerprint import digest
from search.report import SourcePath


def _silently(items: Iterable[Item], total: int, unit: str) -> Iterable[Item]:
    return items


def build(
    paths: Sequence[Path],
    engine: Engine,
    *,
    anew: bool = False,
    dry_run: bool = False,
    allow_removals: bool = False,
    options: ReadOptions = DEFAULT,
    jobs: int = 1,
    progress: Progress = _silently,
    now: datetime | None = None,
) -> Outcome:
    """Bring an index up to date with files, or make it `anew` from them alone.

    `now`: when new reports are added, in UTC and whole seconds; None: when it begins to write.
    Raises RefusedRunError and the errors of the engine; the index is then as it was.
    """
    writing = nullcontext() if dry_run else engine.writer(extraction_fingerprint(), anew=anew)
    with writing as writer, closing(Spool()) as spool, closing(Signatures()) as put:
        live = None if anew else _live(engine)
        indexed = records(live) if live else []
        given, notes = frozenset(map(absolute, paths)), read_notes(engine, extraction_fingerprint())
        before = _found_before(indexed, {} if anew else notes.files, now or clock.now())
        options = _within(options, given, before)
        files = read_files(given, before, options, jobs, progress, spool).prefer_whole(indexed)
        known, by_hand = engine.known_sources() if anew else [], corrected_reports(engine, live)
        plan = make_plan(given, files, indexed, before.now, known, by_hand)
        guard = guard_of(known, given, is_off=allow_removals) if anew else None
        refuse(plan, guard, is_off=allow_removals)
        if writer is None or (live is not None and plan.changes_nothing):
            outcome = _outcome(plan, files)
        else:
            made = prepare_all(plan.tasks, live, spool, options, jobs)
            outcome = _carry_out(plan, files, writer, progress, made, put, guard)
            plan = plan.without_tasks()  # they take as much memory as what follows
            outcome = replace(outcome, generation=_publish(writer, live, plan.removed, put))
        if writer is not None:
            keep_notes(engine, notes.of_run(before.now, given, indexed, plan.bad, files.notes))
            summarise(engine, outcome, given, clock.now() if now is None else now)
    return outcome


def _within(options: ReadOptions, given: frozenset[str], before: FoundBefore) -> ReadOptions:
    """The options of a run: links lead to what is given, and to roots elsewhere that once were."""
    elsewhere = {root for root in before.roots if not is_within(root, given)}
    return options.for_paths(given | elsewhere)


def _carry_out(
    plan: Plan,
    files: FilesRead,
    writer: Writer,
    progress: Progress,
    made: Generator[Prepared, None, None],
    put: Signatures,
    guard: RebuildGuard | None,
) -> Outcome:
    """Write the reports of the next generation. `made`: the entry of each task, or why there is
    none. Raises RefusedRunError."""
    files.forget_claims()
    # closed at once if anything goes wrong here, or its processes would work on
    with closing(made) as entries:
        bad = _write(plan, writer, progress(entries, len(plan.tasks), "reports"), put)
    if guard is not None and bad:
        done = [task for task in plan.tasks if task.becomes.id in put]
        guard.refuse(done, (*plan.bad, *bad))
    return _outcome(plan, files, put, bad)


def _publish(
    writer: Writer, live: Snapshot | None, removed: Container[str], put: Signatures
) -> str:
    """Group the near-identical reports, and publish the generation; its name."""
    write_groups(writer, live, removed, put)
    return writer.commit()


def _live(engine: Engine) -> Snapshot | None:
    """The generation to bring up to date, if there is one. Raises StaleIndexError."""
    try:
        live = engine.snapshot()
    except NoIndexError:
        return None
    if live.extraction_fingerprint != extraction_fingerprint():
        raise StaleIndexError("another version of the indexer made this index: rebuild it")
    return live


def _found_before(
    indexed: Sequence[SourceRecord], notes: Mapping[str, FileNote], now: datetime
) -> FoundBefore:
    contents = {content_of(entry.id, entry.digest, entry.origins[0]) for entry in indexed}
    roots = {SourcePath.of(origin).root for entry in indexed for origin in entry.origins}
    return FoundBefore(roots, contents, notes, now)


def _write(
    plan: Plan, writer: Writer, entries: Iterable[Prepared], put: Signatures
) -> list[BadFile]:
    """Remove and put what a plan says, keep the signatures of what was `put`; what could not be."""
    for report_id in plan.removed:
        writer.remove(report_id)
    bad: list[BadFile] = []
    for prepared in entries:
        if isinstance(prepared, BadFile):
            bad.append(prepared)
        else:
            writer.put(prepared)
            put.put(prepared.id, prepared.signature)
    return bad


def _outcome(
    plan: Plan,
    files: FilesRead,
    put: Container[str] | None = None,
    bad: Iterable[BadFile] = (),
) -> Outcome:
    """What came of a plan. `put`: the ids that were written; all that it has, if nothing was to be
    written."""
    done = {task.becomes.id for task in plan.tasks if put is None or task.becomes.id in put}
    return Outcome(
        added=len(plan.added & done),
        replaced=len(done - plan.added),
        removed=len(plan.removed),
        unchanged=plan.unchanged,
        bad=(*plan.bad, *bad),
        generation=None,
        passed_over=files.passed_over,
        partly=files.partly,
        moved=plan.moved,
        same=files.same,
        links=tuple(files.links),
    )


@cache
def extraction_fingerprint(folder: Path = Path(__file__).parents[1]) -> str:
    """A fingerprint of this package: another one makes other reports of the same files.

    `folder`: where the package `indexer` is.
    """
    return digest(folder, ["."])
