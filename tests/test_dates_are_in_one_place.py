"""No stored date is taken apart, or spelled out, outside `search.dates`: the source is searched."""

import ast
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

PLACE, KEPT = "search/dates/", "search/dates/kept.py"
MODULES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
    for top in ("search", "indexer", "web", "hoi_nghi")
    for path in sorted((ROOT / top).rglob("*.py"))
}
CUTS = {":4", ":7", ":10", "5:", "5:7", "8:", "8:10", "4:"}
"""Where 2023-08-25 would be cut."""
SPLITS = {"split", "rsplit", "partition", "rpartition", "removeprefix", "startswith", "count"}
DASHES = {"'-'", "'--'"}
OF_CALENDAR = {"isoformat", "fromisoformat", "strftime", "strptime"}
SPELLED = {"02", "04", "02d", "04d"}
"""How the parts of a date are written into a string."""

OTHERS = {
    "hoi_nghi/logs.py .isoformat()": "an instant of a log",
    "hoi_nghi/settings.py .removeprefix('--')": "the dashes of a flag",
    "indexer/article/bodies.py [] is '-'": "a dash between the words of a name",
    "indexer/facets/term.py [:4]": "'khóa' of 'khóa XV', a word",
    "indexer/people/bounds.py .split('-')": "a dash between the words of a name",
    "indexer/read/archive.py [5:]": "a field of a zip, behind its head",
    "indexer/read/office/numbering.py :02": "the number of a paragraph",
    "search/engine/opensearch/generations.py .rpartition('-')": "the number of a generation",
    "search/engine/opensearch/lease.py .strftime('%H:%M:%S')": "until when a writer is waited for",
    "search/engine/postings/arrays.py [8:]": "a header, behind its magic bytes",
    "search/index/near_identical.py [:4]": "the first bytes of a signature",
    "search/query/numbers.py :02": "the minutes of a time of day",
    "search/query/printing.py [] is '-'": "a sign of a query",
    "search/explore/bounds.py .startswith('-')": "the minus of a number",
    "search/explore/series.py .startswith('-')": "the minus of a number",
    "web/export/feed.py .isoformat()": "an instant, as Atom demands",
    "web/http/file_names.py .rpartition('-')": "a dash between the words of a name",
    "web/wording/numbers.py .startswith('-')": "the minus of a number",
}
"""What looks like it and is of no stored date: module and code → what it is."""


def taken_apart(tree: ast.AST) -> Iterator[str]:
    """Slices, splits and formats that a date may be taken apart or spelled with, as code."""
    for node in ast.walk(tree):
        if code := _slice(node) or _call(node) or _comparison(node) or _format(node):
            yield code


def _slice(node: ast.AST) -> str:
    if not (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)):
        return ""
    cut = ast.unparse(node.slice)
    return f"[{cut}]" if cut in CUTS else ""


def _call(node: ast.AST) -> str:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return ""
    called, given = node.func.attr, ", ".join(ast.unparse(one) for one in node.args[:1])
    is_of_date = called in OF_CALENDAR or (called in SPLITS and given in DASHES)
    return f".{called}({given})" if is_of_date else ""


def _comparison(node: ast.AST) -> str:
    if not (isinstance(node, ast.Compare) and isinstance(node.left, ast.Subscript)):
        return ""
    other = ast.unparse(node.comparators[0])
    return f"[] is {other}" if other in DASHES else ""


def _format(node: ast.AST) -> str:
    if not (isinstance(node, ast.FormattedValue) and node.format_spec):
        return ""
    spec = ast.unparse(node.format_spec)[2:-1]
    return f":{spec}" if spec in SPELLED else ""


def test_the_search_finds_each_way() -> None:
    """Each way in which dates had been taken apart here is found."""
    ways = """
year, month = value[:4], value[5:7]
year, _, month = value.partition("-")
parts = value.removeprefix("--").split("-")
first = f"{year}-{month:02}"
last = f"{year:04}"
has_year = value[0] != "-"
day = date(2023, 8, 25).isoformat()
"""
    found = [
        *("[:4]", "[5:7]", ".partition('-')", ".split('-')", ".removeprefix('--')"),
        *(":02", ":04", ".isoformat()", "[] is '-'"),
    ]
    assert sorted(taken_apart(ast.parse(ways))) == sorted(found)


def test_search_dates_itself_would_be_found() -> None:
    assert ":04" in set(taken_apart(MODULES[KEPT]))


@pytest.mark.parametrize("name", MODULES)
def test_no_date_is_taken_apart(name: str) -> None:
    found = {f"{name} {code}" for code in taken_apart(MODULES[name])}
    assert name.startswith(PLACE) or found <= OTHERS.keys()


def test_the_others_are_still_there() -> None:
    found = {f"{name} {code}" for name, tree in MODULES.items() for code in taken_apart(tree)}
    assert OTHERS.keys() <= found
