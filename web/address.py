"""Address bar ↔ Query: the one place that knows parameter names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote, urlencode

from werkzeug.datastructures import MultiDict

from search.answers import MAX_PAGE_SIZE, Query, Sort
from search.dates import DateBounds, DateError, DatesReversedError, parse_between
from search.facets.registry import COUNTED_BY_NAME, OFFERED
from search.text.normalize import normalize
from web import wording

SIZES = (10, 20, 50)
MAX_FIND = 100
"""Characters that are read of what is looked for in the values of a facet."""
MAX_VALUES = 50
"""Filter values that one address may ask for."""

_OWN = {"q", "from", "to", "sort", "page", "size"}
_ID, _VERSION = "id", "v"
_FIND_VALUES = "find"
TOPIC_BY = ("province", "organiser", "meeting_type")
"""The facets that the course of a topic can be told by."""
PROFILES = {"person": "/people", "organiser": "/bodies", "province": "/provinces"}
"""The facets whose values have pages of their own, and where."""

_FIND = "find-"
_FINDS = {f"{_FIND}{name}": name for name in OFFERED}
"""Parameter → the facet in whose values it looks for words."""
_KNOWN = _OWN.union(COUNTED_BY_NAME, _FINDS)
OF_VALUES = _KNOWN | {_FIND_VALUES}
"""What the values of one facet are asked with: all that a page is, and the words in them."""
_FOLDED = {"", ".", ".."}
"""Segments of a path that browsers and servers resolve or drop."""

_DIGITS = 15
"""Of a number that are read: more of them are as far beyond the last page."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for as far as it can be read, and what is wrong with the rest.

    `since` and `until` are what the date fields hold. `problems`: parameter → message.
    """

    query: Query
    since: str
    until: str
    problems: Mapping[str, str]


NOTHING_ASKED = Asked(Query(), "", "", {})


def read(parameters: MultiDict[str, str], plain: Sort = Sort.RELEVANCE) -> Asked:
    """What an address means. Parameters of others, that mail and chat add to a link, say nothing;
    `strangers` names them. `plain`: the order if none is asked for."""
    problems: dict[str, str] = {}
    filters = _filters(parameters, problems)
    since, until = (normalize(parameters.get(name, "")).text.strip() for name in ("from", "to"))
    dates = _dates(since, until, problems)
    sort = parameters.get("sort") or plain.value
    if sort not in set(Sort):
        problems["sort"] = wording.errors.BAD_SORT.format(sort)
        sort = plain.value
    query = Query(
        text=parameters.get("q", "").strip(),
        filters=filters,
        dates=dates,
        sort=Sort(sort),
        page=_number(parameters, "page", 1, problems),
        size=min(_number(parameters, "size", SIZES[0], problems), MAX_PAGE_SIZE),
        find=_finds(parameters),
    )
    if dates:
        since, until = written_dates(dates)
    return Asked(query, since, until, problems)


def topic_by(parameters: MultiDict[str, str]) -> tuple[str, dict[str, str]]:
    """The facet that a topic is told by, and what is wrong with it."""
    asked = parameters.get("by") or TOPIC_BY[0]
    return asked, {} if asked in TOPIC_BY else {"by": wording.errors.BAD_BY.format(asked)}


def profiled(parameters: MultiDict[str, str]) -> tuple[str, str, str]:
    """The name that a profile is of, its province, and what is looked for in the list of them."""
    name, province = (normalize(parameters.get(key, "")).text for key in ("name", "province"))
    return name, province, parameters.get("find", "")[:MAX_FIND]


def strangers(parameters: MultiDict[str, str], known: Collection[str] = _KNOWN) -> list[str]:
    """What is wrong with the parameters that are none of those, a line each."""
    return [
        wording.errors.UNKNOWN_PARAMETER.format(name) for name in parameters if name not in known
    ]


def write(query: Query, path: str = "/", plain: Sort = Sort.RELEVANCE) -> str:
    """The shortest address of a query. `plain`: the order that it need not name."""
    return _with(path, _page_and_all(query, plain))


def search(query: Query) -> str:
    """The address of the first page of a query."""
    return write(_whole(query))


def csv(query: Query) -> str:
    """The address of all that answers a query, as a table."""
    return write(_whole(query), "/results.csv")


def json(query: Query) -> str:
    """The address of all that answers a query, as JSON."""
    return write(_whole(query), "/results.json")


def atom(query: Query) -> str:
    """The address of the feed of a page: the newest first, or in the page's order by date."""
    sort = Sort.NEWEST if query.sort is Sort.RELEVANCE else query.sort
    return feed(replace(query, sort=sort))


def feed(query: Query) -> str:
    """The address of the feed of a query, in its order."""
    return write(_whole(query), "/results.atom", plain=Sort.NEWEST)


def _whole(query: Query) -> Query:
    """What is asked, without how much of it a page shows."""
    return replace(query, page=1, size=SIZES[0], find={})


def report(report_id: str, query: Query | None = None) -> str:
    """The address of a report, with the words to mark in it and the results to go back to."""
    return _of_report("/reports", report_id, _page_and_all(query) if query else [])


def text(report_id: str) -> str:
    """The address of a report's plain text."""
    return _of_report("/texts", report_id, [])


def _of_report(path: str, report_id: str, pairs: list[tuple[str, str]]) -> str:
    """An id that the path of an address cannot carry is a parameter."""
    if report_id.isprintable() and _FOLDED.isdisjoint(report_id.split("/")):
        return _with(f"{path}/{quote(report_id, safe='/')}", pairs)
    return _with(path, [(_ID, report_id), *pairs])


