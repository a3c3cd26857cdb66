"""What stands on a page → its text, and the footnotes at its end."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from math import inf

from indexer.read.pdf.grids import TableRow
from indexer.read.pdf.lines import TextLine

_SMALLER = 0.93
"""Of the size of most letters of a page: the font of a footnote is no larger."""
_MOST = 0.5
"""Of the lines of a page."""
_NUMBER = re.compile(r"(?:\d{1,3}|[*†‡]+|[(\[]\d{1,3}[)\]])(?: ?[^\W\d_]|$)")
"""What a footnote begins with; "1." and "1)" begin the items of a list."""

_DRAWN = re.compile(r"_{8,}")


def split_footnotes(
    flow: Sequence[TextLine | TableRow],
) -> tuple[list[TextLine | TableRow], list[TextLine]]:
    """The text of a page, and the lines of its footnotes: those at its end, below a line that is
    typed or in smaller letters than the rest, from the first on that begins with a number."""
    lines = [thing for thing in flow if isinstance(thing, TextLine)]
    rows = [thing.bottom for thing in flow if isinstance(thing, TableRow)]
    last = [line for line in lines if line.baseline < min(rows, default=inf)]
    last.sort(key=lambda line: line.baseline)
    notes = _below_a_line(last) or _smaller(last, lines)
    taken = {id(line) for line in notes}
    return (
        [thing for thing in flow if id(thing) not in taken],
        [line for line in lines if id(line) in taken],
    )


def _below_a_line(last: Sequence[TextLine]) -> Sequence[TextLine]:
    """The lines below the lowest one of underscores, from the bottom of a page up; with it."""
    for at, line in enumerate(last):
        if _DRAWN.fullmatch(line.text):
            return last[: at + 1] if at and _NUMBER.match(last[at - 1].text) else ()
    return ()


def _smaller(last: Sequence[TextLine], lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """The lines from the bottom of a page up whose letters are smaller than most of the page."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size, 1)] += len(line.text)
    limit = _SMALLER * max(letters, key=lambda size: letters[size], default=0.0)
    notes = list(takewhile(lambda line: line.size <= limit, last))
    while notes and not _NUMBER.match(notes[-1].text):
        notes.pop()
    return notes if len(notes) <= _MOST * len(lines) else ()
