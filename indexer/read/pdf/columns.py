"""The lines of a file → the column that each of them stands in, with its edges."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import inf

from indexer.read.pdf.lines import TextLine

_AGREE = 2.0
"""Points: edges of lines that differ by less are one."""
_JUSTIFIED = 0.35
"""The share of the lines of a column that end at its edge from which on it is justified."""
_NEARLY_ALL = 0.95
"""The share of the lines of a ragged column that end before its edge."""
_RAGGED, _FULL = 0.15, 0.4
"""Of the width of a ragged column: how far before its edge its full lines end; and the least share
of these: where fewer lines are full, nobody knows how wide it is."""
_FREQUENT = 0.15
"""The share of the lines of a column that begin at its edge."""
_SAME_SIZE = 0.12
"""Of the larger of two font sizes: by how much those of one paragraph differ."""
_FEW = 4
"""Lines: a column of fewer has the edges of a longer one that begins where it does."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where the lines of a column begin and end; it ends nowhere if too few lines say where.

    `size`: of its font. `is_justified`: all its lines end there but the last ones of paragraphs.
    """

    left: float
    right: float
    size: float
    is_justified: bool


def columns_of(pages: Sequence[Sequence[TextLine]]) -> dict[int, Column]:
    """The column of each line, by the id of the line."""
    blocks = [block for page in pages for block in _blocks(page)]
    columns = [_edges(block) for block in blocks]
    known = _KnownColumns(
        column for block, column in zip(blocks, columns, strict=True) if len(block) >= _FEW
    )
    found: dict[int, Column] = {}
    for block, column in zip(blocks, columns, strict=True):
        if len(block) < _FEW:
            column = known.fitting(column, block) or replace(column, right=inf, is_justified=False)
        elif not column.is_justified:
            column = known.justified(column, block) or column
        found |= {id(line): column for line in block}
    return found


class _KnownColumns:
    """The long columns of a file, to be asked for one that lines fit into."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self._at: defaultdict[int, dict[tuple[int, int, bool], Column]] = defaultdict(dict)
        for column in columns:
            if column.right < inf:
                about = round(column.right / _AGREE), round(column.size), column.is_justified
                self._at[round(column.left / (3 * _AGREE))].setdefault(about, column)

    def fitting(self, own: Column, block: Sequence[TextLine]) -> Column | None:
        """The narrowest that begins where a short one does. Lines of another size are no part of
        its justified text."""
        found = min(self._fitting(own, block), key=lambda column: column.right, default=None)
        return (
            found if found is None or _is_same(found, own) else replace(found, is_justified=False)
        )

    def justified(self, own: Column, block: Sequence[TextLine]) -> Column | None:
        """A justified one that begins where a column of the same size does whose lines are no
        longer: most of these end paragraphs."""
        columns = self._fitting(own, block)
        return next((one for one in columns if one.is_justified and _is_same(one, own)), None)

    def _fitting(self, own: Column, block: Sequence[TextLine]) -> Iterator[Column]:
        ends = max(line.right for line in block)
        key = round(own.left / (3 * _AGREE))
        near = chain.from_iterable(self._at[key + step].values() for step in (0, -1, 1))
        return (column for column in near if ends <= column.right + _AGREE)


def _is_same(one: Column, other: Column) -> bool:
    return abs(one.size - other.size) <= _SAME_SIZE * max(one.size, other.size)


def widest_of(columns: Iterable[Column]) -> float:
    """The width of the column that most lines stand in, of those with a known end; 0 if none."""
    widths = Counter(column.right - column.left for column in columns if column.right < inf)
    return max(widths, key=lambda width: widths[width], default=0.0)


def _blocks(page: Iterable[TextLine]) -> Iterator[list[TextLine]]:
    """Lines of one size that follow each other downwards."""
    block: list[TextLine] = []
    for line in page:
        if block and not (follows(block[-1], line) and are_of_one_size(block[-1], line)):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def follows(before: TextLine, line: TextLine) -> bool:
    """Whether a line stands below another one, or beside it on its baseline."""
    return line.baseline < before.baseline + before.size / 2


def are_of_one_size(one: TextLine, other: TextLine) -> bool:
    """Whether the font sizes of two lines are about the same."""
    return abs(one.size - other.size) <= _SAME_SIZE * max(one.size, other.size)


def _edges(block: Sequence[TextLine]) -> Column:
    lefts = _clusters([line.left for line in block])
    rights = _clusters([line.right for line in block])
    frequent = (at for at, count in lefts if count >= _FREQUENT * len(block))
    left = min(frequent, default=lefts[0][0])
    edge = _justified_edge(rights, len(block))
    if edge is not None:
        return Column(left, edge, block[0].size, True)
    ends = sorted(line.right for line in block)
    right = ends[min(int(_NEARLY_ALL * len(ends)), len(ends) - 1)]
    near = sum(1 for end in ends if end > right - _RAGGED * (right - left))
    return Column(left, right if near >= _FULL * len(ends) else inf, block[0].size, False)


def _justified_edge(rights: Sequence[tuple[float, int]], lines: int) -> float | None:
    """Where a justified column ends: where very many of its lines do, or many of the longest."""
    often = max(rights, key=lambda cluster: (cluster[1], cluster[0]))
    if often[1] >= max(_FEW - 1, _JUSTIFIED * lines):
        return often[0]
    last, count = rights[-1]
    return last if count >= max(_FEW, _FREQUENT * lines) else None


def _clusters(places: Iterable[float]) -> list[tuple[float, int]]:
    """Places that agree, as the outermost of them and how many they are, from left to right."""
    clusters: list[tuple[float, int]] = []
    first = 0.0
    for place in sorted(places):
        if clusters and place - first <= _AGREE:
            clusters[-1] = (place, clusters[-1][1] + 1)
        else:
            clusters.append((place, 1))
            first = place
    return clusters
