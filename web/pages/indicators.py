"""Request → the page of one indicator: its charts and its tables; or the list of indicators."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Blueprint, Response, render_template, request

from search.answers import Query
from search.explore.figure_choice import FigureAspect, FigureChoice, chosen
from search.explore.figures import (
    INDICATOR,
    Figures,
    StatedFigure,
    figures,
    indicators,
    is_stated,
)
from search.explore.indicator_list import by_theme, looked_for
from search.explore.series import series_of
from search.explore.year_tables import year_tables
from search.facets.indicator_groups import value_of
from search.searcher import Searcher
from search.text.collate import vietnamese_order
from web import address, wording
from web.http.snapshot import searcher
from web.pages.asking import again, asked, conditions
from web.pages.charts import chart, passage_address
from web.pages.figure_choices import choice_groups, chosen_conditions
from web.pages.figure_table import figure_table
from web.pages.figure_years import shown_years

MOST_CHARTS, MOST_LISTED = 6, 500
"""Charts of one page; indicators of the list."""
FILES = ("csv", "json")
"""What the figures can be taken away as."""

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
    choice, wrong = address.figure_choice(request.args)
    if read.problems or wrong:
        return again(replace(read, problems={**read.problems, **wrong}), live)
    name = address.asked_indicator(request.args)
    if not name or not is_stated(name, live):
        return _listed(read, name, live)
    query, shown_name = read.query, value_of(name)
    first = replace(query, page=1)
    found = figures(name, query, live)
    shown = render_template(
        "indicator.html",
        asked=read,
        query=query,
        name=shown_name,
        found=found,
        conditions=[
            *_narrowed(query, lambda other: address.indicator(name, other, choice)),
            *chosen_conditions(choice, lambda other: address.indicator(name, first, other)),
        ],
        unfiltered=address.indicator(name),
        with_copies=lambda is_all: address.indicator(
            name, replace(first, all_copies=is_all), choice
        ),
        places=_places(name, query, found),
        groups=choice_groups(found.stated, choice),
        carried=[(address.NAME, shown_name), *address.condition_pairs(query)],
        files=[(kind, address.indicator(name, first, choice, kind)) for kind in FILES],
        passage_address=passage_address,
        reports=_reports(shown_name, query),
        **_drawn(name, query, chosen(found.stated, choice), choice),
    )
    return Response(shown)


def _drawn(
    name: str, query: Query, stated: tuple[StatedFigure, ...], choice: FigureChoice
) -> dict[str, object]:
    """The figures that are chosen: their charts and tables, by their names in the template."""
    provinces = query.filters.get("province", ())
    places = choice.get(FigureAspect.WHOSE, ())
    series = series_of(stated, provinces, places)
    first = replace(query, page=1)
    return {
        "stated": stated,
        "charts": [chart(one, places) for one in series[:MOST_CHARTS]],
        "more_charts": max(0, len(series) - MOST_CHARTS),
        "comparisons": shown_years(
            year_tables(stated), lambda one: f"{address.indicator(name, first, one)}#table"
        ),
        "table": figure_table(
            stated,
            series,
            query.page,
            lambda n: f"{address.indicator(name, replace(query, page=n), choice)}#table",
            provinces,
            places,
        ),
    }


def _listed(read: address.Asked, missing: str, live: Searcher) -> Response:
    """The list of indicators, those of the most reports first. `missing`: an indicator that was
    asked for and is not there; the answer is 404 then."""
    query, find = read.query, address.find_values(request.args).strip()
    counts = indicators(query, live)
    listed = looked_for(counts, find)
    shown = render_template(
        "indicators.html",
        asked=read,
        query=query,
        missing=missing,
        find=find,
        has_any=bool(counts),
        total=len(listed),
        listed=len(listed[:MOST_LISTED]),
        themes=by_theme(listed[:MOST_LISTED]),
        indicator_address=lambda own: address.indicator(own, query),
        carried=address.condition_pairs(query),
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


def _reports(name: str, query: Query) -> str:
    """The address of the reports of the page; empty where the query asks for other indicators, too,
    as no address asks for reports that have two values of one facet."""
    own = {**query.filters, INDICATOR: (name,)}
    return "" if INDICATOR in query.filters else address.search(replace(query, filters=own))


def _places(name: str, query: Query, found: Figures) -> list[PlaceChoice]:
    """The provinces that can be chosen, those of the most reports first. What is chosen of the
    figures is not carried along: of other reports there may be no such figure."""
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
