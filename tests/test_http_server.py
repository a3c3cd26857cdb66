"""The server alone, over small applications: what waits, what is refused, how it stops."""

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from hoi_nghi.http_server import Server

Application = Callable[[dict[str, Any], Callable[..., Any]], list[bytes]]


def plain(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    """Answers the query that it was sent."""
    start("200 OK", [("Content-Type", "text/plain")])
    return [environ["QUERY_STRING"].encode("latin-1")]


@contextmanager
def running(application: Application) -> Iterator[Server]:
    server = Server(application, "127.0.0.1", 0, lambda code: f"Không hiểu ({code}).")
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join(15)
        assert not thread.is_alive()


def sent(server: Server, data: bytes) -> bytes:
    """All that comes back for some bytes, until the server closes."""
    with socket.create_connection(("127.0.0.1", server.port), 10) as client:
        client.sendall(data)
        found = b""
        while block := client.recv(65536):
            found += block
    return found


def test_an_address_may_be_sent_as_it_was_typed() -> None:
    with running(plain) as server:
        found = sent(server, "GET /?q=bão HTTP/1.0\r\n\r\n".encode())
    assert found.startswith(b"HTTP/1.0 200") and found.endswith(b"q=b%C3%A3o")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"hello\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nA: " + b"a" * 65_517, b"431"),
        (b"POST / HTTP/1.1\r\nContent-Length: 2000000\r\n\r\n", b"413"),
        (b"POST / HTTP/1.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n\r\n", b"400"),
        (b"GET http://[::1/ HTTP/1.1\r\n\r\n", b"400"),
        (b"GET http://[x]:99999999/ HTTP/1.1\r\n\r\n", b"400"),
    ],
)
def test_what_is_refused_is_told_in_vietnamese(
    data: bytes, code: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with running(plain) as server:
        found = sent(server, data)
    assert not caplog.records
    assert found.split()[1] == code
    assert found.endswith(f"Không hiểu ({code.decode()}).\n".encode())


def test_a_connection_that_fails_is_a_short_line_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("\x1b" * 1000)

    monkeypatch.setattr("hoi_nghi.connection.Connection._read_on", fail)
    with running(plain) as server:
        assert sent(server, b"GET / HTTP/1.1\r\n\r\n") == b""
    [line] = [record.getMessage() for record in caplog.records]
    assert len(line) < 300 and line.isprintable()


class Held:
    """An application that answers once `go` is set; `quick` at once."""

    def __init__(self, quick: str = "/healthz") -> None:
        self.go, self.begun = threading.Event(), threading.Semaphore(0)
        self._quick = quick

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        if environ["PATH_INFO"] != self._quick:
            self.begun.release()
            assert self.go.wait(10)
        return plain(environ, start)


def asked(server: Server, path: str) -> tuple[int, bytes]:
    client = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    client.request("GET", path)
    found = client.getresponse()
    body = found.read()
    client.close()
    return found.status, body


def test_healthz_never_waits_behind_costly_pages() -> None:
    held = Held()
    with running(held) as server:
        many = [threading.Thread(target=asked, args=(server, "/?q=1")) for _ in range(12)]
        for thread in many:
            thread.start()
        for _ in range(8):
            held.begun.acquire()
        assert asked(server, "/healthz")[0] == 200
        held.go.set()
        for thread in many:
            thread.join()


@pytest.mark.parametrize(
    ("slow", "quick"),
    [("/static/a", "/healthz"), ("/readyz", "/healthz"), ("/metrics", "/static/a")],
)
def test_what_is_quick_waits_for_no_other_kind(slow: str, quick: str) -> None:
    held = Held(quick)
    with running(held) as server:
        many = [threading.Thread(target=asked, args=(server, slow)) for _ in range(5)]
        for thread in many:
            thread.start()
        held.begun.acquire()
        assert asked(server, quick)[0] == 200
        held.go.set()
        for thread in many:
            thread.join()


def test_a_stop_answers_what_was_accepted() -> None:
    held, found = Held(), list[tuple[int, bytes]]()
    with running(held) as server:
        threads = [
            threading.Thread(target=lambda: found.append(asked(server, "/?q=1"))) for _ in range(10)
        ]
        for thread in threads:
            thread.start()
        for _ in range(8):
            held.begun.acquire()
        while len(server.channels) < 10:
            time.sleep(0.01)
        server.stop()
        time.sleep(0.05)
        held.go.set()
        for thread in threads:
            thread.join()
    assert found == [(200, b"q=1")] * 10


def test_a_stop_answers_what_waits_in_the_queue_of_the_system() -> None:
    """Pipelined requests too; the last answer of each says that the connection ends."""
    server = Server(plain, "127.0.0.1", 0, str)
    clients = [socket.create_connection(("127.0.0.1", server.port), 10) for _ in range(20)]
    for client in clients:
        client.sendall(b"GET /?q=1 HTTP/1.1\r\n\r\nGET /?q=2 HTTP/1.1\r\n\r\n")
    server.stop()
    server.run()
    for client in clients:
        with client, client.makefile("rb") as answers:
            found = answers.read()
        assert found.count(b"HTTP/1.1 200") == 2, found


def test_a_request_that_never_ends_does_not_keep_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without STOP_SECONDS it would go on for ever, were the rest of the request waited for."""
    monkeypatch.setattr("hoi_nghi.http_server.STOP_SECONDS", 10_000)
    with (
        running(plain) as server,
        socket.create_connection(("127.0.0.1", server.port), 10) as client,
    ):
        client.sendall(b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n")
        while not server.channels:
            time.sleep(0.01)
        server.stop()
        assert client.recv(100) == b""


def sized(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    """Answers so that a connection may stay open."""
    start("200 OK", [("Content-Length", "2")])
    return [b"ok"]


def test_who_asks_for_ever_is_told_that_the_server_stops() -> None:
    ended = list[str]()

    def ask_on(port: int, begun: threading.Event) -> None:
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            while True:
                client.request("GET", "/")
                answer = client.getresponse()
                answer.read()
                begun.set()
                if answer.will_close:
                    ended.append("told")
                    return
        except (OSError, http.client.HTTPException) as error:
            ended.append(repr(error))
        finally:
            client.close()

    with running(sized) as server:
        begun = [threading.Event() for _ in range(10)]
        threads = [threading.Thread(target=ask_on, args=(server.port, one)) for one in begun]
        for thread in threads:
            thread.start()
        for one in begun:
            assert one.wait(10)
        server.stop()
        for thread in threads:
            thread.join(15)
    assert ended == ["told"] * 10


def test_a_path_that_begins_like_a_light_one_is_common() -> None:
    """A collection may be named healthz-2: its pages do not keep /healthz waiting."""
    held = Held()
    with running(held) as server:
        slow = threading.Thread(target=asked, args=(server, "/healthz-2/?q=1"))
        slow.start()
        held.begun.acquire()
        assert asked(server, "/healthz")[0] == 200
        held.go.set()
        slow.join()


def test_idle_connections_leave_room() -> None:
    with running(plain) as server:
        idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)]
        assert asked(server, "/?q=1") == (200, b"q=1")
        for one in idle:
            one.close()


def test_a_request_that_is_sent_too_slowly_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hoi_nghi.connection.IDLE_SECONDS", 0)
    with (
        running(plain) as server,
        socket.create_connection(("127.0.0.1", server.port), 10) as client,
    ):
        client.sendall(b"GET / HTTP/1.1\r\n")
        time.sleep(0.05)
        client.sendall(b"A: b\r\n")
        assert client.recv(100) == b""
