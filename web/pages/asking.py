"""Request → what it asks for, its filters in words; or what is wrong."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from flask import Response, abort, redirect, render_template, request

from search.answer.page import answer
from search.answers import Query
from search.explore.timeline import time_counts
from search.facets.registry import COUNTED_BY_NAME
from search.query.compile import QueryTooLongError
from search.searcher import Searcher
from search.suggest.wider_filters import without
from web import address, wording
from web.http.snapshot import searcher
from web.pages.added import added_choices
from web.pages.facet_groups import groups
from web.pages.presets import presets


def asked(profiled: str = "") -> address.Asked:
    """What the address asks for. A query that is too long is one of its problems.

    Where a value was typed by another of its names, this ends the request: the answer leads to the
    address of the value. `profiled`: the facet whose value is the parameter `name`.
    """
    read, live = address.read(request.args), searcher()
    if meant := dict(_meant(read.query, profiled, live)):
        abort(redirect(address.with_values(request.path, request.args, meant)))
    try:
        live.parse(read.query.text)
    except QueryTooLongError as error:
        return replace(read, problems={"q": wording.errors.too_long(error), **read.problems})
    return read


def _meant(
    query: Query, profiled: str, live: Searcher
) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """(parameter, value as typed) → values of the index, for each that was typed differently."""
    typed = query.filters.get("province", ())
    provinces = [own for name in typed for own in live.values_read("province", name)]
    for facet, values in query.filters.items():
        for value in values:
            if (meant := live.values_read(facet, value, provinces)) != (value,):
                yield (facet, value), meant
    if profiled and (name := request.args.get(address.NAME)):
        meant = live.values_read(profiled, name, provinces)
        if len(meant) == 1 and meant != (name,):
            yield (address.NAME, name), meant


def again(read: address.Asked, live: Searcher) -> Response:
    """400: the form with what is wrong, without results, as those of another query mislead."""
    query = replace(read.query, text="") if "q" in read.problems else read.query
    facets = answer(replace(query, page=1, size=1), live).facets
    shown = render_template(
        "again.html",
        asked=read,
        query=read.query,
        groups=groups(facets, query, read.whole_lists),
        presets=presets(query, time_counts(query, live)),
        added=added_choices(query, live),
    )
    return Response(shown, 400)


def conditions(query: Query, to: Callable[[Query], str] = address.write) -> list[tuple[str, str]]:
    """Each filter in words, and the address of the page without it. `to`: query → address."""
    found = [
        (_condition(name, (value,)), to(without(query, name, value)))
        for name, values in query.filters.items()
        for value in values
    ]
    if query.dates:
        found.append((dates_in_words(query), to(replace(query, dates=None, page=1))))
    if query.added_since:
        found.append((added_in_words(query), to(replace(query, added_since=None, page=1))))
    return found


def in_words(query: Query) -> str:
    """The filters of a query in one line of words; empty if it has none."""
    words = [_condition(name, values) for name, values in query.filters.items()]
    words += [dates_in_words(query)] if query.dates else []
    words += [added_in_words(query)] if query.added_since else []
    return wording.common.all_of(words)


def _condition(name: str, values: tuple[str, ...]) -> str:
    facet = COUNTED_BY_NAME[name]
    return wording.common.condition(facet.label, wording.common.one_of(map(facet.label_of, values)))


def dates_in_words(query: Query) -> str:
    """The filter on dates of a query, in words; empty if it has none."""
    days = wording.dates.bounds(query.dates) if query.dates else ""
    return wording.common.condition(wording.common.DATES, days) if days else ""


def added_in_words(query: Query) -> str:
    """Since when the reports of a query are in the index, in words; empty if it does not ask."""
    since = wording.dates.since(query.added_since) if query.added_since else ""
    return wording.common.condition(wording.common.ADDED, since) if since else ""
