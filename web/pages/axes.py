"""Numbers and times → where they stand in a chart of points and lines, and its ticks.

Units of the picture, from its upper left corner; how large it is shown is the page's matter.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

WIDTH, HEIGHT = 560, 300
TOP, RIGHT, BOTTOM = 24, 26, 34
LETTER, GAP = 10, 14
"""Room for a letter of a label, at its largest, and between labels and the frame."""
MOST_TICKS = 6
BEYOND = 12
"""How far outside the frame a value stands that its axis does not reach."""
_NICE = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high`, which differ; ticks lie between them, ascending."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """How far along it a value lies: 0 to 1, what is beyond it at its end."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))

    def is_beyond(self, value: float) -> bool:
        """Whether a value is not on it."""
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
    """The two axes of a picture, and the room that its labels leave to the left."""

    across: Axis
    up: Axis
    left: float

    @property
    def right(self) -> float:
        """The end of the axis of times."""
        return WIDTH - RIGHT

    @property
    def bottom(self) -> float:
        """The end of the axis of values."""
        return HEIGHT - BOTTOM

    def spot(self, time: float, value: float) -> Spot:
        """Where a value of a time stands; just outside the frame if its axis does not reach it."""
        x = self.left + self.across.share(time) * (self.right - self.left)
        y = self.bottom - self.up.share(value) * (self.bottom - TOP)
        if self.up.is_beyond(value):
            y += BEYOND if value < self.up.low else -BEYOND
        return Spot(round(x, 1), round(y, 1))


def frame(across: Axis, up: Axis, labels: Iterable[str]) -> Frame:
    """The frame of two axes; `labels` are those of the values."""
    longest = max((len(label) for label in labels), default=0)
    return Frame(across, up, left=LETTER * longest + GAP)


def values_axis(values: Sequence[float]) -> Axis:
    """An axis for values, which holds 0 if that costs little room; ticks at round numbers.

    Raises ValueError if there are none.
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
    """An axis for times counted in years, quarters or months; at most so many ticks, each one of
    these.

    `steps`: what may lie between two ticks, ascending. Raises ValueError if there are no times.
    """
    low, high = min(times), max(times)
    step = next((step for step in steps if high - low < step * most), steps[-1])
    first = -(-low // step) * step
    room = max(0.5, (high - low) / 20)
    ticks = range(first, high + 1, step) or (low, high)
    return Axis(low - room, high + room, tuple(map(float, ticks)))


def _nice_step(rough: float) -> float:
    """The next of 1, 2, 2.5, 5, 10, 20 ... that is no smaller."""
    if rough <= 0:
        return 1.0
    power = 10.0 ** floor(log10(rough))
    return next(nice * power for nice in _NICE if nice * power >= rough * (1 - 1e-9))


def _plain(value: float, step: float) -> float:
    """Without what floats add: 0.30000000000000004 is 0.3."""
    return round(value, max(0, 2 - floor(log10(step))))
