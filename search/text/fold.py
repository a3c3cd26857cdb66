"""Text → its letters in their folded spelling, one character each: for finding, not for terms."""

import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from search.text.normalize import UNSEEN, normalize
from search.text.syllable import spellings

_CASED_OR_MARKED = (range(0x3400), range(0xA000, 0xAC00), range(0xF900, 0x20000))
"""Where letters are that have a small form or marks; between and beyond are Chinese and Korean."""

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
    letters = _table().take(_code_points(text))
    if letters.all() and unicodedata.is_normalized("NFC", text):
        return Folded(_text(letters), range(len(text)), range(1, len(text) + 1))
    normal = normalize(text)
    letters = _table().take(_code_points(normal.text))
    kept = np.flatnonzero(letters).tolist()
    last = [number - 1 for number in kept[1:]] + [len(normal.text) - 1]
    return Folded(  # a mark belongs to the letter before
        _text(letters[kept]),
        [normal.starts[number] for number in kept],
        [normal.ends[number] for number in last] if kept else [],
    )


def _code_points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def _text(letters: NDArray[np.uint32]) -> str:
    return letters.tobytes().decode("utf-32-le", "surrogatepass")


@cache
def _table() -> NDArray[np.uint32]:
    """Code point → that of its folded letter."""
    table = np.arange(sys.maxunicode + 1, dtype="<u4")
    for letter in map(chr, chain(*_CASED_OR_MARKED)):
        is_cased = letter.islower() or letter.lower() != letter
        if letter.isalnum() and (is_cased or unicodedata.decomposition(letter)):
            folded = spellings(normalize(letter).text)[1]
            if len(folded) == 1:
                table[ord(letter)] = ord(folded)
    table[0x300:0x370] = _GONE
    for invisible in UNSEEN.findall("".join(map(chr, range(0x10000)))):
        table[ord(invisible)] = _GONE
    return table
