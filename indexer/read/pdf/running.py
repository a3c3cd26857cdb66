"""The lines of all pages → those of the text: without running heads and page numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from indexer.read.pdf.grids import Flow, TableRow
from indexer.read.pdf.lines import TextLine

_DEEPEST = 3
"""Lines from the top, and from the bottom of a page, that can be running ones."""
_SHARE, _FEWEST = 0.6, 3
"""On which share of the pages, and on how many, a line is a running one; of two pages on both."""
_SAME_HEIGHT = 8.0
"""Points: running lines of two pages stand at heights that differ by no more than half of it."""
_NUMBER = re.compile(r"(?:\w{4,5} )?[-–—|. ]*(\d{1,4})(?: ?/ ?\d{1,4})?[-–—|. ]*")
"""Of a page, alone on its line: "3", "- 3 -", "Trang 3", "3/12"."""
_DIGITS = re.compile(r"\d+")

Key = tuple[str, int]
"""The text of a line with its digits masked, and about where it stands."""


def without_running(pages: Sequence[Flow]) -> list[list[TextLine | TableRow]]:
    """What stands on each page without its running heads: lines that stand at the same height of
    most pages and differ in digits only; and without its number. `pages`: in their order."""
    edges = [(list(_edge(page, -1)), list(_edge(page, 1))) for page in pages]
    pages_of: Counter[Key] = Counter()
    for edge in edges:
        pages_of.update({key for rows in edge for row in rows for key in _keys(row)})
    read = sum(1 for page in pages if page)
    enough = max(_SHARE * read, min(_FEWEST, max(read, 2)))
    common = {key for key, count in pages_of.items() if count >= enough}
    kept = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True), 1):
        dropped = {id(line) for rows in edge for line in _running(rows, common, number)}
        kept.append([line for line in page if id(line) not in dropped])
    return kept


def _edge(page: Flow, down: int) -> Iterator[list[TextLine]]:
    """The outermost lines of a page, those on one baseline together, inwards: from its top if
    `down` is -1, from its bottom if it is 1. A table is no running head, and ends the edge."""
    tables = [(row.top + row.bottom) / 2 for row in page if isinstance(row, TableRow)]
    lines = sorted(
        (line for line in page if isinstance(line, TextLine)), key=lambda line: down * line.baseline
    )
    rows = groupby(lines, key=lambda line: round(line.baseline))
    for depth, (height, row) in enumerate(rows):
        if depth > _DEEPEST or any(down * table < down * height for table in tables):
            return
        yield list(row)


def _running(rows: Sequence[list[TextLine]], common: set[Key], number: int) -> Iterable[TextLine]:
    """The running lines of an edge. Where more lines are the same than a running head has, the
    pages are copies of one form, and none is running."""
    same = [any(key in common for key in _keys(row)) for row in rows]
    if len(rows) > _DEEPEST and all(same):
        return
    for depth, row in enumerate(rows[:_DEEPEST]):
        text = " ".join(line.text for line in row)
        has_letters = any(character.isalpha() for character in text)
        match = _NUMBER.fullmatch(text) if depth == 0 else None
        is_number = match is not None and int(match[1]) == number
        if is_number or (same[depth] and (has_letters or depth == 0)):
            yield from row


def _keys(row: Sequence[TextLine]) -> list[Key]:
    """Two lines that stand about at one height share one of these, if their words are the same; a
    number before them on a left page is after them on a right one."""
    text = _DIGITS.sub("#", " ".join(line.text for line in row))
    text = text.removeprefix("# ").removesuffix(" #")
    height = row[0].baseline / _SAME_HEIGHT
    return [(text, 2 * int(height)), (text, 2 * int(height + 0.5) + 1)]
