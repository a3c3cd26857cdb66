"""A function and its arguments → its results in order, from several processes."""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")

_BATCH = 8
_AHEAD = 4
"""Batches a process may be ahead of the consumer: results wait in memory."""


def ordered_map(
    function: Callable[[Work], Result], work: Iterable[Work], jobs: int
) -> Iterator[Result]:
    """Like map(), over `jobs` processes; in this one if there is only one job.

    The processes are started fresh, so that none inherits the lock of an index, and end by
    themselves when this one is killed.
    """
    if jobs <= 1:
        yield from map(function, work)
        return
    items = iter(work)
    waiting: deque[Future[list[Result]]] = deque()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_die_with_parent) as pool:
        try:
            while True:
                while len(waiting) < jobs * _AHEAD and (batch := list(islice(items, _BATCH))):
                    waiting.append(pool.submit(_apply, function, batch))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _apply(function: Callable[[Work], Result], batch: list[Work]) -> list[Result]:
    return [function(item) for item in batch]


def _die_with_parent() -> None:
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
