"""str → sort key in the order of Vietnamese dictionaries (rule V13)."""

from functools import lru_cache

from search.text.syllable import syllables

_ALPHABET = {letter: order for order, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONE_ORDER = {"": 0, "2": 1, "3": 2, "4": 3, "1": 4, "5": 5}  # ngang huyền hỏi ngã sắc nặng


@lru_cache(maxsize=65536)
def vietnamese_order(text: str) -> tuple[object, ...]:
    """Syllable by syllable: numbers first, then a ă â b c d đ e ê …, then the tones within."""
    keys: list[tuple[object, ...]] = []
    for syllable in syllables(text):
        if syllable.exact[0].isdecimal():
            keys.append((0, syllable.exact.zfill(12)))
            continue
        base = syllable.exact.rstrip("12345")
        letters = tuple(_ALPHABET.get(letter, 100 + ord(letter)) for letter in base)
        keys.append((1, letters, _TONE_ORDER.get(syllable.exact[len(base) :], 6)))
    return (tuple(keys), text)
