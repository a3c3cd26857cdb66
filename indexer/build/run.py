"""Folders and files → the next generation of an index: what is new, changed or gone."""

from collections import defaultdict
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import chain
from pathlib import Path

from indexer.article.structure import clean
from indexer.build.plan import Content, Plan, Task, claim_of, make_plan
from indexer.build.pool import ordered_map
from indexer.facets import report
from indexer.read.document import BadFile, RawDocument, SourcePath, absolute
from indexer.read.formats import MAX_LOOKED_AT, places, read
from search.dates import clock
from search.engine.errors import NoIndexError, StaleIndexError
from search.engine.protocol import Engine, Snapshot, Writer
from search.index import near_identical
from search.index.entry import IndexEntry, index_entry
from search.index.fingerprint import digest
from search.report import MeetingReport, StoredReport
from search.serialization import unpack

Progress = Callable[[Iterable["IndexEntry | BadFile"], int], Iterable["IndexEntry | BadFile"]]
"""Shows how far an iterable of so many is."""


class TooManyRemovalsError(Exception):
    """A run would remove more than half of what it covers."""

    def __init__(self, removals: int, covered: int) -> None:
        super().__init__(
            f"{removals} of the {covered} indexed reports under these paths are gone; is a disk "
            "missing? Nothing was changed. If it is meant, add --allow-removals"
        )


class NothingToIndexError(Exception):
    """A rebuild found no report at all, and left the index as it is."""

    def __init__(self) -> None:
        super().__init__("no report was found under these paths; the index is as it was")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did. `generation` is None where nothing was written."""

    added: int
    replaced: int
    removed: int
    unchanged: int
    bad: tuple[BadFile, ...]
    generation: str | None


Work = tuple[RawDocument | BadFile | bytes, Task]
"""A task and what was found for it: a document, why there is none, or what the index stored."""

Prepared = IndexEntry | BadFile
"""A report on its way into the index: its entry, or why there is none."""

_BATCH = 50_000
"""Characters that are sent to a process at once; see `_batches`."""


def build(
    paths: Sequence[Path],
    engine: Engine,
    *,
    anew: bool = False,
    dry_run: bool = False,
    allow_removals: bool = False,
    jobs: int = 1,
    progress: Progress = lambda items, total: items,
    now: datetime | None = None,
) -> Outcome:
    """Bring an index up to date with files, or make it `anew` from them alone.

    `now`: the instant of the run, in UTC and whole seconds; the reports that were not in the index
    are added then. None: when it begins to write.

    Raises TooManyRemovalsError, NothingToIndexError and the errors of the engine; the index is
    then as it was.
    """
    with nullcontext() if dry_run else engine.writer(extraction_fingerprint(), anew=anew) as writer:
        try:
            live = None if anew else engine.snapshot()
        except NoIndexError:
            live = None
        if writer is None and live and live.extraction_fingerprint != extraction_fingerprint():
            raise StaleIndexError("another version of the indexer made this index: rebuild it")
        indexed = list(live.sources()) if live else []
        replaced = engine.known_sources() if anew else []
        plan = make_plan(paths, indexed, now or clock.now(), replaced)
        _refuse(plan, anew=anew, allow_removals=allow_removals)
        if writer is None or (live is not None and plan.changes_nothing):
            return _outcome(plan)
        # closed at once if anything goes wrong here, or its processes would work on
        with closing(_prepare(plan.tasks, live, jobs)) as entries:
            put, bad = _write(plan, writer, progress(entries, len(plan.tasks)))
        stay = {own.id: own.signature for own in indexed if own.id not in plan.removed}
        writer.set_groups(near_identical.groups(stay | put))
        return _outcome(plan, put, bad, writer.commit())


def _refuse(plan: Plan, *, anew: bool, allow_removals: bool) -> None:
    """Raise NothingToIndexError or TooManyRemovalsError where a plan must not be carried out."""
    if anew and not plan.tasks:
        raise NothingToIndexError
    if 2 * plan.lost > plan.covered and not allow_removals:
        raise TooManyRemovalsError(plan.lost, plan.covered)


def _write(
    plan: Plan, writer: Writer, entries: Iterable[Prepared]
) -> tuple[dict[str, bytes], list[BadFile]]:
    """Remove and put what a plan says; the signatures of what was put, by id, and what could not
    be."""
    for report_id in plan.removed:
        writer.remove(report_id)
    put: dict[str, bytes] = {}
    bad: list[BadFile] = []
    for prepared in entries:
        if isinstance(prepared, BadFile):
            bad.append(prepared)
        else:
            writer.put(prepared)
            put[prepared.id] = prepared.signature
    return put, bad


def _outcome(
    plan: Plan,
    put: Container[str] | None = None,
    bad: Iterable[BadFile] = (),
    generation: str | None = None,
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
        generation=generation,
    )


def _prepare(
    tasks: Sequence[Task], live: Snapshot | None, jobs: int
) -> Generator[Prepared, None, None]:
    """Each task's entry, read and understood by `jobs` processes."""
    work = _batches(chain(_held(tasks, live), _documents(tasks)))
    with closing(ordered_map(_prepare_all, work, jobs if len(tasks) > 20 else 1)) as batches:
        for batch in batches:
            yield from batch


