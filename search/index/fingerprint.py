"""Source files and word lists → a digest of what they do, which their prose does not change."""

import ast
import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from search.index.known_digests import recall, remember
from search.text.lexicon import word_lists
from search.text.pyvi.files import model_files

COVERED = (
    "report",
    "dates/clock.py",
    "dates/kept.py",
    "dates/source.py",
    "dates/typed.py",
    "facets/registry.py",
    "facets/data",
    "text",
    "index/fields.py",
    "index/entry.py",
    "index/likeness.py",
    "index/near_identical.py",
    "index/passages.py",
    "index/regroup.py",
    "index/signature.py",
    "index/terms.py",
)
"""The files and folders of `search` that decide which terms an index holds."""

_HERE = Path(__file__).parents[1]
_LISTS = {".tsv", ".txt"}
_COMMAND_LINE = "__main__.py"
_SAYS_NOTHING = {"ctx", "kind", "type_comment"}
"""Fields of a syntax tree that follow from the position of a node, or that no program sees."""


@cache
def fingerprint(folder: Path = _HERE) -> str:
    """16 hexadecimal digits of all that decides which terms an index holds; others mean: rebuild.

    Covers the schema, the nouns, the text chain with its word lists, pyvi's model and Unicode.
    `folder`: where the package `search` is.
    """
    return digest(folder, COVERED, [path.read_bytes() for path in model_files()])


def digest(folder: Path, covered: Iterable[str], facts: Iterable[bytes] = ()) -> str:
    """16 hexadecimal digits that change with what some files of a folder do.

    `covered`: names of files, and of folders, which stand for the Python files and word lists at
    any depth, without command lines. A Python file counts as its syntax tree without docstrings,
    a word list as its entries: comments and layout of neither count. `facts`: what else decides,
    as the version of a library or the bytes of a model. The version of Unicode always counts.

    Where the bytes are those of a process before, what that one found is taken (`known_digests`).
    Raises FileNotFoundError where a covered name does not exist.
    """
    names = sorted({name for path in covered for name in _names(folder, path)})
    facts = [unicodedata.unidata_version.encode(), *facts]
    sources = {name: (folder / name).read_bytes() for name in names}  # once: they may change
    parts = (part for name, data in sources.items() for part in (name.encode(), data))
    rules = [Path(own).read_bytes() for own in (__file__, word_lists.__file__)]
    key = _sum_of([*rules, *facts, *parts])
    found = recall(folder, key)
    if found is None:
        meanings = (part for one in sources.items() for part in (one[0], _meaning(*one)))
        found = _sum_of([*facts, *(part.encode() for part in meanings)])[:16]
        remember(folder, key, found)
    return found


def syntax(source: str | bytes) -> str:
    """The syntax tree of a Python file, without docstrings, comments and positions.

    Any string that is a statement is taken for a docstring, for it does nothing. A field that is
    empty is left out, so that one which a newer version of Python adds changes nothing.
    """
    return _written(ast.parse(source))


def _sum_of(parts: Iterable[bytes]) -> str:
    """64 hexadecimal digits of some parts, each of which counts with its length."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest()


def _names(folder: Path, covered: str) -> Iterator[str]:
    """The files that a covered name stands for, relative to the folder, with slashes."""
    path = folder / covered
    for file in path.rglob("*") if path.is_dir() else [path]:
        is_read = file.suffix in {".py", *_LISTS} and file.name != _COMMAND_LINE
        if is_read or file == path:
            yield file.relative_to(folder).as_posix()


def _meaning(name: str, data: bytes) -> str:
    return ascii(word_lists.entries_of(data)) if Path(name).suffix in _LISTS else syntax(data)


def _written(node: object) -> str:
    if isinstance(node, ast.AST):
        fields = [
            f"{name}={_written(value)}"
            for name in node._fields
            if name not in _SAYS_NOTHING
            and (value := getattr(node, name, None)) is not None
            and value != []
        ]
        return f"{type(node).__name__}({','.join(fields)})"
    if isinstance(node, list):
        return f"[{','.join(_written(item) for item in node if not _is_docstring(item))}]"
    return ascii(node)  # `repr` follows the version of Unicode


def _is_docstring(node: object) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
