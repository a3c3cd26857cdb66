"""The tables of all pages → those that go on over pages made one: heads once, rows whole."""

from collections.abc import Sequence
from itertools import takewhile

from indexer.read.pdf.grids import TableRow
from indexer.read.pdf.lines import TextLine

Things = list[TextLine | TableRow]


def join_tables(pages: Sequence[Sequence[TextLine | TableRow]]) -> list[Things]:
    """What stands on each page, where a table that ends a page goes on at the top of the next one
    without its head, and without the rest of a row that the page broke: that is in its row."""
    joined: list[Things] = [list(page) for page in pages]
    head: tuple[str, ...] | None = None  # of the table that the page before ends with
    for before, page in zip([[], *joined], joined, strict=False):
        ended = before[-1] if before else None
        first = page[0] if page else None
        if isinstance(ended, TableRow) and isinstance(first, TableRow):
            if first.cells == head:
                page.pop(0)
            elif _is_rest(ended, first):
                before[-1] = _whole(ended, first)
                page.pop(0)
        head = _head(page, head)
    return joined


def _is_rest(row: TableRow, rest: TableRow) -> bool:
    """Whether cells are the rest of those of a row: they begin within a sentence, or are empty."""
    texts = [text for text in rest.cells if text]
    return (
        len(row.cells) == len(rest.cells)
        and not rest.cells[0]
        and all(text[0].islower() for text in texts)
        and all(own for own, more in zip(row.cells, rest.cells, strict=True) if more)
    )


def _whole(row: TableRow, rest: TableRow) -> TableRow:
    cells = (f"{own} {more}".strip() for own, more in zip(row.cells, rest.cells, strict=True))
    return TableRow(tuple(cells), row.bottom, row.top)


def _head(page: Things, head: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """The first row of the table that a page ends with; `head`: that of the page before, whose
    table may take this page as a whole."""
    rows = list(takewhile(lambda thing: isinstance(thing, TableRow), reversed(page)))
    first = rows[-1] if rows else None
    if not isinstance(first, TableRow):
        return None
    return head if head is not None and len(rows) == len(page) else first.cells
