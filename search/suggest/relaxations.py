"""A query that finds nothing → queries that find something, each with what it changes."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from search.answers import Query
from search.query.budget import LeftOut
from search.query.compile import QueryTooLongError
from search.searcher import Searcher
from search.suggest.changes import LIMITS, Change, RelaxationKind, Strategy
from search.suggest.other_values import (
    merged_province_names,
    other_field_values,
    other_filter_values,
)
from search.suggest.reworded import (
    corrected_words,
    fewer_words,
    fewer_words_even_common,
    looser_words,
)
from search.suggest.wider_filters import (
    one_value_alone,
    unfiltered,
    without_added,
    without_all_filters,
    without_dates,
    without_one_facet,
    without_one_value,
)

STRATEGIES: Sequence[Strategy] = (
    other_filter_values,
    other_field_values,
    corrected_words,
    without_dates,
    without_added,
    without_one_value,
    merged_province_names,
    without_one_facet,
    without_all_filters,
    one_value_alone,
    looser_words,
    fewer_words,
)
"""What is tried, and shown, in this order: other spellings, fewer conditions, fewer words."""

UNFILTERED_STRATEGIES: Sequence[Strategy] = (corrected_words, looser_words, fewer_words)
"""What is tried without any filter if nothing else finds anything."""

_NOT_OF_WORDS = frozenset(
    {
        RelaxationKind.OTHER_VALUE,
        RelaxationKind.OTHER_NAME,
        RelaxationKind.WITHOUT_VALUE,
        RelaxationKind.WITHOUT_FACET,
        RelaxationKind.WITHOUT_DATES,
        RelaxationKind.WITHOUT_ADDED,
        RelaxationKind.WITHOUT_FILTERS,
    }
)
"""Where one of them finds something, the words are not what is wrong."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A way out of "nothing found": another query, and how many reports answer it: one at least.

    `words`: what it changes, see `RelaxationKind`.
    """

    kind: RelaxationKind
    words: tuple[str, ...]
    query: Query
    total: int


def relaxations(query: Query, searcher: Searcher) -> tuple[Relaxation, ...]:
    """At most `LIMITS.relaxations` queries that find something, in the order of STRATEGIES.

    Each changes one thing, if any such change finds something; else the words, and all filters
    are dropped. A query for every report is never among them. Where the budget of the request is
    spent there are no more, and it says so. Raises QueryTooLongError.
    """
    found: list[Relaxation] = []
    with searcher.of_request().offers(LeftOut.RELAXATIONS) as offering:
        for one in islice(_stages(query, offering), LIMITS.relaxations):
            found.append(one)
    return tuple(found)


def _stages(query: Query, searcher: Searcher) -> Iterator[Relaxation]:
    """Relaxations of the whole query, then of its words alone, each where it is needed."""
    kinds: set[RelaxationKind] = set()
    for one in _that_find(_changes(STRATEGIES, query, searcher), searcher):
        kinds.add(one.kind)
        yield one
    is_found = bool(kinds)
    is_of_words = not kinds & {*_NOT_OF_WORDS, RelaxationKind.OTHER_WORDS}
    if query.is_narrowed and is_of_words:
        strategies = [corrected_words] if kinds else UNFILTERED_STRATEGIES
        for one in _that_find(_unfiltered(strategies, query, searcher), searcher):
            is_found = True
            yield one
    if not is_found:
        yield from _that_find(fewer_words_even_common(unfiltered(query), searcher), searcher)


def _changes(strategies: Iterable[Strategy], query: Query, searcher: Searcher) -> Iterator[Change]:
    return (change for strategy in strategies for change in strategy(query, searcher))


def _unfiltered(
    strategies: Iterable[Strategy], query: Query, searcher: Searcher
) -> Iterator[Change]:
    """Other words without any filter."""
    for _, words, other in _changes(strategies, unfiltered(query), searcher):
        yield Change(RelaxationKind.OTHER_WORDS_ALONE, words, other)


def _that_find(changes: Iterable[Change], searcher: Searcher) -> Iterator[Relaxation]:
    """The first changes that find something, each query once; none asks for every report."""
    found = 0
    tried: list[Query] = []
    for kind, words, other in changes:
        if other in tried or not (other.text or other.is_narrowed):
            continue
        tried.append(other)
        with suppress(QueryTooLongError):
            if total := searcher.total(other):
                found += 1
                yield Relaxation(kind, words, other, total)
        if found == LIMITS.relaxations:
            break
