"""What changes a fingerprint, on copies of the packages: what is done, and nothing that is said."""

import ast
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import indexer
import search
from indexer.build.run import extraction_fingerprint
from search.engine.whoosh.index_format import format_fingerprint
from search.index.fingerprint import COVERED, digest, fingerprint, syntax

pytestmark = pytest.mark.slow


Print = Callable[[Path], str]

SEARCH, INDEXER = Path(search.__file__).parent, Path(indexer.__file__).parent
PACKAGES = {
    "terms": (SEARCH, fingerprint, "dates/kept.py"),
    "files": (SEARCH, format_fingerprint, "engine/postings/inverted.py"),
    "extraction": (INDEXER, extraction_fingerprint, "build/pool.py"),
}
"""Package, a fingerprint of it, and a module that this covers."""
LISTS = {"terms": "text/lexicon/data/provinces.tsv", "extraction": "data/outlet_signs.tsv"}


class Copy:
    """A copy of a package whose files can be changed."""

    def __init__(self, name: str, folder: Path) -> None:
        package, self._print, module = PACKAGES[name]
        self.folder = folder / "copy"
        shutil.copytree(package, self.folder, ignore=shutil.ignore_patterns("__pycache__"))
        self.module, self.words = self.folder / module, self.folder / LISTS.get(name, "")
        assert self.print() == self._print(package), "a copy elsewhere has the same fingerprint"

    def print(self) -> str:
        """As a fresh process would compute it."""
        fresh: Print = self._print.__wrapped__
        return fresh(self.folder)


@pytest.fixture(params=PACKAGES)
def copy(request: pytest.FixtureRequest, tmp_path: Path) -> Copy:
    """A copy of the package of each fingerprint."""
    return Copy(request.param, tmp_path)


@pytest.fixture(params=LISTS)
def listed(request: pytest.FixtureRequest, tmp_path: Path) -> Copy:
    """The same, of those that cover word lists."""
    return Copy(request.param, tmp_path)


def test_prose_and_layout_do_not_count(copy: Copy) -> None:
    before = copy.print()
    paths = list(copy.folder.rglob("*.py"))
    assert paths
    for path in paths:
        text = path.read_text("utf-8")
        docstrings = [
            node.value.value
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ]
        assert docstrings
        for docstring in docstrings:  # of modules, classes, functions and attributes
            text = text.replace(docstring, f"Said otherwise. {docstring}")
        path.write_text(f"# A comment.\n\n\n{text}\n# Another.\n", "utf-8")
    assert copy.print() == before


def test_a_line_broken_otherwise_does_not_count(copy: Copy) -> None:
    before = copy.print()
    tree = ast.parse(copy.module.read_bytes())
    copy.module.write_text(ast.unparse(tree), "utf-8")  # each statement on one line
    assert copy.print() == before


def test_a_constant_counts(copy: Copy) -> None:
    before = copy.print()
    text = copy.module.read_text("utf-8")
    number = next(
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and type(node.value) is int
    )
    lines = text.splitlines(keepends=True)
    line = lines[number.lineno - 1].encode()
    changed = line[: number.col_offset] + b"987654" + line[number.end_col_offset :]
    lines[number.lineno - 1] = changed.decode()
    copy.module.write_text("".join(lines), "utf-8")
    assert copy.print() != before


def test_an_entry_of_a_word_list_counts_and_its_comments_do_not(listed: Copy) -> None:
    before = listed.print()
    text = listed.words.read_text("utf-8")
    listed.words.write_text(f"# A comment.\n\n{text}\n# Another.\n", "utf-8")
    assert listed.print() == before
    with listed.words.open("a", encoding="utf-8") as file:
        file.write("mới\n")
    assert listed.print() != before


def test_a_file_that_is_added_renamed_or_gone_counts(listed: Copy) -> None:
    prints = [listed.print()]
    added = listed.words.with_name("added.txt")
    added.write_text("mới\n", "utf-8")
    prints.append(listed.print())
    added = added.rename(added.with_name("renamed.txt"))
    prints.append(listed.print())
    assert len(set(prints)) == 3
    added.unlink()
    assert listed.print() == prints[0]


def test_the_command_line_and_what_is_not_covered_do_not_count(listed: Copy) -> None:
    before = listed.print()
    (listed.folder / "__main__.py").write_text("print('another')\n", "utf-8")
    (listed.words.parent / "notes.md").write_text("another\n", "utf-8")
    assert listed.print() == before


@pytest.mark.parametrize("name", COVERED)
def test_what_is_covered_must_be_there(name: str, tmp_path: Path) -> None:
    copied = Copy("terms", tmp_path)
    path = copied.folder / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(FileNotFoundError):
        copied.print()


def test_facts_count(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("A = 1\n", "utf-8")
    prints = {digest(tmp_path, ["a.py"], facts) for facts in ([], [b"1"], [b"2"], [b"1", b"2"])}
    assert len(prints) == 4


def test_the_model_of_pyvi_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = tmp_path / "model"
    model.write_bytes(b"another")
    monkeypatch.setattr("search.index.fingerprint.model_files", lambda: (model,))
    assert fingerprint.__wrapped__() != fingerprint()


def test_unicode_counts(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    before = copy.print()
    monkeypatch.setattr("unicodedata.unidata_version", "1.0")
    assert copy.print() != before


@pytest.mark.parametrize(
    "one, other",
    [
        ("return_ = None", "return_ = ''"),
        ("def f():\n  return", "def f():\n  return None"),
        ("a = 1", "a = 1.0"),
        ("a = 1", "a = True"),
        ("a = 'b'", "a = b'b'"),
        ("a = 'b'", "a = b"),
        ("f(*a)", "f(a)"),
        ("a = {**b}", "a = {None: b}"),
        ("a = ['b,c']", "a = ['b', 'c']"),
        ("if a:\n  b()\nc()", "if a:\n  b()\n  c()"),
        ("def f(a, /, b): f(a)", "def f(a, b, /): f(a)"),
        ("def f(*, a, b=1): f(a)", "def f(*, a=1, b): f(a)"),
        ("@g\ndef f(): f()", "def f(): f()"),
        ("f'{a!r}'", "f'{a!s}'"),
        ("from . import a", "from .. import a"),
    ],
)
def test_code_that_does_another_thing_has_another_syntax(one: str, other: str) -> None:
    assert syntax(one) != syntax(other)


def test_the_syntax_is_the_same_in_all_versions_of_python() -> None:
    """The digest was computed by 3.11; 3.12 and 3.13 compute the same."""
    source = '''
"""What it is."""
import re as regular
from . import other

@decorated(by=1.5)
class Some(Base, metaclass=Meta):
    """A class."""

    name: str = u"tên"
    """An attribute."""

    async def run(self, a, /, b: int = -1, *rest, key=None, **more) -> list[str]:
        """A method."""
        async with a as b:
            return [f"{x!r:>9} và {x=}" async for x in rest if x not in {**more, None: b"0"}]

def plain(n):
    try:
        while n := n - 1:
            yield lambda: (n, ..., 0x10, 1e3, 2j)
    except* (ValueError, KeyError) as error:
        raise error from None
    match n:
        case [1, *_, {"a": Some(name=who)}] | None if who:
            del n[1:2, ::3]
        case _:
            pass
'''
    assert hashlib.sha256(syntax(source).encode()).hexdigest()[:16] == "8dc3721a39fe6431"
