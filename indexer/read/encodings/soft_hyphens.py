"""TCVN3 that lost its soft hyphens, which are its ư → the words that are none without one."""

import re
import unicodedata
from functools import lru_cache

from indexer.read.encodings.evidence import is_spelled
from indexer.read.encodings.legacy import tcvn3

SOFT_HYPHEN = "\u00ad"
"""A character that many programs leave out, PDF readers among them."""
_LETTER = tcvn3(SOFT_HYPHEN.encode("latin-1"))
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("aeiouy")
_LONGEST = 7
"""No syllable has more letters, without the one."""


def with_lost_letters(text: str) -> str:
    """A healed text with each ư that can only have stood there: "đợc" is được.

    A word that is one without it stays, though another may have been meant: "ngời" for người.
    """
    return _WORD.sub(lambda found: _with_letter(found.group()), text)


@lru_cache(maxsize=16384)
def _with_letter(word: str) -> str:
    if len(word) > _LONGEST:
        return word
    base = unicodedata.normalize("NFD", word.lower())
    if word.isascii() or _VOWELS.isdisjoint(base) or is_spelled(word):
        return word
    longer = {word[:at] + _LETTER + word[at:] for at in range(len(word) + 1)}
    words = [own for own in longer if is_spelled(own)]
    return words[0] if len(words) == 1 else word
