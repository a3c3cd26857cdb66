"""The papers are true: the README's map and commands, the decisions, the samples."""

import ast
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
MODULES = [
    path
    for top in ("search", "indexer", "web", "hoi_nghi")
    for path in sorted((ROOT / top).rglob("*.py"))
]


def test_the_map_of_modules_is_their_first_lines() -> None:
    first_lines = {
        path.relative_to(ROOT).as_posix(): (ast.get_docstring(ast.parse(path.read_text())) or "")
        for path in MODULES
    }
    block = README.rsplit("```", 2)[1].strip()
    found = dict(re.split(r"\s{2,}", line, maxsplit=1) for line in block.splitlines())
    assert found == {name: doc.split("\n")[0] for name, doc in first_lines.items()}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_public_thing_is_explained(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{path.name}: {node.name}"


def test_the_two_commands_come_first_and_are_those_of_ci() -> None:
    assert re.findall(r"^make \w+", README, re.MULTILINE)[:2] == ["make run", "make test"]
    assert "make test" in (ROOT / ".ci" / "run").read_text()


def commands() -> list[str]:
    """Every command of the README that ends by itself, without its remark."""
    lines = [line.split("  #")[0] for line in README.splitlines() if line.startswith(".venv/bin/")]
    return [line for line in lines if "-m web" not in line]


def test_the_commands_of_the_readme_work(tmp_path: Path) -> None:
    """Copied line by line, by a new user with a folder of reports at home."""
    reports = tmp_path / "home" / "reports"
    reports.mkdir(parents=True)
    for name in ("a", "b"):
        text = f"Sáng 25/8/2023, UBND tỉnh Hưng Yên giao ban về giải ngân vốn {name}, bão số 3."
        (reports / f"{name}.txt").write_text(text, "utf-8")
    environment = {**os.environ, "HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}
    environment.pop("HOI_NGHI_INDEX", None)
    said = {}
    for command in commands():
        arguments = [os.path.expandvars(part) for part in shlex.split(command)[1:]]
        arguments = [part.replace("~", str(tmp_path / "home")) for part in arguments]
        made = subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert made.returncode == 0, (command, made.stderr)
        said[command] = made.stdout
    assert len(said) >= 11
    found = [
        out for command, out in said.items() if "giải ngân vốn" in command and "search" in command
    ]
    assert "**giải ngân vốn**" in found[0]


def test_the_architecture_fits_a_page() -> None:
    assert len((ROOT / "docs" / "architecture.md").read_text("utf-8").splitlines()) <= 60


def test_every_decision_is_listed_and_every_path_in_the_papers_exists() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text("utf-8"))
    assert listed == sorted(path.name for path in folder.glob("0*.md"))
    for paper in [ROOT / "docs" / "architecture.md", *folder.glob("*.md")]:
        for path in re.findall(
            r"`((?:search|indexer|web|tests|docs)/[\w./-]+)`", paper.read_text("utf-8")
        ):
            assert (ROOT / path).exists(), (paper.name, path)


def test_nothing_of_the_real_reports_is_in_the_project(shared: Path) -> None:
    """No run of twenty words of a real report stands in a file of ours: offices take twelve."""
    runs = set()
    for path in (shared / "reports").glob("*.txt"):
        words = path.read_text("utf-8").split()
        runs |= {tuple(words[i : i + 20]) for i in range(len(words) - 19)}
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for name in filter(None, tracked):
        words = (ROOT / name).read_text("utf-8").split()
        assert not runs & {tuple(words[i : i + 20]) for i in range(len(words) - 19)}, name
