"""Syllables as typed → the other spellings of a name or a word that has several (V6)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from search.text.lexicon.provinces import provinces
from search.text.lexicon.word_lists import entries
from search.text.spelling import is_vietnamese, toneless
from search.text.syllable import Syllable, is_spelled, syllables

_LONGEST = 6
"""The most syllables of a name: "In-đô-nê-xi-a" has five."""
_SURE = 3
"""So many syllables without diacritics, apart in small letters, are a name: "cam pu chia"."""
_FINAL_K = re.compile(r"k(?![^\W\d_])", re.IGNORECASE)
_RISING = str.maketrans("ăâêôơaeiou", "ắấếốớáéíóú")
_SHORT_A = str.maketrans("ắă", "ăắ")


class NameSpellings(NamedTuple):
    """The spellings of one name: those of the list, the usual one first; and all there are."""

    listed: tuple[str, ...]
    every: tuple[str, ...]


def spellings_at(found: Sequence[Syllable], first: int) -> tuple[int, NameSpellings] | None:
    """The longest name with several spellings that begins at a syllable: where it ends, and they.

    Neither hyphens, apostrophes, blanks nor capitals make a difference: "Ê-đê", "Êđê", "ê đê".
    """
    return spelling_table().at(found, first)


class SpellingTable:
    """Names and words that have several spellings, by what all spellings of one have in common.

    `names`: each in its spellings, the usual one first. `longest`: the most syllables of one.
    """

    def __init__(self, names: Iterable[tuple[str, ...]] = (), longest: int = _LONGEST) -> None:
        self._by_key: dict[str, list[tuple[NameSpellings, list[Syllable]]]] = {}
        for listed in names:
            every = _distinct(listed)
            name = NameSpellings(listed, tuple(every))
            for own in every.values():
                self._by_key.setdefault(name_key(own), []).append((name, own))
        self._longest = longest if self._by_key else 0
        self._begun = {key[:end] for key in self._by_key for end in range(len(key) + 1)}

    def at(self, found: Sequence[Syllable], first: int) -> tuple[int, NameSpellings] | None:
        """The longest name that begins at a syllable: where it ends, and its spellings."""
        if name_key(found[first : first + 1]) not in self._begun:
            return None
        for size in range(min(self._longest, len(found) - first), 0, -1):
            own = found[first : first + size]
            for name, spelling in self._by_key.get(name_key(own), ()):
                if _is_written(spelling, own):
                    return first + size, name
        return None

    def may_begin(self, folded: str) -> bool:
        """Whether the letters of a name may begin with a folded syllable."""
        return key_of(folded) in self._begun

    def begins(self, folded: Sequence[str]) -> bool:
        """Whether some first of these folded syllables have the letters of a name."""
        letters = ""
        for own in folded:
            letters += key_of(own)
            if letters in self._by_key:
                return True
            if letters not in self._begun:
                break
        return False


def name_key(name: Iterable[Syllable]) -> str:
    """What all spellings of a name have in common that differ as names do: "hmong", "daclac"."""
    return key_of("".join([syllable.folded for syllable in name]))


def key_of(letters: str) -> str:
    """The same of the folded letters of a name."""
    return letters.replace("y", "i").replace("k", "c")


def is_name(name: Sequence[Syllable], typed: Sequence[Syllable]) -> bool:
    """Whether a name was typed, joined or not, with its diacritics or without; i is y."""
    if len(name) == len(typed) and is_spelled(name, typed):
        return True
    if all(syllable.is_unaccented for syllable in typed):
        return _letters(s.folded for s in typed) == _letters(s.folded for s in name)
    return _sound(typed) == _sound(name)


def _is_written(name: Sequence[Syllable], typed: Sequence[Syllable]) -> bool:
    """The same; but one syllable must have the diacritics of the name: "hue" is no Huế."""
    if len(name) == len(typed) == 1:
        return name[0].exact.replace("y", "i") == typed[0].exact.replace("y", "i")
    return is_name(name, typed)


def is_sure(own: Sequence[Syllable], text: str) -> bool:
    """Whether syllables that spell a name are likely meant so.

    "hai ti" of "hai ti vi" is not: few syllables in small letters, apart, without diacritics.
    """
    if len(own) == 1 or len(own) >= _SURE or any(s.has_diacritics for s in own):
        return True
    is_joined = all(not text[a.end : b.start].isspace() for a, b in pairwise(own))
    return is_joined or all(text[s.start].isupper() for s in own)


def _letters(texts: Iterable[str]) -> str:
    return "".join(texts).replace("y", "i")


def _sound(name: Iterable[Syllable]) -> tuple[str, str]:
    """The letters of a name and its tones, wherever they stand: R'Lấp is Rlấp."""
    parts = [toneless(syllable.exact) for syllable in name]
    return _letters(part for part, _ in parts), "".join(tone for _, tone in parts)


@cache
def spelling_table() -> SpellingTable:
    """The names and words of our lists."""
    return SpellingTable(_listed())


def _distinct(listed: Iterable[str]) -> dict[str, list[Syllable]]:
    """Spellings and what follows from them, without those that an index cannot tell apart."""
    found: dict[tuple[str, ...], tuple[str, list[Syllable]]] = {}
    for spelling in _written(listed):
        own = syllables(spelling)
        found.setdefault(tuple(s.exact for s in own), (spelling, own))
    return dict(found.values())


def _listed() -> Iterator[tuple[str, ...]]:
    """The names and words of the lists, each in the spellings that they have."""
    yield from map(tuple, entries("word_doublets.tsv"))
    for word in entries("loan_words.tsv"):
        yield tuple(dict.fromkeys(chain(word, *map(joined_forms, word))))
    groups = [tuple(line) for line in entries("name_spellings.tsv")]
    yield from groups
    yield from (province.spellings for province in provinces())
    known = {spelling for group in groups for spelling in group}
    for [place] in entries("places.txt"):
        if place not in known and ("'" in place or _FINAL_K.search(place)):
            yield (place,)


def _written(listed: Iterable[str]) -> Iterator[str]:
    """Spellings, and what follows from each by rule; some come twice."""
    for spelling in listed:
        for own in (spelling, *_other_finals(spelling)):
            yield own
            if own[0].isupper():
                yield from joined_forms(own)
        own_syllables = syllables(spelling)
        if len(own_syllables) > 1 and spelling[0].isupper():
            yield "".join(s.folded for s in own_syllables).capitalize()  # "Hanoi"


def _other_finals(spelling: str) -> Iterator[str]:
    """A name whose syllables end in k, with c, and with the other tone: Đắc Lắc, Đăk Lăk."""
    if _FINAL_K.search(spelling) and not spelling.isascii():
        yield spelling.translate(_SHORT_A)
        words = spelling.split(" ")
        yield " ".join(
            f"{w[:-1].translate(_RISING)}c" if _FINAL_K.search(w[-1:]) else w for w in words
        )


def joined_forms(spelling: str) -> Iterator[str]:
    """A name with its syllables joined, and with only its letters that are no syllable joined.

    "Đắk R'Lấp" gives "ĐắkRLấp" and "Đắk RLấp".
    """
    own = syllables(spelling)
    words = [spelling[s.start : s.end] for s in own]
    yield "".join(words)
    letters = [not is_vietnamese(s.exact) and len(s.exact) == 1 for s in own]
    if any(letters):
        pairs = zip(words, letters, strict=True)
        yield "".join(w if is_letter else f"{w} " for w, is_letter in pairs).strip()
