"""Request → the page of results; whether the process lives and is ready."""

from collections.abc import Iterator
from dataclasses import replace

from flask import Blueprint, Response, current_app, render_template, request

from search.answer.page import answer, with_left_out
from search.answer.sections import sections
from search.answers import Page, Query, Sort
from search.explore.figures import INDICATOR
from search.explore.nearest_days import nearest_days
from search.explore.profiles import values_named
from search.explore.timeline import counted_with, time_counts, timeline
from search.facets.registry import COUNTED_BY_NAME, HEADLINES
from search.query.compile import MAX_CHARACTERS
from search.report import Status
from search.searcher import Searcher
from search.suggest.changes import RelaxationKind
from search.suggest.relaxations import Relaxation, relaxations
from search.suggest.wider_filters import unfiltered
from web import address, wording
from web.http.snapshot import searcher
from web.http.static_files import static
from web.pages.added import added_choices
from web.pages.asking import added_in_words, again, asked, conditions, dates_in_words, in_words
from web.pages.copies import copies_of_hits
from web.pages.facet_groups import groups
from web.pages.home import home
from web.pages.markup import (
    bars,
    facts,
    links_in_a_year,
    made,
    period_link,
    pick,
    runs,
    snippets,
    values_to_choose,
)
from web.pages.paging import pager
from web.pages.presets import presets, undated

pages = Blueprint("pages", __name__)

DATE_FIELDS = frozenset({"from", "to", address.ADDED_SINCE})
"""The parameters that are left out where they cannot be read."""


@pages.get("/")
def search() -> Response:
    """The form and the results; where nothing is asked, the beginning. A request that cannot be
    read gives the form, with the reason; a date that cannot is left out, and the page says so."""
    read, live = asked(), searcher()
    if not read.problems.keys() <= DATE_FIELDS:
        return again(read, live)
    if address.is_beginning(request.args):
        return home(live)
    query = read.query
    found = answer(query, live, counted_with(query))
    ways_out = _relaxations(query, found, live) if not found.total else []
    when = time_counts(query, live, found.further_counts)
    found = with_left_out(found, live)
    shown = render_template(
        "search.html",
        asked=read,
        query=query,
        found=found,
        heading=wording.search.heading(
            found.total, query.text, in_words(query), has_others=bool(found.hits)
        ),
        sections=sections(found),
        copies=copies_of_hits(found.hits, query, live),
        # the answer tells it of its first group alone; hits of later groups may have copies, too
        collapsed=max(found.collapsed, sum(len(hit.copies) for hit in found.hits)),
        with_copies=lambda is_all: address.write(replace(query, all_copies=is_all, page=1)),
        conditions=conditions(query),
        unfiltered=address.write(unfiltered(query)),
        timeline=timeline(query, live, when) if found.total else None,
        named=list(_named(query, live)),
        groups=groups(found.facets, query, read.whole_lists),
        presets=presets(query, when),
        undated=undated(query, when),
        added=added_choices(query, live),
        sizes=sorted({*address.SIZES, query.size}),
        pager=pager(found.page, found.pages, lambda n: address.write(replace(query, page=n))),
        at_text=lambda text: address.write(replace(query, text=text, page=1)),
        relaxations=ways_out,
    )
    return Response(shown, 400 if read.problems else 200)


@pages.get("/healthz")
def healthz() -> Response:
    """Answers as long as the process lives."""
    return Response("ok\n", mimetype="text/plain")


@pages.get("/readyz")
def readyz() -> Response:
    """Answers the generation that is served, and on a second line what kept a later one from
    being served; 503 if none is."""
    found = answer(Query(size=1), searcher())
    problem = current_app.extensions["searchers"].serving.problem
    told = f"problem: {problem.kind}\n" if problem else ""
    return Response(f"{found.generation}\n{told}", mimetype="text/plain")


def _named(query: Query, live: Searcher) -> Iterator[tuple[str, int, str]]:
    """The pages whose name was typed: label, number of reports, address. On the first page only."""
    for facet, value, reports in values_named(query.text, live) if query.page == 1 else ():
        label = COUNTED_BY_NAME[facet].label_of(value)
        if facet == INDICATOR:
            label, href = wording.indicators.WITH_CHART.format(label), address.indicator(value)
        else:
            href = address.profile(facet, value)
        yield wording.common.condition(COUNTED_BY_NAME[facet].label, label), reports, href


def _relaxations(query: Query, found: Page, live: Searcher) -> list[tuple[str, str]]:
    """The label and the address of each query that finds something, where this one does not; at
    the end, of every report. Corrections stand elsewhere on the page."""
    corrected = [replace(query, text=one.text, page=1) for one in found.corrections]
    shown = [
        (wording.search.nearest_day(own.date, own.total), address.write(own.query))
        for own in nearest_days(query, live)
    ]
    shown += [
        (_relaxation_label(one, query), address.write(one.query))
        for one in relaxations(query, live)
        if one.query not in corrected
    ]
    if total := live.total(Query()):
        everything = wording.search.relaxation(wording.search.EVERYTHING, total)
        shown.append((everything, address.write(Query())))
    return shown


def _relaxation_label(relaxation: Relaxation, query: Query) -> str:
    words = relaxation.words
    if relaxation.kind in _OF_A_FACET:
        facet = COUNTED_BY_NAME[words[0]]
        words = (facet.label, *map(facet.label_of, words[1:]))
    elif relaxation.kind is RelaxationKind.WITHOUT_DATES:
        words = (dates_in_words(query),)
    elif relaxation.kind is RelaxationKind.WITHOUT_ADDED:
        words = (added_in_words(query),)
    else:
        words = tuple(map(wording.search.typed, words))
    label = wording.search.RELAXATION_LABELS[relaxation.kind].format(*words)
    return wording.search.relaxation(label, relaxation.total)


_OF_A_FACET = {
    RelaxationKind.OTHER_VALUE,
    RelaxationKind.OTHER_NAME,
    RelaxationKind.WITHOUT_VALUE,
    RelaxationKind.WITHOUT_FACET,
    RelaxationKind.VALUE_ALONE,
}
"""The kinds whose words are a facet and its values."""


def template_names() -> dict[str, object]:
    """The names that every template may use. `m`: the words of the pages, by page."""
    return {
        "m": wording,
        "address": address,
        "static": static,
        "Sort": Sort,
        "Status": Status,
        "headlines": HEADLINES,
        "runs": runs,
        "facts": facts,
        "snippets": snippets,
        "bars": bars,
        "links_in_a_year": links_in_a_year,
        "made": made,
        "pick": pick,
        "period_link": period_link,
        "values_to_choose": values_to_choose,
        "longest_query": MAX_CHARACTERS,
    }
