"""Documents → the arrays of a segment; the arrays of several segments → one index."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, compress

import numpy as np
from numpy.typing import NDArray

from search.engine.postings.arrays import Array, Arrays
from search.engine.postings.inverted import (
    NO_POSTINGS,
    InvertedField,
    Numbers,
    Postings,
    PostingsArrays,
    PostingsBuilder,
    Strings,
    merged,
    narrow,
    ragged,
)
from search.engine.query_tree import Prefix, Term
from search.facets.registry import COUNTED
from search.index.entry import IndexEntry
from search.index.fields import FIELDS, FIELDS_BY_NAME

Mask = NDArray[np.bool_]
Scores = NDArray[np.float64]

_FACETS = tuple(f"facet.{facet.name}" for facet in COUNTED)


class SegmentBuilder:
    """Entries, one after another, and segments that join them → the arrays of a new segment."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._origins: list[str] = []
        self._days = {name: array("i") for name in ("first_day", "last_day")}
        self._lengths = {f.name: array("I") for f in FIELDS}
        self._fields = {f.name: PostingsBuilder(with_positions=f.has_positions) for f in FIELDS}
        self._facets = {name: PostingsBuilder(with_positions=False) for name in _FACETS}
        self._joining: list[tuple[Arrays, Mask]] = []

    def add(self, entry: IndexEntry, origin: bytes) -> None:
        """The next document; `origin` is kept as it is."""
        self._ids.append(entry.id)
        self._origins.append(origin.decode())
        days = entry.dates
        self._days["first_day"].append(days.first.toordinal() if days else 0)
        self._days["last_day"].append(days.last.toordinal() if days else 0)
        for name, lengths in self._lengths.items():
            lengths.append(entry.lengths[name])
        for name, field in self._fields.items():
            field.add(entry.terms[name])
        for facet, values in zip(_FACETS, (entry.facets[f.name] for f in COUNTED), strict=True):
            self._facets[facet].add(dict.fromkeys(values, (0,)))

    def join(self, segment: Arrays, kept: Mask) -> None:
        """The documents of another segment that are kept follow all that was added."""
        self._joining.append((segment, kept))

    def arrays(self) -> dict[str, Array]:
        """Everything, inverted and narrowed."""
        base = len(self._ids)
        renumbered = []
        for _, kept in self._joining:
            renumbered.append(np.where(kept, base + np.cumsum(kept) - 1, -1))
            base += int(kept.sum())
        found: dict[str, Array] = {}
        for name, texts in {"id": self._ids, "origin": self._origins}.items():
            joined = list(texts)
            for segment, kept in self._joining:
                joined += compress(Strings.of(segment, name).texts(), kept)
            found |= Strings.arrays(joined, name)
        for name, days in self._days.items():
            found[name] = self._joined(name, np.frombuffer(days, np.int32))
        for field, lengths in self._lengths.items():
            name = f"length.{field}"
            found[name] = narrow(self._joined(name, np.frombuffer(lengths, np.uint32)), 1)
        for name, collector in self._fields.items():
            joining = (InvertedField(segment, name) for segment, _ in self._joining)
            parts = [f.occurrences(new) for f, new in zip(joining, renumbered, strict=True)]
            found |= merged([collector.occurrences(), *parts]).arrays(name)
            if FIELDS_BY_NAME[name].has_positions:
                extents = self._joined(f"extent.{name}", collector.extents())
                found[f"extent.{name}"] = narrow(extents, 1)
        for name, collector in self._facets.items():
            columns = (FacetColumn.of(segment, name) for segment, _ in self._joining)
            parts = [c.occurrences(new) for c, new in zip(columns, renumbered, strict=True)]
            found |= FacetColumn.arrays(name, merged([collector.occurrences(), *parts]), base)
        return found

    def _joined(self, name: str, own: Array) -> Array:
        return np.concatenate([own, *(segment[name][kept] for segment, kept in self._joining)])


