"""Docstrings of the modules → docs/reference/modules.md; `python -m tests.module_map` writes it."""

import ast
from itertools import groupby
from pathlib import Path

from tests.conftest import ROOT

PACKAGES = ("search", "indexer", "web", "hoi_nghi")
MAP = ROOT / "docs" / "reference" / "modules.md"
HEAD = """# Modules

The first line of each module: what goes in → what comes out. Made by `make map`; do not edit.
"""


def module_map() -> str:
    """The page: a heading a package, a table a room, a row a module."""
    return HEAD + "".join(_package(ROOT / name) for name in PACKAGES)


def _package(folder: Path) -> str:
    paths = [path for path in sorted(folder.rglob("*.py")) if path.parent == folder]
    deeper = [path for path in sorted(folder.rglob("*.py")) if path.parent != folder]
    told = f"\n## {folder.name}\n\n{_first_line(folder / '__init__.py')}\n\n"
    told += _table([path for path in paths if path.name != "__init__.py"])
    for room, inside in groupby(deeper, lambda path: path.relative_to(folder).parts[0]):
        told += f"\n### {folder.name}/{room}\n\n{_first_line(folder / room / '__init__.py')}\n\n"
        told += _table([path for path in inside if path != folder / room / "__init__.py"])
    return told


def _table(paths: list[Path]) -> str:
    rows = "".join(f"| `{p.relative_to(ROOT).as_posix()}` | {_first_line(p)} |\n" for p in paths)
    return f"| module | |\n|---|---|\n{rows}"


def _first_line(path: Path) -> str:
    """The first line of the docstring, as a cell of a table can hold it."""
    told = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n")[0]
    return told.replace("|", "\\|").replace("*", "\\*")


def main() -> None:
    """Write the page."""
    MAP.write_text(module_map(), "utf-8")
    print(f"{MAP.relative_to(ROOT)} is written")


if __name__ == "__main__":
    main()
