"""Text → its letters in lower case without diacritics: for finding, not for terms."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from search.text.normalize import BLANKS, CONTEXTUAL, UNSEEN, normalize, stands_alone
from search.text.syllable import spellings

_DIACRITIC, _UNSEEN, _UNUSUAL, _UNKNOWN = 1 << 28, 1 << 29, 1 << 30, 1 << 31
"""What the table has instead of a letter: for a combining character, which falls away; for an
invisible character; added to a letter that normalising reads with its neighbours, or as several
ones; for a character that was not met yet. All are above all letters, so that the highest one of a
text decides how much work the text is."""
_BLANKS = [ord(blank) for blank in BLANKS]


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; character i came from original characters [starts[i], ends[i])."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def fold(text: str) -> Folded:
    """Each character in lower case and without diacritics, as `spellings` folds a syllable.

    Most texts keep their length; combining and invisible characters go.
    """
    letters = _fold(text)
    highest = letters.max(initial=0)
    if highest < _DIACRITIC:
        return Folded(_text(letters), range(len(text)), range(1, len(text) + 1))
    if highest < _UNUSUAL and not _is_torn(letters):
        seen = np.flatnonzero(letters != _UNSEEN)
        starts, last = _kept(letters[seen])
        return Folded(
            _text(letters[seen[starts]]), seen[starts].tolist(), (seen[last] + 1).tolist()
        )
    normal = normalize(text)
    letters = _fold(normal.text) & ~np.uint32(_UNUSUAL)
    kept, last = _kept(letters)
    starts, ends = np.array(normal.starts, np.int64), np.array(normal.ends, np.int64)
    return Folded(_text(letters[kept]), starts[kept].tolist(), ends[last].tolist())


def _kept(letters: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The indices of the letters that stay, and of the last combining character on each."""
    kept = np.flatnonzero(letters < _DIACRITIC)
    return kept, np.append(kept[1:] - 1, letters.size - 1)[: kept.size]


def _is_torn(letters: NDArray[np.uint32]) -> bool:
    """Whether a combining character stands on a blank, so that it may belong to a letter before."""
    seen = letters[letters != _UNSEEN]
    before = seen[np.flatnonzero(seen[1:] == _DIACRITIC)]
    return bool(np.isin(before, _BLANKS).any())


def _fold(text: str) -> NDArray[np.uint32]:
    """The code points of the folded letters; each is computed when it is first met."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    letters = _table().take(codes)
    if letters.size and letters.max() == _UNKNOWN:
        for code in set(codes[letters == _UNKNOWN].tolist()):
            _table()[code] = _folded(chr(code))  # the same, whichever thread does it
        letters = _table().take(codes)
    return letters


@cache
def _table() -> NDArray[np.uint32]:
    """Code point → that of its folded letter."""
    return np.full(sys.maxunicode + 1, _UNKNOWN, "<u4")


def _folded(character: str) -> int:
    if UNSEEN.match(character):
        return ord(character) | _UNUSUAL if character in CONTEXTUAL else _UNSEEN
    if "\u0300" <= character <= "\u036f":
        return _DIACRITIC
    flag = 0 if stands_alone(character) and character not in CONTEXTUAL else _UNUSUAL
    if character.isalnum():
        folded = spellings(normalize(character).text)[1]
        if len(folded) == 1:
            return ord(folded) | flag
    return ord(character) | flag


def _text(letters: NDArray[np.uint32]) -> str:
    return letters.tobytes().decode("utf-32-le", "surrogatepass")
