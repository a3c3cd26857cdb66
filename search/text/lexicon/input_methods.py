"""Keys of Telex or VNI that never became letters → the syllables they may stand for (V16)."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from search.text.lexicon.word_lists import entries
from search.text.spelling import is_vietnamese

_LONGEST = 12
"""Keys of the longest syllable: "nghieengs" and a few that are struck twice."""
_IS_VNI = re.compile(r"[a-z]+[1-9][a-z1-9]*")
_IS_TELEX = re.compile(r"[a-z]+")
_VNI_TONES = "12345"
_TELEX_TONES = dict(zip("sfrxj", _VNI_TONES, strict=True))
_VOWELS = "aeiouy"
_TWICE_FOR_HAT = "aeo"
"""Vowels that Telex gives a hat if they are struck twice."""
_HAT, _HORN, _BREVE, _STROKE = "6789"
"""The keys of VNI for the diacritics of letters; inside this module they stand for these."""
_HORN_OR_BREVE = _HORN + _BREVE
"""The w of Telex."""


class _Change(NamedTuple):
    """`letters`, from a character on, become `changed` by a diacritic."""

    at: int
    letters: str
    changed: str


@lru_cache(maxsize=4096)
def decode_keys(keys: str) -> tuple[str, ...]:
    """The canonical syllables that keys may have been meant for, in either input method.

    Keys may come in any order that people strike them: "giari" and "giai3" both give ("giai3",).
    Plain letters, which no method would have changed, give nothing.
    """
    keys = keys.lower()
    if len(keys) > _LONGEST:
        return ()
    found: Iterable[str] = ()
    if _IS_VNI.fullmatch(keys):
        found = _vni(keys)
    elif _IS_TELEX.fullmatch(keys):
        found = _telex(keys)
    return tuple(dict.fromkeys(syllable for syllable in found if is_vietnamese(syllable)))


def _vni(keys: str) -> Iterator[str]:
    letters = "".join(key for key in keys if key.isalpha())
    digits = {key for key in keys if key.isdecimal()}
    tones = digits.intersection(_VNI_TONES)
    diacritics = sorted(digits.intersection(_changes_by_key()))
    if len(tones) < 2:
        yield from (own + "".join(tones) for own in _with_diacritics(letters, diacritics))


def _telex(keys: str) -> Iterator[str]:
    first = next((at for at, key in enumerate(keys) if key in _VOWELS + "w"), len(keys))
    tones = {_TELEX_TONES[key] for key in keys[first:] if key in _TELEX_TONES}
    rest = keys[:first] + "".join(key for key in keys[first:] if key not in _TELEX_TONES)
    if len(tones) < 2:
        for letters, diacritics in _telex_diacritics(_with_w_alone(rest)):
            for own in _with_diacritics(letters, diacritics):
                if own + "".join(tones) != keys:
                    yield own + "".join(tones)


def _with_w_alone(keys: str) -> str:
    """Keys in which a w that has no vowel before it, which is ư, is a u and a w behind it."""
    return re.sub(rf"^([^{_VOWELS}w]*)w", r"\1uw", keys)


def _telex_diacritics(keys: str) -> Iterator[tuple[str, list[str]]]:
    """Letters without the keys that only change others, and what these keys stand for.

    The w is such a key, and so is the second one of "dd", "aa", "ee" and "oo".
    """
    letters = keys.replace("w", "")
    diacritics = [_HORN_OR_BREVE] if "w" in keys else []
    if letters[:1] == "d" and letters.count("d") == 2:
        at = letters.rindex("d")
        letters, diacritics = letters[:at] + letters[at + 1 :], [*diacritics, _STROKE]
    yield letters, diacritics
    for vowel in _TWICE_FOR_HAT:
        if letters.count(vowel) == 2:
            at = letters.rindex(vowel)
            yield letters[:at] + letters[at + 1 :], [*diacritics, vowel]


def _with_diacritics(letters: str, diacritics: list[str]) -> Iterator[str]:
    """Every way to put each of some diacritics on one of the letters.

    A diacritic is a key of VNI, several keys of which one is meant, or a vowel for its hat.
    """
    for chosen in product(*(list(_changes(letters, keys)) for keys in diacritics)):
        written = letters
        for at, own, changed in chosen:
            if written[at : at + len(own)] != own:
                break
            written = written[:at] + changed + written[at + len(own) :]
        else:
            yield written


def _changes(letters: str, keys: str) -> Iterator[_Change]:
    """Every place of a diacritic in some letters."""
    if keys in _TWICE_FOR_HAT:
        possible = [pair for pair in _changes_by_key()[_HAT] if pair[0] == keys]
    else:
        possible = [pair for key in keys for pair in _changes_by_key()[key]]
    for own, changed in possible:
        yield from (_Change(m.start(), own, changed) for m in re.finditer(own, letters))


@cache
def _changes_by_key() -> dict[str, list[tuple[str, str]]]:
    """A key of VNI → letters that it changes, and what they become, in the order of the list."""
    found: dict[str, list[tuple[str, str]]] = {}
    for key, letters, changed in entries("input_keys.tsv"):
        found.setdefault(key, []).append((letters, changed))
    return found
