"""The lines of a file → how far apart the lines of one paragraph stand."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median_low

from indexer.read.pdf.lines import TextLine

_LEAST, _MOST = 0.7, 4.0
"""Of a font size: what a step between lines is."""
_ALIKE = 1.25
"""Steps up to so many times another one are alike: those of a scan are never quite the same."""
_RARE = 0.2
"""Of the most frequent steps that are alike: the smallest so frequent ones are those of lines."""
_ENOUGH = 4
"""Steps of a page that say what is usual on it; else those of all pages are asked."""
_UNKNOWN = 1.55
"""Of a font size: the step where no line says what is usual."""
_SLACK = 1.22
"""Times the usual step, and a point more: the widest step inside a paragraph."""


class LineSteps:
    """The usual step from a baseline to the next, in points, of each font size of each page."""

    def __init__(self, pages: Sequence[Sequence[TextLine]]) -> None:
        self._of_page = [_steps(page) for page in pages]
        self._of_all: defaultdict[int, Counter[int]] = defaultdict(Counter)
        for steps in self._of_page:
            for size, counts in steps.items():
                self._of_all[size].update(counts)
        self._usual: dict[tuple[int, int], float] = {}

    def usual(self, page: int, size: float) -> float:
        """The step between lines of this size on a page, from 0."""
        key = page, round(size)
        if key not in self._usual:
            self._usual[key] = self._find_usual(page, size)
        return self._usual[key]

    def _find_usual(self, page: int, size: float) -> float:
        for counts in (self._of_page[page].get(round(size)), self._of_all.get(round(size))):
            if counts and counts.total() >= _ENOUGH:
                return _smallest_frequent(counts)
        return _UNKNOWN * size

    def widest(self, page: int, size: float) -> float:
        """The step up to which two lines may be of one paragraph."""
        return _SLACK * self.usual(page, size) + 1


def _smallest_frequent(counts: Counter[int]) -> float:
    """The middle one of the smallest steps that are alike and frequent."""
    alike = {
        first: [step for step in counts.elements() if first <= step <= _ALIKE * first]
        for first in sorted(counts)
    }
    often = _RARE * max(map(len, alike.values()))
    return median_low(next(steps for steps in alike.values() if len(steps) >= often))


def _steps(page: Iterable[TextLine]) -> dict[int, Counter[int]]:
    """How often each step, in whole points, stands between lines of one size."""
    found: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for above, below in pairwise(page):
        step = above.baseline - below.baseline
        size = above.size
        beside = below.left >= above.right or below.right <= above.left
        if round(size) == round(below.size) and _LEAST < step / size < _MOST and not beside:
            found[round(size)][round(step)] += 1
    return found
