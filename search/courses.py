"""A query → its course over time: the reports of each year or month, all or by another facet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from search.choices import choices
from search.engine import Snapshot
from search.model import Count, Query
from search.results import counts
from search.schema import COUNTED_BY_NAME, UNKNOWN

YEAR, MONTH = "year", "month"
"""The facets that a course goes by."""
MOST_YEARS = 40
"""Of a longer time, only the years that have any report are told."""


@dataclass(frozen=True, slots=True)
class Period:
    """A year or a month of a course: its reports that answer, and what finds exactly these."""

    value: str
    label: str
    count: int
    query: Query
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """A query's reports over time. `unit`: YEAR, or MONTH if one year is asked for, `year`.

    `periods`: in the order of time, those without any between the first and the last one too; of
    a year all months. `unknown`: the reports whose year (or month) nobody knows; None if there are
    none. `whole`: the same query over every year.
    """

    unit: str
    year: str
    periods: tuple[Period, ...]
    unknown: Period | None
    whole: Query


@dataclass(frozen=True, slots=True)
class Row:
    """A value of another facet, and its own periods, which are those of the course.

    `unknown`: its reports that are in none of them; None if there are none.
    """

    value: str
    label: str
    count: int
    query: Query
    periods: tuple[Period, ...]
    unknown: Period | None = None


def course(query: Query, snapshot: Snapshot) -> Course:
    """The course of a query by year; by month if its filters ask for one year.

    Raises UnknownFacetError and `search.query.QueryTooLongError`.
    """
    chosen = query.filters.get(YEAR, ())
    year = chosen[0] if len(chosen) == 1 and chosen[0].isdecimal() else ""
    unit = MONTH if year else YEAR
    whole = _with(query, {YEAR: (), MONTH: ()})
    asked = _with(query, {YEAR: (year,) if year else (), MONTH: ()})
    counted = counts(asked, (unit,), snapshot)[1][unit]
    values = _values(year, counted)
    periods = _periods(asked, unit, values, counted, query.filters.get(unit, ()))
    return Course(unit, year, periods, _unknown(asked, unit, counted), whole)


def rows(
    query: Query,
    facet: str,
    over: Course,
    snapshot: Snapshot,
    most: int,
    values: Sequence[str] = (),
) -> tuple[Row, ...]:
    """The same course of the values of a facet that have most reports: those that a filter asks
    for, or `most` of them; or of `values`."""
    asked = _with(query, {YEAR: (over.year,) if over.year else (), MONTH: ()})
    chosen = query.filters.get(facet, ())
    counted = counts(asked, (facet,), snapshot)[1][facet]
    offered = choices(COUNTED_BY_NAME[facet], counted, chosen)
    listed = [one for one in offered if one.selected] if chosen else list(offered[:most])
    if values:
        label_of = COUNTED_BY_NAME[facet].label_of
        listed = [Count(value, label_of(value), counted.get(value, 0)) for value in values]
    return tuple(_row(asked, facet, one, over, snapshot) for one in listed)


def calendar(query: Query, snapshot: Snapshot) -> tuple[Row, ...]:
    """The months of each year of a query, the last year first; its filters on time are left out."""
    return tuple(
        Row(year.value, year.label, year.count, year.query, own.periods, own.unknown)
        for year in reversed(course(_with(query, {YEAR: (), MONTH: ()}), snapshot).periods)
        for own in [course(year.query, snapshot)]
    )


def _row(asked: Query, facet: str, one: Count, over: Course, snapshot: Snapshot) -> Row:
    own = _with(asked, {facet: (one.value,)})
    counted = counts(own, (over.unit,), snapshot)[1][over.unit]
    values = [period.value for period in over.periods]
    periods = _periods(own, over.unit, values, counted, ())
    return Row(one.value, one.label, one.count, own, periods, _unknown(own, over.unit, counted))


def _periods(
    asked: Query,
    unit: str,
    values: Sequence[str],
    counted: Mapping[str, int],
    chosen: Sequence[str],
) -> tuple[Period, ...]:
    label_of = COUNTED_BY_NAME[unit].label_of
    return tuple(
        Period(
            value,
            label_of(value),
            counted.get(value, 0),
            _with(asked, {unit: (value,)}),
            value in chosen,
        )
        for value in values
    )


def _unknown(asked: Query, unit: str, counted: Mapping[str, int]) -> Period | None:
    found = _periods(asked, unit, [UNKNOWN], counted, ())[0]
    return found if found.count else None


def _values(year: str, counted: Mapping[str, int]) -> list[str]:
    if year:
        return [f"{year}-{month:02}" for month in range(1, 13)]
    known = sorted(value for value in counted if value != UNKNOWN)
    if not known or int(known[-1]) - int(known[0]) >= MOST_YEARS:
        return known
    return [f"{number:04}" for number in range(int(known[0]), int(known[-1]) + 1)]


def _with(query: Query, filters: Mapping[str, tuple[str, ...]]) -> Query:
    """A query with other values of some facets, on its first page; no values: no such filter."""
    asked = {**query.filters, **filters}
    return replace(query, filters={name: own for name, own in asked.items() if own}, page=1)
