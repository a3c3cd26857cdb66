"""kill -9 at any moment: the index holds exactly the old or the new reports, and goes on."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.build.run import build
from search.engine.errors import NoIndexError
from search.engine.protocol import Engine
from search.engine.stored import read_stored
from search.engine.urls import open_engine
from search.report import LONG_AGO, StoredReport
from search.text.pyvi.segmenter import warm_up

pytestmark = pytest.mark.slow

MOMENTS = int(os.environ.get("HOI_NGHI_KILLS", "4"))
"""Random moments of each command; the figure in the note was measured with 50 of each."""

OLD = {f"{number}.txt": f"Hội nghị số {number} bàn việc cũ của tỉnh." for number in range(9)}
NEW = {f"{number}.txt": f"Hội nghị số {number} bàn việc mới của tỉnh." for number in range(3, 12)}


def lay(folder: Path, files: dict[str, str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")


def texts(engine: Engine) -> dict[str, StoredReport]:
    """What an index holds, but when each report was added: a command asks the clock."""
    live = engine.snapshot()
    found = {source.id: live.stored(source.id) or b"" for source in live.sources()}
    return {key: replace(read_stored(stored), added=LONG_AGO) for key, stored in found.items()}


class House:
    """A folder that has changed since it was indexed, and what its index held and should hold."""

    def __init__(self, home: Path) -> None:
        self.reports, self.index, self.kept = home / "reports", home / "index", home / "kept"
        lay(self.reports, OLD)
        build([self.reports], open_engine(str(self.kept)))
        build([self.reports], open_engine(str(self.kept)), anew=True)
        self.old = texts(open_engine(str(self.kept)))
        lay(self.reports, NEW)
        anew = open_engine(str(home / "anew"))
        build([self.reports], anew)
        self.new = texts(anew)

    def reset(self) -> None:
        """Put the old index back, hard links and all."""
        subprocess.run(["rm", "-rf", self.index], check=True)
        subprocess.run(["cp", "-a", self.kept, self.index], check=True)

    def judge(self) -> str:
        """Old or new, nothing else; and the next run needs no help."""
        engine = open_engine(str(self.index))
        held = texts(engine)
        assert held in (self.old, self.new)
        assert engine.check() == []
        build([self.reports], engine, allow_removals=True)
        assert texts(engine) == self.new
        names = {path.name for path in self.index.iterdir()} - {
            "LOCK",
            "CURRENT",
            "NOTES",
            "LAST_RUN",
            "VERIFIED",
        }
        assert len(names) == 2, "left-overs are swept away"
        return "new" if held == self.new else "old"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    warm_up()
    return House(tmp_path_factory.mktemp("kill"))


@pytest.mark.parametrize("anew", [False, True], ids=["index", "rebuild"])
def test_killed_at_every_step(house: House, anew: bool) -> None:
    """Killed before the first, the second, ... file operation in the index, until one run ends."""
    seen = []
    for step in range(1, 1000):
        house.reset()
        child = os.fork()
        if child == 0:
            _run_until(house, step, anew)
        _, status = os.waitpid(child, 0)
        seen.append(house.judge())
        if not os.WIFSIGNALED(status):
            break
    assert seen[-1] == "new" and seen.count("old") > 20
    assert seen == sorted(seen, reverse=True), "once new, always new"


def test_a_first_build_killed_at_every_step(house: House) -> None:
    """There is no index or the whole one, and the next run needs no help."""
    seen = []
    for step in range(1, 1000):
        subprocess.run(["rm", "-rf", house.index], check=True)
        child = os.fork()
        if child == 0:
            _run_until(house, step, anew=False)
        _, status = os.waitpid(child, 0)
        engine = open_engine(str(house.index))
        try:
            assert texts(engine) == house.new
            seen.append(True)
        except NoIndexError:
            seen.append(False)
        build([house.reports], engine)
        assert texts(engine) == house.new and engine.check() == []
        if not os.WIFSIGNALED(status):
            break
    assert seen[-1] and seen.count(False) > 10 and seen == sorted(seen)


def _run_until(house: House, step: int, anew: bool) -> None:
    """In the child: build, and be killed at the step-th file operation inside the index."""
    left = step

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        touches = {"open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir"}
        if event in touches and str(house.index) in str(arguments[:2]):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    try:
        sys.addaudithook(watch)
        build([house.reports], open_engine(str(house.index)), anew=anew, allow_removals=True)
        os._exit(0)
    finally:
        os._exit(1)


@pytest.mark.parametrize("command", ["index", "rebuild"])
def test_killed_at_random_moments(house: House, command: str) -> None:
    """The command itself, with its processes, killed from outside."""
    run = [sys.executable, "-m", "indexer", command, str(house.reports), "--jobs", "2",
           "--index", str(house.index)]  # fmt: skip
    run += ["--allow-removals"] if command == "index" else []
    house.reset()
    began = time.monotonic()
    subprocess.run(run, check=True, capture_output=True)
    duration = time.monotonic() - began
    moments = random.Random(2)
    for _ in range(MOMENTS):
        house.reset()
        process = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0, 1.05 * duration))
        process.kill()
        process.wait()
        house.judge()
