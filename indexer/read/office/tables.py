"""Rows of cells of paragraphs → the paragraphs that they are read as."""

import re
from collections.abc import Iterator, Sequence

from indexer.read.document import Paragraph
from indexer.read.table_shape import is_letterhead
from search.report import PassageKind

Cell = Sequence[Paragraph]
"""What stands in a cell: its paragraphs; none if it is empty."""

_BLANKS = re.compile(r"[^\S\xa0\x85]+")
"""Not U+00A0 and U+0085: in a text that was decoded wrongly they are halves of letters."""
_SIGNS = re.compile("[\uf000-\uf0ff]")
"""Bullets and ticks by their numbers in a font of signs, which mean nothing in any other."""


def one_line(text: str) -> str:
    """A text without line ends, edges and signs of sign fonts, each run of blanks as one blank."""
    line = _BLANKS.sub(" ", _SIGNS.sub("", text)).strip(" ").lstrip(" \xa0")
    return line if line.strip() else ""


def table_paragraphs(rows: Sequence[Sequence[Cell]], is_at_head: bool) -> Iterator[Paragraph]:
    """The rows of one table in order, each row with anything in it.

    A row is one TABLE paragraph: cells with a tab between them, the paragraphs of a cell with a
    blank; its page is that on which it begins. Where a table only places text on the page, its
    paragraphs are left as they are: in a row of one cell, or of one with several paragraphs and
    else empty ones, and in a letterhead, cell after cell.
    `is_at_head`: whether it is the first table of a document, and little text stands before it.

        [[[Paragraph("Thu"), Paragraph("ngân sách")], [], [Paragraph("987,5")]]]
        → "Thu ngân sách\\t\\t987,5"
    """
    places_text = is_at_head and is_letterhead(rows)
    for cells in rows:
        if places_text or _is_box(cells):
            yield from (paragraph for cell in cells for paragraph in cell)
        elif inside := [paragraph for cell in cells for paragraph in cell]:
            texts = (" ".join(paragraph.text for paragraph in cell) for cell in cells)
            line = "\t".join(texts).rstrip("\t")
            yield Paragraph(line, PassageKind.TABLE, inside[0].page)


def _is_box(cells: Sequence[Cell]) -> bool:
    """Whether a row is a frame around text."""
    filled = [cell for cell in cells if cell]
    return len(cells) == 1 or (len(filled) == 1 and len(filled[0]) > 1)
