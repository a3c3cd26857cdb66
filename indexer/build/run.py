"""Folders and files → the next generation of an index: what is new, changed or gone."""

from collections.abc import Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from indexer.build.by_hand import corrected_reports
from indexer.build.carry_out import PlannedRun, carry_out, outcome_of
from indexer.build.claims import roots_of
from indexer.build.found_before import FoundBefore
from indexer.build.groups import source_table
from indexer.build.guard import MostFailedError as MostFailedError
from indexer.build.guard import NothingToIndexError as NothingToIndexError
from indexer.build.guard import TooManyRemovalsError as TooManyRemovalsError
from indexer.build.guard import guard_of, refuse
from indexer.build.notes import keep_notes, read_notes
from indexer.build.outcome import Outcome as Outcome
from indexer.build.parts import carry_out_part, plan_of_part, written_before
from indexer.build.plan import make_plan
from indexer.build.reading import Progress, read_files, silently
from indexer.build.spool import Spool
from indexer.build.summary import summarise
from indexer.read.contents import DEFAULT, ReadOptions
from indexer.read.document import absolute, is_within
from search.dates import clock
from search.engine.errors import BadAddressError, NoIndexError, StaleIndexError
from search.engine.parts import InParts, RunPart
from search.engine.protocol import Engine, Snapshot
from search.engine.tables import SourceTable
from search.index.fingerprint import digest


@dataclass(frozen=True, slots=True)
class _Way:
    """How a run is made; see `build`."""

    anew: bool
    allow_removals: bool
    options: ReadOptions
    jobs: int
    progress: Progress


def build(
    paths: Sequence[Path],
    engine: Engine,
    *,
    anew: bool = False,
    dry_run: bool = False,
    allow_removals: bool = False,
    options: ReadOptions = DEFAULT,
    jobs: int = 1,
    progress: Progress = silently,
    now: datetime | None = None,
    part: RunPart | None = None,
) -> Outcome:
    """Bring an index up to date with files, or make it `anew` from them alone.

    `now`: when new reports are added, in UTC and whole seconds; None: when it begins to write.
    `part`: which part of the run this process writes, None for all of it; others write the rest,
    the last of them publishes, and `now` is when the first began. Raises RefusedRunError and the
    errors of the engine; the index is then as it was.
    """
    way = _Way(anew, allow_removals, options, jobs, progress)
    if part is not None:
        return _build_part(paths, engine, way, now, part, dry_run=dry_run)
    writing = nullcontext() if dry_run else engine.writer(extraction_fingerprint(), anew=anew)
    with writing as writer, closing(Spool()) as spool:
        run = _planned(paths, engine, way, now or clock.now(), spool)
        if writer is None:
            return outcome_of(run.plan, run.files)
        outcome = carry_out(run, writer)
        _keep(engine, run, outcome, now)
    return outcome


def _build_part(
    paths: Sequence[Path],
    engine: Engine,
    way: _Way,
    now: datetime | None,
    part: RunPart,
    *,
    dry_run: bool,
) -> Outcome:
    """Write one part of a run, or tell what it would write. Raises BadAddressError where an engine
    is written by one process."""
    if not isinstance(engine, InParts):
        raise BadAddressError("one process writes this index; use --jobs instead of --part")
    fingerprint, now_here = extraction_fingerprint(), now or clock.now()
    with closing(Spool()) as spool:
        if dry_run:
            run = _planned(paths, engine, way, now_here, spool)
            return replace(outcome_of(plan_of_part(run.plan, part), run.files), part=part)
        with engine.part_writer(fingerprint, part, now_here, anew=way.anew) as writer:
            if writer.is_written and writer.missing:
                return written_before(part, writer)
            run = _planned(paths, engine, way, writer.began, spool)
            outcome = carry_out_part(run, writer, part)
            if not outcome.missing:
                _keep(engine, run, outcome, now)
    return outcome


def _planned(
    paths: Sequence[Path], engine: Engine, way: _Way, now: datetime, spool: Spool
) -> PlannedRun:
    """Read the files, and compare them with the index. Raises RefusedRunError."""
    live = None if way.anew else _live(engine)
    indexed = source_table(live) if live else SourceTable.of(())
    given, notes = frozenset(map(absolute, paths)), read_notes(engine, extraction_fingerprint())
    before = FoundBefore(indexed, {} if way.anew else notes.files, now)
    options = _within(way.options, given, before)
    files = read_files(given, before, options, way.jobs, way.progress, spool)
    files = files.prefer_whole(indexed)
    known, by_hand = engine.known_sources() if way.anew else [], corrected_reports(engine, live)
    plan = make_plan(given, files, indexed, now, known, by_hand)
    guard = guard_of(known, given, is_off=way.allow_removals) if way.anew else None
    refuse(plan, guard, is_off=way.allow_removals)
    return PlannedRun(
        given, now, plan, files, live, indexed, notes, guard, spool, options, way.jobs, way.progress
    )


def _keep(engine: Engine, run: PlannedRun, outcome: Outcome, now: datetime | None) -> None:
    """Keep what the next run and readers want to know of this one. `now`: see `build`."""
    known = roots_of(run.indexed.origins)
    notes = run.notes.of_run(run.now, run.given, known, run.plan.bad, run.files.notes)
    keep_notes(engine, notes)
    summarise(engine, outcome, run.given, clock.now() if now is None else now)


def _within(options: ReadOptions, given: frozenset[str], before: FoundBefore) -> ReadOptions:
    """The options of a run: links lead to what is given, and to roots elsewhere that once were."""
    elsewhere = {root for root in before.roots if not is_within(root, given)}
    return options.for_paths(given | elsewhere)


def _live(engine: Engine) -> Snapshot | None:
    """The generation to bring up to date, if there is one. Raises StaleIndexError."""
    try:
        live = engine.snapshot()
    except NoIndexError:
        return None
    if live.extraction_fingerprint != extraction_fingerprint():
        raise StaleIndexError("another version of the indexer made this index: rebuild it")
    return live


@cache
def extraction_fingerprint(folder: Path = Path(__file__).parents[1]) -> str:
    """A fingerprint of this package: another one makes other reports of the same files.

    `folder`: where the package `indexer` is.
    """
    return digest(folder, ["."])
