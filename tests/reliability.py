"""Failures and the tests that show them → RELIABILITY.md: `python -m tests.reliability`."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT

TABLE = ROOT / "tests" / "data" / "reliability.txt"
"""A heading, then a line a failure: `failure | what happens | tests/file.py::name, ...`."""
PAGE = ROOT / "RELIABILITY.md"
HEAD = """# What can fail, and what happens then

Each line is shown by a test that runs with all others. Made by `python -m tests.reliability` of
tests/data/reliability.txt; do not edit. What takes minutes is measured apart: `python -m` with
`benchmarks.kills`, `benchmarks.system_calls`, `benchmarks.damages`, `benchmarks.soak`,
`benchmarks.slow_clients`, `benchmarks.hostile` and `benchmarks.cluster_failures`
([figures](benchmarks/README.md)).
"""


class Failure(NamedTuple):
    """A line of the table. `tests`: "tests/file.py::name" each."""

    part: str
    what: str
    then: str
    tests: tuple[str, ...]


def failures() -> Iterator[Failure]:
    """The table. Raises ValueError where a line has not three cells."""
    part = ""
    for line in filter(None, TABLE.read_text("utf-8").splitlines()):
        if line.startswith("# "):
            part = line.removeprefix("# ")
        else:
            what, then, tests = line.split(" | ")
            yield Failure(part, what, then, tuple(tests.split(", ")))


def is_there(test: str) -> bool:
    """Whether a file has a test of that name, at its top."""
    file, _, name = test.partition("::")
    path = ROOT / file
    tree = ast.parse(path.read_text("utf-8")) if path.is_file() else ast.Module([], [])
    return any(isinstance(one, ast.FunctionDef) and one.name == name for one in tree.body)


def page() -> str:
    """RELIABILITY.md: a heading a part, a table under it."""
    told, part = HEAD, ""
    for one in failures():
        if one.part != part:
            part = one.part
            told += f"\n## {part}\n\n| failure | what happens | shown by |\n|---|---|---|\n"
        told += f"| {one.what} | {one.then} | {' '.join(map(_linked, one.tests))} |\n"
    return told


def _linked(test: str) -> str:
    file, _, name = test.partition("::")
    return f"[{name.removeprefix('test_').replace('_', ' ')}]({file})"


def write(path: Path = PAGE) -> None:
    """Write the page."""
    path.write_text(page(), "utf-8")


if __name__ == "__main__":
    write()
    print(f"{PAGE.relative_to(ROOT)} is written")
