"""Seconds of processor, and a block of code → the block, ended when it has taken more."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_AGAIN = 1.0
"""Seconds of processor after which it is ended again, had something caught the error."""


class OutOfTimeError(BaseException):
    """A block took longer than it may; the message says how long, in a few words.

    No Exception, for code that goes on after any would go on after it, too.
    """


def can_watch() -> bool:
    """Whether `at_most` ends anything here: Windows has no such timer, and signals reach the main
    thread alone. Where it cannot, a process of its own is watched by another: see `pool`."""
    return hasattr(signal, "setitimer") and (threading.current_thread() is threading.main_thread())


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """End what is inside with OutOfTimeError after so many seconds of this process's own work.

    Time in which the processor did other things does not count, so a busy machine changes nothing.
    """
    if not can_watch():
        yield
        return
    is_inside = True

    def end(*_: object) -> None:
        if is_inside:
            raise OutOfTimeError(
                f"takes longer than {seconds:.1f} seconds of processor time to be understood"
            )

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        try:
            yield
        finally:
            is_inside = False
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
