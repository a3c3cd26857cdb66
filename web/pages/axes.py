"""Numbers and times → the axes of a chart: its frame, its ticks, and where a point stands.

Lengths are in units of the picture (an SVG view box), from its upper left corner.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

WIDTH, HEIGHT = 560, 300
TOP, RIGHT, BOTTOM = 24, 26, 34
LETTER, GAP = 12, 14
"""The width of the widest letter of a label; the space between labels and the frame."""
MOST_TICKS = 6
BEYOND = 12
"""The distance from the frame of a value that is outside its axis."""
_NICE = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high`, which differ; ticks lie between them, ascending."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """The place of a value on the axis, 0 to 1; a value beyond it is at its end."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))

    def is_beyond(self, value: float) -> bool:
        """Whether a value is outside the axis."""
        return not self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the picture."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A label and where it stands along its axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The two axes of a picture. `left`: where the axis of times begins, right of the labels."""

    across: Axis
    up: Axis
    left: float

    @property
    def right(self) -> float:
        """Where the axis of times ends."""
        return WIDTH - RIGHT

    @property
    def bottom(self) -> float:
        """Where the axis of values begins: the bottom of the frame."""
        return HEIGHT - BOTTOM

    def spot(self, time: float, value: float) -> Spot:
        """The place of a value at a time; outside the frame if the value is beyond its axis."""
        x = self.left + self.across.share(time) * (self.right - self.left)
        y = self.bottom - self.up.share(value) * (self.bottom - TOP)
        if self.up.is_beyond(value):
            y += BEYOND if value < self.up.low else -BEYOND
        return Spot(round(x, 1), round(y, 1))


def frame(across: Axis, up: Axis, labels: Iterable[str]) -> Frame:
    """The frame of two axes. `labels`: the texts at the ticks of the values."""
    longest = max((len(label) for label in labels), default=0)
    return Frame(across, up, left=LETTER * longest + GAP)


def values_axis(values: Sequence[float]) -> Axis:
    """An axis for values, with ticks at round numbers; it holds 0 if 0 is near.

    Raises ValueError without values.
    """
    low, high = min(values), max(values)
    if low > 0 and low <= 0.6 * high:
        low = 0
    if high < 0 and high >= 0.6 * low:
        high = 0
    if low == high:  # also of one value: it stands in the middle
        room = abs(low) / 10 or 1
        low, high = low - room, high + room
    step = _nice_step((high - low) / (MOST_TICKS - 1))
    first, last = floor(round(low / step, 9)), ceil(round(high / step, 9))
    ticks = tuple(_plain(number * step, step) for number in range(first, last + 1))
    return Axis(min(low, ticks[0]), max(high, ticks[-1]), ticks)


def times_axis(times: Sequence[int], steps: Sequence[int], most: int = MOST_TICKS) -> Axis:
    """An axis for times, counted in years, quarters or months, with ticks as far from each other as
    if there were `most`, and one at the latest time: that is what a reader looks for first.

    `steps`: the distances that two ticks may have, ascending. Raises ValueError without times.
    """
    low, high = min(times), max(times)
    step = next((step for step in steps if high - low < step * most), steps[-1])
    first = -(-low // step) * step
    room = max(0.5, (high - low) / 20)
    least = (high - low + 2 * room) / most
    ticks = [tick for tick in range(first, high, step) if high - tick >= least] or [low]
    ticks = sorted({*ticks, high})
    return Axis(low - room, high + room, tuple(map(float, ticks)))


def _nice_step(rough: float) -> float:
    """The smallest of 1, 2, 2.5, 5, 10, 20 ... that is at least `rough`."""
    if rough <= 0:
        return 1.0
    power = 10.0 ** floor(log10(rough))
    return next(nice * power for nice in _NICE if nice * power >= rough * (1 - 1e-9))


def _plain(value: float, step: float) -> float:
    """A tick without the error of floats: 0.30000000000000004 → 0.3."""
    return round(value, max(0, 2 - floor(log10(step))))
