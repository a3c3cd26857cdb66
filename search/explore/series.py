"""Figures of one indicator → those that may be drawn together, in one unit, and what a line joins.

What is drawn together is of one kind of place, says the same of the indicator, in one unit, of
periods of one kind: a year's revenue is no more than a month's, a growth no less than a share.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path

from search.explore.figures import StatedFigure
from search.report import FigureKind, Span
from search.text.lexicon.word_lists import entries


class Family(StrEnum):
    """What a number says of its indicator, whether as a result or as a target."""

    AMOUNT = "amount"  # how much there is, or what share of a whole
    CHANGE = "change"  # how much more or less than before
    PLAN = "plan"  # what share of what was planned


class PeriodLength(StrEnum):
    """What kind of period a figure is of."""

    YEAR = "year"
    TO_DATE = "to-date"  # from January to the end of a month, or to a day of it
    QUARTER = "quarter"
    MONTH = "month"  # or what had come together by its end: texts say both in the same words
    YEARS = "years"
    OTHER = "other"  # months that do not begin in January
    UNTOLD = "untold"  # the text does not tell


class Scope(StrEnum):
    """What kind of place a report speaks of; a figure may still be of another."""

    COUNTRY = "country"
    PROVINCE = "province"
    OTHER = "other"  # a district, a commune, a ministry somewhere; or nobody knows


@dataclass(frozen=True, slots=True, order=True)
class PeriodSpan:
    """A period. `first`, `last`: its months, since the year 0; without meaning if UNTOLD."""

    last: int
    first: int
    stretch: PeriodLength

    @property
    def year(self) -> int:
        """In which it ends."""
        return self.last // 12


@dataclass(frozen=True, slots=True)
class Point:
    """A figure as it is drawn: in the unit of its group."""

    stated: StatedFigure
    time: PeriodSpan
    value: Decimal

    @property
    def is_target(self) -> bool:
        """Whether it is what was aimed at."""
        return self.stated.figure.kind is FigureKind.TARGET


Line = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Points that may be drawn together, in the order of their times, and the lines among them.

    `places`: the provinces of the points. A line joins results, or targets, of one place: of
    years or quarters near each other; of one year where they add up from January. Of the others, of
    several places and of places that nobody knows there are only points. `ranges`: the two ends of
    one figure ("42-43 tỷ đồng").
    """

    scope: Scope
    family: Family
    stretch: PeriodLength
    unit: str
    points: tuple[Point, ...]
    places: tuple[str, ...]
    lines: tuple[Line, ...]
    ranges: tuple[Line, ...]


_MONTHS = 12
_PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d\d)(-\d\d)?))?")
_SCALES = {"nghìn": 3, "vạn": 4, "triệu": 6, "tỷ": 9}
_UNIT = re.compile(rf"((?:(?:{'|'.join(_SCALES)})(?: |$)){{0,2}})(.*)")
_GAPS = {
    PeriodLength.YEAR: 3 * _MONTHS,
    PeriodLength.QUARTER: _MONTHS,
    PeriodLength.TO_DATE: _MONTHS,
}
"""Months between two points that a line joins; across a longer silence it would say too much."""
# "tăng bình quân trên 9%", but not "tăng lên 9%"
_RISES = re.compile(
    r"(?<!\w)(?:tăng|giảm)(?! (?:lên|xuống|còn|từ))[^,;:.()\d]{0,24}$", re.IGNORECASE
)
_OF_PLAN = re.compile(r"\s*(?:so với |của |trên )?(?:tổng )?(?:kế hoạch|dự toán|KH)(?!\w)")


def series_of(stated: Iterable[StatedFigure]) -> list[Series]:
    """The figures whose period is told, in groups: those of a known place first, of these whole
    years first, and of these those of the most points.

    What cannot be drawn is in no group; nor is a group that has points of one time only, or just
    two that no line joins.
    """
    kinds: defaultdict[
        tuple[Scope, Family, PeriodLength, str], list[tuple[StatedFigure, PeriodSpan, int]]
    ]
    kinds = defaultdict(list)
    for one in stated:
        time = span_of(one.figure.period)
        if time.stretch not in (PeriodLength.UNTOLD, PeriodLength.OTHER):
            scale, unit = _scale(one.figure.unit)
            kinds[_scope(one), family(one), time.stretch, unit].append((one, time, scale))
    found = [
        _group(scope, said, stretch, unit, own)
        for (scope, said, stretch, unit), own in kinds.items()
        if len({time for _, time, _ in own}) > 1
    ]
    drawn = (group for group in found if group.lines or len(group.points) > 2)
    return sorted(drawn, key=_order)


def _order(group: Series) -> tuple[bool, int, int]:
    return (group.scope is Scope.OTHER, [*PeriodLength].index(group.stretch), -len(group.points))


def span_of(period: str | None) -> PeriodSpan:
    """A period as a figure spells it: 2023, 2023-Q3, 2023-09, 2023-09-30, or a span of them."""
    ends = [_PERIOD.fullmatch(end) for end in (period or "").split("/")]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2:
        return PeriodSpan(0, 0, PeriodLength.UNTOLD)
    begin, end = _months(first)[0], _months(last)[1]
    stretch = _stretch(first, last, begin, end)
    return PeriodSpan(
        end, end - end % _MONTHS if stretch is PeriodLength.TO_DATE else begin, stretch
    )


