"""The highlights of a report → the fragments of it that may be shown, with their worth.

These are lists and no arrays: a report has few, and one call of numpy takes as long as several.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from operator import itemgetter
from typing import NamedTuple

from search.highlight.matches import Highlights
from search.report import PassageKind, Span, StoredReport
from search.text.clauses import LONGEST, clauses, read_clauses


@dataclass(frozen=True, slots=True)
class SnippetWeights:
    """What the fragments of a report are chosen by."""

    body: float = 1.0
    caption: float = 0.5
    byline: float = 0.4
    new_concept: float = 1.0
    repeated_concept: float = 0.25
    """A concept that a chosen fragment shows already."""
    most_highlights: int = 4
    """Highlights of a fragment that count; more of them make it no better."""


WEIGHTS = SnippetWeights()

SHOWN = {
    PassageKind.BODY: WEIGHTS.body,
    PassageKind.TABLE: WEIGHTS.body,
    PassageKind.FOOTNOTE: WEIGHTS.caption,
    PassageKind.CAPTION: WEIGHTS.caption,
    PassageKind.BYLINE: WEIGHTS.byline,
    PassageKind.LETTERHEAD: WEIGHTS.byline,
    PassageKind.CLOSING: WEIGHTS.byline,
}
"""The passages that fragments are cut from, each with its weight."""


_BY_DENSITY = itemgetter(0, 1)
"""The sparsity and the span of a fragment."""


class Fragment(NamedTuple):
    """A fragment of a report that may be shown: characters [start, end) of one of its passages.

    `sparsity`: the less, the more highlights it holds, and the closer together. `passage`: the
    number of its passage; `weight`: that of its kind. `concepts`: a bit set; bit n says that
    concept n is highlighted.
    """

    sparsity: float
    span: Span
    passage: int
    weight: float
    concepts: int


def fragments(stored: StoredReport, found: Highlights) -> list[Fragment]:
    """The fragments of a report that may be shown: the densest first, then the earlier one.

    Of each passage, one for each clause with a highlight. It begins with that clause, or with an
    earlier one if there is room for more.
    """
    starts, ends, concepts = found
    sets = [1 << concept for concept in concepts]
    every: list[Fragment] = []
    for number, weight, windows in _held_passages(stored, found):
        for span, inside in windows:
            shown = 0
            for one in inside:
                shown |= sets[one]
            size = len(inside)
            extent = ends[inside[-1]] - starts[inside[0]]
            dense = (size if size < _MOST else _MOST) + shown.bit_count() / extent
            every.append(Fragment(-dense, span, number, weight, shown))
    every.sort(key=_BY_DENSITY)
    return every


_MOST = WEIGHTS.most_highlights
_Window = tuple[Span, Sequence[int]]
"""Clauses of a passage that fit into a fragment, and the numbers of the highlights inside them."""


def _held_passages(
    stored: StoredReport, found: Highlights
) -> Iterator[tuple[int, float, Sequence[_Window]]]:
    """The passages with highlights that fragments are cut from: number, weight, windows."""
    starts, passages = found.starts, stored.report.passages
    begins: list[float] = [passage.span[0] for passage in passages]
    begins.append(inf)
    kept = read_clauses(stored.clauses)
    first = 0
    while first < len(starts):
        number = bisect_right(begins, starts[first]) - 1
        behind = bisect_left(starts, begins[number + 1], first)
        span, weight = passages[number].span, SHOWN.get(passages[number].kind)
        if weight and span[1] - span[0] <= LONGEST:
            yield number, weight, [(span, range(first, behind))]
        elif weight:
            own = _clauses_of(span, stored.report.text, kept)
            yield number, weight, _windows(found, range(first, behind), own)
        first = behind


def _clauses_of(passage: Span, text: str, kept: Sequence[Span]) -> Sequence[Span]:
    """The clauses of a passage that is longer than a fragment, in order.

    `kept`: those that are kept with the report; where none are of this passage, they are made now.
    """
    first = bisect_left(kept, passage[:1])
    behind = bisect_left(kept, passage[1:], first)
    return kept[first:behind] or clauses(text, passage)


def _windows(found: Highlights, held: range, own: Sequence[Span]) -> list[_Window]:
    """One for each clause with a highlight: as many of those behind it as fit, then before it.

    `held`: the numbers of the highlights in a passage. `own`: its clauses.
    """
    starts, ends, _ = found
    begins, stops = zip(*own, strict=True)
    windows: list[_Window] = []
    first, least = held.start, 0
    while first < held.stop:
        clause = max(bisect_right(begins, starts[first], least) - 1, 0)
        least = clause + 1
        behind = held.stop
        if least < len(begins):
            behind = bisect_left(starts, begins[least], first, behind)
        last = bisect_right(stops, begins[clause] + LONGEST, least) - 1
        # how far the highlights go that begin in it: a phrase may go on
        end = max(stops[last], max(ends[first:behind]))
        begin = begins[bisect_left(begins, end - LONGEST, 0, clause)]
        inside = _inside(found, held, (begin, end))
        windows.append(((begin, end), inside))
        if len(inside) == len(held):
            break  # the windows behind it hold no other
        first = behind
    return windows


def _inside(found: Highlights, held: range, window: Span) -> Sequence[int]:
    """The numbers of those of some highlights that are wholly inside a window."""
    if len(held) == 1:
        return held  # the window was made for it
    first = bisect_left(found.starts, window[0], held.start, held.stop)
    behind = bisect_left(found.starts, window[1], first, held.stop)
    numbers = range(first, behind)
    if max(found.ends[first:behind]) <= window[1]:
        return numbers
    return [number for number in numbers if found.ends[number] <= window[1]]
