"""The runs of a passage, and what links lead to in it → runs with anchors; the cells of a row."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from search.answers import TextRun
from search.report import Span
from web import address


class ShownRun(NamedTuple):
    """A stretch of a text, highlighted or not, and the anchors that stand at its beginning, or
    inside it if it is highlighted: a highlight is never cut."""

    text: str
    is_highlighted: bool = False
    anchors: tuple[str, ...] = ()


def anchored(runs: Iterable[TextRun], begins: int, spans: Iterable[Span]) -> list[ShownRun]:
    """Runs of a passage, cut where the words of `spans` begin and end, of whatever passages they
    are. `begins`: the offset of the passage in its report. Empty words have no anchor."""
    named = sorted({first for first, end in spans if first < end})
    edges = sorted({edge for span in spans for edge in span})
    found, at = [], begins
    for run in runs:
        for text in [run.text] if run.is_highlighted else _cut(run.text, at, edges):
            own = named[bisect_left(named, at) : bisect_left(named, at + len(text))]
            anchors = tuple(map(address.anchor, own))
            found.append(ShownRun(text, run.is_highlighted, anchors))
            at += len(text)
    return found


def _cut(text: str, begins: int, edges: Sequence[int]) -> Iterator[str]:
    end = begins + len(text)
    inside = edges[bisect_left(edges, begins + 1) : bisect_left(edges, end)]
    ends = [0, *(edge - begins for edge in inside), len(text)]
    return (text[first:last] for first, last in pairwise(ends) if first < last)


def cells(row: Iterable[ShownRun]) -> list[list[ShownRun]]:
    """The runs of each cell of a row: cells have a tab between them, and no highlight has one. An
    anchor stays at the first words after it."""
    found: list[list[ShownRun]] = [[]]
    for run in row:
        first, *others = run.text.split("\t")
        is_first_empty = not first and others
        found[-1].append(run._replace(text=first, anchors=() if is_first_empty else run.anchors))
        for number, text in enumerate(others):
            anchors = run.anchors if is_first_empty and number == 0 else ()
            found.append([ShownRun(text, run.is_highlighted, anchors)])
    return found
