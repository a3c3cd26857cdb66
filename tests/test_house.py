"""House rules that no linter checks: names, rooms, arrows, sizes, words; no real report inside."""

import ast
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatch
from itertools import chain
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGES = ("search", "indexer", "web", "hoi_nghi")
MODULES = [path for top in PACKAGES for path in sorted((ROOT / top).rglob("*.py"))]
TREES = {path: ast.parse(path.read_text("utf-8")) for path in MODULES}
MOST = {"search": (14, 70), "indexer": (10, 26), "web": (8, 20)}
"""Package → at most so many rooms, and so many arrows between them."""

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef
VIETNAMESE = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE
)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def public(tree: ast.Module | ast.ClassDef) -> Iterator[Definition]:
    """The functions, classes and methods that others may name: not what is within a function."""
    for node in tree.body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_public_thing_is_explained(path: Path) -> None:
    assert ast.get_docstring(TREES[path])
    for node in public(TREES[path]):
        assert ast.get_docstring(node), f"{path.name}: {node.name}"


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    """As those named "build" are, unless it is told otherwise."""
    passed_over = pytestconfig.getini("norecursedirs")
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    names = {name for folder in folders for name in folder.relative_to(ROOT).parts}
    assert "build" in names
    assert [name for name in names for one in passed_over if fnmatch(name, one)] == []


def test_a_public_class_name_is_defined_once() -> None:
    found = defaultdict(list)
    for path, tree in TREES.items():
        for node in public(tree):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(name_of(path))
    assert len(found) > 100
    twice = {name: places for name, places in found.items() if len(places) > 1}
    assert twice == {}


def room(module: str) -> str | None:
    """The room that a module (a.b.c) is in, None for __init__ and __main__ of a package."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] not in ("__init__", "__main__") else None


def imported(tree: ast.Module) -> Iterator[str]:
    """What a module imports, wherever it does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("package", MOST)
def test_rooms_and_arrows_are_few_and_none_goes_in_a_circle(package: str) -> None:
    rooms: set[str] = set()
    arrows: defaultdict[str, set[str]] = defaultdict(set)
    for path, tree in TREES.items():
        own = room(".".join(path.relative_to(ROOT).with_suffix("").parts))
        if own is None or path.relative_to(ROOT).parts[0] != package:
            continue
        rooms.add(own)
        targets = (name for name in imported(tree) if name.split(".")[0] == package)
        arrows[own] |= {other for name in targets if (other := room(name)) and other != own}
    most_rooms, most_arrows = MOST[package]
    assert 5 < len(rooms) <= most_rooms
    assert set(chain.from_iterable(arrows.values())) <= rooms
    assert 5 < sum(map(len, arrows.values())) <= most_arrows
    left = set(rooms)
    while free := {one for one in left if not arrows[one] & left}:
        left -= free
    assert not left, "these rooms import each other in a circle"


def test_no_file_has_more_than_300_lines() -> None:
    long = {name_of(p) for p in MODULES if len(p.read_text("utf-8").splitlines()) > 300}
    assert long == set()


def test_no_function_has_more_than_40_lines() -> None:
    long = {
        f"{name_of(path)}:{node.name}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, Function) and (node.end_lineno or 0) - node.lineno >= 40
    }
    assert long == set()


def literals(tree: ast.Module) -> Iterator[str]:
    """The strings of a module that are no docstrings: a string that is a statement is one."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def test_vietnamese_words_are_in_word_lists_and_not_in_code() -> None:
    found = [
        text
        for path, tree in TREES.items()
        if path.relative_to(ROOT).parts[0] in ("search", "indexer")
        for text in literals(tree)
        if VIETNAMESE.search(text)
    ]
    assert 0 < len(found) < 100, found


@pytest.mark.slow
def test_nothing_of_the_real_reports_is_in_the_project(shared: Path) -> None:
    """No run of twenty words of a real report stands in a file of ours: offices take twelve."""
    runs = set()
    for path in (shared / "reports").glob("*.txt"):
        words = path.read_text("utf-8").split()
        runs |= {tuple(words[i : i + 20]) for i in range(len(words) - 19)}
    assert runs
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for name in filter(None, tracked):
        if not (ROOT / name).is_file() or b"\0" in (ROOT / name).read_bytes()[:1000]:
            continue  # gone from the checkout, or a picture
        words = (ROOT / name).read_bytes().decode("utf-8", "replace").split()
        assert not runs & {tuple(words[i : i + 20]) for i in range(len(words) - 19)}, name
