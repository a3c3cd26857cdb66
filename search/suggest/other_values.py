"""A value that no report has, in a filter or in a field → the values that may have been meant."""

from collections.abc import Iterator
from functools import lru_cache

from search.answers import Query
from search.facets.registry import COUNTED_BY_NAME, Facet
from search.query.syntax import QueryPartKind, field_query
from search.searcher import Searcher
from search.suggest.changes import (
    LIMITS,
    Change,
    RelaxationKind,
    changed_texts,
    parts_of,
    with_part,
)
from search.suggest.error_model import is_one_edit
from search.suggest.wider_filters import filter_values, with_value
from search.text.lexicon.provinces import Province, merged_with, provinces
from search.text.syllable import syllables

_PROVINCES = ("province", "province_now")
"""The facets whose values are names of provinces."""


def other_filter_values(query: Query, searcher: Searcher) -> Iterator[Change]:
    """The query with a value that may have been meant by one of its filters."""
    for facet, value in filter_values(query):
        for other in _values_meant(COUNTED_BY_NAME[facet], value, searcher):
            changed = with_value(query, facet, value, other)
            yield Change(RelaxationKind.OTHER_VALUE, (facet, other, value), changed)


def other_field_values(query: Query, searcher: Searcher) -> Iterator[Change]:
    """The query with a value that may have been meant by one of its fields: tỉnh:"Hưgn Yên"."""
    typed, parts = parts_of(query.text)
    for part in parts:
        if part.kind is QueryPartKind.FIELD and part.field in COUNTED_BY_NAME:
            facet = COUNTED_BY_NAME[part.field]
            texts = (
                with_part(typed, part, field_query(part.field, facet.label_of(other)))
                for other in _values_meant(facet, part.text, searcher)
            )
            yield from changed_texts(RelaxationKind.OTHER_WORDS, query, texts)


def merged_province_names(query: Query, searcher: Searcher) -> Iterator[Change]:
    """The query with the province that one of its filters became a part of, or the reverse."""
    for facet, value in filter_values(query):
        for province in _provinces_named(value) if facet in _PROVINCES else ():
            for _, other in merged_with(province):
                yield Change(
                    RelaxationKind.OTHER_NAME,
                    (facet, other, province.name),
                    with_value(query, facet, value, other),
                )


def _values_meant(facet: Facet, value: str, searcher: Searcher) -> list[str]:
    """The values of an index that may have been meant by one that it does not have.

    Those that have this name with other diacritics or none; else those whose name is one edit
    away. The value of most reports comes first.
    """
    known = searcher.facet_counts(facet.name)
    typed = _folded(value)
    if value in known or not typed:
        return []
    found = [other for other in known if typed in _folded_names(facet, other)]
    if facet.name in _PROVINCES:
        named = (province.name for province in _provinces_named(value))
        found += [name for name in named if name in known and name not in found]
    if not found and not any(letter.isdecimal() for letter in typed):  # 2024 is no typo of 2023
        found = [v for v in known if any(is_one_edit(typed, n) for n in _folded_names(facet, v))]
    return sorted(found, key=lambda other: -known[other])[: LIMITS.other_values]


def _folded_names(facet: Facet, value: str) -> list[str]:
    return [_folded(name) for name in facet.names_of(value)]


@lru_cache(maxsize=65536)
def _folded(name: str) -> str:
    """The folded syllables of a name, blanks between: "Hưng Yên" as "hung yen"."""
    return " ".join(syllable.folded for syllable in syllables(name))


def _provinces_named(value: str) -> list[Province]:
    """The provinces that have this name, with its diacritics or without."""
    typed = _folded(value)
    return [province for province in provinces() if typed in map(_folded, province.spellings)]
