"""Figures of one indicator → series that can be drawn together, in one unit, and their lines.

The figures of a series are of one kind of place, say the same of the indicator, are in one unit,
and of periods of one length: a year's revenue does not stand beside a month's, nor a growth beside
a share.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from search.dates import DateError, Period
from search.explore.figures import StatedFigure
from search.explore.scopes import Scope, scope_of
from search.explore.target_words import changes, of_plan, percentages
from search.explore.units import split_scale
from search.report import FigureKind, Precision, Span


class Family(StrEnum):
    """What a number says of its indicator, whether as a result or as a target."""

    AMOUNT = "amount"  # how much there is, or what share of a whole
    CHANGE = "change"  # how much more or less than before
    PLAN = "plan"  # what share of what was planned


class PeriodLength(StrEnum):
    """How long the period of a figure is."""

    YEAR = "year"
    TO_DATE = "to-date"  # from January to the end of a month, or to a day of it
    QUARTER = "quarter"
    MONTH = "month"  # or from January to its end: texts say both in the same words
    YEARS = "years"
    OTHER = "other"  # months that do not begin in January
    UNKNOWN = "unknown"  # the text does not say


@dataclass(frozen=True, slots=True, order=True)
class PeriodSpan:
    """A period. `first`, `last`: its months, counted from the year 0; 0 if UNKNOWN."""

    last: int
    first: int
    length: PeriodLength

    @property
    def year(self) -> int:
        """The year in which it ends."""
        return self.last // _MONTHS


@dataclass(frozen=True, slots=True)
class Point:
    """A figure as it is drawn: in the unit of its series."""

    stated: StatedFigure
    time: PeriodSpan
    value: Decimal

    @property
    def is_target(self) -> bool:
        """Whether it is what was aimed at."""
        return self.stated.figure.kind is FigureKind.TARGET

    @property
    def place(self) -> str:
        """The name of the place it is of; of a country with another, of both."""
        return self.stated.figure.scope_name


Line = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Points that may be drawn together, in the order of their times, and the lines among them.

    `places`: the places that the points are of. A line joins results, or targets, of one place: of
    years or quarters near each other; of one year where they add up from January. Of the others, of
    several places that were not chosen and of places that nobody knows there are only points.
    `ranges`: the two ends of one figure ("42-43 tỷ đồng").
    """

    scope: Scope
    family: Family
    length: PeriodLength
    unit: str
    points: tuple[Point, ...]
    places: tuple[str, ...]
    lines: tuple[Line, ...]
    ranges: tuple[Line, ...]


_MONTHS = 12
_LENGTHS = {
    Precision.DAY: PeriodLength.TO_DATE,
    Precision.MONTH: PeriodLength.MONTH,
    Precision.QUARTER: PeriodLength.QUARTER,
    Precision.YEAR: PeriodLength.YEAR,
}
_UNKNOWN = PeriodSpan(0, 0, PeriodLength.UNKNOWN)
_GAPS = {
    PeriodLength.YEAR: 3 * _MONTHS,
    PeriodLength.QUARTER: _MONTHS,
    PeriodLength.TO_DATE: _MONTHS,
}
"""The most months between two points that a line joins: over a longer gap it would mislead."""


class _Kind(NamedTuple):
    """What the figures of one series have in common; `unit`: without its scale. `country`: whose
    they are, if they are of a country, or of two."""

    scope: Scope
    family: Family
    length: PeriodLength
    unit: str
    country: str


class TimedFigure(NamedTuple):
    """A figure and its period."""

    stated: StatedFigure
    time: PeriodSpan


def series_of(
    stated: Iterable[StatedFigure], provinces: Collection[str] = (), chosen: Collection[str] = ()
) -> list[Series]:
    """The series of figures whose period is known: those of the most chosen places first, of these
    those of a known place, of these those of whole years, and of these those of the most points.

    A figure that cannot be drawn is in no series, nor is one of a firm, a sector, a region or
    another country. `provinces`: if there are any, nor is one of the country or of another
    province. `chosen`: names of places that are drawn together, each with lines of its own. A
    series has points of more than one period, and a line or more than two points.
    """
    kinds: defaultdict[_Kind, list[TimedFigure]] = defaultdict(list)
    for one in stated:
        time, scope = span_of(one.figure.period), scope_of(one.figure, provinces, chosen)
        if scope and time.length not in (PeriodLength.UNKNOWN, PeriodLength.OTHER):
            _, unit = split_scale(one.figure.unit)
            country = one.figure.scope_name if scope is Scope.COUNTRY else ""
            kind = _Kind(scope, family(one), time.length, unit, country)
            kinds[kind].append(TimedFigure(one, time))
    found = [_series(kind, own) for kind, own in kinds.items() if len({t.time for t in own}) > 1]
    drawn = (series for series in found if series.lines or len(series.points) > 2)
    return sorted(drawn, key=lambda series: _order(series, chosen))


