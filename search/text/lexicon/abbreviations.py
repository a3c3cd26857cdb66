"""Syllables as typed → the abbreviations among them, and what others are short for (rule V6)."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from search.text.lexicon.word_lists import entries
from search.text.syllable import Syllable, is_spelled, syllables


class Abbreviation(NamedTuple):
    """A line of the table: an abbreviation, and what it stands for."""

    short: str
    long: str


def table() -> list[Abbreviation]:
    """The table, in its order."""
    return [Abbreviation(*entry) for entry in entries("abbreviations.tsv")]


def abbreviation_at(found: Sequence[Syllable], first: int) -> tuple[int, tuple[str, ...]] | None:
    """The longest abbreviation, or what one stands for, that begins at a syllable.

    The answer is the number behind its last syllable, and every other way to write it. Neither
    case nor left-out diacritics make a difference: "dbqh" gives "đại biểu quốc hội".
    """
    for size in range(min(_longest(), len(found) - first), 0, -1):
        own = found[first : first + size]
        others = _forms().get(tuple(syllable.folded for syllable in own), ())
        meant = [form for form in others if is_spelled(form[0], own)]
        if meant:
            return first + size, tuple(dict.fromkeys(other for _, o in meant for other in o))
    return None


_Form = tuple[list[Syllable], tuple[str, ...]]
"""The syllables of a form, and the other forms of the same."""


@cache
def _forms() -> dict[tuple[str, ...], list[_Form]]:
    """Folded syllables of a form → the forms that fold to them."""
    shorts: dict[str, list[str]] = {}
    longs: dict[str, list[str]] = {}
    entries = table()
    inner = [  # "xây dựng NTM"
        Abbreviation(long.replace(own.long, own.short), long)
        for _, long in entries
        for own in entries
        if own.long != long and f" {own.long} " in f" {long} "
    ]
    for short, long in (*entries, *inner):
        shorts.setdefault(long, []).append(short)
        longs.setdefault(short, []).append(long)
    forms: dict[tuple[str, ...], list[_Form]] = {}
    for form, others in (*shorts.items(), *longs.items()):
        same = [other for o in others for other in shorts.get(o, ()) if other != form]
        found = syllables(form)
        key = tuple(syllable.folded for syllable in found)
        forms.setdefault(key, []).append((found, (*others, *same)))
    return forms


@cache
def _longest() -> int:
    return max(map(len, _forms()))
