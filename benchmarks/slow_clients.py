"""Slow readers and idle connections beside ordinary pages → how long these wait, and alone.

python -m benchmarks.slow_clients [ARTICLES] [--index FOLDER] [--readers 16] [--idle 200]
"""

import socket
import sys
import threading
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

from benchmarks.served import Server, built, served

TIMES, HEALTHY = 3.0, 1.0
"""How much longer than alone 95 of 100 pages may take; seconds that /healthz may take."""
BYTES_PER_SECOND = 1024
ROUNDS = 3
"""Times that both are measured, in turns: a machine that does other work changes its pace."""
CLIENTS = 2
"""Ordinary clients that ask at once, each for the next page when it has the one before."""
QUERIES = ("giải ngân vốn", "bao lu", "nông thôn mới", "hội nghị", "chuyển đổi số", "an ninh")
_EXPORT = b"GET /results.json HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Taken:
    """Seconds that each page and each /healthz took."""

    def __init__(self) -> None:
        self.pages: list[float] = []
        self.healthy: list[float] = []

    def add(self, other: "Taken") -> None:
        """What another round took."""
        self.pages += other.pages
        self.healthy += other.healthy

    @property
    def p50(self) -> float:
        """Half of the pages took no longer."""
        return sorted(self.pages)[len(self.pages) // 2]

    @property
    def p95(self) -> float:
        """95 of 100 pages took no longer."""
        return sorted(self.pages)[int(0.95 * len(self.pages))]


def ask(server: Server, pages: int) -> Taken:
    """Ordinary pages, asked for by CLIENTS at once, and /healthz all the time."""
    taken, done = Taken(), threading.Event()

    def client(first: int) -> None:
        for number in range(first, pages, CLIENTS):
            query = quote(QUERIES[number % len(QUERIES)])
            taken.pages.append(_seconds(server, f"/?q={query}&page={1 + number % 7}"))

    def look() -> None:
        while not done.wait(0.1):
            taken.healthy.append(_seconds(server, "/healthz"))

    threads = [threading.Thread(target=client, args=(n,)) for n in range(CLIENTS)]
    watch = threading.Thread(target=look)
    for thread in (*threads, watch):
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    watch.join()
    return taken


def _seconds(server: Server, target: str) -> float:
    began = time.perf_counter()
    server.get(target)
    return time.perf_counter() - began


@contextmanager
def slow_readers(server: Server, count: int) -> Iterator[list[int]]:
    """So many who read all results at BYTES_PER_SECOND, again and again; statuses they got."""
    done, statuses = threading.Event(), list[int]()
    threads = [
        threading.Thread(target=_read_slowly, args=(server, done, statuses)) for _ in range(count)
    ]
    for thread in threads:
        thread.start()
    try:
        yield statuses
    finally:
        done.set()
        for thread in threads:
            thread.join()


def _read_slowly(server: Server, done: threading.Event, statuses: list[int]) -> None:
    while not done.is_set():
        with _connected(server) as client:
            client.sendall(_EXPORT)
            block = client.recv(BYTES_PER_SECOND)
            status = int(block.split()[1])
            statuses.append(status)
            while block and not done.wait(1) and status == 200:
                block = client.recv(BYTES_PER_SECOND)


@contextmanager
def idle_connections(server: Server, count: int) -> Iterator[None]:
    """So many who say nothing."""
    with ExitStack() as held:
        for _ in range(count):
            held.enter_context(_connected(server))
        yield


def _connected(server: Server) -> socket.socket:
    host, port = server.address.removeprefix("http://").split(":")
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.settimeout(60)
    client.connect((host, int(port)))
    return client


def main() -> None:
    """Print both; exit code 1 if it is above a bar."""
    parser = ArgumentParser("python -m benchmarks.slow_clients")
    parser.add_argument("articles", type=int, nargs="?", default=1000)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--readers", type=int, default=16)
    parser.add_argument("--idle", type=int, default=200)
    parser.add_argument("--pages", type=int, default=300)
    options = parser.parse_args()
    with served(options.index or built(options.articles)) as server:
        ask(server, 60)  # what is made once of a generation
        alone, beside = Taken(), Taken()
        statuses = list[int]()
        for _ in range(ROUNDS):
            alone.add(ask(server, options.pages))
            with (
                idle_connections(server, options.idle),
                slow_readers(server, options.readers) as got,
            ):
                beside.add(ask(server, options.pages))
            statuses += got
    for name, own in (("alone", alone), ("beside them", beside)):
        print(f"{name:12} p50 {1000 * own.p50:6.1f} ms  p95 {1000 * own.p95:6.1f} ms  "
              f"longest /healthz {1000 * max(own.healthy):6.1f} ms")  # fmt: skip
    times = beside.p95 / alone.p95
    begun, waited = statuses.count(200), statuses.count(503)
    print(f"p95 x {times:.2f}; exports begun {begun}, told to wait {waited}")
    sys.exit(times > TIMES or max(beside.healthy) > HEALTHY)


if __name__ == "__main__":
    main()
