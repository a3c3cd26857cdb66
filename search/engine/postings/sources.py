"""The arrays of segments → where their documents came from, and their signatures, for an update."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from itertools import compress, pairwise

import numpy as np

from search.engine.postings.arrays import Arrays, NotArraysError, Sliced, sliced
from search.engine.postings.documents import ORIGINS
from search.engine.postings.facet_column import FacetColumn, Mask
from search.engine.postings.packed import Numbers, Strings, check_starts
from search.engine.postings.segments import Segments
from search.engine.postings.shingles import Hashes, Shingles
from search.engine.protocol import SourceRecord
from search.engine.tables import SourceTable
from search.index.signature import is_signature

_MANY = 32
"""To read one signature costs as much as to read so many together."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def source_table(segments: Iterable[tuple[Arrays, Mask]]) -> SourceTable:
    """Where the live documents of some segments came from. Raises NotArraysError."""
    table = SourceTable([], [], [], [])
    for arrays, live in segments:
        ids, digests = (Strings.of(arrays, name).texts() for name in ("id", "digest"))
        origins, added = FacetColumn.of(arrays, ORIGINS), arrays["added"].tolist()
        instants = {seconds: _EPOCH + timedelta(seconds=seconds) for seconds in set(added)}
        if {len(ids), len(digests), origins.starts.size - 1, len(added)} != {live.size}:
            raise NotArraysError("a segment has sources of other documents than it has")
        if not np.diff(origins.starts).all():
            raise NotArraysError("a segment has a document from nowhere")
        table.ids.extend(compress(ids, live))
        table.digests.extend(compress(digests, live))
        table.origins.extend(compress(_origins(origins), live))
        table.added.extend(compress(map(instants.__getitem__, added), live))
    return table


def _origins(column: FacetColumn) -> Iterable[tuple[str, ...]]:
    """The origins of each document; the same object for those of one, if they have the same."""
    alone = [(value,) for value in column.values]
    codes, starts = column.codes.tolist(), column.starts.tolist()
    if (np.diff(column.starts) == 1).all():
        return map(alone.__getitem__, codes)
    origins = (codes[first:end] for first, end in pairwise(starts))
    return (
        alone[own[0]] if len(own) == 1 else tuple(map(column.values.__getitem__, own))
        for own in origins
    )


def sources(segments: Iterable[tuple[Arrays, Mask]]) -> Iterator[SourceRecord]:
    """The same with signatures, one after another: a segment is in memory at once, less these."""
    for arrays, live in segments:
        signatures = compress(Strings.stream_bytes(arrays, "signature"), live)
        for own, signature in zip(source_table([(arrays, live)]), signatures, strict=True):
            yield SourceRecord(own.id, own.digest, own.origins, own.added, signature)


class SignaturesOfSegments:
    """The SignatureTable of an index. `reading`: what stands around each look into its arrays,
    which raises NotArraysError."""

    def __init__(
        self, index: Segments, reading: Callable[[], AbstractContextManager[None]] = nullcontext
    ) -> None:
        self._index, self._reading = index, reading
        with reading():
            self._open(index)

    def _open(self, index: Segments) -> None:
        self._texts: list[Sliced] = [sliced(arrays, "signature.texts") for arrays in index.segments]
        self._starts = [arrays["signature.text_starts"] for arrays in index.segments]
        for starts, data in zip(self._starts, self._texts, strict=True):
            check_starts(starts, data.size)
        if [starts.size - 1 for starts in self._starts] != index.sizes:
            raise NotArraysError("a segment has signatures of other documents than it has")
        self._shingles = [Shingles(*own) for own in zip(index.segments, index.sizes, strict=True)]

    @property
    def groups(self) -> Mapping[str, str]:
        """Those of the index."""
        return self._index.group_of

    def id_of(self, doc: int) -> str:
        """The id of the report that a document is."""
        with self._reading():
            return self._index.report_id(doc)

    def doc_of(self, report_id: str) -> int | None:
        """The document of a report; None if there is none."""
        with self._reading():
            return self._index.doc_of(report_id)

    def signatures(self, docs: Sequence[int]) -> list[bytes]:
        """Those of some documents; where they are many, all are read at once."""
        with self._reading():
            return self._signatures(docs)

    def _signatures(self, docs: Sequence[int]) -> list[bytes]:
        are_many = _MANY * len(docs) > self._index.size
        texts: list[Sliced] = [own[:] for own in self._texts] if are_many else self._texts
        found = []
        for segment, number in map(self._index.locate, docs):
            first, end = self._starts[segment][number : number + 2].tolist()
            found.append(texts[segment][first:end].tobytes())
        if not all(map(is_signature, found)):
            raise NotArraysError("a segment has a damaged signature")
        return found

    def holders(self, hashes: Hashes) -> tuple[Hashes, Numbers]:
        """Each of some hashes, as often as a live document has it; and that document."""
        with self._reading():
            parts = [own.holders(hashes) for own in self._shingles]
        found = np.concatenate([hashes[:0], *(own for own, _ in parts)])
        bases = zip(parts, self._index.bases, strict=True)
        docs = np.concatenate([np.zeros(0, np.int64), *(own + base for (_, own), base in bases)])
        kept = self._index.live[docs]
        return found[kept], docs[kept]
