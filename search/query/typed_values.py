"""A filter value as a person typed it → the value of the index that it names, if it names one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from search.facets.bodies import is_of
from search.facets.registry import BODIES, COUNTED_BY_NAME, UnknownFacetError
from search.query.field_values import type_words, values_named
from search.query.lookup import FacetLookup
from search.text.lexicon.provinces import province_at
from search.text.normalize import normalize
from search.text.syllable import Syllable, is_spelled, syllables

MOST_SYLLABLES = 48
"""Of the longest value that is looked up by its names; a longer one is only the value itself."""


def value_named(facet: str, typed: str, lookup: FacetLookup) -> str | None:
    """The one value of a facet that was typed: "hung yen" is "Hưng Yên", "Giao ban" "giao-ban".

    A value itself comes before all names; then its whole name with the same diacritics, then with
    or without them, then whatever a field of the query language reads so ("TP.HCM"). None if there
    is no such value, or if two are named equally well. Raises UnknownFacetError.
    """
    closest = _closest(facet, typed, lookup)
    return closest[0] if len(closest) == 1 else None


def values_read(
    facet: str, typed: str, lookup: FacetLookup, provinces: Sequence[str] = ()
) -> tuple[str, ...]:
    """A value of a filter as typed → those of the index: the one named, or several in which only
    capitals differ, as "Báo Yên Bái" and "Báo Yên bái" are one name; else as typed.

    A body that is named without its place stands for those of every place: "UBND tỉnh" for "UBND
    tỉnh Lào Cai" and the others; of `provinces` only, if some are of these. Raises
    UnknownFacetError.
    """
    closest = _closest(facet, typed, lookup)
    is_one_name = len({own.casefold() for own in closest}) == 1
    if facet in BODIES and not lookup.has(facet, typed):
        meant = values_meant(facet, typed, lookup)
        there = tuple(own for own in meant if any(is_of(own, name) for name in provinces))
        return there or meant or (typed,)
    return tuple(closest) if is_one_name else (typed,)


def _closest(facet: str, typed: str, lookup: FacetLookup) -> Sequence[str]:
    """The values that were named most closely: see `value_named`."""
    found = syllables(typed)
    for written in (typed, " ".join(normalize(typed).text.split())):
        if facet in COUNTED_BY_NAME and lookup.has(facet, written):
            return [written]
    named = values_meant(facet, typed, lookup)
    return next(filter(None, _by_closeness(facet, found, named)), [])


def values_meant(facet: str, typed: str, lookup: FacetLookup) -> tuple[str, ...]:
    """Every value of a facet that was typed, by its whole name or by another one: "mai van an" is
    "Mai Văn An" and "Mai Văn Ân". Raises UnknownFacetError."""
    if facet not in COUNTED_BY_NAME:
        raise UnknownFacetError(facet)
    found = syllables(typed)
    return values_named(facet, found, lookup) if 0 < len(found) <= MOST_SYLLABLES else ()


def body_and_province(typed: str, lookup: FacetLookup) -> tuple[str, str] | None:
    """The name of a body that ends in that of a province of the index, as two: "Sở Y tế tỉnh Hưng
    Yên" is "Sở Y tế" and "Hưng Yên", "UBND tỉnh Hưng Yên" "UBND tỉnh". The first is a value if
    there is one. None if the name has no such end.
    """
    found = syllables(typed)
    for first in range(1, len(found)):
        known = province_at(found, first)
        if known and known[0] == len(found) and lookup.has("province", known[1].name):
            bodies = [typed[: found[at].start].strip() for at in _ends_of_body(found[:first])]
            values = (value_named("organiser", own, lookup) for own in bodies if own)
            return next(filter(None, values), bodies[0]), known[1].name
    return None


def _ends_of_body(before: Sequence[Syllable]) -> Iterator[int]:
    """Before which syllable the name of a body ends, that of a province behind it: there, or before
    the word for its kind."""
    yield len(before)
    for word in type_words("province"):
        at = len(before) - len(word)
        if at > 0 and is_spelled(word, before[at:]):
            yield at


def filters_named(
    filters: Mapping[str, tuple[str, ...]],
    lookup: FacetLookup,
    may_look_up: Callable[[str, str], bool] = lambda facet, typed: True,
) -> dict[str, tuple[str, ...]]:
    """Filters with each value as the index has it; one that names no single value stays as typed,
    see `values_read`, and so does one that may not be looked up.

    Two that name the same value become one. Raises UnknownFacetError.
    """

    def read(facet: str, typed: str, provinces: Sequence[str] = ()) -> tuple[str, ...]:
        is_read = is_value(facet, typed, lookup) or may_look_up(facet, typed)
        return values_read(facet, typed, lookup, provinces) if is_read else (typed,)

    found: dict[str, tuple[str, ...]] = {}
    provinces = [own for name in filters.get("province", ()) for own in read("province", name)]
    for facet, values in filters.items():
        named = chain.from_iterable(read(facet, own, provinces) for own in values)
        found[facet] = tuple(dict.fromkeys(named))
    return found


def is_value(facet: str, typed: str, lookup: FacetLookup) -> bool:
    """Whether what was typed is a value as it stands, so that nothing need be looked up."""
    return facet in COUNTED_BY_NAME and lookup.has(facet, typed)


def _by_closeness(
    facet: str, typed: Sequence[Syllable], named: Sequence[str]
) -> Iterator[list[str]]:
    """The values that were named: by their whole name with its diacritics, by that, by any name."""
    label_of = COUNTED_BY_NAME[facet].label_of
    wholes = [(value, (syllables(value), syllables(label_of(value)))) for value in named]
    yield [value for value, names in wholes if any(_is_exact(name, typed) for name in names)]
    yield [value for value, names in wholes if any(is_spelled(name, typed) for name in names)]
    yield list(named)


def _is_exact(name: Sequence[Syllable], typed: Sequence[Syllable]) -> bool:
    return [own.exact for own in name] == [asked.exact for asked in typed]
