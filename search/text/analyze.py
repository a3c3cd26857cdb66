"""Text → syllables and words with offsets, and the terms they are indexed under."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

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
        first = 0
        for number in range(1, len(self.syllables) + 1):
            if number == len(self.syllables) or self.syllables[number].start not in self.joins:
                yield first, number
                first = number


def analyze(text: str) -> Analysis:
    """Normalise, split into syllables, ask pyvi which of them are one word.

    The words cover exactly the syllables, in order. Offsets are those of `text`.
    """
    normal = normalize(text)
    syllables = syllables_of(normal)
    joins = {normal.starts[position] for position in glued(normal.text)} if syllables else set()
    starts = {syllable.start for syllable in syllables}
    return Analysis(tuple(syllables), frozenset(joins & starts))


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
        for number, syllable in enumerate(analysis.syllables):
            places[exact_term(syllable)].append(offset + number)
            places[folded_term(syllable)].append(offset + number)
        for first, last in analysis.words():
            if last - first > 1:
                term = word_term(analysis.syllables[first:last])
                places[term].append(offset + first)
        length += len(analysis.syllables)
        offset += len(analysis.syllables) + PARAGRAPH_GAP
    return places, length
