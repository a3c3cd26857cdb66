"""The lines of a page and its ruled lines → the rows of its tables, in the place of their lines."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from indexer.read.pdf.joining import joined
from indexer.read.pdf.lines import TextLine
from indexer.read.pdf.page import PageCharacters, Ruling

_SLACK = 2.5
"""Points by which ruled lines that meet may miss each other."""
_MAX_RULINGS = 5_000
"""Of a page: a drawing of more is no table."""
_MOST_LINES = 20
"""Of a cell."""

Cell = tuple[float, float, float, float]
"""Left, bottom, right, top of a cell, each where a ruled line is."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row of a table, empty ones too, and where it ends and begins on its page."""

    cells: tuple[str, ...]
    bottom: float
    top: float


Flow = Sequence[TextLine | TableRow]
"""What stands on a page, in the order in which it is read."""


def with_rows(page: PageCharacters, lines: Sequence[TextLine]) -> list[TextLine | TableRow]:
    """The lines of a page in their order; those in ruled cells as rows, where the first of them
    was. A frame of one cell, or of cells that only stand below each other, is no table."""
    cells = _cells(page, lines)
    tables = list(_tables(set(cells.values())))
    table_of = {cell: at for at, table in enumerate(tables) for cell in table}
    flow: list[TextLine | TableRow] = []
    done: set[int] = set()
    for line in lines:
        table = table_of.get(cells[line]) if line in cells else None
        if table is None:
            flow.append(line)
        elif table not in done:
            done.add(table)
            inside = {own: cell for own, cell in cells.items() if table_of.get(cell) == table}
            flow += _rows(page, inside)
    return flow


def _cells(page: PageCharacters, lines: Sequence[TextLine]) -> dict[TextLine, Cell]:
    """The cell of each line that has ruled lines above and below it, and on one side at least: a
    table that is open at its sides, or cut off there, ends where the lines above its cells do.

    A cell of very many lines is a column of the page and not one of a table.
    """
    if not 1 < len(page.verticals) + len(page.horizontals) <= _MAX_RULINGS:
        return {}
    verticals, horizontals = _Rulings(page.verticals), _Rulings(page.horizontals)
    found: dict[TextLine, Cell] = {}
    for line in lines:
        across = line.left + min(line.size, line.right - line.left) / 2
        height = line.baseline + line.size / 4
        bottom, top = horizontals.around(height, across)
        left, right = verticals.around(across, height)
        if bottom and top and (left or right):
            first = left.at if left else max(top.start, bottom.start)
            last = right.at if right else min(top.end, bottom.end)
            found[line] = first, bottom.at, last, top.at
    lines_in = Counter(found.values())
    return {line: cell for line, cell in found.items() if lines_in[cell] <= _MOST_LINES}


class _Rulings:
    """Parallel ruled lines, to be asked which two stand around a point."""

    def __init__(self, rulings: Iterable[Ruling]) -> None:
        self._rulings = sorted(rulings)
        self._places = [ruling.at for ruling in self._rulings]

    def around(self, at: float, along: float) -> tuple[Ruling | None, Ruling | None]:
        """The nearest one before and after a point that run past it."""
        middle = bisect_right(self._places, at)
        before = next(self._past(reversed(self._rulings[:middle]), along), None)
        return before, next(self._past(self._rulings[middle:], along), None)

    def past(self, along: float) -> list[float]:
        """The places of all that run past a point; those that nearly touch are one."""
        places: list[float] = []
        for ruling in self._past(self._rulings, along):
            if not places or ruling.at - places[-1] > _SLACK:
                places.append(ruling.at)
        return places

    @staticmethod
    def _past(rulings: Iterable[Ruling], along: float) -> Iterator[Ruling]:
        return (
            ruling for ruling in rulings if ruling.start - _SLACK <= along <= ruling.end + _SLACK
        )


def _tables(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """Cells that touch, from top to bottom, if some of them stand beside each other."""
    table: list[Cell] = []
    lowest = 0.0
    for cell in sorted(cells, key=lambda cell: (-cell[3], cell[0])):
        if table and cell[3] < lowest - 2 * _SLACK:
            if _is_table(table):
                yield table
            table = []
        lowest = min(lowest, cell[1]) if table else cell[1]
        table.append(cell)
    if _is_table(table):
        yield table


def _is_table(cells: Sequence[Cell]) -> bool:
    return any(
        one[0] > other[2] - _SLACK and one[1] < other[3] and one[3] > other[1]
        for at, one in enumerate(cells)
        for other in cells[max(0, at - 20) : at]
    )


def _rows(page: PageCharacters, cells: dict[TextLine, Cell]) -> Iterator[TableRow]:
    """The rows of a table. A cell that reaches over several is of the first of them."""
    texts: dict[Cell, str] = {}
    for line in sorted(cells, key=lambda line: (-round(line.baseline), line.left)):
        cell = cells[line]
        texts[cell] = joined(texts[cell], line) if cell in texts else line.text
    verticals = _Rulings(page.verticals)
    first, last = min(cell[0] for cell in texts), max(cell[2] for cell in texts)
    for row in _by_top(texts):
        top = max(map(itemgetter(3), row))
        places = verticals.past(top - 2 * _SLACK)
        begin, end = min([first, *places]) + _SLACK, max([last, *places]) - _SLACK
        between = [place for place in places if begin < place < end]
        slots = [""] * (len(between) + 1)
        for cell in row:
            slot = bisect_right(between, cell[0] + _SLACK)
            slots[slot] = f"{slots[slot]} {texts[cell]}".strip()
        yield TableRow(tuple(slots), min(map(itemgetter(1), row)), top)


def _by_top(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """The cells that begin at the same height, from left to right, row by row downwards."""
    row: list[Cell] = []
    for cell in sorted(cells, key=itemgetter(3), reverse=True):
        if row and row[0][3] - cell[3] > 2 * _SLACK:
            yield sorted(row)
            row = []
        row.append(cell)
    if row:
        yield sorted(row)
