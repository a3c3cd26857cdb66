"""Text → syllables and words with offsets, and the terms they are indexed under."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from search.text.normalize import normalize
from search.text.pyvi.segmenter import glued
from search.text.syllable import Syllable, syllables_of
from search.text.tones import older_tones

TERM_SEPARATOR, JOIN = ":", "_"
PARAGRAPH_GAP = 16
"""Positions left free between two passages, so that no phrase reaches across."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """The syllables of a text, and the offsets of those that pyvi joins to the one before."""

    syllables: tuple[Syllable, ...]
    word_joins: frozenset[int]

    def words(self) -> Iterator[tuple[int, int]]:
        """[first, last) numbers of the syllables of each word, words of one syllable too."""
        joins = self.word_joins
        later = [
            n for n, syllable in enumerate(self.syllables) if n and syllable.start not in joins
        ]
        return pairwise([0, *later, len(self.syllables)] if self.syllables else [])


def analyze(text: str) -> Analysis:
    """Normalise a text, split it into syllables, and ask pyvi which of them are one word.

    The words cover exactly the syllables, in order. Offsets are those of `text`.
    """
    normal = normalize(text)
    syllables = syllables_of(normal)
    # pyvi's list of words has the old tone placement; in one placement it joins alike
    older = older_tones(normal.text)
    joins = {normal.starts[position] for position in glued(older)} if syllables else set()
    joins.intersection_update([syllable.start for syllable in syllables])
    return Analysis(tuple(syllables), frozenset(joins))


def to_bitmap(offsets: Collection[int]) -> bytes:
    """A set of offsets as bytes: bit n, the lowest of a byte first, stands for offset n."""
    bitmap = bytearray(max(offsets, default=-1) // 8 + 1)
    for offset in offsets:
        bitmap[offset >> 3] |= 1 << (offset & 7)
    return bytes(bitmap)


def is_set(bitmap: bytes, offset: int) -> bool:
    """Whether an offset is in a set that `to_bitmap` made; none below 0 is."""
    byte = offset >> 3
    return 0 <= byte < len(bitmap) and bitmap[byte] >> (offset & 7) & 1 == 1


def exact_term(syllable: Syllable) -> str:
    """The term of a syllable, its folded and its canonical spelling: "bao:bao4" for bão."""
    return spelled_term(syllable.exact, syllable.folded)


def spelled_term(exact: str, folded: str) -> str:
    """The same of a syllable by its two spellings."""
    return f"{folded}{TERM_SEPARATOR}{exact}"


def folded_prefix(syllable: Syllable) -> str:
    """The prefix of the terms of all spellings of a syllable: "bao:"."""
    return syllable.folded + TERM_SEPARATOR


def word_term(syllables: Iterable[Syllable]) -> str:
    """The term of a word of two syllables or more: "giai3_ngân"."""
    return JOIN.join([syllable.exact for syllable in syllables])
