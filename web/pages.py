"""Request → page: what the templates are given."""

from dataclasses import dataclass, replace

from flask import Blueprint, Response, abort, render_template, request

from search.engine import Snapshot
from search.model import (
    Count,
    DateValue,
    FacetValue,
    Page,
    Part,
    PersonValue,
    PlaceValue,
    Query,
    Sort,
    Status,
    StoredReport,
)
from search.query import MAX_CHARACTERS, QueryTooLongError
from search.results import answer, marked, total
from search.schema import COUNTED_BY_NAME, FACETS, Facet
from search.similar import similar
from search.stored import read_stored
from web import address, messages
from web.live import snapshot
from web.versions import static

SHOWN_VALUES, LISTED_VALUES = 7, 60
"""Values of a facet that stand open, and those that "Xem thêm" opens."""
SIMILAR = 5
"""Similar reports below a report."""

pages = Blueprint("pages", __name__)


@dataclass(frozen=True, slots=True)
class Offer:
    """A way out of "nothing found": what to change and how much that finds, and its address."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """The values of a facet that stand open, those behind "Xem thêm", and whether that is all."""

    shown: list[Count]
    more: list[Count]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One facet value on the report page: how it is called and known, and the words that gave it.

    `evidence`: empty if the source gave it. `passage`: the number of the one they stand in.
    `href`: every report that has the value.
    """

    value: str
    detail: str
    status: str
    status_help: str
    evidence: str
    passage: int | None
    href: str


@pages.get("/")
def search() -> Response:
    """The form and the results; what cannot be read comes back in the form, with the reason."""
    asked, live = address.read(request.args), snapshot()
    try:
        found = answer(asked.query, live)
    except QueryTooLongError:
        asked = replace(asked, problems={"q": messages.too_long(), **asked.problems})
        found = answer(replace(asked.query, text=""), live)
    groups = [
        (COUNTED_BY_NAME[name], _group(counts))
        for name, counts in found.facets.items()
        if name in asked.query.filters or _has_choice(COUNTED_BY_NAME[name], counts)
    ]
    if asked.problems:  # without results: those of another question would mislead
        shown = render_template("again.html", asked=asked, query=asked.query, groups=groups)
        return Response(shown, 400)
    query = asked.query
    shown = render_template(
        "search.html",
        asked=asked,
        query=query,
        found=found,
        conditions=[(label, address.write(other)) for label, other in _conditions(query)],
        unfiltered=address.write(_unfiltered(query)),
        offers=_offers(query, live) if not found.total else [],
        groups=groups,
        sizes=sorted({*address.SIZES, query.size}),
        pager=_pager(found),
        at_page=lambda number: replace(query, page=number),
        at_text=lambda text: address.write(replace(query, text=text, page=1)),
    )
    return Response(shown)


@pages.get("/reports")
@pages.get("/reports/<path:report_id>")
def report(report_id: str = "") -> str:
    """One report, whole, with the words of the query marked. Nothing that is wrong with the query
    hides it."""
    asked = address.read(request.args)
    live = snapshot()
    stored = live.stored(report_id or request.args.get("id", ""))
    if stored is None:
        abort(404)
    kept = read_stored(stored)
    try:
        title, passages = marked(kept, asked.query.text)
    except QueryTooLongError:
        title, passages = marked(kept, "")
    rows = _facet_rows(kept)
    return render_template(
        "report.html",
        report=kept.report,
        title=title,
        asked=asked,
        query=asked.query,
        passages=list(zip(kept.report.passages, passages, strict=True)),
        facets=rows,
        statuses={
            row.status: row.status_help for _, values in rows for row in values if row.status
        },
        figures=[(found, _passage(kept, found)) for found in kept.report.facets.figures],
        flags=[messages.FLAGS[flag] for flag in kept.report.flags],
        heading=next((n for n, p in enumerate(kept.report.passages) if p.part is Part.TITLE), None),
        similar=similar(kept.report.id, live, SIMILAR),
        Part=Part,
    )


@pages.get("/healthz")
def healthz() -> Response:
    """The process lives."""
    return Response("ok\n", mimetype="text/plain")


@pages.get("/readyz")
def readyz() -> Response:
    """A small question is answered; the errors of an index say otherwise with 503."""
    found = answer(Query(size=1), snapshot())
    return Response(f"{found.generation}\n", mimetype="text/plain")


