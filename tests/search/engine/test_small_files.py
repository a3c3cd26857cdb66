"""Whatever lies where a small file of an index should be: it is named, and not waited for."""

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.build.corrections_file import read_file as read_corrections
from search.engine.errors import DamagedIndexError, EngineError
from search.engine.small_files import read_small, write_fresh
from search.engine.whoosh.adapter import WhooshEngine
from search.query.own_words_file import read_file as read_words


def pipe(path: Path) -> None:
    os.mkfifo(path)


def link_to_a_pipe(path: Path) -> None:
    os.mkfifo(path.with_name(f"{path.name}-pipe"))
    path.symlink_to(f"{path.name}-pipe")


def link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def folder(path: Path) -> None:
    path.mkdir()


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def bound_socket(path: Path) -> None:
    before = Path.cwd()
    os.chdir(path.parent)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(path.name)
    os.chdir(before)


OTHERS = [pipe, link_to_a_pipe, link_to_a_device, folder, loop, bound_socket]
others = pytest.mark.parametrize("lay", OTHERS, ids=lambda lay: lay.__name__)
Lay = Callable[[Path], None]


@others
def test_what_is_no_regular_file_is_an_error(lay: Lay, tmp_path: Path) -> None:
    lay(tmp_path / "file")
    with pytest.raises(OSError, match=r"regular file|symbolic links|directory"):
        read_small(tmp_path / "file", 10)


def test_the_bytes_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"\r\n\x1a12345")
    (tmp_path / "link").symlink_to("file")
    assert read_small(tmp_path / "link", 8) == b"\r\n\x1a12345"
    with pytest.raises(OSError, match="larger than 7 bytes"):
        read_small(tmp_path / "file", 7)
    assert read_small(Path(os.devnull), 0) == b""


@pytest.mark.parametrize("lay", [pipe, link_to_a_pipe, loop, link_to_a_device])
def test_what_is_written_takes_its_place(lay: Lay, tmp_path: Path) -> None:
    lay(tmp_path / "file")
    write_fresh(tmp_path / "file", b"1")
    assert (tmp_path / "file").read_bytes() == b"1" and not (tmp_path / "file").is_symlink()


@pytest.fixture
def engine(samples_url: str, tmp_path: Path) -> WhooshEngine:
    """An index of its own."""
    shutil.copytree(samples_url.removeprefix("whoosh:"), tmp_path / "index")
    return WhooshEngine(tmp_path / "index")


@others
@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST.json"])
def test_in_an_index_it_is_damage(engine: WhooshEngine, lay: Lay, name: str) -> None:
    (path,) = engine.folder().glob(f"**/{name}")
    path.unlink()
    lay(path)
    target = engine.folder().parent / "a.tar"
    for ask in (engine.snapshot, engine.check, lambda: engine.backup(target)):
        with pytest.raises(DamagedIndexError, match=name):
            ask()
    with pytest.raises(DamagedIndexError, match=name):
        engine.writer("x")


@others
def test_notes_are_then_none(engine: WhooshEngine, lay: Lay) -> None:
    path = engine.folder() / "NOTES"
    path.unlink()
    lay(path)
    assert engine.notes() == b""


@others
def test_a_file_of_people_says_so(lay: Lay, tmp_path: Path) -> None:
    lay(tmp_path / "file")
    for bad in (read_words(tmp_path / "file").bad, read_corrections(tmp_path / "file").bad):
        ((line, reason),) = bad
        assert line == 0 and "cannot be read" in reason


@others
def test_a_backup_says_so(lay: Lay, tmp_path: Path) -> None:
    lay(tmp_path / "a.tar")
    with pytest.raises(EngineError, match=r"a\.tar"):
        WhooshEngine(tmp_path / "index").restore(tmp_path / "a.tar")


@pytest.mark.parametrize("lay", [pipe, link_to_a_device])
def test_what_lies_where_a_run_writes_is_replaced(engine: WhooshEngine, lay: Lay) -> None:
    for name in ("CURRENT.new", "NOTES.new"):
        lay(engine.folder() / name)
    lay(engine.folder().parent / "a.tar.new")
    engine.keep_notes(b"1")
    engine.backup(engine.folder().parent / "a.tar")
    with engine.writer("x", anew=True) as writer:
        writer.commit()
    assert engine.notes() == b"1" and engine.check() == []