def _months(end: re.Match[str]) -> tuple[int, int]:
    year, quarter, month = int(end[1]), end[2], end[3]
    start = year * _MONTHS
    if quarter:
        return start + 3 * int(quarter) - 3, start + 3 * int(quarter) - 1
    if month:
        return (start + int(month) - 1,) * 2
    return start, start + _MONTHS - 1


def _stretch(first: re.Match[str], last: re.Match[str], begin: int, end: int) -> PeriodLength:
    if first is last:
        if first[4]:
            return PeriodLength.TO_DATE
        return (
            PeriodLength.QUARTER
            if first[2]
            else PeriodLength.MONTH
            if first[3]
            else PeriodLength.YEAR
        )
    if not first[3] and not last[3]:
        return PeriodLength.YEARS
    is_to_date = begin % _MONTHS == 0 and begin // _MONTHS == end // _MONTHS
    return PeriodLength.TO_DATE if is_to_date else PeriodLength.OTHER


def family(stated: StatedFigure) -> Family:
    """What a figure says; of a target the words beside it tell."""
    figure = stated.figure
    if figure.kind is FigureKind.PLAN_SHARE:
        return Family.PLAN
    if figure.kind is FigureKind.CHANGE:
        return Family.CHANGE
    if figure.kind is FigureKind.TARGET:
        if _OF_PLAN.match(stated.after):
            return Family.PLAN
        if figure.value.startswith("-") or _RISES.search(stated.before):
            return Family.CHANGE
    if figure.unit.startswith("%") and " " not in figure.unit:
        return _percentage(figure.indicator)
    return Family.AMOUNT


def _percentage(indicator: str) -> Family:
    return next(
        (said for name, said in _percentages() if f"{indicator} ".startswith(name)), Family.AMOUNT
    )


@cache
def _percentages() -> tuple[tuple[str, Family], ...]:
    rows = entries("percentages.tsv", Path(__file__).parent / "data")
    return tuple((f"{name} ", Family(said)) for name, said in rows)


def _scope(stated: StatedFigure) -> Scope:
    source = stated.source
    if source.level == "trung-uong" and not source.province:
        return Scope.COUNTRY
    return Scope.PROVINCE if source.level == "tinh" and source.province else Scope.OTHER


def _scale(unit: str) -> tuple[int, str]:
    """A unit → the power of ten that it begins with, and the unit without: 9, "đồng"."""
    found = _UNIT.fullmatch(unit)
    if not found or not found[2]:
        return 0, unit
    return sum(_SCALES[word] for word in found[1].split()), found[2]


def _group(
    scope: Scope,
    said: Family,
    stretch: PeriodLength,
    unit: str,
    own: Sequence[tuple[StatedFigure, PeriodSpan, int]],
) -> Series:
    """In the unit in which most of the figures are given."""
    written = Counter(one.figure.unit for one, _, _ in own).most_common(1)[0][0]
    to, _ = _scale(written)
    points = [
        Point(one, time, Decimal(one.figure.value).scaleb(scale - to)) for one, time, scale in own
    ]
    points.sort(key=lambda point: point.time)
    places = tuple(dict.fromkeys(point.stated.source.province for point in points))
    is_joined = scope is not Scope.OTHER and len(places) == 1 and stretch in _GAPS
    return Series(
        scope,
        said,
        stretch,
        written,
        tuple(points),
        places,
        tuple(_lines(points, stretch)) if is_joined else (),
        tuple(_ranges(points)),
    )


def _lines(points: Sequence[Point], stretch: PeriodLength) -> Iterator[Line]:
    """Results apart from targets; nothing that cannot be true."""
    for is_target in (False, True):
        own = [
            point
            for point in points
            if point.is_target is is_target and not point.stated.figure.is_suspicious
        ]
        line: list[Point] = []
        for _, same in groupby(own, key=lambda point: point.time.last):
            point = _last_said(list(same))
            if line and not _is_next(line[-1].time, point.time, stretch):
                yield from [tuple(line)] if len(line) > 1 else []
                line = []
            line.append(point)
        yield from [tuple(line)] if len(line) > 1 else []


def _is_next(before: PeriodSpan, after: PeriodSpan, stretch: PeriodLength) -> bool:
    if stretch is PeriodLength.TO_DATE and before.year != after.year:
        return False
    return after.last - before.last <= _GAPS[stretch]


def _last_said(points: list[Point]) -> Point:
    """Of several figures of one time: the first of the report that was the last to say one, as far
    as the days of reports are known."""
    dated = [point for point in points if point.stated.source.is_dated]
    latest = (dated or points)[-1].stated.source.id
    return next(point for point in points if point.stated.source.id == latest)


def _ranges(points: Iterable[Point]) -> Iterator[Line]:
    ends: defaultdict[tuple[str, Span | None], list[Point]] = defaultdict(list)
    for point in points:
        ends[point.stated.source.id, point.stated.figure.evidence].append(point)
    return (tuple(both) for both in ends.values() if len(both) == 2)
