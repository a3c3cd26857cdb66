"""The connections of a client to a node → the same, until the network between them fails.

A relay fails by itself at a request that it was told of: before the request passed, or after, so
that only its answer is late. Held bytes pass when the network is there again, as TCP sees to it.
"""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread

_CHUNK = 1 << 16


class Relay:
    """Passes bytes on between whoever connects to `address` and a node on this machine."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listening.getsockname()[1]}"
        self._passing = Event()
        self._passing.set()
        self.failed = Event()
        self._at: re.Pattern[bytes] | None = None
        self._is_late = False
        self._sockets: list[socket.socket] = []
        self._changing = Lock()

    def fail_at(self, request: str, *, answered: bool) -> None:
        """Pass nothing any more from the next request on whose first line begins so, a regular
        expression; if `answered`, that request still passes, and its answer does not."""
        self._at, self._is_late = re.compile(request.encode()), answered

    def mend(self) -> None:
        """Pass on what was held, and all that follows."""
        self._at = None
        self._passing.set()

    def serve(self) -> None:
        """Take connections until it is closed."""
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                node = socket.create_connection(("127.0.0.1", self._port))
                self._sockets += [client, node]
                Thread(target=self._pass_requests, args=(client, node), daemon=True).start()
                Thread(target=self._pass, args=(node, client), daemon=True).start()

    def close(self) -> None:
        """End all connections."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._passing.set()
        for held in self._sockets:
            held.close()

    def _pass_requests(self, client: socket.socket, node: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(_CHUNK):
                with self._changing:
                    fails = self._at is not None and bool(self._at.match(data))
                    if fails:
                        self._at = None
                        self._passing.clear()
                        self.failed.set()
                if not (fails and self._is_late):
                    self._passing.wait()
                node.sendall(data)
            node.shutdown(socket.SHUT_WR)

    def _pass(self, node: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while data := node.recv(_CHUNK):
                self._passing.wait()
                client.sendall(data)
            client.shutdown(socket.SHUT_WR)


@contextmanager
def relayed(port: int) -> Iterator[Relay]:
    """A relay to a node, at work."""
    relay = Relay(port)
    serving = Thread(target=relay.serve, daemon=True)
    serving.start()
    try:
        yield relay
    finally:
        relay.close()
        serving.join()
