"""The characters of a page → its lines, in the order in which they are read.

PDFium's order, that of the file, keeps columns and cells and is right nearly always. Where the
letters that a font lacks were drawn after the rest, from a second font, the order is nobody's:
"Bc Kn ắạ". Then a line is put together by place (`by_place`).
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from indexer.read.pdf.page import HYPHEN, PageCharacters, Ruling

_SAME_LINE = 0.3
"""Of a font size: how far the baseline of a character may be from that of its line."""
_RAISED, _RAISED_SIZE = 0.6, 0.85
"""Of the larger size: how far a raised or lowered number stands off its line and its neighbour, and
its own size."""
_AREA = re.compile(r"(?:^|[\W\d])[kcdm]?m$")
"""Behind these a raised number is an exponent: "m2". Elsewhere it is the sign of a footnote, and
with it "2023" would be "20231"."""
_BACK, _APART, _APART_AT_END = 0.5, 1.2, 0.3
"""Of a font size: how far a character may stand before the end of the one before it and after it,
and how far after it where PDFium sees the end of a line."""
_WORD_GAP, _MARKED_GAP = 0.17, 0.09
"""Of a font size: a gap between letters that is a blank, and one that is where a blank is drawn."""
_WALL = 0.5
"""Points: letters that are closer have no ruled line between them."""
_SCATTERED, _FEWEST = 0.05, 3
"""The share of words of one toned letter, and of how many letters, from which on a page is put
together by place: 0.00 to 0.02 on good pages ("ở", "ý kiến"), 0.19 and more on broken ones."""
_MOST_RUNS = 20_000
"""Of a page that is put together by place: the time it takes grows with the square of the runs that
stand at one height."""
_WORD = re.compile(r"\w+")
_LINE_ENDS = "\r\n"
_HYPHENS = "\x02" + HYPHEN
_BULLETS = range(0xF000, 0xF100)
"""What the fonts of symbols use; most are signs before an item."""
_MEANT: dict[int, str | None] = dict.fromkeys([*range(9), *range(14, 28), 0xFFFF], None)
_MEANT |= dict.fromkeys(map(ord, _HYPHENS), "-") | dict.fromkeys(_BULLETS, "\u2022")
_FAR, _NEAR = 1.5, 0.6
"""Of a font size: how far runs of one line may be apart before it is whole, and after."""
_STEP = 6.0
"""Points: lines whose baselines differ by more than two of these are never one."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words on one baseline with no wide gap between them: a line, or what a cell has of one.

    `text`: blanks collapsed, none at its edges. `is_open`: whether a blank stood at its end.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_open: bool = False


def lines_of(page: PageCharacters) -> list[TextLine]:
    """The lines of a page."""
    walls = _Walls(page.verticals)
    runs = list(_runs(page, walls))
    if len(runs) <= _MOST_RUNS and is_scattered(page.text):
        return list(_by_place(page, runs, walls))
    return [line for run in runs if (line := _line(page, run))]


def is_scattered(text: str) -> bool:
    """Whether the letters of a second font stand apart from the rest: "B c K n ắ ạ"."""
    words = _WORD.findall(text)
    toned = [word for word in words if len(word) == 1 and unicodedata.decomposition(word)]
    return len(set(toned)) >= _FEWEST and len(toned) > _SCATTERED * len(words)


class _Walls:
    """The vertical lines of a page, to be asked whether one stands between two characters."""

    def __init__(self, verticals: Iterable[Ruling]) -> None:
        self._rulings = sorted(verticals)
        self._places = [ruling.at for ruling in self._rulings]

    def between(self, left: float, right: float, baseline: float) -> bool:
        """Whether one runs through this height between two places."""
        first = bisect_left(self._places, left)
        return any(
            ruling.start <= baseline + 2 and ruling.end >= baseline
            for ruling in self._rulings[first : bisect_right(self._places, right)]
        )


def _runs(page: PageCharacters, walls: _Walls) -> Iterator[list[int]]:
    """The characters that follow each other on one baseline, by their places in the text."""
    run: list[int] = []
    last, ends = -1, False
    for at, character in enumerate(page.text):
        if character in _LINE_ENDS:
            ends = True
        elif character == " ":
            if run:
                run.append(at)
        elif page.sizes[at] > 0:
            if run and _breaks(page, last, at, ends, walls):
                yield run
                run = []
            run.append(at)
            last, ends = at, character in _HYPHENS
    if run:
        yield run


def _breaks(page: PageCharacters, last: int, at: int, ends: bool, walls: _Walls) -> bool:
    """Whether a character begins another run than the last one, which PDFium `ends` a line with."""
    size, own = page.sizes[last], page.sizes[at]
    gap = page.lefts[at] - page.rights[last]
    rise = abs(page.baselines[at] - page.baselines[last])
    if not ends and abs(gap + page.rights[last] - page.lefts[last]) < _SAME_LINE * size:
        return rise > _APART * size  # letters above each other: words that run upwards
    if rise > _SAME_LINE * size:
        small, large = sorted((size, own))
        is_raised = small <= _RAISED_SIZE * large and rise <= _RAISED * large
        return not is_raised or abs(gap) > _RAISED * large
    if not -_BACK * size < gap < (_APART_AT_END if ends else _APART) * size:
        return True
    return gap > _WALL and walls.between(page.rights[last], page.lefts[at], page.baselines[at])


