"""The arrays of several segments → one index: its documents, postings, facets and days."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from search.engine.postings.arrays import Array, Arrays, NotArraysError, sliced
from search.engine.postings.copies import ALONE, DocGroups
from search.engine.postings.facet_column import FacetColumn, Mask
from search.engine.postings.inverted import NO_POSTINGS, InvertedField, Postings
from search.engine.postings.packed import Numbers, Strings
from search.engine.postings.sorted_ids import MANY, SortedIds, ranks
from search.engine.query_tree import Prefix
from search.index.fields import FIELDS, FIELDS_BY_NAME

Scores = NDArray[np.float64]
"""One number a document, or one for each of some documents."""


class Segments:
    """Several segments as one index; documents are numbered through, deleted ones too.

    `segments`: the arrays of each as `SegmentBuilder` makes them; they are given with the numbers
    of its deleted documents. `sizes`, `bases`: how many documents each has, and how many those
    before it have together. `size`: all documents. `live`: bool[size], those not deleted. `count`:
    how many are live. `first_day`, `last_day`: int32[size], ordinals, 0 where no day is known.
    `added`: int64[size], seconds since 1970. `group_of`: id → the key of its group; those that
    are alone are left out. Any number of threads may read.
    """

    def __init__(
        self,
        segments: Sequence[tuple[Arrays, Iterable[int]]],
        group_of: Mapping[str, str] | None = None,
    ) -> None:
        self.group_of = group_of or {}
        self.segments = [arrays for arrays, _ in segments]
        self.sizes = [sliced(arrays, "first_day").size for arrays in self.segments]
        *self.bases, self.size = accumulate(self.sizes, initial=0)
        deleted: set[int] = set()
        for base, size, (_, doc_ids) in zip(self.bases, self.sizes, segments, strict=True):
            deleted.update(base + doc_id for doc_id in doc_ids if _is_within(doc_id, size))
        self._ids = [Strings.of(segment, "id") for segment in self.segments]
        if [len(ids) for ids in self._ids] != self.sizes:
            raise NotArraysError("a segment has ids for other documents than it has")
        self.live: Mask = np.ones(self.size, np.bool_)
        self.live[list(deleted)] = False
        self._has_deleted = bool(deleted)
        self.count = self.size - len(deleted)
        self._fields = {f.name: self._inverted(f.name) for f in FIELDS}
        self.first_day, self.last_day = self._column("first_day"), self._column("last_day")
        self.added = self._column("added")
        self._facets: dict[str, FacetColumn] = {}

    def postings(self, field: str, term: str) -> Postings:
        """The live documents that hold a term in a field."""
        parts: list[Postings] = []
        for base, segment in zip(self.bases, self._fields[field], strict=True):
            number = segment.terms.find(term)
            if number >= 0:
                doc_ids, frequencies, positions = segment[number]
                parts.append(Postings(doc_ids + base if base else doc_ids, frequencies, positions))
        if not parts:
            return NO_POSTINGS
        if len(parts) == 1:
            [found] = parts
        else:
            found = Postings(*map(np.concatenate, zip(*parts, strict=True)))
        return self._only_live(found) if self._has_deleted else found

    def _only_live(self, found: Postings) -> Postings:
        kept = self.live[found.doc_ids]
        positions = found.positions
        if positions.size:
            positions = positions[np.repeat(kept, found.frequencies)]
        return Postings(found.doc_ids[kept], found.frequencies[kept], positions)

    def expand(self, field: str, prefix: Prefix) -> list[str]:
        """The terms of a field that begin so; some may be of deleted documents only."""
        found: dict[str, None] = {}
        for segment in self._fields[field]:
            numbers = segment.terms.with_prefix(prefix.text)
            found.update(dict.fromkeys(segment.terms.texts(numbers.start, numbers.stop)))
        return list(found)

    def document_frequencies(self, field: str, prefix: str, least: int) -> dict[str, int]:
        """Term that begins with `prefix` → how many live documents hold it, if `least` or more."""
        found: dict[str, int] = {}
        few = least if len(self.segments) == 1 else 1  # another segment may hold more of them
        for base, segment in zip(self.bases, self._fields[field], strict=True):
            numbers = segment.terms.with_prefix(prefix)
            live = self.live[base:] if self._has_deleted else None
            counts = segment.document_frequencies(numbers, live)
            for number in np.flatnonzero(counts >= few).tolist():
                term = segment.terms[numbers.start + number].decode()
                found[term] = found.get(term, 0) + int(counts[number])
        return {term: count for term, count in found.items() if count >= least}

    def prefix_frequencies(self, field: str, prefix: Prefix) -> Numbers:
        """int64[size]: how often each live document holds any term that begins so; 0 if deleted."""
        found = np.zeros(self.size, np.int64)
        for base, segment in zip(self.bases, self._fields[field], strict=True):
            numbers = segment.terms.with_prefix(prefix.text)
            if numbers:
                doc_ids, frequencies, _ = segment.decode(numbers.start, numbers.stop)
                counted = np.bincount(doc_ids, frequencies).astype(np.int64)
                found[base : base + counted.size] = counted
        return np.where(self.live, found, 0) if self._has_deleted else found

    def facet(self, name: str) -> FacetColumn:
        """A counted facet of all documents, deleted ones too."""
        found = self._facets.get(name)
        if found is None:
            columns = [FacetColumn.of(segment, f"facet.{name}") for segment in self.segments]
            self._check_sizes(f"facet.{name}", [c.starts.size - 1 for c in columns])
            found = self._facets[name] = FacetColumn.concatenate(columns)
        return found

    def parts(self) -> list[tuple[Arrays, Mask]]:
        """The arrays of each segment, and which of its documents are live."""
        ends = zip(self.bases, self.sizes, strict=True)
        live = [self.live[base : base + size] for base, size in ends]
        return [*zip(self.segments, live, strict=True)]

    def locate(self, doc_id: int) -> tuple[int, int]:
        """The number of the segment that a document is in, and the document's number there."""
        segment = bisect_right(self.bases, doc_id) - 1
        return segment, doc_id - self.bases[segment]

    def relative_lengths(self, field: str) -> Scores:
        """float64[size]: the length of each document in a field ÷ the mean of live ones. Made anew
        for each call, as `extents` are: `Texts` keeps them."""
        lengths = self._column(f"length.{field}")
        mean = (float(lengths[self.live].mean()) if self.count else 0.0) or 1.0
        found: Scores = lengths / mean
        return found

    def extents(self, field: str) -> Array:
        """unsigned[size]: one more than the last position of each document in a field."""
        return self._column(f"extent.{field}")

    def report_id(self, doc_id: int) -> str:
        """The id of the report that a document is."""
        segment, number = self.locate(doc_id)
        return self._ids[segment][number].decode()

    @cached_property
    def report_ids(self) -> list[str]:
        """The id of the report of each document, deleted ones too."""
        return [text for strings in self._ids for text in strings.texts()]

    def doc_of(self, report_id: str) -> int | None:
        """The document of a report that is not deleted; None if there is none."""
        for base, ids in zip(self.bases, self._sorted_ids, strict=True):
            number = ids.document(report_id)
            if number is not None and self.live[base + number]:
                return base + number
        return None

    def has_all(self, report_ids: Collection[str]) -> bool:
        """Whether each of some reports is there and not deleted."""
        if MANY * len(report_ids) > self.size:
            return self.doc_id_of.keys() >= set(report_ids)
        return all(self.doc_of(one) is not None for one in report_ids)

    @cached_property
    def _sorted_ids(self) -> list[SortedIds]:
        return [SortedIds(*own) for own in zip(self._ids, self.segments, strict=True)]

    @cached_property
    def doc_id_of(self) -> dict[str, int]:
        """Id of a report → its document, without deleted ones."""
        return {text: n for n, text in enumerate(self.report_ids) if self.live[n]}

    @cached_property
    def groups(self) -> DocGroups:
        """The groups of the documents."""
        if not self.group_of:
            return ALONE
        of_key: dict[str, int] = {}
        numbers = np.full(self.size, -1, np.int64)
        are_few = len(self.group_of) * MANY < self.size
        doc_of = self.doc_of if are_few else self.doc_id_of.get
        for report_id, key in self.group_of.items():
            if (doc_id := doc_of(report_id)) is not None:
                numbers[doc_id] = of_key.setdefault(key, len(of_key))
        return DocGroups(numbers)

    @cached_property
    def _in_group(self) -> dict[str, list[str]]:
        """The key of a group → the ids of its reports."""
        found: dict[str, list[str]] = {}
        for report_id in sorted(self.group_of):
            if self.doc_of(report_id) is not None:
                found.setdefault(self.group_of[report_id], []).append(report_id)
        return found

    def copies(self, report_id: str) -> list[str]:
        """The ids of the other reports of the group of a report, ascending."""
        own = self._in_group.get(self.group_of.get(report_id, ""), [])
        return [other for other in own if other != report_id]

    @cached_property
    def id_rank(self) -> Numbers:
        """int64[size]: the rank of each document in the order of the ids of reports."""
        return ranks(self._sorted_ids)

    def term_count(self, fields: Iterable[str]) -> int:
        """How many different terms some fields hold together."""
        return len({t for name in fields for f in self._fields[name] for t in f.terms.texts()})

    def _column(self, name: str) -> Array:
        columns = [segment[name] for segment in self.segments]
        self._check_sizes(name, [column.size for column in columns])
        if len(columns) == 1:
            return columns[0]
        return np.concatenate(columns) if columns else np.zeros(0, np.int32)

    def _inverted(self, name: str) -> list[InvertedField]:
        """A field of each segment."""
        found = [
            InvertedField(segment, name, size)
            for segment, size in zip(self.segments, self.sizes, strict=True)
        ]
        if any(field.has_positions != FIELDS_BY_NAME[name].has_positions for field in found):
            raise NotArraysError(f"a segment has no positions of {name}")
        return found

    def _check_sizes(self, name: str, sizes: list[int]) -> None:
        """That each segment has something for every document that it has, and for no other."""
        if sizes != self.sizes:
            raise NotArraysError(f"a segment has {name} for other documents than it has")


def _is_within(doc_id: int, size: int) -> bool:
    """Whether a segment of that size has a document; raises NotArraysError if not."""
    if not 0 <= doc_id < size:
        raise NotArraysError(f"document {doc_id} is deleted of {size}")
    return True
