"""A series of figures → a chart: points that are links, the lines between them, ticks, a legend."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from search.explore.figures import StatedFigure
from search.explore.series import Family, PeriodLength, PeriodSpan, Point, Series
from search.report import FigureKind
from web import address, wording
from web.pages.axes import Frame, Spot, Tick, frame, times_axis, values_axis

MOST_POINTS = 300
"""Points of one chart: the latest."""
MOST_LABELLED, LABEL = 12, (110, 14)
"""A chart of at most so many points names their places, if there is so much room for a name:
width and height in units of the picture."""

_YEARS, _QUARTERS = (1, 2, 5, 10, 20, 50, 100), (1, 2, 4, 8, 20, 40, 400)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 1200)
_TICKS = {
    PeriodLength.YEAR: (_YEARS, 9),
    PeriodLength.YEARS: (_YEARS, 9),
    PeriodLength.QUARTER: (_QUARTERS, 6),
    PeriodLength.TO_DATE: (_MONTHS, 6),
    PeriodLength.MONTH: (_MONTHS, 6),
}
"""The steps between two ticks of an axis of times; how many ticks their labels leave room for."""
_MONTHS_OF_UNIT = {PeriodLength.YEAR: 12, PeriodLength.YEARS: 12, PeriodLength.QUARTER: 3}
_SHAPES = {FigureKind.TARGET: "target", FigureKind.ESTIMATE: "estimate"}


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a chart: a shape of the legend, the address it leads to, and its name."""

    spot: Spot
    shape: str
    is_suspicious: bool
    href: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line between points: its corners, as the `points` of an SVG polyline."""

    shape: str
    corners: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A shape of the legend, and what it means."""

    shape: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A series as its template draws it, in units of the picture.

    `zero`: the height of the line of 0; None if 0 is not inside. `labels`: the dots that are shown
    with the name of their place. `cut`: says that points were left out; empty if none were.
    """

    title: str
    place: str
    frame: Frame
    across: list[Tick]
    up: list[Tick]
    zero: float | None
    strokes: list[Stroke]
    dots: list[Dot]
    labels: list[Dot]
    legend: list[Entry]
    cut: str


def chart(series: Series) -> Chart:
    """The chart of a series that has a point at least.

    The axis of values is that of the figures that can be true: one that cannot may stand outside.
    """
    points = series.points[-MOST_POINTS:]
    plausible = [float(p.value) for p in points if not p.stated.figure.is_suspicious]
    up = values_axis(plausible or [float(point.value) for point in points])
    across = times_axis([_at(point.time) for point in points], *_TICKS[series.length])
    labels = [wording.numbers.decimal(_plain(value)) for value in up.ticks]
    drawn = frame(across, up, labels)
    dots = [_dot(point, drawn) for point in points]
    is_labelled = len(series.places) > 1 and len(dots) <= MOST_LABELLED
    is_cut = len(points) < len(series.points)
    return Chart(
        title=wording.charts.title(series),
        place=wording.charts.place(series),
        frame=drawn,
        across=_time_ticks(drawn, series.length),
        up=_value_ticks(drawn, labels),
        zero=drawn.spot(across.low, 0).y if up.low < 0 < up.high else None,
        strokes=_strokes(series, set(points), drawn),
        dots=dots,
        labels=_labelled(dots) if is_labelled else [],
        legend=_legend(dots, series.family),
        cut=wording.charts.cut(len(points), len(series.points)) if is_cut else "",
    )


def passage_address(stated: StatedFigure) -> str:
    """The address of the passage that states a figure."""
    passage = "" if stated.passage is None else f"#p{stated.passage}"
    return address.report(stated.source.id) + passage


def _at(time: PeriodSpan) -> int:
    """A time as its axis counts it: in years, quarters or months."""
    return time.last // _MONTHS_OF_UNIT.get(time.length, 1)


def _time(at: float, length: PeriodLength) -> PeriodSpan:
    """The time that stands at a place of its axis."""
    last = int(at) * _MONTHS_OF_UNIT.get(length, 1)
    return PeriodSpan(last, last, length)


def _time_ticks(frame: Frame, length: PeriodLength) -> list[Tick]:
    return [
        Tick(frame.spot(tick, frame.up.low).x, wording.dates.axis_label(_time(tick, length)))
        for tick in frame.across.ticks
    ]


def _value_ticks(frame: Frame, labels: Iterable[str]) -> list[Tick]:
    return [
        Tick(frame.spot(frame.across.low, tick).y, label)
        for tick, label in zip(frame.up.ticks, labels, strict=True)
    ]


def _plain(value: float) -> str:
    """A number as the value of a figure is written: 5738.9, without an exponent."""
    return format(Decimal(repr(value)).normalize(), "f")


def _spot(point: Point, frame: Frame) -> Spot:
    return frame.spot(_at(point.time), float(point.value))


def _dot(point: Point, frame: Frame) -> Dot:
    figure, source = point.stated.figure, point.stated.source
    return Dot(
        _spot(point, frame),
        _SHAPES.get(figure.kind, "result"),
        figure.is_suspicious,
        passage_address(point.stated),
        wording.charts.point(figure, point.place, source.title.value),
        point.place,
    )


def _labelled(dots: Iterable[Dot]) -> list[Dot]:
    """The dots whose label has room beside the labels of those before."""
    width, height = LABEL
    found: list[Dot] = []
    for dot in dots:
        if not any(
            abs(dot.spot.x - other.spot.x) < width and abs(dot.spot.y - other.spot.y) < height
            for other in found
        ):
            found.append(dot)
    return found


def _strokes(series: Series, shown: set[Point], frame: Frame) -> list[Stroke]:
    """The lines of a series between the points that are shown, then its ranges."""
    return [
        *_joined(series.lines, shown, frame, {False: "line-result", True: "line-target"}),
        *_joined(series.ranges, shown, frame, {False: "range", True: "range"}),
    ]


def _joined(
    lines: Iterable[tuple[Point, ...]], shown: set[Point], frame: Frame, shapes: dict[bool, str]
) -> Iterator[Stroke]:
    """`shapes`: whether a line is of targets → its shape."""
    for line in lines:
        spots = [_spot(point, frame) for point in line if point in shown]
        if len(spots) > 1:
            corners = " ".join(f"{spot.x},{spot.y}" for spot in spots)
            yield Stroke(shapes[line[0].is_target], corners)


def _legend(dots: Iterable[Dot], family: Family) -> list[Entry]:
    """The shapes that a chart has, in the order of the legend."""
    shapes = {dot.shape for dot in dots}
    shapes |= {"suspicious" for dot in dots if dot.is_suspicious}
    words = wording.charts
    return [Entry(one, words.legend_entry(one, family)) for one in words.LEGENDS if one in shapes]
