"""One index → the same in another place: each engine into each, without a file that was read."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.build.copy_index import copy_index
from indexer.build.run import build
from indexer.read import files
from search.engine.errors import DamagedIndexError, EngineError, NoIndexError
from search.engine.protocol import Engine, Request
from search.engine.run_summary import read_run_summary
from search.engine.urls import open_engine
from search.index.entry import IndexEntry
from tests.indexer.build.test_copies import LINE, OTHER, REPORT
from tests.search.engine.memory_engine import MemoryEngine, MemorySnapshot, MemoryWriter
from tests.search.engine.test_contract import entry, publish

ENGINES = ("memory", "whoosh", pytest.param("opensearch", marks=pytest.mark.slow))
Write = Callable[[str, str], Path]


@pytest.fixture(params=ENGINES)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """An index that is not there yet, of each engine."""
    if request.param == "memory":
        return MemoryEngine()
    if request.param == "opensearch":
        return open_engine(request.getfixturevalue("new_opensearch_index")())
    return open_engine(f"whoosh:{tmp_path / 'target'}")


@pytest.fixture
def folder(engine: Engine, write: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of reports, two of them alike, one of them not readable; `engine` has it, and notes
    how each of its files is, as if they had not been written just now."""
    monkeypatch.setattr(files, "_SETTLED", -1)
    write("a.txt", "Huyện sửa đường\n" + REPORT)
    write("b.txt", "Đồng Mẫu: làm đường trước mùa mưa\n" + REPORT + LINE)
    write("c.html", f"<p>{OTHER}</p>")
    folder = write("empty.txt", "").parent
    build([folder], engine)
    return folder


def told(engine: Engine) -> dict[str, object]:
    """All that an index tells of each of its reports, but what belongs to its generation."""
    live = engine.snapshot()
    reports = {
        own.id: (own, own.signature, live.stored(own.id), tuple(live.copies(own.id)))
        for own in live.sources()
    }
    return {"reports": reports, "made by": live.extraction_fingerprint, "notes": engine.notes()}


@pytest.mark.usefixtures("folder")
def test_all_that_an_index_tells_is_copied(engine: Engine, target: Engine) -> None:
    copied = copy_index(engine, target)
    assert told(target) == told(engine)
    live = target.snapshot()
    assert (copied.reports, copied.grouped, copied.generation) == (3, 2, live.generation)
    for request in (Request(collapse=True), Request(counted=("province", "issuer"))):
        assert live.search(request) == engine.snapshot().search(request)
    for name in ("title", "body", "body_words"):
        assert live.terms(name) == engine.snapshot().terms(name)


def test_the_next_run_finds_nothing_to_do(engine: Engine, folder: Path, target: Engine) -> None:
    copy_index(engine, target)
    done = build([folder], target)
    assert (done.generation, done.unchanged) == (None, 3)
    assert told(target) == told(engine)


@pytest.mark.usefixtures("folder")
def test_there_and_back_again(engine: Engine, target: Engine, tmp_path: Path) -> None:
    back = open_engine(f"whoosh:{tmp_path / 'back'}")
    copy_index(engine, target)
    copy_index(target, back, jobs=2)
    assert told(back) == told(engine)


def test_the_last_run_is_said_to_have_made_the_copy(engine: Engine, folder: Path) -> None:
    (folder / "a.txt").unlink()
    build([folder], engine)
    target = MemoryEngine()
    generation = copy_index(engine, target).generation
    own, copied = read_run_summary(engine), read_run_summary(target)
    assert own is not None and own.generation == "g-000002" != generation
    assert copied == replace(own, generation=generation)


def test_a_run_that_made_another_generation_is_not_said_to_have(
    engine: Engine, folder: Path
) -> None:
    (folder / "a.txt").unlink()
    build([folder], engine)
    engine.rollback()
    target = MemoryEngine()
    copy_index(engine, target)
    copied = read_run_summary(target)
    assert copied is not None and copied.generation == ""


@pytest.mark.usefixtures("folder")
def test_what_is_there_stays_unless_it_is_to_be_replaced(samples: Engine, engine: Engine) -> None:
    before = told(engine)
    with pytest.raises(EngineError, match="has an index already"):
        copy_index(samples, engine)
    assert told(engine) == before
    copy_index(samples, engine, replace=True)
    assert told(engine) == told(samples)
    assert engine.rollback() == "g-000001"


def test_nothing_is_copied_of_no_index(engine: Engine) -> None:
    target = MemoryEngine()
    with pytest.raises(NoIndexError):
        copy_index(engine, target)
    with pytest.raises(NoIndexError):
        target.snapshot()


@pytest.mark.usefixtures("folder")
def test_nothing_is_published_of_half_an_index(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(MemoryWriter):
        def put(self, entry: IndexEntry) -> None:
            if entry.id == "b.txt":
                raise EngineError("no space left")
            super().put(entry)

    target = MemoryEngine()
    monkeypatch.setattr("tests.search.engine.memory_engine.MemoryWriter", Full)
    with pytest.raises(EngineError, match="no space left"):
        copy_index(engine, target)
    assert (target.notes(), target.run_summary()) == (b"", b"")
    with pytest.raises(NoIndexError):
        target.snapshot()


def test_a_report_that_is_not_there_is_damage(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = MemoryEngine()
    publish(source, entry("a", "x"))
    monkeypatch.setattr(MemorySnapshot, "stored_many", lambda self, report_ids: {})
    with pytest.raises(DamagedIndexError, match="'a'"):
        copy_index(source, engine)
    with pytest.raises(NoIndexError):
        engine.snapshot()


@pytest.mark.usefixtures("folder")
def test_a_source_is_compared_before(tmp_path: Path) -> None:
    [largest] = sorted((tmp_path / "index").rglob("*"), key=lambda path: path.stat().st_size)[-1:]
    data = bytearray(largest.read_bytes())
    data[len(data) // 2] ^= 1
    largest.write_bytes(data)
    with pytest.raises(DamagedIndexError):
        copy_index(open_engine(f"whoosh:{tmp_path / 'index'}"), MemoryEngine())
