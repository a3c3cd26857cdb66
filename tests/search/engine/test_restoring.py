"""A backup vouches for all of its entries; a restore is whole or nothing, whenever it ends."""

import errno
import logging
import os
import shutil
import signal
import sys
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest

from search.engine.errors import DamagedIndexError, EngineError, LeftUndoneError, NoIndexError
from search.engine.urls import open_engine
from search.engine.whoosh.adapter import WhooshEngine
from search.engine.whoosh.archive_contents import BESIDE, CONTENTS
from tests.search.engine.test_contract import entry, publish

WORDS, LINES = b"viet tat\tgnv\tgiai ngan von\n", b"r1\tevent_date\t2021\n"


@pytest.fixture
def engine(tmp_path: Path) -> WhooshEngine:
    """Two generations, and all that people keep beside them."""
    engine = WhooshEngine(tmp_path / "index")
    publish(engine, entry("r1", "a"))
    publish(engine, entry("r2", "a"))
    engine.keep_notes(b"notes")
    engine.keep_run_summary(b"summary")
    (tmp_path / "index" / "words.tsv").write_bytes(WORDS)
    (tmp_path / "index" / "corrections.tsv").write_bytes(LINES)
    return engine


@pytest.fixture
def file(engine: WhooshEngine, tmp_path: Path) -> Path:
    engine.backup(tmp_path / "a.tar")
    return tmp_path / "a.tar"


