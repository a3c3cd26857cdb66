"""Who reads slowly, asks for much ahead or says nothing: no thread waits, and others find room."""

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from types import SimpleNamespace
from typing import Any

import pytest
from waitress.adjustments import Adjustments

from hoi_nghi import connection, http_server, paced_answers
from hoi_nghi.connection import IDLE_SECONDS, IN_MEMORY, PATIENCE, SLOW, Connection
from hoi_nghi.http_server import Server
from hoi_nghi.paced_answers import AHEAD
from tests.test_http_server import Held, asked, running, sized
from web.http.originals import AS_TAKEN

BLOCK, BLOCKS = 65_536, 400
LARGE = BLOCK * BLOCKS
"""Bytes of an answer: more than the system holds of a connection."""
TOLD = ContextVar("TOLD", default="")


class Streams:
    """Answers /file with LARGE bytes, others with two; counts what it made, and what it closed."""

    def __init__(self, *, as_taken: bool = True) -> None:
        self.begun = self.made = self.closed = 0
        self._as_taken = as_taken

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        if environ["PATH_INFO"] != "/file":
            return sized(environ, start)
        environ[AS_TAKEN] = self._as_taken
        start("200 OK", [("Content-Length", str(LARGE))])
        return self._blocks()

    def _blocks(self) -> Iterator[bytes]:
        self.begun += 1
        before = TOLD.set("here")
        try:
            for number in range(BLOCKS):
                assert TOLD.get() == "here"
                self.made += 1
                yield bytes([number % 251]) * BLOCK
        finally:
            TOLD.reset(before)  # fails in another context
            self.closed += 1


@contextmanager
def clients(server: Server, count: int, data: bytes) -> Iterator[list[socket.socket]]:
    """So many connections that have sent something, and read nothing."""
    with ExitStack() as held:
        opened = []
        for _ in range(count):
            one = held.enter_context(socket.socket())
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            one.settimeout(10)
            one.connect(("127.0.0.1", server.port))
            one.sendall(data)
            opened.append(one)
        yield opened


def until(holds: Callable[[], bool]) -> None:
    """Wait for another thread."""
    for _ in range(1000):
        if holds():
            return
        time.sleep(0.01)
    raise AssertionError("it never holds")


def rest_of(server: Server) -> Callable[[], bool]:
    """Whether nothing is worked on; what it works on is asked twice, for it goes on by itself."""

    def rests() -> bool:
        before = [(c.taken, c.total_outbufs_len) for c in server.channels]
        time.sleep(0.02)
        after = [(c.taken, c.total_outbufs_len) for c in server.channels]
        return before == after and not (server.at_work or server.waiting) and bool(server.unsent)

    return rests


FILE, PAGE = b"GET /file HTTP/1.1\r\n\r\n", b"GET /page HTTP/1.1\r\n\r\n"


def test_who_takes_nothing_of_a_file_holds_no_thread() -> None:
    files = Streams()
    with running(files) as server, clients(server, 12, 5 * FILE):
        until(lambda: files.begun == 12)
        until(rest_of(server))
        assert asked(server, "/") == (200, b"ok")
        assert files.begun == 12, "one of each connection"
        assert server.unsent <= 12 * (AHEAD + BLOCK)
        assert files.made < 12 * BLOCKS, "the rest is made as it is taken"


@pytest.mark.parametrize("as_taken", [True, False])
def test_an_answer_that_pauses_is_whole(as_taken: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paced_answers, "MOST_AHEAD", 10 * BLOCK)
    files = Streams(as_taken=as_taken)
    with running(files) as server, clients(server, 1, FILE) as [client]:
        until(rest_of(server))
        assert files.made < BLOCKS
        answer = http.client.HTTPResponse(client)
        answer.begin()
        found = answer.read()
        until(lambda: files.closed == 1)
    assert found == b"".join(bytes([n % 251]) * BLOCK for n in range(BLOCKS))


def test_a_client_that_goes_ends_the_answer_that_waits_for_it() -> None:
    files = Streams()
    with running(files) as server:
        with clients(server, 3, FILE):
            until(rest_of(server))
        until(lambda: files.closed == files.begun == 3)
        until(lambda: not server.channels)


def test_who_takes_nothing_is_closed_whatever_it_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = Streams()
    with running(files) as server, clients(server, 9, 5 * FILE):
        until(lambda: files.begun == 9)
        until(rest_of(server))
        monkeypatch.setattr(connection, "IDLE_SECONDS", 0)
        monkeypatch.setattr(http_server, "_LOOK_SECONDS", 0)
        for one in server._servers:
            one.pull_trigger()
        until(lambda: not server.channels)
        assert files.closed == 9


def test_a_stop_waits_for_no_slow_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_server, "STOP_SECONDS", 0.1)
    files = Streams()
    with running(files) as server, clients(server, 12, 5 * FILE):
        until(rest_of(server))
        server.stop()
        until(lambda: files.closed == files.begun)


