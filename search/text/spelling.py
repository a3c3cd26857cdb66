"""A canonical syllable → whether Vietnamese spells so, and how it is written with its tone."""

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from search.text.lexicon.word_lists import entries
from search.text.tones import TONES

if TYPE_CHECKING:  # the syllables of a text are told with the help of this module
    from search.text.syllable import Syllable

_TONES = {digit: combining for combining, digit in TONES.items()}
_RISING, _HEAVY = "1", "5"

_CHANGED_VOWELS = "ăâêôơư"
_VOWELS = "aeiouy" + _CHANGED_VOWELS
_STOPS = ("c", "ch", "p", "t")
"""Endings that go only with a rising or a heavy tone."""


def toneless(exact: str) -> tuple[str, str]:
    """The letters of a canonical syllable, and the digit of its tone or "": ("hoa", "2").

    A number is all letters.
    """
    if exact[0].isdecimal():
        return exact, ""
    letters = exact.rstrip("12345")
    return letters, exact[len(letters) :]


@lru_cache(maxsize=65536)
def is_vietnamese(exact: str) -> bool:
    """Whether a canonical syllable has an onset, a rime and a tone that go together."""
    letters, tone = toneless(exact)
    if _onset_length(letters) is None or len(tone) > 1:
        return False
    return not letters.endswith(_STOPS) or tone in (_RISING, _HEAVY)


@lru_cache(maxsize=65536)
def to_orthography(exact: str) -> str:
    """A canonical syllable as newspapers write it: "hoa2" as "hòa"."""
    letters, tone = toneless(exact)
    begin = _onset_length(letters)
    if not tone:
        return letters
    if begin is None:
        vowels = [at for at, letter in enumerate(letters) if letter in _VOWELS]
        begin = vowels[0] if vowels else len(letters) - 1
    at = begin + _toned_letter(letters[begin:])
    tones = "".join(_TONES[digit] for digit in tone)
    return unicodedata.normalize("NFC", letters[: at + 1] + tones + letters[at + 1 :])


def _toned_letter(rime: str) -> int:
    """Which letter of a rime bears the tone."""
    changed = [at for at, letter in enumerate(rime) if letter in _CHANGED_VOWELS]
    if changed:
        return changed[-1]
    vowels = len(rime) - len(rime.lstrip(_VOWELS))
    if vowels < len(rime):
        return max(vowels - 1, 0)
    return 1 if vowels > 2 else 0


def _onset_length(letters: str) -> int | None:
    """How many letters stand before the rime; None if Vietnamese does not spell so.

    It is the longest onset that leaves a rime: gi-a, but g-in.
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
    """What can stand after the onset of a syllable, without tones."""
    return frozenset(_words("rimes.txt"))


@cache
def onsets() -> frozenset[str]:
    """What can stand before the rime of a syllable; "" is one of them."""
    return frozenset(["", *_words("onsets.txt")])


def _words(name: str) -> list[str]:
    return [word for [line] in entries(name) for word in line.split()]


def is_prefix_of(begun: "Syllable", exact: str) -> bool:
    """Whether a syllable that is still being typed may become another one.

    Its letters and its tone are meant as they stand; more letters, or a tone, may follow. Without
    diacritics it may become any syllable, which its folded spelling decides.
    """
    if begun.is_unaccented or begun.exact[0].isdecimal():
        return True
    (letters, tone), (others, other_tone) = toneless(begun.exact), toneless(exact)
    return others.startswith(letters) and tone in ("", other_tone)
