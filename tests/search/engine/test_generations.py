"""Files of a Whoosh index: what is checked, refused, kept and swept away."""

import os
import random
import resource
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from search.engine.errors import (
    BadAddressError,
    DamagedIndexError,
    EngineError,
    NoIndexError,
    StaleIndexError,
)
from search.engine.protocol import Engine, Request
from search.engine.query_tree import Clause
from search.engine.urls import open_engine
from search.engine.whoosh.files import SMALL
from search.facets.registry import UNKNOWN
from search.index.entry import IndexEntry
from search.serialization import compressed
from tests.search.engine.test_contract import ask, entry, phrase, publish


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


def test_all_is_on_disk_before_it_is_live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file, the manifest, the folder, the pointer; only then does anything get its name."""
    done: list[str] = []

    def flush(handle: int) -> None:
        done.append(Path(f"/proc/self/fd/{handle}").readlink().name)

    def replace(source: Path, target: Path) -> None:
        done.append(f"{source.name} -> {target.name}")
        original(source, target)

    original = Path.replace
    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(Path, "replace", replace)
    publish(open_engine(str(tmp_path / "index")), entry("1", "a"))
    files = sorted(path.name for path in (tmp_path / "index" / "g-000001").glob("*MAIN*"))
    assert [Path(name).suffix for name in files] == [".arrays", ".seg", ".toc"]
    assert done == [
        *files, "MANIFEST.json", "g-000001.partial", "CURRENT.new",
        "g-000001.partial -> g-000001", "index", "CURRENT.new -> CURRENT", "index",
    ]  # fmt: skip


@pytest.mark.slow
def test_segments_stay_few(tmp_path: Path) -> None:
    engine = open_engine(str(tmp_path / "index"))
    for number in range(40):
        publish(engine, entry(f"r{number}", "a b"))
    assert len(list((tmp_path / "index" / "g-000040").glob("*.seg"))) <= 6
    publish(engine, without=tuple(f"r{number}" for number in range(39)))
    assert len(list((tmp_path / "index" / "g-000041").glob("*.seg"))) <= 1


def test_a_reader_keeps_up_with_a_rollback(folder: Path) -> None:
    server, writer = open_engine(str(folder)), open_engine(str(folder))
    assert "new" in ask_all(server)
    writer.rollback()
    assert "new" not in ask_all(server)
    publish(writer, entry("newest", "a"))
    assert "newest" in ask_all(server) and "new" not in ask_all(server)


def ask_all(engine: Engine) -> set[str]:
    return {origin.id for origin in engine.snapshot().sources()}


def test_a_stale_generation_is_not_rolled_back_to(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engine.whoosh.index_format.format_fingerprint", lambda: "another")
    engine = open_engine(str(folder))
    with engine.writer("rules", anew=True) as writer:
        writer.commit()
    with pytest.raises(StaleIndexError):
        engine.rollback()
    assert engine.snapshot().generation == "g-000003"


def test_a_file_that_cannot_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(handle: int, size: int, start: int) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "pread", failing)
    engine = open_engine(str(folder))
    damage = list(engine.check())
    assert damage and all("cannot be read: Permission denied" in line for line in damage)
    with pytest.raises(DamagedIndexError, match="Permission denied"):
        engine.snapshot()


def test_a_full_disk_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    engine = open_engine(str(folder))
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(EngineError, match="No space left"):
            publish(engine, entry("more", "a"))
    assert engine.snapshot().generation == "g-000002"
    assert names(folder) == ["g-000001", "g-000002"]
    assert publish(engine, entry("more", "a")) == "g-000003"


def large(number: int) -> IndexEntry:
    return entry(f"large{number}", " ".join(f"w{number}x{n}" for n in range(300)))


@pytest.mark.slow
@pytest.mark.parametrize("room", [0, 10, 1_000, 10_000, 30_000, 100_000])
def test_no_room_for_a_file(folder: Path, room: int) -> None:
    """The disk is full at the first byte, while reports are put, when segments are written."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            try:
                publish(open_engine(str(folder)), *map(large, range(40)))
            except BaseException as error:
                os.write(writer, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as told:
        assert told.read().startswith(f"EngineError: cannot write an index at {folder}: [Errno 27]")
    os.waitpid(child, 0)
    left = {path.name for path in folder.iterdir()}
    assert left - {"VERIFIED"} == {"LOCK", "CURRENT", "g-000001", "g-000002"}
    assert open_engine(str(folder)).check() == []


def test_a_failed_rollback_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EngineError, match="No space left"):
        open_engine(str(folder)).rollback()
    assert open_engine(str(folder)).snapshot().generation == "g-000002"


def test_a_stray_file_is_not_opened(folder: Path) -> None:
    (folder / "g-000002" / "_MAIN_9.toc").write_bytes(b"cos\nsystem\n(S'true'\ntR.")
    with pytest.raises(DamagedIndexError, match="does not belong"):
        open_engine(str(folder)).snapshot()


def test_left_overs_of_killed_runs_go(folder: Path) -> None:
    (folder / "g-000009.partial").mkdir()
    (folder / "g-000009.partial" / "MAIN_x.trm").write_bytes(b"half")
    (folder / "CURRENT.new").write_text("g-0000")
    assert len(ask(open_engine(str(folder)).snapshot(), "a")) == 10
    publish(open_engine(str(folder)), entry("newer", "a"))
    assert names(folder) == ["g-000002", "g-000003"]


