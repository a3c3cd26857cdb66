"""A WSGI application → the same, which counts and times its requests and logs each when it ends."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Response, request

ACCESS = logging.getLogger("hoi_nghi.access")
"""Gets one record a request: `record.access` is an Access."""
BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds up to which the buckets of the histogram reach; the last one has no end."""

_ROUTE = "hoi_nghi.route"
"""The key of the environment under which the endpoint stands."""


@dataclass(frozen=True, slots=True)
class Access:
    """One request and what it got. `target`: path and query as they were sent; `seconds`: until the
    last byte was made; `sent`: bytes of the body."""

    remote: str
    method: str
    target: str
    status: int
    sent: int
    seconds: float
    agent: str


@dataclass(slots=True)
class Metrics:
    """What was counted since the process began, by any thread."""

    requests: Counter[tuple[str, int]] = field(default_factory=Counter)
    """(endpoint, status) → requests."""
    within: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    """Requests of each bucket of BOUNDS alone."""
    seconds: float = 0.0
    in_progress: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def begun(self) -> Iterator[None]:
        """While a request is worked on."""
        with self.lock:
            self.in_progress += 1
        try:
            yield
        finally:
            with self.lock:
                self.in_progress -= 1

    def add(self, route: str, status: int, seconds: float) -> None:
        """A request that ended."""
        bucket = next((n for n, bound in enumerate(BOUNDS) if seconds <= bound), len(BOUNDS))
        with self.lock:
            self.requests[route, status] += 1
            self.within[bucket] += 1
            self.seconds += seconds


def name_route(response: Response) -> Response:
    """Leave the endpoint of a request for who counts it; what leads nowhere has none."""
    request.environ[_ROUTE] = request.endpoint or ""
    return response


class Observed:
    """An application whose requests are counted in `metrics` and logged."""

    def __init__(self, application: Callable[..., Iterable[bytes]], metrics: Metrics) -> None:
        self._application, self._metrics = application, metrics

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """Answer a request."""
        return self._answer(environ, start_response, time.perf_counter())

    def _answer(
        self, environ: dict[str, Any], start_response: Callable[..., Any], began: float
    ) -> Iterator[bytes]:
        status, sent = 500, 0

        def start(line: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            nonlocal status
            status = int(line.split(" ", 1)[0])
            return start_response(line, headers, *error)

        with self._metrics.begun():
            parts = self._application(environ, start)
            try:
                for part in parts:
                    sent += len(part)
                    yield part
            finally:
                if hasattr(parts, "close"):
                    parts.close()
                seconds = time.perf_counter() - began
                self._metrics.add(environ.get(_ROUTE, ""), status, seconds)
                _log(environ, status, sent, seconds)


def _log(environ: dict[str, Any], status: int, sent: int, seconds: float) -> None:
    if not ACCESS.isEnabledFor(logging.INFO):
        return
    target = environ.get("REQUEST_URI") or environ.get("PATH_INFO", "")
    ACCESS.info(
        "%s %s",
        environ.get("REQUEST_METHOD", ""),
        target,
        extra={
            "access": Access(
                environ.get("REMOTE_ADDR", ""),
                environ.get("REQUEST_METHOD", ""),
                target,
                status,
                sent,
                seconds,
                environ.get("HTTP_USER_AGENT", ""),
            )
        },
    )
