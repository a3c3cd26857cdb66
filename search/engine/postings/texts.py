"""Some fields of an index → their texts in one row: a phrase is looked up in all at once."""

from functools import cached_property

import numpy as np

from search.engine.postings.arrays import Array
from search.engine.postings.inverted import NO_POSTINGS, Postings
from search.engine.postings.packed import Numbers
from search.engine.postings.segments import Scores, Segments
from search.engine.query_tree import Prefix
from search.index.fields import FIELDS_BY_NAME

_ROOM = 512
"""Free places between two texts that are laid end to end: no phrase reaches across one."""

_NONE = np.zeros(0, np.uint8)
"""What a row of no fields holds, for phrases that share none: numpy joins no empty list."""


class Texts:
    """The texts of all documents in the first of some fields, then those in the second, and so on.

    A text is what one document has in one field. Its number is that of the document, and
    `Segments.size` more for each field before its own. A place is a position of a term, counted
    through all texts laid end to end. `size`: how many texts. Any number of threads may read.
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
        """int64[size]: the place where each text begins; between two there is room."""
        ends = np.cumsum(self.extents.astype(np.int64) + _ROOM)
        return np.concatenate([[0], ends[:-1]])[: ends.size]

    @cached_property
    def _norms(self) -> Scores:
        """By what BM25F divides the frequency of a term in each text."""
        own = [(FIELDS_BY_NAME[name].b, self._index.relative_lengths(name)) for name in self.fields]
        return np.concatenate([1 - b + b * lengths for b, lengths in own])

    def at(self, places: Numbers) -> Numbers:
        """The text at each of some places; -1 for what is before the first one."""
        found: Numbers = self.begins.searchsorted(places, "right") - 1
        return found

    def postings(self, term: str) -> Postings:
        """The texts of live documents that hold a term; `doc_ids` are numbers of texts."""
        found = ((n, self._index.postings(name, term)) for n, name in enumerate(self.fields))
        parts = [self.in_field(n, postings) for n, postings in found if postings.doc_ids.size]
        if len(parts) < 2:
            return parts[0] if parts else NO_POSTINGS
        return Postings(*map(np.concatenate, zip(*parts, strict=True)))

    def expand(self, prefix: Prefix) -> list[tuple[int, str]]:
        """The terms that begin so: for each field that holds one, its number and the term."""
        numbered = enumerate(self.fields)
        return [(n, term) for n, name in numbered for term in self._index.expand(name, prefix)]

    def in_field(self, number: int, postings: Postings) -> Postings:
        """The postings of a term in the field of a number, as those of texts."""
        return postings._replace(doc_ids=postings.doc_ids + self._edges[number])

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
