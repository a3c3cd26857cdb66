"""A facet, and a name as typed → the list of profiles, or what the name may mean if it is none."""

from collections.abc import Mapping

from flask import Response, abort, redirect, render_template

from search.answers import FacetCount, Query
from search.facets.registry import COUNTED_BY_NAME, UNKNOWN
from search.facets.values import choices, holding
from search.searcher import Searcher
from web import address, wording

BODY, PROVINCE = "organiser", "province"


def profile_list(facet: str, find: str, live: Searcher) -> str:
    """The values of a facet that most reports have; those that hold the words of `find`."""
    counted = live.facet_counts(facet)
    labels = live.lookup.labels(facet)
    found = choices(COUNTED_BY_NAME[facet], counted, (), find, labels)
    matching = sum(value != UNKNOWN for value in holding(counted, find, labels))
    return _shown(facet, find, found, live, matching=matching)


def no_profile(facet: str, name: str, province: str, live: Searcher) -> Response:
    """The answer where no report has a name, in a province if that is not empty.

    A body whose name ends in its province ends the request: the answer leads to it. Else the
    values that may be meant, with the numbers of their reports, and 404.
    """
    body, within = name, province if facet == BODY else ""
    if facet == BODY and not province and (split := live.body_and_province(name)):
        body, within = split
        if _counts(facet, within, live).get(body):
            abort(redirect(address.profile(facet, body, within)))
    found: tuple[FacetCount, ...] = ()
    ways = (body, within), (name, ""), (body, "")
    for asked, within in dict.fromkeys(ways):
        if found := _meant(facet, asked, _counts(facet, within, live), live):
            break
    return Response(_shown(facet, name, found, live, within, missing=name), 404)


def _counts(facet: str, province: str, live: Searcher) -> Mapping[str, int]:
    """The values of a facet in the reports of a province, or in all; each has some report."""
    if not province:
        return live.facet_counts(facet)
    counted = live.counts(Query(filters={PROVINCE: (province,)}), (facet,))[1][facet]
    return {value: count for value, count in counted.items() if count}


def _meant(
    facet: str, name: str, counted: Mapping[str, int], live: Searcher
) -> tuple[FacetCount, ...]:
    """The values that a name is one of; else those that hold all of its words."""
    named = {
        value: counted[value] for value in live.values_meant(facet, name) if counted.get(value)
    }
    if named:
        return choices(COUNTED_BY_NAME[facet], named)
    found = name[: address.MAX_FIND]
    return choices(COUNTED_BY_NAME[facet], counted, (), found, live.lookup.labels(facet))


def _shown(
    facet: str,
    find: str,
    found: tuple[FacetCount, ...],
    live: Searcher,
    province: str = "",
    missing: str = "",
    matching: int = 0,
) -> str:
    """`matching`: how many names hold what is typed; `found` may be the first of them."""
    listed = [one for one in found if one.value != UNKNOWN]
    known = sum(value != UNKNOWN for value in live.facet_counts(facet))
    return render_template(
        "profiles.html",
        asked=address.NOTHING_ASKED,
        query=Query(),
        facet=facet,
        find=find[: address.MAX_FIND],
        missing=missing,
        province=province,
        said=wording.profiles.listed(len(listed), matching, known, find.strip()),
        values=[
            (one.label, one.count, address.profile(facet, one.value, province)) for one in listed
        ],
    )
