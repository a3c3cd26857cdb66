"""Some fields of an index → their texts in one row: a phrase is looked up in all at once."""

from functools import cached_property

import numpy as np

from search.engine.postings.arrays import Array
from search.engine.postings.inverted import NO_POSTINGS, Postings
from search.engine.postings.packed import Numbers
from search.engine.postings.segments import Scores, Segments
from search.engine.query_tree import Prefix, Term
from search.index.fields import FIELDS_BY_NAME

_ROOM = 512
"""Places between two texts that are laid end to end: more than a phrase can have slots."""

_NONE = np.zeros(0, np.uint8)
"""What a row of no fields holds, for phrases that share none: numpy joins no empty list."""


class Texts:
    """The texts of all documents in the first of some fields, then those in the second, and so on.

    The number of a text is that of its document, and `Segments.size` more for each field before
    its own. `size`: how many there are. Any number of threads may read.
    """

    def __init__(self, index: Segments, fields: tuple[str, ...]) -> None:
        self._index, self.fields = index, fields
        self._edges = index.size * np.arange(len(fields) + 1)
        self._weights = np.array([FIELDS_BY_NAME[name].weight for name in fields])
        self.size = index.size * len(fields)

    @cached_property
    def extents(self) -> Array:
        """unsigned[size]: one more than the last position of each text."""
        return np.concatenate([_NONE, *map(self._index.extents, self.fields)])

    @cached_property
    def begins(self) -> Numbers:
        """int64[size]: where each text begins if all are laid end to end, with room between."""
        ends = np.cumsum(self.extents.astype(np.int64) + _ROOM)
        return np.concatenate([[0], ends[:-1]])[: ends.size]

    @cached_property
    def _norms(self) -> Scores:
        """By what BM25F divides the frequency of a term in each text."""
        own = [(FIELDS_BY_NAME[name].b, self._index.relative_lengths(name)) for name in self.fields]
        return np.concatenate([1 - b + b * lengths for b, lengths in own])

    def at(self, places: Numbers) -> Numbers:
        """The text at each of some places, if all are laid end to end."""
        found: Numbers = self.begins.searchsorted(places, "right") - 1
        return found

    def postings(self, term: str) -> Postings:
        """The texts of live documents that hold a term; `doc_ids` are numbers of texts."""
        parts: list[Postings] = []
        for first, name in zip(self._edges, self.fields, strict=False):
            doc_ids, frequencies, positions = self._index.postings(name, term)
            if doc_ids.size:
                parts.append(Postings(doc_ids + first, frequencies, positions))
        if len(parts) < 2:
            return parts[0] if parts else NO_POSTINGS
        return Postings(*map(np.concatenate, zip(*parts, strict=True)))

    def expand(self, term: Term) -> list[str]:
        """The terms of any field that a Term stands for."""
        found = (self._index.expand(name, term) for name in self.fields)
        return list(dict.fromkeys(text for texts in found for text in texts))

    def prefix_frequencies(self, prefix: Prefix) -> Numbers:
        """int64[size]: how often each text holds any term that begins so; 0 if deleted."""
        found = [self._index.prefix_frequencies(name, prefix) for name in self.fields]
        return np.concatenate([_NONE, *found])

    def doc_ids(self, text_ids: Numbers) -> Numbers:
        """The document of each of some texts, which ascend."""
        return text_ids - np.repeat(self._edges[:-1], self._in_fields(text_ids))

    def weighted(self, text_ids: Numbers, frequencies: Numbers) -> Scores:
        """What a term adds to the tf of BM25F in some texts, which ascend: weight of the field ·
        frequency ÷ norm of the text."""
        weights = np.repeat(self._weights, self._in_fields(text_ids))
        found: Scores = weights * frequencies / self._norms.take(text_ids)
        return found

    def _in_fields(self, text_ids: Numbers) -> Numbers:
        """How many of some texts, which ascend, are of each field."""
        edges = text_ids.searchsorted(self._edges)
        found: Numbers = edges[1:] - edges[:-1]
        return found
