"""A series of figures → a chart: points that are links, the lines between them, ticks, a legend."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from search.explore.figures import StatedFigure
from search.explore.scopes import Scope
from search.explore.series import Family, PeriodLength, PeriodSpan, Point, Series
from search.report import FigureKind
from web import address, wording
from web.pages.axes import Frame, Spot, Tick, frame, times_axis, values_axis
from web.pages.chart_labels import ChartLabel, chart_labels

MOST_POINTS = 300
"""Points of one chart: the latest."""
MOST_LABELLED = 12
"""A chart of at most so many points names their places, as far as there is room."""
COLOURS = 6
"""Places of one chart that have a colour of their own: more are hardly told apart."""

_YEARS, _QUARTERS = (1, 2, 5, 10, 20, 50, 100), (1, 2, 4, 8, 20, 40, 400)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 1200)
_TICKS = {
    PeriodLength.YEAR: (_YEARS, 9),
    PeriodLength.YEARS: (_YEARS, 9),
    PeriodLength.QUARTER: (_QUARTERS, 5),
    PeriodLength.TO_DATE: (_MONTHS, 5),
    PeriodLength.MONTH: (_MONTHS, 5),
}
"""The steps between two ticks of an axis of times; how many ticks their labels leave room for."""
_MONTHS_OF_UNIT = {PeriodLength.YEAR: 12, PeriodLength.YEARS: 12, PeriodLength.QUARTER: 3}
_SHAPES = {FigureKind.TARGET: "target", FigureKind.ESTIMATE: "estimate"}


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a chart: a shape of the legend, the address it leads to, and its name. `colour`:
    the number of that of its place; 0: the same for all."""

    spot: Spot
    shape: str
    is_suspicious: bool
    href: str
    name: str
    place: str
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line between points: its corners, as the `points` of an SVG polyline."""

    shape: str
    corners: str
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A shape of the legend, and what it means."""

    shape: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A series as its template draws it, in units of the picture.

    `zero`: the height of the line of 0; None if 0 is not inside. `labels`: the names of places.
    `colours`: number of a colour → the place that has it. `cut`: says that points were left out;
    empty if none were.
    """

    title: str
    place: str
    frame: Frame
    across: list[Tick]
    up: list[Tick]
    zero: float | None
    strokes: list[Stroke]
    dots: list[Dot]
    labels: list[ChartLabel]
    legend: list[Entry]
    colours: list[tuple[int, str]]
    cut: str


def chart(series: Series, chosen: Sequence[str] = ()) -> Chart:
    """The chart of a series that has a point at least. `chosen`: the places that are compared.

    The axis of values is that of the figures that can be true: one that cannot may stand outside.
    """
    points = series.points[-MOST_POINTS:]
    plausible = [float(p.value) for p in points if not p.stated.figure.is_suspicious]
    up = values_axis(plausible or [float(point.value) for point in points])
    across = times_axis([_at(point.time) for point in points], *_TICKS[series.length])
    labels = [wording.numbers.decimal(plain_number(value)) for value in up.ticks]
    drawn = frame(across, up, labels)
    colours = _colours(series, chosen)
    dots = [_dot(point, drawn, colours) for point in points]
    is_cut = len(points) < len(series.points)
    return Chart(
        title=wording.charts.title(series),
        place=wording.charts.place(series),
        frame=drawn,
        across=_time_ticks(drawn, series.length),
        up=_value_ticks(drawn, labels),
        zero=drawn.spot(across.low, 0).y if up.low < 0 < up.high else None,
        strokes=_strokes(series, set(points), drawn, colours),
        dots=dots,
        labels=chart_labels(_named(dots, series), [dot.spot for dot in dots], drawn),
        legend=_legend(dots, series.family),
        colours=[(number, place) for place, number in colours.items()],
        cut=wording.charts.cut(len(points), len(series.points)) if is_cut else "",
    )


def passage_address(stated: StatedFigure) -> str:
    """The address of the passage that states a figure."""
    return address.passage(stated.source.id, stated.passage)


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


def plain_number(value: Decimal | float) -> str:
    """A number as the value of a figure is written: 5738.9, without an exponent."""
    return format(Decimal(str(value)).normalize(), "f")


def _spot(point: Point, frame: Frame) -> Spot:
    return frame.spot(_at(point.time), float(point.value))


def _dot(point: Point, frame: Frame, colours: Mapping[str, int]) -> Dot:
    figure, source = point.stated.figure, point.stated.source
    return Dot(
        _spot(point, frame),
        _SHAPES.get(figure.kind, "result"),
        figure.is_suspicious,
        passage_address(point.stated),
        wording.charts.point(figure, point.place, source.title.value),
        point.place,
        colours.get(point.place, 0),
    )


def _named(dots: Sequence[Dot], series: Series) -> list[tuple[str, Spot]]:
    """The dots that are named, the latest first: the last one of each chosen place; of other places
    every one, if they are few."""
    latest = list(reversed(dots))
    if series.scope is Scope.CHOSEN and len(series.places) > 1:
        last = {dot.place: dot for dot in dots}.values()
        return [(dot.place, dot.spot) for dot in latest if dot in last]
    if len(series.places) > 1 and len(dots) <= MOST_LABELLED:
        return [(dot.place, dot.spot) for dot in latest]
    return []


def _colours(series: Series, chosen: Sequence[str]) -> dict[str, int]:
    """The places of a chart that were chosen to be compared → the number of the colour of each,
    from 1, the same in every chart; those beyond the last colour have none."""
    if series.scope is not Scope.CHOSEN or len(series.places) < 2:
        return {}
    numbered = enumerate(chosen[:COLOURS], start=1)
    return {place: number for number, place in numbered if place in series.places}


def _strokes(
    series: Series, shown: set[Point], frame: Frame, colours: Mapping[str, int]
) -> list[Stroke]:
    """The lines of a series between the points that are shown, then its ranges."""
    joined = {False: "line-result", True: "line-target"}
    return [
        *_joined(series.lines, shown, frame, joined, colours),
        *_joined(series.ranges, shown, frame, {False: "range", True: "range"}, colours),
    ]


def _joined(
    lines: Iterable[tuple[Point, ...]],
    shown: set[Point],
    frame: Frame,
    shapes: Mapping[bool, str],
    colours: Mapping[str, int],
) -> Iterator[Stroke]:
    """`shapes`: whether a line is of targets → its shape."""
    for line in lines:
        spots = [_spot(point, frame) for point in line if point in shown]
        if len(spots) > 1:
            corners = " ".join(f"{spot.x},{spot.y}" for spot in spots)
            yield Stroke(shapes[line[0].is_target], corners, colours.get(line[0].place, 0))


def _legend(dots: Iterable[Dot], family: Family) -> list[Entry]:
    """The shapes that a chart has, in the order of the legend."""
    shapes = {dot.shape for dot in dots}
    shapes |= {"suspicious" for dot in dots if dot.is_suspicious}
    words = wording.charts
    return [Entry(one, words.legend_entry(one, family)) for one in words.LEGENDS if one in shapes]
