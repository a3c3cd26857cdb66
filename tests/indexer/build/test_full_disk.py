"""A disk that is full at any byte: the run tells it, and the index is as it was."""

import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from search.engine.urls import open_engine
from search.text.pyvi.segmenter import warm_up
from tests.faults import Ended, indexed
from tests.indexer.build.test_kill import House, texts

pytestmark = pytest.mark.slow

SIZES = 30


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    warm_up()
    return House(tmp_path_factory.mktemp("full"))


def run(house: House, prepare: Callable[[], object] = lambda: None) -> Ended:
    """`index` over what changed."""
    arguments = ["index", str(house.reports), "--jobs", "1", "--allow-removals"]
    return indexed(house.index, [*arguments, "--index", str(house.index)], prepare=prepare)


def judge(house: House, ended: Ended) -> None:
    """As before if it failed, else as after."""
    held = texts(open_engine(str(house.index)))
    assert "Traceback" not in ended.told
    if ended.code == 0:
        assert held == house.new
        return
    assert held == house.old and "error: " in ended.told and "[Errno" in ended.told, ended
    assert ended.code == 4
    assert open_engine(str(house.index)).check() == []


def test_no_file_may_grow(house: House) -> None:
    """Up to the largest file that a run writes."""
    largest = max(path.stat().st_size for path in house.kept.glob("*/*"))
    codes = []
    for number in range(SIZES):
        house.reset()
        ended = run(house, partial(_limit, 2 * largest * number // SIZES))
        codes.append(ended.code)
        judge(house, ended)
        house.judge()
    assert 0 < codes.count(0) < SIZES * 3 // 4 and codes[-1] == 0
    assert list(map(bool, codes)) == sorted(map(bool, codes), reverse=True)


def _limit(size: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of our own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not shutil.which("mount") or _mount(folder, "size=100m"):
        pytest.skip("needs the right to mount a tmpfs")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def _mount(folder: Path, options: str) -> int:
    """The exit code."""
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True).returncode


def test_a_disk_that_is_full(house: House, disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a page more each time, until there is room enough."""
    monkeypatch.setattr(house, "index", disk / "index")
    page = os.sysconf("SC_PAGE_SIZE")
    codes = []
    for number in range(SIZES):
        house.reset()
        status = os.statvfs(disk)
        used = (status.f_blocks - status.f_bfree) * status.f_frsize
        assert _mount(disk, f"remount,size={used + number * page}") == 0
        ended = run(house)
        codes.append(ended.code)
        judge(house, ended)
        assert _mount(disk, "remount,size=100m") == 0
        house.judge()
    assert codes.count(4) > SIZES // 4 and codes[-1] == 0