def _order(series: Series, chosen: Collection[str]) -> tuple[int, bool, int, int]:
    length = [*PeriodLength].index(series.length)
    compared = len(set(chosen).intersection(series.places))
    return (-compared, series.scope is Scope.OTHER, length, -len(series.points))


def span_of(period: str | None) -> PeriodSpan:
    """A period as a figure spells it (see `search.dates.Period`) → its months and its length."""
    try:
        found = Period.parse(period or "")
    except DateError:
        return _UNKNOWN
    if any(date.year is None for date in found.dates):
        return _UNKNOWN
    first, last, length = found.months.start, found.months.stop - 1, _length(found)
    january = last - last % _MONTHS
    return PeriodSpan(last, january if length is PeriodLength.TO_DATE else first, length)


def _length(period: Period) -> PeriodLength:
    first, last = period.first, period.last
    if last is None:
        return _LENGTHS[first.precision]
    if first.month is None and last.month is None:
        return PeriodLength.YEARS
    is_to_date = first.months.start % _MONTHS == 0 and first.year == last.year
    return PeriodLength.TO_DATE if is_to_date else PeriodLength.OTHER


def family(stated: StatedFigure) -> Family:
    """What a figure says of its indicator; the words around a target decide what a target says."""
    figure = stated.figure
    if figure.kind is FigureKind.PLAN_SHARE:
        return Family.PLAN
    if figure.kind is FigureKind.CHANGE:
        return Family.CHANGE
    if figure.kind is FigureKind.TARGET:
        if of_plan().match(stated.after):
            return Family.PLAN
        if figure.value.startswith("-") or changes().search(stated.before):
            return Family.CHANGE
    if figure.unit.startswith("%") and " " not in figure.unit:
        return _percentage(figure.indicator)
    return Family.AMOUNT


def _percentage(indicator: str) -> Family:
    return next(
        (Family(own) for name, own in percentages() if f"{indicator} ".startswith(name)),
        Family.AMOUNT,
    )


def _series(kind: _Kind, own: Sequence[TimedFigure]) -> Series:
    """The series of some figures, in the unit in which most of them are given."""
    unit, points = in_one_unit(own)
    places = tuple(dict.fromkeys(point.place for point in points))
    is_joined = kind.scope is Scope.CHOSEN or (kind.scope is not Scope.OTHER and len(places) == 1)
    joined = places if is_joined and kind.length in _GAPS else ()
    return Series(
        kind.scope,
        kind.family,
        kind.length,
        unit,
        points,
        places,
        lines=tuple(
            line
            for place in joined
            for line in _lines([p for p in points if p.place == place], kind.length)
        ),
        ranges=tuple(_ranges(points)),
    )


def in_one_unit(timed: Sequence[TimedFigure]) -> tuple[str, tuple[Point, ...]]:
    """Figures whose units differ in scale only → the unit that most of them have, and the figures
    in it, in the order of their times. Raises IndexError without figures."""
    unit = Counter(stated.figure.unit for stated, _ in timed).most_common(1)[0][0]
    to, _ = split_scale(unit)
    points = [
        Point(one, time, Decimal(one.figure.value).scaleb(split_scale(one.figure.unit)[0] - to))
        for one, time in timed
    ]
    return unit, tuple(sorted(points, key=lambda point: point.time))


def _lines(points: Sequence[Point], length: PeriodLength) -> Iterator[Line]:
    """The lines of results, then those of targets; suspicious figures are in none."""
    for is_target in (False, True):
        own = [
            point
            for point in points
            if point.is_target is is_target and not point.stated.figure.is_suspicious
        ]
        line: list[Point] = []
        for _, same in groupby(own, key=lambda point: point.time.last):
            point = _latest_stated(list(same))
            if line and not _is_next(line[-1].time, point.time, length):
                yield from [tuple(line)] if len(line) > 1 else []
                line = []
            line.append(point)
        yield from [tuple(line)] if len(line) > 1 else []


def _is_next(before: PeriodSpan, after: PeriodSpan, length: PeriodLength) -> bool:
    if length is PeriodLength.TO_DATE and before.year != after.year:
        return False
    return after.last - before.last <= _GAPS[length]


def _latest_stated(points: list[Point]) -> Point:
    """Of the figures of one period: the first in the report that states one last, as far as the
    days of reports are known."""
    dated = [point for point in points if point.stated.source.is_dated]
    latest = (dated or points)[-1].stated.source.id
    return next(point for point in points if point.stated.source.id == latest)


def _ranges(points: Iterable[Point]) -> Iterator[Line]:
    ends: defaultdict[tuple[str, Span | None], list[Point]] = defaultdict(list)
    for point in points:
        ends[point.stated.source.id, point.stated.figure.evidence].append(point)
    return (tuple(both) for both in ends.values() if len(both) == 2)
