"""Request → the page of one report: its text with marks, what is known of it and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request

from search.answer.more_like_this import more_like_this
from search.answer.page import highlight_report
from search.answers import Query, TextRun
from search.explore.adjacent_meetings import adjacent_meetings
from search.facets.registry import FACETS, Facet
from search.query.compile import QueryTooLongError
from search.report import (
    DateValue,
    FacetValue,
    MeetingReport,
    PassageKind,
    PersonValue,
    PlaceValue,
    StoredReport,
)
from search.searcher import Searcher
from web import address, wording
from web.http.snapshot import searcher

SIMILAR = 5
"""Similar reports below a report."""
LINKED_MARKS = 40
"""Marks that are linked one by one; the script leads to all."""

reports = Blueprint("reports", __name__)


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One facet value on the report page: how it is called and known, and the words that gave it.

    `evidence`: empty if the source gave it. `passage`: the number of the one they stand in.
    `href`: every report that has the value, the page of a person, or the source.
    """

    value: str
    detail: str
    status: str
    status_help: str
    evidence: str
    passage: int | None
    href: str


@dataclass(frozen=True, slots=True)
class AdjacentMeeting:
    """The meeting of the same body before or after this one."""

    label: str
    report: MeetingReport
    day: str


@reports.get("/reports")
@reports.get("/reports/<path:report_id>")
def report(report_id: str = "") -> str:
    """One report, whole, with the words of the query marked. Nothing that is wrong with the query
    hides it."""
    asked = address.read(request.args)
    live = searcher()
    kept = live.report(address.report_id(report_id, request.args))
    if kept is None:
        abort(404)
    try:
        title, passages = highlight_report(kept, asked.query.text)
    except QueryTooLongError:
        title, passages = highlight_report(kept, "")
    rows = _facet_rows(kept)
    heading = next(
        (n for n, p in enumerate(kept.report.passages) if p.kind is PassageKind.TITLE), None
    )
    body, around = _neighbours(kept.report, live)
    return render_template(
        "report.html",
        report=kept.report,
        title=title,
        asked=asked,
        query=asked.query,
        passages=list(zip(kept.report.passages, passages, strict=True)),
        marks=_marks([title, *(own for n, own in enumerate(passages) if n != heading)]),
        linked_marks=LINKED_MARKS,
        facets=rows,
        statuses={
            row.status: row.status_help for _, values in rows for row in values if row.status
        },
        figures=[(found, _passage(kept, found)) for found in kept.report.facets.figures],
        flags=[wording.report.FLAGS[flag] for flag in kept.report.flags],
        heading=heading,
        similar=more_like_this(kept.report.id, live, SIMILAR),
        body=body,
        neighbours=around,
        citation=citation(kept.report),
        source=_source(kept.report),
        PassageKind=PassageKind,
    )


def citation(report: MeetingReport) -> str:
    """A report as a paper or a dispatch cites it: what is known of title, authors, outlet, day and
    source, and where it is read here."""
    facets = report.facets
    day = next((wording.dates.day(found) for found in facets.event_date), "")
    outlet = next((found.value for found in facets.outlet), "")
    here = request.url_root.rstrip("/") + address.report(report.id)
    authors = [found.value for found in facets.byline]
    return wording.report.citation(report.title.value, authors, outlet, day, _source(report), here)


def _source(report: MeetingReport) -> str:
    """The address a report was read at, if a browser may be led there."""
    return next(filter(None, (_abroad(found.value) for found in report.facets.source_url)), "")


def _abroad(url: str) -> str:
    """An address that a browser may be led to; nothing if it is a script or the like."""
    return url if url.lower().startswith(("http://", "https://")) else ""


def _marks(cuts: Sequence[Sequence[TextRun]]) -> int:
    return sum(piece.is_highlighted for own in cuts for piece in own)


def _neighbours(report: MeetingReport, live: Searcher) -> tuple[str, list[AdjacentMeeting]]:
    """The address of the page of its first body, and the meetings before and after."""
    found = adjacent_meetings(report, live)
    if found is None:
        return "", []
    name, province = (found.filters.get(key, ("",))[0] for key in ("organiser", "province"))
    pairs = (
        (wording.report.MEETING_BEFORE, found.previous),
        (wording.report.MEETING_AFTER, found.next),
    )
    return address.profile("organiser", name, province), [
        AdjacentMeeting(label, other, wording.dates.day(other.facets.event_date[0]))
        for label, other in pairs
        if other
    ]


def _facet_rows(kept: StoredReport) -> list[tuple[str, list[FacetRow]]]:
    """Facets in words, each with its values; facets without any are left out."""
    found = [
        (facet, getattr(kept.report.facets, facet.source))
        for facet in FACETS
        # the others are made of these: the year, the chair; figures have a table of their own
        if facet.source and facet.source != "figures"
    ]
    return [(f.label, [_row(f, value, kept) for value in values]) for f, values in found if values]


def _passage(kept: StoredReport, found: FacetValue) -> int | None:
    """The number of the passage that the evidence of a value stands in."""
    return kept.report.passage_at(found.evidence[0]) if found.evidence else None


def _row(facet: Facet, found: FacetValue, kept: StoredReport) -> FacetRow:
    value = facet.label_of(found.value)
    evidence = kept.report.text[slice(*found.evidence)] if found.evidence else ""
    detail = ""
    if isinstance(found, DateValue):
        value, detail = wording.dates.day(found), found.day_part or ""
    elif isinstance(found, PersonValue):
        detail = "; ".join([wording.common.ROLES[found.role], *found.titles[:1]])
    elif isinstance(found, PlaceValue) and found.within:
        detail = wording.report.WITHIN.format(found.within)
    return FacetRow(
        value=value,
        detail=detail,
        status=wording.common.STATUSES[found.status],
        status_help=wording.common.STATUS_HELP[found.status],
        evidence=evidence,
        passage=_passage(kept, found),
        href=_href(facet, found.value),
    )


def _href(facet: Facet, value: str) -> str:
    """Every report that has a value; the page of a person; the source."""
    if facet.name == "source_url":
        return _abroad(value)
    if facet.name == "person":
        return address.profile("person", value)
    return address.write(Query(filters={facet.name: (value,)})) if facet.is_counted else ""
