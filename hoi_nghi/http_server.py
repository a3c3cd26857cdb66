"""A WSGI application → an HTTP server with bounded connections, whose stop loses no answer."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from waitress import create_server, wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher, WSGITask
from waitress.utilities import Error

THREADS = 8
"""Requests that are worked on at once."""
STOP_SECONDS = 10.0
"""What an accepted request may still take once the server stops."""

_BUFFER = 256_000_000
"""Bytes of an answer that wait for a slow reader, on the disk beyond 1 MB, before they keep a
thread waiting: more than the largest original."""
_CONNECTIONS = 1000
"""Open connections; further ones wait in the queue of the system until one closes."""
_IDLE_SECONDS = 30
"""How long a connection may say nothing, and how long it may take to send the head of a request."""
_HEAD, _BODY = 65_536, 1_000_000
"""Bytes of the head and of the body of a request; no address here needs a body."""
_JUST_NOW = 0.5
"""Seconds within which the next request of a connection comes in, also one sent before the stop."""
_FORWARDED = {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"}
_LIGHT = ("/healthz", "/readyz", "/metrics", "/static/")
"""Addresses whose answers cost next to nothing: they never wait behind those that cost more."""

Describe = Callable[[int], str]
"""The code of an error → what its answer says."""


class Server:
    """An application on a host and a port.

    `run` serves until `stop`, which any thread or a handler of a signal may call: then no new
    connection is accepted, each request that was accepted is answered, and `run` returns after
    STOP_SECONDS at the latest. Raises OSError where it cannot listen.

    `describe`: the answer, in plain text, to a request that is no HTTP or too large.
    `prefixes`: what may stand before each path: "/hoinghi" of a proxy that leaves it there.
    `trusted_proxy`: the address of a proxy whose X-Forwarded-For, -Proto and -Host are believed.
    """

    def __init__(
        self,
        application: Callable[..., Any],
        host: str,
        port: int,
        describe: Describe,
        *,
        prefixes: Sequence[str] = (),
        trusted_proxy: str | None = None,
    ) -> None:
        self._map: dict[int, Any] = {}
        self._lanes = _Lanes(THREADS, prefixes)
        trusted = {"trusted_proxy_headers": _FORWARDED} if trusted_proxy else {}
        self._is_stopping = False
        create_server(
            application,
            map=self._map,
            _dispatcher=self._lanes,
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            outbuf_high_watermark=_BUFFER,
            connection_limit=_CONNECTIONS,
            channel_timeout=_IDLE_SECONDS,
            cleanup_interval=5,
            asyncore_use_poll=True,  # select() knows no descriptor above 1023
            max_request_header_size=_HEAD,
            max_request_body_size=_BODY,
            trusted_proxy=trusted_proxy,
            **trusted,
        )
        self._servers = [s for s in self._map.values() if isinstance(s, BaseWSGIServer)]
        for server in self._servers:
            server.channel_class = partial(_Channel, describe, lambda: self._is_stopping)

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._servers[0].effective_port)

    @property
    def channels(self) -> list[Any]:
        """The open connections."""
        return [c for server in self._servers for c in list(server.active_channels.values())]

    @property
    def unsent(self) -> int:
        """Bytes of answers that their readers have not taken yet."""
        return sum(channel.total_outbufs_len for channel in self.channels)

    @property
    def waiting(self) -> int:
        """Requests that no thread has begun to work on."""
        return self._lanes.waiting

    @property
    def at_work(self) -> int:
        """Requests that are worked on, or wait for it, but those that cost next to nothing."""
        return self._lanes.at_work

    def stop(self) -> None:
        """Let `run` return once what was accepted is answered."""
        if self._is_stopping:
            return  # it may be closed already
        self._is_stopping = True
        for server in self._servers:
            server.pull_trigger()

    def run(self) -> None:
        """Serve until `stop` is called."""
        while not self._is_stopping:
            self._turn(1.0)
        self._drain(time.monotonic() + STOP_SECONDS)
        self._lanes.shutdown()
        wasyncore.close_all(self._map)

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._map, count=1)

    def _drain(self, deadline: float) -> None:
        """Answer what was accepted, or waits in the queue of the system already."""
        for server in self._servers:
            _accept_all(server)
            server.accepting = False
            server.del_channel()
            server.socket.close()
        while any(map(_is_busy, self.channels)) and time.monotonic() < deadline:
            self._turn(0.05)


def _accept_all(server: BaseWSGIServer) -> None:
    """Take the connections that the system holds for us: closing it would reset them."""
    for _ in range(server.adj.backlog):
        before = len(server.active_channels)
        server.handle_accept()
        if len(server.active_channels) == before:
            return


def _is_busy(channel: Any) -> bool:
    """Whether a connection still waits for an answer, or may be about to ask."""
    may_ask = not channel.will_close and time.time() - channel.last_activity < _JUST_NOW
    return bool(channel.requests or channel.request or channel.total_outbufs_len or may_ask)


class _Lanes:
    """Two queues with threads of their own: one for addresses that cost next to nothing."""

    def __init__(self, threads: int, prefixes: Sequence[str]) -> None:
        self._light, self._common = ThreadedTaskDispatcher(), ThreadedTaskDispatcher()
        for lane, count in ((self._light, 1), (self._common, threads)):
            lane.queue_logger = _Silent()  # how many wait is told by /metrics
            lane.set_thread_count(count)
        self._addresses = tuple(before + own for before in ("", *prefixes) for own in _LIGHT)

    @property
    def waiting(self) -> int:
        return len(self._light.queue) + len(self._common.queue)

    @property
    def at_work(self) -> int:
        return int(self._common.active_count) + len(self._common.queue)

    def add_task(self, channel: Any) -> None:
        path = channel.requests[0].path if not channel.requests[0].error else ""
        lane = self._light if path.startswith(self._addresses) else self._common
        lane.add_task(channel)

    def set_thread_count(self, count: int) -> None:
        self._common.set_thread_count(count)

    def shutdown(self) -> None:
        for lane in (self._light, self._common):
            lane.shutdown(timeout=0.5)


class _Silent:
    def warning(self, *_: object) -> None:
        pass


class _Parser(HTTPRequestParser):  # type: ignore[misc]
    """Reads an address that was sent as it was typed: bytes beyond ASCII are escaped."""

    def parse_header(self, header_plus: bytes) -> None:
        first, end, rest = header_plus.partition(b"\r\n")
        if not first.isascii():
            first = b"".join(b"%%%02X" % c if c > 0x7F else bytes((c,)) for c in first)
        super().parse_header(first + end + rest)


class _RefusalTask(ErrorTask):  # type: ignore[misc]
    """Answers a request that is no HTTP or too large, in our words."""

    def execute(self) -> None:
        self.request.error = _Refusal(self.request.error, self.channel.describe)
        super().execute()


class _Refusal(Error):  # type: ignore[misc]
    def __init__(self, error: Any, describe: Describe) -> None:
        super().__init__(error.body)
        self.code, self.reason, self._describe = error.code, error.reason, describe

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        status, headers, _ = super().to_response(ident)
        return status, headers, f"{self._describe(self.code)}\n".encode()


class _Task(WSGITask):  # type: ignore[misc]
    """Tells a client that the connection ends if the server stops, or it would ask for ever."""

    def build_response_header(self) -> bytes:
        if self.channel.is_last(self.request):
            self.set_close_on_finish()
        return bytes(super().build_response_header())


class _Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that is closed if it sends a request too slowly."""

    parser_class = _Parser
    task_class = _Task
    error_task_class = _RefusalTask
    _began = 0.0

    def __init__(
        self, describe: Describe, is_stopping: Callable[[], bool], *arguments: Any, **named: Any
    ) -> None:
        self.describe, self._is_stopping = describe, is_stopping
        super().__init__(*arguments, **named)

    def is_last(self, request: Any) -> bool:
        """Whether the connection may end after a request: the server stops, and none follows."""
        with self.requests_lock:
            return self._is_stopping() and self.requests == [request] and self.request is None

    def received(self, data: bytes) -> bool:
        now = time.time()
        if self.request is None:
            self._began = now
        taken = bool(super().received(data))
        if self.request is not None and now - self._began > _IDLE_SECONDS:
            self.will_close = True
        return taken
