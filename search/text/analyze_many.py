"""Many texts → their syllables and the words that they make, as arrays.

`search.text.analyze.analyze` of each text is the definition.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

from search.text.normalize import Normalized, normalize
from search.text.pyvi.segment_many import glued_in
from search.text.syllable import spellings, split_syllables
from search.text.tones import older_tones

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Analyses:
    """The syllables of some texts, one text after another.

    `counts`: how many each text has. `syllables`: of each, its number in `spelled`, which has the
    canonical and the folded spelling of every different one. `starts`: its offset in its text.
    `is_joined`: whether pyvi joins it to the one before it.
    """

    counts: Numbers
    syllables: Numbers
    starts: Numbers
    is_joined: Flags
    spelled: Sequence[tuple[str, str]]

    def text_of(self) -> Numbers:
        """The number of the text of each syllable."""
        return np.repeat(np.arange(self.counts.size), self.counts)


def analyze_many(texts: Sequence[str]) -> Analyses:
    """Normalise texts, split each into syllables, and ask pyvi which of them are one word."""
    normal = [normalize(text) for text in texts]
    split = [split_syllables(text.text) for text in normal]
    counts = np.array([len(pieces) // 2 for pieces in split], np.int64)
    ends = np.cumsum(np.fromiter(map(len, chain.from_iterable(split)), np.int64))
    # a text of n syllables is 2n + 1 pieces, of which a syllable is each second one
    places = ends[2 * np.arange(counts.sum()) + np.repeat(np.arange(counts.size), counts)]
    spelled = _Spelled()
    surfaces = chain.from_iterable(pieces[1::2] for pieces in split)
    syllables = np.fromiter(map(spelled.__getitem__, surfaces), np.int64, places.size)
    starts, is_joined = _joined(normal, counts, places)
    return Analyses(counts, syllables, starts, is_joined, [*spelled.numbers])


def _joined(
    normal: Sequence[Normalized], counts: Numbers, places: Numbers
) -> tuple[Numbers, Flags]:
    """The offset of each syllable in its text, and whether it is joined to the one before.

    `places`: of each syllable, counted through all normalised texts.
    """
    begins = np.array([0, *accumulate(len(text.text) for text in normal)])
    # pyvi's list of words has the old tone placement; in one placement it joins alike
    joins = glued_in([older_tones(text.text) for text in normal], begins.tolist()[:-1])
    at_places = np.zeros(begins[-1], np.bool_)
    at_places[joins] = True
    starts, is_joined = places - np.repeat(begins[:-1], counts), at_places[places]
    firsts = np.cumsum(counts) - counts
    for number, text in enumerate(normal):
        if not isinstance(text.starts, range):  # it is not as long as the original
            own = slice(firsts[number], firsts[number] + counts[number])
            offsets = np.array(text.starts, np.int64)
            joined = offsets[np.flatnonzero(at_places[begins[number] : begins[number + 1]])]
            starts[own] = offsets[starts[own]]
            is_joined[own] = np.isin(starts[own], joined)
    return starts, is_joined


class _Spelled(dict[str, int]):
    """A syllable as it stands in a text → the number of its spelling.

    `numbers`: the spellings, in the order of their numbers.
    """

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, str], int] = {}

    def __missing__(self, surface: str) -> int:
        number = self.numbers.setdefault(spellings(surface), len(self.numbers))
        self[surface] = number
        return number
