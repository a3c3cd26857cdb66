"""The parameters of an address → what it asks for, and what is wrong with it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, unquote, urlsplit

from werkzeug.datastructures import MultiDict

from search.answers import MAX_PAGE_SIZE, Query, Sort
from search.dates import (
    DateBounds,
    DateError,
    DatesReversedError,
    parse_between,
    parse_since,
    written_since,
)
from search.explore.figure_choice import FigureAspect, FigureChoice
from search.facets.registry import COUNTED_BY_NAME
from search.report import FigureKind
from search.text.canonical import composed
from search.text.normalize import normalize
from web import wording
from web.address.parameters import (
    ADDED_SINCE,
    ALL_COPIES,
    COPIES,
    DROP,
    FIND_VALUES,
    FINDS,
    ID,
    KNOWN,
    MAX_FIND,
    MAX_LISTED,
    MAX_VALUES,
    NAME,
    SEPARATOR,
    SEPARATORS,
    SIDES,
    SIZES,
    TOPIC_BY,
    VERSION,
    WHOLE_LIST,
    WITHIN,
)
from web.address.writing import written_dates

_DIGITS = 15
"""Digits of a number that are read; a longer number is beyond the last page too."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for, as far as it can be read, and what is wrong with the rest.

    `since`, `until`: the text of the two date fields. `problems`: parameter → message; a date that
    is one of them is not part of the query. `whole_lists`: the facets whose values the page lists.
    `added`: since when a report has to be in the index, as typed.
    """

    query: Query
    since: str
    until: str
    problems: Mapping[str, str]
    whole_lists: tuple[str, ...] = ()
    added: str = ""


NOTHING_ASKED = Asked(Query(), "", "", {})
_EVERYTHING = Query(sort=Sort.NEWEST)
"""All reports in the order that they have without words anyway."""


def read(parameters: MultiDict[str, str], plain: Sort = Sort.RELEVANCE) -> Asked:
    """What an address asks for. Unknown parameters, which mail and chat add to a link, are ignored;
    `strangers` names them. `plain`: the order if none is asked for."""
    problems: dict[str, str] = {}
    filters = _filters(parameters, problems)
    since, until = (_typed(parameters, name) for name in ("from", "to"))
    dates = _dates(since, until, problems)
    added = _typed(parameters, ADDED_SINCE)
    added_since = _since(added, problems)
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
        all_copies=_all_copies(parameters, problems),
        added_since=added_since,
    )
    if query == _EVERYTHING and plain is Sort.RELEVANCE:
        query = Query()  # an order that words, typed next, do not take along
    first, last = written_dates(dates)
    added = written_since(added_since) if added_since else added
    listed = parameters.getlist(WHOLE_LIST)
    whole_lists = tuple(name for name in COUNTED_BY_NAME if name in listed)
    return Asked(query, first or since, last or until, problems, whole_lists, added)


def is_beginning(parameters: MultiDict[str, str]) -> bool:
    """Whether the address of the page of results asks for nothing, not even for all reports, as
    the form of filters does with empty fields."""
    others = set(parameters) - {"q"}
    return others.isdisjoint({*KNOWN, WHOLE_LIST}) and not parameters.get("q", "").strip()


def topic_by(parameters: MultiDict[str, str]) -> tuple[str, dict[str, str]]:
    """The facet that a topic is split by, and what is wrong with it: parameter → message."""
    asked = parameters.get("by") or TOPIC_BY[0]
    return asked, {} if asked in TOPIC_BY else {"by": wording.errors.BAD_BY.format(asked)}


def separator(parameters: MultiDict[str, str]) -> tuple[str, dict[str, str]]:
    """The character between the cells of a table, and what is wrong with it."""
    asked = parameters.get(SEPARATOR) or next(iter(SEPARATORS))
    if asked in SEPARATORS:
        return SEPARATORS[asked], {}
    return "", {SEPARATOR: wording.errors.BAD_SEPARATOR.format(asked, " ".join(SEPARATORS))}


def profiled(parameters: MultiDict[str, str]) -> tuple[str, str, str]:
    """The name and the province of a profile, and the text to find in the list of profiles."""
    name, province = (parameters.get(key, "") for key in (NAME, "province"))
    return name, province, parameters.get("find", "")[:MAX_FIND]


def asked_indicator(parameters: MultiDict[str, str]) -> str:
    """The name of an indicator; empty if the address asks for the list."""
    return parameters.get(NAME, "").strip()


def figure_choice(parameters: MultiDict[str, str]) -> tuple[FigureChoice, dict[str, str]]:
    """What is chosen of the figures of an indicator, and what is wrong with it."""
    typed = {aspect: parameters.getlist(aspect.value) for aspect in FigureAspect}
    choice = {
        aspect: own
        for aspect in typed
        if (own := tuple(filter(None, dict.fromkeys(typed[aspect]))))
    }
    problems = {
        aspect.value: wording.errors.TOO_MANY_VALUES.format(MAX_VALUES)
        for aspect, own in choice.items()
        if len(own) > MAX_VALUES
    }
    if wrong := [one for one in choice.get(FigureAspect.KIND, ()) if one not in set(FigureKind)]:
        problems[FigureAspect.KIND.value] = wording.errors.BAD_KIND.format(
            wrong[0], ", ".join(FigureKind)
        )
    return choice, problems


def report_id(in_path: str, parameters: MultiDict[str, str]) -> str:
    """The id of a report, from its path or its parameter, composed; empty if there is none."""
    return composed(in_path or parameters.get(ID, ""))


def within(parameters: MultiDict[str, str]) -> str:
    """The words to highlight in a report instead of those of the query; empty if there are none."""
    return parameters.get(WITHIN, "").strip()


def compared(parameters: MultiDict[str, str]) -> tuple[str, str]:
    """The ids of the two reports to compare, composed; empty if not given."""
    first, second = (composed(parameters.get(name, "").strip()) for name in SIDES)
    return first, second


def report_id_in(typed: str) -> str:
    """The id of a report in the address of its page, composed; empty if it is no such address."""
    parts = urlsplit(typed)
    _, is_page, in_path = parts.path.partition("/reports/")
    named = dict(parse_qsl(parts.query)).get(ID, "")
    return composed(unquote(in_path) if is_page else named)


def listed_ids(parameters: MultiDict[str, str]) -> tuple[tuple[str, ...], int]:
    """The ids of a list of reports, each once and composed, and how many more than MAX_LISTED the
    address has: these are left out."""
    named = map(composed, parameters.getlist(ID))
    ids = tuple(dict.fromkeys(own for own in named if own))
    return ids[:MAX_LISTED], max(0, len(ids) - MAX_LISTED)


def dropped_id(parameters: MultiDict[str, str]) -> str:
    """The id of the report that is to go from a list; empty if none is."""
    return composed(parameters.get(DROP, ""))


def version(parameters: MultiDict[str, str]) -> str:
    """The version of a static file; empty if the address has none."""
    return parameters.get(VERSION, "")


def find_values(parameters: MultiDict[str, str]) -> str:
    """The text to find in the values of a facet, where the address is of one facet."""
    return parameters.get(FIND_VALUES, "")[:MAX_FIND]


def strangers(parameters: MultiDict[str, str], known: Collection[str] = KNOWN) -> list[str]:
    """A message for each unknown parameter."""
    return [
        wording.errors.UNKNOWN_PARAMETER.format(name) for name in parameters if name not in known
    ]


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
    asked = [(facet, name) for name, facet in FINDS.items() if name in parameters]
    found = {facet: parameters[name][:MAX_FIND] for facet, name in asked}
    return {facet: typed for facet, typed in found.items() if typed.strip()}


def _all_copies(parameters: MultiDict[str, str], problems: dict[str, str]) -> bool:
    asked = parameters.get(COPIES, "")
    if asked not in ("", ALL_COPIES):
        problems[COPIES] = wording.errors.BAD_COPIES.format(asked, ALL_COPIES)
    return asked == ALL_COPIES


def _typed(parameters: MultiDict[str, str], name: str) -> str:
    return normalize(parameters.get(name, "")).text.strip()


def _since(typed: str, problems: dict[str, str]) -> datetime | None:
    try:
        return parse_since(typed) if typed else None
    except DateError:
        problems[ADDED_SINCE] = wording.errors.BAD_DATE.format(typed)
        return None


def _dates(since: str, until: str, problems: dict[str, str]) -> DateBounds | None:
    fields = (("from", since), ("to", until))
    for name, typed in fields:
        try:
            parse_between(typed, None)
        except DateError:
            problems[name] = wording.errors.BAD_DATE.format(typed)
    try:
        return parse_between(*("" if name in problems else typed for name, typed in fields))
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
