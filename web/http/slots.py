"""How many files of all results are made at once → one more is let in, or told to come again."""

import threading
import time
from collections.abc import Callable, Iterator

from flask import current_app

AT_ONCE = 2
"""Files of all results that are made at once: each keeps a core busy for seconds."""
RETRY_SECONDS = 10
MOST_UNSENT = 1_000_000_000
"""Bytes that wait for slow readers, above which no other file is begun."""
BLOCK = 65_536
"""Bytes that are handed to the server at a time: each hand-over wakes its main thread."""
REST = 3.0
"""While pages are made, a file waits after each block so many times as long as a processor worked
on the block: two files then take half of a core from the pages, and not two thirds of the only one
that the threads of a process share."""

_held = 0
"""Files that are made now."""
_counting = threading.Lock()


class BusyError(Exception):
    """So many are made already."""


def one_of_few(begin: Callable[[], Iterator[bytes]]) -> "Slot":
    """The parts of a file in blocks; it holds a slot until it is closed. Raises BusyError, before
    anything is searched, and whatever `begin` raises, which gives the parts."""
    unsent: Callable[[], int] | None = current_app.extensions.get("unsent")
    if (unsent and unsent() > MOST_UNSENT) or not _take():
        raise BusyError
    slot = Slot(current_app.extensions.get("at_work", lambda: 0))
    try:
        slot.blocks = _in_blocks(begin())
    except BaseException:
        slot.close()
        raise
    return slot


class Slot:
    """An iterator of blocks that gives its slot back when it is closed or at its end, once.

    `at_work`: how many requests the server works on, this one among them. `wait`: waits so many
    seconds.
    """

    blocks: Iterator[bytes] = iter(())

    def __init__(
        self, at_work: Callable[[], int], wait: Callable[[float], None] = time.sleep
    ) -> None:
        self._at_work, self._wait = at_work, wait
        self._is_held = True

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        began = time.thread_time()
        try:
            block = next(self.blocks)
        except BaseException:
            self.close()
            raise
        if self._at_work() > _held:
            self._wait(REST * (time.thread_time() - began))
        return block

    def __del__(self) -> None:
        self.close()  # of an answer that was never sent

    def close(self) -> None:
        """Let another one in."""
        if self._is_held:
            self._is_held = False
            _give_back()


def _take() -> bool:
    """Whether one more may be made; it is counted then."""
    global _held
    with _counting:
        is_free = _held < AT_ONCE
        _held += is_free
    return is_free


def _give_back() -> None:
    global _held
    with _counting:
        _held -= 1


def _in_blocks(parts: Iterator[bytes]) -> Iterator[bytes]:
    block: list[bytes] = []
    size = 0
    for part in parts:
        block.append(part)
        size += len(part)
        if size >= BLOCK:
            yield b"".join(block)
            block, size = [], 0
    yield b"".join(block)
