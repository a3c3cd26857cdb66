"""The dots of a chart → the names beside them, which collide with nothing at any width."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from web.pages.axes import GAP, LETTER, WIDTH, Frame, Spot

LINE = 22
"""The height of a label; as LETTER, in units of the picture where it is smallest: on a phone."""
REACH = 11
"""From the middle of a dot to its edge."""
BESIDE = 14
"""From the middle of a dot to the label at its side."""


@dataclass(frozen=True, slots=True)
class ChartLabel:
    """A name and where it stands. `anchor`: "start", "middle" or "end", as in SVG."""

    text: str
    x: float
    y: float
    anchor: str


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def chart_labels(
    named: Iterable[tuple[str, Spot]], dots: Sequence[Spot], frame: Frame
) -> list[ChartLabel]:
    """The names that have room, those before first: right of their dot, left, above or below.

    `dots`: all dots of the chart, which no name covers; nor does one stand among the numbers and
    times at the axes of `frame`.
    """
    taken = [_around(dot) for dot in dots]
    free = _Box(frame.left, 0, WIDTH, frame.bottom + GAP / 2)
    found = []
    for text, spot in named:
        for label in _places(text, spot):
            box = _box(label)
            if _is_inside(box, free) and not any(box.meets(other) for other in taken):
                found.append(label)
                taken.append(box)
                break
    return found


def _places(text: str, spot: Spot) -> tuple[ChartLabel, ...]:
    beyond = REACH + LINE / 2
    return (
        ChartLabel(text, spot.x + BESIDE, spot.y, "start"),
        ChartLabel(text, spot.x - BESIDE, spot.y, "end"),
        ChartLabel(text, spot.x, spot.y - beyond, "middle"),
        ChartLabel(text, spot.x, spot.y + beyond, "middle"),
    )


def _around(dot: Spot) -> _Box:
    return _Box(dot.x - REACH, dot.y - REACH, dot.x + REACH, dot.y + REACH)


def _box(label: ChartLabel) -> _Box:
    width = LETTER * len(label.text)
    left = label.x - width * {"start": 0, "middle": 0.5, "end": 1}[label.anchor]
    return _Box(left, label.y - LINE / 2, left + width, label.y + LINE / 2)


def _is_inside(box: _Box, free: _Box) -> bool:
    return (
        box.left >= free.left
        and box.top >= free.top
        and box.right <= free.right
        and box.bottom <= free.bottom
    )
