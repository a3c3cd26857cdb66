"""A run in parts ↔ the document of it beside the generations of an index: who writes what of it.

Each part holds a lease of its own while it is at work; the lease of the whole index is held by who
begins a run and by who publishes it, as by any other writer. Who takes one kind looks whether
somebody holds the other, after it has its own: so one of two that meet always sees the other.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TypeVar
from uuid import uuid4

import msgspec

from search.engine.errors import EngineError, IndexBusyError, NoIndexError, OtherPlanError
from search.engine.opensearch.generations import ClusterGenerations
from search.engine.opensearch.lease import Lease
from search.engine.opensearch.side_documents import SideDocument
from search.engine.parts import RunPart
from search.serialization import SerializationError, pack, unpack

T = TypeVar("T")

GIVEN_UP_SECONDS = 3600.0
"""For so long a run waits for its next part when one was handed in and none is at work."""
_PATIENCE = 20.0
"""Seconds for which a part waits for another one that begins the run: it removes what is old, too;
and for one that publishes."""
_PAUSE = 1.0
"""Seconds after which it looks again."""
_KEY = "run in parts"


class RunKind(msgspec.Struct, frozen=True):
    """What all parts of a run share from its beginning. `live_uuid`: that of the index that was
    live, "" if none was; `rules`: the program that makes entries of files, and how they lie in an
    index."""

    count: int
    live_uuid: str
    rules: tuple[str, str]
    anew: bool


class SharedRun(msgspec.Struct, frozen=True):
    """A run in parts. `index`: of the coming generation, be it made yet or not; `live`: the index
    that was live. `shards`, `replicas`: as the part that began it was told. `plan`: "" until a part
    said it. `written`: the parts that were handed in, the last of them at `last`."""

    kind: RunKind
    live: str | None
    shards: int
    replicas: int | None
    began: datetime
    id: str = msgspec.field(default_factory=lambda: uuid4().hex)
    index: str = ""
    plan: bytes = b""
    written: tuple[int, ...] = ()
    last: float = 0.0

    @property
    def missing(self) -> tuple[int, ...]:
        """The parts that were not handed in."""
        return tuple(n for n in range(1, self.kind.count + 1) if n not in self.written)

    def lease_of(self, number: int) -> str:
        """The lease of a part."""
        return f"lease {self.id} {number}"

    def told_by(self, number: int) -> str:
        """The document of what a part told."""
        return f"told {self.id} {number}"

    def __str__(self) -> str:
        done = f"{len(self.written)} of {self.kind.count} parts are written"
        return f"a {'rebuild' if self.kind.anew else 'run'} in parts is open on this index, {done}"


class SharedRuns:
    """The run in parts of one index, of which there is one at most."""

    def __init__(self, generations: ClusterGenerations) -> None:
        self._generations, self._side = generations, generations.side

    def join(self, part: RunPart, wanted: Callable[[], SharedRun]) -> tuple[SharedRun, Lease]:
        """The open run, with the lease of a part of it. `wanted`: how one begins over what is live
        when it is called; each try calls it.

        Raises IndexBusyError, OtherPlanError, and what `wanted` raises.
        """
        return _patiently(lambda: self._joined(part, wanted))

    def publishing(self, run: SharedRun) -> tuple[SharedRun, Lease]:
        """The lease of the index, for the one that publishes a run; and the run as it is then.

        Raises IndexBusyError, EngineError where it was published or forgotten meanwhile.
        """
        work = "every part is written, another one publishes"
        lease = _patiently(lambda: Lease.take(self._side, work=work))
        try:
            return self.change(run, lambda now: now), lease
        except BaseException:
            lease.release()
            raise

    def is_over_live(self, run: SharedRun) -> bool:
        """Whether what was live when a run began still is: else it could not be published."""
        live_uuid = ""
        with suppress(NoIndexError):
            live_uuid = self._generations.live()[1]
        return run.kind.live_uuid == live_uuid

    def change(self, run: SharedRun, change: Callable[[SharedRun], SharedRun]) -> SharedRun:
        """Change what is kept of a run, by one part at a time; what is kept of it then.

        `change` may be called several times. Raises what it raises, and EngineError where the run
        is there no more.
        """
        while True:
            found = self._side.read(_KEY)
            now = None if found is None else _read(found)
            if found is None or now is None or now.id != run.id:
                raise EngineError(f"the run of {run.kind.count} parts was ended by another process")
            changed = change(now)
            if changed == now or self._side.replace(_KEY, pack(changed), found.version):
                return changed

    def refuse(self) -> None:
        """For who took the lease of the index and would write: forget what is open no more.

        Raises IndexBusyError where a run is open.
        """
        run = self._found()
        if run is not None and self._is_open(run):
            hours = f"{GIVEN_UP_SECONDS / 3600:g} h"
            raise IndexBusyError(f"{run}; {hours} after the last of them it is given up")
        self.forget(run)

    def refuse_at_work(self) -> SharedRun | None:
        """For who took the lease and goes back: what there is of a run, open or not.

        Raises IndexBusyError where a part is at work.
        """
        run = self._found()
        if run is not None and self._is_at_work(run):
            raise IndexBusyError(str(run))
        return run

    def forget(self, run: SharedRun | None) -> None:
        """Forget a run, whoever is at work on it: its leases are lost, nobody publishes it."""
        if run is None:
            return
        # itself first: one that was left open without what its parts told could not be published
        while (found := self._side.read(_KEY)) is not None:
            now = _read(found)
            if now is None or now.id != run.id:
                break
            self._side.remove(_KEY, found.version)
        for number in range(1, run.kind.count + 1):
            self._side.remove(run.told_by(number))
            self._side.remove(run.lease_of(number))

    def _joined(self, part: RunPart, wanted: Callable[[], SharedRun]) -> tuple[SharedRun, Lease]:
        Lease.refuse(self._side)
        # in this order: what was live when an open run was found, and is, was so for `wanted` too
        run, kind = self._found(), wanted().kind
        if run is None or not self._is_open(run, part.number):
            return self._begun(part, wanted)
        if run.kind != kind:
            raise OtherPlanError(f"{run}, and this would be {part} of another one")
        lease = self._lease(part, run)
        try:
            Lease.refuse(self._side)
            now = self._found()
            if now is None or now.id != run.id:
                raise IndexBusyError("another run in parts began on this index just now")
            return now, lease
        except BaseException:
            lease.release()
            raise

    def _begun(self, part: RunPart, wanted: Callable[[], SharedRun]) -> tuple[SharedRun, Lease]:
        """A new run, in place of one that is open no more."""
        lease = Lease.take(self._side)
        try:
            self.refuse()
            run = msgspec.structs.replace(wanted(), index=self._generations.next_index())
            self._side.write(_KEY, pack(run))
            return run, self._lease(part, run)
        finally:
            lease.release()

    def _lease(self, part: RunPart, run: SharedRun) -> Lease:
        work = f"another process is at work on {part}"
        return Lease.take(self._side, run.lease_of(part.number), work)

    def _found(self) -> SharedRun | None:
        found = self._side.read(_KEY)
        return None if found is None else _read(found)

    def _is_open(self, run: SharedRun, first: int = 1) -> bool:
        """`first`: the part that is looked at before others."""
        if not self.is_over_live(run):
            return False
        is_fresh = time.time() - run.last < GIVEN_UP_SECONDS
        return (bool(run.written) and is_fresh) or self._is_at_work(run, first)

    def _is_at_work(self, run: SharedRun, first: int = 1) -> bool:
        numbers = sorted(range(1, run.kind.count + 1), key=lambda number: number != first)
        return any(Lease.is_held(self._side, run.lease_of(number)) for number in numbers)


def _patiently(call: Callable[[], T]) -> T:
    """What `call` gives once the index is busy no more. Raises IndexBusyError where it stays so."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return call()
        except IndexBusyError:
            if time.monotonic() > until:
                raise
        time.sleep(_PAUSE)


def _read(found: SideDocument) -> SharedRun | None:
    try:
        return unpack(found.data, SharedRun)
    except SerializationError:
        return None
