"""str → sort key in the order of Vietnamese dictionaries (rule V13)."""

from functools import lru_cache

from search.text.syllable import syllables

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = ("", "2", "3", "4", "1", "5")  # ngang huyền hỏi ngã sắc nặng
_ALL, _END = "\x00", "\x01"
"""The ends of all syllables, and of the letters of one: both come before whatever may go on."""
_NUMBER, _WORD = "\x02", "\x03"
_FIRST = 16
"""What stands for the first letter, above all of these signs and the tones."""
_CODES = {letter: chr(_FIRST + order) for order, letter in enumerate(_LETTERS)}
_TONE_CODES = {tone: chr(1 + order) for order, tone in enumerate(_TONES)}
_NO_TONE = chr(1 + len(_TONES))
_LAST = 0x10FFFF


@lru_cache(maxsize=65536)
def vietnamese_order(text: str) -> str:
    """Syllable by syllable: numbers first, then a ă â b c d đ e ê …, then the tones within. One
    string, for many are compared."""
    key = []
    for syllable in syllables(text):
        if syllable.exact[0].isdecimal():
            key.append(_NUMBER + syllable.exact.zfill(12) + _END)
            continue
        base = syllable.exact.rstrip("12345")
        letters = "".join([_CODES.get(letter) or _other(letter) for letter in base])
        tone = _TONE_CODES.get(syllable.exact[len(base) :], _NO_TONE)
        key.append(f"{_WORD}{letters}{_END}{tone}")
    return "".join(key) + _ALL + text


def _other(letter: str) -> str:
    """What stands for a letter that is in no Vietnamese word: behind all that are."""
    return chr(min(_LAST, _FIRST + 100 + ord(letter)))
