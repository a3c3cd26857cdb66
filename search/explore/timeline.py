"""A query → its timeline: the reports of each year or month, all or by another facet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from search.answers import FacetCount, Query
from search.dates import DateBounds, PartialDate
from search.facets.registry import COUNTED_BY_NAME, UNKNOWN
from search.facets.values import choices
from search.searcher import Searcher

YEAR, MONTH = "year", "month"
"""The facets that a timeline goes by."""
RECENT_YEARS = 12
"""Years that are periods of their own; all before them is one period."""


class Beyond(StrEnum):
    """The two ends of a timeline: all the time before a year, or after it."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class TimelinePeriod:
    """A year or a month of a timeline: its reports that match, and the query that finds them.

    `beyond`: it is all the time before the year of `label`, or after it.
    """

    value: str
    label: str
    count: int
    query: Query
    selected: bool = False
    beyond: Beyond | None = None

    @property
    def is_beyond(self) -> bool:
        """Whether it is an end of the timeline, not one year or month."""
        return self.beyond is not None


@dataclass(frozen=True, slots=True)
class Timeline:
    """A query's reports over time. `unit`: YEAR, or MONTH if one year is asked for, `year`.

    `periods`: in the order of time, also those without reports between the first and the last; of
    one year all months. If there are more years than RECENT_YEARS, the first period is all before
    these; a year long after all others is in the last one. `unknown`: the reports whose year (or
    month) is not known; None if there are none. `whole`: the same query over every year.
    """

    unit: str
    year: str
    periods: tuple[TimelinePeriod, ...]
    unknown: TimelinePeriod | None
    whole: Query


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A value of another facet, and its own periods, which are those of the timeline.

    `unknown`: its reports that are in none of them; None if there are none.
    """

    value: str
    label: str
    count: int
    query: Query
    periods: tuple[TimelinePeriod, ...]
    unknown: TimelinePeriod | None = None


@dataclass(frozen=True, slots=True)
class TimeCounts:
    """When the reports of a query are of: year → reports, month → reports, UNKNOWN among both. A
    report may be of several months. `query`: without conditions on time."""

    query: Query
    years: Mapping[str, int]
    months: Mapping[str, int]

    @property
    def undated(self) -> TimelinePeriod | None:
        """The reports of no known year; None if there are none."""
        return _unknown(self.query, YEAR, self.years)


def counted_with(query: Query) -> tuple[str, ...]:
    """The facets that are best counted in the search of a query itself, for `time_counts`; none
    where it has conditions on time."""
    return (YEAR, MONTH) if _at_any_time(query) == replace(query, page=1) else ()


def time_counts(
    query: Query, searcher: Searcher, known: Mapping[str, Mapping[str, int]] | None = None
) -> TimeCounts:
    """When the reports are of that a query would find without its conditions on time, in one
    search; in none, if the counts of the facets of `counted_with` are `known`. Raises as `timeline`
    does."""
    whole = _at_any_time(query)
    counted = known or searcher.counts(whole, (YEAR, MONTH))[1]
    return TimeCounts(whole, counted[YEAR], counted[MONTH])


def _at_any_time(query: Query) -> Query:
    """The first page of a query without its conditions on time."""
    return replace(_with(query, {YEAR: (), MONTH: ()}), dates=None)


def timeline(query: Query, searcher: Searcher, when: TimeCounts | None = None) -> Timeline:
    """The timeline of a query by year; by month if its filters ask for one year. `when`: what was
    counted for the query before, which may save a search.

    Raises UnknownFacetError and `search.query.compile.QueryTooLongError`.
    """
    chosen = query.filters.get(YEAR, ())
    year = chosen[0] if len(chosen) == 1 and chosen[0].isdecimal() else ""
    unit = MONTH if year else YEAR
    whole = _with(query, {YEAR: (), MONTH: ()})
    asked = _with(query, {YEAR: (year,) if year else (), MONTH: ()})
    is_counted = when is not None and asked == when.query
    counted = when.years if when and is_counted else searcher.counts(asked, (unit,))[1][unit]
    recent = _months(year) if year else _recent(counted)
    periods = _periods(asked, unit, recent, counted, query.filters.get(unit, ()))
    return Timeline(unit, year, periods, _unknown(asked, unit, counted), whole)


def years(query: Query, searcher: Searcher) -> tuple[TimelinePeriod, ...]:
    """The years that have any report of a query, the last one first. Its filters on year and month
    do not count."""
    asked = _with(query, {YEAR: (), MONTH: ()})
    counted = searcher.counts(asked, (YEAR,))[1][YEAR]
    known = sorted((value for value in counted if value != UNKNOWN), reverse=True)
    return tuple(_period(asked, YEAR, value, counted) for value in known)


def calendar(query: Query, searcher: Searcher) -> tuple[TimelineRow, ...]:
    """The months of each year that has any report of a query, and of those between the recent ones;
    the last one first."""
    over = timeline(_with(query, {YEAR: (), MONTH: ()}), searcher).periods
    by_value = {period.value: period for period in (*over, *years(query, searcher))}
    found = sorted((year for year in by_value.values() if not year.is_beyond), key=_value)
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
    """The same timeline of some values of a facet: of `values`; else of those that a filter asks
    for; else of the `most` that have the most reports."""
    asked = _with(query, {YEAR: (over.year,) if over.year else (), MONTH: ()})
    chosen = query.filters.get(facet, ())
    counted = searcher.counts(asked, (facet,))[1][facet]
    labels = searcher.lookup.labels(facet)
    offered = choices(COUNTED_BY_NAME[facet], counted, chosen, labels=labels)
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
    given, where there is any report."""
    periods = tuple(_period(asked, unit, value, counted, chosen) for value in recent)
    if unit == MONTH or not recent:
        return periods
    first, last = int(recent[0]), int(recent[-1])
    # a report is of one year, or of an unknown one
    earlier = sum(count for year, count in _by_year(counted).items() if year < first)
    later = sum(count for year, count in _by_year(counted).items() if year > last)
    has_before, has_after = beyond or (bool(earlier), bool(later))
    before = [_before(asked, first, earlier)] if has_before else []
    after = [_after(asked, last, later)] if has_after else []
    return (*before, *periods, *after)


