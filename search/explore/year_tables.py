"""Figures of one indicator → tables of places and years, targets and results side by side."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from search.explore.figures import StatedFigure
from search.explore.scopes import PLACES
from search.explore.series import (
    Family,
    PeriodLength,
    Point,
    TimedFigure,
    family,
    in_one_unit,
    span_of,
)
from search.explore.units import split_scale
from search.report import FigureKind, FigureScope
from search.text.collate import vietnamese_order


@dataclass(frozen=True, slots=True)
class YearCell:
    """What is stated of a place in a year: numbers that differ, the one stated last first."""

    targets: tuple[Point, ...] = ()
    results: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place and what is stated of it, a cell a year."""

    place: str
    cells: tuple[YearCell, ...]


@dataclass(frozen=True, slots=True)
class YearTable:
    """Figures of whole years that say the same of named places, in one unit.

    `years`: the latest first. `rows`: the country first, then the places of the most years.
    """

    family: Family
    unit: str
    years: tuple[int, ...]
    rows: tuple[PlaceRow, ...]

    @property
    def filled(self) -> int:
        """How many cells have a number."""
        return sum(bool(c.targets or c.results) for row in self.rows for c in row.cells)


class _Same(NamedTuple):
    """What the figures of one table have in common; `unit`: without its scale."""

    family: Family
    unit: str


def year_tables(stated: Iterable[StatedFigure]) -> list[YearTable]:
    """The tables of figures, those of the most cells first; each has more than one cell.

    A figure that cannot be meant as written is in none, nor is one of a firm, a sector, another
    country or of nobody knows whom.
    """
    found: defaultdict[_Same, list[TimedFigure]] = defaultdict(list)
    for one in stated:
        figure, time = one.figure, span_of(one.figure.period)
        is_of_a_place = figure.scope in PLACES and figure.scope_name
        if is_of_a_place and time.length is PeriodLength.YEAR and not figure.is_suspicious:
            same = _Same(family(one), split_scale(figure.unit)[1])
            found[same].append(TimedFigure(one, time))
    tables = [_table_of(same, own) for same, own in found.items()]
    return sorted((t for t in tables if t.filled > 1), key=lambda table: -table.filled)


def _table_of(same: _Same, own: Sequence[TimedFigure]) -> YearTable:
    unit, points = in_one_unit(own)
    years = tuple(sorted({point.time.year for point in points}, reverse=True))
    cells: defaultdict[str, defaultdict[int, list[Point]]] = defaultdict(lambda: defaultdict(list))
    for point in points:
        cells[point.place][point.time.year].append(point)
    countries = {p.place for p in points if p.stated.figure.scope is FigureScope.COUNTRY}
    places = sorted(
        cells, key=lambda own: (own not in countries, -len(cells[own]), vietnamese_order(own))
    )
    rows = (PlaceRow(p, tuple(_cell(cells[p].get(y, [])) for y in years)) for p in places)
    return YearTable(same.family, unit, years, tuple(rows))


def _cell(points: Sequence[Point]) -> YearCell:
    latest = list(reversed(points))  # they come in the order of the days of their reports
    latest.sort(key=lambda point: not point.stated.source.is_dated)
    return YearCell(
        targets=_differing(p for p in latest if p.is_target),
        results=_differing(p for p in latest if not p.is_target),
    )


def _differing(points: Iterable[Point]) -> tuple[Point, ...]:
    """Of the same number once: where it was stated last."""
    found: dict[object, Point] = {}
    for point in points:
        found.setdefault((point.value, point.stated.figure.kind is FigureKind.ESTIMATE), point)
    return tuple(found.values())
