"""A query → its course over time: the reports of each year or month, all or by another facet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from search.answers import FacetCount, Query
from search.dates import DateBounds
from search.facets.registry import COUNTED_BY_NAME, UNKNOWN
from search.facets.values import choices
from search.searcher import Searcher

YEAR, MONTH = "year", "month"
"""The facets that a course goes by."""
BEFORE, AFTER = "Trước {}", "Sau {}"
RECENT_YEARS = 12
"""Years that are told one by one; those before them are one period."""


@dataclass(frozen=True, slots=True)
class TimelinePeriod:
    """A year or a month of a course: its reports that answer, and what finds exactly these.

    `is_beyond`: it is all the time before the other periods, or after them.
    """

    value: str
    label: str
    count: int
    query: Query
    selected: bool = False
    is_beyond: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """A query's reports over time. `unit`: YEAR, or MONTH if one year is asked for, `year`.

    `periods`: in the order of time, those without any between the first and the last one too; of
    a year all months. If there are more than RECENT_YEARS, the first one is all before; what is
    long after all others is the last one. `unknown`: the reports whose year (or month) nobody
    knows; None if there are none. `whole`: the same query over every year.
    """

    unit: str
    year: str
    periods: tuple[TimelinePeriod, ...]
    unknown: TimelinePeriod | None
    whole: Query


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A value of another facet, and its own periods, which are those of the course.

    `unknown`: its reports that are in none of them; None if there are none.
    """

    value: str
    label: str
    count: int
    query: Query
    periods: tuple[TimelinePeriod, ...]
    unknown: TimelinePeriod | None = None


def timeline(query: Query, searcher: Searcher) -> Timeline:
    """The course of a query by year; by month if its filters ask for one year.

    Raises UnknownFacetError and `search.query.compile.QueryTooLongError`.
    """
    chosen = query.filters.get(YEAR, ())
    year = chosen[0] if len(chosen) == 1 and chosen[0].isdecimal() else ""
    unit = MONTH if year else YEAR
    whole = _with(query, {YEAR: (), MONTH: ()})
    asked = _with(query, {YEAR: (year,) if year else (), MONTH: ()})
    counted = searcher.counts(asked, (unit,))[1][unit]
    recent = _months(year) if year else _recent(counted)
    periods = _periods(asked, unit, recent, counted, query.filters.get(unit, ()))
    return Timeline(unit, year, periods, _unknown(asked, unit, counted), whole)


def years(query: Query, searcher: Searcher) -> tuple[TimelinePeriod, ...]:
    """The years that have any report of a query, the last one first; its filters on time are left
    out."""
    asked = _with(query, {YEAR: (), MONTH: ()})
    counted = searcher.counts(asked, (YEAR,))[1][YEAR]
    known = sorted((value for value in counted if value != UNKNOWN), reverse=True)
    return tuple(_period(asked, YEAR, value, counted) for value in known)


def calendar(query: Query, searcher: Searcher) -> tuple[TimelineRow, ...]:
    """The months of each year that has any report of a query, and of those between the recent ones;
    the last one first."""
    over = timeline(_with(query, {YEAR: (), MONTH: ()}), searcher).periods
    told = {period.value: period for period in (*over, *years(query, searcher))}
    found = sorted((one for one in told.values() if not one.is_beyond), key=lambda one: one.value)
    return tuple(
        TimelineRow(year.value, year.label, year.count, year.query, own.periods, own.unknown)
        for year in reversed(found)
        for own in [timeline(year.query, searcher)]
    )


def rows(
    query: Query,
    facet: str,
    over: Timeline,
    searcher: Searcher,
    most: int,
    values: Sequence[str] = (),
) -> tuple[TimelineRow, ...]:
    """The same course of the values of a facet that have most reports: those that a filter asks
    for, or `most` of them; or of `values`."""
    asked = _with(query, {YEAR: (over.year,) if over.year else (), MONTH: ()})
    chosen = query.filters.get(facet, ())
    counted = searcher.counts(asked, (facet,))[1][facet]
    offered = choices(COUNTED_BY_NAME[facet], counted, chosen)
    listed = [one for one in offered if one.selected] if chosen else list(offered[:most])
    if values:
        label_of = COUNTED_BY_NAME[facet].label_of
        listed = [FacetCount(value, label_of(value), counted.get(value, 0)) for value in values]
    return tuple(_row(asked, facet, one, over, searcher) for one in listed)


