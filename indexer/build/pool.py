"""A function and its arguments → its results in order, from several processes."""

import gc
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from indexer.build.watchdog import can_watch
from indexer.read.in_order import in_order
from indexer.read.process import OwnProcess, live_quietly, signal_name

Work = TypeVar("Work")
Result = TypeVar("Result")

_ASKED_EVERY = 1.0
"""Seconds after which a process that has not answered is asked how long it has run."""
_GRACE = 15.0
"""Seconds of processor on top of what a call may take: the process starts in them, and where a
system has timers the call ends itself before."""
_COLLECTED = (20_000, 20, 20)
"""After so many objects more, Python looks for those that only hold each other. Reports have hardly
any, and what is looked through each time is word lists and patterns: by default it takes 4 % of
the processor."""


class ProcessLostError(Exception):
    """A process died of a call, or took too long for it; the message says which, in a few words."""


class Caller(OwnProcess):
    """A process that calls a function, made when needed, until it is closed."""

    def __init__(self, function: Callable[[Work], Result]) -> None:
        super().__init__(_answer_calls, function)

    def call(self, item: Any, seconds: float | None = None) -> Any:
        """What the function returns. `seconds`: of processor that it may take, where no timer ends
        it before; None: any. Raises ProcessLostError, and what the function raises."""
        try:
            pipe = self._started()
            pipe.send(item)
            self._wait(pipe, seconds)
            is_done, answer = pipe.recv()
        except (EOFError, OSError):
            raise ProcessLostError(f"made its process fail ({signal_name(self._lost())})") from None
        if is_done:
            return answer
        raise answer

    def _wait(self, pipe: Connection, seconds: float | None) -> None:
        began = self._processor_seconds()
        while not pipe.poll(_ASKED_EVERY):
            now = self._processor_seconds()
            if seconds is None or now is None or began is None:
                continue
            if now - began > seconds + _GRACE:
                self._stop()
                raise ProcessLostError(f"takes longer than {seconds:.0f} seconds of processor time")


def ordered_map(
    function: Callable[[Work], Result],
    work: Iterable[Work],
    jobs: int,
    seconds: Callable[[Work], float] | None = None,
    recover: Callable[[Callable[[Work], Result], Work], Result] | None = None,
) -> Generator[Result, None, None]:
    """Like map(), over `jobs` processes; in this one if there is only one job and it has a timer.

    A process that dies of a piece of work, or takes more than so many `seconds` of processor for
    it, is replaced, and the work is done again; `recover` does it otherwise, given what calls the
    function in a process. What is lost twice raises ProcessLostError. Left early, by an error or
    Ctrl-C, it ends them at once.
    """
    if jobs <= 1 and can_watch():
        yield from map(function, work)
        return

    def called(caller: Caller, item: Work) -> Result:
        def call(own: Work) -> Result:
            result: Result = caller.call(own, seconds(own) if seconds else None)
            return result

        try:
            return call(item)
        except ProcessLostError:
            return recover(call, item) if recover else call(item)

    yield from in_order(called, [Caller(function) for _ in range(max(1, jobs))], work)


def _answer_calls(pipe: Connection, function: Callable[[Any], Any]) -> None:
    """The life of a process: an argument in, what the function returns or raises out."""
    live_quietly()
    gc.set_threshold(*_COLLECTED)
    with suppress(EOFError, BrokenPipeError):
        while True:
            item = pipe.recv()
            try:
                answer = True, function(item)
            except Exception as error:
                answer = False, error
            try:
                pipe.send(answer)
            except (TypeError, AttributeError, ValueError) as error:  # it cannot be sent
                pipe.send((False, RuntimeError(f"{answer[1]!r}: {error}")))
