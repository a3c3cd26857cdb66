"""A run whose plan is made → one part of it written; by the last one, all of it published.

Every part makes the same plan, which takes reading all files, and writes what falls to it: reading
costs little beside the text chain.
"""

import os
from collections.abc import Container, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256

from indexer.build.carry_out import PlannedRun, outcome_of, write
from indexer.build.outcome import Outcome
from indexer.build.plan import Plan
from indexer.build.spool import Signatures
from indexer.read.document import BadFile
from search.engine.errors import EngineError
from search.engine.parts import PartWriter, RunPart
from search.index import near_identical
from search.serialization import pack, unpack


@dataclass(frozen=True, slots=True)
class _Failures:
    """What the part that publishes is told of another: the ids of the reports that could not be
    made, and each BadFile; texts as bytes, for a path may be no text."""

    failed: list[bytes]
    bad: list[tuple[bytes, bytes, bool]]


def carry_out_part(run: PlannedRun, writer: PartWriter, part: RunPart) -> Outcome:
    """Write what falls to a part; publish the generation if no other part is missing.

    Raises RefusedRunError where the whole run must not be published; its parts stay written.
    """
    writer.agree(_digest(run))
    if run.changes_nothing:
        return outcome_of(run.plan, run.files)
    outcome = written_before(part, writer)
    if not writer.is_written:
        own = plan_of_part(run.plan, part)
        with closing(Signatures()) as put:
            bad = write(run, own, writer, put)
            outcome = replace(outcome_of(own, run.files, put, bad), part=part)
            failed = [t.becomes.id for t in own.tasks if t.becomes.id not in put]
        writer.hand_in(_packed(failed, bad))
    if writer.missing:
        return replace(outcome, missing=tuple(writer.missing))
    return replace(_publish(run, writer), part=part)


def plan_of_part(plan: Plan, part: RunPart) -> Plan:
    """What of a plan falls to a part; what stays as it is falls to none."""
    return replace(
        plan,
        tasks=tuple(task for task in plan.tasks if part.has(task.becomes.id)),
        removed=frozenset(filter(part.has, plan.removed)),
        unchanged=0,
    )


def written_before(part: RunPart, writer: PartWriter) -> Outcome:
    """What a process did that found its part written, and others missing."""
    return Outcome(
        added=0,
        replaced=0,
        removed=0,
        unchanged=0,
        bad=(),
        generation=None,
        part=part,
        missing=tuple(writer.missing),
        was_written=True,
    )


def _digest(run: PlannedRun) -> bytes:
    """Equal for runs that do the same: their paths, options, generation, tasks and removals.

    Of a value's `repr`: it is the same on every machine, and also of a path that is no text.
    """
    live = "" if run.live is None else run.live.generation
    options = (run.options.largest, run.options.recognises, run.options.follows_links)
    found = sha256(repr((sorted(run.given), options, live)).encode())
    for told in (sorted(run.plan.removed), sorted(run.plan.tasks, key=lambda t: t.becomes.id)):
        for one in told:
            found.update(repr(one).encode() + b"\n")
    return found.digest()


def _publish(run: PlannedRun, writer: PartWriter) -> Outcome:
    """Look whether all parts are there, group the reports of all, and publish."""
    told = [unpack(own, _Failures) for own in writer.gather()]
    failed = {os.fsdecode(report_id) for own in told for report_id in own.failed}
    bad = [
        BadFile(os.fsdecode(path), reason.decode(), unread)
        for own in told
        for path, reason, unread in own.bad
    ]
    done = [task for task in run.plan.tasks if task.becomes.id not in failed]
    if run.guard is not None and bad:
        run.guard.refuse(done, (*run.plan.bad, *bad))
    outcome = outcome_of(run.plan, run.files, {task.becomes.id for task in done}, bad)
    with closing(Signatures()) as signatures:
        _gather_signatures(run, writer, failed, signatures)
        run.plan = run.plan.without_tasks()  # they take as much memory as what follows
        writer.set_groups(near_identical.groups(signatures))
    return replace(outcome, generation=writer.commit())


def _gather_signatures(
    run: PlannedRun, writer: PartWriter, failed: Container[str], signatures: Signatures
) -> None:
    """Read back where every report came from, and compare that with the plan: nothing may be
    missing, nothing foreign be there. Raises EngineError, and has all parts written anew.

    What failed may be there: a process that was killed may have put it before its file changed.
    """
    expected = {own.id: own for own in run.indexed if own.id not in run.plan.removed}
    expected |= {task.becomes.id: task.becomes for task in run.plan.tasks}
    missing = {report_id for report_id in expected if report_id not in failed}
    strange = 0
    for own in writer.sources():
        missing.discard(own.id)
        strange += own.id not in failed and own != expected.get(own.id)
        signatures.put(own.id, own.signature)
    if missing or strange:
        writer.give_up()
        raise EngineError(
            f"{len(missing)} reports of this run are missing in the cluster and {strange} are not "
            "of it; nothing was changed. All parts are to be written anew"
        )


def _packed(failed: Iterable[str], bad: Iterable[BadFile]) -> bytes:
    return pack(
        _Failures(
            [os.fsencode(report_id) for report_id in failed],
            [(os.fsencode(b.path), b.reason.encode(errors="replace"), b.unread) for b in bad],
        )
    )
