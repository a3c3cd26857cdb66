"""Request → the page of one indicator: its charts and its table; or the list of indicators."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Blueprint, Response, render_template, request

from search.answers import Query
from search.explore.figures import (
    INDICATOR,
    Figures,
    figures,
    indicators,
    is_stated,
)
from search.explore.series import series_of
from search.facets.indicator_groups import value_of
from search.searcher import Searcher
from search.text.collate import vietnamese_order
from web import address, wording
from web.http.snapshot import searcher
from web.pages.asking import again, asked, conditions
from web.pages.charts import chart, passage_address
from web.pages.figure_table import figure_table

MOST_CHARTS, MOST_LISTED = 6, 500
"""Charts of one page; indicators of the list."""

indicator_pages = Blueprint("indicators", __name__)


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A province that can be chosen, and the number of its reports."""

    name: str
    reports: int
    href: str
    is_chosen: bool


@indicator_pages.get("/indicators")
def indicator() -> Response:
    """What the reports of a query state of an indicator; without a name: which ones there are."""
    read, live = asked(INDICATOR), searcher()
    if read.problems:
        return again(read, live)
    name = address.asked_indicator(request.args)
    if not name or not is_stated(name, live):
        return _listed(read, name, live)
    query, shown_name = read.query, value_of(name)
    found = figures(name, query, live)
    provinces = query.filters.get("province", ())
    series = series_of(found.stated, provinces)
    shown = render_template(
        "indicator.html",
        asked=read,
        query=query,
        name=shown_name,
        found=found,
        conditions=_narrowed(query, lambda other: address.indicator(name, other)),
        unfiltered=address.indicator(name),
        with_copies=lambda is_all: address.indicator(
            name, replace(query, all_copies=is_all, page=1)
        ),
        places=_places(name, query, found),
        charts=[chart(one) for one in series[:MOST_CHARTS]],
        more_charts=max(0, len(series) - MOST_CHARTS),
        table=figure_table(
            found.stated,
            series,
            query.page,
            lambda n: f"{address.indicator(name, replace(query, page=n))}#table",
            provinces,
        ),
        passage_address=passage_address,
        reports=address.write(
            replace(query, page=1, filters={**query.filters, INDICATOR: (shown_name,)})
        ),
    )
    return Response(shown)


def _listed(read: address.Asked, missing: str, live: Searcher) -> Response:
    """The list of indicators, those of the most reports first. `missing`: an indicator that was
    asked for and is not there; the answer is 404 then."""
    query = read.query
    counts = indicators(query, live)
    names = sorted(counts, key=lambda name: (-counts[name], vietnamese_order(name)))
    shown = render_template(
        "indicators.html",
        asked=read,
        query=query,
        missing=missing,
        total=len(names),
        listed=[(n, counts[n], address.indicator(n, query)) for n in names[:MOST_LISTED]],
        conditions=_narrowed(query, address.indicators),
        unfiltered=address.indicators(),
    )
    return Response(shown, 404 if missing else 200)


def _narrowed(query: Query, to: Callable[[Query], str]) -> list[tuple[str, str]]:
    """The words of the query and each filter, in words, and the address without it."""
    first = replace(query, page=1)
    words = wording.common.condition(wording.indicators.ASKED_WORDS, query.text)
    typed = [(words, to(replace(first, text="")))] if query.text else []
    return [*typed, *conditions(first, to)]


def _places(name: str, query: Query, found: Figures) -> list[PlaceChoice]:
    """The provinces that can be chosen, those of the most reports first."""
    chosen = query.filters.get("province", ())
    first = replace(query, page=1)
    ordered = sorted(found.provinces.items(), key=lambda one: (-one[1], vietnamese_order(one[0])))
    return [
        PlaceChoice(
            province,
            reports,
            address.indicator(
                name, replace(first, filters={**query.filters, "province": (province,)})
            ),
            province in chosen,
        )
        for province, reports in ordered
    ]
