"""Entries → the arrays of their documents, collected in memory."""

from array import array
from collections.abc import Sequence

import numpy as np

from search.engine.postings.arrays import Array
from search.engine.postings.builder import PostingsBuilder
from search.engine.postings.facet_column import FacetColumn
from search.engine.postings.interleaved import Interleaved
from search.engine.postings.packed import Strings, narrow
from search.engine.postings.shingles import shingle_arrays
from search.facets.registry import COUNTED
from search.index.entry import IndexEntry
from search.index.fields import FIELDS
from search.index.terms import ReportTerms

TEXTS = ("id", "digest", "signature")
DAYS = ("first_day", "last_day")
LENGTHS = tuple(f"length.{field.name}" for field in FIELDS)
ORIGINS = "origins"
COLUMNS = (*(f"facet.{facet.name}" for facet in COUNTED), ORIGINS)
"""What documents have some values of, kept as FacetColumn."""

ID_ORDER = "id.order"

_TEXT_BYTES, _TERM_BYTES = 60, 180
"""Bytes of memory of a text besides its characters; of a term, its number and their place in a
dict."""


def in_order(ids: Sequence[bytes]) -> Array:
    """uint32: the numbers of some ids, in the order of the ids."""
    return np.array(sorted(range(len(ids)), key=ids.__getitem__), np.uint32)


class Documents:
    """Collects documents, numbered from 0, and makes the arrays of `SegmentBuilder` of them."""

    def __init__(self) -> None:
        self._size = 0
        self._texts: dict[str, list[bytes]] = {name: [] for name in TEXTS}
        self._days = {name: array("i") for name in DAYS}
        self._added = array("q")
        self._lengths = array("I")
        self._terms = _Terms()
        self._postings = PostingsBuilder([field.has_positions for field in FIELDS])
        self._values = _Values()

    def __len__(self) -> int:
        return len(self._added)

    @property
    def nbytes(self) -> int:
        """About how many bytes of memory it takes."""
        return self._size + _TERM_BYTES * len(self._terms)

    def add(self, entry: IndexEntry) -> None:
        """The next document; see `SegmentBuilder.add`."""
        own = (entry.id.encode(), entry.digest.encode(), entry.signature)
        for texts, text in zip(self._texts.values(), own, strict=True):
            texts.append(text)
            self._size += len(text) + _TEXT_BYTES
        days = entry.dates
        self._days["first_day"].append(days.first.toordinal() if days else 0)
        self._days["last_day"].append(days.last.toordinal() if days else 0)
        self._added.append(int(entry.added.timestamp()))
        self._lengths.extend([entry.lengths[field.name] for field in FIELDS])
        self._add_terms(entry.terms)
        facets = [entry.facets[facet.name] for facet in COUNTED]
        self._values.add([*facets, entry.origins])

    def _add_terms(self, terms: ReportTerms) -> None:
        numbers = self._terms.numbers_of(terms.vocabulary)
        self._postings.add(terms.sizes, numbers[terms.numbers], terms.frequencies, terms.positions)
        self._size += terms.numbers.nbytes + terms.frequencies.nbytes + terms.positions.nbytes

    def to_arrays(self) -> dict[str, Array]:
        """The arrays, in the order in which they lie in a file."""
        found: dict[str, Array] = {}
        for name, texts in self._texts.items():
            found |= Strings.to_arrays(texts, name)
        found[ID_ORDER] = in_order(self._texts["id"])
        found |= shingle_arrays(self._texts["signature"])
        for name, days in self._days.items():
            found[name] = np.array(days, np.int32)
        found["added"] = np.array(self._added, np.int64)
        lengths = np.array(self._lengths, np.uint32).reshape(-1, len(LENGTHS))
        for name, own in zip(LENGTHS, lengths.T, strict=True):
            found[name] = narrow(own, 1)
        terms = [*self._terms]
        for number, field in enumerate(FIELDS):
            found |= self._postings.postings(number, terms).to_arrays(field.name)
            if field.has_positions:
                found[f"extent.{field.name}"] = narrow(self._postings.extents(number), 1)
        for number, name in enumerate(COLUMNS):
            found |= self._values.column(number).to_arrays(name)
        return found


class _Numbers(dict[str, int]):
    """Strings → their numbers, from 0 in the order in which they are asked for."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number


class _Terms(_Numbers):
    """The terms of documents."""

    def __init__(self) -> None:
        self._vocabulary: Sequence[str] = ()
        self._own: Array = np.zeros(0, np.uint32)

    def numbers_of(self, vocabulary: Sequence[str]) -> Array:
        """uint32: the number of each term of a vocabulary; those of the last one are kept."""
        if vocabulary is not self._vocabulary:
            self._vocabulary = vocabulary
            self._own = np.array([*map(self.__getitem__, vocabulary)], np.uint32)
        return self._own


class _Values:
    """Collects the values that documents have in each column."""

    def __init__(self) -> None:
        self._codes = [_Numbers() for _ in COLUMNS]
        self._held = Interleaved(len(COLUMNS))

    def add(self, columns: Sequence[Sequence[str]]) -> None:
        """The next document: its values in each column; a value may come twice."""
        held: list[int] = []
        sizes = []
        for codes, values in zip(self._codes, columns, strict=True):
            if len(values) == 1:  # as most are
                held.append(codes[values[0]])
                sizes.append(1)
            else:
                own = [codes[value] for value in dict.fromkeys(values)]
                held.extend(own)
                sizes.append(len(own))
        self._held.add(sizes, np.array(held, np.uint32))

    def column(self, number: int) -> FacetColumn:
        """All that was added of a column."""
        sizes, (held,) = self._held.of(number)
        return FacetColumn(tuple(self._codes[number]), held, np.cumsum([0, *sizes]))
