"""A run in parts, by processes that meet, die or differ: the index is as one plain run makes it."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer.article.structure import clean as clean_text
from indexer.build import prepare as preparing
from indexer.build.guard import NothingToIndexError, TooManyRemovalsError
from indexer.build.run import Outcome, build
from indexer.read import files
from search.engine.errors import (
    BadAddressError,
    EngineError,
    IndexBusyError,
    NoIndexError,
    OtherPlanError,
)
from search.engine.opensearch import lease, shared_run
from search.engine.opensearch.generations import ClusterGenerations
from search.engine.opensearch.part_writer import OpenSearchPartWriter
from search.engine.parts import RunPart
from search.engine.protocol import Engine, Request
from search.engine.urls import open_engine
from search.facets.registry import COUNTED
from search.index.fields import LISTED_FIELDS
from tests.conftest import RUN

New = Callable[[], str]
Write = Callable[[str, str], Path]

OLD = [f"Hội nghị số {number} bàn việc của tỉnh Yên Bái năm 2021." for number in range(14)]
NEW = [*(f"Kỳ họp số {number} của HĐND tỉnh Lào Cai." for number in range(4)), *OLD[4:11]]
COPIED = " ".join(f"Đồng chí thứ {n} phát biểu tại hội nghị về giao thông." for n in range(60))


@pytest.fixture
def quick_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that was killed is forgotten within seconds."""
    monkeypatch.setattr(lease, "LEASE_SECONDS", 4.0)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who finds the index busy says so at once."""
    monkeypatch.setattr(shared_run, "_PATIENCE", 0.0)


@pytest.fixture
def url(new_opensearch_index: New) -> str:
    return new_opensearch_index()


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each run notes how the files are, as if they had not been written just now."""
    monkeypatch.setattr(files, "_SETTLED", -1)


@pytest.fixture
def folder(write: Write) -> Path:
    """Short reports, two near-identical long ones, and a file that gives none."""
    for name in ("x", "y"):
        write(f"{name}.txt", f"{COPIED} Bản {name}.")
    write("bad.jsonl", "no record\n")
    return lay(write, OLD)


def lay(write: Write, texts: Sequence[str]) -> Path:
    """Make the files 00.txt, 01.txt ... these."""
    folder = write("z.txt", "Họp giao ban.").parent
    for path in folder.glob("[0-9]*.txt"):
        path.unlink()
    for number, text in enumerate(texts):
        write(f"{number:02}.txt", text)
    return folder


def contents(url: str) -> tuple[object, ...]:
    """All that an index answers, and what is kept beside it."""
    engine = open_engine(url)
    live = engine.snapshot()
    sources = sorted(live.sources(), key=lambda own: own.id)
    page = live.search(Request(limit=100, counted=tuple(f.name for f in COUNTED), collapse=True))
    return (
        [(own, own.signature, live.stored(own.id), live.copies(own.id)) for own in sources],
        {name: live.terms(name) for name in LISTED_FIELDS},
        page,
        replace(live.stats(), generation="", bytes=0),
        engine.notes(),
        engine.run_summary().replace(live.generation.encode(), b""),
    )


def one(url: str, folder: Path, number: int, count: int = 3, **how: Any) -> Outcome:
    """One part, by this process."""
    return build([folder], open_engine(url), part=RunPart(number, count), **how)


def started(url: str, folder: Path, number: int, count: int = 3, **how: Any) -> Any:
    """One part, by a process of its own."""
    context = multiprocessing.get_context("fork")
    process = context.Process(target=one, args=(url, folder, number, count), kwargs=how)
    process.start()
    return process


def plain(new: New, folder: Path, **how: Any) -> tuple[object, ...]:
    """What an index holds that one process makes."""
    url = new()
    build([folder], open_engine(url), **how)
    return contents(url)


def nothing_left(url: str) -> None:
    """Neither the document of a run nor a lease is left."""
    engine: Any = open_engine(url)
    found: ClusterGenerations = engine._generations
    assert found.side.read("run in parts") is None
    assert found.side.read("lease") is None


