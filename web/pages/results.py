"""Request → the page of results: what its template is given."""

from collections.abc import Iterator
from dataclasses import replace

from flask import Blueprint, Response, render_template

from search.answer.page import answer
from search.answers import Page, Query, Sort
from search.explore.figures import INDICATOR
from search.explore.profiles import called
from search.explore.timeline import timeline
from search.facets.registry import COUNTED_BY_NAME, FACETS
from search.query.compile import MAX_CHARACTERS
from search.report import Status
from search.searcher import Searcher
from search.suggest.changes import RelaxationKind
from search.suggest.relaxations import relaxations
from search.suggest.wider_filters import unfiltered
from web import address, wording
from web.http.snapshot import searcher
from web.http.static_files import static
from web.pages.asking import again, asked, conditions, dates_in_words, groups, in_words
from web.pages.paging import pager

pages = Blueprint("pages", __name__)


@pages.get("/")
def search() -> Response:
    """The form and the results; what cannot be read comes back in the form, with the reason."""
    read, live = asked(), searcher()
    if read.problems:
        return again(read, live)
    query = read.query
    found = answer(query, live)
    shown = render_template(
        "search.html",
        asked=read,
        query=query,
        found=found,
        heading=wording.search.heading(found.total, query.text, in_words(query)),
        conditions=conditions(query),
        unfiltered=address.write(unfiltered(query)),
        timeline=timeline(query, live) if found.total else None,
        named=list(_named(query, live)),
        groups=groups(found.facets, query),
        sizes=sorted({*address.SIZES, query.size}),
        pager=pager(found.page, found.pages, lambda n: address.write(replace(query, page=n))),
        at_text=lambda text: address.write(replace(query, text=text, page=1)),
        offers=_ways_out(query, found, live) if not found.total else [],
    )
    return Response(shown)


@pages.get("/healthz")
def healthz() -> Response:
    """The process lives."""
    return Response("ok\n", mimetype="text/plain")


@pages.get("/readyz")
def readyz() -> Response:
    """A small question is answered; the errors of an index say otherwise with 503."""
    found = answer(Query(size=1), searcher())
    return Response(f"{found.generation}\n", mimetype="text/plain")


def _named(query: Query, live: Searcher) -> Iterator[tuple[str, int, str]]:
    """The pages of what was typed, if it is a name: label, reports, address."""
    for facet, value, reports in called(query.text, live) if query.page == 1 else ():
        label = COUNTED_BY_NAME[facet].label_of(value)
        href = address.indicator(value) if facet == INDICATOR else address.profile(facet, value)
        yield wording.common.condition(COUNTED_BY_NAME[facet].label, label), reports, href


def _ways_out(query: Query, found: Page, live: Searcher) -> list[tuple[str, str]]:
    """What finds something, in words and as addresses; last of all what is there without words.
    What may have been meant is said already."""
    meant = [replace(query, text=one.text, page=1) for one in found.corrections]
    ways = [way for other, *way in _offered(query, live) if other not in meant]
    if held := live.total(Query()):
        ways.append(
            [wording.search.relaxation(wording.search.EVERYTHING, held), address.write(Query())]
        )
    return [(label, href) for label, href in ways]


def _offered(query: Query, live: Searcher) -> Iterator[tuple[Query, str, str]]:
    for offer in relaxations(query, live):
        words = offer.words
        if offer.kind in _OF_A_FACET:
            facet = COUNTED_BY_NAME[words[0]]
            words = (facet.label, *map(facet.label_of, words[1:]))
        elif offer.kind is RelaxationKind.WITHOUT_DATES:
            words = (dates_in_words(query),)
        else:
            words = tuple(map(wording.search.typed, words))
        label = wording.search.RELAXATION_LABELS[offer.kind].format(*words)
        yield offer.query, wording.search.relaxation(label, offer.total), address.write(offer.query)


_OF_A_FACET = {
    RelaxationKind.OTHER_VALUE,
    RelaxationKind.OTHER_NAME,
    RelaxationKind.WITHOUT_VALUE,
    RelaxationKind.WITHOUT_FACET,
    RelaxationKind.VALUE_ALONE,
}


def template_names() -> dict[str, object]:
    """What every template may use."""
    return {
        "m": wording,
        "address": address,
        "static": static,
        "Sort": Sort,
        "Status": Status,
        "headlines": [facet for facet in FACETS if facet.is_headline],
        "longest_query": MAX_CHARACTERS,
    }