def report_id(in_path: str, parameters: MultiDict[str, str]) -> str:
    """The id that an address of a report names; empty if it names none."""
    return in_path or parameters.get(_ID, "")


def static(name: str, version: str) -> str:
    """The address of one version of a static file."""
    return _with(f"/static/{quote(name)}", [(_VERSION, version)])


def version(parameters: MultiDict[str, str]) -> str:
    """The version of a static file that is asked for; empty if it is any."""
    return parameters.get(_VERSION, "")


def find_values(parameters: MultiDict[str, str]) -> str:
    """The words that the values of a facet hold, where only one facet is asked about."""
    return parameters.get(_FIND_VALUES, "")[:MAX_FIND]


def topic(query: Query, by: str = "") -> str:
    """The address of a query's course over time, beside that of the values of a facet."""
    pairs = _pairs(replace(query, sort=Sort.RELEVANCE, size=SIZES[0], find={}))
    return _with("/topic", [*pairs, *([("by", by)] if by else [])])


def profile(facet: str, name: str = "", province: str = "", page: int = 1) -> str:
    """The address of a person, a body or a province; without a name, that of the list of them."""
    pairs = [("name", name), ("province", province), ("page", str(page) if page > 1 else "")]
    return _with(PROFILES[facet], [(key, value) for key, value in pairs if value])


def coverage(year: str = "") -> str:
    """The address of what the collection has of each province, by year or by month of one."""
    return _with("/coverage", [("year", year)] if year else [])


def indicators(query: Query | None = None) -> str:
    """The address of the list of the indicators that the reports of a query state."""
    return _with("/indicators", _pairs(query) if query else [])


def indicator(name: str, query: Query | None = None) -> str:
    """The address of what the reports of a query state of one indicator."""
    return _with("/indicators", [("name", name), *(_page_and_all(query) if query else [])])


def asked_indicator(parameters: MultiDict[str, str]) -> str:
    """The indicator that an address asks for; empty if it asks for the list."""
    return normalize(parameters.get("name", "")).text.strip()


def _with(path: str, pairs: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _page_and_all(query: Query, plain: Sort = Sort.RELEVANCE) -> list[tuple[str, str]]:
    return _pairs(query, plain) + ([("page", str(query.page))] if query.page > 1 else [])


def _pairs(query: Query, plain: Sort = Sort.RELEVANCE) -> list[tuple[str, str]]:
    """All of a query but its page."""
    pairs: list[tuple[str, str]] = [("q", query.text)] if query.text else []
    pairs += [(name, value) for name, values in query.filters.items() for value in values]
    since, until = written_dates(query.dates)
    pairs += [(name, typed) for name, typed in (("from", since), ("to", until)) if typed]
    if query.sort is not plain:
        pairs.append(("sort", query.sort.value))
    if query.size != SIZES[0]:
        pairs.append(("size", str(query.size)))
    return pairs + [(find_name(facet), typed) for facet, typed in query.find.items()]


def find_name(facet: str) -> str:
    """The parameter that looks for words in the values of a facet."""
    return f"{_FIND}{facet}"


def written_dates(dates: DateBounds | None) -> tuple[str, str]:
    """What the two date fields hold; an open end is empty."""
    if dates is None:
        return "", ""
    return _written(dates.first), _written(dates.last)


def _written(day: date | None) -> str:
    return f"{day.day}/{day.month}/{day.year:04}" if day else ""


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
    pairs = _pairs(replace(asked.query, dates=None))
    pairs += [("from", asked.since), ("to", asked.until)]
    return [(name, value) for name, value in pairs if value and name not in without]


def beside_filters(asked: Asked, has_order: bool) -> list[tuple[str, str]]:
    """What the form of filters must carry along; the order too, unless the page has fields for
    it."""
    order = ("sort", "size") if has_order else ()
    return hidden(asked, "from", "to", *order, *asked.query.filters, *_FINDS)


def _filters(
    parameters: MultiDict[str, str], problems: dict[str, str]
) -> dict[str, tuple[str, ...]]:
    chosen = [
        (name, value)
        for name, values in parameters.lists()
        if name in COUNTED_BY_NAME
        for value in dict.fromkeys(values)
        if value
    ]
    if len(chosen) > MAX_VALUES:
        problems[chosen[MAX_VALUES][0]] = wording.errors.TOO_MANY_VALUES.format(MAX_VALUES)
    filters: dict[str, tuple[str, ...]] = {}
    for name, value in chosen[:MAX_VALUES]:
        filters[name] = (*filters.get(name, ()), value)
    return filters


def _finds(parameters: MultiDict[str, str]) -> dict[str, str]:
    found = {facet: parameters.get(name, "")[:MAX_FIND] for name, facet in _FINDS.items()}
    return {facet: typed for facet, typed in found.items() if typed.strip()}


def _dates(since: str, until: str, problems: dict[str, str]) -> DateBounds | None:
    for name, typed in (("from", since), ("to", until)):
        try:
            parse_between(typed, None)
        except DateError:
            problems[name] = wording.errors.BAD_DATE.format(typed)
    try:
        return parse_between(since, until)
    except DateError:
        return None
    except DatesReversedError:
        problems["from"] = wording.errors.DATES_REVERSED.format(since, until)
        return None


def _number(
    parameters: MultiDict[str, str], name: str, default: int, problems: dict[str, str]
) -> int:
    typed = parameters.get(name) or str(default)
    number = int(typed[:_DIGITS]) if typed.isascii() and typed.isdigit() else 0
    if number < 1:
        problems[name] = wording.errors.BAD_NUMBER.format(wording.errors.NUMBERS[name], typed)
    return number or default
