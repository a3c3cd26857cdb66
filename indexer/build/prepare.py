"""The tasks of a run → the entry of each report, read and understood by several processes."""

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from itertools import chain
from typing import Any, TypeVar

from indexer.article.structure import clean
from indexer.build.claims import Content, claim_of
from indexer.build.plan import Task
from indexer.build.pool import ProcessLostError, ordered_map
from indexer.build.spool import Spool
from indexer.build.watchdog import OutOfTimeError, at_most
from indexer.facets import report
from indexer.facets.corrections import Correction
from indexer.read import limits
from indexer.read.contents import Found, ReadOptions
from indexer.read.document import BadFile, KnownLine, RawDocument
from indexer.read.files import FoundFile, identify
from indexer.read.reader import CHANGED, read_unknown
from indexer.read.worker import Parser
from search.engine.errors import DamagedIndexError
from search.engine.protocol import Snapshot
from search.engine.stored import each_stored, read_stored
from search.index.entry import IndexEntry, SourcedReport, index_entries, index_entry
from search.report import MeetingReport, SourcePath

Work = tuple[RawDocument | BadFile | bytes, Task]
"""A task and what was found for it: a document, why there is none, or what the index stored."""

Made = TypeVar("Made")

Prepared = IndexEntry | BadFile
"""A report on its way into the index: its entry, or why there is none."""

_BATCH, _MOST = 200_000, 32
"""Characters, and reports, that are sent to a process at once, about; see `_batches`."""


def prepare_all(
    tasks: Sequence[Task], live: Snapshot | None, spool: Spool, options: ReadOptions, jobs: int
) -> Generator[Prepared, None, None]:
    """Each task's entry, read and understood by `jobs` processes."""
    work = _batches(chain(_held(tasks, live), _documents(tasks, spool, options)))
    jobs = jobs if len(tasks) > 20 else 1
    mapped = ordered_map(prepare_batch, work, jobs, seconds=_seconds, recover=_one_by_one)
    with closing(mapped) as batches:
        for batch in batches:
            yield from batch


def _held(tasks: Iterable[Task], live: Snapshot | None) -> Iterator[Work]:
    """What the index has already: its files may be out of reach today."""
    held = [task for task in tasks if task.held is not None]
    if held:
        assert live is not None, "what it holds was read from it"
        stored = each_stored(live, (task.held or "" for task in held))
        yield from ((data or b"", task) for task, (_, data) in zip(held, stored, strict=True))


def _documents(tasks: Iterable[Task], spool: Spool, options: ReadOptions) -> Iterator[Work]:
    """What is to be read, or was parsed in this run; each file is opened once."""
    of_file: defaultdict[str, dict[Content, Task]] = defaultdict(dict)
    for task in tasks:
        if task.held is None:
            file = replace(SourcePath.of(task.source), part="")
            of_file[str(file)][task.content] = task
    with closing(Parser(options)) as parser:
        for origin, wanted in sorted(of_file.items()):
            parsed = filter(None, (spool.get(task.source) for task in [*wanted.values()]))
            yield from _wanted(parsed, wanted)
            if wanted:
                yield from _wanted(_read(SourcePath.of(origin), wanted, parser, options), wanted)
            for task in wanted.values():
                yield BadFile(SourcePath.of(task.source).shown, CHANGED, unread=True), task


def _wanted(found: Iterable[Found], wanted: dict[Content, Task]) -> Iterator[Work]:
    """Those of the documents that a task wants, which is then wanted no more."""
    for document in found:
        if isinstance(document, RawDocument):
            claim = claim_of(document)
            task = wanted.get(claim.content)
            if task is not None and task.source == claim.origin:
                yield document, wanted.pop(claim.content)


def _read(
    place: SourcePath, wanted: Iterable[Content], parser: Parser, options: ReadOptions
) -> Iterator[Found]:
    """The documents of a file; of one of records those that are wanted."""
    file = identify(place, options.within)
    if not isinstance(file, FoundFile):
        yield file
    elif file.is_parsed:
        yield from parser.read(file.place, file.sha256)
    else:
        digests = {digest for digest, _ in wanted}
        lines = read_unknown(file.place, lambda digest: None if digest in digests else "", options)
        yield from (line for line in lines if not isinstance(line, KnownLine))