def _row(
    asked: Query, facet: str, one: FacetCount, over: Timeline, searcher: Searcher
) -> TimelineRow:
    own = _with(asked, {facet: (one.value,)})
    counted = searcher.counts(own, (over.unit,))[1][over.unit]
    recent = [period.value for period in over.periods if not period.is_beyond]
    beyond = [period.is_beyond for period in (*over.periods[:1], *over.periods[-1:])]
    periods = _periods(own, over.unit, recent, counted, (), beyond)
    return TimelineRow(
        one.value, one.label, one.count, own, periods, _unknown(own, over.unit, counted)
    )


def _periods(
    asked: Query,
    unit: str,
    recent: Sequence[str],
    counted: Mapping[str, int],
    chosen: Sequence[str],
    beyond: Sequence[bool] = (),
) -> tuple[TimelinePeriod, ...]:
    """`beyond`: whether there is a period before the recent ones, and one after them; if it is not
    told, where there is any report."""
    told = tuple(_period(asked, unit, value, counted, chosen) for value in recent)
    if unit == MONTH or not recent:
        return told
    ends = [_span(counted, "", recent[0]), _span(counted, _next(recent[-1]), "~")]
    has_before, has_after = beyond or map(bool, ends)
    before = [_before(asked, recent[0], ends[0])] if has_before else []
    after = [_after(asked, recent[-1], ends[1])] if has_after else []
    return (*before, *told, *after)


def _span(counted: Mapping[str, int], first: str, end: str) -> int:
    """The reports of the years from one on until another; a report is of one year, or of an unknown
    one."""
    return sum(n for value, n in counted.items() if value != UNKNOWN and first <= value < end)


def _next(year: str) -> str:
    return f"{int(year) + 1:04}"


def _period(
    asked: Query, unit: str, value: str, counted: Mapping[str, int], chosen: Sequence[str] = ()
) -> TimelinePeriod:
    label = COUNTED_BY_NAME[unit].label_of(value)
    own = _with(asked, {unit: (value,)})
    return TimelinePeriod(value, label, counted.get(value, 0), own, value in chosen)


def _before(asked: Query, first: str, count: int) -> TimelinePeriod:
    """All the time before a year."""
    since, until = _ends(asked)
    last = date(int(first), 1, 1) - timedelta(days=1) if int(first) > 1 else date.min
    dates = DateBounds(since, min(last, until or last))
    own = replace(asked, dates=dates, page=1)
    return TimelinePeriod(f"<{first}", BEFORE.format(first), count, own, is_beyond=True)


def _after(asked: Query, last: str, count: int) -> TimelinePeriod:
    """All the time after a year."""
    since, until = _ends(asked)
    first = date(int(last), 12, 31) + timedelta(days=1) if int(last) < date.max.year else date.max
    dates = DateBounds(max(first, since or first), until)
    own = replace(asked, dates=dates, page=1)
    return TimelinePeriod(f">{last}", AFTER.format(last), count, own, is_beyond=True)


def _ends(asked: Query) -> tuple[date | None, date | None]:
    return (asked.dates.first, asked.dates.last) if asked.dates else (None, None)


def _unknown(asked: Query, unit: str, counted: Mapping[str, int]) -> TimelinePeriod | None:
    found = _period(asked, unit, UNKNOWN, counted)
    return found if found.count else None


def _months(year: str) -> list[str]:
    return [f"{year}-{month:02}" for month in range(1, 13)]


def _recent(counted: Mapping[str, int]) -> list[str]:
    """The last years of some, without a gap; a stray one long after all others is none of them."""
    known = sorted(int(value) for value in counted if value != UNKNOWN)
    while len(known) > 1 and known[-1] - known[-2] > RECENT_YEARS:
        known.pop()
    if not known:
        return []
    first = max(known[0], known[-1] - RECENT_YEARS + 1)
    return [f"{number:04}" for number in range(first, known[-1] + 1)]


def _with(query: Query, filters: Mapping[str, tuple[str, ...]]) -> Query:
    """A query with other values of some facets, on its first page; no values: no such filter."""
    asked = {**query.filters, **filters}
    return replace(query, filters={name: own for name, own in asked.items() if own}, page=1)