def _conditions(query: Query) -> list[tuple[str, Query]]:
    """Each active filter in words, and the query without it."""
    found = []
    for name, values in query.filters.items():
        facet = COUNTED_BY_NAME[name]
        for value in values:
            label = messages.condition(facet.label, facet.label_of(value))
            found.append((label, _without(query, name, value)))
    if query.dates:
        dates = messages.date_range(*address.written_dates(query.dates))
        label = messages.condition(messages.DATES, dates)
        found.append((label, replace(query, dates=None, page=1)))
    return found


def _without(query: Query, name: str, *dropped: str) -> Query:
    left = {**query.filters, name: tuple(v for v in query.filters[name] if v not in dropped)}
    filters = {facet: values for facet, values in left.items() if values}
    return replace(query, filters=filters, page=1)


def _unfiltered(query: Query) -> Query:
    return replace(query, filters={}, dates=None, page=1)


def _offers(query: Query, live: Snapshot) -> list[Offer]:
    """Queries that do find something: without each condition, each facet, or any condition."""
    wider = [(messages.without(label), other) for label, other in _conditions(query)]
    wider += [
        (messages.without_facet(COUNTED_BY_NAME[name].label), _without(query, name, *values))
        for name, values in query.filters.items()
        if len(values) > 1
    ]
    if len(wider) > 1:
        wider.append((messages.WITHOUT_FILTERS, _unfiltered(query)))
    different: dict[str, tuple[str, Query]] = {}
    for label, other in wider:
        different.setdefault(address.write(other), (label, other))
    found = [(label, href, total(other, live)) for href, (label, other) in different.items()]
    return [Offer(messages.offer(label, count), href) for label, href, count in found if count]


def _has_choice(facet: Facet, counts: tuple[Count, ...]) -> bool:
    return facet.is_offered and not (facet.is_either and len(counts) < 2)


def _group(counts: tuple[Count, ...]) -> Group:
    """A chosen value always stands open: it must be seen to be dropped."""
    listed = [c for number, c in enumerate(counts) if number < LISTED_VALUES or c.selected]
    shown = [c for number, c in enumerate(listed) if number < SHOWN_VALUES or c.selected]
    more = [c for c in listed[SHOWN_VALUES:] if not c.selected]
    return Group(shown, more, is_whole=len(listed) == len(counts))


def _pager(found: Page) -> list[tuple[int, str]]:
    """Numbers and addresses of the first, the last and the neighbouring pages."""
    near = {1, found.pages, *range(found.page - 2, found.page + 3)}
    return [
        (number, address.write(replace(found.query, page=number)))
        for number in sorted(near)
        if 1 <= number <= found.pages
    ]


def _facet_rows(kept: StoredReport) -> list[tuple[str, list[FacetRow]]]:
    """Facets in words, each with its values; facets without any are left out."""
    found = [
        (facet, getattr(kept.report.facets, facet.found))
        for facet in FACETS
        if facet.found  # the others are made of these: the year, the chair
    ]
    return [(f.label, [_row(f, value, kept) for value in values]) for f, values in found if values]


def _passage(kept: StoredReport, found: FacetValue) -> int | None:
    """The number of the passage that the evidence of a value stands in."""
    if found.evidence is None:
        return None
    start, _ = found.evidence
    spans = (passage.span for passage in kept.report.passages)
    return next((n for n, (first, last) in enumerate(spans) if first <= start < last), None)


def _row(facet: Facet, found: FacetValue, kept: StoredReport) -> FacetRow:
    value = facet.label_of(found.value)
    evidence = kept.report.text[slice(*found.evidence)] if found.evidence else ""
    detail = ""
    if isinstance(found, DateValue):
        value, detail = messages.day(found), found.day_part or ""
    elif isinstance(found, PersonValue):
        detail = "; ".join([messages.ROLES[found.role], *found.titles[:1]])
    elif isinstance(found, PlaceValue) and found.within:
        detail = messages.WHERE.format(found.within)
    same = Query(filters={facet.name: (found.value,)})
    return FacetRow(
        value=value,
        detail=detail,
        status=messages.STATUSES[found.status],
        status_help=messages.STATUS_HELP[found.status],
        evidence=evidence,
        passage=_passage(kept, found),
        href=address.write(same) if facet.is_counted else "",
    )


def template_names() -> dict[str, object]:
    """What every template may use."""
    return {
        "m": messages,
        "address": address,
        "static": static,
        "Sort": Sort,
        "Status": Status,
        "longest_query": MAX_CHARACTERS,
    }