class Pages:
    """Answers with 200 kB; counts its answers."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, _: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        self.count += 1
        start("200 OK", [("Content-Length", "200000")])
        return [b"%06d" % self.count + bytes(199_994)]


def test_one_answer_is_made_ahead() -> None:
    """And all of them come, in their order, once they are taken."""
    pages = Pages()
    with running(pages) as server, clients(server, 1, 100 * PAGE) as [client]:
        until(rest_of(server))
        [channel] = server.channels
        assert AHEAD < server.unsent <= AHEAD + 201_000
        assert pages.count * 200_000 <= channel.taken + server.unsent
        assert len(channel.requests) <= 1, "the others are bytes yet"
        assert all(one.overflowed or len(one) <= IN_MEMORY for one in channel.outbufs)
        with client.makefile("rb") as answers:
            for number in range(100):
                while answers.readline() != b"\r\n":
                    pass
                assert answers.read(200_000).startswith(b"%06d" % (number + 1))
        assert pages.count == 100


def test_a_new_connection_finds_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Idle ones leave, the longest silent first; one that waits for its answer stays."""
    monkeypatch.setattr(http_server, "CONNECTIONS", 20)
    monkeypatch.setattr(http_server, "RESERVE", 5)
    held, found = Held(), list[tuple[int, bytes]]()
    with running(held) as server:
        waits = threading.Thread(target=lambda: found.append(asked(server, "/?q=1")))
        waits.start()
        held.begun.acquire()
        with clients(server, 60, b"GET /healthz HTTP/1.1\r\nConnection: keep-alive\r\n\r\n"):
            assert asked(server, "/healthz")[0] == 200
            assert len(server.channels) <= 20
        held.go.set()
        waits.join()
    assert found == [(200, b"q=1")]


@contextmanager
def channels(count: int) -> Iterator[list[Connection]]:
    """Connections without a server, whose clients said nothing since the second 0."""
    with ExitStack() as held:
        made = []
        for _ in range(count):
            own, other = map(held.enter_context, socket.socketpair())
            server = SimpleNamespace(active_channels={}, add_task=print, pull_trigger=print)
            one = Connection(str, lambda: False, server, own, ("::1", 1), Adjustments(), map={})
            one.last_activity = 0
            made.append(one)
            assert other
        yield made


def test_who_takes_little_is_closed_while_others_find_no_room() -> None:
    with channels(3) as (none, little, enough):
        for one, rate in ((none, 0), (little, SLOW - 1), (enough, SLOW)):
            one.total_outbufs_len = 1_000_000
            assert not one.gives_up(100, True), "the first look"
            one.taken = rate * IDLE_SECONDS
            assert not one.gives_up(99 + IDLE_SECONDS, True), "not yet"
        later = 100 + IDLE_SECONDS
        assert [one.gives_up(later, False) for one in (none, little, enough)] == [
            True,
            False,
            False,
        ]
        little.taken += (SLOW - 1) * IDLE_SECONDS
        enough.taken += SLOW * IDLE_SECONDS
        assert little.gives_up(later + IDLE_SECONDS, True)
        assert not enough.gives_up(later + IDLE_SECONDS, True)


def test_what_the_system_holds_has_not_reached_the_client(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A client that takes what was sent long ago is no one who takes nothing."""
    monkeypatch.setattr(http_server, "_LOOK_SECONDS", 1e9)  # this test looks, and by its own clock
    pages = Pages()
    with running(pages) as server, clients(server, 1, 100 * PAGE) as [client]:
        until(rest_of(server))
        [channel] = server.channels
        held = channel.taken - channel.reached
        assert held > 0 and not channel.gives_up(100, False)
        before = channel.taken
        with client.makefile("rb") as answers:
            assert len(answers.read(20_000)) == 20_000
        until(lambda: channel.reached > before - held)
        assert not channel.gives_up(101 + IDLE_SECONDS, False)
        assert channel.gives_up(102 + 2 * IDLE_SECONDS, False)


def test_who_waits_for_us_is_never_closed() -> None:
    with channels(2) as (idle, waits):
        waits.requests = [object()]
        assert idle.gives_up(IDLE_SECONDS + 1, False) and idle.silent(1)
        assert not waits.gives_up(1_000, True) and waits.silent(1_000) is None


def test_who_leaves_first() -> None:
    """The idle, by their silence; who sends or takes nothing, but not at once; last the new."""
    now = time.time()
    with channels(5) as (idle, longer, sends, takes, new):
        for one in (idle, longer, sends, takes):
            one.creation_time = one.last_activity = now - PATIENCE
        longer.last_activity -= 1
        sends.request, takes.total_outbufs_len = object(), 1
        sends._began, takes._looked = now - 10 * PATIENCE, (now - PATIENCE, 0)
        new.last_activity = new.creation_time = now
        silent = [one.silent(now) for one in (longer, idle, sends, takes, new)]
        assert all(silent) and silent == sorted(silent, key=lambda one: one or (), reverse=True)
        sends._began = now
        assert takes.silent(now - 1) is sends.silent(now) is None


def test_few_open_files_are_few_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that allows hardly any files: some connections, and some room among them."""
    monkeypatch.setattr(http_server, "raise_file_limit", lambda: 64)
    with running(sized) as server, clients(server, 60, b""):
        assert asked(server, "/") == (200, b"ok")
        assert len(server.channels) <= 20


def test_an_answer_that_cannot_be_ended_ends_nothing_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Fails(Streams):
        def _blocks(self) -> Iterator[bytes]:
            try:
                yield from super()._blocks()
            finally:
                raise ValueError("it fails")

    with running(Fails()) as server:
        with clients(server, 1, FILE):
            until(rest_of(server))
        until(lambda: not server.channels)
        assert asked(server, "/") == (200, b"ok")
    assert "cannot be ended" in caplog.text
