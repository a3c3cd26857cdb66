"""What is asked for → the shortest address that asks for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from urllib.parse import quote, quote_plus

from werkzeug.datastructures import MultiDict

from search.answers import Query, Sort
from search.dates import DateBounds, PartialDate, written_since
from search.explore.figure_choice import FigureAspect, FigureChoice
from search.facets.indicator_groups import value_of
from search.report import Span
from web.address.parameters import (
    ADDED_SINCE,
    ALL_COPIES,
    COPIES,
    FIND_VALUES,
    ID,
    NAME,
    PROFILES,
    SEPARATOR,
    SIDES,
    SIZES,
    VERSION,
    WITHIN,
    find_name,
)
from web.address.root import under

_RESOLVED = {"", ".", ".."}
"""Segments of a path that browsers and servers resolve or drop."""
_EVERYTHING = [("sort", Sort.NEWEST.value)]
"""What asks for the list of all reports: it is in this order anyway."""


def write(query: Query, path: str = "/", plain: Sort = Sort.RELEVANCE) -> str:
    """The shortest address of a query. `plain`: the order that an address means without `sort`.

    The results of a query that asks for nothing are all reports: "/" alone is the beginning."""
    pairs = _page_and_all(query, plain)
    return written(path, pairs or (_EVERYTHING if path == "/" else []))


def search(query: Query) -> str:
    """The address of the first page of a query."""
    return write(_whole(query))


def csv(query: Query, separator: str = "") -> str:
    """The address of all that answers a query, as a table. `separator`: one of SEPARATORS."""
    asked = [(SEPARATOR, separator)] if separator else []
    return written("/results.csv", [*query_pairs(_whole(query)), *asked])


def json(query: Query) -> str:
    """The address of all that answers a query, as JSON."""
    return write(_whole(query), "/results.json")


def xlsx(query: Query) -> str:
    """The address of all that answers a query, as a workbook."""
    return write(_whole(query), "/results.xlsx")


def listed(ids: Iterable[str] = (), file: str = "", find: str = "") -> str:
    """The address of a list of reports. `file`: one of LIST_FILES, to take it home; `find`: what
    is looked for on its page, to be added."""
    path = f"/list.{file}" if file else "/list"
    return written(path, [*((ID, own) for own in ids), *([(FIND_VALUES, find)] if find else [])])


def atom(query: Query) -> str:
    """The address of the feed of a page: what came in last first, or in the page's own order unless
    that is by relevance, for who follows a search asks what is new."""
    sort = Sort.ADDED if query.sort is Sort.RELEVANCE else query.sort
    return feed(replace(query, sort=sort))


def feed(query: Query) -> str:
    """The address of the feed of a query, in its order."""
    return write(_whole(query), "/results.atom", plain=Sort.ADDED)


def _whole(query: Query) -> Query:
    """The query without what is of one page: number, size, words to find in facets."""
    return replace(query, page=1, size=SIZES[0], find={})


def report(report_id: str, query: Query | None = None, within: str = "") -> str:
    """The address of a report; with a query, for its highlights and the way back to its results.
    `within`: the words that are highlighted instead."""
    pairs = _page_and_all(query) if query else []
    return _of_report("/reports", report_id, [*pairs, *([(WITHIN, within)] if within else [])])


def compare(first: str = "", second: str = "", page: int = 1) -> str:
    """The address of two reports side by side, by their ids; with one, of what to compare it to."""
    sides = zip(SIDES, (first, second), strict=True)
    pairs = [*sides, ("page", str(page) if page > 1 else "")]
    return written("/compare", [(name, own) for name, own in pairs if own])


def evidence(report_id: str, span: Span | None) -> str:
    """The address of the words in a report that gave a figure, or that a flag is about; None: of
    the report."""
    return report(report_id) + (f"#{anchor(span[0])}" if span else "")


def anchor(begins: int) -> str:
    """The name of a place in the text of a report. `begins`: its offset, in characters."""
    return f"at-{begins}"


def text(report_id: str) -> str:
    """The address of a report's plain text."""
    return _of_report("/texts", report_id, [])


def original(report_id: str) -> str:
    """The address of the file that a report was read from."""
    return _of_report("/files", report_id, [])


def _of_report(path: str, report_id: str, pairs: list[tuple[str, str]]) -> str:
    """The id stands in the path; one that a path cannot carry, in a parameter."""
    if report_id.isprintable() and _RESOLVED.isdisjoint(report_id.split("/")):
        return written(f"{path}/{quote(report_id, safe='/')}", pairs)
    return written(path, [(ID, report_id), *pairs])


def static(name: str, version: str) -> str:
    """The address of one version of a static file."""
    return written(f"/static/{quote(name)}", [(VERSION, version)])


