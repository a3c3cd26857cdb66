"""Text → its letters in their folded spelling, one character each: for finding, not for terms."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from search.text.normalize import UNSEEN, normalize, stands_alone
from search.text.syllable import spellings

_GONE, _UNUSUAL, _UNKNOWN = 0, 1 << 30, 1 << 31
"""A letter that the normal form drops, a flag on one that it may change, and one not met yet."""


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
    if not text or (letters.min() > _GONE and letters.max() < _UNUSUAL):
        return Folded(_text(letters), range(len(text)), range(1, len(text) + 1))
    normal = normalize(text)
    letters = _fold(normal.text) & ~np.uint32(_UNUSUAL)
    kept = np.flatnonzero(letters)
    last = np.append(kept[1:] - 1, len(normal.text) - 1)[: kept.size]  # with the marks on it
    starts, ends = np.array(normal.starts, np.int64), np.array(normal.ends, np.int64)
    return Folded(_text(letters[kept]), starts[kept].tolist(), ends[last].tolist())


def _fold(text: str) -> NDArray[np.uint32]:
    """The code points of the folded letters; each is computed when it is first met."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    letters = _table().take(codes)
    if letters.size and letters.max() == _UNKNOWN:
        for code in np.unique(codes[letters == _UNKNOWN]).tolist():
            _table()[code] = _folded(chr(code))  # the same, whichever thread does it
        letters = _table().take(codes)
    return letters


@cache
def _table() -> NDArray[np.uint32]:
    """Code point → that of its folded letter."""
    return np.full(sys.maxunicode + 1, _UNKNOWN, "<u4")


def _folded(character: str) -> int:
    if UNSEEN.match(character) or "\u0300" <= character <= "\u036f":
        return _GONE
    flag = 0 if stands_alone(character) else _UNUSUAL
    if character.isalnum():
        folded = spellings(normalize(character).text)[1]
        if len(folded) == 1:
            return ord(folded) | flag
    return ord(character) | flag


def _text(letters: NDArray[np.uint32]) -> str:
    return letters.tobytes().decode("utf-32-le", "surrogatepass")
