"""A text → of each character its letter without tone, its tone, its letter without diacritics."""

import re

import numpy as np
from numpy.typing import NDArray

from search.report import Span
from search.text.canonical import composed
from search.text.normalize import CONTEXTUAL, UNSEEN, normalize, stands_alone
from search.text.syllable import spellings

Numbers = NDArray[np.int64]
Codes = NDArray[np.uint8]
"""One code a character."""

NOTHING, DIGIT, ODD, _UNMET = 0, 253, 254, 255
"""What stands for no letter: for what separates syllables; for 0 to 9; for a character of another
script, or one that normalising reads with its neighbours; for one that was not met yet."""

_FIRST_MARK, _LAST_MARK = 0x300, 0x36F
"""Of the combining characters that letters are composed with."""
_BLANK, _LINE_END = map(ord, " \n")
_AROUND = 2
"""Words on either side of an odd character that may tell how it is read."""
_ABOVE = re.compile("[\U00010000-\U0010ffff]")
_LETTERS = "abcdefghijklmnopqrstuvwxyz" + "".join(map(chr, (226, 234, 244, 259, 273, 417, 432)))
_FOREIGN = "".join(map(chr, (228, 229, 230, 231, 235, 238, 239, 246, 248, 251, 252)))
_CODE_OF = {letter: code for code, letter in enumerate(_LETTERS + _FOREIGN, 1)}
_TONE_OF = {"": 0, "1": 1, "2": 2, "3": 4, "4": 8, "5": 16}
"""The digit of a tone → a bit, so that the tones of a syllable can be added."""


class CodedText:
    """A text as codes of its letters.

    `text`: it, with the combining characters composed with the letters before them. `letters`: of
    each character its letter, in lower case and without tone; or NOTHING, DIGIT, ODD.
    """

    def __init__(self, text: str) -> None:
        self._bounds: tuple[Numbers, Numbers] | None = None
        self._code(text)
        if self.letters.max(initial=NOTHING) == ODD:
            are_marks = (self._units >= _FIRST_MARK) & (self._units <= _LAST_MARK)
            if are_marks.any():
                composed, self._bounds = _composed(text, np.flatnonzero(are_marks))
                self._code(composed)

    def _code(self, text: str) -> None:
        self.text = text
        self._units = _units(text)
        self.letters: Codes = _letters.take(self._units)
        if self.letters.max(initial=NOTHING) == _UNMET:
            for unit in set(self._units[self.letters == _UNMET].tolist()):
                _meet(unit)  # the same, whichever thread does it
            self.letters = _letters.take(self._units)

    def original_starts(self, starts: Numbers) -> Numbers:
        """Where characters begin in the text as it was."""
        return starts if self._bounds is None else self._bounds[0][starts]

    def original_ends(self, ends: Numbers) -> Numbers:
        """Where those in front of offsets end in it, with all combining characters on them."""
        return ends if self._bounds is None else self._bounds[1][ends - 1]

    def odd_stretches(self) -> list[Span]:
        """The words with odd characters, each with two on either side, which its reading depends
        on; as one stretch those that share a word."""
        if self.letters.max(initial=NOTHING) < ODD:
            return []
        are_blanks = (self._units == _BLANK) | (self._units == _LINE_END)
        edges = np.flatnonzero(np.diff(~are_blanks, prepend=False, append=False))
        starts, ends = edges.reshape(-1, 2).T
        odd = np.searchsorted(starts, np.flatnonzero(self.letters == ODD), "right") - 1
        is_last = np.diff(odd, append=starts.size + 2 * _AROUND + 1) > 2 * _AROUND
        is_first = np.append(True, is_last[:-1])
        firsts = starts[np.maximum(odd[is_first] - _AROUND, 0)]
        lasts = ends[np.minimum(odd[is_last] + _AROUND, ends.size - 1)]
        return list(zip(firsts.tolist(), lasts.tolist(), strict=True))

    def tones(self, offsets: Numbers) -> Codes:
        """Of some letters the tone of each, one bit, or 0."""
        return _tones.take(self._units[offsets])

    def folded(self) -> Codes:
        """Of each letter the one without diacritics; what is no letter as in `letters`."""
        return _folded.take(self._units)


def codes_of(letters: str) -> bytes | None:
    """The codes of letters without tone; None if one of them has none."""
    if not all(letter in _CODE_OF for letter in letters):
        return None
    return bytes(map(_CODE_OF.__getitem__, letters))


def tone_of(digit: str) -> int | None:
    """The bit of a tone by its digit, 0 for none; None for several tones."""
    return _TONE_OF.get(digit)


_letters, _tones, _folded = (np.full(1 << 16, filled, np.uint8) for filled in (_UNMET, 0, NOTHING))


def _units(text: str) -> NDArray[np.uint16]:
    """The code points of a text; those above U+FFFF as one half of two, which is ODD."""
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    return units if units.size == len(text) else _units(_ABOVE.sub("\ud800", text))


def _composed(text: str, marks: Numbers) -> tuple[str, tuple[Numbers, Numbers]]:
    """A text with its letters and marks composed, and where each character began and ended.

    `marks`: the offsets of its combining characters.
    """
    first = marks[np.diff(marks, prepend=-2) > 1]
    behind = marks[np.diff(marks, append=len(text) + 1) > 1] + 1
    starts = np.maximum(first - 1, 0)  # of each cluster: a letter with its marks
    pieces: list[str] = []
    done = 0
    for start, end in zip(starts.tolist(), behind.tolist(), strict=True):
        pieces += text[done:start], composed(text[start:end])
        done = end
    counts, ends = np.ones(len(text), np.int64), np.arange(1, len(text) + 1)
    counts[marks] = 0
    counts[starts] = list(map(len, pieces[1::2]))
    ends[starts] = behind
    begins = _repeated(counts)
    return "".join([*pieces, text[done:]]), (begins, ends[begins])


def _repeated(counts: Numbers) -> Numbers:
    """Each index as often as its count says; most counts are 0 or 1."""
    is_simple = counts.max(initial=0) <= 1
    return np.flatnonzero(counts) if is_simple else np.repeat(np.arange(counts.size), counts)


def _meet(unit: int) -> None:
    letter, _tones[unit], _folded[unit] = _codes(chr(unit))
    _letters[unit] = letter  # the last one: it says that all are there


def _codes(character: str) -> tuple[int, int, int]:
    is_half = "\ud800" <= character <= "\udfff"  # of a character above U+FFFF
    if is_half or not stands_alone(character) or character in CONTEXTUAL or UNSEEN.match(character):
        return ODD, 0, ODD
    plain = normalize(character).text
    if len(plain) == 1 and not plain.isalnum():
        return NOTHING, 0, NOTHING
    if "0" <= character <= "9":
        return DIGIT, 0, DIGIT
    if len(plain) == 1 and plain.isalpha():
        exact, folded = spellings(plain)
        tone = _TONE_OF.get(exact[1:])
        if tone is not None and exact[0] in _CODE_OF and folded in _CODE_OF:
            return _CODE_OF[exact[0]], tone, _CODE_OF[folded]
    return ODD, 0, ODD
