"""Pieces of lines that stand on one baseline → whole lines, or the rows of a table without lines.

Cells are told by what they are under: two rows that follow each other, of as many pieces, each
piece flush with the one above it on one of its sides or in its middle.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from indexer.read.pdf.grids import TableRow
from indexer.read.pdf.lines import TextLine

_SAME_LINE = 0.3
"""Of a font size: how far baselines of one line differ."""
_FLUSH = 3.0
"""Points by which edges of cells that stand below each other may differ."""
_CORRIDOR = 0.8
"""Of a font size: the least width of an empty column between cells."""
_FARTHEST = 3.5
"""Of a font size: from the baseline of one row to that of the next."""
_ITEM = re.compile(r"[^\w\s]|[(]?\w{1,4}[.)]")
"""What stands before an item of a list, and is no cell."""

Pieces = list[TextLine]


def whole_lines(flow: Iterable[TextLine | TableRow]) -> list[TextLine | TableRow]:
    """What stands on a page with the pieces of each line made one: a row where they are cells."""
    made: list[TextLine | TableRow] = []
    for is_row, things in groupby(flow, key=lambda thing: isinstance(thing, TableRow)):
        if is_row:
            made += things
        else:
            made += _told(list(beside([one for one in things if isinstance(one, TextLine)])))
    return made


def beside(lines: Iterable[TextLine]) -> Iterator[Pieces]:
    """The lines that stand beside each other, each after the one before it, together."""
    pieces: Pieces = []
    for line in lines:
        if pieces:
            last = pieces[-1]
            same = abs(line.baseline - last.baseline) <= _SAME_LINE * max(last.size, line.size)
            if not same or line.left < last.right:
                yield pieces
                pieces = []
        pieces.append(line)
    if pieces:
        yield pieces


def _told(lines: Sequence[Pieces]) -> Iterator[TextLine | TableRow]:
    """Each line as a row of a table if the one before or after it is one too, else as words."""
    alike = [_are_rows(above, below) for above, below in pairwise(lines)]
    for pieces, before, after in zip(lines, [False, *alike], [*alike, False], strict=True):
        if before or after:
            height = pieces[0].baseline
            yield TableRow(tuple(piece.text for piece in pieces), height, height + pieces[0].size)
        else:
            yield together(pieces)


def together(pieces: Pieces) -> TextLine:
    """The pieces of a line as one line."""
    if len(pieces) == 1:
        return pieces[0]
    longest = max(pieces, key=lambda piece: len(piece.text))
    return TextLine(
        " ".join(piece.text for piece in pieces),
        pieces[0].left,
        pieces[-1].right,
        longest.baseline,
        longest.size,
        pieces[-1].is_open,
    )


def _are_rows(above: Pieces, below: Pieces) -> bool:
    """Whether two lines that follow each other are rows of cells."""
    if len(above) != len(below) or len(above) < 2 or _is_item(above) or _is_item(below):
        return False
    step = above[0].baseline - below[0].baseline
    return (
        0 < step < _FARTHEST * above[0].size
        and all(map(_is_flush, above, below))
        and all(map(_share_a_gap, pairwise(above), pairwise(below)))
    )


def _share_a_gap(above: tuple[TextLine, TextLine], below: tuple[TextLine, TextLine]) -> bool:
    """Whether an empty column runs down between two cells and the two below them: the wide blanks
    of justified lines stand above each other only by chance."""
    begin = max(above[0].right, below[0].right)
    end = min(above[1].left, below[1].left)
    return end - begin > _CORRIDOR * above[0].size


def _is_item(pieces: Pieces) -> bool:
    return len(pieces) == 2 and bool(_ITEM.fullmatch(pieces[0].text))


def _is_flush(above: TextLine, below: TextLine) -> bool:
    """Whether two cells share their left or right edge, or their middle."""
    left, right = below.left - above.left, below.right - above.right
    return min(abs(left), abs(right), abs(left + right) / 2) <= _FLUSH
