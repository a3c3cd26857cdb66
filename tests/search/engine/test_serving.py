"""What is served: the last generation that could be opened, whatever becomes of the later ones."""

import logging
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from search.engine import serving
from search.engine.errors import (
    DamagedIndexError,
    EngineError,
    NoIndexError,
    UnreachableError,
)
from search.engine.serving import Serving
from search.engine.urls import open_engine
from search.engine.whoosh.files import SMALL
from tests.search.engine.manifests import make_stale
from tests.search.engine.memory_engine import MemoryEngine
from tests.search.engine.test_contract import ask, entry, publish


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of one generation, of one report."""
    publish(open_engine(str(tmp_path / "index")), entry("r1", "a"))
    return tmp_path / "index"


@pytest.fixture
def served(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Serving:
    """It is open, and a generation that cannot be opened is tried again at once."""
    monkeypatch.setattr(serving, "RETRY", 0.0)
    found = Serving(open_engine(str(folder)))
    assert found.current().generation == "g-000001"
    return found


def kind(served: Serving) -> str | None:
    return served.problem.kind if served.problem else None


def publish_damaged(folder: Path) -> None:
    publish(open_engine(str(folder)), entry("r2", "a"))
    path = next((folder / "g-000002").glob("*.toc"))
    path.write_bytes(b"x" * path.stat().st_size)


def publish_stale(folder: Path) -> None:
    publish(open_engine(str(folder)), entry("r2", "a"))
    make_stale(folder / "g-000002" / "MANIFEST.json")


def spoil_current(folder: Path) -> None:
    (folder / "CURRENT").write_bytes(b"\xff\x00nonsense")


def current_to_nowhere(folder: Path) -> None:
    (folder / "CURRENT").write_text("g-000077\n")


def current_is_a_folder(folder: Path) -> None:
    (folder / "CURRENT").unlink()
    (folder / "CURRENT").mkdir()


SPOILING: list[tuple[Callable[[Path], object], str]] = [
    (spoil_current, "damaged"),
    (current_to_nowhere, "damaged"),
    (current_is_a_folder, "damaged"),
    (lambda folder: (folder / "CURRENT").unlink(), "missing"),
    (shutil.rmtree, "missing"),
    (lambda folder: folder.rename(folder.with_name("elsewhere")), "missing"),
    (publish_damaged, "damaged"),
    (publish_stale, "stale"),
]


@pytest.mark.parametrize(("spoil", "told"), SPOILING)
def test_the_open_generation_stays_until_a_better_one_is_open(
    folder: Path,
    served: Serving,
    spoil: Callable[[Path], object],
    told: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    spoil(folder)
    for _ in range(3):
        snapshot = served.current()
        assert snapshot.generation == "g-000001"
        assert ask(snapshot, "a") == ["r1"] and snapshot.stored("r1") == b"r1"
    assert kind(served) == told and served.failures == 3
    assert [r.levelno for r in caplog.records] == [logging.ERROR], "it is said once"
    assert "generation g-000001 is served on" in caplog.text
    caplog.clear()
    shutil.rmtree(folder, ignore_errors=True)
    publish(open_engine(str(folder)), entry("r3", "a"))
    assert ask(served.current(), "a") == ["r3"]
    assert served.problem is None and "all is well again" in caplog.text


def test_what_opened_nothing_yet_says_why(folder: Path) -> None:
    found = Serving(open_engine(str(folder.parent / "none")))
    with pytest.raises(NoIndexError):
        found.current()
    spoil_current(folder)
    with pytest.raises(DamagedIndexError):
        Serving(open_engine(str(folder))).current()


def test_one_that_was_mended_is_taken(folder: Path, served: Serving) -> None:
    kept = (folder / "CURRENT").read_bytes()
    held = served.current()
    spoil_current(folder)
    served.current()
    (folder / "CURRENT").write_bytes(kept)
    assert served.current().generation == held.generation and served.problem is None


class Counted(MemoryEngine):
    """An engine that counts how often a snapshot is asked for, and can refuse."""

    asked = 0
    refuses = False

    def snapshot(self):  # type: ignore[no-untyped-def]
        self.asked += 1
        if self.refuses:
            raise EngineError("no")
        return super().snapshot()


def counted() -> Counted:
    engine = Counted()
    with engine.writer("rules") as writer:
        writer.commit()
    return engine


def test_a_bad_one_is_not_tried_at_each_request() -> None:
    """Opening reads files: what fails is tried again after a second."""
    engine = counted()
    served = Serving(engine)
    served.current()
    engine.refuses, engine.asked = True, 0
    for _ in range(100):
        served.current()
    assert engine.asked == 1 and kind(served) == "unreadable"


def test_nobody_waits_while_another_opens() -> None:
    """A generation takes half a second to open; meanwhile the open one answers."""
    engine = counted()
    served = Serving(engine)
    before = served.current()
    inside, go_on = threading.Event(), threading.Event()
    found = []

    def slow() -> object:
        inside.set()
        go_on.wait(10)
        return super(Counted, engine).snapshot()

    with engine.writer("rules") as writer:
        writer.commit()
    engine.snapshot = slow  # type: ignore[method-assign]
    opening = threading.Thread(target=lambda: found.append(served.current()))
    opening.start()
    assert inside.wait(10)
    assert served.current() is before
    go_on.set()
    opening.join()
    assert [one.generation for one in found] == ["g-000002"]
    assert served.current() is found[0]


def large(folder: Path) -> Path:
    """The arrays of a segment that is too large to be compared when it is opened."""
    entries = (entry(f"l{n}", " ".join(f"w{n}x{m}" for m in range(300))) for n in range(40))
    publish(open_engine(str(folder)), *entries)
    path = max(folder.glob("g-*/*.arrays"), key=lambda found: found.stat().st_size)
    assert path.stat().st_size > SMALL
    return path


def verified(served: Serving) -> None:
    """Ask, and wait until what is served was compared."""
    served.verify_in_background()
    with suppress(DamagedIndexError):  # it may be done by then
        served.current()
    assert served._verifier
    served._verifier.join()


def test_what_is_served_is_compared_in_the_background(folder: Path) -> None:
    path = large(folder)
    waited: list[float] = []
    served = Serving(open_engine(str(folder)), waited.append)
    verified(served)
    size = sum(p.stat().st_size for p in folder.glob("g-000002/*.*") if p.name != "MANIFEST.json")
    assert sum(waited) == pytest.approx(size / serving.BYTES_PER_SECOND, rel=0.2)
    assert served.problem is None
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    other = Serving(open_engine(str(folder)), waited.append)
    verified(other)
    with pytest.raises(DamagedIndexError, match=path.name):
        other.current()
    assert kind(other) == "damaged"


def test_after_a_rollback_from_damage_it_answers(folder: Path) -> None:
    path = large(folder)
    path.write_bytes(path.read_bytes()[:-1] + b"\1")
    served = Serving(open_engine(str(folder)), lambda seconds: None)
    verified(served)
    with pytest.raises(DamagedIndexError):
        served.current()
    open_engine(str(folder)).rollback()
    assert served.current().generation == "g-000001" and served.problem is None


def test_a_file_of_two_generations_is_compared_once(folder: Path) -> None:
    large(folder)
    waited: list[float] = []
    served = Serving(open_engine(str(folder)), waited.append)
    verified(served)
    first = sum(waited)
    waited.clear()
    publish(open_engine(str(folder)), entry("one more", "a"))
    verified(served)
    assert served.current().generation == "g-000003"
    assert 0 < sum(waited) < first / 4


def test_it_is_compared_again_another_day(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served = Serving(open_engine(str(folder)), lambda seconds: None)
    verified(served)
    first = served._verifier
    verified(served)
    assert served._verifier is first, "it was, a moment ago"
    monkeypatch.setattr(serving, "AGAIN", -1.0)
    verified(served)
    assert served._verifier is not first


def test_a_cluster_that_is_away_is_not_damaged() -> None:
    """It answers as soon as it is back, and is compared then."""

    def is_away(pace: object) -> None:
        raise UnreachableError("no node of the cluster answers")

    engine = counted()
    served = Serving(engine)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(served.current(), "verify", is_away)
        verified(served)
        assert served.current() and served.problem is None
    first = served._verifier
    verified(served)
    assert served._verifier is not first, "it was not compared yet"


def test_damage_that_stays_is_said_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = large(folder)
    kept = path.read_bytes()
    path.write_bytes(kept[:-1] + b"\1")
    served = Serving(open_engine(str(folder)), lambda seconds: None)
    monkeypatch.setattr(serving, "AGAIN_IF_DAMAGED", -1.0)
    for _ in range(3):
        verified(served)
    assert [r.levelno for r in caplog.records] == [logging.ERROR]
    with path.open("r+b") as file:  # the disk gives the right bytes again
        file.write(kept)
    verified(served)
    assert served.problem is None and served.current().stored("l3") == b"l3"
    assert "is as it was written again" in caplog.text


def test_what_was_compared_is_forgotten_in_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a server that sees a generation every minute would grow for years."""
    engine = open_engine(str(folder))
    monkeypatch.setattr("search.engine.whoosh.generation_files.AGAIN", -1.0)
    for number in range(5):
        publish(open_engine(str(folder)), entry(f"n{number}", "a"))
        snapshot = engine.snapshot()
        snapshot.verify(lambda size: None)
    files = len(list((folder / "g-000006").iterdir())) - 1
    assert len(engine._generations.verified) == files  # type: ignore[attr-defined]
