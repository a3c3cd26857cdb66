"""Occurrences of terms, as arrays → which reports match, their scores, and counts of facets."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from search.engine import K1, Clause, Phrase
from search.schema import FIELDS

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]
Scores = NDArray[np.float64]

DOCUMENT_SHIFT = 32

Occurrences = Callable[[str, str], Numbers]
"""(field, term) → where it stands: document number << 32 | position, ascending, no deleted ones."""


def occurrences(documents: Iterable[int], positions: list[bytes]) -> Numbers:
    """Documents and, for each, its positions as little-endian 32-bit numbers → Occurrences."""
    counts = [len(places) // 4 for places in positions]
    place = np.frombuffer(b"".join(positions), "<u4").astype(np.int64)
    return np.repeat(np.fromiter(documents, np.int64), counts) << DOCUMENT_SHIFT | place


@dataclass(frozen=True, slots=True)
class Lengths:
    """The number of syllables of each document in one field, and their mean over live ones."""

    of: Scores
    mean: float


def find(phrase: Phrase, field: str, look_up: Occurrences) -> Numbers:
    """Where a phrase stands in a field: the places of its first term."""
    places: list[Numbers] = []
    for offset, slot in enumerate(phrase.slots):
        found = reduce(np.union1d, (look_up(field, term) for term in slot))
        places.append(found - offset)
    return reduce(lambda a, b: np.intersect1d(a, b, assume_unique=True), places)


def holding(phrase: Phrase, size: int, look_up: Occurrences) -> Mask:
    """Which of `size` documents hold a phrase in some field."""
    mask = np.zeros(size, np.bool_)
    for field in FIELDS:
        mask[find(phrase, field.name, look_up) >> DOCUMENT_SHIFT] = True
    return mask


def score(clause: Clause, live: int, lengths: dict[str, Lengths], look_up: Occurrences) -> Scores:
    """What a clause adds to the score of each document (the formula is at `Clause`)."""
    frequency = np.zeros(next(iter(lengths.values())).of.size)
    for field in FIELDS:
        places = find(clause.phrase, field.name, look_up)
        documents, counts = np.unique(places >> DOCUMENT_SHIFT, return_counts=True)
        length = lengths[field.name]
        relative = length.of[documents] / (length.mean or 1.0)
        frequency[documents] += field.weight * counts / (1 - field.b + field.b * relative)
    holders = np.count_nonzero(frequency)
    idf = np.log(1 + (live - holders + 0.5) / (holders + 0.5))
    added: Scores = clause.weight * idf * frequency / (K1 + frequency)
    return added


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """One facet of all live documents: pairs of a document and the number of one of its values."""

    names: tuple[str, ...]
    documents: Numbers
    values: Numbers

    def having(self, wanted: Iterable[str], size: int) -> Mask:
        """Which of `size` documents have one of the wanted values."""
        asked = frozenset(wanted)
        numbers = [number for number, name in enumerate(self.names) if name in asked]
        mask = np.zeros(size, np.bool_)
        mask[self.documents[np.isin(self.values, numbers)]] = True
        return mask

    def count(self, among: Mask) -> dict[str, int]:
        """How many of these documents have each value; values of none are left out."""
        counts = np.bincount(self.values[among[self.documents]], minlength=len(self.names))
        return {self.names[number]: int(counts[number]) for number in np.flatnonzero(counts)}
