"""A query, and some instants → which of its reports came into the index since, and how many."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from search.answers import Query, Sort
from search.engine.query_tree import And
from search.engine.stored import read_stored
from search.query.requests import conditions, request_of
from search.searcher import Searcher


def totals_since(
    query: Query, instants: Sequence[datetime | None], searcher: Searcher
) -> list[int]:
    """How many reports answer a query, asked for what was added since each instant; None: ever.

    All in one call of the engine. Raises UnknownFacetError and QueryTooLongError.
    """
    parsed = searcher.parse(query.text)
    if parsed.is_nothing:
        return [0] * len(instants)
    words = (parsed.required,) if parsed.required else ()
    asked = [replace(query, added_since=instant) for instant in instants]
    trees = [And((*words, *conditions(own))) for own in asked]
    return searcher.totals(trees, not query.all_copies)


def ids_since(query: Query, instant: datetime, searcher: Searcher) -> Sequence[str]:
    """The ids of all reports of a query that were added at an instant or later, near-identical ones
    too, the last one first. Raises QueryTooLongError."""
    parsed = searcher.parse(query.text)
    asked = replace(
        query,
        added_since=max(instant, query.added_since or instant),
        all_copies=True,
        sort=Sort.ADDED,
        page=1,
        size=sys.maxsize,
    )
    return () if parsed.is_nothing else searcher.ids(request_of(asked, parsed))


def last_added(searcher: Searcher) -> datetime | None:
    """When the last report came into the index; None if it has none."""
    last = Query(sort=Sort.ADDED, size=1, all_copies=True)
    found = searcher.search(last, counted=()).matches
    return read_stored(found[0].stored).added if found else None
