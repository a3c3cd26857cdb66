"""`hoi-nghi serve --workers N`: several processes on one port, each replaced when it ends."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from hoi_nghi import serve_command
from hoi_nghi.workers import LOOK_SECONDS, Workers
from indexer.build.run import build
from search.engine.urls import open_engine
from tests.test_serve_command import get, served

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    (folder / "reports").mkdir()
    text = "Hội nghị bàn việc chống bão.\n\nÔng Trần Văn Thử, Chủ tịch UBND tỉnh, chủ trì."
    (folder / "reports" / "0.txt").write_text(text, "utf-8")
    build([folder / "reports"], open_engine(str(folder / "index")))
    return folder


def workers_of(process: int) -> set[int]:
    return set(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))


def until(is_so: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_there(process: int) -> bool:
    """Whether it runs; one that ended and that nobody waits for does not."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def received(asker: socket.socket) -> bytes:
    """What comes, until that is the whole answer of /healthz or the connection ends."""
    answer = b""
    while not answer.endswith(b"ok\n") and (part := asker.recv(10_000)):
        answer += part
    return answer


@contextmanager
def two(folder: Path, *options: str) -> Iterator[tuple[str, int, set[int]]]:
    """The address of a server of two processes, the one that began them, and these."""
    with served("--index", str(folder / "index"), "--workers", "2", *options) as (at, process):
        until(lambda: len(workers_of(process.pid)) == 2)
        own = workers_of(process.pid)
        get(f"{at}/healthz")
        yield at, process.pid, own
        if process.poll() is None:
            process.terminate()
            assert process.wait(30) == 0
        assert not any(map(is_there, own))


def answered_by(address: str) -> str:
    """When the process began that answered."""
    lines = get(f"{address}/metrics").splitlines()
    return next(line for line in lines if line.startswith("hoi_nghi_process_start_time_seconds "))


def test_both_answer_and_both_see_a_new_generation(folder: Path) -> None:
    with two(folder) as (at, _, _):
        found: set[str] = set()

        def ask() -> None:
            for _ in range(10):
                found.add(answered_by(at))
                assert "chống bão" in get(f"{at}/?q=bao")

        askers = [threading.Thread(target=ask) for _ in range(8)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
        assert len(found) == 2
        (folder / "reports" / "1.txt").write_text("Kỳ họp thứ năm của HĐND tỉnh.", "utf-8")
        build([folder / "reports"], open_engine(str(folder / "index")))
        for _ in range(12):
            assert "Kỳ họp thứ năm" in get(f"{at}/?q=ky+hop")


def test_one_that_dies_is_replaced(folder: Path) -> None:
    with two(folder) as (at, parent, before):
        for one in before:
            os.kill(one, signal.SIGKILL)
            until(lambda: len(workers_of(parent)) == 2 and one not in workers_of(parent))  # noqa: B023
            assert get(f"{at}/healthz") == "ok\n"
        assert not workers_of(parent) & before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_all_and_each_request_is_answered(folder: Path, number: int) -> None:
    index = str(folder / "index")
    with served("--index", index, "--workers", "2") as (at, process):
        until(lambda: len(workers_of(process.pid)) == 2)
        own, failed = workers_of(process.pid), []
        answers: list[int] = []

        def ask() -> None:
            """Ask again and again, until an answer says that the connection ends."""
            try:
                connection = http.client.HTTPConnection(at.removeprefix("http://"), timeout=30)
                while True:
                    connection.request("GET", "/?q=bao")
                    answer = connection.getresponse()
                    answers.append(len(answer.read()))
                    if answer.getheader("Connection") == "close":
                        return connection.close()
            except OSError as error:
                failed.append(error)

        askers = [threading.Thread(target=ask) for _ in range(6)]
        for asker in askers:
            asker.start()
        until(lambda: len(answers) > 20)
        process.send_signal(number)
        assert process.wait(30) == 0
        for asker in askers:
            asker.join()
        assert failed == [] and not any(map(is_there, own))


HalfAsked = tuple["subprocess.Popen[str]", set[int], socket.socket]


@contextmanager
def half_asked(folder: Path) -> Iterator[HalfAsked]:
    """A server in a group of its own, its processes, and a connection to one of these that has
    sent the first half of a request."""
    index = str(folder / "index")
    with served("--index", index, "--workers", "2", in_own_group=True) as (at, process):
        until(lambda: len(workers_of(process.pid)) == 2)
        own = workers_of(process.pid)
        host, _, port = at.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port)), timeout=30) as asker:
            asker.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            assert received(asker).endswith(b"ok\n")
            asker.sendall(b"GET /healthz HTTP/1.1\r\n")
            yield process, own, asker
        until(lambda: not any(map(is_there, own)))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_all_of_a_group_stops_them_in_order(folder: Path, number: int) -> None:
    """As systemd and a terminal send it: the first process then tells the others once more."""
    with half_asked(folder) as (process, _, asker):
        os.killpg(process.pid, number)
        time.sleep(5 * LOOK_SECONDS)
        asker.sendall(b"Host: x\r\n\r\n")
        answer = received(asker)
        assert b" 200 OK" in answer and answer.endswith(b"ok\n")
        assert process.wait(30) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_second_signal_to_the_first_process_ends_all_at_once(folder: Path, number: int) -> None:
    with half_asked(folder) as (process, own, asker):
        os.killpg(process.pid, number)
        time.sleep(2 * LOOK_SECONDS)
        os.killpg(process.pid, number)
        assert process.wait(30) == -number
        until(lambda: not any(map(is_there, own)), 5 * LOOK_SECONDS)
        with contextlib.suppress(ConnectionError):
            assert asker.recv(10_000) == b""


