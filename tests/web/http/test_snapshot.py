"""A running server while generations are published: each answer from one, none an error."""

import json
import re
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.build.run import build
from search.engine.urls import open_engine

pytestmark = pytest.mark.slow

GENERATIONS = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "0.txt").write_text("Hội nghị bàn việc.", "utf-8")
    build([folder], open_engine(str(tmp_path / "index")))
    return folder


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """A server on a port of its own."""
    command = [sys.executable, "-m", "web", "--index", str(folder.parent / "index"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+/", server.stdout.readline())
        assert found
        yield found.group()
        server.terminate()


def test_twenty_generations_under_requests(folder: Path, address: str) -> None:
    """Generation n holds n reports, so an answer of two generations would show."""
    answers: list[tuple[str, int, int]] = []
    failures: list[object] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                with urllib.request.urlopen(f"{address}api/search?q=ban&size=50") as response:
                    record = json.load(response)
                answers.append((record["generation"], record["total"], len(record["hits"])))
            except Exception as error:
                failures.append(error)
                return

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    engine = open_engine(str(folder.parent / "index"))
    for number in range(1, GENERATIONS):
        (folder / f"{number}.txt").write_text(f"Hội nghị bàn việc {number}.", "utf-8")
        assert build([folder], engine).generation == f"g-{number + 1:06d}"
        deadline = time.monotonic() + 30
        while not failures and (not answers or answers[-1][1] <= number):
            assert time.monotonic() < deadline, "the server does not see the new generation"
            time.sleep(0.001)
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []
    for generation, total, hits in answers:
        assert total == hits == int(generation[2:])
    assert len({generation for generation, _, _ in answers}) >= GENERATIONS - 1
