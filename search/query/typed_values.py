"""A filter value as a person typed it → the value of the index that it names, if it names one."""

from collections.abc import Iterator, Mapping, Sequence

from search.facets.registry import COUNTED_BY_NAME, UnknownFacetError
from search.query.lookup import FacetLookup, NamedValue
from search.text.lexicon.provinces import province_at
from search.text.normalize import normalize
from search.text.syllable import Syllable, is_spelled, syllables

OF_PROVINCES = ("province", "province_now")
"""The facets whose values are provinces, which the list of provinces has other names of."""


def value_named(facet: str, typed: str, lookup: FacetLookup) -> str | None:
    """The one value of a facet that was typed: "hung yen" is "Hưng Yên", "Giao ban" "giao-ban".

    A value itself comes before all names; then its whole name with the same diacritics, then with
    or without them, then another name of it ("TP.HCM"). None if there is no such value, or if two
    are named equally well. Raises UnknownFacetError.
    """
    if facet not in COUNTED_BY_NAME:
        raise UnknownFacetError(facet)
    for written in (typed, " ".join(normalize(typed).text.split())):
        if lookup.has(facet, written):
            return written
    found = syllables(typed)
    for named in _by_closeness(facet, found, lookup.named(facet)) if found else ():
        if named:
            return named[0] if len(named) == 1 else None
    return None


def filters_named(
    filters: Mapping[str, tuple[str, ...]], lookup: FacetLookup
) -> dict[str, tuple[str, ...]]:
    """Filters with each value as the index has it; one that names no single value stays as typed.

    Two that name the same value become one. Raises UnknownFacetError.
    """
    return {
        facet: tuple(dict.fromkeys(value_named(facet, own, lookup) or own for own in values))
        for facet, values in filters.items()
    }


def _by_closeness(
    facet: str, typed: Sequence[Syllable], values: Sequence[NamedValue]
) -> Iterator[list[str]]:
    """The values that have the typed name: as a whole with its diacritics, as a whole, by alias."""
    label_of = COUNTED_BY_NAME[facet].label_of
    aliased = _province(facet, typed)
    named = [own for own in values if own.value == aliased or own.is_named(typed)]
    wholes = [(own.value, _wholes(own.value, label_of(own.value))) for own in named]
    yield [value for value, names in wholes if any(_is_exact(name, typed) for name in names)]
    yield [value for value, names in wholes if any(is_spelled(name, typed) for name in names)]
    yield [own.value for own in named]


def _wholes(value: str, label: str) -> tuple[list[Syllable], ...]:
    return syllables(value), syllables(label)


def _is_exact(name: Sequence[Syllable], typed: Sequence[Syllable]) -> bool:
    return [own.exact for own in name] == [asked.exact for asked in typed]


def _province(facet: str, typed: Sequence[Syllable]) -> str | None:
    """The province that is typed, by any name that the list has of it."""
    known = province_at(typed, 0) if facet in OF_PROVINCES else None
    return known[1].name if known and known[0] == len(typed) else None
