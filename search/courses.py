"""A query → its course over time: the reports of each year or month, all or by another facet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from search.choices import choices
from search.engine import Snapshot
from search.model import Between, Count, Query
from search.results import counts
from search.schema import COUNTED_BY_NAME, UNKNOWN

YEAR, MONTH = "year", "month"
"""The facets that a course goes by."""
EARLIER = "Trước {}"
RECENT_YEARS = 12
"""Years that are told one by one; those before them are one period."""


@dataclass(frozen=True, slots=True)
class Period:
    """A year or a month of a course: its reports that answer, and what finds exactly these.

    `is_earlier`: it is all the time before the other periods.
    """

    value: str
    label: str
    count: int
    query: Query
    selected: bool = False
    is_earlier: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """A query's reports over time. `unit`: YEAR, or MONTH if one year is asked for, `year`.

    `periods`: in the order of time, those without any between the first and the last one too; of
    a year all months. If there are more than RECENT_YEARS, the first one is all before. `unknown`:
    the reports whose year (or month) nobody knows; None if there are none. `whole`: the same query
    over every year.
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
    recent = _months(year) if year else _recent(counted)
    periods = _periods(asked, unit, recent, counted, query.filters.get(unit, ()))
    return Course(unit, year, periods, _unknown(asked, unit, counted), whole)


def years(query: Query, snapshot: Snapshot) -> tuple[Period, ...]:
    """The years that have any report of a query, the last one first; its filters on time are left
    out."""
    asked = _with(query, {YEAR: (), MONTH: ()})
    counted = counts(asked, (YEAR,), snapshot)[1][YEAR]
    known = sorted((value for value in counted if value != UNKNOWN), reverse=True)
    return tuple(_period(asked, YEAR, value, counted) for value in known)


def calendar(query: Query, snapshot: Snapshot) -> tuple[Row, ...]:
    """The months of each year that has any report of a query, and of those between the recent ones;
    the last one first."""
    over = course(_with(query, {YEAR: (), MONTH: ()}), snapshot).periods
    told = {period.value: period for period in (*over, *years(query, snapshot))}
    found = sorted((one for one in told.values() if not one.is_earlier), key=lambda one: one.value)
    return tuple(
        Row(year.value, year.label, year.count, year.query, own.periods, own.unknown)
        for year in reversed(found)
        for own in [course(year.query, snapshot)]
    )


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


def _row(asked: Query, facet: str, one: Count, over: Course, snapshot: Snapshot) -> Row:
    own = _with(asked, {facet: (one.value,)})
    counted = counts(own, (over.unit,), snapshot)[1][over.unit]
    recent = [period.value for period in over.periods if not period.is_earlier]
    periods = _periods(own, over.unit, recent, counted, ())
    if len(periods) < len(over.periods):  # it has none of the time before
        periods = (_earlier(own, recent[0], counted), *periods)
    return Row(one.value, one.label, one.count, own, periods, _unknown(own, over.unit, counted))


def _periods(
    asked: Query,
    unit: str,
    recent: Sequence[str],
    counted: Mapping[str, int],
    chosen: Sequence[str],
) -> tuple[Period, ...]:
    told = tuple(_period(asked, unit, value, counted, chosen) for value in recent)
    if unit == YEAR and any(value < recent[0] for value in counted if value != UNKNOWN):
        return (_earlier(asked, recent[0], counted), *told)
    return told


def _period(
    asked: Query, unit: str, value: str, counted: Mapping[str, int], chosen: Sequence[str] = ()
) -> Period:
    label = COUNTED_BY_NAME[unit].label_of(value)
    own = _with(asked, {unit: (value,)})
    return Period(value, label, counted.get(value, 0), own, value in chosen)


def _earlier(asked: Query, first: str, counted: Mapping[str, int]) -> Period:
    """All the time before a year; a report is of one year, or of an unknown one."""
    count = sum(held for value, held in counted.items() if value != UNKNOWN and value < first)
    last = date(int(first), 1, 1) - timedelta(days=1)
    since, until = (asked.dates.first, asked.dates.last) if asked.dates else (None, None)
    dates = Between(since, min(last, until or last))
    return Period(
        f"<{first}",
        EARLIER.format(first),
        count,
        replace(asked, dates=dates, page=1),
        is_earlier=True,
    )


def _unknown(asked: Query, unit: str, counted: Mapping[str, int]) -> Period | None:
    found = _period(asked, unit, UNKNOWN, counted)
    return found if found.count else None


def _months(year: str) -> list[str]:
    return [f"{year}-{month:02}" for month in range(1, 13)]


def _recent(counted: Mapping[str, int]) -> list[str]:
    """The last years of some, without a gap."""
    known = [int(value) for value in counted if value != UNKNOWN]
    if not known:
        return []
    first = max(min(known), max(known) - RECENT_YEARS + 1)
    return [f"{number:04}" for number in range(first, max(known) + 1)]


def _with(query: Query, filters: Mapping[str, tuple[str, ...]]) -> Query:
    """A query with other values of some facets, on its first page; no values: no such filter."""
    asked = {**query.filters, **filters}
    return replace(query, filters={name: own for name, own in asked.items() if own}, page=1)
