"""Request → the page of a list of reports, which its address holds."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from search.answer.page import answer
from search.answers import Hit, Query
from search.index.entry import meeting_days
from search.query.compile import QueryTooLongError
from search.report import MeetingReport
from web import address
from web.http.snapshot import searcher
from web.pages.citing import reference

list_page = Blueprint("list", __name__)

OFFERED_REPORTS = 10
"""Reports that are offered to be added, of those that were looked for."""


class Listed(NamedTuple):
    """A report of a list, and how it is cited."""

    report: MeetingReport
    citation: str


class Addable(NamedTuple):
    """A report that was looked for, and whether it is in the list."""

    hit: Hit
    is_listed: bool


@list_page.get("/list")
def listed() -> str | Response:
    """The reports of a list in the order of the address, and what can be done with them. What the
    index has not (any more) is named. Where one is to go, the answer leads to the list without."""
    ids, beyond = address.listed_ids(request.args)
    find = address.find_values(request.args).strip()
    if dropped := address.dropped_id(request.args):
        return redirect(address.listed((one for one in ids if one != dropped), find=find))
    live, origin = searcher(), request.host_url.rstrip("/")
    found = {own: kept.report for own in ids if (kept := live.report(own))}
    offered, total = _offered(ids, find)
    by_day = _by_day(found.values(), is_newest_first=False)
    return render_template(
        "list.html",
        asked=address.NOTHING_ASKED,
        query=Query(),
        ids=ids,
        given=[*((address.ID, own) for own in ids), *([("find", find)] if find else [])],
        beyond=beyond,
        find=find,
        found=Query(find),
        listed=[Listed(report, reference(report, origin).text) for report in found.values()],
        gone=[own for own in ids if own not in found],
        known=address.listed(found, find=find),
        newest=address.listed(_by_day(found.values(), is_newest_first=True), find=find),
        oldest=address.listed(by_day, find=find),
        two=address.compare(by_day[0], by_day[1]) if len(by_day) == len(address.SIDES) else "",
        offered=offered,
        total=total,
    )


def _offered(ids: tuple[str, ...], find: str) -> tuple[list[Addable], int]:
    """The first reports that answer some words, and how many there are. Words that are too many
    find nothing."""
    if not find:
        return [], 0
    try:
        page = answer(Query(find, size=OFFERED_REPORTS), searcher())
    except QueryTooLongError:
        return [], 0
    return [Addable(hit, hit.report.id in ids) for hit in page.hits], page.total


def _by_day(reports: Iterable[MeetingReport], is_newest_first: bool) -> list[str]:
    """The ids in the order of the first day of each meeting; without a known year, at the end."""
    days = [(own.id, meeting_days(own)) for own in reports]
    dated = [(days.first or date.min, own) for own, days in days if days]
    dated.sort(key=lambda pair: pair[0], reverse=is_newest_first)
    return [*(own for _, own in dated), *(own for own, days in days if not days)]
