"""Syllables as typed → which of them are the name of a place or a person (rule V5)."""

from functools import cache
from pathlib import Path

from search.text.normalize import normalize
from search.text.segment import glued
from search.text.syllable import Syllable, syllables

_FOLDER = Path(__file__).parent / "data"
_LONGEST_PERSON = 5  # syllables


def names(found: list[Syllable], text: str) -> list[tuple[int, int]]:
    """[first, last) numbers of the syllables of each name; capitals make no difference.

    A place is a name of the list; a person is a surname of the list with two to four syllables
    that pyvi joins to it when all are written with capitals. Names do not overlap.
    """
    spans: list[tuple[int, int]] = []
    joined = _joined_with_capitals(text)
    first = 0
    while first < len(found):
        last = max(_place_end(found, first), _person_end(found, first, joined))
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
    while last < min(len(found), len(joined)) and joined[last] and last - first < _LONGEST_PERSON:
        last += 1
    return last if last - first > 2 else first


def _joined_with_capitals(text: str) -> list[bool]:
    """Of each syllable, whether pyvi joins it to the one before if both begin with capitals."""
    titled = normalize(text.title()).text
    joins = glued(titled)
    return [syllable.start in joins for syllable in syllables(titled)]


@cache
def surnames() -> tuple[str, ...]:
    """The family names of the list, as they are written."""
    return _entries("surnames.txt")


@cache
def _surnames() -> frozenset[str]:
    return frozenset(syllables(name)[0].exact for name in surnames())


@cache
def _places() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(s.exact for s in syllables(name)) for name in _entries("places.txt"))


@cache
def _longest_place() -> int:
    return max(map(len, _places()))


def _entries(name: str) -> tuple[str, ...]:
    lines = (_FOLDER / name).read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
