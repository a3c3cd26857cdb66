"""A query that finds nothing → queries that find something, each with what it changes."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from search.engine import Request, Snapshot
from search.model import Query
from search.query import QueryTooLongError
from search.results import correct, read_query, total
from search.schema import COUNTED_BY_NAME
from search.text.fold import fold
from search.text.provinces import kin, provinces
from search.text.syllable import is_called, syllables
from search.typed import plain_words

MOST, MOST_FEWER = 8, 3
"""Offers of one query; and those of fewer words."""
_TRIED = 12
"""Things of a query that are left out one by one."""


class OfferKind(StrEnum):
    """What an offer changes."""

    WITHOUT_VALUE = "without-value"  # a facet, and the value that is dropped
    WITHOUT_FACET = "without-facet"  # a facet, all of whose values are dropped
    WITHOUT_DATES = "without-dates"
    WITHOUT_FILTERS = "without-filters"
    OTHER_VALUE = "other-value"  # a facet, and the value that is asked for instead
    OTHER_WORDS = "other-words"  # what is looked for instead
    OTHER_WORDS_ALONE = "other-words-alone"  # the same, without any filter


@dataclass(frozen=True, slots=True)
class Offer:
    """A way out of "nothing found": another query, and how many reports answer it: one at least.

    `words`: what it changes, see `OfferKind`.
    """

    kind: OfferKind
    words: tuple[str, ...]
    query: Query
    total: int


def offers(query: Query, snapshot: Snapshot) -> tuple[Offer, ...]:
    """What finds something in place of a query: without its last condition, the others, all of
    them; with a value that is spelled otherwise; in other words or fewer. Each changes one thing
    if any such finds something, else the words and all conditions.

    Raises QueryTooLongError.
    """
    found = _that_find(chain(_wider(query, snapshot), _reworded(query, snapshot)), snapshot)
    if not found and _is_filtered(query):
        found = _that_find(_reworded(_unfiltered(query), snapshot, alone=True), snapshot)
    return tuple(found)


_Change = tuple[OfferKind, tuple[str, ...], Query]


def _that_find(changes: Iterable[_Change], snapshot: Snapshot) -> list[Offer]:
    """The first MOST that find something, each query once."""
    found: list[Offer] = []
    tried: list[Query] = []
    for kind, words, other in changes:
        if other in tried or len(found) == MOST:
            continue
        tried.append(other)
        with suppress(QueryTooLongError):
            if hits := total(other, snapshot):
                found.append(Offer(kind, words, other, hits))
    return found


def _wider(query: Query, snapshot: Snapshot) -> Iterator[_Change]:
    """Fewer conditions, the last one first; or a value that may have been meant."""
    if query.dates:
        yield OfferKind.WITHOUT_DATES, (), replace(query, dates=None, page=1)
    named = [(name, value) for name, values in query.filters.items() for value in values]
    for name, value in reversed(named):
        yield OfferKind.WITHOUT_VALUE, (name, value), without(query, name, value)
    for name, value in named:
        for other in _other_values(name, value, snapshot):
            values = tuple(dict.fromkeys(other if v == value else v for v in query.filters[name]))
            instead = replace(query, filters={**query.filters, name: values}, page=1)
            yield OfferKind.OTHER_VALUE, (name, other), instead
    for name, values in query.filters.items():
        if len(values) > 1:
            yield OfferKind.WITHOUT_FACET, (name,), without(query, name, *values)
    if len(named) + bool(query.dates) > 1:
        yield OfferKind.WITHOUT_FILTERS, (), _unfiltered(query)


def without(query: Query, name: str, *dropped: str) -> Query:
    """A query without some values of one facet, on its first page."""
    left = {**query.filters, name: tuple(v for v in query.filters[name] if v not in dropped)}
    filters = {facet: values for facet, values in left.items() if values}
    return replace(query, filters=filters, page=1)


def _is_filtered(query: Query) -> bool:
    return bool(query.filters or query.dates)


def _unfiltered(query: Query) -> Query:
    return replace(query, filters={}, dates=None, page=1)


def _other_values(name: str, value: str, snapshot: Snapshot) -> Iterator[str]:
    """Values of an index that are called so, with other marks or none; and what a province became
    part of, or what became part of it."""
    facet, typed = COUNTED_BY_NAME[name], syllables(value)
    bare = [syllable._replace(exact=syllable.folded) for syllable in typed]
    known = snapshot.search(Request(limit=0, counted=(name,))).counts[name]
    for other in known:
        if other != value and any(is_called(syllables(n), bare) for n in facet.names_of(other)):
            yield other
    if name in ("province", "province_now"):
        for province in provinces():
            if any(is_called(syllables(spelling), bare) for spelling in province.spellings):
                yield from (province.name, *(other for _, other in kin(province)))


def _reworded(query: Query, snapshot: Snapshot, *, alone: bool = False) -> Iterator[_Change]:
    """The words of a query as they may have been meant, without marks, and fewer of them."""
    kind = OfferKind.OTHER_WORDS_ALONE if alone else OfferKind.OTHER_WORDS
    meant = chain(
        (one.text for one in correct(query, snapshot)),
        _looser(query, snapshot),
        _fewer(query, snapshot),
    )
    for text in meant:
        if text and text != query.text:
            yield kind, (text,), replace(query, text=text, page=1)


def _looser(query: Query, snapshot: Snapshot) -> Iterator[str]:
    """Without quotes, without what narrows it, and without marks."""
    yield " ".join(query.text.replace('"', " ").split())
    for note in read_query(query.text, snapshot).notes:
        yield note.instead
    if plain_words(query.text):
        yield fold(query.text).text


def _fewer(query: Query, snapshot: Snapshot) -> Iterator[str]:
    """The query without one of its things, or one of them alone; what fewest reports hold says
    most."""
    read = read_query(query.text, snapshot)
    if len(read.things) < 2:
        return
    for texts in (read.fewer, read.things):
        counted = [(total(replace(query, text=t), snapshot), t) for t in texts[:_TRIED] if t]
        found = sorted((pair for pair in counted if pair[0]), key=lambda pair: pair[0])
        if found:
            yield from (text for _, text in found[:MOST_FEWER])
            return
