"""The files of an open generation: read by position, never mapped, whatever is done to them."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from search.engine.errors import DamagedIndexError
from search.engine.protocol import Request
from search.engine.query_tree import Clause
from search.engine.urls import open_engine
from search.engine.whoosh.files import SMALL, FaultError, OpenFile
from tests.conftest import ROOT
from tests.search.engine.test_contract import ask, entry, phrase, publish

COUNT = 60


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index, no file of which is small enough to be kept in memory."""
    monkeypatch.setattr("search.engine.whoosh.files.SMALL", 0)
    entries = (
        entry(f"r{n}", " ".join(["all", *(f"w{n}x{m}" for m in range(300))])) for n in range(COUNT)
    )
    publish(open_engine(str(tmp_path / "index")), *entries)
    return tmp_path / "index"


CUT = """
import os, sys
from pathlib import Path
from search.engine.errors import DamagedIndexError
from search.engine.protocol import Request
from search.engine.query_tree import Clause, Phrase
from search.engine.urls import open_engine
from search.engine.whoosh import files

files.SMALL = 0
folder = sys.argv[1]
snapshot = open_engine(folder).snapshot()
for size in (100_000, 4096, 0):
    for path in Path(folder).glob("g-*/*"):
        os.truncate(path, min(size, path.stat().st_size))  # in place, under the open file
    told = 0
    for number in range(0, 60, 6):
        words = Phrase((("all",), (f"w{number}x{size}",)), ("body",))
        asked = [
            lambda: snapshot.search(Request(words, (Clause(words),), counted=("province",))),
            lambda: snapshot.stored(f"r{number}"),
            lambda: snapshot.terms("body", f"w{number}"),
            lambda: list(snapshot.sources()),
            snapshot.stats,
        ]
        for ask in asked:
            try:
                ask()
            except DamagedIndexError:
                told += 1
    print(told)
"""


def test_files_cut_in_place_are_damage_and_no_signal(folder: Path) -> None:
    """In a process of its own: a map of such a file would end it by SIGBUS."""
    done = subprocess.run(
        [sys.executable, "-c", CUT, str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = [int(line) for line in done.stdout.split()]
    assert len(told) == 3 and told == sorted(told) and told[-1] > 0


def test_the_live_index_is_not_mapped(folder: Path) -> None:
    snapshot = open_engine(str(folder)).snapshot()
    assert ask(snapshot, "w3x3") == ["r3"]
    assert str(folder) not in Path("/proc/self/maps").read_text()


def test_an_open_generation_needs_no_names(folder: Path) -> None:
    snapshot = open_engine(str(folder)).snapshot()
    shutil.rmtree(folder)
    for number in range(COUNT):
        assert ask(snapshot, f"w{number}x7") == [f"r{number}"]
        assert snapshot.stored(f"r{number}") == f"r{number}".encode()
    assert len(list(snapshot.sources())) == COUNT and snapshot.stats().reports == COUNT


def test_an_open_generation_works_on_after_a_fork(folder: Path) -> None:
    """Parent and children share the offset of an open file, and none may move it for another."""
    snapshot = open_engine(str(folder)).snapshot()
    children = []
    for child in range(4):
        reader, writer = os.pipe()
        if not (process := os.fork()):
            wrong = _wrong(snapshot, child)
            os.write(writer, f"{wrong}".encode())
            os._exit(0)
        os.close(writer)
        children.append((process, reader))
    assert _wrong(snapshot, 9) == 0
    for process, reader in children:
        with os.fdopen(reader) as told:
            assert told.read() == "0"
        assert os.waitpid(process, 0)[1] == 0


def _wrong(snapshot, start: int) -> int:  # type: ignore[no-untyped-def]
    """How many of some answers are not right."""
    wrong = 0
    for number in range(40):
        n = (start * 17 + number * 7) % COUNT
        try:
            wrong += snapshot.stored(f"r{n}") != f"r{n}".encode()
            wrong += len(snapshot.search(Request(phrase("all"), limit=COUNT)).matches) != COUNT
            wrong += ask(snapshot, f"w{n}x{number}") != [f"r{n}"]
        except Exception:
            wrong += 1
    return wrong


def test_an_open_file_is_closed_with_the_last_who_reads_it(folder: Path) -> None:
    engine = open_engine(str(folder))
    publish(open_engine(str(folder)), entry("first", "a"))

    def opened() -> int:
        links = (path.readlink() for path in Path("/proc/self/fd").iterdir() if path.is_symlink())
        return sum(str(folder) in str(link) for link in links)

    assert opened() == 0
    for number in range(3):
        assert ask(engine.snapshot(), "w3x3") == ["r3"]
        publish(open_engine(str(folder)), entry(f"more{number}", "a"))
    open_now = engine.snapshot()
    of_the_live = len(list((folder / open_now.generation).iterdir())) - 1  # without the manifest
    assert 0 < opened() <= of_the_live


def test_many_threads_read_one_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    whole = bytes(range(256)) * 1024
    path.write_bytes(whole)
    file, wrong = OpenFile(path), []

    def read(start: int) -> None:
        for at in range(start, len(whole) - 100, 997):
            if file.read(at, 100) != whole[at : at + 100]:
                wrong.append(at)

    threads = [threading.Thread(target=read, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize("size", [10, 2 * SMALL])
def test_what_is_beyond_a_file_is_no_part_of_it(tmp_path: Path, size: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * size)
    file = OpenFile(path)
    assert file.read(0, size) == b"x" * size and file.read(3, 0) == b""
    for start, wanted in ((0, size + 1), (size, 1), (1 << 40, 1), (-3, 2), (0, 1 << 62)):
        with pytest.raises(FaultError):
            file.read(start, wanted)


def test_a_kernel_that_gives_less_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(range(250)) * 1000)
    file = OpenFile(path)
    original = os.pread
    monkeypatch.setattr(os, "pread", lambda fd, n, at: original(fd, min(n, 7), at))
    assert file.read(100, 100) == bytes(range(100, 200))


def test_without_reading_by_position(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows."""
    monkeypatch.delattr(os, "pread")
    path = tmp_path / "file"
    path.write_bytes(bytes(range(250)) * 1000)
    file = OpenFile(path)
    assert file.read(100, 5) == bytes(range(100, 105))
    with pytest.raises(FaultError, match="cut short"):
        os.truncate(path, 1000)
        file.read(900, 200)


def test_a_question_over_a_cut_file_is_told(folder: Path) -> None:
    snapshot = open_engine(str(folder)).snapshot()
    path = next(folder.glob("g-*/*.arrays"))
    os.truncate(path, path.stat().st_size // 3)
    with pytest.raises(DamagedIndexError, match=f"{path.name} is cut short"):
        snapshot.search(Request(phrase("w7x7"), (Clause(phrase("w7x7")),), counted=("province",)))