@dataclass(frozen=True)
class FacetColumn:
    """One facet by document: document d has the values codes[starts[d]:starts[d + 1]]."""

    names: tuple[str, ...]
    codes: Array
    starts: Array

    @classmethod
    def of(cls, segment: Arrays, name: str) -> "FacetColumn":
        """The column of a segment."""
        names = tuple(Strings.of(segment, name).texts())
        return cls(names, segment[f"{name}.codes"], segment[f"{name}.starts"])

    @classmethod
    def arrays(cls, name: str, found: PostingsArrays, size: int) -> dict[str, Array]:
        """The arrays that hold the values of `size` documents."""
        order = np.argsort(found.documents, kind="stable")
        counts = np.bincount(found.documents.astype(np.int64), minlength=size)
        held, codes = np.unique(found.term_numbers[order], return_inverse=True)
        return {
            **Strings.arrays((found.terms[number] for number in held), name),
            f"{name}.codes": narrow(codes, 1),
            f"{name}.starts": narrow(np.concatenate([[0], np.cumsum(counts)])),
        }

    def occurrences(self, renumbered: Numbers) -> PostingsArrays:
        """All values of the documents that have a new number, which is not negative."""
        documents = renumbered[self.documents]
        kept = documents >= 0
        codes = self.codes[kept].astype(np.int64)
        return PostingsArrays(self.names, codes, documents[kept], np.ones_like(codes), None)

    @cached_property
    def documents(self) -> Numbers:
        """The document of each code."""
        return np.repeat(np.arange(self._sizes.size), self._sizes)

    @cached_property
    def _sizes(self) -> Numbers:
        sizes: Numbers = self.starts[1:].astype(np.int64) - self.starts[:-1]
        return sizes

    @cached_property
    def _codes(self) -> Numbers:
        return self.codes.astype(np.int64)  # as numpy counts and looks up fastest

    @cached_property
    def _is_single(self) -> bool:
        """Whether every document has just one value: then code d is that of document d."""
        return bool((self._sizes == 1).all())

    def having(self, values: Iterable[str]) -> Mask:
        """Which documents have one of some values."""
        wanted = set(values)
        is_wanted = np.array([name in wanted for name in self.names], np.bool_)
        mask = np.zeros(self._sizes.size, np.bool_)
        if self.codes.size:
            mask[self.documents[is_wanted[self.codes]]] = True
        return mask

    def count(self, documents: Numbers) -> dict[str, int]:
        """How many of some documents have each value; values of none are left out."""
        counts = np.bincount(self._of(documents))
        held = np.flatnonzero(counts)
        names = map(self.names.__getitem__, held.tolist())
        return dict(zip(names, counts[held].tolist(), strict=True))

    def _of(self, documents: Numbers) -> Numbers:
        """The codes of some documents."""
        if self._is_single:
            return self._codes.take(documents)
        if 4 * documents.size > self._sizes.size:
            among = np.zeros(self._sizes.size, np.bool_)
            among[documents] = True
            return self._codes[np.repeat(among, self._sizes)]
        sizes = self._sizes.take(documents)
        return self._codes.take(
            np.repeat(self.starts.take(documents).astype(np.int64), sizes) + ragged(sizes)
        )


