"""A report → the meetings of the same body before and after the one it reports."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from search.answers import Sort
from search.dates import DateRange
from search.engine.protocol import Request
from search.engine.stored import read_stored
from search.index.entry import meeting_days
from search.report import MeetingReport
from search.searcher import Searcher

_READ = 20
"""Reports that are looked at for one that is certainly before or after: a month's name touches
every day of it."""


@dataclass(frozen=True, slots=True)
class AdjacentMeetings:
    """The reports of the nearest meetings of a body, on other days; None if there is none.

    `filters`: what finds every report of this body.
    """

    filters: Mapping[str, tuple[str, ...]]
    previous: MeetingReport | None
    next: MeetingReport | None


def adjacent_meetings(report: MeetingReport, searcher: Searcher) -> AdjacentMeetings | None:
    """Of the first body of a report, in its province; None if nobody knows the body or the day."""
    own = meeting_days(report)
    if own is None or not report.facets.organiser:
        return None
    named = {"organiser": report.facets.organiser, "province": report.facets.province}
    filters = {name: (values[0].value,) for name, values in named.items() if values}
    before = after = None
    if own.first > date.min:
        earlier = DateRange(date.min, own.first - timedelta(days=1))
        before = _first(_reports(filters, earlier, Sort.NEWEST, searcher), last=own.first)
    if own.last < date.max:
        later = DateRange(own.last + timedelta(days=1), date.max)
        after = _first(_reports(filters, later, Sort.OLDEST, searcher), first=own.last)
    return AdjacentMeetings(filters, before, after)


def _reports(
    filters: Mapping[str, tuple[str, ...]], dates: DateRange, sort: Sort, searcher: Searcher
) -> Iterator[MeetingReport]:
    found = searcher.snapshot.search(Request(filters=filters, dates=dates, sort=sort, limit=_READ))
    return (read_stored(match.stored).report for match in found.matches)


def _first(
    reports: Iterator[MeetingReport], last: date = date.max, first: date = date.min
) -> MeetingReport | None:
    """The first one that is wholly before `last` or after `first`, whichever is given."""
    for report in reports:
        own = meeting_days(report)
        if own and own.first > first and own.last < last:
            return report
    return None
