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
    Query,
    Sort,
    Status,
    StoredReport,
)
from search.query import MAX_CHARACTERS
from search.results import answer, marked, read_stored, total
from search.schema import COUNTED_BY_NAME, FACETS, Facet
from web import address, messages
from web.live import snapshot

SHOWN_VALUES, LISTED_VALUES = 7, 60
"""Values of a facet that stand open, and those that "Xem thêm" opens."""

pages = Blueprint("pages", __name__)


@dataclass(frozen=True, slots=True)
class Offer:
    """A way out of "nothing found": what to change, where it leads, how much it finds."""

    label: str
    href: str
    total: int


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One facet value on the report page, with the words that gave it if they are others."""

    value: str
    detail: str
    status: str
    status_help: str
    evidence: str


@pages.get("/")
def search() -> str:
    """The form and the results."""
    query = address.read(request.args)
    live = snapshot()
    found = answer(query, live)
    return render_template(
        "search.html",
        query=query,
        found=found,
        conditions=[(label, address.write(other)) for label, other in _conditions(query)],
        unfiltered=address.write(_unfiltered(query)),
        offers=_offers(query, live) if not found.total else [],
        dates=address.written_dates(query.dates),
        groups=[(COUNTED_BY_NAME[name], _group(counts)) for name, counts in found.facets.items()],
        pager=_pager(found),
        at_page=lambda number: replace(query, page=number),
    )


@pages.get("/reports/<path:report_id>")
def report(report_id: str) -> str:
    """One report, whole, with the words of the query marked."""
    query = address.read(request.args)
    stored = snapshot().stored(report_id)
    if stored is None:
        abort(404)
    kept = read_stored(stored)
    title, passages = marked(kept, query.text)
    return render_template(
        "report.html",
        report=kept.report,
        title=title,
        query=query,
        passages=list(zip(kept.report.passages, passages, strict=True)),
        facets=_facet_rows(kept),
        Part=Part,
    )


@pages.get("/healthz")
def healthz() -> Response:
    """The process lives."""
    return Response("ok\n", mimetype="text/plain")


@pages.get("/readyz")
def readyz() -> Response:
    """The index can be asked; its errors say otherwise with 503."""
    return Response(f"{snapshot().generation}\n", mimetype="text/plain")


def _conditions(query: Query) -> list[tuple[str, Query]]:
    """Each active filter in words, and the query without it."""
    found = [
        (
            f"{COUNTED_BY_NAME[name].label}: {COUNTED_BY_NAME[name].label_of(value)}",
            _without(query, name, value),
        )
        for name, values in query.filters.items()
        for value in values
    ]
    if query.dates:
        dates = messages.date_range(*address.written_dates(query.dates))
        found.append((f"{messages.DATES}: {dates}", replace(query, dates=None, page=1)))
    return found


def _without(query: Query, name: str, value: str) -> Query:
    left = {**query.filters, name: tuple(v for v in query.filters[name] if v != value)}
    filters = {facet: values for facet, values in left.items() if values}
    return replace(query, filters=filters, page=1)


def _unfiltered(query: Query) -> Query:
    return replace(query, filters={}, dates=None, page=1)


def _offers(query: Query, live: Snapshot) -> list[Offer]:
    """Queries that do find something: without each condition, then without any."""
    wider = [(messages.without(label), other) for label, other in _conditions(query)]
    if len(wider) > 1:
        wider.append((messages.WITHOUT_FILTERS, _unfiltered(query)))
    found = [(label, other, total(other, live)) for label, other in wider]
    return [Offer(label, address.write(other), count) for label, other, count in found if count]


def _group(counts: tuple[Count, ...]) -> tuple[list[Count], list[Count], bool]:
    """Values that stand open, values behind "Xem thêm", and whether there are more than those."""
    shown = max(SHOWN_VALUES, sum(count.selected for count in counts))
    listed = max(LISTED_VALUES, shown)
    return list(counts[:shown]), list(counts[shown:listed]), len(counts) > listed


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
        (facet, getattr(kept.report.facets, facet.name, ()))  # some are made of others: the year
        for facet in FACETS
    ]
    text = kept.report.text
    return [(f.label, [_row(f, value, text) for value in values]) for f, values in found if values]


def _row(facet: Facet, found: FacetValue, text: str) -> FacetRow:
    value = messages.day(found) if isinstance(found, DateValue) else facet.label_of(found.value)
    evidence = text[slice(*found.evidence)] if found.evidence else ""
    detail = ""
    if isinstance(found, PersonValue):
        detail = "; ".join([messages.ROLES[found.role], *found.titles[:1]])
    return FacetRow(
        value=value,
        detail=detail,
        status=messages.STATUSES[found.status],
        status_help=messages.STATUS_HELP[found.status],
        evidence=evidence if evidence != value else "",
    )


def template_names() -> dict[str, object]:
    """What every template may use."""
    return {
        "m": messages,
        "address": address,
        "Sort": Sort,
        "Status": Status,
        "longest_query": MAX_CHARACTERS,
    }
