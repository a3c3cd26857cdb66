"""What is asked of nodes that fail, are busy, or do not know who asks."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import msgspec
import pytest

from search.engine.errors import EngineError, UnreachableError
from search.engine.opensearch.address import ClusterAddress
from search.engine.opensearch.cluster import Cluster, RefusedError

Answers = Callable[[str, dict[str, str]], tuple[int, object]]
"""Path and headers of a request → status and body."""


class Told(msgspec.Struct):
    """What a node of these tests answers."""

    by: str = ""


@contextmanager
def node(answers: Answers) -> Iterator[tuple[str, int]]:
    """A server on loopback that answers so."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, body = answers(self.path, dict(self.headers))
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = answer

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield ("127.0.0.1", server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def gone() -> tuple[str, int]:
    """A host where nothing answers any more."""
    with node(lambda path, headers: (200, {})) as host:
        return host


def over(*hosts: tuple[str, int], patience: float = 3.0, authorization: str = "") -> Cluster:
    return Cluster(ClusterAddress(hosts, "x", authorization=authorization), patience)


def test_another_host_answers_for_one_that_is_gone() -> None:
    with node(lambda path, headers: (200, {"by": "second"})) as second:
        cluster = over(gone(), second)
        assert [cluster.ask("GET", "/", Told).by for _ in range(8)] == ["second"] * 8


def test_nobody_answers() -> None:
    with pytest.raises(UnreachableError, match=r"no node of the cluster answers; 127\.0\.0\.1"):
        over(gone(), gone(), patience=0.2).ask("GET", "/", Told)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_node_is_asked_again(status: int) -> None:
    left = [status, status, 200]
    with node(lambda path, headers: (left.pop(0), {"by": "it"})) as host:
        assert over(host).ask("GET", "/", Told).by == "it"


def test_a_part_of_a_search_that_is_busy_is_asked_again() -> None:
    busy = {"error": {"type": "circuit_breaking_exception"}, "status": 429}
    left: list[object] = [{"responses": [{"by": "a"}, busy]}]
    whole = {"responses": [{"by": "a"}, {"by": "b"}]}
    with node(lambda path, headers: (200, left.pop() if left else whole)) as host:
        found = over(host).search_many("x", [{}, {}], Told)
    assert [own.by for own in found] == ["a", "b"]


def test_what_is_refused_is_not_asked_again() -> None:
    asked: list[str] = []

    def answers(path: str, headers: dict[str, str]) -> tuple[int, object]:
        asked.append(path)
        return 400, {"error": "what is this"}

    with node(answers) as host, pytest.raises(RefusedError, match="400") as raised:
        over(host).ask("GET", "/x", Told)
    assert (asked, raised.value.status) == (["/x"], 400)


def test_what_is_not_there_may_be_told() -> None:
    with node(lambda path, headers: (404, {})) as host:
        assert over(host).ask("GET", "/x", Told, absent=Told("nobody")).by == "nobody"
        with pytest.raises(RefusedError):
            over(host).ask("GET", "/x", Told)


def test_another_server_is_no_opensearch() -> None:
    other = node(lambda path, headers: (200, ["hello"]))
    with other as host, pytest.raises(EngineError, match="no OpenSearch"):
        over(host).ask("GET", "/", Told)


def test_who_asks_is_told_to_each_node_and_to_nobody_else() -> None:
    with ExitStack() as held:
        seen: list[str] = []

        def answers(path: str, headers: dict[str, str]) -> tuple[int, object]:
            seen.append(headers["Authorization"])
            return 401, {"error": "Basic c2VjcmV0"}

        host = held.enter_context(node(answers))
        with pytest.raises(RefusedError) as raised:
            over(host, authorization="Basic c2VjcmV0").ask("GET", "/", Told)
    assert seen == ["Basic c2VjcmV0"]
    assert "c2VjcmV0" not in str(raised.value)


def test_a_connection_that_was_closed_meanwhile_is_made_anew() -> None:
    """Without a wait: the other side closes what nobody used for long."""
    with node(lambda path, headers: (200, {"by": "it"})) as host:
        cluster = over(host, patience=0.0)
        assert cluster.ask("GET", "/", Told).by == "it"
        for connections in cluster._pool.idle.values():
            for connection in connections:
                assert connection.sock is not None
                connection.sock.close()
        assert cluster.ask("GET", "/", Told).by == "it"
