"""`hoi-nghi roots`: what is typed → what is printed, and the exit code."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.build.run import build
from search.engine.urls import open_engine
from tests.test_commands import run

pytestmark = pytest.mark.slow

Write = Callable[[str, str], Path]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"whoosh:{tmp_path / 'index'}"


@pytest.fixture
def folder(write: Write, url: str) -> Path:
    write("b.txt", "Hội nghị bàn việc khác.")
    folder = write("a.txt", "Hội nghị bàn việc giải ngân vốn.").parent
    build([folder], open_engine(url), now=datetime(2026, 11, 28, 18, 30, tzinfo=UTC))
    return folder


def test_roots_are_listed(folder: Path, url: str) -> None:
    made = run("hoi_nghi", "roots", "--index", url)
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout == (
        "reports  now     last read   last added  root\n"
        f"      2  exists  2026-11-29  2026-11-29  {folder}\n"
    )
    made = run("indexer", "roots", "--json", "--index", url)
    assert json.loads(made.stdout) == {
        "roots": [
            {"path": str(folder), "reports": 2, "state": "exists",
             "last_read": "2026-11-28T18:30:00Z", "last_added": "2026-11-28T18:30:00Z"}
        ]
    }  # fmt: skip


def test_a_move_is_told_and_a_root_forgotten(folder: Path, url: str, tmp_path: Path) -> None:
    new = folder.rename(folder.with_name("r2"))
    made = run("indexer", "index", new, "--index", url)
    assert made.stderr == f"{folder} is gone; its files are in {new} now\n"
    assert run("hoi_nghi", "roots", "--forget", folder, "--index", url).returncode == 2
    again = run("indexer", "index", new, "--json", "--index", url)
    assert json.loads(again.stdout)["moved"] == []
    made = run("hoi_nghi", "roots", "--forget", f"{new}/", "--index", url)
    assert (made.returncode, made.stdout) == (0, f"g-000003: forgot {new}: 2 removed\n")
    made = run("hoi_nghi", "roots", "--forget", new, "--index", url)
    assert made.returncode == 2 and f"no report from {new}" in made.stderr
    assert "Traceback" not in made.stderr


def test_exit_codes(folder: Path, url: str) -> None:
    assert run("hoi_nghi", "roots", "--index", f"{url}-none").returncode == 5
    asked = ("hoi_nghi", "roots", "--forget", folder, "--index")
    assert run(*asked, f"{url}-none").returncode == 5
    with open_engine(url).writer("recipe", anew=True):
        assert run(*asked, url).returncode == 3
    made = run(*asked, url, "--json")
    assert json.loads(made.stdout) == {
        "path": str(folder), "removed": 2, "kept": 0, "generation": "g-000002",
    }  # fmt: skip
