"""Request → the page of one report: its text with highlights, its facets and their evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from flask import Blueprint, abort, render_template, request

from search.answer.more_like_this import similar_reports
from search.answer.page import highlight_report, highlight_words
from search.answers import TextRun
from search.explore.adjacent_meetings import adjacent_meetings, meeting_a_year_before
from search.explore.flagged import in_sentence
from search.facets.registry import HEADLINES
from search.query.compile import QueryTooLongError
from search.report import (
    FigureValue,
    MeetingReport,
    PassageKind,
    SourcePath,
    Span,
    StoredReport,
)
from search.searcher import Searcher
from web import address, wording
from web.http.file_names import NAME_CHARACTERS, slug
from web.http.originals import original_address
from web.http.snapshot import searcher
from web.pages.anchored import ShownRun, anchored, cells
from web.pages.citing import reference, source
from web.pages.compare import address_of
from web.pages.copies import copy_links
from web.pages.facet_rows import facet_rows
from web.pages.flag_rows import flag_rows

MORE_LIKE_THIS = 5
"""Reports like this one that are listed."""
LINKED_HIGHLIGHTS = 40
"""Highlights that are linked one by one; the script leads to all."""
_SAID_AT_TITLE = "title-made"
"""The flag that the title itself says already."""

MOST_DESCRIBED = 160
"""Characters of a text in its description: what search engines and messengers show of one."""

reports = Blueprint("reports", __name__)

Runs = Sequence[TextRun]


@dataclass(frozen=True, slots=True)
class AdjacentMeeting:
    """The meeting of the same organiser before or after this one, or a year before. `label`: which
    one it is; `what`: its kind and day; `compare`: the address of both side by side, and the label
    of that."""

    label: str
    report: MeetingReport
    what: str
    compare: tuple[str, str]


@reports.get("/reports")
@reports.get("/reports/<path:report_id>")
def report(report_id: str = "") -> str:
    """One report, whole, with the words of the query highlighted. A query that cannot be read does
    not hide it."""
    live = searcher()
    asked = address.read(request.args)
    asked = replace(asked, query=live.as_meant(asked.query))
    stored = live.report(address.report_id(report_id, request.args))
    if stored is None:
        abort(404)
    found = stored.report
    rows = facet_rows(stored)
    within = address.within(request.args)
    return render_template(
        "report.html",
        asked=asked,
        query=asked.query,
        report=found,
        within=within,
        inside=address.inside(found.id, asked.query),
        **_highlighted(stored, asked.query.text, within),
        facets=rows,
        statuses={
            row.status: row.status_help for _, values in rows for row in values if row.status
        },
        **_flagged(found),
        figures=[(figure, _anchor_of(found, figure)) for figure in found.facets.figures],
        **_files(stored),
        remarks=wording.report.original_remarks(found.original) if found.original else [],
        copies=copy_links(found, (one.report for one in live.copies(found.id)), asked.query),
        more_like_this=similar_reports(found.id, live, MORE_LIKE_THIS),
        compared_to=lambda other: address_of(found, other),
        **_of_organiser(found, live),
        citation=reference(found, request.host_url.rstrip("/")).text,
        description=shared_description(found),
        source=source(found),
        PassageKind=PassageKind,
        cells=cells,
    )


def _flagged(report: MeetingReport) -> dict[str, object]:
    """What the page says that can hardly be right, of values and of the report."""
    said = [wording.report.FLAGS[flag] for flag in report.flags if flag != _SAID_AT_TITLE]
    rows = flag_rows(report.id, (in_sentence(own, report) for own in report.flagged))
    return {"flagged": rows, "flags": said}


def shared_description(report: MeetingReport) -> str:
    """What a link to a report says of it where it is shared: kind, organiser, province and day;
    then what it was held for, else how the text begins."""
    facts = [
        facet.label_of(value.value)
        for facet in HEADLINES
        for value in getattr(report.facets, facet.name)[:1]
    ]
    facts += [wording.dates.day(value) for value in report.dates[:1]]
    purpose = [wording.common.sentence_case(own.value) for own in report.facets.purpose[:1]]
    body = (one for one in report.passages if one.kind is PassageKind.BODY)
    texts = (" ".join(report.text[slice(*one.span)].split()) for one in body)
    begins = [text for text in texts if text and text != report.title.value][:1]
    said = " · ".join(facts)
    return ". ".join(filter(None, [said, *(purpose or [_shortened(one) for one in begins])]))


def _shortened(text: str) -> str:
    if len(text) <= MOST_DESCRIBED:
        return text
    return f"{text[:MOST_DESCRIBED].rpartition(' ')[0] or text[:MOST_DESCRIBED]} …"


def _anchor_of(report: MeetingReport, figure: FigureValue) -> str:
    """The name of the place of the words that gave a figure; empty if they stand in no passage."""
    span = figure.evidence
    return "" if span is None or report.passage_at(span[0]) is None else address.anchor(span[0])


class ShownOriginal(NamedTuple):
    """The file that a report was read from. `file`: its name, its kind and what else is known;
    `leads_to_pages`: the address can name a page of it."""

    href: str
    file: str
    leads_to_pages: bool


def _files(stored: StoredReport) -> dict[str, object]:
    """The file that a report was read from, and what its plain text is kept as."""
    name = slug(stored.report.title.value, NAME_CHARACTERS) or "bao-cao"
    return {"original": _original(stored), "text_name": f"{name}.txt"}


def _original(stored: StoredReport) -> ShownOriginal | None:
    """The file to take home, if it is served."""
    own, href = stored.report.original, original_address(stored)
    if own is None or not href:
        return None
    places = [SourcePath.of(origin) for origin in stored.origins]
    place = next((one for one in places if one.id == stored.report.id), places[0])
    return ShownOriginal(
        href, wording.report.original_file(place, own), own.kind == "pdf" and not place.part
    )


def _highlighted(stored: StoredReport, text: str, within: str) -> dict[str, object]:
    """The title and the passages as runs of text, the number of the passage that is the title, and
    how many highlights the page has: of a query, or of words that are looked for `within`."""
    vocabulary = searcher().vocabulary
    are_apart = False
    try:
        if within:
            title, passages, are_apart = highlight_words(stored, within, vocabulary)
        else:
            title, passages = highlight_report(stored, text, vocabulary)
    except QueryTooLongError:
        title, passages = highlight_report(stored, "", vocabulary)
    report = stored.report
    shown_as = report.title.evidence
    heading = report.passage_at(shown_as[0]) if shown_as else None
    kinds = [passage.kind for passage in report.passages]
    shown = [title] + [
        runs
        for number, (kind, runs) in enumerate(zip(kinds, passages, strict=True))
        if number != heading and kind is not PassageKind.CAPTION_AGAIN
    ]
    return {
        **_with_anchors(report, title, passages),
        "heading": heading,
        "highlights": _highlights(shown),
        "linked_highlights": LINKED_HIGHLIGHTS,
        "are_apart": are_apart,
    }


def _with_anchors(
    report: MeetingReport, title: Runs, passages: Iterable[Runs]
) -> dict[str, object]:
    """The title and the passages as a template shows them, with anchors at the words that gave
    figures, or that a flag is about."""
    found = [own.evidence for own in report.facets.figures]
    spans = {own for own in (*found, *(own.evidence for own in report.flagged)) if own}

    def part(runs: Runs, span: Span | None) -> list[ShownRun]:
        """An anchor stands once, though a passage may repeat what another one holds."""
        own = {said for said in spans if span and span[0] <= said[0] < span[1]}
        spans.difference_update(own)
        return anchored(runs, span[0] if span else 0, own)

    return {
        "title": part(title, report.title.evidence),
        "passages": [
            (passage, part(runs, passage.span))
            for passage, runs in zip(report.passages, passages, strict=True)
        ],
    }


def _highlights(parts: Iterable[Runs]) -> int:
    return sum(run.is_highlighted for runs in parts for run in runs)


def _of_organiser(report: MeetingReport, live: Searcher) -> dict[str, object]:
    """The page of its organiser, the meetings around this one, that of a year before."""
    organiser_page, adjacent = _adjacent(report, live)
    return {
        "organiser_page": organiser_page,
        "adjacent": adjacent,
        "year_before": _year_before(report, adjacent, live),
    }


def _adjacent(report: MeetingReport, live: Searcher) -> tuple[str, list[AdjacentMeeting]]:
    """The address of the page of its first organiser, and the meetings before and after."""
    found = adjacent_meetings(report, live)
    if found is None:
        return "", []
    name, province = (found.filters.get(key, ("",))[0] for key in ("organiser", "province"))
    labelled = (
        (wording.report.MEETING_BEFORE, found.previous, wording.compare.WITH_PREVIOUS),
        (wording.report.MEETING_AFTER, found.next, wording.compare.WITH_NEXT),
    )
    return address.profile("organiser", name, province), [
        _meeting(report, other, label, compared) for label, other, compared in labelled if other
    ]


def _year_before(
    report: MeetingReport, adjacent: list[AdjacentMeeting], live: Searcher
) -> AdjacentMeeting | None:
    """The meeting of the same kind about a year before; None if there is none, or if it is one of
    the adjacent ones."""
    found = meeting_a_year_before(report, live)
    if found is None or found.id in {other.report.id for other in adjacent}:
        return None
    return _meeting(report, found, wording.compare.YEAR_BEFORE, wording.compare.WITH_YEAR_BEFORE)


def _meeting(
    report: MeetingReport, other: MeetingReport, label: str, compared: str
) -> AdjacentMeeting:
    kinds = [
        wording.common.label("meeting_type", own.value) for own in other.facets.meeting_type[:1]
    ]
    what = " · ".join([*kinds, *(wording.dates.day(own) for own in other.dates[:1])])
    return AdjacentMeeting(label, other, what, (address_of(report, other), compared))
