"""str → sort key in the order of Vietnamese dictionaries (rule V13)."""

from search.text.syllable import syllables

_ALPHABET = {letter: order for order, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONE_ORDER = {"": 0, "2": 1, "3": 2, "4": 3, "1": 4, "5": 5}  # ngang huyền hỏi ngã sắc nặng


def vietnamese_order(text: str) -> tuple[object, ...]:
    """a ă â b c d đ e ê …, then the tones within; numbers before letters; then as spelled."""
    letters = []
    tones = []
    for syllable in syllables(text):
        base = syllable.exact.rstrip("12345") if not syllable.exact[0].isdigit() else ""
        number = "" if base else syllable.exact.zfill(12)
        letters.append((number, tuple(_ALPHABET.get(c, 100 + ord(c)) for c in base)))
        tones.append(_TONE_ORDER.get(syllable.exact[len(base) :], 6))
    return (tuple(letters), tuple(tones), text)