def test_where_ended_processes_were_ignored_one_is_replaced(folder: Path) -> None:
    """Whoever starts a server may have set SIGCHLD so; then nobody could wait for its workers."""
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        with two(folder) as (at, parent, own):
            signal.signal(signal.SIGCHLD, before)
            os.kill(min(own), signal.SIGKILL)
            until(lambda: len(workers_of(parent)) == 2 and min(own) not in workers_of(parent))
            assert get(f"{at}/healthz") == "ok\n"
    finally:
        signal.signal(signal.SIGCHLD, before)


def test_sighup_while_one_is_forked_reaches_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, forked, stop = tmp_path / "told", os.fork, serve_command._Stop()
    told.touch()
    deadline = time.monotonic() + 5

    def fork() -> int:
        process = forked()
        if process:
            signal.raise_signal(signal.SIGHUP)
        return process

    def on_hangup() -> None:
        with told.open("a") as file:
            print(os.getpid(), file=file)
        team.tell(signal.SIGHUP)

    def is_stopping() -> bool:
        return len(told.read_text().split()) >= 2 or time.monotonic() > deadline

    def work() -> None:
        until(lambda: stop.is_wanted)

    team = Workers(1, work, is_stopping, stop)
    monkeypatch.setattr(os, "fork", fork)
    with serve_command._signals(stop, on_hangup):
        team.run(lambda: None, 10)
    parent, child = told.read_text().split()
    assert parent == str(os.getpid()) != child


def test_they_end_with_the_one_that_began_them(folder: Path) -> None:
    with served("--index", str(folder / "index"), "--workers", "2") as (at, process):
        until(lambda: len(workers_of(process.pid)) == 2)
        own = workers_of(process.pid)
        get(f"{at}/healthz")
        process.kill()
        until(lambda: not any(map(is_there, own)))


def test_sighup_opens_the_log_of_each_anew(folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    with two(folder, "--access-log", str(log)) as (at, parent, _):
        get(f"{at}/?q=mot")
        until(lambda: "q=mot" in log.read_text())
        log.rename(tmp_path / "old.log")
        os.kill(parent, signal.SIGHUP)
        until(log.exists)
        for _ in range(10):
            get(f"{at}/?q=hai")
        until(lambda: log.read_text().count("q=hai") == 10)
    assert "q=hai" not in (tmp_path / "old.log").read_text()


def test_an_address_that_is_none_is_told_once(folder: Path) -> None:
    done = CliRunner().invoke(
        serve_command.serve, ["--index", "nonsense://x", "--port", "0", "--workers", "2"]
    )
    assert done.exit_code != 0 or done.exception


def test_where_no_process_can_be_forked_it_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "fork")
    done = CliRunner().invoke(
        serve_command.serve, ["--index", str(folder / "index"), "--port", "0", "--workers", "2"]
    )
    assert done.exit_code == 2 and "--workers 1" in done.output
