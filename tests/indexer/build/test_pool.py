"""Processes that die, and texts that take for ever: each is named, the rest goes on."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from indexer.article.structure import clean
from indexer.build import pool, prepare, watchdog
from indexer.build.claims import content_of
from indexer.build.plan import Task
from indexer.build.pool import Caller, ProcessLostError, ordered_map
from indexer.build.run import build
from indexer.build.watchdog import OutOfTimeError, at_most
from indexer.read import limits
from indexer.read.document import BadFile, RawDocument
from search.engine.protocol import Engine, SourceRecord
from search.engine.urls import open_engine
from search.report import LONG_AGO, SourcePath
from tests.indexer.build import deadly
from tests.indexer.build.test_build import stored

Write = Callable[[str, str], Path]


def named(call: Callable[[list[str]], list[str]], items: list[str]) -> list[str]:
    """What a lost batch becomes: each item alone, or why it is lost."""
    found = []
    for item in items:
        try:
            found += call([item])
        except ProcessLostError as error:
            found.append(str(error))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_who_kills_a_process_twice_is_named_and_the_rest_goes_on(
    jobs: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pool, "can_watch", lambda: False)
    once = f"die once {tmp_path / 'x'}"
    work = [["a", "b"], ["c", "die", "d"], ["exit"], [once, "e"], ["f", "crash"], ["g"]]
    found = list(ordered_map(deadly.batch, work, jobs, recover=named))
    assert [one for own in found for one in own] == [
        "A", "B", "C", "made its process fail (SIGKILL)", "D",
        "made its process fail (exit code 3)", once.upper(), "E", "F",
        "made its process fail (SIGSEGV)", "G",
    ]  # fmt: skip


@pytest.mark.slow
def test_what_is_lost_twice_is_an_error_and_nothing_waits(tmp_path: Path) -> None:
    assert list(ordered_map(deadly.work, [f"die once {tmp_path / 'x'}", "a"], 2))[1] == "A"
    with pytest.raises(ProcessLostError, match="SIGKILL"):
        list(ordered_map(deadly.work, ["a", "die", "b"], 2))


@pytest.mark.slow
def test_an_error_of_the_function_is_its_own() -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        list(ordered_map(deadly.work, ["a", "open"], 2))
    with pytest.raises(RuntimeError, match="cannot be sent"):
        list(ordered_map(deadly.work, ["secret"], 2))


@pytest.mark.slow
def test_a_call_without_an_end_is_ended_by_who_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, where no timer ends it inside."""
    monkeypatch.setattr(pool, "_GRACE", 0.0)
    monkeypatch.setattr(pool, "_ASKED_EVERY", 0.1)
    monkeypatch.setattr(pool, "can_watch", lambda: False)
    caller = Caller(deadly.work)
    try:
        assert caller.call("a") == "A"
        with pytest.raises(ProcessLostError, match=r"longer than 0 seconds of processor"):
            caller.call("spin", 0.3)
        assert caller.call("b", 0.3) == "B"
    finally:
        caller.close()


def test_time_is_counted_by_the_processor_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call may wait as long as it likes for a processor that others keep busy."""
    caller, polls = Caller(deadly.work), iter([False, False, False, True])
    monkeypatch.setattr(caller, "_processor_seconds", iter([5.0, 5.1, 5.2, 5.3]).__next__)

    class Pipe:
        def poll(self, seconds: float) -> bool:
            return next(polls)

    monkeypatch.setattr(pool, "_GRACE", 0.0)
    caller._wait(Pipe(), 0.5)  # type: ignore[arg-type]
    monkeypatch.setattr(caller, "_processor_seconds", iter([5.0, 5.1, 5.6]).__next__)
    polls = iter([False, False, True])
    with pytest.raises(ProcessLostError):
        caller._wait(Pipe(), 0.5)  # type: ignore[arg-type]
    monkeypatch.setattr(caller, "_processor_seconds", lambda: None)
    polls = iter([False, False, True])
    caller._wait(Pipe(), 0.5)  # type: ignore[arg-type]


def test_a_block_is_ended_after_its_time_and_not_before() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with pytest.raises(OutOfTimeError, match=r"longer than 0.2 seconds"), at_most(0.2):
        deadly.spin()
    with at_most(0.05):
        deadly.idle(0.2)
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGVTALRM) == before


def test_code_that_goes_on_after_any_error_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "_AGAIN", 0.05)
    swallowed = []

    def stubborn() -> None:
        with suppress(Exception):
            deadly.spin()
        swallowed.append("an Exception")

    def more_stubborn() -> None:
        try:
            deadly.spin()
        except BaseException:
            swallowed.append("all")
        deadly.spin()

    for run in (stubborn, more_stubborn):
        with pytest.raises(OutOfTimeError), at_most(0.05):
            run()
    assert swallowed == ["all"]


def test_elsewhere_than_in_the_main_thread_nothing_is_watched() -> None:
    told: list[bool] = []

    def run() -> None:
        with at_most(0.001):
            told.append(watchdog.can_watch())

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert told == [False] and watchdog.can_watch()


@pytest.fixture
def slow_text(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An extractor that never comes to an end with one text, where little time is given."""

    def slowly(text: str, *others: Any) -> Any:
        if "mãi" in text:
            deadly.spin()
        return clean(text, *others)

    monkeypatch.setattr(prepare, "clean", slowly)
    yield


