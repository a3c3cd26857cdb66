"""A query, and some instants → how many of its reports came into the index since each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from search.answers import Query
from search.engine.query_tree import And
from search.query.requests import conditions
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
