"""Text → syllables and words with offsets, and the terms they are indexed under."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from search.text.normalize import normalize
from search.text.segment import glued
from search.text.syllable import Syllable, syllables_of

FOLD = "~"
JOIN = "_"
PARAGRAPH_GAP = 16
"""Positions left free between two passages, so that no phrase and no pair reaches across."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text understood: its syllables, and the original offsets of those that continue a word."""

    syllables: tuple[Syllable, ...]
    joins: frozenset[int]

    def words(self) -> Iterator[tuple[int, int]]:
        """[first, last) numbers of the syllables of each word, words of one syllable too."""
        joins = self.joins
        later = [
            n for n, syllable in enumerate(self.syllables) if n and syllable.start not in joins
        ]
        return pairwise([0, *later, len(self.syllables)] if self.syllables else [])


def analyze(text: str) -> Analysis:
    """Normalise, split into syllables, ask pyvi which of them are one word.

    The words cover exactly the syllables, in order. Offsets are those of `text`.
    """
    normal = normalize(text)
    syllables = syllables_of(normal)
    joins = {normal.starts[position] for position in glued(normal.text)} if syllables else set()
    joins.intersection_update([syllable.start for syllable in syllables])
    return Analysis(tuple(syllables), frozenset(joins))


def exact_term(syllable: Syllable) -> str:
    """The term of a syllable as it is spelled: "bao4" for bão."""
    return syllable.exact


def folded_term(syllable: Syllable) -> str:
    """The term that every spelling of a syllable shares: "~bao"."""
    return FOLD + syllable.folded


def word_term(syllables: Iterable[Syllable]) -> str:
    """The term of a word of two syllables or more: "giai3_ngân"."""
    return JOIN.join(syllable.exact for syllable in syllables)


def positions(analyses: Iterable[Analysis]) -> tuple[Mapping[str, list[int]], int]:
    """Passages of one field → the positions of each of its terms, and the number of syllables.

    A syllable's exact and folded terms, and the word that begins with it, share its position.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    length = offset = 0
    for analysis in analyses:
        for position, (_, _, exact, folded) in enumerate(analysis.syllables, offset):
            places[exact].append(position)  # exact_term and folded_term, without the calls
            places[FOLD + folded].append(position)
        for first, last in analysis.words():
            if last - first > 1:
                term = word_term(analysis.syllables[first:last])
                places[term].append(offset + first)
        length += len(analysis.syllables)
        offset += len(analysis.syllables) + PARAGRAPH_GAP
    return places, length