def test_what_is_not_ours_stays(folder: Path) -> None:
    """Folders and files of such names that this program did not make are left, and passed over."""
    for name in ("g-000003", "g-20240101", "g-1.partial", "notes.partial"):
        (folder / name).mkdir()
        (folder / name / "thesis.txt").write_text("three years of work")
    (folder / "g-000004").write_text("a file")
    engine = open_engine(str(folder))
    assert publish(engine, entry("newer", "a")) == "g-000005"
    assert engine.rollback() == "g-000002"
    assert publish(engine, entry("newest", "a")) == "g-000006"
    assert names(folder) == [
        "g-000002", "g-000003", "g-000004", "g-000006", "g-1.partial", "g-20240101",
    ]  # fmt: skip
    assert (folder / "notes.partial" / "thesis.txt").exists()


def test_without_current_no_generation_goes(folder: Path) -> None:
    (folder / "CURRENT").unlink()
    engine = open_engine(str(folder))
    with pytest.raises(NoIndexError):
        engine.snapshot()
    with engine.writer("rules", anew=True):
        pass  # and nothing is published
    assert names(folder) == ["g-000001", "g-000002"]
    assert publish(engine, entry("newer", "a")) == "g-000003"
    assert engine.rollback() == "g-000002"


def test_notes_are_replaced_whole_or_not_at_all(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    engine = open_engine(str(folder))
    engine.keep_notes(b"read yesterday")
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(EngineError, match="No space left"):
            engine.keep_notes(b"read today")
    (folder / "NOTES.new").write_bytes(b"of a killed run")
    assert open_engine(str(folder)).notes() == b"read yesterday"
    publish(engine, entry("newer", "a"))
    left = {path.name for path in folder.iterdir()}
    assert left - {"VERIFIED"} == {"LOCK", "CURRENT", "NOTES", "g-000002", "g-000003"}


@pytest.mark.parametrize("broken", [b"", b"short", b"\0" * 40])
def test_notes_that_were_damaged_are_none(folder: Path, broken: bytes) -> None:
    engine = open_engine(str(folder))
    engine.keep_notes(b"read yesterday")
    (folder / "NOTES").write_bytes(broken)
    assert (engine.notes(), engine.check()) == (b"", [])
    engine.keep_notes(b"read today")
    assert engine.notes() == b"read today"


def test_current_is_a_folder(folder: Path) -> None:
    (folder / "CURRENT").unlink()
    (folder / "CURRENT").mkdir()
    with pytest.raises(DamagedIndexError, match="CURRENT is a folder"):
        open_engine(str(folder)).writer("rules", anew=True)
    left = {path.name for path in folder.iterdir()}
    assert left - {"VERIFIED"} == {"LOCK", "CURRENT", "g-000001", "g-000002"}


def test_who_only_asks_makes_nothing(tmp_path: Path) -> None:
    engine = open_engine(str(tmp_path / "typo" / "index"))
    for ask_for in (engine.snapshot, engine.check, engine.rollback):
        with pytest.raises(NoIndexError):
            ask_for()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_whatever_breaks_over_a_damaged_segment_is_told(tmp_path: Path) -> None:
    """A byte flipped anywhere in a file that is too large to be compared whenever it is opened."""
    folder = tmp_path / "index"
    publish(open_engine(str(folder)), *map(large, range(40)))
    path = next(folder.glob("g-*/*.arrays"))
    whole = path.read_bytes()
    assert len(whole) > SMALL
    question = Request(
        phrase("w7x7"), (Clause(phrase("w7x7")),), {"province": (UNKNOWN,)}, limit=100,
        counted=("province",),
    )  # fmt: skip
    refused = 0
    for place in random.Random(1).sample(range(len(whole)), 80):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        engine = open_engine(str(folder))
        try:
            snapshot = engine.snapshot()
            snapshot.search(question)
            snapshot.stored("large3")
            snapshot.stats()
        except DamagedIndexError as error:
            refused += 1
            assert "python -m indexer check" in str(error)
        assert path.name in engine.check()[0]
        with pytest.raises(DamagedIndexError, match=path.name):
            engine.writer("rules")  # or a merge would pass the damage on, newly vouched for
    assert refused


def test_a_damaged_report_is_told_where_it_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    kept = compressed(random.Random(1).randbytes(2 * SMALL))
    publish(open_engine(str(folder)), replace(entry("1", "a"), compressed=kept), entry("2", "a"))
    [path] = folder.glob("g-*/*.seg")
    whole = path.read_bytes()
    path.write_bytes(whole.replace(kept, kept[:-1] + bytes([kept[-1] ^ 1])))
    live = open_engine(str(folder)).snapshot()
    assert live.stored("2") == b"2"
    for read in (
        lambda: live.stored("1"),
        lambda: live.stored_many(["2", "1"]),
        lambda: live.search(Request(phrase("a"))),
    ):
        with pytest.raises(DamagedIndexError, match="python -m indexer check"):
            read()


@pytest.mark.slow
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
    monkeypatch.setattr("search.engine.whoosh.index_format.format_fingerprint", lambda: "another")
    engine = open_engine(str(folder))
    with pytest.raises(StaleIndexError, match="python -m indexer rebuild"):
        engine.snapshot()
    with pytest.raises(StaleIndexError):
        engine.writer("rules")
    with engine.writer("rules", anew=True) as writer:
        writer.commit()
    assert engine.snapshot().generation == "g-000003"


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
        open_engine(str(file)).writer("rules")
    with pytest.raises(NoIndexError):
        open_engine(str(file)).snapshot()
