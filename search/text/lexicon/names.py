"""Syllables as typed → which of them are the name of a place or a person (rule V5)."""

from collections.abc import Sequence
from functools import cache

from search.text.lexicon.word_lists import entries
from search.text.normalize import normalize
from search.text.pyvi.segmenter import glued
from search.text.spelling import to_orthography
from search.text.syllable import Syllable, syllables
from search.text.tones import older_tones

_NEVER_ELSE = ("văn", "thi5")
"""Middle names that stand between a surname and a name, and hardly ever else."""
LONGEST_PERSON = 5
"""Syllables of a name of a person, at most."""


def names(found: list[Syllable], text: str) -> list[tuple[int, int]]:
    """[first, last) numbers of the syllables of each name; capitals make no difference.

    A place is a name of the list; a person is a surname of the list with two to four syllables
    that pyvi joins to it when all are written with capitals, or with a middle name of the list
    and one that is no part of another word. Names do not overlap.
    """
    spans: list[tuple[int, int]] = []
    titled, small = _joined(text.title()), _joined(text.lower())
    first = 0
    while first < len(found):
        last = max(
            _place_end(found, first),
            _person_end(found, first, titled),
            _usual_person_end(found, first, titled, small),
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


def _usual_person_end(
    found: list[Syllable], first: int, titled: list[bool], small: list[bool]
) -> int:
    last = first + 3
    own = [syllable.exact for syllable in found[first:last]]
    if len(own) < 3 or own[0] not in _surnames() or own[1] not in _middle_names():
        return first
    if len(small) < last or small[first + 1] or small[first + 2]:
        return first  # "tăng | thanh niên"
    if any(small[last : last + 1]):  # "minh | quản lý", but "thị | hương lan"
        return last + 1 if own[1] in _NEVER_ELSE else first
    return last + any(titled[last : last + 1])


def _joined(text: str) -> list[bool]:
    """Of each syllable, whether pyvi joins it to the one before."""
    normal = normalize(text).text
    joins = glued(normal)
    return [syllable.start in joins for syllable in syllables(normal)]


def may_be_person(own: Sequence[Syllable]) -> tuple[str, ...]:
    """How a name may be written, with its tones where they are put now or of old, if it begins
    with a surname of the list; nothing otherwise."""
    if own[0].exact not in _surnames():
        return ()
    name = " ".join(to_orthography(syllable.exact).capitalize() for syllable in own)
    return tuple(dict.fromkeys([name, older_tones(name)]))


@cache
def surnames() -> tuple[str, ...]:
    """The family names of the list, as they are written."""
    return _names("surnames.txt")


@cache
def _surnames() -> frozenset[str]:
    return frozenset(syllables(name)[0].exact for name in surnames())


@cache
def _middle_names() -> frozenset[str]:
    return frozenset(syllables(name)[0].exact for name in _names("middle_names.txt"))


@cache
def _places() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(s.exact for s in syllables(name)) for name in _names("places.txt"))


@cache
def _longest_place() -> int:
    return max(map(len, _places()))


def _names(name: str) -> tuple[str, ...]:
    return tuple(name for [name] in entries(name))
