"""Normalised text → syllables, each with its canonical and its folded spelling (rules V2, V4)."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from search.text.normalize import Normalized, normalize
from search.text.tones import without_tones

_THOUSANDS = r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"
# Digits and dots that are no number ("25.8.2023") are several numbers.
_NUMBER = rf"(?=\d)(?:(?<!\d[.,])(?:{_THOUSANDS}|\d+(?:[.,]\d+)?)(?![.,]?\d)|\d+)"
# Letters are tried first, because most syllables are no number.
_SYLLABLE = re.compile(rf"([^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*|{_NUMBER})")
_SYLLABLE_AND_GAP = re.compile(rf"([^\W\d_]+|{_NUMBER})[\W_]*")
_NAME = 60
"""Longer texts are not names."""
_OPEN = re.compile(r"(?:[hklmstv]|qu)[iy]")
_IS_THOUSANDS = re.compile(_THOUSANDS)
_NUMBERS = re.compile(_NUMBER)


class Syllable(NamedTuple):
    """One syllable or number, as [start, end) of the original text, and its two spellings."""

    start: int
    end: int
    exact: str
    folded: str

    @property
    def is_unaccented(self) -> bool:
        """Whether it is a word without diacritics, so that it may stand for one that has some."""
        return self.exact == self.folded and not self.exact[0].isdecimal()

    @property
    def has_diacritics(self) -> bool:
        """Whether it has diacritics. A number has none, but is not unaccented either."""
        return self.exact != self.folded


def is_spelled(name: Sequence[Syllable], typed: Sequence[Syllable]) -> bool:
    """Whether a name was typed, with its diacritics or without (V4)."""
    return len(name) == len(typed) and all(
        own.exact == asked.exact or (asked.is_unaccented and own.folded == asked.folded)
        for own, asked in zip(name, typed, strict=True)
    )


def syllables(text: str) -> list[Syllable]:
    """The syllables and numbers of a text, in order; anything else separates them."""
    if len(text) <= _NAME and (found := _of_plain_words(text)) is not None:
        return found
    return syllables_of(normalize(text))


def _of_plain_words(text: str) -> list[Syllable] | None:
    """The syllables of a text of plain words and single blanks, as nearly all names are: an index
    has thousands, of few different words. None of another text."""
    found, at = [], 0
    for word in text.split(" "):
        spelled = _plain_word(word)
        if spelled is None:
            return None
        found.append(Syllable(at, at + len(word), *spelled))
        at += len(word) + 1
    return found


@lru_cache(maxsize=65536)
def _plain_word(word: str) -> tuple[str, str] | None:
    """The spellings of a word that is one syllable as it stands; None of another one."""
    return spellings(word) if word.isalpha() and normalize(word).text == word else None


def syllables_of(text: Normalized) -> list[Syllable]:
    """The same, of a text that is normalised already; offsets are those of the original."""
    pieces = split_syllables(text.text)
    *bounds, _ = accumulate(map(len, pieces))
    return [
        Syllable(text.starts[start], text.ends[end - 1], *spellings(surface))
        for start, end, surface in zip(bounds[::2], bounds[1::2], pieces[1::2], strict=True)
    ]


def split_syllables(text: str) -> list[str]:
    """A normalised text as pieces: what is between syllables, and a syllable, by turns.

    It begins and ends with what is between, which may be empty.
    """
    return _SYLLABLE.split(text)  # by turns: faster than match by match


@lru_cache(maxsize=65536)
def spellings(surface: str) -> tuple[str, str]:
    """(canonical, folded) of one syllable, both in lower case.

    Canonical: the letters with all diacritics but tones; the tones, wherever they stood, as digits
    at the end, so that hoà and hòa are both "hoa2". Folded: the letters without diacritics, đ as d.
    Of a number both are its digits, with a point before decimals and no leading zeros (V7); behind
    a comma no last zeros, "5,0" is "5"; behind a point they stay, for "4.0" may be a name.
    """
    if surface[0].isdecimal():
        return _number(surface), _number(surface)
    base, tones = without_tones(surface)
    exact = unicodedata.normalize("NFC", base) + tones
    letters = "".join(c for c in base if not unicodedata.combining(c))
    return exact, unicodedata.normalize("NFC", letters).replace("đ", "d")


def other_vowel(syllable: Syllable) -> Syllable | None:
    """The same syllable with i for y, or y for i, where both spellings are in use (V3).

    That is in an open syllable after h k l m s t v or qu: kỹ, kĩ; quy, qui; but not thủy.
    """
    if not _OPEN.fullmatch(syllable.folded):
        return None
    last = len(syllable.folded) - 1
    vowel = "i" if syllable.folded[last] == "y" else "y"
    exact = f"{syllable.exact[:last]}{vowel}{syllable.exact[last + 1 :]}"
    return Syllable(syllable.start, syllable.end, exact, f"{syllable.folded[:last]}{vowel}")


def _number(surface: str) -> str:
    if _IS_THOUSANDS.fullmatch(surface):
        point = "," if "." in surface.partition(",")[0] else "."
        surface = "".join(c for c in surface if c.isdecimal() or c == point)
    whole, comma, decimals = surface.partition(",")
    if comma:
        decimals = decimals.rstrip("0")
    else:
        whole, _, decimals = surface.partition(".")
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{decimals}" if decimals else whole


def numbers_in(text: str) -> list[int]:
    """The offsets at which the numbers of a text begin."""
    return [found.start() for found in _NUMBERS.finditer(text)]


def syllable_at(text: str, start: int) -> tuple[int, int] | None:
    """Where the syllable that begins at a character ends, and where the next one begins.

    The text has no diacritics (`search.text.fold`). If there is no next one, the second number is
    the length of the text. None if no syllable begins there.
    """
    found = _SYLLABLE_AND_GAP.match(text, start)
    return (found.end(1), found.end()) if found else None


def begins_syllable(text: str, at: int) -> bool:
    """Whether the letter at an offset is the first of its syllable."""
    before = text[at - 1] if at else " "
    return before == " " or not before.isalnum() or before.isdecimal()
