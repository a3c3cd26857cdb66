"""Work, and tools that can do it → its results in order, each tool on its own thread."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from queue import SimpleQueue
from typing import TypeVar

from indexer.read.process import OwnProcess

Tool = TypeVar("Tool", bound=OwnProcess)
Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 3
"""Results a process may be ahead of the consumer: they wait in memory."""


def in_order(
    do: Callable[[Tool, Item], Result], tools: Sequence[Tool], work: Iterable[Item]
) -> Generator[Result, None, None]:
    """The result of each piece of work, in order, by as many processes as there are tools.

    An error of one is raised in its turn. Left early, by an error or Ctrl-C, it ends them at once.
    """
    items = iter(work)
    waiting: deque[Future[Result]] = deque()
    free: SimpleQueue[Tool] = SimpleQueue()
    for tool in tools:
        free.put(tool)

    def done(item: Item) -> Result:
        tool = free.get()
        try:
            return do(tool, item)
        finally:
            free.put(tool)

    with ThreadPoolExecutor(len(tools)) as pool:
        try:
            while True:
                for item in islice(items, len(tools) * _AHEAD - len(waiting)):
                    waiting.append(pool.submit(done, item))
                if not waiting:
                    return
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for tool in tools:
                tool.close()
