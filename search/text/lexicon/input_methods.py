"""Keys of Telex or VNI that nobody turned into letters → the syllables they may stand for (V16)."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

from search.text.spelling import is_vietnamese

_LONGEST = 12
"""Keys of the longest syllable: "nghieengs" and a few that are struck twice."""
_IS_VNI = re.compile(r"[a-z]+[1-9][a-z1-9]*")
_IS_TELEX = re.compile(r"[a-z]+")
_TONES = {"s": "1", "f": "2", "r": "3", "x": "4", "j": "5"}
_VOWELS = "aeiouy"
_HAT, _HORN, _BREVE, _STROKE = "6789"
"""Marks of letters as VNI numbers them."""
_MARKED = {
    _HAT: (("a", "â"), ("e", "ê"), ("o", "ô")),
    _HORN: (("uo", "ươ"), ("u", "ư"), ("o", "ơ")),
    _BREVE: (("a", "ă"),),
    _STROKE: (("d", "đ"),),
}
_HORN_OR_BREVE = _HORN + _BREVE
"""The w of Telex."""


@lru_cache(maxsize=4096)
def decode_keys(keys: str) -> tuple[str, ...]:
    """The canonical syllables that a word may be the keys of, in either method, in any order that
    people strike them: "giari" and "giai3" are giải. Nothing if it is plain letters."""
    keys = keys.lower()
    if len(keys) > _LONGEST:
        return ()
    found: Iterable[str] = ()
    if _IS_VNI.fullmatch(keys):
        found = _vni(keys)
    elif _IS_TELEX.fullmatch(keys):
        found = _telex(keys)
    return tuple(dict.fromkeys(way for way in found if is_vietnamese(way)))


def _vni(keys: str) -> Iterator[str]:
    letters = "".join(key for key in keys if key.isalpha())
    digits = [key for key in keys if key.isdecimal()]
    tones = {key for key in digits if key in "12345"}
    marks = sorted({key for key in digits if key in _MARKED})
    if len(tones) < 2:
        yield from (way + "".join(tones) for way in _with_marks(letters, marks))


def _telex(keys: str) -> Iterator[str]:
    first = next((at for at, key in enumerate(keys) if key in _VOWELS + "w"), len(keys))
    tones = {_TONES[key] for key in keys[first:] if key in _TONES}
    rest = keys[:first] + "".join(key for key in keys[first:] if key not in _TONES)
    if len(tones) < 2:
        for letters, marks in _doubled(_w_alone(rest)):
            for way in _with_marks(letters, marks):
                if way + "".join(tones) != keys:
                    yield way + "".join(tones)


def _w_alone(keys: str) -> str:
    """A w with no vowel before it is ư: u and a w behind it."""
    return re.sub(rf"^([^{_VOWELS}w]*)w", r"\1uw", keys)


def _doubled(keys: str) -> Iterator[tuple[str, list[str]]]:
    """Letters without the keys that only mark them, and the marks: the second of two is such a
    key, and w is."""
    letters = keys.replace("w", "")
    marks = [_HORN_OR_BREVE] if "w" in keys else []
    if letters[:1] == "d" and letters.count("d") == 2:
        at = letters.rindex("d")
        letters, marks = letters[:at] + letters[at + 1 :], [*marks, _STROKE]
    yield letters, marks
    for vowel in "aeo":
        if letters.count(vowel) == 2:
            at = letters.rindex(vowel)
            yield letters[:at] + letters[at + 1 :], [*marks, vowel]


def _with_marks(letters: str, marks: list[str]) -> Iterator[str]:
    """Every way to put each of some marks on one of the letters; a vowel stands for its hat."""
    for chosen in product(*(list(_places(letters, mark)) for mark in marks)):
        found = letters
        for at, own, new in chosen:
            if found[at : at + len(own)] != own:
                break
            found = found[:at] + new + found[at + len(own) :]
        else:
            yield found


def _places(letters: str, mark: str) -> Iterator[tuple[int, str, str]]:
    """Where a mark may go, what stands there, and with the mark."""
    pairs = [pair for kind in mark for pair in _MARKED.get(kind, ())]
    if mark in "aeo":
        pairs = [pair for pair in _MARKED[_HAT] if pair[0] == mark]
    for own, new in pairs:
        yield from ((m.start(), own, new) for m in re.finditer(own, letters))
