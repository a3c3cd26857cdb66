"""A canonical syllable → whether Vietnamese spells so, and how it is written with its tone."""

import unicodedata
from functools import cache, lru_cache

from search.text.lexicon.word_lists import entries
from search.text.syllable import Syllable

TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
"""Marks of tone by their digits in a canonical syllable."""

_WITH_HATS = "ăâêôơư"
_VOWELS = "aeiouy" + _WITH_HATS
_STOPS = ("c", "ch", "p", "t")
"""Endings that only a rising or a heavy tone can stand with."""


def toneless(exact: str) -> tuple[str, str]:
    """The letters of a canonical syllable, and the digit of its tone, or nothing; a number is all
    letters."""
    if exact[0].isdecimal():
        return exact, ""
    letters = exact.rstrip("12345")
    return letters, exact[len(letters) :]


@lru_cache(maxsize=65536)
def is_vietnamese(exact: str) -> bool:
    """Whether a canonical syllable has a beginning, a rime and a tone that go together."""
    letters, tone = toneless(exact)
    begin = _onset(letters)
    if begin is None or len(tone) > 1:
        return False
    return not letters.endswith(_STOPS) or tone in ("1", "5")


@lru_cache(maxsize=65536)
def to_orthography(exact: str) -> str:
    """A canonical syllable as newspapers write it: "hoa2" as "hòa"."""
    letters, tone = toneless(exact)
    begin = _onset(letters)
    if not tone:
        return letters
    if begin is None:
        vowels = [at for at, letter in enumerate(letters) if letter in _VOWELS]
        begin = vowels[0] if vowels else len(letters) - 1
    at = begin + _place(letters[begin:])
    marks = "".join(TONES[digit] for digit in tone)
    return unicodedata.normalize("NFC", letters[: at + 1] + marks + letters[at + 1 :])


def _place(rime: str) -> int:
    """Which letter of a rime bears the tone."""
    hats = [at for at, letter in enumerate(rime) if letter in _WITH_HATS]
    if hats:
        return hats[-1]
    vowels = len(rime) - len(rime.lstrip(_VOWELS))
    if vowels < len(rime):
        return max(vowels - 1, 0)
    return 1 if vowels > 2 else 0


def _onset(letters: str) -> int | None:
    """How many letters stand before the rime; None if Vietnamese does not spell so.

    The longest beginning that leaves a rime: gi-a, but g-in.
    """
    for size in (3, 2, 1, 0):
        rime = letters[size:]
        if letters[:size] not in onsets() or rime not in rimes():
            continue
        if letters[:size] == "qu" and rime[0] in "uoưy" and not rime.startswith("y"):
            continue
        return size
    return None


@cache
def rimes() -> frozenset[str]:
    """What can stand after the beginning of a syllable, without tones."""
    return frozenset(_words("rimes.txt"))


@cache
def onsets() -> frozenset[str]:
    """What can stand at the beginning of a syllable; nothing can."""
    return frozenset(["", *_words("onsets.txt")])


def _words(name: str) -> list[str]:
    return [word for [line] in entries(name) for word in line.split()]


def is_prefix_of(begun: Syllable, exact: str) -> bool:
    """Whether a syllable that is being typed may become another: its marks are meant, others may
    follow."""
    if begun.is_unaccented or begun.exact[0].isdecimal():
        return True
    (letters, tone), (others, other_tone) = toneless(begun.exact), toneless(exact)
    return others.startswith(letters) and tone in ("", other_tone)
