"""A text → how many of its words Vietnamese can spell so."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from string import ascii_letters
from typing import NamedTuple

from search.text.spelling import is_vietnamese, to_orthography
from search.text.tones import TONES, newer_tones, without_tones

_MARKUP = re.compile(r"<[^<>]{0,500}>|&#?\w{1,8};")
_WORD = re.compile(r"(?:[A-Za-z\u0080-\u009f\u00a1-\u200f]|[\u2040-\U0010ffff]|[†‡•‰‹›])+")
"""Letters, and whatever is not ASCII, except dashes, quotes and blanks: a wrong encoding puts signs
among letters."""
_AT_EDGES = "«»¡¿†‡•‰‹›"
"""What stands before or behind a word without being part of it."""
_UNITS, _TRADE_MARK = "ªºµ", "™"
"""Letters that are signs, and may stand alone; and a sign that does not."""
_VOWELS = frozenset("AEIOUY")
_LETTERS = frozenset(f"{ascii_letters}đĐ\u0302\u0306\u031b").union(TONES)
"""The letters of Vietnamese, and their marks."""
_MISSPELLED = re.compile(r"n?gh(?![ei\u00ea])|(?:ng|c)[eiy\u00ea]")
"""Beginnings that Vietnamese spells otherwise before these vowels."""
_LONGEST = 8
"""No syllable has more letters."""


class Evidence(NamedTuple):
    """Words of a text that have letters beyond ASCII: those spelled right, and the others.

    `plain_right`, `plain_wrong`: the same of words in ASCII.
    """

    right: int
    wrong: int
    plain_right: int
    plain_wrong: int

    @property
    def score(self) -> int:
        """A word that is spelled wrong tells more than one that is right: this may be chance."""
        return self.right - 2 * self.wrong

    @property
    def share(self) -> float:
        """The share of words spelled right, of those beyond ASCII; 0 if there are none."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def share_of_all(self) -> float:
        """The share of all words that are spelled right; 0 if there are none."""
        return (self.right + self.plain_right) / max(sum(self), 1)


def words(text: str) -> Counter[str]:
    """The words of a text, and how often each occurs: what may be evidence, without markup.

    One letter is none, for a dash may be read as one; nor are capitals without a vowel.
    """
    found: Counter[str] = Counter()
    for word, times in Counter(_WORD.findall(_MARKUP.sub(" ", text))).items():
        own = word.strip(_AT_EDGES)
        if own and not _is_no_evidence(own):
            found[own] += times
    return found


def evidence(found: Counter[str]) -> Evidence:
    """What the words of a text say, each time that one occurs."""
    counts = [0, 0, 0, 0]
    for word, times in found.items():
        counts[2 * word.isascii() + (not is_spelled(word))] += times
    return Evidence(*counts)


@lru_cache(maxsize=65536)
def _is_no_evidence(word: str) -> bool:
    letters = unicodedata.normalize("NFD", word)
    if len(word) == 1:
        return word != _TRADE_MARK and (
            not word.isalpha() or word in _UNITS or set(letters) <= _LETTERS
        )
    return word.isalpha() and word.isupper() and not set(letters) & _VOWELS


@lru_cache(maxsize=65536)
def is_spelled(word: str) -> bool:
    """Whether a word is a syllable of Vietnamese: "Thuở", "HỘI", "hoà", but not "hÔi", "tiêng"."""
    if len(word) > _LONGEST or not (word.islower() or word.isupper() or word.istitle()):
        return False
    lower = unicodedata.normalize("NFC", word.lower())
    letters, tones = without_tones(lower)
    exact = unicodedata.normalize("NFC", letters) + tones
    if _MISSPELLED.match(exact):
        return False
    return is_vietnamese(exact) and newer_tones(lower) == newer_tones(to_orthography(exact))
