"""Request → page: what the templates are given."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import Blueprint, Response, abort, current_app, render_template, request

from search.engine import Snapshot
from search.model import (
    Count,
    DateValue,
    FacetValue,
    Page,
    Part,
    PersonValue,
    Piece,
    Query,
    Sort,
    StoredReport,
)
from search.query import understand
from search.record import decode
from search.results import answer, marked_passages, marked_title
from search.schema import FACETS, FACETS_BY_NAME
from web import address, messages

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


def snapshot() -> Snapshot:
    """The live generation, pinned for this request."""
    engine = current_app.extensions["engine"]
    live: Snapshot = engine.snapshot()
    return live


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
        chips=_chips(query),
        offers=_offers(query, live) if not found.total else [],
        dates=address.written_dates(query.dates),
        is_filtered=bool(query.filters or query.dates),
        groups=[(FACETS_BY_NAME[name], _group(counts)) for name, counts in found.facets.items()],
        pager=_pager(found),
        at_page=lambda number: replace(query, page=number),
    )


@pages.get("/reports/<path:report_id>")
def report(report_id: str) -> str:
    """One report, whole, with the words of the query marked."""
    text = request.args.get("q", "").strip()
    stored = snapshot().stored(report_id)
    if stored is None:
        abort(404)
    kept = decode(stored, StoredReport)
    understood = understand(text)
    passages = zip(kept.report.passages, marked_passages(kept, understood), strict=True)
    return render_template(
        "report.html",
        report=kept.report,
        title=marked_title(kept, understood),
        query=Query(text=text),
        passages=[(n, p, pieces) for n, (p, pieces) in enumerate(passages)],
        rows=_rows(kept),
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


def _chips(query: Query) -> list[tuple[str, str]]:
    """Each active filter in words, and the address without it."""
    chips = [
        (
            f"{FACETS_BY_NAME[name].label}: {FACETS_BY_NAME[name].label_of(value)}",
            address.write(_without(query, name, value)),
        )
        for name, values in query.filters.items()
        for value in values
    ]
    if query.dates:
        label = f"{messages.DATES}: {messages.date_range(query.dates)}"
        chips.append((label, address.write(replace(query, dates=None, page=1))))
    return chips


def _without(query: Query, name: str, value: str) -> Query:
    left = tuple(v for v in query.filters[name] if v != value)
    filters: Mapping[str, tuple[str, ...]] = {
        other: values if other != name else left
        for other, values in query.filters.items()
        if other != name or left
    }
    return replace(query, filters=filters, page=1)


def _offers(query: Query, live: Snapshot) -> list[Offer]:
    """Queries that do find something: without each condition, then without any."""
    wider = [
        (
            messages.without(
                f"{FACETS_BY_NAME[name].label}: {FACETS_BY_NAME[name].label_of(value)}"
            ),
            _without(query, name, value),
        )
        for name, values in query.filters.items()
        for value in values
    ]
    if query.dates:
        wider.append((messages.without(messages.DATES), replace(query, dates=None, page=1)))
    if len(wider) > 1:
        wider.append((messages.WITHOUT_FILTERS, Query(query.text, sort=query.sort)))
    found = [(label, other, answer(replace(other, size=1), live).total) for label, other in wider]
    return [Offer(label, address.write(other), total) for label, other, total in found if total]


def _group(counts: tuple[Count, ...]) -> tuple[list[Count], list[Count], int]:
    """Values that stand open, values behind "Xem thêm", and how many are not listed at all."""
    shown = max(SHOWN_VALUES, sum(count.selected for count in counts))
    listed = max(LISTED_VALUES, shown)
    return list(counts[:shown]), list(counts[shown:listed]), max(0, len(counts) - listed)


def _pager(found: Page) -> list[tuple[int, str]]:
    """Numbers and addresses of the first, the last and the neighbouring pages."""
    near = {1, found.pages, *range(found.page - 2, found.page + 3)}
    return [
        (number, address.write(replace(found.query, page=number)))
        for number in sorted(near)
        if 1 <= number <= found.pages
    ]


def _rows(kept: StoredReport) -> list[tuple[str, list[FacetRow]]]:
    """Facets in words, each with its values; facets without any are left out."""
    labels = {facet.name: facet.label for facet in FACETS} | {
        "event_date": messages.EVENT_DATE,
        "online": messages.ONLINE,
        "byline": messages.BYLINE,
        "source_url": messages.SOURCE,
        "province_now": messages.PROVINCE_NOW,
        "page_date": messages.PAGE_DATE,
    }

    found = [
        (
            label,
            [_row(name, value, kept.report.text) for value in getattr(kept.report.facets, name)],
        )
        for name, label in labels.items()
        if hasattr(kept.report.facets, name)
    ]
    return [(label, rows) for label, rows in found if rows]


def _row(name: str, found: FacetValue, text: str) -> FacetRow:
    value = messages.VALUE_LABELS.get(found.value, found.value)
    evidence = text[slice(*found.evidence)] if found.evidence else ""
    detail = ""
    if name in FACETS_BY_NAME:
        value = FACETS_BY_NAME[name].label_of(found.value)
    if isinstance(found, DateValue):
        value = messages.day(found)
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
    return {"m": messages, "address": address, "Sort": Sort, "Piece": Piece}
