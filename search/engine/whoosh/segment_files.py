"""The open files of a generation → its segments: arrays, deleted documents, stored reports."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from struct import unpack
from typing import Any, NamedTuple

import numpy as np
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC

from search.engine.postings.arrays import Array, OpenArrays
from search.engine.whoosh.files import FaultError, OpenFile
from search.engine.whoosh.index_format import arrays_file, schema
from search.engine.whoosh.pickles import plain
from search.serialization import decompressed

_INDEX = "MAIN"
"""What Whoosh calls an index that was given no name."""
_REPORT = "report"
"""The field of the schema that keeps the stored reports."""
_WIDTHS = {b"B": ">u1", b"H": ">u2", b"i": ">i4", b"I": ">u4"}
"""How Whoosh names the width of the lengths of a column → what numpy calls it."""

OpenFiles = Mapping[str, OpenFile]


class SegmentFiles(NamedTuple):
    """A segment: its arrays, the numbers of its deleted documents, and where its reports are."""

    arrays: OpenArrays
    deleted: list[int]
    segment: Any

    def reports(self, files: OpenFiles) -> "StoredReports":
        """Its stored reports."""
        return StoredReports(files, self.segment)


def open_segments(files: OpenFiles) -> list[SegmentFiles]:
    """The segments of a generation, without those of no documents.

    What is raised over damaged files is documented nowhere: Whoosh reads its table of contents.
    """
    segments = TOC.read(_Contents(files), _INDEX, schema=schema()).segments
    return [
        SegmentFiles(
            OpenArrays(opened(files, arrays_file(segment))),
            [int(number) for number in segment.deleted_docs()],
            segment,
        )
        for segment in segments
        if segment.doc_count_all()
    ]


def opened(files: OpenFiles, name: str) -> OpenFile:
    """A file by its name. Raises FaultError where the generation has none of that name."""
    if name not in files:
        raise FaultError(f"the table of contents names {name[:80]!r}, which is not there")
    return files[name]


class StoredReports:
    """The stored reports of a segment, by document: the column that Whoosh wrote, read in place.

    Nothing is kept of a read, so that any number of threads and processes may ask.
    """

    def __init__(self, files: OpenFiles, segment: Any) -> None:
        self._file = opened(files, segment.make_filename(segment.COMPOUND_EXT))
        directory, size = unpack("!qi", self._file.read(0, 12))
        entry = plain(self._file.read(directory, size))[W3Codec.column_filename(segment, _REPORT)]
        start, length = int(entry["offset"]), int(entry["length"])
        lengths = self._lengths(start, length, segment.doc_count_all())
        ends = np.cumsum(lengths, dtype=np.int64)
        self._starts: list[int] = (start + ends - lengths).tolist()
        self._lengths_of: list[int] = lengths.tolist()
        if lengths.min(initial=0) < 0 or start < 0 or ends[-1] > length:
            raise FaultError(f"{self._file.path} has a damaged column")

    def __getitem__(self, number: int) -> bytes:
        """A report. Raises FaultError, and SerializationError where it is damaged."""
        return decompressed(self.compressed(number))

    def compressed(self, number: int) -> bytes:
        """A report as it was put. Raises FaultError."""
        return self._file.read(self._starts[number], self._lengths_of[number])

    def _lengths(self, start: int, length: int, count: int) -> Array:
        """int64[count]. The column ends with the lengths of all reports and a letter that tells
        their width; or with the lengths, where each begins, the two letters, and an "X"."""
        end = start + length
        tail = self._file.read(end - 3, 3)
        widths = [_WIDTHS[tail[at : at + 1]] for at in ((0, 1) if tail.endswith(b"X") else (2,))]
        room = [count * np.dtype(width).itemsize for width in widths]
        begin = end - len(tail if len(widths) > 1 else tail[2:]) - sum(room)
        found: Array = np.frombuffer(self._file.read(begin, room[0]), widths[0]).astype(np.int64)
        return found


class _Contents:
    """The files of a generation as the storage that Whoosh reads a table of contents from."""

    def __init__(self, files: OpenFiles) -> None:
        self._files = files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def open_file(self, name: str) -> StructFile:
        """A file, read whole."""
        file = self._files[name]
        return StructFile(BytesIO(file.read(0, file.size)), name=name)
