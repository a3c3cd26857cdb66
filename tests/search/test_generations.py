"""Files of a Whoosh index: what is checked, refused, kept and swept away."""

from pathlib import Path

import pytest

from search import schema
from search.engine import (
    BadAddressError,
    DamagedIndexError,
    EngineError,
    NoIndexError,
    StaleIndexError,
)
from search.engines import open_engine
from tests.search.test_engine_contract import ask, entry, publish


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("g-"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of two generations; the second has a hard-linked segment of the first."""
    folder = tmp_path / "index"
    engine = open_engine(f"whoosh:{folder}")
    publish(engine, *(entry(f"r{number}", "a b c") for number in range(40)))
    publish(engine, entry("new", "a"))
    return folder


def test_unchanged_segments_are_hard_links(folder: Path) -> None:
    first, second = (
        {path.stat().st_ino for path in (folder / name).glob("*.seg")} for name in names(folder)
    )
    assert len(first) == 1 and len(second) == 2 and first < second


def test_only_the_live_and_the_previous_generation_are_kept(folder: Path) -> None:
    publish(open_engine(str(folder)), entry("newer", "a"))
    assert names(folder) == ["g-000002", "g-000003"]


def test_left_overs_of_killed_runs_go(folder: Path) -> None:
    (folder / "g-000009").mkdir()
    (folder / "g-000009" / "MAIN_x.trm").write_bytes(b"half")
    (folder / "CURRENT.new").write_text("g-0000")
    assert len(ask(open_engine(str(folder)).snapshot(), "a")) == 10
    publish(open_engine(str(folder)), entry("newer", "a"))
    assert names(folder) == ["g-000002", "g-000003"]


@pytest.mark.parametrize("pattern", ["*.seg", "*.toc", "MANIFEST.json"])
@pytest.mark.parametrize("damage", ["flip", "cut", "gone"])
def test_a_damaged_file_is_named(folder: Path, pattern: str, damage: str) -> None:
    path = sorted((folder / "g-000002").glob(pattern))[0]
    data = bytearray(path.read_bytes())
    path.unlink()
    if damage != "gone":
        data[len(data) // 2] ^= 0xFF
        path.write_bytes(data if damage == "flip" else data[:-3])
    engine = open_engine(str(folder))
    try:
        lines = engine.check()
    except DamagedIndexError as error:
        lines = [str(error)]
    assert lines and path.name in lines[0]
    if damage != "flip" or pattern != "*.seg":
        with pytest.raises(DamagedIndexError, match=path.name):
            engine.snapshot()


def test_a_damaged_generation_is_not_rolled_back_to(folder: Path) -> None:
    path = next((folder / "g-000001").glob("*.toc"))
    path.write_bytes(b"x" * path.stat().st_size)
    engine = open_engine(str(folder))
    with pytest.raises(DamagedIndexError, match=path.name):
        engine.rollback()
    assert engine.snapshot().generation == "g-000002"


def test_a_stale_index_is_refused_with_the_command(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engines.whoosh._fingerprint", lambda: "another")
    engine = open_engine(str(folder))
    with pytest.raises(StaleIndexError, match="python -m indexer rebuild"):
        engine.snapshot()
    with pytest.raises(StaleIndexError):
        engine.writer("recipe")
    with engine.writer("recipe", anew=True) as writer:
        writer.commit()
    assert engine.snapshot().generation == "g-000003"


def test_the_fingerprint_follows_the_word_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    copy = tmp_path / "search"
    shutil.copytree(Path(schema.__file__).parent, copy)
    monkeypatch.setattr(schema, "__file__", str(copy / "schema.py"))
    before = schema.fingerprint.__wrapped__()
    assert before == schema.fingerprint()
    with (copy / "data" / "meeting_types.tsv").open("a", encoding="utf-8") as file:
        file.write("moi\tMới\n")
    assert schema.fingerprint.__wrapped__() != before


@pytest.mark.parametrize("text", ["", "g-1", "../other\n", "\xff"])
def test_a_damaged_current_is_named(folder: Path, text: str) -> None:
    (folder / "CURRENT").write_bytes(text.encode("latin-1"))
    with pytest.raises(DamagedIndexError, match="CURRENT"):
        open_engine(str(folder)).snapshot()
    assert names(folder) == ["g-000001", "g-000002"]


def test_addresses(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match="python -m indexer index"):
        open_engine(f"whoosh:{tmp_path / 'none'}").snapshot()
    for url in ("", "whoosh:", "tantivy:x"):
        with pytest.raises(BadAddressError):
            open_engine(url)
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(EngineError, match="cannot write"):
        open_engine(str(file)).writer("recipe")
    with pytest.raises(NoIndexError):
        open_engine(str(file)).snapshot()