def _held(tasks: Iterable[Task], live: Snapshot | None) -> Iterator[Work]:
    """What the index has already: its files may be out of reach today."""
    for task in tasks:
        if task.held is not None:
            assert live is not None, "what it holds was read from it"
            yield live.stored(task.held) or b"", task


def _documents(tasks: Iterable[Task]) -> Iterator[Work]:
    """What is to be read; each file is opened once."""
    of_file: defaultdict[str, dict[Content, Task]] = defaultdict(dict)
    for task in tasks:
        if task.held is None:
            of_file[task.source][task.content] = task
    for origin, wanted in sorted(of_file.items()):
        place = SourcePath.of(origin)
        for document in read(place):
            if isinstance(document, RawDocument):
                content = claim_of(document).content
                if content in wanted:
                    yield document, wanted.pop(content)
        for task in wanted.values():
            yield BadFile(place.file, "changed during the run", unread=True), task


def _batches(work: Iterable[Work]) -> Iterator[list[Work]]:
    """Enough for a process to be worth the sending, and not so much that they fill the memory."""
    batch: list[Work] = []
    size = 0
    for item in work:
        batch.append(item)
        size += _BATCH // 8 + (len(item[0].text) if isinstance(item[0], RawDocument) else 0)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _prepare_all(batch: Iterable[Work]) -> list[Prepared]:
    return [prepare(*work) for work in batch]


def prepare(found: RawDocument | BadFile | bytes, task: Task) -> Prepared:
    """What was found for a task → its index entry; what goes wrong with it is its own affair."""
    if isinstance(found, BadFile):
        return found
    try:
        if isinstance(found, RawDocument):
            made = understand(found)
        else:
            made = unpack(found, StoredReport).report
        becomes = task.becomes
        return index_entry(
            replace(made, id=becomes.id), becomes.digest, becomes.origins, becomes.added
        )
    except Exception as error:  # one report must not stop ten thousand
        return BadFile(SourcePath.of(task.source).file, f"cannot be understood: {error!r}")


def understand(document: RawDocument) -> MeetingReport:
    """A document → its report: passages, title, facets and flags."""
    return report(document, clean(document.text, document.metadata))


def documents(paths: Sequence[Path]) -> Iterator[RawDocument | BadFile]:
    """What can be read at some paths, to be looked at: each known by its path under the one it was
    given with, and longer than what would be indexed if need be."""
    for path in map(absolute, paths):
        for place in places(path, {path}):
            if isinstance(place, BadFile):
                yield place
            else:
                yield from read(place, MAX_LOOKED_AT)


@cache
def extraction_fingerprint(folder: Path = Path(__file__).parents[1]) -> str:
    """A fingerprint of this package: another one makes other reports of the same files.

    `folder`: where the package `indexer` is.
    """
    return digest(folder, ["."])
