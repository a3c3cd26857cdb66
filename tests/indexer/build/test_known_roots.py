"""What an index remembers of roots, and one of them forgotten."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.build.known_roots import Forgotten, UnknownRootError, forget_root, known_roots
from indexer.build.roots import RootState
from indexer.build.run import build
from search.engine.errors import NoIndexError
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from tests.search.engine.manifests import make_stale

Write = Callable[[str, str], Path]
DAYS = [datetime(2026, 11, day, 2, 30, tzinfo=UTC) for day in range(1, 10)]


@pytest.fixture
def one(write: Write, engine: Engine) -> Path:
    """Two folders of two reports, of which one is the same; indexed on two days."""
    write("one/z.txt", "Hội nghị bàn việc chung.")
    write("one/b.txt", "Hội nghị bàn việc riêng của thôn.")
    write("two/a.txt", "Hội nghị bàn việc chung.")
    two = write("two/c.txt", "Hội nghị bàn việc riêng của xã.").parent
    one = two.with_name("one")
    build([one], engine, now=DAYS[0])
    build([two], engine, now=DAYS[1])
    return one


def known(engine: Engine) -> list[tuple[object, ...]]:
    return [
        (Path(r.path).name, r.reports, r.state, r.last_read and DAYS.index(r.last_read),
         DAYS.index(r.last_added))
        for r in known_roots(engine)
    ]  # fmt: skip


def test_roots_are_listed(one: Path, engine: Engine) -> None:
    exists, empty, gone = RootState.EXISTS, RootState.EMPTY, RootState.GONE
    assert known(engine) == [("one", 2, exists, 0, 0), ("two", 2, exists, 1, 1)]
    assert build([one], engine, now=DAYS[2]).generation is None
    assert known(engine)[0] == ("one", 2, exists, 2, 0)
    shutil.rmtree(one)
    assert known(engine)[0] == ("one", 2, gone, 2, 0)
    one.mkdir()
    assert known(engine)[0] == ("one", 2, empty, 2, 0)


def test_what_a_run_did_not_read_as_a_whole_was_not_read(one: Path, engine: Engine) -> None:
    build([one / "b.txt"], engine, now=DAYS[2])
    build([one], engine, now=DAYS[3], dry_run=True)
    assert known(engine)[0][3] == 0
    build([one.parent / "two", one], engine, now=DAYS[4])
    assert [root[3] for root in known(engine)] == [4, 4]


def test_an_index_without_notes_tells_the_rest(one: Path, engine: Engine) -> None:
    engine.keep_notes(b"")
    assert [root[3:] for root in known(engine)] == [(None, 0), (None, 1)]


def test_the_roots_of_an_index_that_must_be_made_anew_are_known(
    one: Path, engine: Engine, tmp_path: Path
) -> None:
    expected = known(engine)
    forget_root(str(one), engine)
    for path in (tmp_path / "index").glob("g-00000[12]"):
        shutil.rmtree(path)
    make_stale(next((tmp_path / "index").glob("g-*/MANIFEST.json")))
    assert known(open_engine(str(tmp_path / "index"))) == expected[1:]


def test_a_root_is_forgotten_and_what_another_holds_stays(one: Path, engine: Engine) -> None:
    """The report is known as if the other root had been the only one; no file is read."""
    shutil.rmtree(one.parent)
    assert forget_root(str(one.with_name("two")), engine) == Forgotten(1, 1, "g-000003")
    found = {own.id: (own.origins, own.added) for own in engine.snapshot().sources()}
    assert found == {name: ((f"{one}//{name}",), DAYS[0]) for name in ("b.txt", "z.txt")}
    assert known(engine) == [("one", 2, RootState.GONE, 0, 0)]
    assert forget_root(str(one), engine) == Forgotten(2, 0, "g-000004")
    assert known(engine) == []
    assert engine.rollback() == "g-000003"


def test_a_forgotten_root_that_is_given_again_is_new(one: Path, engine: Engine) -> None:
    forget_root(str(one), engine)
    assert known(engine) == [("two", 2, RootState.EXISTS, 1, 1)]
    assert build([one], engine, now=DAYS[3]).added == 1
    assert known(engine)[0] == ("one", 2, RootState.EXISTS, 3, 3)


def test_only_a_root_can_be_forgotten(one: Path, engine: Engine, tmp_path: Path) -> None:
    for path in (one / "b.txt", one.parent, tmp_path / "three"):
        with pytest.raises(UnknownRootError, match="no report from"):
            forget_root(str(path), engine)
    assert engine.snapshot().generation == "g-000002"
    for ask_for in (known_roots, lambda engine: forget_root(str(one), engine)):
        with pytest.raises(NoIndexError):
            ask_for(open_engine(str(tmp_path / "none")))
    assert not (tmp_path / "none").exists()
