"""What was asked for → the hidden fields of the forms; the menu."""

from dataclasses import replace

from web import wording
from web.address.parameters import ADDED_SINCE, FINDS, PROFILES
from web.address.reading import Asked
from web.address.root import under
from web.address.writing import coverage, indicators, query_pairs


def menu() -> list[tuple[str, str]]:
    """The address and the label of each page of the menu."""
    listed = [(under(path), label) for path, label in _lists()]
    return [
        *listed,
        (indicators(), wording.common.INDICATORS_MENU),
        (under("/topic"), wording.common.TOPICS),
        (coverage(), wording.common.COVERAGE),
        (under("/help"), wording.common.HELP),
    ]


def _lists() -> list[tuple[str, str]]:
    return [(path, wording.common.PROFILE_LISTS[facet]) for facet, path in PROFILES.items()]


def hidden(asked: Asked, *without: str) -> list[tuple[str, str]]:
    """Names and values of the hidden fields of a form. `without`: the parameters it has fields for.
    Dates that could not be read are carried along, so that they can be corrected."""
    carried = query_pairs(replace(asked.query, dates=None, added_since=None))
    carried += [("from", asked.since), ("to", asked.until), (ADDED_SINCE, asked.added)]
    return [(name, value) for name, value in carried if value and name not in without]


def beside_filters(asked: Asked, has_order: bool) -> list[tuple[str, str]]:
    """The hidden fields of the form of filters. `has_order`: the page has fields for the order."""
    order = ("sort", "size") if has_order else ()
    return hidden(asked, "from", "to", ADDED_SINCE, *order, *asked.query.filters, *FINDS)
