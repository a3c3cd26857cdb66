"""Address bar ↔ Query: the one place that knows parameter names."""

from datetime import date
from urllib.parse import quote, urlencode

from werkzeug.datastructures import MultiDict

from search.dates import DateError, DatesReversedError, parse_between
from search.model import MAX_PAGE_SIZE, DateRange, Query, Sort
from search.schema import COUNTED_BY_NAME
from web import messages

SIZES = (10, 20, 50)
MAX_VALUES = 50
"""Filter values that one address may ask for."""

_OWN = {"q", "from", "to", "sort", "page", "size"}
_TRACKING = ("utm_", "fbclid", "gclid", "zarsrc")  # what mail and social sites add to a link


class AddressError(ValueError):
    """The address asks for something that there is not; the message is for the reader."""


def read(parameters: MultiDict[str, str]) -> Query:
    """The query that an address means. Raises AddressError."""
    filters: dict[str, tuple[str, ...]] = {}
    for name, values in parameters.lists():
        if name in COUNTED_BY_NAME:
            if chosen := tuple(dict.fromkeys(value for value in values if value)):
                filters[name] = chosen
        elif name not in _OWN and not name.startswith(_TRACKING):
            raise AddressError(messages.UNKNOWN_PARAMETER.format(name))
    if sum(map(len, filters.values())) > MAX_VALUES:
        raise AddressError(messages.TOO_MANY_VALUES.format(MAX_VALUES))
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
    pairs = _pairs(query) + ([("page", str(query.page))] if query.page > 1 else [])
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _pairs(query: Query) -> list[tuple[str, str]]:
    """All of a query but its page."""
    pairs: list[tuple[str, str]] = [("q", query.text)] if query.text else []
    pairs += [(name, value) for name, values in query.filters.items() for value in values]
    since, until = written_dates(query.dates)
    pairs += [(name, typed) for name, typed in (("from", since), ("to", until)) if typed]
    if query.sort is not Sort.RELEVANCE:
        pairs.append(("sort", query.sort.value))
    if query.size != SIZES[0]:
        pairs.append(("size", str(query.size)))
    return pairs


def report(report_id: str, query: Query | None = None) -> str:
    """The address of a report, with the words to mark in it and the results to go back to."""
    path = f"/reports/{quote(report_id, safe='/')}"
    return write(query, path) if query else path


def written_dates(dates: DateRange | None) -> tuple[str, str]:
    """What the two date fields hold."""
    if dates is None:
        return "", ""
    since = "" if dates.first == date.min else _written(dates.first)
    until = "" if dates.last == date.max else _written(dates.last)
    return since, until


def _written(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def hidden(query: Query, *without: str) -> list[tuple[str, str]]:
    """Names and values of a query that a form must carry along, but those it has fields for."""
    return [(name, value) for name, value in _pairs(query) if name not in without]


def _dates(since: str, until: str) -> DateRange | None:
    try:
        return parse_between(since, until)
    except DateError as error:
        raise AddressError(messages.BAD_DATE.format(error.text)) from None
    except DatesReversedError as error:
        raise AddressError(messages.DATES_REVERSED.format(error.since, error.until)) from None


def _number(parameters: MultiDict[str, str], name: str, default: int) -> int:
    typed = parameters.get(name) or str(default)
    if not typed.isascii() or not typed.isdigit() or len(typed) > 9 or int(typed) < 1:
        raise AddressError(messages.BAD_NUMBER.format(name, typed))
    return int(typed)
