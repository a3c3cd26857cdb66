"""Address bar ↔ Query: the one place that knows parameter names."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import quote, urlencode

from werkzeug.datastructures import MultiDict

from search.dates import DateError, parse_range
from search.model import MAX_PAGE_SIZE, DateRange, Query, Sort
from search.schema import FACETS_BY_NAME
from web import messages

SIZES = (10, 20, 50)
_OWN = {"q", "from", "to", "sort", "page", "size"}
_TRACKING = ("utm_", "fbclid", "gclid", "zarsrc")  # what mail and social sites add to a link


class AddressError(ValueError):
    """The address asks for something that there is not; the message is for the reader."""


def read(parameters: MultiDict[str, str]) -> Query:
    """The query that an address means. Raises AddressError."""
    filters: dict[str, tuple[str, ...]] = {}
    for name, values in parameters.lists():
        if name in FACETS_BY_NAME:
            if chosen := tuple(dict.fromkeys(value for value in values if value)):
                filters[name] = chosen
        elif name not in _OWN and not name.startswith(_TRACKING):
            raise AddressError(messages.UNKNOWN_PARAMETER.format(name))
    sort = parameters.get("sort") or Sort.RELEVANCE.value
    if sort not in set(Sort):
        raise AddressError(messages.BAD_SORT.format(sort))
    return Query(
        text=parameters.get("q", "").strip(),
        filters=filters,
        dates=_dates(parameters.get("from", "").strip(), parameters.get("to", "").strip()),
        sort=Sort(sort),
        page=_number(parameters, "page", 1),
        size=min(_number(parameters, "size", SIZES[0]), MAX_PAGE_SIZE),
    )


def write(query: Query, path: str = "/") -> str:
    """The shortest address of a query."""
    pairs: list[tuple[str, str]] = [("q", query.text)] if query.text else []
    pairs += [(name, value) for name, values in query.filters.items() for value in values]
    if query.dates:
        since, until = written_dates(query.dates)
        pairs += [(name, typed) for name, typed in (("from", since), ("to", until)) if typed]
    if query.sort is not Sort.RELEVANCE:
        pairs.append(("sort", query.sort.value))
    if query.size != SIZES[0]:
        pairs.append(("size", str(query.size)))
    if query.page > 1:
        pairs.append(("page", str(query.page)))
    return f"{path}?{urlencode(pairs)}" if pairs else path


def report(report_id: str, query: Query | None = None) -> str:
    """The address of a report, with the words to mark in it."""
    path = f"/reports/{quote(report_id, safe='/')}"
    return f"{path}?{urlencode({'q': query.text})}" if query and query.text else path


def written_dates(dates: DateRange | None) -> tuple[str, str]:
    """What the two date fields hold."""
    if dates is None:
        return "", ""
    since = "" if dates.first == date.min else f"{dates.first:%d/%m/%Y}"
    until = "" if dates.last == date.max else f"{dates.last:%d/%m/%Y}"
    return since, until


def hidden(query: Query) -> Iterable[tuple[str, str]]:
    """What the filter form must carry along although it has no field for it."""
    if query.text:
        yield "q", query.text
    if query.sort is not Sort.RELEVANCE:
        yield "sort", query.sort.value
    if query.size != SIZES[0]:
        yield "size", str(query.size)


def _dates(since: str, until: str) -> DateRange | None:
    if not since and not until:
        return None
    try:
        first = parse_range(since).first if since else date.min
        last = parse_range(until).last if until else date.max
    except DateError as error:
        raise AddressError(messages.BAD_DATE.format(error.text)) from None
    if first > last:
        raise AddressError(messages.DATES_REVERSED.format(since, until))
    return DateRange(first, last)


def _number(parameters: MultiDict[str, str], name: str, default: int) -> int:
    typed = parameters.get(name) or str(default)
    if not typed.isascii() or not typed.isdigit() or len(typed) > 9 or int(typed) < 1:
        raise AddressError(messages.BAD_NUMBER.format(name, typed))
    return int(typed)
