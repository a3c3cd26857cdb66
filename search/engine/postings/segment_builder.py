"""Entries, and the documents of other segments → the arrays of a new segment."""

from array import array
from itertools import compress

import numpy as np

from search.engine.postings.arrays import Array, Arrays
from search.engine.postings.builder import PostingsBuilder, merge
from search.engine.postings.facet_column import FacetColumn, Mask
from search.engine.postings.inverted import InvertedField
from search.engine.postings.packed import Numbers, Strings, narrow
from search.facets.registry import COUNTED
from search.index.entry import IndexEntry
from search.index.fields import FIELDS, FIELDS_BY_NAME

_FACETS = tuple(f"facet.{facet.name}" for facet in COUNTED)


class SegmentBuilder:
    """Collects the documents of a new segment: entries first, then those of joined segments.

    Documents are numbered in that order, from 0. The arrays, by name, for each field F and each
    counted facet C: `id` and `source` as Strings; `first_day` and `last_day`, int32 ordinals, 0
    where no day is known; `added`, int64 seconds since 1970; `length.F`; `F` as InvertedField;
    `extent.F` where F has positions; `facet.C` as FacetColumn. (In the file the sources are called
    `origin`.)
    """

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._sources: list[str] = []
        self._days = {name: array("i") for name in ("first_day", "last_day")}
        self._added = array("q")
        self._lengths = {f.name: array("I") for f in FIELDS}
        self._fields = {f.name: PostingsBuilder(with_positions=f.has_positions) for f in FIELDS}
        self._facets = {name: PostingsBuilder(with_positions=False) for name in _FACETS}
        self._joined: list[tuple[Arrays, Mask]] = []

    def add(self, entry: IndexEntry, source: bytes) -> None:
        """The next document; `source`: UTF-8 that the segment gives back as it is."""
        self._ids.append(entry.id)
        self._sources.append(source.decode())
        days = entry.dates
        self._days["first_day"].append(days.first.toordinal() if days else 0)
        self._days["last_day"].append(days.last.toordinal() if days else 0)
        self._added.append(int(entry.added.timestamp()))
        for name, lengths in self._lengths.items():
            lengths.append(entry.lengths[name])
        for name, field in self._fields.items():
            field.add(entry.terms[name])
        for facet, values in zip(_FACETS, (entry.facets[f.name] for f in COUNTED), strict=True):
            self._facets[facet].add(dict.fromkeys(values, (0,)))

    def join(self, segment: Arrays, kept: Mask) -> None:
        """The documents of another segment that are kept follow all that was added or joined."""
        self._joined.append((segment, kept))

    def to_arrays(self) -> dict[str, Array]:
        """The arrays of the new segment."""
        new_doc_ids, size = self._renumbering()
        found = self._texts("id", self._ids) | self._texts("origin", self._sources)
        for name, days in self._days.items():
            found[name] = self._concatenated(name, np.frombuffer(days, np.int32))
        found["added"] = self._concatenated("added", np.frombuffer(self._added, np.int64))
        for field, lengths in self._lengths.items():
            name = f"length.{field}"
            found[name] = narrow(self._concatenated(name, np.frombuffer(lengths, np.uint32)), 1)
        for name in self._fields:
            found |= self._field(name, new_doc_ids)
        for name, builder in self._facets.items():
            columns = (FacetColumn.of(segment, name) for segment, _ in self._joined)
            parts = [c.renumbered(new) for c, new in zip(columns, new_doc_ids, strict=True)]
            found |= FacetColumn.to_arrays(name, merge([builder.postings(), *parts]), size)
        return found

    def _renumbering(self) -> tuple[list[Numbers], int]:
        """For each joined segment document → its new number or -1; and how many there are."""
        size = len(self._ids)
        new_doc_ids = []
        for _, kept in self._joined:
            new_doc_ids.append(np.where(kept, size + np.cumsum(kept) - 1, -1))
            size += int(kept.sum())
        return new_doc_ids, size

    def _texts(self, name: str, own: list[str]) -> dict[str, Array]:
        texts = list(own)
        for segment, kept in self._joined:
            texts += compress(Strings.of(segment, name).texts(), kept)
        return Strings.to_arrays(texts, name)

    def _field(self, name: str, new_doc_ids: list[Numbers]) -> dict[str, Array]:
        builder = self._fields[name]
        fields = (InvertedField(segment, name) for segment, _ in self._joined)
        parts = [f.renumbered(new) for f, new in zip(fields, new_doc_ids, strict=True)]
        found = merge([builder.postings(), *parts]).to_arrays(name)
        if FIELDS_BY_NAME[name].has_positions:
            extents = self._concatenated(f"extent.{name}", builder.extents())
            found[f"extent.{name}"] = narrow(extents, 1)
        return found

    def _concatenated(self, name: str, own: Array) -> Array:
        return np.concatenate([own, *(segment[name][kept] for segment, kept in self._joined)])
