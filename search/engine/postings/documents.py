"""Entries → the arrays of their documents, collected in memory."""

from array import array
from collections.abc import Sequence

import numpy as np

from search.engine.postings.arrays import Array
from search.engine.postings.builder import PostingsBuilder
from search.engine.postings.facet_column import FacetColumn
from search.engine.postings.packed import Strings, narrow
from search.facets.registry import COUNTED
from search.index.entry import IndexEntry
from search.index.fields import FIELDS

TEXTS = ("id", "origin", "signature")
DAYS = ("first_day", "last_day")
LENGTHS = tuple(f"length.{field.name}" for field in FIELDS)
FACETS = tuple(f"facet.{facet.name}" for facet in COUNTED)

ID_ORDER = "id.order"

_TEXT_BYTES = 60
"""Bytes of memory of a text besides its characters."""


def in_order(ids: Sequence[bytes]) -> Array:
    """uint32: the numbers of some ids, in the order of the ids."""
    return np.array(sorted(range(len(ids)), key=ids.__getitem__), np.uint32)


class Documents:
    """Collects documents, numbered from 0, and makes the arrays of `SegmentBuilder` of them.

    `nbytes`: about how many bytes of memory it takes.
    """

    def __init__(self) -> None:
        self.nbytes = 0
        self._texts: dict[str, list[bytes]] = {name: [] for name in TEXTS}
        self._text_bytes = 0
        self._days = {name: array("i") for name in DAYS}
        self._added = array("q")
        self._lengths = {name: array("I") for name in LENGTHS}
        self._fields = {f.name: PostingsBuilder(with_positions=f.has_positions) for f in FIELDS}
        self._facets = {name: PostingsBuilder(with_positions=False) for name in FACETS}

    def __len__(self) -> int:
        return len(self._added)

    def add(self, entry: IndexEntry, source: bytes) -> None:
        """The next document; see `SegmentBuilder.add`."""
        own = (entry.id.encode(), source, entry.signature)
        for texts, text in zip(self._texts.values(), own, strict=True):
            texts.append(text)
            self._text_bytes += len(text) + _TEXT_BYTES
        days = entry.dates
        self._days["first_day"].append(days.first.toordinal() if days else 0)
        self._days["last_day"].append(days.last.toordinal() if days else 0)
        self._added.append(int(entry.added.timestamp()))
        for field, lengths in zip(FIELDS, self._lengths.values(), strict=True):
            lengths.append(entry.lengths[field.name])
        for name, builder in self._fields.items():
            builder.add(entry.terms[name])
        for facet, builder in zip(COUNTED, self._facets.values(), strict=True):
            builder.add(dict.fromkeys(entry.facets[facet.name], (0,)))
        builders = (*self._fields.values(), *self._facets.values())
        self.nbytes = self._text_bytes + sum(builder.nbytes for builder in builders)

    def to_arrays(self) -> dict[str, Array]:
        """The arrays, in the order in which they lie in a file."""
        found: dict[str, Array] = {}
        for name, texts in self._texts.items():
            found |= Strings.to_arrays(texts, name)
        found[ID_ORDER] = in_order(self._texts["id"])
        for name, days in self._days.items():
            found[name] = np.array(days, np.int32)
        found["added"] = np.array(self._added, np.int64)
        for name, lengths in self._lengths.items():
            found[name] = narrow(np.array(lengths, np.uint32), 1)
        for field in FIELDS:
            builder = self._fields[field.name]
            found |= builder.postings().to_arrays(field.name)
            if field.has_positions:
                found[f"extent.{field.name}"] = narrow(builder.extents(), 1)
        for name, builder in self._facets.items():
            found |= FacetColumn.collected(builder.postings(), len(self)).to_arrays(name)
        return found
