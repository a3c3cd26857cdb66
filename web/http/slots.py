"""How many files of all results are made at once → one more is let in, or told to come again."""

import threading
from collections.abc import Callable, Iterator

from flask import current_app

AT_ONCE = 2
"""Files of all results that are made at once: each keeps a core busy for seconds."""
RETRY_SECONDS = 10
MOST_UNSENT = 1_000_000_000
"""Bytes that wait for slow readers, above which no other file is begun."""
BLOCK = 65_536
"""Bytes that are handed to the server at a time: each hand-over wakes its main thread."""

_free = threading.BoundedSemaphore(AT_ONCE)


class BusyError(Exception):
    """So many are made already."""


def one_of_few(parts: Iterator[bytes]) -> "Slot":
    """The parts of a file in blocks; it holds a slot until it is closed. Raises BusyError."""
    unsent: Callable[[], int] | None = current_app.extensions.get("unsent")
    if (unsent and unsent() > MOST_UNSENT) or not _free.acquire(blocking=False):
        raise BusyError
    return Slot(parts)


class Slot:
    """An iterator of blocks that gives its slot back when it is closed or at its end, once."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._blocks = _in_blocks(parts)
        self._is_held = True

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._blocks)
        except BaseException:
            self.close()
            raise

    def __del__(self) -> None:
        self.close()  # of an answer that was never sent

    def close(self) -> None:
        """Let another one in."""
        if self._is_held:
            self._is_held = False
            _free.release()


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
