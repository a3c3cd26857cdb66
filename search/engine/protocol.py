"""THE SEAM: what an engine is asked and answers, as protocols; it gets ready terms.

An engine stores entries and matches terms. It sees no Vietnamese and no query syntax, so that every
engine finds the same reports. `tests/search/engine/memory_engine.py` defines each answer in plain
Python, and `test_contract.py` beside it tests each promise made here on every engine.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol, runtime_checkable

from search.answers import Sort
from search.dates import DateRange
from search.engine.query_tree import Clause, Node
from search.index.entry import IndexEntry


@dataclass(frozen=True, slots=True)
class Request:
    """Which reports match, in which order, which page of them, and what is counted.

    A report matches if it answers all of: `tree` (None: every report does), `filters` (counted
    facet → values, of which it has one; a value that no report has is allowed) and `dates` (its
    own known range of days has a day in common; a report without one does not match).

    `clauses`: what scores a report that matches; they do not decide whether it does. A score is
    that of `Clause`, over all reports of the generation; without clauses it is 0.

    `sort`: RELEVANCE, the highest score first; NEWEST, the latest last day first; OLDEST, the
    earliest first day first; in both, reports without days come last; ADDED, the latest
    `IndexEntry.added` first, equal ones as by NEWEST. Of equal days the higher score comes first;
    of equal scores the smaller id, compared by code points as Python does.

    `offset`, `limit`: the page is matches [offset, offset + limit) of that order, shorter or empty
    at the end. A limit of 0 gives totals and counts alone; sys.maxsize gives all.

    `counted`: the counted facets whose values are counted among the matches. The counts of a facet
    ignore the filter on that facet itself, so that they tell what another choice would find.

    `most`: counted facet → how many of its values are told, those of most reports, of equal ones
    the smaller; besides them those that are filtered by. Else all are, of people 100,000 perhaps.

    `collapse`: of the reports of one group (`Writer.set_groups`) that match, only the first in that
    order is a match; the others are told with it. A value is then counted once for each group that
    has a report with it, so that a count is what a filter by it finds.
    """

    tree: Node | None = None
    clauses: tuple[Clause, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dates: DateRange | None = None
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 10
    counted: tuple[str, ...] = ()
    collapse: bool = False
    most: Mapping[str, int] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.tree, self.clauses, self.offset, self.limit, self.counted))


@dataclass(frozen=True, slots=True)
class Match:
    """A report that matches: its id, its score, and its bytes, decompressed.

    `others`: the ids of the reports that it was collapsed with, in the order of the request.
    """

    id: str
    score: float
    stored: bytes
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matches:
    """The answer to a Request.

    `total`: how many reports match, on this page or not. `matches`: those of the page, in order.
    `counts`: counted facet → value → reports; every facet asked for is there, values of no report
    are not, nor those beyond `Request.most`. A report with two values is counted in each.
    `collapsed`: how many reports would match besides, were they not collapsed with others.
    """

    total: int
    matches: tuple[Match, ...]
    counts: Mapping[str, Mapping[str, int]]
    collapsed: int = 0


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """Where a report came from, and since when it is here: `digest`, `origins`, `added` and
    `signature` are those of its `IndexEntry`. The signature follows from the content, so that it is
    not compared."""

    id: str
    digest: str
    origins: tuple[str, ...]
    added: datetime
    signature: bytes = field(default=b"", compare=False)


@dataclass(frozen=True, slots=True)
class Stats:
    """The size of a generation.

    `generation`: its name. `terms`: how many different terms its listed fields hold together; those
    of deleted reports may be among them. `bytes`: on the disk; 0 if it is on none.
    """

    generation: str
    reports: int
    terms: int
    bytes: int
    extraction_fingerprint: str


class Snapshot(Protocol):
    """One generation of an index.

    It never changes: the same question gets the same answer for as long as somebody holds it, and
    all of it stays readable, whatever is published, rolled back or removed meanwhile. Any number of
    threads may ask it. Each method raises DamagedIndexError where the index turns out to be broken.
    """

    @property
    def generation(self) -> str:
        """Its name, such as "g-000007". No two generations of an index ever have the same."""

    @property
    def extraction_fingerprint(self) -> str:
        """What its writer was given: it names the program that turned files into entries."""

    @property
    def is_remote(self) -> bool:
        """Whether a call is a round trip to another machine: who asks much asks it together."""

    def search(self, request: Request) -> Matches:
        """Answer exactly: no match is left out, no total and no count is estimated."""

    def search_many(self, requests: Sequence[Request]) -> list[Matches]:
        """What `search` answers to each, in one call: as many round trips as one of them takes."""

    def ids(self, request: Request) -> Sequence[str]:
        """The ids of the matches that `search` gives for the request, in the same order.

        A sequence: it has a length and can be sliced. No stored report is read, so that `limit`
        may be as large as the index.
        """

    def stored(self, report_id: str) -> bytes | None:
        """The bytes of a report, decompressed; None if there is no such report."""

    def stored_many(self, report_ids: Sequence[str]) -> Mapping[str, bytes]:
        """Id → what `stored` gives, of several reports in one call; without those that are none."""

    def copies(self, report_id: str) -> Sequence[str]:
        """The ids of the other reports of the group of a report, ascending; none if it is alone or
        there is no such report."""

    def terms(self, field: str, prefix: str = "", least: int = 1) -> Mapping[str, int]:
        """Term of a field that begins with `prefix` → how many reports hold it there.

        `field`: one of `search.index.fields.LISTED_FIELDS`. Left out are terms that fewer than
        `least` reports hold, and those of removed reports alone. In no particular order.
        """

    def sources(self) -> Iterator[SourceRecord]:
        """Where each report came from, each report once, in no particular order."""

    def stats(self) -> Stats:
        """The size of this generation."""

    def verify(self, pace: Callable[[int], None]) -> None:
        """Compare every byte of it with what was written, but for what was compared lately.

        `pace` is called with each number of bytes that were read, and may wait. Raises
        DamagedIndexError, or what `pace` raises.
        """


class Writer(Protocol):
    """The next generation in the making: a context manager, used by one thread.

    Until `commit` returns, every snapshot is of the generations before. Left without `commit`, by
    an error or not, it changes nothing. An id that was put may not be put or removed again by the
    same writer: that is an EngineError.
    """

    def put(self, entry: IndexEntry) -> None:
        """Add a report, in place of the one of the same id if there is one.

        The terms of an entry are taken as they are; its positions must ascend.
        """

    def remove(self, report_id: str) -> None:
        """Take a report out; nothing happens if there is none of that id."""

    def set_groups(self, groups: Mapping[str, str]) -> None:
        """Say which reports of the coming generation are near-identical: id → the key of a group.

        Reports of one key are a group; a key means nothing else. A report that is not named is
        alone, and an id of no report says nothing. What is said last counts; where nothing is said
        every report of the generation is alone, whatever was said of those before.
        """

    def commit(self) -> str:
        """Make it the live generation, durably and at once, and give its name.

        What was neither put nor removed is as before. With nothing put or removed it is still a
        new generation. If it raises an error, the generation before is still live.
        """

    def __enter__(self) -> "Writer": ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class Engine(Protocol):
    """An index somewhere; it need not exist yet. Any number of threads may ask it."""

    def snapshot(self) -> Snapshot:
        """The live generation.

        The same object for as long as the same generation is live, so that callers may keep what
        they made of it; another object once a generation was published or rolled back to, by this
        process or another. What a writer committed is there when `commit` has returned.

        Raises NoIndexError, StaleIndexError (another text chain made it: rebuild) or
        DamagedIndexError.
        """

    def writer(self, extraction_fingerprint: str, *, anew: bool = False) -> Writer:
        """A writer over the live generation, or over nothing if `anew` (or if there is none yet).

        `extraction_fingerprint` names the program that turns files into entries; a generation
        remembers it. Raises StaleIndexError if another program made the live generation, or
        another text chain, unless `anew`; IndexBusyError at once if another writer was made, by
        whatever process, and not left yet.
        """

    def known_sources(self) -> list[SourceRecord]:
        """`sources` of the live generation, less signatures, also of one that another version made
        and that cannot be asked anything else; empty where there is none, or it cannot be read."""

    def check(self) -> list[str]:
        """What is wrong with the live generation, one line each; every byte is read.

        Raises NoIndexError.
        """

    def rollback(self) -> str:
        """Make the generation before the live one live again, and give its name.

        One can go back once: the generation that was left is not gone back to. Raises NoIndexError
        if there is none to go back to, DamagedIndexError or StaleIndexError if it could not be
        opened; then nothing changed.
        """

    def notes(self) -> bytes:
        """What `keep_notes` was given last; empty where there is nothing, or nothing readable.

        Small notes of the program that makes the index, beside its generations: publishing, a
        rollback and making the index anew leave them as they are, and `check` does not ask them.
        """

    def keep_notes(self, data: bytes) -> None:
        """Keep these notes instead of the last ones, durably and at once; never half of them.

        The index need not exist yet. By one at a time: who holds a writer, or while nobody does.
        Raises EngineError where they cannot be written; then the last ones stay.
        """

    def run_summary(self) -> bytes:
        """What `keep_run_summary` was given last, as with `notes`: what the last run did, for
        readers of the index (`search.engine.run_summary`)."""

    def keep_run_summary(self, data: bytes) -> None:
        """Keep this summary instead of the last one, as with `keep_notes`."""


@runtime_checkable
class InFolder(Protocol):
    """An engine that keeps its index in a folder; others have nothing to say here."""

    def folder(self) -> Path:
        """The folder, be it there yet or not.

        Files that people put there, such as the words of their office, stay as they are.
        """
