"""Tables of places and years → as a template shows them: the newest years, with links."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from search.explore.figure_choice import FigureAspect, FigureChoice
from search.explore.series import Point
from search.explore.year_tables import PlaceRow, YearCell, YearTable
from search.report import FigureKind
from web import wording
from web.pages.charts import plain_number, words_address

MOST_TABLES, MOST_YEARS, MOST_PLACES = 3, 8, 30
"""Tables of a page; years and places of one."""
MOST_NUMBERS = 2
"""Numbers in one place of a table that differ."""


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A number as people write it, and the address of the sentence that states it."""

    text: str
    href: str
    is_estimate: bool


@dataclass(frozen=True, slots=True)
class ShownCell:
    """Targets or results of a place in a year. `more`: the address of all that is stated of them;
    empty if nothing is left out. `more_name`: what that link is called."""

    numbers: list[CellNumber]
    more: str
    more_name: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A place and its cells, one for each column."""

    place: str
    cells: list[ShownCell]


@dataclass(frozen=True, slots=True)
class ShownYears:
    """`years`: year → the headings of its columns. `cut`: says what was left out, if anything;
    `absent`: which of the chosen places are in no row, and why."""

    title: str
    years: list[tuple[int, list[str]]]
    rows: list[ShownRow]
    cut: str
    absent: str = ""


_Side = Callable[[YearCell], tuple[Point, ...]]


def shown_years(
    found: Iterable[YearTable], to: Callable[[FigureChoice], str], chosen: Iterable[str] = ()
) -> list[ShownYears]:
    """The first tables. `to`: what is chosen of the figures → the address of that. `chosen`: the
    places that are compared."""
    return [_table(one, to, [*chosen]) for one in list(found)[:MOST_TABLES]]


def _table(
    found: YearTable, to: Callable[[FigureChoice], str], chosen: Iterable[str]
) -> ShownYears:
    columns = [
        (number, label, side)
        for number in range(min(MOST_YEARS, len(found.years)))
        for label, side in _sides()
        if any(side(row.cells[number]) for row in found.rows)
    ]
    shown = _rows(found)[:MOST_PLACES]
    return ShownYears(
        title=wording.charts.comparison_title(found),
        years=[
            (year, [label for own, label, _ in columns if own == number])
            for number, year in enumerate(found.years[:MOST_YEARS])
        ],
        rows=[
            ShownRow(
                row.place,
                [_cell(row, found.years[n], side(row.cells[n]), to) for n, _, side in columns],
            )
            for row in shown
        ],
        cut=wording.indicators.comparison_cut(
            max(0, len(found.years) - MOST_YEARS), len(found.rows) - len(shown)
        ),
        absent=wording.indicators.absent_places(
            [own for own in chosen if own not in {row.place for row in found.rows}]
        ),
    )


def _rows(found: YearTable) -> list[PlaceRow]:
    """The places that have a number in the years shown."""
    return [
        row
        for row in found.rows
        if any(cell.targets or cell.results for cell in row.cells[:MOST_YEARS])
    ]


def _sides() -> tuple[tuple[str, _Side], ...]:
    return (
        (wording.indicators.TARGET, lambda cell: cell.targets),
        (wording.indicators.RESULT, lambda cell: cell.results),
    )


def _cell(
    row: PlaceRow, year: int, points: tuple[Point, ...], to: Callable[[FigureChoice], str]
) -> ShownCell:
    is_cut = len(points) > MOST_NUMBERS
    choice = {FigureAspect.WHOSE: (row.place,), FigureAspect.PERIOD: (str(year),)}
    return ShownCell(
        [_number(point) for point in points[:MOST_NUMBERS]],
        to(choice) if is_cut else "",
        wording.indicators.all_stated(row.place, year),
    )


def _number(point: Point) -> CellNumber:
    return CellNumber(
        wording.figures.bounded(point.stated, wording.numbers.decimal(plain_number(point.value))),
        words_address(point.stated),
        point.stated.figure.kind is FigureKind.ESTIMATE,
    )
