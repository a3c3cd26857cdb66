"""Request → two reports side by side; or the reports that one may be compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from search.answer.more_like_this import more_like_this
from search.answers import Query
from search.explore.adjacent_meetings import adjacent_meetings, meeting_a_year_before
from search.explore.comparison import comparison
from search.explore.topics import READ
from search.index.entry import meeting_days
from search.report import MeetingReport, StoredReport
from search.searcher import Searcher
from web import address, wording
from web.http.snapshot import searcher
from web.pages.paging import pager

MOST_ROWS = 60
"""Rows of figures, and names of people, that one part of a page lists; the next page has more."""
MORE_LIKE_THIS = 5
"""Similar reports that are offered to compare with."""

compare_page = Blueprint("compare", __name__)


@dataclass(frozen=True, slots=True)
class ComparedReport:
    """A report of the two. `head`: the head of its columns; `href`: the address of its page."""

    report: MeetingReport
    head: str
    href: str


class ComparedRows(NamedTuple):
    """Rows of one part of a comparison: those of one page; how many there are on all pages, and on
    later ones."""

    shown: Sequence[Any]
    total: int
    later: int


@dataclass(frozen=True, slots=True)
class Comparable:
    """A report that another may be compared with, why, and the address of the comparison."""

    label: str
    report: MeetingReport
    href: str


@dataclass(frozen=True, slots=True)
class ChosenReports:
    """What was typed for the two reports, and what is wrong with it: parameter → message."""

    typed: Mapping[str, str]
    problems: Mapping[str, str]


@compare_page.get("/compare")
def compare() -> AnyResponse:
    """Two reports side by side: figures, people and topics; with one of them, what it may be
    compared with."""
    live, typed = searcher(), address.compared(request.args)
    first, second = (_report(one, live) for one in typed)
    known = [
        found.report.id if found else own for own, found in zip(typed, (first, second), strict=True)
    ]
    if (*known,) != typed:  # the address of a page was typed
        return redirect(address.compare(known[0], known[1]))
    pairs = zip(address.SIDES, typed, (first, second), strict=True)
    problems = {
        name: wording.compare.UNKNOWN for name, own, found in pairs if own and found is None
    }
    if first and second and first.report.id != second.report.id:
        return Response(_side_by_side(first, second, live))
    if first and second:
        problems = {address.SIDES[1]: wording.compare.SAME_REPORT}
    chosen = ChosenReports(dict(zip(address.SIDES, typed, strict=True)), problems)
    is_missing = not (first and second) and bool(problems)
    return Response(_choose(first, chosen, live), 404 if is_missing else 200)


def _report(typed: str, live: Searcher) -> StoredReport | None:
    """The report of an id, or of the address of its page."""
    if not typed:
        return None
    return live.report(typed) or live.report(address.report_id_in(typed))


def _side_by_side(first: StoredReport, second: StoredReport, live: Searcher) -> str:
    both = (first.report, second.report)
    found = comparison(first, second, live)
    people = found.people
    parts: dict[str, Sequence[Any]] = {
        "aligned": found.aligned,
        "in_both": [row for row in found.others if row.first and row.second],
        "one_sided": [row for row in found.others if not (row.first and row.second)],
        "people_of_both": people.both,
        "people_of_first": people.first,
        "people_of_second": people.second,
    }
    pages = max(1, -(-max(map(len, parts.values())) // MOST_ROWS))
    page = min(address.read(request.args).query.page, pages)
    shown = {name: _of_page(rows, page) for name, rows in parts.items()}
    return render_template(
        "compare.html",
        asked=address.NOTHING_ASKED,
        query=Query(),
        sides=[_side(number, report) for number, report in enumerate(both)],
        swapped=address.compare(second.report.id, first.report.id),
        topics=found.topics,
        **shown,
        has_differences=any(row.difference for row in shown["aligned"].shown),
        most=MOST_ROWS,
        pager=pager(page, pages, lambda n: address.compare(first.report.id, second.report.id, n)),
        topic_heads=_topic_heads(*both),
        are_copies=second.report.id in live.snapshot.copies(first.report.id),
        read=0 if found.topics.is_whole else READ,
    )


def _side(number: int, report: MeetingReport) -> ComparedReport:
    day = next((wording.dates.day(found) for found in report.dates), "")
    return ComparedReport(report, wording.compare.side(number, day), address.report(report.id))


def _of_page(rows: Sequence[Any], page: int) -> ComparedRows:
    end = page * MOST_ROWS
    return ComparedRows(rows[end - MOST_ROWS : end], len(rows), max(0, len(rows) - end))


def _topic_heads(first: MeetingReport, second: MeetingReport) -> tuple[str, str]:
    """Of a body's earlier and later meeting, what is gone and what is new; else whose it is."""
    own = [one.facets.organiser[:1] for one in (first, second)]
    is_same = own[0] and own[1] and own[0][0].value == own[1][0].value
    if is_same and _day(first) < _day(second) < date.max:
        return wording.compare.GONE, wording.compare.NEW
    return wording.compare.ONLY_SAID


def _day(report: MeetingReport) -> date:
    """The first day of its meeting; the last day there is if nobody knows it."""
    days = meeting_days(report)
    return days.first if days else date.max


def _choose(own: StoredReport | None, chosen: ChosenReports, live: Searcher) -> str:
    report = own.report if own else None
    return render_template(
        "choose.html",
        asked=address.NOTHING_ASKED,
        query=Query(),
        own=_side(0, report) if report else None,
        chosen=chosen,
        of_body=_of_body(report, live) if report else [],
        similar=_similar(report, live) if report else [],
    )


def _of_body(report: MeetingReport, live: Searcher) -> list[Comparable]:
    """The meetings of the same body: before, after, and a year before."""
    found = adjacent_meetings(report, live)
    labelled = (
        (wording.report.MEETING_BEFORE, found.previous if found else None),
        (wording.report.MEETING_AFTER, found.next if found else None),
        (wording.compare.YEAR_BEFORE, meeting_a_year_before(report, live)),
    )
    return [Comparable(label, one, address_of(report, one)) for label, one in labelled if one]


def _similar(report: MeetingReport, live: Searcher) -> list[Comparable]:
    hits = more_like_this(report.id, live, MORE_LIKE_THIS)
    return [Comparable("", hit.report, address_of(report, hit.report)) for hit in hits]


def address_of(report: MeetingReport, other: MeetingReport) -> str:
    """The address of the comparison of two reports, the earlier meeting first."""
    first, second = sorted((other, report), key=_day)
    return address.compare(first.id, second.id)
