"""Connections with a request → threads that answer it: what is quick waits for no other."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from waitress.task import ThreadedTaskDispatcher

_HEALTH, _QUICK, _STATIC = ("/healthz",), ("/readyz", "/metrics"), "/static/"
"""Addresses whose answers cost next to nothing. Each of the three kinds has a thread of its own:
/healthz looks at no file, the next two at some of the index, and pages bring many of the last."""


class Lanes:
    """Four queues with threads of their own: one for whatever costs, three for what does not.

    `threads`: of the first. `prefixes`: what may stand before each path.
    """

    def __init__(self, threads: int, prefixes: Sequence[str]) -> None:
        self._health, self._quick = ThreadedTaskDispatcher(), ThreadedTaskDispatcher()
        self._static, self._common = ThreadedTaskDispatcher(), ThreadedTaskDispatcher()
        self._light = (self._health, self._quick, self._static)
        for lane in (*self._light, self._common):
            lane.queue_logger = _Silent()  # how many wait is told by /metrics
            lane.set_thread_count(threads if lane is self._common else 1)
        before = ("", *prefixes)
        named = chain(((self._health, one) for one in _HEALTH), ((self._quick, q) for q in _QUICK))
        self._addresses = {one + own: lane for lane, own in named for one in before}
        self._files = tuple(one + _STATIC for one in before)

    @property
    def waiting(self) -> int:
        """Requests that no thread has begun to work on."""
        return sum(len(lane.queue) for lane in (*self._light, self._common))

    @property
    def at_work(self) -> int:
        """Requests that are worked on, or wait for it, but those that cost next to nothing."""
        return int(self._common.active_count) + len(self._common.queue)

    def add_task(self, channel: Any) -> None:
        """Let a thread answer the first request of a connection."""
        path = channel.requests[0].path if not channel.requests[0].error else ""
        lane = self._static if path.startswith(self._files) else self._common
        self._addresses.get(path, lane).add_task(channel)

    def set_thread_count(self, count: int) -> None:
        """Nothing: each lane has its threads."""

    def shutdown(self) -> None:
        """End the threads, each after what it does now, or leave it behind."""
        for lane in (*self._light, self._common):
            lane.set_thread_count(0)
        for lane in (*self._light, self._common):
            lane.shutdown(timeout=0.5)


class _Silent:
    def warning(self, *_: object) -> None:
        pass
