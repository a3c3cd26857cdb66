"""What Windows does not have or forbids, simulated: an index is built, changed and searched."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hoi_nghi import process
from indexer.build.run import build
from search.engine.urls import open_engine
from search.engine.whoosh import files


class Forbidding:
    """No flush of a folder or of a file open to read alone, no rename over what is there; each
    replacement fails once. `met`: what was forbidden."""

    def __init__(self) -> None:
        self.met: list[str] = []
        self._open, self._fsync, self._rename, self._replace = (
            os.open,
            os.fsync,
            Path.rename,
            Path.replace,
        )
        self._ways: dict[int, int] = {}

    def open(self, path: Any, flags: int, *more: Any, **named: Any) -> int:
        if Path(path).is_dir() and not named:  # rmtree opens a folder by a handle, elsewhere
            self.met.append("open")
            raise PermissionError(13, "Permission denied")
        handle = self._open(path, flags, *more, **named)
        self._ways[handle] = flags & (os.O_RDWR | os.O_WRONLY)
        return handle

    def fsync(self, handle: int) -> None:
        if not self._ways.get(handle):
            self.met.append("fsync")
            raise OSError(9, "Bad file descriptor")
        self._fsync(handle)

    def rename(self, path: Path, name: Path) -> Path:
        if Path(name).exists():
            self.met.append("rename")
            raise FileExistsError(17, "File exists")
        return self._rename(path, name)

    def replace(self, path: Path, name: Path) -> Path:
        self.met.append("replace")
        if self.met.count("replace") % 2:
            raise PermissionError(13, "in use by another process")
        return self._replace(path, name)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """As on Windows; gives what was forbidden. No reading by position, no hard links either."""
    system = Forbidding()
    monkeypatch.setattr(files, "_IS_WINDOWS", True)
    monkeypatch.setattr(files, "_BETWEEN", 0)
    monkeypatch.setattr(os, "open", system.open)
    monkeypatch.setattr(os, "fsync", system.fsync)
    monkeypatch.setattr(Path, "rename", lambda path, name: system.rename(path, name))
    monkeypatch.setattr(Path, "replace", lambda path, name: system.replace(path, name))
    monkeypatch.setattr(Path, "hardlink_to", _no_link)
    for name in ("pread", "sysconf"):
        monkeypatch.delattr(os, name)
    return system.met


def _no_link(path: Path, target: Path) -> None:
    raise OSError(1, "Incorrect function")


def test_an_index_is_built_changed_and_gone_back_on(
    write: Callable[[str, str], Path], tmp_path: Path, windows: list[str]
) -> None:
    engine = open_engine(str(tmp_path / "index"))
    folder = write("reports/a.txt", "Hội nghị bàn việc chống bão.").parent
    assert build([folder], engine).added == 1
    write("reports/b.txt", "Hội nghị bàn việc xây dựng nông thôn mới.")
    second = build([folder], engine)
    assert (second.added, second.unchanged) == (1, 1)
    assert engine.check() == [] and engine.snapshot().stats().reports == 2
    engine.rollback()
    assert engine.snapshot().stats().reports == 1
    assert set(windows) == {"replace"}


def test_a_name_that_stays_in_use_is_an_error(tmp_path: Path, windows: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        tries: list[Path] = []

        def replace(path: Path, name: Path) -> Path:
            tries.append(name)
            raise PermissionError(13, "in use by another process")

        patch.setattr(Path, "replace", replace)
        with pytest.raises(PermissionError):
            files.rename(tmp_path / "a", tmp_path / "b")
    assert len(tries) == files._TRIES


def test_what_the_system_does_not_tell_is_left_out(windows: list[str]) -> None:
    assert "process_resident_memory_bytes" not in process.numbers()
