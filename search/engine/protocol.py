"""THE SEAM: what an engine is asked and answers, as protocols; it gets ready terms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol

from search.answers import Sort
from search.dates import DateRange
from search.engine.query_tree import Clause, Node
from search.index.entry import IndexEntry


@dataclass(frozen=True, slots=True)
class Request:
    """One question: which reports, in which order, which of them, and what to count.

    `tree`: the tree that they answer; None: every report. `filters`: facet → values of which a
    report must have one. `dates`: a report's own range must touch it. Counts of a facet ignore
    the filter on that facet itself. `limit` hits are given from `offset` on; equal ones are in
    the order of their ids.
    """

    tree: Node | None = None
    clauses: tuple[Clause, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dates: DateRange | None = None
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 10
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A report that answers: its id, its score, and the bytes that were stored."""

    id: str
    score: float
    stored: bytes


@dataclass(frozen=True, slots=True)
class Matches:
    """The answer to a Request. `counts`: facet → value → reports, values without any left out."""

    total: int
    matches: tuple[Match, ...]
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What an index remembers of how it came by a report."""

    id: str
    digest: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stats:
    """The size of an index: reports, different terms, bytes on disk, and its name."""

    generation: str
    reports: int
    terms: int
    bytes: int
    extraction_fingerprint: str


class Snapshot(Protocol):
    """One generation of an index: it never changes, and any number of threads may ask it."""

    @property
    def generation(self) -> str:
        """Its name."""

    @property
    def extraction_fingerprint(self) -> str:
        """What its writer said of the program that made its entries."""

    def search(self, request: Request) -> Matches:
        """Answer exactly: no match is left out, no count is estimated."""

    def totals(self, trees: Sequence[Node]) -> list[int]:
        """How many reports match each of some trees: the `total` of a search for each, in one call.

        One call is one round trip where an engine runs elsewhere.
        """

    def ids(self, request: Request) -> Sequence[str]:
        """The ids of the matches that `search` gives, in their order; nothing stored is read."""

    def stored(self, report_id: str) -> bytes | None:
        """The bytes of one report, or None if there is none of that id."""

    def terms(self, field: str, prefix: str = "", least: int = 1) -> Mapping[str, int]:
        """The terms of a field that begin so, and how many reports hold each: `least`, or more."""

    def sources(self) -> Iterator[SourceRecord]:
        """How each report came here, in no particular order."""

    def stats(self) -> Stats:
        """The size of this generation."""


class Writer(Protocol):
    """The next generation in the making. Left without `commit`, it changes nothing.

    A report that was put stays put: to put or remove its id again is an EngineError.
    """

    def put(self, entry: IndexEntry) -> None:
        """Add a report, in place of the one of the same id if there is one."""

    def remove(self, report_id: str) -> None:
        """Take a report out; nothing happens if there is none of that id."""

    def commit(self) -> str:
        """Make it the live generation, durably and at once; give its name."""

    def __enter__(self) -> "Writer": ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class Engine(Protocol):
    """An index somewhere."""

    def snapshot(self) -> Snapshot:
        """The live generation. Raises NoIndexError, StaleIndexError or DamagedIndexError."""

    def writer(self, extraction_fingerprint: str, *, anew: bool = False) -> Writer:
        """A writer over the live generation, or over nothing if `anew` (or if there is none yet).

        `extraction_fingerprint` names the program that turns files into entries; a generation
        remembers it. Raises IndexBusyError at once if there is another writer anywhere.
        """

    def check(self) -> list[str]:
        """What is wrong with the live generation, a line each; every byte is read."""

    def rollback(self) -> str:
        """Make the generation before the live one live again, and give its name.

        Raises NoIndexError if there is none to go back to, DamagedIndexError or StaleIndexError if
        it could not be opened.
        """
