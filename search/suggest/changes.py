"""A query that finds nothing → what changes of it share: their kinds, limits and edits of text."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from search.answers import Query
from search.query.syntax import QueryPart, query_parts, without_lone_operators
from search.searcher import Searcher
from search.text.normalize import normalize


class RelaxationKind(StrEnum):
    """What a relaxation changes; the comment says what its `words` are, if it has any."""

    OTHER_VALUE = "other-value"  # a facet, the value that may be meant, the value that was asked
    OTHER_NAME = "other-name"  # the same; the province was merged into the other, or it into this
    WITHOUT_VALUE = "without-value"  # a facet, and the value that is dropped
    WITHOUT_FACET = "without-facet"  # a facet, all of whose values are dropped
    WITHOUT_DATES = "without-dates"
    WITHOUT_ADDED = "without-added"  # no matter when a report came into the index
    WITHOUT_FILTERS = "without-filters"
    VALUE_ALONE = "value-alone"  # a facet, and the only value of all filters that is kept
    OTHER_WORDS = "other-words"  # the new text
    WITHOUT_QUOTES = "without-quotes"  # the new text
    WITHOUT_DIACRITICS = "without-marks"  # the new text
    FEWER_WORDS = "fewer-words"  # the new text
    OTHER_WORDS_ALONE = "other-words-alone"  # the new text; all filters are dropped too


class Change(NamedTuple):
    """A changed query, what was changed, and the words of it: see `RelaxationKind`."""

    kind: RelaxationKind
    words: tuple[str, ...]
    query: Query


Strategy = Callable[[Query, Searcher], Iterator[Change]]
"""One way to change queries. It need not know whether what it makes finds anything."""


@dataclass(frozen=True, slots=True)
class RelaxationLimits:
    """How many relaxations are made, and how many are tried."""

    relaxations: int = 8
    """Relaxations of one query."""
    other_values: int = 3
    """Values that one value may have been meant for."""
    fewer_words: int = 3
    """Relaxations of fewer words."""
    parts_left_out: int = 12
    """Concepts and other parts of a query that are left out one by one, or kept alone."""
    common_one_of: int = 4
    """A syllable that one report of so many holds, or more, is not searched for alone."""
    longest_unsegmented: int = 40
    """Letters of a word without blanks that is still segmented."""
    segmentations: int = 40
    """Segmentations of such a word that are counted in the index."""


LIMITS = RelaxationLimits()


def changed_texts(kind: RelaxationKind, query: Query, texts: Iterable[str]) -> Iterator[Change]:
    """The query with each of some texts for its own; empty texts and its own text are dropped."""
    for text in texts:
        if text not in ("", query.text):
            yield Change(kind, (text,), replace(query, text=text, page=1))


def parts_of(text: str) -> tuple[str, list[QueryPart]]:
    """The normalised text of a query, and the parts of all its alternatives in order."""
    typed = normalize(text).text
    return typed, [part for alternative in query_parts(typed) for part in alternative]


def with_part(typed: str, part: QueryPart, text: str) -> str:
    """A normalised query in which a text stands for one of its parts."""
    return f"{typed[: part.start]}{text}{typed[part.end :]}"


def without_part(typed: str, part: QueryPart) -> str:
    """A normalised query without one of its parts, single blanks between the others."""
    return without_lone_operators(with_part(typed, part, ""))
