"""The lines at the top of a first page that stand in two columns → each column after the other.

So a Vietnamese paper begins: who issued it and its number at the left, the motto, the place and the
date at the right. What they mean is asked later, of the words.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from indexer.read.pdf.grids import TableRow
from indexer.read.pdf.joining import joined
from indexer.read.pdf.lines import TextLine
from indexer.read.pdf.rows import beside, together

_MOST, _FEWEST = 20, 2
"""Lines of a letterhead in all, and of each of its columns."""
_FARTHEST = 3.0
"""Of a font size: from one line of it to the next."""
_MOST_ABOVE, _SHORT = 3, 0.5
"""Lines above it, and of the width of a page: the head of a gazette, "Draft", the number of an
annex."""
_NEXT = 4
"""Lines after it: one of them reaches over both columns, or the whole page is in columns."""
_BESIDE = 1.5
"""Of a font size: how far the first lines of the columns may differ in height."""
_ENDS = ".;:!?"


def split_letterhead(
    flow: Sequence[TextLine | TableRow],
) -> tuple[list[str], list[TextLine | TableRow]]:
    """The lines of the letterhead of a first page, what is above it and the left column first, and
    what follows it."""
    lines = [line for line in flow if isinstance(line, TextLine)]
    tops = [row.top for row in flow if isinstance(row, TableRow)]
    lines = [line for line in lines if not any(top > line.baseline for top in tops)]
    lines.sort(key=lambda line: -line.baseline)
    for above in range(_lines_above(lines) + 1):
        if columns := _columns(lines[above:]):
            parts = [lines[:above], *columns]
            taken = {id(line) for part in parts for line in part}
            rest = [thing for thing in flow if id(thing) not in taken]
            return [text for part in parts for text in _texts(part)], rest
    return [], list(flow)


def _lines_above(lines: Sequence[TextLine]) -> int:
    """How many lines at the top of a page can be above its letterhead: short ones."""
    width = max((line.right for line in lines), default=0) - min(
        (line.left for line in lines), default=0
    )
    short = takewhile(lambda line: line.right - line.left < _SHORT * width, lines[:_MOST_ABOVE])
    return sum(1 for _ in short)


def _columns(lines: Sequence[TextLine]) -> tuple[list[TextLine], list[TextLine]] | None:
    """The lines that stand in two columns from the top to the first one that crosses the gap.

    None if they are no letterhead: where no line crosses it, the whole page is in columns.
    """
    left: list[TextLine] = []
    right: list[TextLine] = []
    lefts_end, rights_begin = _gutter(lines)
    before = lines[0].baseline if lines else 0.0
    for at, line in enumerate(lines):
        is_left = line.right < rights_begin and line.left < lefts_end
        crosses = not is_left and line.left <= lefts_end
        if crosses or before - line.baseline > _FARTHEST * line.size:
            after = lines[at : at + _NEXT]
            is_one = min(len(left), len(right)) >= _FEWEST and at <= _MOST
            is_over = any(one.left < lefts_end and one.right > rights_begin for one in after)
            return (left, right) if is_one and is_over else None
        if is_left:
            left.append(line)
            lefts_end = max(lefts_end, line.right)
        else:
            right.append(line)
            rights_begin = min(rights_begin, line.left)
        before = line.baseline
    return None


def _gutter(lines: Sequence[TextLine]) -> tuple[float, float]:
    """Where the left column ends and the right one begins, by the first line of each; 0, 0 if the
    lines at the top do not stand beside each other."""
    first = lines[0] if lines else None
    for line in lines[1:4]:
        if first is None or first.baseline - line.baseline > _BESIDE * first.size:
            break
        one, other = sorted((first, line), key=lambda piece: piece.left)
        if one.right + one.size / 2 < other.left:
            return one.right, other.left
    return 0.0, 0.0


def _texts(column: Sequence[TextLine]) -> Iterator[str]:
    """The lines of a column; one that goes on in the next with it."""
    text, is_open = "", False
    for line in map(together, beside(column)):
        if text and _goes_on(text, line.text):
            text = joined(text, line, is_open)
        else:
            if text:
                yield text
            text = line.text
        is_open = line.is_open
    if text:
        yield text


def _goes_on(text: str, after: str) -> bool:
    """Whether a line of a letterhead is the rest of the one before it: "... năm", "2023"."""
    if text[-1] in _ENDS:
        return False
    return after[0].islower() or (after[0].isdigit() and text[-1].islower())
