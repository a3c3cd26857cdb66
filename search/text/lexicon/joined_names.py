"""A name as typed, joined or with hyphens and apostrophes → what belongs to it, how it splits."""

from collections.abc import Sequence
from itertools import islice, pairwise

from search.text.spelling import is_vietnamese, toneless
from search.text.syllable import Syllable, spellings

_SHORTEST, _LONGEST = 4, 24
"""Letters of a joined name."""
_MOST_SYLLABLES, _MOST_SPLITS = 6, 6
_HYPHEN, _APOSTROPHE = "-", "'"
_RISING = "1"


def name_chain(found: Sequence[Syllable], first: int, text: str) -> int:
    """Where the syllables end that hyphens or apostrophes join to one name: "Xê-kông", "R'lấp".

    Of the syllables behind a hyphen none begins with a capital, as in "Hà Nội-Huế"; the first one
    does. An apostrophe stands behind one letter.
    """
    last = first + 1
    while last < len(found) and _goes_on(found, first, last, text):
        last += 1
    return last


def _goes_on(found: Sequence[Syllable], first: int, at: int, text: str) -> bool:
    before, own = found[at - 1], found[at]
    if before.exact[0].isdecimal() or own.exact[0].isdecimal():
        return False
    between = text[before.end : own.start]
    if between == _APOSTROPHE:
        return len(before.exact) == 1
    return between == _HYPHEN and text[found[first].start].isupper() and text[own.start].islower()


def splits(own: Syllable, text: str) -> list[list[Syllable]]:
    """The ways to split a name that is no syllable into some: "Campuchia" as Cam-pu-chia.

    Only what begins with a capital is a name; a first letter may stand alone, as in "Rlấp".
    """
    surface = text[own.start : own.end]
    is_joined = _SHORTEST <= len(surface) <= _LONGEST and surface[0].isupper()
    if not is_joined or is_vietnamese(own.exact) or len(own.folded) != len(surface):
        return []
    pieces = _Pieces(surface, own.is_unaccented)
    return [[_piece(surface, a, b) for a, b in pairwise(at)] for at in pieces.all]


class _Pieces:
    """The ways to cut a text into syllables, as the places of the cuts; at most _MOST_SPLITS."""

    def __init__(self, surface: str, is_unaccented: bool) -> None:
        self._surface, self._is_unaccented = surface, is_unaccented
        self._from: dict[int, list[list[int]]] = {len(surface): [[len(surface)]]}
        for begin in range(len(surface) - 1, -1, -1):
            self._from[begin] = self._cuts(begin)
        self.all = [cut for cut in self._from[0] if 2 < len(cut) <= _MOST_SYLLABLES + 1]

    def _cuts(self, begin: int) -> list[list[int]]:
        ends = range(len(self._surface), begin, -1)
        known = (
            (begin, rest)
            for end in ends
            if self._is_syllable(begin, end)
            for rest in self._from[end]
        )
        return [[at, *rest] for at, rest in islice(known, _MOST_SPLITS)]

    def _is_syllable(self, begin: int, end: int) -> bool:
        exact = spellings(self._surface[begin:end])[0]
        if begin == 0 and end == 1:
            return exact.isalpha() and not is_vietnamese(exact)
        letters = toneless(exact)[0]
        return is_vietnamese(exact) or (self._is_unaccented and is_vietnamese(letters + _RISING))


def _piece(surface: str, begin: int, end: int) -> Syllable:
    return Syllable(begin, end, *spellings(surface[begin:end]))