def topic(query: Query, by: str = "") -> str:
    """The address of the timeline of a query, split by the values of a facet."""
    return written("/topic", [*condition_pairs(query), *([("by", by)] if by else [])])


def follow(query: Query) -> str:
    """The address of how to be told of what comes in of a query. Its order, its page and since when
    reports came in are not part of it."""
    plain = replace(_whole(query), sort=Sort.RELEVANCE, added_since=None)
    return write(plain, "/follow")


def profile(facet: str, name: str = "", province: str = "", page: int = 1) -> str:
    """The address of a person, an organiser or a province; without a name, of the list of them."""
    pairs = [(NAME, name), ("province", province), ("page", str(page) if page > 1 else "")]
    return written(PROFILES[facet], [(key, value) for key, value in pairs if value])


def coverage(year: str = "") -> str:
    """The address of coverage: by year, or by month of one year."""
    return written("/coverage", [("year", year)] if year else [])


def indicators(query: Query | None = None, find: str = "") -> str:
    """The address of the list of the indicators that the reports of a query state. `find`: what is
    looked for among them."""
    looked = [(FIND_VALUES, find)] if find else []
    return written("/indicators", [*(condition_pairs(query) if query else []), *looked])


def indicator(
    name: str, query: Query | None = None, choice: FigureChoice | None = None, kind: str = ""
) -> str:
    """The address of what the reports of a query state of one indicator, by its group; `choice`:
    what is chosen of it. `kind`: "csv" or "json", of a file of it."""
    asked = [*condition_pairs(query), *_page_of(query)] if query else []
    path = f"/indicators.{kind}" if kind else "/indicators"
    return written(path, [(NAME, value_of(name)), *asked, *choice_pairs(choice or {})])


def choice_pairs(choice: FigureChoice) -> list[tuple[str, str]]:
    """The parameters of a choice among figures, in the order of the aspects."""
    return [(aspect.value, own) for aspect in FigureAspect for own in choice.get(aspect, ())]


def flags(query: Query | None = None) -> str:
    """The address of the flagged values in the reports of a query; without one, of all."""
    return written("/flags", _page_and_all(query) if query else [])


def with_values(
    path: str, parameters: MultiDict[str, str], values: Mapping[tuple[str, str], Sequence[str]]
) -> str:
    """The same address with other values of some parameters. `values`: (parameter, value) → those
    that stand for it. What comes twice then comes once."""
    pairs = [
        (name, value)
        for name, own in parameters.items(multi=True)
        for value in values.get((name, own), (own,))
    ]
    return written(path, list(dict.fromkeys(pairs)))


def written_dates(dates: DateBounds | None) -> tuple[str, str]:
    """The text of the two date fields: 1/12/2023; an open end is empty."""
    if dates is None:
        return "", ""
    return _written(dates.first), _written(dates.last)


@lru_cache(maxsize=4096)
def _written(day: date | None) -> str:
    return PartialDate.of_day(day).written if day else ""


def written(path: str, pairs: Sequence[tuple[str, str]]) -> str:
    """The address of a path of ours, and of some parameters and their values."""
    asked = "&".join([f"{_quoted(name)}={_quoted(value)}" for name, value in pairs])
    return under(f"{path}?{asked}" if pairs else path)


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    """A parameter or its value as an address has it: those of one page come again and again."""
    return quote_plus(text)


def _page_and_all(query: Query, plain: Sort = Sort.RELEVANCE) -> list[tuple[str, str]]:
    return query_pairs(query, plain) + _page_of(query)


def _page_of(query: Query) -> list[tuple[str, str]]:
    return [("page", str(query.page))] if query.page > 1 else []


def condition_pairs(query: Query) -> list[tuple[str, str]]:
    """The parameters that say which reports are asked for, and not how they are listed: for pages
    that list something else."""
    return query_pairs(replace(query, sort=Sort.RELEVANCE, size=SIZES[0], find={}))


def query_pairs(query: Query, plain: Sort = Sort.RELEVANCE) -> list[tuple[str, str]]:
    """The parameters of a query, without the number of the page."""
    pairs: list[tuple[str, str]] = [("q", query.text)] if query.text else []
    pairs += [(name, value) for name, values in query.filters.items() for value in values]
    since, until = written_dates(query.dates)
    pairs += [(name, typed) for name, typed in (("from", since), ("to", until)) if typed]
    if query.added_since:
        pairs.append((ADDED_SINCE, written_since(query.added_since)))
    if query.sort is not plain:
        pairs.append(("sort", query.sort.value))
    if query.size != SIZES[0]:
        pairs.append(("size", str(query.size)))
    if query.all_copies:
        pairs.append((COPIES, ALL_COPIES))
    return pairs + [(find_name(facet), typed) for facet, typed in query.find.items()]
