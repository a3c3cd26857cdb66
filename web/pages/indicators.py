"""Request → the page of one indicator, its charts and its table; or the list of indicators."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from flask import Blueprint, Response, render_template, request

from search.answers import Query
from search.explore.figures import INDICATOR, Figures, StatedFigure, figures, indicators, is_stated
from search.explore.series import (
    Family,
    PeriodLength,
    PeriodSpan,
    Point,
    Series,
    series_of,
    span_of,
)
from search.report import FigureKind
from search.searcher import Searcher
from search.text.collate import vietnamese_order
from web import address, wording
from web.http.snapshot import searcher
from web.pages import charts
from web.pages.asking import again, asked, conditions
from web.pages.charts import Frame, Spot, Tick
from web.pages.paging import pager

MOST_CHARTS, MOST_POINTS, ROWS, MOST_LISTED = 6, 300, 200, 500
"""Charts of a page, points of a chart, rows of a page of the table, indicators of the list."""
MOST_LABELLED, LABEL = 12, (110, 14)
"""Points of a chart that may have the names of their places beside them, and the room for one."""

indicator_pages = Blueprint("indicators", __name__)

_YEARS, _QUARTERS = (1, 2, 5, 10, 20, 50, 100), (1, 2, 4, 8, 20, 40, 400)
_MONTHLY = (1, 2, 3, 6, 12, 24, 60, 120, 1200)
_TICKS = {
    PeriodLength.YEAR: (_YEARS, 9),
    PeriodLength.YEARS: (_YEARS, 9),
    PeriodLength.QUARTER: (_QUARTERS, 6),
    PeriodLength.TO_DATE: (_MONTHLY, 6),
    PeriodLength.MONTH: (_MONTHLY, 6),
}
"""What may lie between two ticks of an axis of times, and how many their labels leave room for."""
_MONTHS = {PeriodLength.YEAR: 12, PeriodLength.YEARS: 12, PeriodLength.QUARTER: 3}


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A province that can be chosen, with its reports."""

    name: str
    reports: int
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A point as it is drawn: a shape of the legend, its address and its name."""

    spot: Spot
    shape: str
    is_suspicious: bool
    href: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """What joins points: its corners, as the `points` of a polyline has them."""

    shape: str
    corners: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A shape of the legend, and what it means there."""

    shape: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A group of figures as it is drawn. `zero`: where the line of 0 stands, if it is inside.
    `labels`: the points whose place stands beside them."""

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


@indicator_pages.get("/indicators")
def indicator() -> Response:
    """What the reports of a query state of an indicator; without a name: which ones there are."""
    read, live = asked(), searcher()
    if read.problems:
        return again(read, live)
    name = address.asked_indicator(request.args)
    if not name or not is_stated(name, live):
        return _listed(read, name, live)
    query = read.query
    found = figures(name, query, live)
    kinds = series_of(found.stated)
    rows = sorted(found.stated, key=_row_order)
    pages = max(1, -(-len(rows) // ROWS))
    page = min(query.page, pages)
    begin = (page - 1) * ROWS
    shown = render_template(
        "indicator.html",
        asked=read,
        query=query,
        name=name,
        found=found,
        conditions=_narrowed(query, lambda other: address.indicator(name, other)),
        unfiltered=address.indicator(name),
        places=_places(name, query, found),
        charts=[_chart(group) for group in kinds[:MOST_CHARTS]],
        more_charts=max(0, len(kinds) - MOST_CHARTS),
        only_in_table=_only_in_table(found.stated, kinds),
        rows=rows[begin : begin + ROWS],
        first_row=begin + 1,
        pager=pager(
            page, pages, lambda n: f"{address.indicator(name, replace(query, page=n))}#table"
        ),
        here=_here,
        reports=address.write(
            replace(query, page=1, filters={**query.filters, INDICATOR: (name,)})
        ),
    )
    return Response(shown)


def _without_indicator(read: address.Asked) -> address.Asked:
    filters = {name: own for name, own in read.query.filters.items() if name != INDICATOR}
    return replace(read, query=replace(read.query, filters=filters))


def _listed(read: address.Asked, missing: str, live: Searcher) -> Response:
    """Those of the most reports first. If one was asked for that there is not, the list is the way
    back from there."""
    query = read.query
    counts = indicators(query, live)
    names = sorted(counts, key=lambda name: (-counts[name], vietnamese_order(name)))
    shown = render_template(
        "indicators.html",
        asked=read,
        query=query,
        missing=missing,
        total=len(names),
        listed=[(n, counts[n], address.indicator(n, query)) for n in names[:MOST_LISTED]],
        conditions=_narrowed(query, address.indicators),
        unfiltered=address.indicators(),
    )
    return Response(shown, 404 if missing else 200)


def _narrowed(query: Query, to: Callable[[Query], str]) -> list[tuple[str, str]]:
    """Each condition in words, the words that were typed among them, and the address without it."""
    first = replace(query, page=1)
    words = wording.common.condition(wording.indicators.ASKED_WORDS, query.text)
    typed = [(words, to(replace(first, text="")))] if query.text else []
    return [*typed, *conditions(first, to)]


def _places(name: str, query: Query, found: Figures) -> list[PlaceChoice]:
    """The provinces that can be chosen: those of the most reports first."""
    chosen = query.filters.get("province", ())
    first = replace(query, page=1)
    ordered = sorted(found.provinces.items(), key=lambda one: (-one[1], vietnamese_order(one[0])))
    return [
        PlaceChoice(
            province,
            reports,
            address.indicator(
                name, replace(first, filters={**query.filters, "province": (province,)})
            ),
            province in chosen,
        )
        for province, reports in ordered
    ]


def _row_order(stated: StatedFigure) -> tuple[bool, int, int]:
    """The latest periods first; last what no text tells the period of."""
    time = span_of(stated.figure.period)
    return (time.stretch is PeriodLength.UNTOLD, -time.last, time.first)


def _here(stated: StatedFigure) -> str:
    """The address of the passage in which a figure stands."""
    where = "" if stated.passage is None else f"#p{stated.passage}"
    return address.report(stated.source.id) + where


def _only_in_table(stated: Iterable[StatedFigure], kinds: Iterable[Series]) -> str:
    every = list(stated)
    untold = sum(span_of(one.figure.period).stretch is PeriodLength.UNTOLD for one in every)
    drawn = sum(len(group.points) for group in kinds)
    return wording.indicators.only_in_table(untold, len(every) - untold - drawn)


def _chart(group: Series) -> Chart:
    points = group.points[-MOST_POINTS:]
    sure = [float(p.value) for p in points if not p.stated.figure.is_suspicious]
    up = charts.values_axis(sure or [float(point.value) for point in points])
    across = charts.times_axis([_at(point.time) for point in points], *_TICKS[group.stretch])
    labels = [wording.numbers.decimal(_plain(value)) for value in up.ticks]
    frame = charts.frame(across, up, labels)
    dots = [_dot(point, frame) for point in points]
    shown = set(points)
    return Chart(
        title=wording.charts.title(group),
        place=wording.charts.place(group),
        frame=frame,
        across=[
            Tick(frame.spot(tick, up.low).x, wording.dates.axis_label(_time(tick, group.stretch)))
            for tick in across.ticks
        ],
        up=[
            Tick(frame.spot(across.low, tick).y, label)
            for tick, label in zip(up.ticks, labels, strict=True)
        ],
        zero=frame.spot(across.low, 0).y if up.low < 0 < up.high else None,
        strokes=[
            *_strokes(group.lines, frame, shown, ("line-result", "line-target")),
            *_strokes(group.ranges, frame, shown, ("range", "range")),
        ],
        dots=dots,
        labels=_labels(dots) if len(group.places) > 1 and len(dots) <= MOST_LABELLED else [],
        legend=_legend(dots, group.family),
        cut=wording.charts.cut(len(points), len(group.points))
        if len(points) < len(group.points)
        else "",
    )


def _at(time: PeriodSpan) -> int:
    """A time as its axis counts it: in years, quarters or months."""
    return time.last // _MONTHS.get(time.stretch, 1)


def _time(at: float, stretch: PeriodLength) -> PeriodSpan:
    last = int(at) * _MONTHS.get(stretch, 1)
    return PeriodSpan(last, last, stretch)


def _plain(value: float) -> str:
    """A number as figures spell theirs."""
    return format(Decimal(repr(value)).normalize(), "f")


def _spot(point: Point, frame: Frame) -> Spot:
    return frame.spot(_at(point.time), float(point.value))


def _dot(point: Point, frame: Frame) -> Dot:
    figure, source = point.stated.figure, point.stated.source
    shapes = {FigureKind.TARGET: "target", FigureKind.ESTIMATE: "estimate"}
    return Dot(
        _spot(point, frame),
        shapes.get(figure.kind, "result"),
        figure.is_suspicious,
        _here(point.stated),
        wording.charts.point(figure, source.province, source.title.value),
        source.province,
    )


def _labels(dots: Iterable[Dot]) -> list[Dot]:
    """Points that have room for the name of their place, as wide as LABEL, beside those before."""
    across, up = LABEL
    found: list[Dot] = []
    for dot in dots:
        if not any(
            abs(dot.spot.x - other.spot.x) < across and abs(dot.spot.y - other.spot.y) < up
            for other in found
        ):
            found.append(dot)
    return found


def _strokes(
    lines: Iterable[tuple[Point, ...]], frame: Frame, shown: set[Point], shapes: tuple[str, str]
) -> Iterator[Stroke]:
    for line in lines:
        spots = [_spot(point, frame) for point in line if point in shown]
        if len(spots) > 1:
            corners = " ".join(f"{spot.x},{spot.y}" for spot in spots)
            yield Stroke(shapes[line[0].is_target], corners)


def _legend(dots: Iterable[Dot], family: Family) -> list[Entry]:
    """The shapes of a chart, in the order of the legend."""
    drawn = {dot.shape for dot in dots}
    drawn |= {"suspicious" for dot in dots if dot.is_suspicious}
    return [
        Entry(s, wording.charts.legend_entry(s, family))
        for s in wording.charts.LEGENDS
        if s in drawn
    ]
