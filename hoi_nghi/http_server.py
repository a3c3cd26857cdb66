"""A WSGI application → an HTTP server with bounded connections, whose stop loses no answer."""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from socket import AF_INET6, IPPROTO_IPV6, IPV6_V6ONLY, SO_REUSEADDR, SOL_SOCKET, socket
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer

from hoi_nghi.connection import IN_MEMORY, Connection
from hoi_nghi.http_requests import Describe
from hoi_nghi.lanes import Lanes
from hoi_nghi.paced_answers import MOST_AHEAD, PacedApplication
from hoi_nghi.process import raise_file_limit
from web.http.slots import MOST_UNSENT

THREADS = 8
"""Requests that are worked on at once."""
STOP_SECONDS, _LAST_SECONDS = 10.0, 2.0
"""What a stop may take, and what of this is left to end the threads and the process: an accepted
request may take the rest."""
CONNECTIONS, RESERVE = 1000, 50
"""Open connections, and how many of them are kept for who comes next: with fewer left, those that
were silent for longest are closed. Without one that can be spared, who comes waits in the queue of
the system."""

_FILES = 3
"""Open files of a connection at the most: itself, what waits on the disk, the file it is sent."""
_OWN_FILES = 200
"""Open files that the process needs besides: of the index, its logs, its modules."""
_FEWEST = 20
"""Connections that are open however few files the system allows."""
_LOOK_SECONDS = 5.0
"""Between two looks at who takes too long."""
_AT_ONCE = 0.01
"""Seconds that a turn takes at the most while there is no room."""
_HEAD, _BODY = 65_536, 1_000_000
"""Bytes of the head and of the body of a request; no address here needs a body."""
_JUST_NOW = 1.0
"""Seconds of silence after which a stop waits no longer for a request, or for the rest of one."""
_FORWARDED = {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"}


class Server:
    """An application on a host and a port.

    `run` serves until `stop`, which any thread or a handler of a signal may call: then no new
    connection is accepted, each request that was accepted is answered, and `run` returns before
    STOP_SECONDS. Raises OSError where it cannot listen.

    `describe`: the answer, in plain text, to a request that is no HTTP or too large.
    `prefixes`: what may stand before each path: "/hoinghi" of a proxy that leaves it there.
    `trusted_proxy`: the address of a proxy whose X-Forwarded-For, -Proto and -Host are believed.
    `shared`: sockets of `listening`, which other processes accept connections from, too.
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
        shared: Sequence[socket] = (),
    ) -> None:
        self._map: dict[int, Any] = {}
        self._lanes = Lanes(THREADS, prefixes)
        trusted = {"trusted_proxy_headers": _FORWARDED} if trusted_proxy else {}
        self._is_stopping = False
        self._most = max(_FEWEST, min(CONNECTIONS, (raise_file_limit() - _OWN_FILES) // _FILES))
        self._looked = time.time()
        settings = Adjustments(
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            outbuf_overflow=IN_MEMORY,
            outbuf_high_watermark=2 * MOST_AHEAD,  # never reached: an answer pauses before
            connection_limit=self._most,
            asyncore_use_poll=True,  # select() knows no descriptor above 1023
            max_request_header_size=_HEAD,
            max_request_body_size=_BODY,
            trusted_proxy=trusted_proxy,
            **trusted,
        )
        channel = partial(Connection, describe, lambda: self._is_stopping)
        self._servers = self._listen(PacedApplication(application), settings, shared)
        for one in self._servers:
            one.channel_class, one.at_once = channel, 1 if shared else RESERVE

    def _listen(
        self, application: Callable[..., Any], settings: Adjustments, shared: Sequence[socket]
    ) -> "list[_Listener]":
        """A listener for each shared socket, or for each address of the settings."""
        listen = partial(_Listener, application, self._map, dispatcher=self._lanes, adj=settings)
        if not shared:
            return [listen(sockinfo=address) for address in settings.listen]
        told = [(own.family, own.type, own.proto, own.getsockname()) for own in shared]
        both = zip(shared, told, strict=True)
        return [listen(_sock=own, sockinfo=info, bind_socket=False) for own, info in both]

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
            self._turn(_AT_ONCE if self._lacking > 0 else 1.0)
            self._look_after(time.time())
        self._drain(time.monotonic() + STOP_SECONDS - _LAST_SECONDS)
        for channel in self.channels:  # an answer that waits for its client ends with it
            channel.handle_close()
        self._lanes.shutdown()
        wasyncore.close_all(self._map)

    @property
    def _lacking(self) -> int:
        """How many connections have to go so that there is a reserve."""
        return len(self.channels) - (self._most - min(RESERVE, self._most // 4))

    def _look_after(self, now: float) -> None:
        """Close the connections whose clients had their time, and those that were silent for
        longest where there is no room. Between two turns: nobody waits for an event of them then.
        """
        if now - self._looked >= _LOOK_SECONDS:
            self._looked = now
            is_crowded = self._lacking > 0 or self.unsent > MOST_UNSENT
            for channel in self.channels:
                if channel.gives_up(now, is_crowded):
                    channel.handle_close()
        if (lacking := self._lacking) > 0:
            self._make_room(lacking, now)

    def _make_room(self, lacking: int, now: float) -> None:
        """Close so many connections that can be spared, but none before it was read from once."""
        silent = {one: found for one in self.channels if (found := one.silent(now))}
        old = [one for one in silent if one.had_its_turn]
        for channel in silent:
            channel.had_its_turn = True
        for channel in sorted(old, key=silent.__getitem__, reverse=True)[:lacking]:
            channel.handle_close()

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._map, count=1)

    def _drain(self, deadline: float) -> None:
        """Answer what was accepted, or waits in the queue of the system already."""
        for server in self._servers:
            server.accept_all()
            server.accepting = False
            server.del_channel()
            server.socket.close()
        while any(map(_is_busy, self.channels)) and time.monotonic() < deadline:
            self._turn(0.05)


def listening(host: str, port: int) -> list[socket]:
    """Sockets that listen on all addresses of a host. Raises OSError; ValueError if it is none."""
    settings = Adjustments(host=host, port=port)
    with ExitStack() as opened:
        found = [opened.enter_context(socket(*address[:3])) for address in settings.listen]
        for own, (family, _, _, name) in zip(found, settings.listen, strict=True):
            if family == AF_INET6:
                own.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 1)
            own.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
            own.bind(name)
            own.listen(settings.backlog)
        opened.pop_all()
        return found


class _Listener(TcpWSGIServer):  # type: ignore[misc]
    """A port. Its connections are looked after by the Server, which also tells how many there are:
    a line in the log each time that they were too many would be written as a visitor likes.

    `at_once`: how many it accepts in one turn at the most.
    """

    at_once = RESERVE

    def readable(self) -> bool:
        return bool(self.accepting) and self.has_room

    @property
    def has_room(self) -> bool:
        """Whether one more may be accepted."""
        return bool(len(self._map) < self.adj.connection_limit)

    def handle_accept(self) -> None:
        """Accept who waits, up to the RESERVE: a turn looks at every connection, so one at a turn
        would be served late among a thousand. Of a port that is shared one: others are for the
        processes that wake up meanwhile."""
        self._accept(self.at_once)

    def accept_all(self) -> None:
        """Take the connections that the system holds for us: closing it would reset them."""
        self._accept(self.adj.backlog)

    def _accept(self, most: int) -> None:
        for _ in range(most):
            before = len(self.active_channels)
            super().handle_accept()
            if len(self.active_channels) == before or not self.has_room:
                return


def _is_busy(channel: Any) -> bool:
    """Whether a connection still waits for an answer, or may be about to ask."""
    may_ask = not channel.will_close and time.time() - channel.last_activity < _JUST_NOW
    return bool(channel.is_asking or may_ask)
