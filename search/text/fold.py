"""Text → its letters in their folded spelling, one character each: for finding, not for terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from search.text.normalize import UNSEEN, normalize
from search.text.syllable import spellings

_CHARACTERS = 1 << 16
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
    letters = _table().take(_code_points(text), mode="clip")
    if letters.all():
        return Folded(_text(letters), range(len(text)), range(1, len(text) + 1))
    normal = normalize(text)
    letters = _table().take(_code_points(normal.text), mode="clip")
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
    """Code point → that of its folded letter, in the Latin, Greek and Cyrillic alphabets.

    What lies beyond the basic plane becomes its last character, which is no letter.
    """
    table = np.arange(_CHARACTERS, dtype="<u4")
    for code in chain(range(0x250), range(0x370, 0x530), range(0x1E00, 0x1F00)):
        folded = spellings(chr(code))[1]
        if chr(code).isalpha() and len(folded) == 1:
            table[code] = ord(folded)
    table[0x300:0x370] = _GONE
    for invisible in UNSEEN.findall("".join(map(chr, range(_CHARACTERS)))):
        table[ord(invisible)] = _GONE
    return table