def test_a_report_falls_to_one_part_and_to_the_same_one_everywhere() -> None:
    names = [f"{number}.txt" for number in range(1000)]
    parts = [RunPart(number, 7) for number in range(1, 8)]
    counts = [sum(map(part.has, names)) for part in parts]
    assert sum(counts) == 1000 and min(counts) > 100
    assert [part.number for part in parts if part.has("giao-ban.txt")] == [3]


def test_an_engine_of_one_process_says_so(folder: Path, engine: Engine) -> None:
    for dry_run in (False, True):
        with pytest.raises(BadAddressError, match="--jobs"):
            build([folder], engine, part=RunPart(1, 2), dry_run=dry_run)


@pytest.mark.slow
def test_parts_at_once_make_what_one_run_makes(
    url: str, new_opensearch_index: New, folder: Path, write: Write
) -> None:
    """First an index that is not there yet, then what changed, then all of it anew."""
    other = new_opensearch_index()
    for texts, anew in ((OLD, False), (NEW, False), (OLD, True)):
        lay(write, texts)
        processes = [started(url, folder, number, anew=anew) for number in (1, 2, 3)]
        for process in processes:
            process.join(300)
        assert [process.exitcode for process in processes] == [0, 0, 0]
        build([folder], open_engine(other), anew=anew)
        assert contents(url) == contents(other)
        assert open_engine(url).check() == []
        nothing_left(url)
        again = build([folder], open_engine(url))
        assert (again.generation, again.unchanged > 10) == (None, True)


def test_parts_one_after_another(
    url: str, new_opensearch_index: New, folder: Path, write: Write
) -> None:
    outcomes = [one(url, folder, number) for number in (2, 3, 1)]
    assert [outcome.missing for outcome in outcomes] == [(1, 3), (1,), ()]
    assert [outcome.generation for outcome in outcomes] == [None, None, "g-000001"]
    first, second, whole = outcomes
    assert first.added + second.added < whole.added == 17
    assert first.added > 0 and first.unchanged == 0
    assert [len(outcome.bad) for outcome in outcomes] == [1, 1, 1]
    assert contents(url) == plain(new_opensearch_index, folder)
    again = one(url, folder, 1)
    assert (again.generation, again.unchanged, again.missing) == (None, 17, ())
    assert build([folder], open_engine(url)).generation is None
    lay(write, NEW)
    rest = [one(url, folder, number) for number in (1, 2, 3)][-1]
    assert (rest.added, rest.replaced, rest.removed, rest.unchanged) == (0, 4, 3, 10)


def test_a_part_that_is_written_says_so_and_a_dry_run_writes_nothing(
    url: str, folder: Path
) -> None:
    told = one(url, folder, 1, dry_run=True)
    with pytest.raises(NoIndexError):
        open_engine(url).snapshot()
    assert one(url, folder, 1).added == told.added > 0
    again = one(url, folder, 1)
    assert (again.was_written, again.missing, again.added) == (True, (2, 3), 0)


