"""A function and its arguments → its results in order, from several processes."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

from indexer.read.worker import live_quietly

Work = TypeVar("Work")
Result = TypeVar("Result")

_AHEAD = 3
"""Results a process may be ahead of the consumer: they wait in memory."""


def ordered_map(
    function: Callable[[Work], Result], work: Iterable[Work], jobs: int
) -> Generator[Result, None, None]:
    """Like map(), over `jobs` processes; in this one if there is only one job.

    The processes are started fresh, so that none inherits the lock of an index, and end by
    themselves when this one is killed. Left early, by an error or Ctrl-C, it ends them at once.
    """
    if jobs <= 1:
        yield from map(function, work)
        return
    items = iter(work)
    waiting: deque[Future[Result]] = deque()
    others = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=live_quietly) as pool:
        try:
            while True:
                for item in islice(items, jobs * _AHEAD - len(waiting)):
                    waiting.append(pool.submit(function, item))
                if not waiting:
                    return
                yield waiting.popleft().result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
            raise
