"""The figures of an indicator → one page of their table."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from search.explore.figures import StatedFigure
from search.explore.scopes import scope_of
from search.explore.series import PeriodLength, Series, span_of
from web import wording
from web.pages.paging import Pager, pager

ROWS = 50
"""Rows of one page of the table."""


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A page of the table. `years`: its rows by the year in which their periods end, 0 if that is
    not known. `first_row`: the number of its first row, from 1. `only_in_table`: says
    which figures no chart shows and why; empty if every one is in a chart."""

    rows: list[StatedFigure]
    years: list[tuple[int, list[StatedFigure]]]
    first_row: int
    only_in_table: str
    pager: Pager


def figure_table(
    stated: Iterable[StatedFigure],
    series: Iterable[Series],
    page: int,
    at: Callable[[int], str],
    provinces: Collection[str] = (),
    chosen: Collection[str] = (),
) -> FigureTable:
    """A page of the figures, the latest periods first; beyond the end, the last page.

    `series`: what the charts draw; of `provinces`, if there are any, or of `chosen` places.
    `at`: the number of a page → its address.
    """
    rows = sorted(stated, key=_latest_first)
    pages = max(1, -(-len(rows) // ROWS))
    shown = min(page, pages)
    begin = (shown - 1) * ROWS
    own = rows[begin : begin + ROWS]
    return FigureTable(
        rows=own,
        years=[(year, list(same)) for year, same in groupby(own, key=_year)],
        first_row=begin + 1,
        only_in_table=_only_in_table(rows, series, provinces, chosen),
        pager=pager(shown, pages, at),
    )


def _latest_first(stated: StatedFigure) -> tuple[bool, int, int]:
    """Figures whose period is not told come last."""
    time = span_of(stated.figure.period)
    return (time.length is PeriodLength.UNKNOWN, -time.last, time.first)


def _year(stated: StatedFigure) -> int:
    return span_of(stated.figure.period).year


def _only_in_table(
    rows: list[StatedFigure],
    series: Iterable[Series],
    provinces: Collection[str],
    chosen: Collection[str],
) -> str:
    timed = [r for r in rows if span_of(r.figure.period).length is not PeriodLength.UNKNOWN]
    apart = sum(scope_of(one.figure, provinces, chosen) is None for one in timed)
    drawn = sum(len(one.points) for one in series)
    return wording.indicators.only_in_table(
        len(rows) - len(timed), len(timed) - apart - drawn, apart, bool(provinces)
    )
