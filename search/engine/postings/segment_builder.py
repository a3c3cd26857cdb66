"""Entries, and the documents of other segments → the file of arrays of a new segment."""

from pathlib import Path

import numpy as np

from search.engine.postings.arrays import Arrays, ArraysWriter, write
from search.engine.postings.documents import Documents
from search.engine.postings.facet_column import Mask
from search.engine.postings.growing import put_away
from search.engine.postings.merging import MergedPart, Merging
from search.index.entry import IndexEntry

RUN_BYTES = 26_000_000
"""Bytes of memory that documents may take before they are put away: about 3,200 articles of the
news. Twice as much is not faster, and half as much would be twice as many parts to merge."""


class SegmentBuilder:
    """Collects the documents of a new segment: entries first, then those of joined segments.

    Documents are numbered in that order, from 0. The arrays, by name, for each field F and each
    counted facet C: `id`, `digest` and `signature` as Strings; `id.order`, uint32, the numbers of
    the documents in the order of their ids; `shingle` as Shingles, those of the signatures;
    `first_day` and `last_day`, int32 ordinals, 0 where no day is known; `added`, int64 seconds
    since 1970; `length.F`; `F` as InvertedField; `extent.F` where F has positions; `facet.C` and
    `origins` as FacetColumn.

    Whenever the entries take `run_bytes` they become a run: arrays of their own, in a file without
    a name in `folder`. Runs and joined segments are merged at the end; what comes of it is, byte
    for byte, what one run would be.
    """

    def __init__(self, folder: Path, run_bytes: int = RUN_BYTES) -> None:
        self._folder, self._run_bytes = folder, run_bytes
        self._documents = Documents()
        self._runs: list[MergedPart] = []
        self._joined: list[MergedPart] = []

    def add(self, entry: IndexEntry) -> None:
        """The next document. Raises OSError where a run cannot be written."""
        self._documents.add(entry)
        if self._documents.nbytes >= self._run_bytes:
            self._put_away()

    def join(self, segment: Arrays, kept: Mask) -> None:
        """The documents of another segment that are kept follow all that was added or joined."""
        self._joined.append(MergedPart(segment, kept))

    def write(self, path: Path) -> None:
        """Write the arrays of the new segment; of what was collected nothing is left.

        Raises NotArraysError over a joined segment that is damaged, OSError.
        """
        if not (self._runs or self._joined):
            write(path, self._documents.to_arrays())
            return
        if len(self._documents):
            self._put_away()
        with ArraysWriter(path) as writer:
            Merging([*self._runs, *self._joined], writer, self._folder).write()
            self._runs, self._joined = [], []  # the room on the disk is wanted for the file
            writer.write()

    def _put_away(self) -> None:
        arrays, size = self._documents.to_arrays(), len(self._documents)
        self._documents = Documents()
        self._runs.append(MergedPart(put_away(self._folder, arrays), np.ones(size, np.bool_)))