class Segments:
    """The arrays of several segments as one index, its documents numbered through.

    Each segment comes with the numbers of its deleted documents; nothing here finds them.
    Any number of threads may read.
    """

    def __init__(self, segments: Sequence[tuple[Arrays, Iterable[int]]]) -> None:
        self._segments = [arrays for arrays, _ in segments]
        sizes = [len(arrays["first_day"]) for arrays in self._segments]
        *self._bases, self.size = accumulate(sizes, initial=0)
        gone = [base + number for base, (_, numbers) in zip(self._bases, segments, strict=True)
                for number in numbers]  # fmt: skip
        self._ids = [Strings.of(segment, "id") for segment in self._segments]
        self.live: Mask = np.ones(self.size, np.bool_)
        self.live[gone] = False
        self._has_deleted = bool(gone)
        self.count = self.size - len(gone)
        self._fields = {f.name: [InvertedField(s, f.name) for s in self._segments] for f in FIELDS}
        self.first_day, self.last_day = self._column("first_day"), self._column("last_day")
        self._relative_lengths: dict[str, Scores] = {}
        self._facets: dict[str, FacetColumn] = {}

    def postings(self, field: str, term: str) -> Postings:
        """Where a term stands in a field, in documents that are not deleted."""
        parts: list[Postings] = []
        for base, segment in zip(self._bases, self._fields[field], strict=True):
            number = segment.terms.find(term)
            if number >= 0:
                documents, frequencies, positions = segment[number]
                parts.append(Postings(documents + base, frequencies, positions))
        if len(parts) == 1:
            [found] = parts
        else:
            found = Postings(*map(np.concatenate, zip(NO_POSTINGS, *parts, strict=True)))
        if not self._has_deleted:
            return found
        kept = self.live[found.doc_ids]
        positions = found.positions
        if positions.size:
            positions = positions[np.repeat(kept, found.frequencies)]
        return Postings(found.doc_ids[kept], found.frequencies[kept], positions)

    def expand(self, field: str, term: Term) -> list[str]:
        """The terms of a field that a pattern stands for, perhaps only of deleted documents."""
        if isinstance(term, str):
            return [term]
        found: dict[str, None] = {}
        for segment in self._fields[field]:
            numbers = segment.terms.beginning_with(term.text)
            found.update(dict.fromkeys(segment.terms.texts(numbers.start, numbers.stop)))
        return list(found)

    def holding(self, field: str, prefix: str, least: int) -> dict[str, int]:
        """The terms that begin so, and in how many documents that are not deleted each stands:
        `least`, or more."""
        found: dict[str, int] = {}
        few = least if len(self._segments) == 1 else 1  # there may be more in another segment
        for base, segment in zip(self._bases, self._fields[field], strict=True):
            numbers = segment.terms.beginning_with(prefix)
            live = self.live[base:] if self._has_deleted else None
            counts = segment.holding(numbers, live)
            for number in np.flatnonzero(counts >= few).tolist():
                term = segment.terms[numbers.start + number].decode()
                found[term] = found.get(term, 0) + int(counts[number])
        return {term: count for term, count in found.items() if count >= least}

    def frequencies(self, field: str, prefix: Prefix) -> Numbers:
        """How often each document has any of the terms that begin so; deleted ones never."""
        found = np.zeros(self.size, np.int64)
        for base, segment in zip(self._bases, self._fields[field], strict=True):
            numbers = segment.terms.beginning_with(prefix.text)
            if numbers:
                documents, often, _ = segment.run(numbers.start, numbers.stop)
                counted = np.bincount(documents, often).astype(np.int64)
                found[base : base + counted.size] = counted
        return np.where(self.live, found, 0) if self._has_deleted else found

    def facet(self, name: str) -> FacetColumn:
        """A facet of all documents, deleted ones too."""
        found = self._facets.get(name)
        if found is None:
            found = self._facets[name] = self._facet(f"facet.{name}")
        return found

    def place(self, document: int) -> tuple[int, int]:
        """The segment that a document is in, and its number there."""
        segment = bisect_right(self._bases, document) - 1
        return segment, document - self._bases[segment]

    def relative_lengths(self, field: str) -> Scores:
        """How long each document is in a field, 1 being the mean of those not deleted."""
        found = self._relative_lengths.get(field)
        if found is None:
            lengths = self._column(f"length.{field}")
            mean = (float(lengths[self.live].mean()) if self.count else 0.0) or 1.0
            found = self._relative_lengths[field] = lengths / mean
        return found

    def id(self, document: int) -> str:
        """The id of one document."""
        segment, number = self.place(document)
        return self._ids[segment][number].decode()

    def origins(self) -> Iterator[str]:
        """What was kept as the origin of each document that is not deleted."""
        texts = (t for s in self._segments for t in Strings.of(s, "origin").texts())
        return compress(texts, self.live)

    @cached_property
    def ids(self) -> list[str]:
        """The id of each document, deleted ones too."""
        return [text for strings in self._ids for text in strings.texts()]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Id → document, without deleted ones."""
        return {text: n for n, text in enumerate(self.ids) if self.live[n]}

    @cached_property
    def rank(self) -> Numbers:
        """The place of each document in the order of ids."""
        rank = np.empty(self.size, np.int64)
        rank[sorted(range(self.size), key=self.ids.__getitem__)] = np.arange(self.size)
        return rank

    def extents(self, field: str) -> Array:
        """One more than the last position of each document in a field."""
        return self._column(f"extent.{field}")

    def terms(self) -> int:
        """How many different terms the fields hold."""
        return len({t for parts in self._fields.values() for f in parts for t in f.terms.texts()})

    def _column(self, name: str) -> Array:
        columns = [segment[name] for segment in self._segments]
        if len(columns) == 1:
            return columns[0]
        return np.concatenate(columns) if columns else np.zeros(0, np.int32)

    def _facet(self, name: str) -> FacetColumn:
        columns = [FacetColumn.of(segment, name) for segment in self._segments]
        if len(columns) == 1:
            return columns[0]
        numbers: dict[str, int] = {}
        codes = []
        for column in columns:
            new = [numbers.setdefault(value, len(numbers)) for value in column.names]
            codes.append(np.array(new, np.int64)[column.codes])
        counts = [np.diff(column.starts.astype(np.int64)) for column in columns]
        starts = np.cumsum(np.concatenate([[0], *counts]))
        whole = np.concatenate([np.zeros(0, np.int64), *codes])
        return FacetColumn(tuple(numbers), whole, starts)
