"""Text → its letters in their folded spelling, one character each: for finding, not for terms."""

import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from search.text.normalize import UNSEEN, normalize
from search.text.syllable import spellings

_GONE = 0
"""What a character becomes that the normal form drops or joins to the one before."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded; character i came from original characters [starts[i], ends[i])."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def fold(text: str) -> Folded:
    """Each character in lower case and without its marks, as `spellings` folds a syllable.

    Most texts keep their length; marks that stand alone and invisible characters go.
    """
    letters = _fold(text)
    if letters.all() and unicodedata.is_normalized("NFC", text):
        return Folded(_text(letters), range(len(text)), range(1, len(text) + 1))
    normal = normalize(text)
    letters = _fold(normal.text)
    kept = np.flatnonzero(letters).tolist()
    last = [number - 1 for number in kept[1:]] + [len(normal.text) - 1]
    return Folded(  # a mark belongs to the letter before
        _text(letters[kept]),
        [normal.starts[number] for number in kept],
        [normal.ends[number] for number in last] if kept else [],
    )


def _fold(text: str) -> NDArray[np.uint32]:
    """The code points of the folded letters; each is computed when it is first met."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    table, is_known = _tables()
    if not is_known.take(codes).all():
        for code in np.unique(codes[~is_known[codes]]).tolist():
            table[code] = _folded(chr(code))  # the same, whichever thread does it
            is_known[code] = True
    return table.take(codes)


@cache
def _tables() -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    """Code point → that of its folded letter, and whether that is known yet."""
    return np.arange(sys.maxunicode + 1, dtype="<u4"), np.zeros(sys.maxunicode + 1, np.bool_)


def _folded(character: str) -> int:
    if UNSEEN.match(character) or "\u0300" <= character <= "\u036f":
        return _GONE
    if character.isalnum():
        folded = spellings(normalize(character).text)[1]
        if len(folded) == 1:
            return ord(folded)
    return ord(character)


def _text(letters: NDArray[np.uint32]) -> str:
    return letters.tobytes().decode("utf-32-le", "surrogatepass")
