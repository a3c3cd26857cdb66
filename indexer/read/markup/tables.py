"""Rows of cells of blocks → the blocks that they are read as."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.read.markup.block import Block
from indexer.read.table_shape import is_letterhead
from search.report import PassageKind

Cell = Sequence[Block]
"""What stands in a cell: its blocks; none if it is empty."""

_COLUMN_BLOCKS, _COLUMN_LENGTH = 3, 1000
"""A cell of at least so many blocks and characters is a column of a page, and no value."""


def table_blocks(rows: Sequence[Sequence[Cell]], is_at_head: bool) -> Iterator[Block]:
    """The rows of one table in order, each row with anything in it.

    A row is one TABLE block: cells with a tab between them, the blocks of a cell with a blank.
    Where a table only places text on the page, its blocks are left as they are: in a row of one
    cell, in a cell as long as a column, and in a letterhead, cell after cell. `is_at_head`:
    whether it is the first table of a document, and little text stands before it.
    """
    places_text = (is_at_head and is_letterhead(rows)) or any(
        _is_column(cell) for cells in rows for cell in cells
    )
    for cells in rows:
        inside = [block for cell in cells for block in cell]
        if places_text or len(cells) == 1:
            yield from inside
        elif inside:
            texts = (" ".join(block.text for block in cell) for cell in cells)
            yield replace(
                inside[0],
                text="\t".join(texts).rstrip("\t"),
                kind=PassageKind.TABLE,
                linked=sum(block.linked for block in inside),
                links=sum(block.links for block in inside),
            )


def _is_column(cell: Cell) -> bool:
    return len(cell) >= _COLUMN_BLOCKS and sum(len(b.text) for b in cell) >= _COLUMN_LENGTH
