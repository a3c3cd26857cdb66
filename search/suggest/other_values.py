"""A value that no report has, in a filter or in a field → the values that may have been meant."""

from collections.abc import Iterator
from functools import cache

from search.answers import Query
from search.facets.registry import COUNTED_BY_NAME, Facet
from search.query.folded_names import folded_name
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
from search.suggest.wider_filters import filter_values, with_value
from search.text.lexicon.provinces import Province, merged_with, provinces

_PROVINCES = ("province", "province_now")
"""The facets whose values are names of provinces."""
_STEPS = 20
"""What it costs to look a value up (`search.query.budget`)."""


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
    typed = folded_name(value)
    if value in known or not typed or not searcher.may_look_up(facet.name, value):
        return []
    searcher.spend(_STEPS, (_values_meant, facet.name, typed))
    names = searcher.lookup.folded_names(facet.name)
    found = names.named(typed)
    if facet.name in _PROVINCES:
        named = (province.name for province in _provinces_named(value))
        found += [name for name in named if name in known and name not in found]
    if not found and not any(letter.isdecimal() for letter in typed):  # 2024 is no typo of 2023
        found = names.one_edit_away(typed)
    return sorted(found, key=lambda other: -known[other])[: LIMITS.other_values]


def _provinces_named(value: str) -> list[Province]:
    """The provinces that have this name, with its diacritics or without."""
    typed = folded_name(value)
    return [province for province in provinces() if typed in _folded_spellings(province)]


@cache
def _folded_spellings(province: Province) -> frozenset[str]:
    return frozenset(map(folded_name, province.spellings))
