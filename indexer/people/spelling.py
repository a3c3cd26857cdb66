"""A name as a text writes it → the one spelling of its value; two names → whether they are one."""

import re
from functools import cache, lru_cache

from indexer.lexicon import cues, lower
from indexer.people.names import is_vietnamese_word
from search.text.syllable import other_vowel, syllables

_HYPHEN = re.compile(r"\s*-\s*")
_KOREAN = 3
"""Syllables of a Korean name, which papers write as "Kim Jong-un", "Kim Jong Un", "Kim Jong-Un"."""


@lru_cache(maxsize=10_000)
def one_spelling(written: str) -> str:
    """A name in capitals as names are written, without blanks at hyphens nor a hyphen at its end;
    of a Korean one the last two syllables joined: "Moon Jae In" → "Moon Jae-in"."""
    name = written.title() if written.isupper() else written
    name = _HYPHEN.sub("-", name).strip(" -")
    parts = re.split("[ -]", name)
    if len(parts) != _KOREAN or lower(parts[0]) not in _korean_surnames() or not name.isascii():
        return name
    if all(is_vietnamese_word(lower(part)) for part in parts):
        return name
    return f"{parts[0]} {parts[1]}-{lower(parts[2])}"


@lru_cache(maxsize=10_000)
def name_key(name: str) -> tuple[str, ...]:
    """Equal for names that one article writes in two ways: "Lý", "Lí"; with a hyphen, without."""
    found = []
    for syllable in syllables(name):
        other = other_vowel(syllable)
        found.append(min(syllable.exact, other.exact) if other else syllable.exact)
    return tuple(found)


@cache
def _korean_surnames() -> frozenset[str]:
    return frozenset(cues("name_words.tsv", "joined"))