def _line(page: PageCharacters, run: Sequence[int], text: str | None = None) -> TextLine | None:
    """The line of a run, if it has words; `text`: where the run's own is not as it is read."""
    visible = [at for at in run if page.text[at] != " "]
    middle = visible[len(visible) // 2]
    if text is None:
        text = "".join([page.text[at] for at in _unmarked(page, run, middle)])
    words = text.translate(_MEANT).split()
    if not words:
        return None
    left, right = page.lefts[visible[0]], page.rights[visible[-1]]
    is_open = text[-1:].isspace()
    return TextLine(
        " ".join(words), left, right, page.baselines[middle], page.sizes[middle], is_open
    )


def _unmarked(page: PageCharacters, run: Sequence[int], middle: int) -> Sequence[int]:
    """The characters of a run without the signs of footnotes; `middle`: one of its usual size."""
    size, height = page.sizes[middle], page.baselines[middle]
    if min(page.sizes[at] for at in run) > _RAISED_SIZE * size:
        return run
    kept: list[int] = []
    for at in run:
        is_small = page.sizes[at] <= _RAISED_SIZE * size and page.text[at].isdigit()
        if kept and is_small and page.baselines[at] > height + (1 - _RAISED_SIZE) * size:
            before = "".join(page.text[one] for one in kept[-3:])
            if any(map(str.isalnum, page.text[run[0] : at])) and not _AREA.search(before):
                continue
        kept.append(at)
    return kept


class _PlacedLine:
    """A line that runs are added to: its characters, and the place that it takes."""

    def __init__(self, page: PageCharacters, run: list[int]) -> None:
        visible = [at for at in run if page.text[at] != " "]
        self.run = run
        self.baseline, self.size = page.baselines[visible[0]], page.sizes[visible[0]]
        self.left = min(page.lefts[at] for at in visible)
        self.right = max(page.rights[at] for at in visible)

    def takes(self, other: "_PlacedLine", within: float, walls: _Walls) -> bool:
        """Whether another one stands on the same baseline, not farther than so many sizes."""
        size = min(self.size, other.size)
        if abs(self.baseline - other.baseline) > _SAME_LINE * size:
            return False
        first, second = (self, other) if self.left <= other.left else (other, self)
        gap = second.left - first.right
        return gap < within * size and not (
            gap > 0 and walls.between(first.right, second.left, self.baseline)
        )

    def add(self, other: "_PlacedLine") -> None:
        """Take the characters of another one."""
        self.run += other.run
        self.left, self.right = min(self.left, other.left), max(self.right, other.right)


def _by_place(page: PageCharacters, runs: Iterable[list[int]], walls: _Walls) -> Iterator[TextLine]:
    """Lines put together of all that stands on one baseline, in the order of their first runs."""
    placed = [_PlacedLine(page, run) for run in runs]
    for within in (_FAR, _NEAR):  # then what grew towards each other
        placed = _gathered(placed, within, walls)
    for line in placed:
        run = sorted(
            (at for at in line.run if page.text[at] != " "),
            key=lambda at: (round(page.lefts[at], 2), bool(unicodedata.combining(page.text[at]))),
        )
        blanks = sorted(page.lefts[at] for at in line.run if page.text[at] == " ")
        if made := _line(page, run, _spaced(page, run, blanks)):
            yield made


def _gathered(lines: Iterable[_PlacedLine], within: float, walls: _Walls) -> list[_PlacedLine]:
    """Lines on one baseline, not farther apart than so many sizes, made one."""
    kept: list[_PlacedLine] = []
    at_height: defaultdict[int, list[_PlacedLine]] = defaultdict(list)
    for line in lines:
        height = round(line.baseline / _STEP)
        near = chain.from_iterable(at_height[height + up] for up in (-1, 0, 1))
        if host := next((host for host in near if host.takes(line, within, walls)), None):
            host.add(line)
        else:
            kept.append(line)
            at_height[height].append(line)
    return kept


def _spaced(page: PageCharacters, run: Sequence[int], blanks: Sequence[float]) -> str:
    """The characters of a run from left to right, with a blank where a gap or a mark says so."""
    pieces = [page.text[run[0]]] if run else []
    for before, at in pairwise(run):
        end, size = page.rights[before], page.sizes[at]
        gap = page.lefts[at] - end
        marked = bisect_left(blanks, end - 0.05 * size) < bisect_right(blanks, page.lefts[at])
        if gap > (_MARKED_GAP if marked else _WORD_GAP) * size:
            pieces.append(" ")
        pieces.append(page.text[at])
    return "".join(pieces)