def _by_year(counted: Mapping[str, int]) -> dict[int, int]:
    return {int(value): count for value, count in counted.items() if value != UNKNOWN}


def _value(period: TimelinePeriod) -> str:
    return period.value


def _period(
    asked: Query, unit: str, value: str, counted: Mapping[str, int], chosen: Sequence[str] = ()
) -> TimelinePeriod:
    label = COUNTED_BY_NAME[unit].label_of(value)
    own = _with(asked, {unit: (value,)})
    return TimelinePeriod(value, label, counted.get(value, 0), own, value in chosen)


def _before(asked: Query, year: int, count: int) -> TimelinePeriod:
    """All the time before a year."""
    since, until = _ends(asked)
    last = date(year, 1, 1) - timedelta(days=1) if year > date.min.year else date.min
    own = replace(asked, dates=DateBounds(since, min(last, until or last)), page=1)
    name = str(PartialDate(year))
    return TimelinePeriod(f"<{name}", name, count, own, beyond=Beyond.BEFORE)


def _after(asked: Query, year: int, count: int) -> TimelinePeriod:
    """All the time after a year."""
    since, until = _ends(asked)
    first = date(year + 1, 1, 1) if year < date.max.year else date.max
    own = replace(asked, dates=DateBounds(max(first, since or first), until), page=1)
    name = str(PartialDate(year))
    return TimelinePeriod(f">{name}", name, count, own, beyond=Beyond.AFTER)


def _ends(asked: Query) -> tuple[date | None, date | None]:
    return (asked.dates.first, asked.dates.last) if asked.dates else (None, None)


def _unknown(asked: Query, unit: str, counted: Mapping[str, int]) -> TimelinePeriod | None:
    found = _period(asked, unit, UNKNOWN, counted)
    return found if found.count else None


def _months(year: str) -> list[str]:
    return [str(PartialDate(int(year), month)) for month in range(1, 13)]


def _recent(counted: Mapping[str, int]) -> list[str]:
    """The years up to the last one that has reports, at most RECENT_YEARS. A last year that is
    more than so many years after all others is left out."""
    known = sorted(_by_year(counted))
    while len(known) > 1 and known[-1] - known[-2] > RECENT_YEARS:
        known.pop()
    if not known:
        return []
    first = max(known[0], known[-1] - RECENT_YEARS + 1)
    return [str(PartialDate(year)) for year in range(first, known[-1] + 1)]


def _with(query: Query, filters: Mapping[str, tuple[str, ...]]) -> Query:
    """A query with other values of some facets, on its first page; no values: no filter."""
    asked = {**query.filters, **filters}
    return replace(query, filters={name: own for name, own in asked.items() if own}, page=1)
