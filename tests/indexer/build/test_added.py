"""When a report was added: once, whatever becomes of its text, its file, the index or the run."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.build.run import Outcome, build
from search.engine.errors import StaleIndexError
from search.engine.postings.arrays import read
from search.engine.postings.arrays import write as write_arrays
from search.engine.postings.packed import Strings
from search.engine.protocol import Engine, SourceRecord
from search.engine.stored import read_stored
from search.engine.urls import open_engine
from search.serialization import encode
from tests.search.engine.manifests import make_stale

Write = Callable[[str, str], Path]
DAYS = [datetime(2026, 11, day, 2, 30, tzinfo=UTC) for day in range(1, 10)]


@pytest.fixture
def folder(write: Write) -> Path:
    """Two text files and a record, all of one run."""
    write("a.txt", "Hội nghị bàn việc cấp nước của huyện.")
    write("b.txt", "Kỳ họp thứ tư của HĐND xã.")
    return write("c.jsonl", '{"id": "c", "text": "Họp giao ban tháng."}').parent


def run(folder: Path, engine: Engine, day: int, anew: bool = False) -> Outcome:
    return build([folder], engine, anew=anew, allow_removals=True, now=DAYS[day])


def days(engine: Engine) -> dict[str, int]:
    """The id of each report → the number of the day it was added; the same in both places."""
    live = engine.snapshot()
    found = {}
    for own in live.sources():
        stored = live.stored(own.id)
        assert stored is not None and read_stored(stored).added == own.added
        found[own.id] = DAYS.index(own.added)
    return found


def test_one_run_is_one_instant(folder: Path, engine: Engine) -> None:
    run(folder, engine, 0)
    assert days(engine) == {"a.txt": 0, "b.txt": 0, "c": 0}


def test_what_comes_later_is_of_its_own_run(folder: Path, engine: Engine, write: Write) -> None:
    run(folder, engine, 0)
    write("d.txt", "Ngày 3/5/2016, UBND tỉnh họp.")
    run(folder, engine, 1)
    assert days(engine) == {"a.txt": 0, "b.txt": 0, "c": 0, "d.txt": 1}


def test_another_text_of_the_same_id_is_not_new(folder: Path, engine: Engine, write: Write) -> None:
    run(folder, engine, 0)
    write("a.txt", "Hội nghị bàn việc khác.")
    write("c.jsonl", '{"id": "c", "text": "Họp giao ban quý."}')
    assert run(folder, engine, 1).replaced == 2
    assert days(engine) == {"a.txt": 0, "b.txt": 0, "c": 0}


def test_a_run_that_changes_nothing_changes_no_instant(folder: Path, engine: Engine) -> None:
    run(folder, engine, 0)
    assert run(folder, engine, 1).generation is None
    assert set(days(engine).values()) == {0}


def test_a_file_that_was_moved_is_not_new(folder: Path, engine: Engine) -> None:
    run(folder, engine, 0)
    (folder / "a.txt").rename(folder / "y.txt")
    run(folder, engine, 1)
    assert days(engine) == {"y.txt": 0, "b.txt": 0, "c": 0}


def test_a_copy_whose_first_file_got_another_text_is_new(
    folder: Path, engine: Engine, write: Write
) -> None:
    run(folder, engine, 0)
    write("y.txt", (folder / "a.txt").read_text("utf-8"))
    write("a.txt", "Hội nghị bàn việc khác.")
    run(folder, engine, 1)
    assert days(engine) == {"a.txt": 0, "b.txt": 0, "c": 0, "y.txt": 1}


def test_a_report_that_was_removed_and_comes_back_is_new(folder: Path, engine: Engine) -> None:
    run(folder, engine, 0)
    text = (folder / "a.txt").read_text("utf-8")
    (folder / "a.txt").unlink()
    run(folder, engine, 1)
    (folder / "a.txt").write_text(text, "utf-8")
    run(folder, engine, 2)
    assert days(engine) == {"a.txt": 2, "b.txt": 0, "c": 0}


def test_a_rebuild_keeps_what_it_replaces(folder: Path, engine: Engine, write: Write) -> None:
    run(folder, engine, 0)
    write("d.txt", "Ngày 3/5/2016, UBND tỉnh họp.")
    (folder / "b.txt").rename(folder / "x.txt")
    run(folder, engine, 1, anew=True)
    assert days(engine) == {"a.txt": 0, "x.txt": 0, "c": 0, "d.txt": 1}


def test_a_rebuild_keeps_what_another_version_wrote(
    folder: Path, engine: Engine, tmp_path: Path
) -> None:
    """The index of another text chain cannot be searched; since when its reports are there can
    still be read."""
    run(folder, engine, 0)
    [manifest] = (tmp_path / "index").glob("g-*/MANIFEST.json")
    make_stale(manifest)
    later = open_engine(str(tmp_path / "index"))
    with pytest.raises(StaleIndexError):
        later.snapshot()
    with pytest.raises(StaleIndexError):
        run(folder, later, 1)
    run(folder, later, 1, anew=True)
    assert set(days(later).values()) == {0}


def test_a_rebuild_keeps_what_was_written_before_there_were_columns(
    folder: Path, engine: Engine, tmp_path: Path, write: Write
) -> None:
    """Until December 2026 a segment had its sources as one text of JSON each, named "origin"; an
    index of then, one of whose reports was removed."""
    for name in "defghi":
        write(f"{name}.txt", f"Hội nghị bàn việc {name}.")
    run(folder, engine, 0)
    (folder / "b.txt").unlink()
    run(folder, engine, 1)
    kept = sorted(own.id for own in engine.known_sources())
    *_, path = sorted((tmp_path / "index").glob("g-*/*.arrays"))
    arrays = {name: array.copy() for name, array in read(path).items()}
    ids = Strings.of(arrays, "id").texts()
    texts = [encode(SourceRecord(own, f"of {own}", (f"{folder}//{own}",), DAYS[0])) for own in ids]
    new = [name for name in arrays if name.startswith(("origins.", "digest.", "shingle."))]
    old = {name: array for name, array in arrays.items() if name not in new}
    path.unlink()  # the generation before has the same file
    write_arrays(path, old | Strings.to_arrays(texts, "origin"))
    make_stale(path.parent / "MANIFEST.json")
    found = open_engine(str(tmp_path / "index")).known_sources()
    assert sorted(own.id for own in found) == kept and "b.txt" not in kept
    assert {own.digest for own in found} == {f"of {own}" for own in kept}
    run(folder, open_engine(str(tmp_path / "index")), 2, anew=True)
    assert days(open_engine(str(tmp_path / "index"))) == dict.fromkeys(kept, 0)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # of Whoosh
@pytest.mark.parametrize(("pattern", "known"), [("*.arrays", 0), ("*.toc", 0), ("*.seg", 3)])
def test_a_rebuild_of_what_cannot_be_read_is_the_first_run(
    folder: Path, engine: Engine, tmp_path: Path, pattern: str, known: int
) -> None:
    """When its reports were added stands in the arrays; Whoosh's own file is not asked."""
    run(folder, engine, 0)
    for path in (tmp_path / "index").glob(f"g-*/{pattern}"):
        path.write_bytes(b"\xff" * path.stat().st_size)
    later = open_engine(str(tmp_path / "index"))
    assert len(later.known_sources()) == known
    run(folder, later, 1, anew=True)
    assert set(days(later).values()) == {0 if known else 1}
