"""A run whose plan is made → the entries that a writer is given, and what came of it."""

from collections.abc import Container, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime

from indexer.build.groups import write_groups
from indexer.build.guard import RebuildGuard
from indexer.build.notes import RunNotes
from indexer.build.outcome import Outcome
from indexer.build.plan import Plan
from indexer.build.prepare import prepare_all
from indexer.build.reading import FilesRead, Progress
from indexer.build.spool import Signatures, Spool
from indexer.read.contents import ReadOptions
from indexer.read.document import BadFile
from search.engine.protocol import Snapshot, Writer
from search.engine.tables import SourceTable


@dataclass(slots=True)
class PlannedRun:
    """What a run over the `given` absolute paths found, and will do at `now`.

    `live`: the generation that it brings up to date, and `indexed` what that holds; None and
    nothing where an index is made anew. `guard`: what it must not lose then. `notes`: of the runs
    before. `spool`: documents that were parsed already.
    """

    given: frozenset[str]
    now: datetime
    plan: Plan
    files: FilesRead
    live: Snapshot | None
    indexed: SourceTable
    notes: RunNotes
    guard: RebuildGuard | None
    spool: Spool
    options: ReadOptions
    jobs: int
    progress: Progress

    @property
    def changes_nothing(self) -> bool:
        """Whether nothing is to be written: there is an index, and it is up to date."""
        return self.live is not None and self.plan.changes_nothing


def carry_out(run: PlannedRun, writer: Writer) -> Outcome:
    """Write and publish the next generation, if there is something to write. Raises
    RefusedRunError."""
    if run.changes_nothing:
        return outcome_of(run.plan, run.files)
    with closing(Signatures()) as put:
        bad = write(run, run.plan, writer, put)
        if run.guard is not None and bad:
            done = [task for task in run.plan.tasks if task.becomes.id in put]
            run.guard.refuse(done, (*run.plan.bad, *bad))
        outcome = outcome_of(run.plan, run.files, put, bad)
        run.plan = run.plan.without_tasks()  # they take as much memory as what follows
        write_groups(writer, run.live, len(run.indexed), run.plan.removed, put)
        return replace(outcome, generation=writer.commit())


def write(run: PlannedRun, plan: Plan, writer: Writer, put: Signatures) -> list[BadFile]:
    """Remove and put what a plan says, keep the signatures of what was `put`; what could not be.

    `plan`: that of the run, or a part of it.
    """
    run.files.forget_claims()
    for report_id in plan.removed:
        writer.remove(report_id)
    bad: list[BadFile] = []
    made = prepare_all(plan.tasks, run.live, run.spool, run.options, run.jobs)
    # closed at once if anything goes wrong here, or its processes would work on
    with closing(made) as entries:
        for prepared in run.progress(entries, len(plan.tasks), "reports"):
            if isinstance(prepared, BadFile):
                bad.append(prepared)
            else:
                writer.put(prepared)
                put.put(prepared.id, prepared.signature)
    return bad


def outcome_of(
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
