"""Provinces as the list has them → their names, spellings and mergers (rule V12)."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from search.text.lexicon.word_lists import entries
from search.text.syllable import Syllable, is_spelled, syllables
from search.text.tones import newer_tones


class Province(NamedTuple):
    """A province until 30/6/2025, and the one that it is part of today.

    `spellings`: every way to write its name; the first one is `name`.
    """

    name: str
    today: str
    spellings: tuple[str, ...]


@cache
def provinces() -> tuple[Province, ...]:
    """The provinces of the list, in its order, in new tone placement."""
    return tuple(_province(*map(newer_tones, entry)) for entry in entries("provinces.tsv"))


def _province(name: str, today: str, others: str = "") -> Province:
    return Province(name, today, (name, *filter(None, others.split(", "))))


def province_at(found: Sequence[Syllable], first: int) -> tuple[int, Province] | None:
    """The province with the longest spelling that begins at a syllable: where it ends, and itself.

    A spelling of one syllable must have its diacritics; a longer one may be typed without.
    """
    for size in range(min(_longest(), len(found) - first), 0, -1):
        own = found[first : first + size]
        for province, spelling in _by_folded().get(tuple(s.folded for s in own), ()):
            if is_spelled(spelling, own) and (size > 1 or spelling[0].exact == own[0].exact):
                return first + size, province
    return None


def merged_with(province: Province) -> list[tuple[Province, str]]:
    """The mergers of 2025 that a province had part in: the old one, and the name of the other.

    Either it became part of another, or others became part of it.
    """
    joined = [(p, p.name) for p in provinces() if p.today == province.name != p.name]
    own = [(province, province.today)] if province.today not in province.spellings else []
    return own + joined


@cache
def _by_folded() -> dict[tuple[str, ...], list[tuple[Province, list[Syllable]]]]:
    found: dict[tuple[str, ...], list[tuple[Province, list[Syllable]]]] = {}
    for province in provinces():
        for spelling in map(syllables, province.spellings):
            found.setdefault(tuple(s.folded for s in spelling), []).append((province, spelling))
    return found


@cache
def _longest() -> int:
    return max(map(len, _by_folded()))
