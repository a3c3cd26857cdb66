"""Syllables as typed → which of them are the name of a place or a person (rule V5)."""

from collections.abc import Sequence
from functools import cache

from search.text.lexicon.word_lists import entries
from search.text.normalize import normalize
from search.text.pyvi.segmenter import glued
from search.text.spelling import to_orthography
from search.text.syllable import Syllable, syllables
from search.text.tones import older_tones

LONGEST_PERSON = 5
"""The most syllables of a name of a person."""


def names(found: list[Syllable], text: str) -> list[tuple[int, int]]:
    """The syllables [first, last) of each name; capitals make no difference. Names do not overlap.

    A place is a name of the list. A person is a surname of the list with two to four syllables
    that pyvi joins to it when all are written with capitals; or with a middle name of the list
    and one syllable that is no part of another word.
    """
    spans: list[tuple[int, int]] = []
    titled, lower = _joined(text.title()), _joined(text.lower())
    first = 0
    while first < len(found):
        last = max(
            _place_end(found, first),
            _person_end(found, first, titled),
            _middle_named_person_end(found, first, titled, lower),
        )
        if last > first:
            spans.append((first, last))
        first = max(last, first + 1)
    return spans


def _place_end(found: list[Syllable], first: int) -> int:
    exact = tuple(syllable.exact for syllable in found[first : first + _longest_place()])
    ends = [first + n for n in range(2, len(exact) + 1) if exact[:n] in _places()]
    return max(ends, default=first)


def _person_end(found: list[Syllable], first: int, joined: list[bool]) -> int:
    if found[first].exact not in _surnames():
        return first
    last = first + 1
    while last < min(len(found), len(joined)) and joined[last] and last - first < LONGEST_PERSON:
        last += 1
    return last if last - first > 2 else first


def _middle_named_person_end(
    found: list[Syllable], first: int, titled: list[bool], lower: list[bool]
) -> int:
    last = first + 3
    own = [syllable.exact for syllable in found[first:last]]
    if len(own) < 3 or own[0] not in _surnames() or own[1] not in _middle_names():
        return first
    if len(lower) < last or lower[first + 1] or lower[first + 2]:
        return first  # "tăng | thanh niên"
    if any(lower[last : last + 1]):  # "minh | quản lý", but "thị | hương lan"
        return last + 1 if own[1] in _sure_middle_names() else first
    return last + any(titled[last : last + 1])


def _joined(text: str) -> list[bool]:
    """Of each syllable, whether pyvi joins it to the one before."""
    normal = normalize(text).text
    joins = glued(normal)
    return [syllable.start in joins for syllable in syllables(normal)]


def may_be_person(own: Sequence[Syllable]) -> tuple[str, ...]:
    """The spellings of a name of a person, in new and old tone placement: "Hòa", "Hoà".

    Empty if it does not begin with a surname of the list.
    """
    if own[0].exact not in _surnames():
        return ()
    name = " ".join(to_orthography(syllable.exact).capitalize() for syllable in own)
    return tuple(dict.fromkeys([name, older_tones(name)]))


@cache
def surnames() -> tuple[str, ...]:
    """The family names of the list, as it has them."""
    return _names("surnames.txt")


@cache
def _surnames() -> frozenset[str]:
    return frozenset(syllables(name)[0].exact for name in surnames())


@cache
def _middle_names() -> frozenset[str]:
    return frozenset(syllables(name)[0].exact for name in _names("middle_names.txt"))


@cache
def _sure_middle_names() -> frozenset[str]:
    return frozenset(syllables(name)[0].exact for name in _names("sure_middle_names.txt"))


@cache
def _places() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(s.exact for s in syllables(name)) for name in _names("places.txt"))


@cache
def _longest_place() -> int:
    return max(map(len, _places()))


def _names(name: str) -> tuple[str, ...]:
    return tuple(name for [name] in entries(name))
