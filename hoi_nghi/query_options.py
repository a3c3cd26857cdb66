"""Options of a command line that narrow, order and page an answer → a Query."""

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click

from search.answers import Query, Sort
from search.dates import (
    TYPED_FORMS,
    DateBounds,
    DateError,
    DatesReversedError,
    parse_between,
    parse_since,
)
from search.facets.registry import COUNTED_BY_NAME, UnknownFacetError
from search.text.normalize import normalize

_FACET = click.option(
    "--facet",
    "facets",
    multiple=True,
    metavar="NAME=VALUE",
    help=f"Keep what has this value; repeat for more. Names: {', '.join(COUNTED_BY_NAME)}.",
)
_FROM = click.option(
    "--from", "since", metavar="DATE", help=f"The first day: {', '.join(TYPED_FORMS)}."
)
_TO = click.option("--to", "until", metavar="DATE", help="The last day, typed the same ways.")
_ADDED_SINCE = click.option(
    "--added-since",
    metavar="DATE",
    help="Keep what came into the index since then: the day, or an instant as JSON has it.",
)
_SORT = click.option(
    "--sort",
    type=click.Choice([s.value for s in Sort]),
    default=Sort.RELEVANCE.value,
    show_default=True,
    help="newest, oldest: by the days of the meetings; added: what came in last.",
)
_ALL_COPIES = click.option(
    "--all-copies",
    is_flag=True,
    help="Show and count near-identical reports each by itself.",
)
_PAGE = click.option("--page", type=click.IntRange(1), default=1, show_default=True)
_SIZE = click.option("--size", type=click.IntRange(1, 100), default=10, show_default=True)


@dataclass(frozen=True, slots=True)
class QueryOptions:
    """What was given of --facet, --from, --to, --added-since, --sort, --page, --size and
    --all-copies, not yet read."""

    facets: tuple[str, ...]
    since: str | None
    until: str | None
    sort: str
    page: int
    size: int
    all_copies: bool
    added_since: str | None

    def query(self, text: str) -> Query:
        """The query that asks for `text` with these options.

        Raises click.UsageError for a facet, a value or a date that cannot be read.
        """
        filters = _filters(self.facets)
        dates = _dates(self.since, self.until)
        return Query(
            text.strip(),
            filters,
            dates,
            Sort(self.sort),
            self.page,
            self.size,
            all_copies=self.all_copies,
            added_since=_added(self.added_since),
        )


def query_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the eight options; it gets them as one argument `options`, a QueryOptions."""

    @functools.wraps(command)
    def _with_options(
        facets: tuple[str, ...],
        since: str | None,
        until: str | None,
        sort: str,
        page: int,
        size: int,
        all_copies: bool,
        added_since: str | None,
        **others: Any,
    ) -> int:
        given = QueryOptions(facets, since, until, sort, page, size, all_copies, added_since)
        return command(options=given, **others)

    wrapped: Callable[..., int] = _with_options
    for option in (_ALL_COPIES, _SIZE, _PAGE, _SORT, _ADDED_SINCE, _TO, _FROM, _FACET):
        wrapped = option(wrapped)
    return wrapped


size_option = _SIZE
"""--size alone, for commands that answer a list without pages."""


def _filters(given: Iterable[str]) -> dict[str, tuple[str, ...]]:
    filters: dict[str, tuple[str, ...]] = {}
    for item in given:
        name, equals, value = item.partition("=")
        if not equals or not value:
            raise click.UsageError(f"--facet wants NAME=VALUE, not {item!r}")
        if name not in COUNTED_BY_NAME:
            raise click.UsageError(str(UnknownFacetError(name)))
        filters[name] = tuple(dict.fromkeys((*filters.get(name, ()), value)))
    return filters


def _plain(typed: str | None) -> str:
    return normalize(typed or "").text.strip()


def _dates(since: str | None, until: str | None) -> DateBounds | None:
    try:
        return parse_between(_plain(since), _plain(until))
    except (DateError, DatesReversedError) as error:
        raise click.UsageError(str(error)) from None


def _added(typed: str | None) -> datetime | None:
    try:
        return parse_since(_plain(typed)) if typed else None
    except DateError as error:
        raise click.UsageError(str(error)) from None