def test_a_text_that_takes_for_ever_is_named_and_the_run_goes_on(
    write: Write, engine: Engine, slow_text: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.txt", "Hội nghị bàn việc một.")
    folder = write("c.txt", "Hội nghị bàn việc ba.").parent
    build([folder], engine)  # what is loaded once is not counted
    monkeypatch.setattr(limits, "TEXT_SECONDS", 0.3)
    write("b.txt", "Hội nghị bàn mãi.")
    write("d.txt", "Hội nghị bàn việc bốn.")
    outcome = build([folder], engine)
    reason = "takes longer than 0.3 seconds of processor time to be understood"
    assert [(Path(bad.path).name, bad.reason) for bad in outcome.bad] == [("b.txt", reason)]
    assert sorted(own.id for own in engine.snapshot().sources()) == ["a.txt", "c.txt", "d.txt"]


def test_a_text_that_became_slow_keeps_its_report(
    write: Write, engine: Engine, slow_text: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write("a.txt", "Hội nghị bàn việc một.").parent
    build([folder], engine)
    monkeypatch.setattr(limits, "TEXT_SECONDS", 0.1)
    write("a.txt", "Hội nghị bàn mãi.")
    outcome = build([folder], engine)
    assert len(outcome.bad) == 1
    assert "bàn việc một" in stored(engine, "a.txt").report.text


@pytest.mark.slow
def test_a_run_whose_processes_are_killed_makes_the_same_index(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by a system that is short of memory: each batch is lost once, and nothing is missing."""
    for number in range(21):
        folder = write(f"{number}.txt", f"Hội nghị số {number} bàn việc cấp nước." * 20).parent
    original = Caller.call
    killed: list[int] = []

    def killing(caller: Caller, batch: Any, seconds: float | None = None) -> Any:
        if len(batch) > 1:
            caller._started()
            assert caller._process is not None
            caller._process.kill()
            killed.append(len(batch))
        return original(caller, batch, seconds)

    monkeypatch.setattr(Caller, "call", killing)
    outcome = build([folder], open_engine(str(tmp_path / "index")), jobs=2)
    assert (outcome.added, outcome.bad) == (21, ()) and sum(killed) > 14


def test_the_time_of_a_text_grows_with_its_length() -> None:
    assert limits.text_seconds(6_000) == pytest.approx(limits.TEXT_SECONDS, rel=0.05)
    assert limits.text_seconds(2_000_000) == 80.0
    assert prepare._seconds([(document("x" * 1_000_000), task("a.txt"))]) == 50.0


def document(text: str) -> RawDocument:
    return RawDocument("a.txt", text, SourcePath("/r", "a.txt"), "0")


def task(name: str) -> Task:
    origin = str(SourcePath("/r", name))
    record = SourceRecord(name, "0", (origin,), LONG_AGO)
    return Task(record, content_of(name, "0", origin), None, origin)


def test_the_report_of_which_processes_die_is_told_from_its_batch() -> None:
    calls: list[list[str]] = []

    def call(batch: Any) -> Any:
        calls.append([own.becomes.id for _, own in batch])
        if "b.txt" in calls[-1]:
            raise ProcessLostError("made its process fail (SIGKILL)")
        return [prepare.prepare(*work) for work in batch]

    batch = [(BadFile(f"/r/{n}.txt", "x"), task(f"{n}.txt")) for n in "abc"]
    found = prepare._one_by_one(call, batch)
    assert calls == [["a.txt"], ["b.txt"], ["c.txt"]]
    assert found == [
        BadFile("/r/a.txt", "x"),
        BadFile("/r/b.txt", "made its process fail (SIGKILL)", unread=True, is_transient=True),
        BadFile("/r/c.txt", "x"),
    ]


def test_left_early_a_spinning_process_is_gone_at_once() -> None:
    caller = Caller(deadly.work)
    lost: list[ProcessLostError] = []

    def spin() -> None:
        try:
            caller.call("spin")
        except ProcessLostError as error:
            lost.append(error)

    thread = threading.Thread(target=spin)
    thread.start()
    while caller._process is None or caller._process.pid is None:
        time.sleep(0.01)
    process = caller._process
    caller.close()
    thread.join(5)
    assert not thread.is_alive() and len(lost) == 1
    with pytest.raises(ValueError, match="closed"):
        process.is_alive()
