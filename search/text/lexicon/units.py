"""Syllables behind a number → the other ways to write the unit of measure among them (rule V7)."""

from collections.abc import Sequence
from functools import cache

from search.text.lexicon.word_lists import entries
from search.text.syllable import Syllable, is_spelled, syllables


def unit_at(found: Sequence[Syllable], first: int, text: str) -> tuple[int, tuple[str, ...]] | None:
    """The unit that begins at a syllable of a text: where it ends, and the other ways to write it.

    "mét vuông" is also "m2", and "°C" is "độ C"; a "C" without its sign is none.
    """
    before = text[found[first - 1].end : found[first].start] if 0 < first < len(found) else ""
    for way, sign, own, others in _ways():
        last = first + len(own)
        if is_spelled(own, found[first:last]) and sign in ("", before.strip()):
            return last, tuple(other for other in others if other != way)
    return None


def is_unit(syllable: Syllable) -> bool:
    """Whether a syllable, as it is spelled, is a unit: "ha"; "dong" is none, for that is đồng."""
    return any([own.exact for own in way] == [syllable.exact] for _, _, way, _ in _ways())


@cache
def _ways() -> list[tuple[str, str, list[Syllable], list[str]]]:
    """Each way to write a unit, the longest first: its sign, its syllables, and all ways."""
    ways = [
        (way, "" if way[0].isalpha() else way[0], syllables(way), unit)
        for unit in entries("unit_spellings.tsv")
        for way in unit
    ]
    return sorted(ways, key=lambda own: -len(own[2]))
