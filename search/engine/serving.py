"""An engine → the snapshot that is served: of the live generation, or the last that opened."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread
from weakref import ref

from search.engine.errors import (
    DamagedIndexError,
    EngineError,
    NoIndexError,
    StaleIndexError,
    UnreachableError,
)
from search.engine.protocol import Engine, Snapshot
from search.engine.run_summary import RunSummary, read_run_summary

RETRY = 1.0
"""Seconds after which a generation that could not be opened is tried again: looking at its small
files takes a millisecond."""
BYTES_PER_SECOND = 32_000_000
"""How fast files are compared in the background: a third of what an old disk reads, and a fiftieth
of a processor. 40,000 short reports take ten seconds."""
AGAIN, AGAIN_IF_DAMAGED = 24 * 3600.0, 60.0
"""Seconds after which a generation is compared again: disks forget in months; and one that was
found damaged, for a disk may have been away."""

_KINDS = {NoIndexError: "missing", StaleIndexError: "stale", DamagedIndexError: "damaged"}
_ADVICE = {"stale": "; if a newer version of this program made it, start that one"}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the live generation is not the one that is served, or not served.

    `kind`: "missing", "stale" (of another version of the program), "damaged", or "unreadable".
    `message`: for the person who keeps the index; it names files.
    """

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class _Verified:
    """What was compared, when, and what was found to be wrong with it."""

    snapshot: ref[Snapshot]
    when: float
    problem: Problem | None


class Serving:
    """The snapshot of one engine that requests are answered from.

    It stays until a later one is open: where CURRENT cannot be read, the folder is gone, or what
    was published is damaged or of another version of the program, the one that is open goes on;
    `problem` says what is wrong, the log says it once, and the next good generation is taken. So it
    is, too, while another thread opens a generation. Before anything could be opened, errors are
    raised. `failures` counts the times that a generation could not be opened.

    `wait`: waits so many seconds, between blocks that are compared in the background.
    """

    def __init__(self, engine: Engine, wait: Callable[[float], None] = time.sleep) -> None:
        self._engine, self._wait = engine, wait
        self.failures = 0
        self._held: Snapshot | None = None
        self._opening, self._beginning = Lock(), Lock()
        self._tried = 0.0
        self._unopened: Problem | None = None
        self._verified: _Verified | None = None
        self._verifies, self._processes = False, 1
        self._verifier: Thread | None = None

    @property
    def problem(self) -> Problem | None:
        """What is wrong, if anything is."""
        return self._unopened or self._damage()

    def last_run(self) -> RunSummary | None:
        """What the last run of the indexer did; None where nothing tells."""
        return read_run_summary(self._engine)

    def current(self) -> Snapshot:
        """The snapshot to answer from. Raises as `Engine.snapshot` does where there is none, and
        DamagedIndexError where a byte of it was found not to be what was written."""
        held = self._held
        if self._opening.acquire(blocking=held is None):
            try:
                held = self._renewed()
            finally:
                self._opening.release()
        assert held is not None
        if self._verifies:
            self._verify_if_due(held)
        if damage := self._damage():
            raise DamagedIndexError(damage.message)
        return held

    def verify_in_background(self, processes: int = 1) -> None:
        """From now on, compare each generation that is served with what was written, at a bounded
        rate, and again each day. `processes`: so many do it, and share the rate."""
        self._verifies, self._processes = True, processes

    def _renewed(self) -> Snapshot:
        """The live generation if it can be opened, else the one that is held."""
        if self._held and self._unopened and time.monotonic() - self._tried < RETRY:
            return self._held
        self._tried = time.monotonic()
        try:
            self._held = self._engine.snapshot()
        except EngineError as error:
            if self._held is None:
                raise
            self.failures += 1
            self._tell(Problem(_KINDS.get(type(error), "unreadable"), str(error)))
        else:
            self._tell(None)
        return self._held

    def _tell(self, problem: Problem | None) -> None:
        """Remember what is wrong with the live generation; say it if it is news."""
        if problem == self._unopened or self._held is None:
            return
        self._unopened = problem
        if problem:
            served = f"generation {self._held.generation} is served on"
            _log.error("%s; %s%s", problem.message, served, _ADVICE.get(problem.kind, ""))
        else:
            _log.warning("generation %s is served: all is well again", self._held.generation)

    def _damage(self) -> Problem | None:
        """What was found to be wrong with the bytes of the generation that is served."""
        found = self._verified
        return found.problem if found and found.snapshot() is self._held else None

    def _verify_if_due(self, held: Snapshot) -> None:
        """Begin to compare what is served, if it is time and nothing is being compared."""
        with self._beginning:
            is_busy = self._verifier is not None and self._verifier.is_alive()
            if not is_busy and self._is_due(held):
                self._verifier = Thread(target=self._verify, args=(held,), daemon=True)
                self._verifier.start()

    def _is_due(self, held: Snapshot) -> bool:
        found = self._verified
        if found is None or found.snapshot() is not held:
            return True
        wait = AGAIN_IF_DAMAGED if found.problem else AGAIN
        return time.monotonic() - found.when > wait

    def _verify(self, snapshot: Snapshot) -> None:
        problem, before = None, self._damage()
        try:
            snapshot.verify(self._pause)
        except UnreachableError:
            return  # that says nothing of what was written: it is compared once somebody asks again
        except EngineError as error:
            problem = Problem("damaged", str(error))
            if problem != before:
                _log.error("%s; nothing is answered from it", problem.message)
        self._verified = _Verified(ref(snapshot), time.monotonic(), problem)
        if before and not problem:
            _log.warning("generation %s is as it was written again", snapshot.generation)

    def _pause(self, size: int) -> None:
        """Wait as long as so many bytes that were read may take."""
        self._wait(size * self._processes / BYTES_PER_SECOND)
