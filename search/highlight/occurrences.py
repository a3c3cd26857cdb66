"""The syllables of texts and the concepts of a query → where its phrases stand, and how cut."""

import sys
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engine.query_tree import Phrase
from search.highlight.laid_syllables import Answering, LaidSyllables
from search.highlight.letters import Numbers
from search.text.pyvi.segmenter import is_word
from search.text.spelling import to_orthography
from search.text.syllable import syllables

_COMPARED_AT_ONCE = 2048
"""Syllables that are compared with a term for what it costs to show one occurrence."""


class Cut(IntEnum):
    """How an occurrence lies on the words that pyvi made of the report; the higher the worse."""

    NONE = 0  # it is whole words
    INSIDE = 1  # all of it is inside one longer word
    ACROSS = 2  # it ends inside a word that it does not hold whole
    TORN = 3  # it takes one syllable from a word that goes on: "hoàn thành | lập"


class Occurrences(NamedTuple):
    """Where phrases stand in texts that are laid end to end; arrays of one number an occurrence.

    `concepts`: the number of its concept. `sizes`: how many syllables it has. `starts`, `ends`: its
    characters. `nexts`: where the next syllable of its passage begins, or -1. `cuts`: its Cut.
    """

    concepts: Numbers
    sizes: Numbers
    starts: Numbers
    ends: Numbers
    nexts: Numbers
    cuts: Numbers


class Allowance:
    """How many places may be tried in the texts of one page; `taken`: how many were; `is_spent`:
    others were left out. A place is an occurrence, or some syllables that are compared at once."""

    def __init__(self, places: int = sys.maxsize) -> None:
        self._places = places
        self.taken = 0
        self.is_spent = False

    def takes(self, places: int) -> bool:
        """Whether so many may be tried besides."""
        self.is_spent = self.is_spent or self.taken + places > self._places
        self.taken += 0 if self.is_spent else places
        return not self.is_spent


def occurrences(
    own: LaidSyllables, concepts: Sequence[Sequence[Phrase]], allowance: Allowance
) -> Occurrences:
    """Where the phrases of each concept stand, each inside one passage, in no particular order.

    Where the allowance is spent, nothing more is found.
    """
    passages = _Passages(own)
    slot_cost = 1 + own.starts.size // _COMPARED_AT_ONCE
    standing = [
        (number, len(phrase.slots), passages.standing(phrase))
        for number, variants in enumerate(concepts)
        for phrase in variants
        if allowance.takes(len(phrase.slots) * slot_cost)
    ]
    counts = [found.numbers.size for _, _, found in standing]
    if not allowance.takes(sum(counts)):
        standing, counts = [], []
    numbers, ends = (
        np.concatenate([np.zeros(0, np.int64), *(found[part] for _, _, found in standing)])
        for part in (0, 1)
    )
    concept_of, sizes = (
        np.array([own[part] for own in standing], np.int64).repeat(counts) for part in (0, 1)
    )
    nexts = passages.nexts(numbers, sizes)
    starts = own.starts[numbers]
    cuts = _cuts(own, numbers, sizes, nexts)
    return Occurrences(concept_of, sizes, starts, ends, nexts, cuts)


class _Passages:
    """The passages of texts, as the numbers [first, last) of the syllables in each."""

    def __init__(self, own: LaidSyllables) -> None:
        self._own = own
        self._first = own.starts.searchsorted(own.laid.span_starts)
        self._last = own.starts.searchsorted(own.laid.span_ends)

    def standing(self, phrase: Phrase) -> Answering:
        """Where a phrase stands: the numbers of its first syllables, and where it ends."""
        numbers, ends = self._own.answering(phrase.slots[0])
        if not self._first.size:  # nothing is searched, whatever the texts hold
            return Answering(numbers[:0], ends[:0])
        for at, slot in enumerate(phrase.slots[1:], 1):
            if not numbers.size:
                break
            others = self._own.answering(slot)
            following, are_followed = looked_up(numbers + at, others.numbers)
            numbers, ends = numbers[are_followed], others.ends[following[are_followed]]
        passage = self._first.searchsorted(numbers, "right") - 1
        inside = (passage >= 0) & (numbers + len(phrase.slots) <= self._last[passage])
        inside &= ends <= self._own.laid.span_ends[passage]
        found = Answering(numbers[inside], ends[inside])
        return self._unfollowed(phrase, found) if phrase.not_followed_by else found

    def _unfollowed(self, phrase: Phrase, found: Answering) -> Answering:
        """Without those behind which a term stands that must not follow."""
        size, taken = len(phrase.slots), self._own.answering(phrase.not_followed_by).numbers
        _, are_followed = looked_up(found.numbers + size, taken)
        are_followed &= self.nexts(found.numbers, np.int64(size)) >= 0
        return Answering(found.numbers[~are_followed], found.ends[~are_followed])

    def nexts(self, numbers: Numbers, sizes: Numbers | np.int64) -> Numbers:
        """Where the syllable behind some begins, each of a number of syllables from a first one on;
        -1 where none follows in the passage."""
        passage = self._first.searchsorted(numbers, "right") - 1
        behind = numbers + sizes
        follows = behind < self._last[passage]
        return np.where(follows, self._own.starts[np.where(follows, behind, 0)], -1)


def looked_up(wanted: Numbers, ascending: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
    """Where each wanted number is in an array, and whether it is there."""
    if not ascending.size:
        return np.zeros_like(wanted), np.zeros(wanted.size, np.bool_)
    at = np.minimum(ascending.searchsorted(wanted), ascending.size - 1)
    return at, ascending[at] == wanted


def _cuts(own: LaidSyllables, numbers: Numbers, sizes: Numbers, nexts: Numbers) -> Numbers:
    """The Cut of each occurrence: most are whole words, or one syllable of a longer one."""
    begin_inside, end_inside = own.laid.are_joined(own.starts[numbers]), own.laid.are_joined(nexts)
    is_cut = begin_inside | end_inside
    cuts = np.where(is_cut, Cut.INSIDE, Cut.NONE)
    for at in (is_cut & (sizes > 1)).nonzero()[0].tolist():
        first, size = int(numbers[at]), int(sizes[at])
        before, after = bool(begin_inside[at]), bool(end_inside[at])
        cuts[at] = _cut(own, range(first, first + size), before, after)
    return cuts


def _cut(own: LaidSyllables, numbers: range, begins_inside: bool, ends_inside: bool) -> Cut:
    """How several syllables lie on pyvi's words: the first continues one, or the last goes on."""
    joined = own.laid.are_joined(own.starts[numbers.start + 1 : numbers.stop])
    if (begins_inside and _tears(own, numbers.start, joined[0])) or (
        ends_inside and _tears(own, numbers.stop, joined[-1])
    ):
        return Cut.TORN
    return Cut.INSIDE if joined.all() else Cut.ACROSS


def _tears(own: LaidSyllables, edge: int, is_joined: np.bool_) -> bool:
    """Whether an occurrence that begins or ends in front of a syllable tears a word apart there.

    The syllable of its own at that edge is joined to none of the others (`is_joined`), or it makes
    a word of pyvi's list with the one across the edge.
    """
    return not is_joined or is_word(_written(own, edge - 1), _written(own, edge))


def _written(own: LaidSyllables, number: int) -> str:
    """A syllable as newspapers write it."""
    start, *behind = own.starts[number : number + 2].tolist()
    return _orthography(own.laid.text[start : behind[0] if behind else None].strip())


@lru_cache(maxsize=16384)
def _orthography(surface: str) -> str:
    found = syllables(surface)
    return to_orthography(found[0].exact) if found else ""  # of "½" the first one takes nothing
