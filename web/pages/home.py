"""A generation of the index → the page of who asks nothing yet: what there is, and ways into it."""

from collections.abc import Iterator
from typing import NamedTuple

from flask import Response, render_template

from search.answer.beginning import MEETINGS, Beginning, beginning
from search.answers import FacetCount, Query
from search.searcher import Searcher
from search.text.collate import vietnamese_order
from web import address, wording

_OTHER_KIND = "khac"
"""The kind of meetings of no kind that has a name: it comes last, however many they are."""


class Way(NamedTuple):
    """The most frequent values of a facet: label, number of reports and address of each; the
    address of the list of all of them, empty if they are all here or there is no list."""

    heading: str
    values: list[tuple[str, int, str]]
    everything: str
    all_label: str


def home(live: Searcher) -> Response:
    """The beginning; nothing of it is asked of the index again until it changes."""
    found, query = live.once(beginning), Query()
    shown = render_template(
        "home.html",
        asked=address.NOTHING_ASKED,
        query=query,
        beginning=found,
        about=_about(found),
        examples=[
            (one.text, wording.home.SHOWS[one.kind], one.total, address.write(Query(one.text)))
            for one in found.examples
        ],
        ways=list(_ways(found)),
        all_meetings=address.write(MEETINGS),
        everything=address.write(query),
    )
    return Response(shown)


def _about(found: Beginning) -> str:
    if found.updated is None:
        return wording.home.NOTHING_YET
    return wording.home.about(found.meetings, found.reports, found.years, found.updated)


def _ways(found: Beginning) -> Iterator[Way]:
    for facet, counts in found.ways_in.items():
        if counts:
            by_name = facet == "province"
            values = sorted(counts, key=lambda c: vietnamese_order(c.label)) if by_name else counts
            values = sorted(values, key=lambda c: c.value == _OTHER_KIND)
            is_profile = facet in address.PROFILES
            yield Way(
                wording.home.WAYS_IN[facet],
                [(one.label, one.count, _led_to(facet, one)) for one in values],
                address.profile(facet) if is_profile else "",
                wording.home.ALL_VALUES.get(facet, ""),
            )


def _led_to(facet: str, count: FacetCount) -> str:
    if facet in address.PROFILES:
        return address.profile(facet, count.value)
    return address.write(Query(filters={facet: (count.value,)}))
