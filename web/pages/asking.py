"""Request → what it asks for, its filters in words, the facets to choose from; or what is wrong."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from flask import Response, abort, redirect, render_template, request

from search.answer.page import answer
from search.answers import FacetCount, Query
from search.explore.timeline import YEAR
from search.facets.registry import COUNTED_BY_NAME, Facet
from search.query.compile import QueryTooLongError
from search.searcher import Searcher
from search.suggest.wider_filters import without
from web import address, wording
from web.http.snapshot import searcher
from web.pages.added import added_choices

SHOWN_VALUES, LISTED_VALUES = 7, 60
"""Values of a facet that are open, and those that are listed at all."""
SEARCHED_VALUES = 15
"""A facet of more values than so many has a field to search its values."""


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A facet to choose from. `shown`: the values that are open; `more`: those behind "Xem thêm".

    `is_whole`: no value is left out. `is_searched`: it has a field to search its values; `find`:
    what is typed there.
    """

    facet: Facet
    shown: list[FacetCount]
    more: list[FacetCount]
    is_whole: bool
    is_searched: bool
    find: str

    @property
    def is_time(self) -> bool:
        """Whether it has the two date fields."""
        return self.facet.name == YEAR

    @property
    def chosen(self) -> int:
        """How many of the values are chosen."""
        return sum(count.selected for count in (*self.shown, *self.more))


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
        groups=groups(facets, query),
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
    """The filter on dates of a query, in words."""
    dates = wording.common.date_range(*address.written_dates(query.dates))
    return wording.common.condition(wording.common.DATES, dates)


def added_in_words(query: Query) -> str:
    """Since when the reports of a query are in the index, in words; empty if it does not ask."""
    since = wording.dates.since(query.added_since) if query.added_since else ""
    return wording.common.condition(wording.common.ADDED, since) if since else ""


def groups(counts: Mapping[str, tuple[FacetCount, ...]], query: Query) -> list[FacetGroup]:
    """The facets that can narrow the results, each with its values; the year always."""
    found = []
    for name, own in counts.items():
        facet = COUNTED_BY_NAME[name]
        if name in {YEAR, *query.filters, *query.find} or _has_choice(facet, own):
            found.append(_group(facet, own, query.find.get(name, "")))
    return found


def _has_choice(facet: Facet, counts: tuple[FacetCount, ...]) -> bool:
    return facet.is_offered and len(counts) >= facet.least_choices


def _group(facet: Facet, counts: tuple[FacetCount, ...], find: str) -> FacetGroup:
    """A chosen value is always open: one must see it to drop it."""
    listed = [c for number, c in enumerate(counts) if number < LISTED_VALUES or c.selected]
    shown = [c for number, c in enumerate(listed) if number < SHOWN_VALUES or c.selected]
    more = [c for c in listed[SHOWN_VALUES:] if not c.selected]
    is_searched = bool(find) or len(counts) > SEARCHED_VALUES
    return FacetGroup(facet, shown, more, len(listed) == len(counts), is_searched, find)
