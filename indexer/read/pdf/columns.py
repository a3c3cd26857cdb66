"""The lines of a file → the column that each of them stands in, with its edges."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from indexer.read.pdf.lines import TextLine

_AGREE = 2.0
"""Points: edges of lines that differ by less are one."""
_JUSTIFIED = 0.35
"""The share of the lines of a column that end at its edge from which on it is justified."""
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
    long: defaultdict[int, list[Column]] = defaultdict(list)
    for block, column in zip(blocks, columns, strict=True):
        if len(block) >= _FEW:
            long[round(column.left / (3 * _AGREE))].append(column)
    found: dict[int, Column] = {}
    for block, column in zip(blocks, columns, strict=True):
        if len(block) < _FEW:
            column = _alike(column, block, long)
        found |= {id(line): column for line in block}
    return found


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
    right, count = max(rights, key=lambda cluster: (cluster[1], cluster[0]))
    if count >= max(2, _JUSTIFIED * len(block)):
        return Column(left, right, block[0].size, True)
    ends = sorted(line.right for line in block)
    return Column(left, ends[int(0.95 * (len(ends) - 1))], block[0].size, False)


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


def _alike(own: Column, block: Sequence[TextLine], long: dict[int, list[Column]]) -> Column:
    """The longer column that begins where a short one does, if its lines fit into it; one without
    an end if there is none. Lines of another size are no part of its justified text."""
    ends = max(line.right for line in block)
    key = round(own.left / (3 * _AGREE))
    near = [column for step in (0, -1, 1) for column in long.get(key + step, ())]
    fitting = [column for column in near if ends <= column.right + _AGREE]
    if not fitting:
        return replace(own, right=inf, is_justified=False)
    found = min(fitting, key=lambda column: column.right)
    is_same = abs(found.size - own.size) <= _SAME_SIZE * max(found.size, own.size)
    return found if is_same else replace(found, is_justified=False)
