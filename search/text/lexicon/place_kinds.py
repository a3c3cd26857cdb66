"""Syllables as typed → what a place is, in full or not, before its name: P., phường (V6)."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from search.text.lexicon.word_lists import entries
from search.text.syllable import Syllable, is_spelled, syllables


class WrittenKind(NamedTuple):
    """What a place is: where that ends, and how it is written otherwise.

    `is_short`: it was typed as a letter with a dot. The letter stands for other things
    too ("TT. Y tế"): what follows tells.
    """

    end: int
    other: str
    is_short: bool


def place_kind_at(found: Sequence[Syllable], first: int, text: str) -> WrittenKind | None:
    """What a place is, if that begins at a syllable and another one follows.

    `text`: what was typed; an abbreviation has a dot behind it.
    """
    for short, long in _kinds().get(found[first].folded, ()):
        for form, other, is_short in ((short, long, True), (long, short, False)):
            own = syllables(form)
            end = first + len(own)
            if end >= len(found) or not is_spelled(own, found[first:end]):
                continue
            if not is_short or text[found[end - 1].end] == ".":
                return WrittenKind(end, other, is_short)
    return None


@cache
def _kinds() -> dict[str, list[tuple[str, str]]]:
    """The first folded syllable of either form → the lines of the table."""
    found: dict[str, list[tuple[str, str]]] = {}
    for short, long in entries("place_kinds.tsv"):
        for form in (short, long):
            found.setdefault(syllables(form)[0].folded, []).append((short, long))
    return found
