"""Request → the page of coverage: how many reports of each province and time there are."""

from dataclasses import replace

from flask import Blueprint, Response, render_template

from search.answers import Query
from search.explore.timeline import YEAR, rows, timeline, years
from search.facets.registry import UNKNOWN
from search.text.collate import vietnamese_order
from search.text.lexicon.provinces import provinces
from web import address, wording
from web.http.snapshot import searcher
from web.pages.asking import again, asked

coverage_page = Blueprint("coverage", __name__)


@coverage_page.get("/coverage")
def coverage() -> Response:
    """The reports of each province by year, or by month of one year; and provinces without any."""
    read, live = asked(), searcher()
    if read.problems:
        return again(read, live)
    over = timeline(Query(filters={YEAR: read.query.filters.get(YEAR, ())[:1]}), live)
    query = Query(filters={YEAR: (over.year,)} if over.year else {})
    known = live.counts(Query(), ("province",))[1]["province"]
    named = sorted((value for value in known if value != UNKNOWN), key=vietnamese_order)
    missing = sorted({p.name for p in provinces()}.difference(known), key=vietnamese_order)
    listed = [*named, *(value for value in known if value == UNKNOWN)]
    shown = render_template(
        "coverage.html",
        asked=address.NOTHING_ASKED,
        query=Query(),
        timeline=over,
        rows=rows(query, "province", over, live, 0, listed),
        heads=wording.timeline.columns(over),
        years=years(Query(), live),
        missing=missing,
        page_of=lambda value: address.profile("province", value) if value != UNKNOWN else "",
        total=live.total(query),
        collapsed=live.collapsed(query),
        with_copies=lambda is_all: address.write(replace(query, all_copies=is_all)),
    )
    return Response(shown)
