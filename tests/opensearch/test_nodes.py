"""Nodes end with their tests, however these end."""

import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.opensearch import nodes
from tests.opensearch.install import NotHereError, java_home

STAND_IN = "#!/bin/sh\necho $$\nexec sleep 60\n"
"""What is started instead of a node, which takes half a minute."""
TESTS = """
import sys, time
from pathlib import Path
from tests.opensearch.nodes import _run

_run(Path(sys.argv[1]), Path(sys.argv[1]), [], open(sys.argv[2], "wb"))
time.sleep(60)
"""


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that the user of the nodes reaches."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        path.chmod(0o755)
        (path / "bin").mkdir()
        (path / "bin" / "opensearch").write_text(STAND_IN)
        (path / "bin" / "opensearch").chmod(0o755)
        yield path


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv is absent: util-linux has it")
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_a_node_dies_with_its_tests(home: Path, end: signal.Signals) -> None:
    try:
        java_home()
    except NotHereError as error:
        pytest.skip(str(error))
    out = home / "out"
    command = [sys.executable, "-c", TESTS, str(home), str(out)]
    with subprocess.Popen(command, cwd=ROOT) as tests:
        started = until(lambda: out.is_file() and out.read_text().endswith("\n"))
        node = Path("/proc") / out.read_text().strip()
        runs = node.is_dir()
        tests.send_signal(end)
    assert started and runs
    assert until(lambda: not node.is_dir() or "Z" in (node / "stat").read_text().split()[2])


def test_what_killed_tests_left_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "_quick_folder", lambda: tmp_path)
    with subprocess.Popen(["true"]) as gone:
        pass
    for name in (f"nodes-{gone.pid}-a", "nodes-1-b", "other"):
        (tmp_path / name).mkdir()
    nodes._remove_left_overs()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["nodes-1-b", "other"]


def until(is_so: Callable[[], bool]) -> bool:
    """Whether it becomes so within some seconds."""
    late = time.monotonic() + 20
    while not is_so():
        if time.monotonic() > late:
            return False
        time.sleep(0.02)
    return True