def _batches(work: Iterable[Work]) -> Iterator[list[Work]]:
    """Enough to be worth analysing together, and not so much that they fill the memory."""
    batch: list[Work] = []
    size = 0
    for item in work:
        batch.append(item)
        size += _BATCH // _MOST + _size(item[0])
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _one_by_one(
    call: Callable[[list[Work]], list[Prepared]], batch: Iterable[Work]
) -> list[Prepared]:
    """A batch of which a process died: each report is prepared alone, so that the one of which
    another dies is named."""
    prepared: list[Prepared] = []
    for found, task in batch:
        try:
            prepared += call([(found, task)])
        except ProcessLostError as error:
            shown = SourcePath.of(task.source).shown
            prepared.append(BadFile(shown, str(error), unread=True, is_transient=True))
    return prepared


def _seconds(batch: Iterable[Work]) -> float:
    return sum(_allowed(found) for found, _ in batch)


def _allowed(found: RawDocument | BadFile | bytes) -> float:
    """Seconds of processor that a report may take."""
    return 0.0 if isinstance(found, BadFile) else limits.text_seconds(_size(found))


def _size(found: RawDocument | BadFile | bytes) -> int:
    """Characters of a document, or bytes of what the index stored."""
    if isinstance(found, BadFile):
        return 0
    return len(found.text if isinstance(found, RawDocument) else found)


def prepare(found: RawDocument | BadFile | bytes, task: Task) -> Prepared:
    """What was found for a task → its index entry, or why there is none."""
    [prepared] = prepare_batch([(found, task)])
    return prepared


def prepare_batch(batch: Sequence[Work]) -> list[Prepared]:
    """The same of several, whose texts are analysed together; or each alone if that fails, so that
    what goes wrong with a report is its own affair."""
    made = [_attempt(_sourced, work, work) for work in batch]
    # no report has the time of another one: where they take longer, each has its own
    seconds = min([_allowed(found) for found, _ in batch if not isinstance(found, BadFile)] or [0])
    together = _entries([one for one in made if not isinstance(one, BadFile)], seconds)
    if together is not None:
        entries = iter(together)
        return [one if isinstance(one, BadFile) else next(entries) for one in made]
    return [
        one if isinstance(one, BadFile) else _attempt(index_entry, one, work)
        for one, work in zip(made, batch, strict=True)
    ]


def _attempt(make: Callable[..., Made], given: Sequence[Any], work: Work) -> Made | BadFile:
    """What is made of what is given, in the time that a piece of work may take; or why nothing."""
    found, task = work
    if isinstance(found, BadFile):
        return found
    try:
        with at_most(_allowed(found)):
            return make(*given)
    except OutOfTimeError as error:
        reason = str(error)
    except DamagedIndexError:  # no fault of the report: without it it would be lost
        raise
    except Exception as error:  # one report must not stop ten thousand
        reason = f"cannot be understood: {error!r}"
    return BadFile(SourcePath.of(task.source).shown, reason)


def _sourced(found: RawDocument | BadFile | bytes, task: Task) -> SourcedReport:
    if isinstance(found, RawDocument):
        made = understand(found, task.corrections)
    else:
        assert not isinstance(found, BadFile)
        made = read_stored(found).report
    becomes = task.becomes
    report = replace(made, id=becomes.id)
    return SourcedReport(report, becomes.digest, becomes.origins, becomes.added)


def _entries(reports: Sequence[SourcedReport], seconds: float) -> list[IndexEntry] | None:
    """The entries of several reports; None where each is to be attempted alone."""
    if len(reports) > 1:
        with suppress(OutOfTimeError, Exception), at_most(seconds):
            return index_entries(reports)
    return None


def understand(document: RawDocument, corrections: Sequence[Correction] = ()) -> MeetingReport:
    """A document → its report: passages, title, facets and flags. `corrections`: those of it."""
    article = clean(document.text, document.metadata, document.paragraphs)
    return report(document, article, corrections)
