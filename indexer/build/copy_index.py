"""An index → the same in another engine or place, made of what it stored; no file is read."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from dataclasses import replace as with_values
from itertools import chain, islice

from indexer.build.pool import ProcessLostError, ordered_map
from indexer.build.reading import Progress, silently
from search.engine.errors import DamagedIndexError, EngineError, NoIndexError
from search.engine.protocol import Engine, Request, Snapshot, SourceRecord, Writer
from search.engine.run_summary import RunSummary, keep_run_summary, read_run_summary
from search.engine.stored import read_stored
from search.index.entry import IndexEntry, SourcedReport, index_entries
from search.serialization import compressed

_BATCH = 20
"""Reports that are sent to a process at once."""

Work = tuple[SourceRecord, bytes]
"""A report of the source: where it came from, and what is stored of it."""


@dataclass(frozen=True, slots=True)
class CopiedIndex:
    """What was copied: how many `reports`, how many of them are `grouped` with near-identical ones,
    and the `generation` of the copy."""

    reports: int
    grouped: int
    generation: str


def copy_index(
    source: Engine,
    target: Engine,
    *,
    replace: bool = False,
    jobs: int = 1,
    progress: Progress = silently,
) -> CopiedIndex:
    """Make the live generation of one index the next one of another, which must have none unless it
    is to be replaced: reports, groups, fingerprint, notes and the summary of the last run.

    The terms are made anew by `jobs` processes. Files that people put beside an index are none of
    its own and stay where they are. Raises EngineError, its own and those of both engines; the
    target is then as it was.
    """
    notes, run = source.notes(), read_run_summary(source)  # before: what is older says less
    live = source.snapshot()
    with target.writer(live.extraction_fingerprint, anew=True) as writer:
        if not replace and _has_index(target):
            raise EngineError("the target has an index already; see --replace")
        live.verify(lambda _: None)
        total = live.search(Request(limit=0)).total
        groups = _write(live, writer, jobs, lambda made: progress(made, total, "reports"))
        writer.set_groups(groups)
        copied = CopiedIndex(total, len(groups), writer.commit())
        with suppress(EngineError):  # without notes the next run reads files again
            target.keep_notes(notes)
        if run is not None:
            keep_run_summary(target, _of_copy(run, live, copied))
    return copied


def _has_index(engine: Engine) -> bool:
    """Whether something is there, be it readable or not."""
    try:
        engine.snapshot()
    except NoIndexError:
        return False
    except EngineError:
        return True
    return True


def _of_copy(run: RunSummary, live: Snapshot, copied: CopiedIndex) -> RunSummary:
    """The summary of the last run, beside the copy. A generation of the target of the same name as
    another one of the source was not made by it."""
    is_of_run = run.generation == live.generation
    return with_values(run, generation=copied.generation if is_of_run else "")


def _write(
    live: Snapshot,
    writer: Writer,
    jobs: int,
    progress: Callable[[Iterable[IndexEntry]], Iterable[IndexEntry]],
) -> dict[str, str]:
    """Put each report; the groups of those that are near-identical."""
    groups: dict[str, str] = {}
    # closed at once if anything goes wrong here, or its processes would work on
    with closing(ordered_map(_entries, _batches(live), jobs)) as batches:
        try:
            for entry in progress(chain.from_iterable(batches)):
                writer.put(entry)
                if copies := live.copies(entry.id):
                    groups[entry.id] = min(entry.id, *copies)
        except ProcessLostError as error:
            raise EngineError(f"a report {error}; nothing was changed") from error
    return groups


def _batches(live: Snapshot) -> Iterator[list[Work]]:
    sources = live.sources()
    while batch := list(islice(sources, _BATCH)):
        stored = live.stored_many([source.id for source in batch])
        yield [_work(source, stored) for source in batch]


def _work(source: SourceRecord, stored: Mapping[str, bytes]) -> Work:
    if source.id not in stored:
        raise DamagedIndexError(f"report {source.id!r} is listed and not stored")
    return source, stored[source.id]


def _entries(batch: Sequence[Work]) -> list[IndexEntry]:
    made = index_entries(
        [
            SourcedReport(read_stored(stored).report, source.digest, source.origins, source.added)
            for source, stored in batch
        ]
    )
    return [
        with_values(own, compressed=compressed(stored))
        for own, (_, stored) in zip(made, batch, strict=True)
    ]
