"""Small files of an index: whatever lies there, nothing waits for it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from search.answer.searchers import Searchers
from search.engine.small_files import read_small
from search.engine.urls import open_engine
from search.engine.whoosh import side_file
from search.query.own_words_file import OwnWordsFile, read_file
from tests.search.engine.test_contract import entry, publish


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def an_endless_one(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_folder(path: Path) -> None:
    path.mkdir()


def a_loop(path: Path) -> None:
    path.symlink_to(path)


def unreadable(path: Path) -> None:
    path.symlink_to("/proc/self/mem")


LAID = [a_pipe, an_endless_one, a_folder, a_loop, unreadable]
laid = pytest.mark.parametrize("lay", LAID, ids=lambda lay: lay.__name__)
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders")


@laid
def test_what_is_no_small_file_is_refused(tmp_path: Path, lay: Callable[[Path], None]) -> None:
    lay(tmp_path / "a")
    with pytest.raises(OSError):
        read_small(tmp_path / "a", 100)
    assert side_file.read(tmp_path / "a") == b""
    assert read_file(tmp_path / "a").bad[0].line == 0


@laid
@pytest.mark.parametrize("name", ["CURRENT", "g-000001/MANIFEST.json", "words.tsv"])
def test_it_is_served_on(tmp_path: Path, lay: Callable[[Path], None], name: str) -> None:
    folder = tmp_path / "index"
    publish(open_engine(str(folder)), entry("r1", "a"))
    searchers = Searchers(open_engine(str(folder)))
    before = searchers.current().generation
    (folder / name).unlink(missing_ok=True)
    lay(folder / name)
    assert searchers.current().generation == before
    assert (searchers.serving.problem is not None) == (name == "CURRENT")
    assert not OwnWordsFile(open_engine(str(folder))).current().words
