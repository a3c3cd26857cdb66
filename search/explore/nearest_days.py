"""A query that finds nothing in its dates → the nearest days before and after that it finds."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from search.answers import Query, Sort
from search.dates import DateBounds, DateRange, PartialDate
from search.query.budget import LeftOut
from search.report import DateValue, Precision
from search.searcher import Searcher

NEAREST = 2
"""Days that are offered on each side of the dates asked for; each costs a search and a count."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NearestDay:
    """A day near the dates asked for, or a month or year where no day is known; the same query in
    it, and how many reports that finds: one at least."""

    date: PartialDate
    query: Query
    total: int


def nearest_days(query: Query, searcher: Searcher) -> tuple[NearestDay, ...]:
    """The nearest days that have reports of a query without its dates, in the order of time; none
    for a query without dates. As far as the budget of the request goes. Raises as
    `Searcher.total` does."""
    before: list[NearestDay] = []
    after: list[NearestDay] = []
    if query.dates:
        with searcher.of_request().offers(LeftOut.RELAXATIONS) as offering:
            before += _on_one_side(query, query.dates, True, offering)
            after += _on_one_side(query, query.dates, False, offering)
    return (*reversed(before), *after)


def _on_one_side(
    query: Query, asked: DateBounds, is_before: bool, searcher: Searcher
) -> Iterator[NearestDay]:
    edge = asked.first if is_before else asked.last
    for _ in range(NEAREST):
        if edge is None or edge in (date.min, date.max):
            return
        beyond = DateBounds(None, edge - _DAY) if is_before else DateBounds(edge + _DAY, None)
        near = _nearest(query, beyond, is_before, searcher)
        if near is None:
            return
        known, days = near
        own = replace(query, dates=DateBounds(days.first, days.last), page=1)
        yield NearestDay(known, own, searcher.total(own))
        edge = days.first if is_before else days.last


def _nearest(
    query: Query, beyond: DateBounds, is_before: bool, searcher: Searcher
) -> tuple[PartialDate, DateRange] | None:
    """The date nearest to the days asked for of the report that is, and its days."""
    sort = Sort.NEWEST if is_before else Sort.OLDEST
    asked = replace(query, dates=beyond, sort=sort, page=1, size=1)
    matches = searcher.search(asked, counted=()).matches
    stored = searcher.report(matches[0].id) if matches else None
    known = [_day(own, is_before) for own in stored.report.dates] if stored else []
    spans = [(own, own.days) for own in known if own.days]
    if is_before:
        before = [one for one in spans if beyond.last and one[1].last <= beyond.last]
        return max(before, key=lambda one: one[1].last, default=None)
    after = [one for one in spans if beyond.first and one[1].first >= beyond.first]
    return min(after, key=lambda one: one[1].first, default=None)


def _day(found: DateValue, is_before: bool) -> PartialDate:
    """The first or last day of a date; the date itself where no day is known."""
    first = PartialDate.parse(found.value)
    last = PartialDate.parse(found.until) if found.until else first
    return last if is_before and last.precision is Precision.DAY else first