def state(folder: Path) -> dict[str, bytes]:
    """All files of an index, but the lock."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "LOCK"
    }


def entries(file: Path) -> list[tarfile.TarInfo]:
    with tarfile.open(file) as archive:
        return archive.getmembers()


def refused(file: Path, data: bytes) -> str:
    """Restore other bytes: why they are not, and that nothing is there."""
    file.write_bytes(data)
    other = WhooshEngine(file.parent / "other")
    with pytest.raises(DamagedIndexError) as error:
        other.restore(file)
    assert state(file.parent / "other") == {}
    return str(error.value)


def test_a_bit_of_any_entry_is_told(file: Path) -> None:
    whole = file.read_bytes()
    assert {entry.name for entry in entries(file)} >= {CONTENTS, *BESIDE}
    for one in entries(file):
        for place in {
            one.offset_data,
            one.offset_data + one.size - 1,
            one.offset,
            one.offset + 148,
        }:
            data = bytearray(whole)
            data[place] ^= 1
            assert str(file) in refused(file, bytes(data)), one.name


def test_a_cut_anywhere_is_told(file: Path) -> None:
    whole = file.read_bytes()
    for one in entries(file):
        for place in (
            one.offset,
            one.offset + 100,
            one.offset_data,
            one.offset_data + one.size - 1,
        ):
            assert str(file) in refused(file, whole[:place]), one.name


def test_zeros_instead_of_an_entry_are_told(file: Path) -> None:
    whole = file.read_bytes()
    for one in entries(file):
        data = bytearray(whole)
        data[one.offset : one.offset + 512] = bytes(512)
        assert str(file) in refused(file, bytes(data)), one.name


def without(file: Path, names: tuple[str, ...]) -> bytes:
    """The archive less some entries: as an earlier version wrote it, less CONTENTS."""
    out = BytesIO()
    with tarfile.open(file) as archive, tarfile.open(fileobj=out, mode="w") as fresh:
        for one in archive:
            if one.name not in names:
                fresh.addfile(one, archive.extractfile(one))
    return out.getvalue()


@pytest.mark.parametrize("name", [*BESIDE])
def test_an_entry_that_is_not_there_is_missed(file: Path, name: str) -> None:
    assert f"{name} is missing" in refused(file, without(file, (name,)))


def test_one_of_an_earlier_version_is_restored_with_a_word(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.write_bytes(without(file, (CONTENTS,)))
    WhooshEngine(file.parent / "other").restore(file)
    assert state(file.parent / "other")["words.tsv"] == WORDS
    (said,) = caplog.records
    assert said.levelno == logging.WARNING
    assert "words.tsv, corrections.tsv, NOTES, LAST_RUN cannot be" in said.getMessage()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize("lay", [pipe, folder, link_to_nothing])
@pytest.mark.parametrize("name", BESIDE)
def test_what_is_no_file_ends_a_backup(
    engine: WhooshEngine, file: Path, name: str, lay: Callable[[Path], None]
) -> None:
    before = file.read_bytes()
    (engine.folder() / name).unlink()
    lay(engine.folder() / name)
    with pytest.raises(EngineError, match=f"{name} cannot be read"):
        engine.backup(file)
    assert file.read_bytes() == before
    (engine.folder() / name).rmdir() if lay is folder else (engine.folder() / name).unlink()
    engine.backup(file)
    assert name not in [one.name for one in entries(file)]


WATCHED = {"open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir"}


@contextmanager
def at_step(step: int, folder: Path, act: Callable[[], None]) -> Iterator[list[int]]:
    """Act before the step-th file operation in a folder; the list counts them down."""
    left, is_on = [step], True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if is_on and event in WATCHED and str(folder) in str(arguments[:2]):
            left[0] -= 1
            if left[0] == 0:
                act()

    sys.addaudithook(watch)
    try:
        yield left
    finally:
        is_on = False


def fail() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed(step: int, file: Path, other: Path) -> bool:
    """A restore in a process that is killed at a step; whether it was."""
    child = os.fork()
    if child == 0:
        try:
            with at_step(step, other, die):
                WhooshEngine(other).restore(file)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.slow
def test_a_restore_killed_at_every_step_is_made_again(engine: WhooshEngine, file: Path) -> None:
    other = file.parent / "other"
    WhooshEngine(other).restore(file)
    whole, seen = state(other), []
    for step in range(1, 200):
        shutil.rmtree(other)
        was_killed = killed(step, file, other)
        try:
            assert WhooshEngine(other).snapshot().count and state(other) == whole
            seen.append("whole")
        except NoIndexError:
            WhooshEngine(other).restore(file)
            assert state(other) == whole
            seen.append("none")
        if not was_killed:
            break
    assert seen.count("none") > 20 and seen[-1] == "whole" and seen == sorted(seen)


@pytest.mark.slow
def test_a_restore_that_fails_at_any_step_leaves_nothing(engine: WhooshEngine, file: Path) -> None:
    other = file.parent / "other"
    WhooshEngine(other).restore(file)
    whole, failed = state(other), 0
    for step in range(1, 200):
        shutil.rmtree(other)
        try:
            with at_step(step, other, fail) as left:
                WhooshEngine(other).restore(file)
            assert state(other) == whole
        except LeftUndoneError as error:
            assert state(other) == whole and "is live and whole" in str(error)
        except EngineError:
            failed += 1
            rest = state(other).keys() - {"CURRENT.new"}
            assert not {name for name in rest if ".partial" not in name}
            WhooshEngine(other).restore(file)
            assert state(other) == whole
        if left[0] > 0:
            break
    assert failed > 15


def test_what_is_there_is_never_restored_over(file: Path) -> None:
    other = file.parent / "other"
    other.mkdir()
    (other / "words.tsv").write_bytes(b"mine")
    with pytest.raises(EngineError, match=r"words\.tsv is there already"):
        WhooshEngine(other).restore(file)
    assert state(other) == {"words.tsv": b"mine"}
    (other / "words.tsv").write_bytes(WORDS)  # as a killed restore left it
    assert WhooshEngine(other).restore(file) == "g-000002"


def test_generations_whose_pointer_is_lost_are_not_restored_over(
    engine: WhooshEngine, file: Path
) -> None:
    publish(engine, entry("r3", "a"))
    for name in ("CURRENT", "words.tsv", "corrections.tsv"):
        (engine.folder() / name).unlink()
    before = state(engine.folder())
    with pytest.raises(EngineError, match=r"g-00000\d is there already"):
        engine.restore(file)
    assert state(engine.folder()) == before


def test_a_rollback_past_a_lost_manifest_names_it(engine: WhooshEngine) -> None:
    (engine.folder() / "g-000001" / "MANIFEST.json").unlink()
    with pytest.raises(DamagedIndexError, match=r"g-000001/MANIFEST\.json is missing"):
        engine.rollback()
    shutil.rmtree(engine.folder() / "g-000001")
    with pytest.raises(NoIndexError, match="no earlier generation"):
        engine.rollback()


def failing_after_the_switch(monkeypatch: pytest.MonkeyPatch, folder: Path, call: str) -> None:
    """From the moment that CURRENT is there, each such call fails that is about the folder."""
    real, replaced = getattr(os, call), os.replace
    switched = False

    def replace(source: str, target: str) -> None:
        nonlocal switched
        replaced(source, target)
        switched |= Path(target).name in ("CURRENT", "b.tar")

    def failing(*arguments: object, **more: object) -> object:
        if switched:
            raise OSError(errno.EIO, "Input/output error")
        return real(*arguments, **more)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(os, call, failing)


@pytest.mark.parametrize("call", ["fsync", "unlink", "rmdir"])
@pytest.mark.parametrize("command", ["commit", "rollback", "restore", "backup"])
def test_what_fails_after_the_switch_is_told_as_done(
    engine: WhooshEngine, file: Path, command: str, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = WhooshEngine(file.parent / "other") if command == "restore" else engine
    done: dict[str, Callable[[], object]] = {
        "commit": lambda: publish(engine, entry("r3", "a")),
        "rollback": engine.rollback,
        "restore": lambda: other.restore(file),
        "backup": lambda: engine.backup(file.with_name("b.tar")),
    }
    before = engine.snapshot().generation
    with monkeypatch.context() as broken:
        failing_after_the_switch(broken, other.folder(), call)
        try:
            done[command]()
        except LeftUndoneError as error:
            assert "whole; then: " in str(error) and "Input/output error" in str(error)
            assert call != "rmdir"
    now = WhooshEngine(other.folder())
    assert now.check() == []
    assert command in ("restore", "backup") or now.snapshot().generation != before
    if command == "backup":
        assert open_engine(str(file.parent / "third")).restore(file.with_name("b.tar")) == before  # type: ignore[attr-defined]
    publish(now, entry("r4", "a"))
    assert not {path.suffix for path in now.folder().iterdir()} & {".new", ".partial"}
