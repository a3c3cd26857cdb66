"""What was asked for → the hidden fields of the forms; the menu."""

from urllib.parse import parse_qsl

from search.answers import Query
from web import wording
from web.address.parameters import ADDED_SINCE, FINDS, PROFILES, WHOLE_LIST
from web.address.reading import Asked
from web.address.root import under
from web.address.writing import coverage, indicators, query_pairs, report, write, written

_ENDS = "from", "to"
"""The fields of the first and the last day."""


def menu() -> list[tuple[str, str]]:
    """The address and the label of each page of the menu."""
    listed = [(under(path), label) for path, label in _lists()]
    return [
        *listed,
        (indicators(), wording.common.INDICATORS_MENU),
        (under("/topic"), wording.common.TOPICS),
    ]


def foot() -> list[tuple[str, str]]:
    """The address and the label of each page that is about the site itself."""
    return [
        (coverage(), wording.common.COVERAGE),
        (under("/status"), wording.common.STATUS),
        (under("/help"), wording.common.HELP),
        (under("/api/openapi.json"), wording.common.FOR_PROGRAMS),
    ]


def _lists() -> list[tuple[str, str]]:
    return [(path, wording.common.PROFILE_LISTS[facet]) for facet, path in PROFILES.items()]


def hidden(asked: Asked, *without: str) -> list[tuple[str, str]]:
    """Names and values of the hidden fields of a form. `without`: the parameters it has fields for.
    Dates that could not be read are carried along, so that they can be corrected; since when a
    report came in has no field for that."""
    carried = [own for own in query_pairs(asked.query) if own[0] not in _ENDS]
    carried += zip(_ENDS, (asked.since, asked.until), strict=True)
    carried += [(WHOLE_LIST, name) for name in asked.whole_lists]
    return [(name, value) for name, value in carried if value and name not in without]


def inside(report_id: str, query: Query) -> tuple[str, list[tuple[str, str]]]:
    """The form that highlights other words in a report: where it leads, and its hidden fields,
    which keep the way back to the results of the query."""
    path, _, pairs = report(report_id, query).partition("?")
    return path, parse_qsl(pairs)


def beside_filters(asked: Asked, has_order: bool) -> list[tuple[str, str]]:
    """The hidden fields of the form of filters, which the box belongs to. `has_order`: the page has
    fields for the order."""
    order = ("sort", "size") if has_order else ()
    return hidden(asked, "q", "from", "to", ADDED_SINCE, *order, *asked.query.filters, *FINDS)


def with_all_values(asked: Asked, facet: str, is_whole: bool = True) -> str:
    """The address of the same page with the list of the values of a facet, or without it."""
    pairs = hidden(asked, WHOLE_LIST)
    others = [name for name in asked.whole_lists if name != facet]
    pairs += [(WHOLE_LIST, name) for name in (*others, *([facet] if is_whole else []))]
    pairs += [("page", str(asked.query.page))] if asked.query.page > 1 else []
    return f"{written('/', pairs) if pairs else write(Query())}#of-{facet}"
