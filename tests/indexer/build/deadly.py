"""What a process of a test is given to do: work that ends, and work that does not."""

import os
import re
import signal
import time
from pathlib import Path


def work(item: str) -> str:
    """ "die": the process is killed; "die once FILE": unless the file is there; "spin": it never
    ends; "exit": it leaves; "open": an error of the system; anything else: in capitals."""
    what, _, file = item.partition(" once ")
    if file and Path(file).exists():
        return item.upper()
    if file:
        Path(file).touch()
    _DEEDS.get(what, lambda: None)()
    return item.upper()


def batch(items: list[str]) -> list[str]:
    """The same of each."""
    return [work(item) for item in items]


def spin() -> None:
    """Work of the processor without an end that this process can be told of by anything less than a
    signal: all of it within one call into C."""
    re.match(r"(a|a)*b", "a" * 10_000)


def idle(seconds: float) -> None:
    """Time without work of the processor."""
    time.sleep(seconds)


def _raise_what_cannot_be_sent() -> None:
    raise _Unsendable


_DEEDS = {
    "die": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "crash": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "exit": lambda: os._exit(3),
    "open": lambda: Path("/nowhere/at/all").read_bytes(),
    "spin": spin,
    "secret": _raise_what_cannot_be_sent,
}


class _Unsendable(Exception):
    def __reduce__(self) -> str:
        raise TypeError("cannot be sent")
