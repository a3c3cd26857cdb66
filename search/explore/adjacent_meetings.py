"""A report → the meetings of the same organiser before and after the one it reports."""

from collections.abc import Container, Iterator, Mapping
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
"""Reports that are read to find one that is certainly before or after: one that is only dated by
its month overlaps every day of it."""

_ABOUT = timedelta(days=60)
"""How far from a year before a meeting may be: a session of July may be held in June or August."""


@dataclass(frozen=True, slots=True)
class AdjacentMeetings:
    """The reports of the nearest meetings of an organiser, on other days; None if there is none.

    `filters`: facet → values that every report of this organiser has.
    """

    filters: Mapping[str, tuple[str, ...]]
    previous: MeetingReport | None
    next: MeetingReport | None


def adjacent_meetings(report: MeetingReport, searcher: Searcher) -> AdjacentMeetings | None:
    """The meetings of the first organiser of a report, in its province, before and after its own:
    the nearest of the same kind, or the nearest of all if there is none.

    None if the report has no organiser or no day. A near-identical report is of the same meeting,
    whatever day it was printed.
    """
    own = meeting_days(report)
    if own is None or not report.facets.organiser:
        return None
    named = {"organiser": report.facets.organiser, "province": report.facets.province}
    filters = {name: (values[0].value,) for name, values in named.items() if values}
    same = {report.id, *searcher.snapshot.copies(report.id)}
    kinds = report.facets.meeting_type[:1]
    preferred = [*({**filters, "meeting_type": (kind.value,)} for kind in kinds), filters]
    before = after = None
    if own.first > date.min:
        earlier = DateRange(date.min, own.first - timedelta(days=1))
        found = (_reports(one, earlier, Sort.NEWEST, searcher) for one in preferred)
        before = next(filter(None, (_first(one, same, last=own.first) for one in found)), None)
    if own.last < date.max:
        later = DateRange(own.last + timedelta(days=1), date.max)
        found = (_reports(one, later, Sort.OLDEST, searcher) for one in preferred)
        after = next(filter(None, (_first(one, same, first=own.last) for one in found)), None)
    return AdjacentMeetings(filters, before, after)


def meeting_a_year_before(report: MeetingReport, searcher: Searcher) -> MeetingReport | None:
    """The meeting of the same kind, organiser and province about a year before that of a report:
    of those within _ABOUT of the day, the nearest; None if there is none."""
    own = meeting_days(report)
    facets = report.facets
    if own is None or not facets.organiser or own.first.year == date.min.year:
        return None
    named = {
        "organiser": facets.organiser,
        "province": facets.province,
        "meeting_type": facets.meeting_type,
    }
    filters = {name: (values[0].value,) for name, values in named.items() if values}
    day = own.first - timedelta(days=365)
    if day - date.min < _ABOUT:
        return None
    before, after = DateRange(day - _ABOUT, day), DateRange(day, day + _ABOUT)
    same = {report.id, *searcher.snapshot.copies(report.id)}
    found = [
        (abs(days.first - day), other.id, other)
        for within, nearest in ((before, Sort.NEWEST), (after, Sort.OLDEST))
        for other in _reports(filters, within, nearest, searcher)
        if (days := meeting_days(other)) and other.id not in same and before.first <= days.first
    ]
    return min(found, default=(None, None, None))[2]


def _reports(
    filters: Mapping[str, tuple[str, ...]], dates: DateRange, sort: Sort, searcher: Searcher
) -> Iterator[MeetingReport]:
    """The first reports of some filters and dates, in an order by date."""
    request = Request(filters=filters, dates=dates, sort=sort, limit=_READ, collapse=True)
    found = searcher.look_up(request)
    return (read_stored(match.stored).report for match in found.matches)


def _first(
    reports: Iterator[MeetingReport],
    besides: Container[str],
    last: date = date.max,
    first: date = date.min,
) -> MeetingReport | None:
    """The first report all of whose meeting days are after `first` and before `last`. `besides`:
    ids of reports that are passed over."""
    for report in reports:
        own = meeting_days(report)
        if own and report.id not in besides and own.first > first and own.last < last:
            return report
    return None
