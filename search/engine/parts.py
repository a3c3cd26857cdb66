"""THE SEAM of a run in parts: several processes write one generation, the last one publishes it.

Optional, as `InFolder`: an engine that is `InParts` can be written by several at once. Parts of one
run must have one plan; a report falls to one of them, and each writes only what falls to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol, runtime_checkable

from search.engine.protocol import SourceRecord, Writer


@dataclass(frozen=True, slots=True)
class RunPart:
    """One part of a run: `number` of `count`; the first one is 1."""

    number: int
    count: int

    def __str__(self) -> str:
        return f"part {self.number} of {self.count}"

    def has(self, report_id: str) -> bool:
        """Whether a report falls to this part; every machine gives the same answer."""
        digest = sha256(report_id.encode(errors="surrogatepass")).digest()
        return int.from_bytes(digest[:8]) % self.count == self.number - 1


class PartWriter(Writer, Protocol):
    """A part of the next generation in the making, from when it was joined until it is left.

    `agree`, then `put` and `remove`, then `hand_in`. If no part is missing then, this one publishes
    for all: `gather`, look at `sources`, `set_groups`, `commit`. What was put before `hand_in` may
    be put again by a later process of the same part, and counts once. Left at any moment, by an
    error or not, it changes no live generation; what was handed in stays handed in.
    """

    @property
    def began(self) -> datetime:
        """When the run began: one instant for all parts."""

    @property
    def is_written(self) -> bool:
        """Whether this part was handed in, by this process or an earlier one."""

    @property
    def missing(self) -> Sequence[int]:
        """The parts that were not handed in when this process looked last, ascending."""

    def agree(self, plan: bytes) -> None:
        """Say what the run is to do, in a digest that is equal for equal plans. The first part to
        say it says it for all. Raises OtherPlanError where another plan was said, or where another
        generation is live than the run began over."""

    def hand_in(self, told: bytes) -> None:
        """This part is written, durably. `told`: what the part that publishes wants to know of
        it."""

    def gather(self) -> Sequence[bytes]:
        """What each part told, by number. Until it is left, this process alone may publish.

        Raises IndexBusyError where another one does, EngineError where a part is missing, or where
        it was published by another one meanwhile.
        """

    def sources(self) -> Iterator[SourceRecord]:
        """Where each report of the coming generation came from, of all parts and of what stays."""

    def give_up(self) -> None:
        """Forget the run, what was handed in too: its parts are to be written anew."""

    def __enter__(self) -> "PartWriter": ...


@runtime_checkable
class InParts(Protocol):
    """An engine whose next generation several processes can write together."""

    def part_writer(
        self, extraction_fingerprint: str, part: RunPart, now: datetime, *, anew: bool = False
    ) -> PartWriter:
        """A writer of one part, as `Engine.writer` gives one of the whole.

        It joins the run of parts that is open on this index, or begins one at `now`. A run is open
        while a process is at work on a part of it, and for a while after one was handed in, and
        only over the generation that was live when it began; what is open no more is forgotten.
        Meanwhile `Engine.writer` raises IndexBusyError.

        Raises IndexBusyError where another process is at work on this part, or a writer on the
        index, OtherPlanError where a run of another kind is open; and what `Engine.writer` does.
        """
