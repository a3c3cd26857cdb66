"""The rows of a table → whether it holds values, or only places text on the page."""

from collections.abc import Sequence
from typing import Protocol

_ROWS, _COLUMNS, _LINE = 3, 3, 120
"""The most rows and columns of a letterhead, and characters of a line of it."""


class HasText(Protocol):
    """A paragraph, a block: what stands in a cell."""

    @property
    def text(self) -> str:
        """Its text, on one line."""


def is_letterhead(rows: Sequence[Sequence[Sequence[HasText]]]) -> bool:
    """Whether a table has the shape of who issued a paper beside the motto: two cells with
    something in them, which may have an empty one between them, and few rows of short lines.

    `rows`: each of cells, each of what stands in it.
    """
    filled = [sum(map(bool, cells)) for cells in rows]
    return (
        len(rows) <= _ROWS
        and max(map(len, rows), default=0) <= _COLUMNS
        and max(filled, default=0) == 2
        and all(len(one.text) <= _LINE for cells in rows for cell in cells for one in cell)
    )