def test_while_a_run_is_open_nobody_else_writes(
    url: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([folder / "z.txt"], open_engine(url))
    one(url, folder, 1)
    with pytest.raises(IndexBusyError, match="1 of 3 parts are written"):
        build([folder], open_engine(url))
    with pytest.raises(OtherPlanError, match="1 of 3 parts"):
        one(url, folder, 1, count=2)
    with pytest.raises(OtherPlanError):
        one(url, folder, 2, anew=True)
    monkeypatch.setattr(shared_run, "GIVEN_UP_SECONDS", 0.0)
    assert build([folder], open_engine(url)).generation == "g-000003", "2 was given to the run"
    assert one(url, folder, 1).generation is None
    assert open_engine(url).check() == []


@pytest.mark.usefixtures("impatient")
def test_no_part_joins_while_a_writer_is_at_work(url: str, folder: Path) -> None:
    engine = open_engine(url)
    with engine.writer("rules"), pytest.raises(IndexBusyError):
        one(url, folder, 1)
    one(url, folder, 1)


def test_another_plan_changes_nothing(url: str, folder: Path, write: Write) -> None:
    one(url, folder, 1)
    write("00.txt", "Một tin khác.")
    with pytest.raises(OtherPlanError, match="would not do what the other parts do"):
        one(url, folder, 2)
    with pytest.raises(OtherPlanError):
        build([folder / "x.txt"], open_engine(url), part=RunPart(2, 3))
    write("00.txt", OLD[0])
    assert one(url, folder, 2).missing == (3,)
    assert one(url, folder, 3).generation == "g-000001"


def test_what_fails_in_a_part_is_told_by_it_and_by_the_last(
    url: str, new_opensearch_index: New, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def clean(text: str, *others: object) -> object:
        if "số 3 " in text:
            raise ValueError("surprise")
        return clean_text(text, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(preparing, "clean", clean)
    outcomes = [one(url, folder, number) for number in (1, 2, 3)]
    whole = plain(new_opensearch_index, folder)
    assert sorted(len(outcome.bad) for outcome in outcomes[:2]) in ([1, 1], [1, 2])
    assert len(outcomes[-1].bad) == 2 and outcomes[-1].added == 16
    assert contents(url) == whole


def test_a_rebuild_that_would_lose_most_is_refused_by_the_last(
    url: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([folder], open_engine(url))
    with monkeypatch.context() as patch:

        def clean(*_: object) -> None:
            raise ValueError("surprise")

        patch.setattr(preparing, "clean", clean)
        for number in (1, 2):
            assert one(url, folder, number, anew=True).bad
        with pytest.raises(NothingToIndexError):
            one(url, folder, 3, anew=True)
    assert open_engine(url).snapshot().generation == "g-000001"
    with pytest.raises(NothingToIndexError):
        one(url, folder, 1, anew=True)  # all are written: the last step is done again
    monkeypatch.setattr(shared_run, "GIVEN_UP_SECONDS", 0.0)
    for path in folder.glob("*"):
        path.unlink()
    (folder / "only.txt").write_text("Một tin.", "utf-8")
    with pytest.raises(TooManyRemovalsError):
        one(url, folder, 1)
    assert open_engine(url).check() == []


@pytest.mark.usefixtures("impatient")
def test_two_processes_at_one_part(url: str, folder: Path) -> None:
    engine: Any = open_engine(url)
    with (
        engine.part_writer("rules", RunPart(1, 2), RUN) as first,
        pytest.raises(IndexBusyError, match="at work on part 1 of 2"),
    ):
        first.agree(b"plan")
        engine.part_writer("rules", RunPart(1, 2), RUN)
    with engine.part_writer("rules", RunPart(2, 2), RUN) as second:
        assert list(second.missing) == [1, 2]


@pytest.mark.slow
@pytest.mark.usefixtures("quick_lease")
@pytest.mark.parametrize(("step", "is_before"), [("put", False), ("hand_in", True)])
def test_a_part_that_is_killed_is_written_again(
    url: str, new_opensearch_index: New, folder: Path, step: str, is_before: bool
) -> None:
    one(url, folder, 1)
    kill_at(url, folder, (2, 3), OpenSearchPartWriter, step, is_before)
    one(url, folder, 3)
    with_patience(lambda: one(url, folder, 2))
    assert contents(url) == plain(new_opensearch_index, folder)
    nothing_left(url)


def with_patience(call: Callable[[], Outcome]) -> Outcome:
    """Until the lease of one that was killed is over."""
    until = time.monotonic() + 60
    while True:
        try:
            return call()
        except IndexBusyError:
            assert time.monotonic() < until


MOMENTS = [
    (OpenSearchPartWriter, "gather", True),
    (ClusterGenerations, "seal", True),
    (ClusterGenerations, "_change", True),
    (ClusterGenerations, "_change", False),
    (shared_run.SharedRuns, "forget", False),
]
"""Before or after which step the one that publishes is killed."""


@pytest.mark.slow
@pytest.mark.usefixtures("quick_lease")
@pytest.mark.parametrize(("home", "step", "is_before"), MOMENTS)
def test_one_that_is_killed_while_it_publishes(
    url: str, new_opensearch_index: New, folder: Path, home: Any, step: str, is_before: bool
) -> None:
    build([folder / "z.txt"], open_engine(url))
    one(url, folder, 1, 2)
    kill_at(url, folder, (2, 2), home, step, is_before)
    generation = open_engine(url).snapshot().generation
    assert generation in ("g-000001", "g-000002")
    assert open_engine(url).check() == []
    found = with_patience(lambda: one(url, folder, 2, 2))
    assert (found.generation is None) == (generation == "g-000002")
    with_patience(lambda: build([folder], open_engine(url)))
    assert contents(url)[0] == plain(new_opensearch_index, folder)[0]
    nothing_left(url)


def kill_at(
    url: str, folder: Path, part: tuple[int, int], home: Any, step: str, is_before: bool
) -> None:
    """A part, by a process of its own that is killed before or after a step."""

    def killed(*arguments: Any, **named: Any) -> Any:
        if not is_before:
            original(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    original = getattr(home, step)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(home, step, killed)
        process = started(url, folder, *part)
    process.join(300)
    assert process.exitcode == -signal.SIGKILL


def test_an_error_of_the_last_step_leaves_it_to_be_done_again(
    url: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one(url, folder, 1, 2)
    with monkeypatch.context() as patch:

        def seal(*_: object) -> None:
            raise EngineError("the cluster is away")

        patch.setattr(ClusterGenerations, "seal", seal)
        with pytest.raises(EngineError, match="away"):
            one(url, folder, 2, 2)
    with pytest.raises(NoIndexError):
        open_engine(url).snapshot()
    assert one(url, folder, 1, 2).generation == "g-000001"
    nothing_left(url)


def test_a_generation_that_lost_a_report_is_not_published(url: str, folder: Path) -> None:
    one(url, folder, 1, 2)
    engine: Any = open_engine(url)
    found: ClusterGenerations = engine._generations
    index = found.indices()[-1]
    found.cluster.ask("POST", f"/{index}/_refresh", dict[str, Any])
    query = {"query": {"match_all": {}}, "max_docs": 1}
    found.cluster.ask("POST", f"/{index}/_delete_by_query", dict[str, Any], query)
    with pytest.raises(EngineError, match="1 reports of this run are missing"):
        one(url, folder, 2, 2)
    with pytest.raises(NoIndexError):
        open_engine(url).snapshot()
    assert [one(url, folder, number, 2).generation for number in (1, 2)] == [None, "g-000002"]


def test_a_rollback_ends_a_run_that_nobody_is_at_work_on(
    url: str, folder: Path, write: Write
) -> None:
    engine: Any = open_engine(url)
    build([folder / "z.txt"], engine)
    build([folder / "z.txt", folder / "x.txt"], engine)
    writer = engine.part_writer("rules", RunPart(1, 2), RUN, anew=True)
    with writer, pytest.raises(IndexBusyError):
        engine.rollback()
    one(url, folder, 1, 2)
    engine.rollback()
    assert list(one(url, folder, 2, 2).missing) == [1], "a new run"


def test_who_cannot_forget_a_run_has_published_it_and_a_rollback_forgets_it(
    url: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine(url)
    build([folder / "z.txt"], engine)
    one(url, folder, 1, 2)
    with monkeypatch.context() as patch:

        def forget(*_: object) -> None:
            raise EngineError("the cluster is away")

        patch.setattr(shared_run.SharedRuns, "forget", forget)
        assert one(url, folder, 2, 2).generation == "g-000002"
    assert b"g-000002" in engine.run_summary()
    assert engine.rollback() == "g-000001"
    nothing_left(url)
    assert build([folder], engine).generation == "g-000003"


def test_a_rollback_that_is_refused_ends_no_run(url: str, folder: Path) -> None:
    build([folder / "z.txt"], open_engine(url))
    one(url, folder, 1, 2)
    with pytest.raises(NoIndexError):
        open_engine(url).rollback()
    assert one(url, folder, 2, 2).generation == "g-000002"
