"""The tests are run in two halves: none is left out, and neither half's failure is lost."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.halves import WAITING, halves, run


def says(text: str, code: int) -> list[str]:
    return [sys.executable, "-c", f"import sys; print({text!r}); sys.exit({code})"]


@pytest.mark.parametrize(
    ("shown", "kept", "code"), [(0, 0, 0), (1, 0, 1), (0, 2, 2), (1, 2, 1), (0, -9, -9)]
)
def test_a_half_that_fails_is_told(
    capfd: pytest.CaptureFixture[str], shown: int, kept: int, code: int
) -> None:
    other = says("kept", kept)
    if kept < 0:
        dies = f"import os; print('kept', flush=True); os.kill(os.getpid(), {-kept})"
        other = [sys.executable, "-c", dies]
    assert run(says("shown", shown), other) == code
    assert capfd.readouterr().out.split() == ["shown", "kept"]


def test_every_test_is_in_one_half() -> None:
    first, other = halves()
    assert all((ROOT / path).exists() for path in WAITING)
    assert [one.removeprefix("--ignore=") for one in first[3:]] == other[3:] == list(WAITING)


def test_neither_half_outlives_a_stop(tmp_path: Path) -> None:
    marks = [tmp_path / "a", tmp_path / "b"]
    waits = "import sys, time; open(sys.argv[1], 'w').close(); time.sleep(60)"
    commands = [[sys.executable, "-c", waits, str(mark)] for mark in marks]
    begin = f"from tests import halves; halves.main(*{commands!r})"
    with subprocess.Popen([sys.executable, "-c", begin], cwd=ROOT) as both:
        while not all(mark.exists() for mark in marks):
            time.sleep(0.05)
        both.send_signal(signal.SIGTERM)
        assert both.wait(20) == 143
    left = subprocess.run(["pgrep", "-f", str(tmp_path)], capture_output=True, text=True)
    assert left.stdout == ""
