"""What was asked for → what the forms of a page carry along, and the menu."""

from dataclasses import replace

from web import wording
from web.address.parameters import FINDS, PROFILES
from web.address.reading import Asked
from web.address.writing import coverage, indicators, query_pairs


def menu() -> list[tuple[str, str]]:
    """The pages that every page leads to, and what they are called."""
    listed = [(path, wording.common.PROFILE_LISTS[facet]) for facet, path in PROFILES.items()]
    return [
        *listed,
        (indicators(), wording.common.INDICATORS_MENU),
        ("/topic", wording.common.TOPICS),
        (coverage(), wording.common.COVERAGE),
        ("/help", wording.common.HELP),
    ]


def hidden(asked: Asked, *without: str) -> list[tuple[str, str]]:
    """Names and values that a form must carry along, but those it has fields for. What could not
    be read is among them: it is for its writer to mend, not for us to drop."""
    carried = query_pairs(replace(asked.query, dates=None))
    carried += [("from", asked.since), ("to", asked.until)]
    return [(name, value) for name, value in carried if value and name not in without]


def beside_filters(asked: Asked, has_order: bool) -> list[tuple[str, str]]:
    """What the form of filters must carry along; the order too, unless the page has fields for
    it."""
    order = ("sort", "size") if has_order else ()
    return hidden(asked, "from", "to", *order, *asked.query.filters, *FINDS)
