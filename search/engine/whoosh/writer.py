"""IndexEntry, one after another → the segments of the next generation, published."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Any

import numpy as np
from whoosh import index
from whoosh.writing import SegmentWriter

from search.engine.errors import EngineError
from search.engine.postings.arrays import OpenArrays
from search.engine.postings.packed import Strings
from search.engine.postings.segment_builder import SegmentBuilder
from search.engine.whoosh import index_format
from search.engine.whoosh.generation_files import GenerationFiles
from search.engine.whoosh.generations import Generations
from search.engine.whoosh.segment_files import StoredReports, opened
from search.engine.whoosh.snapshot import WhooshSnapshot, write_groups
from search.index.entry import IndexEntry

_IDS_MEGABYTES = 8
"""What Whoosh may take for the ids of reports, some 250 bytes each, before it sorts on the disk."""


class WhooshWriter:
    """The next generation, in a folder of its own.

    `base`: the generation whose reports stay unless they are replaced or removed; None: of none.
    `held`: holds the lock; it is released when this writer is left.
    """

    def __init__(
        self,
        generations: Generations,
        base: str | None,
        extraction_fingerprint: str,
        held: ExitStack,
    ) -> None:
        self._generations, self._base = generations, base
        self._extraction_fingerprint = extraction_fingerprint
        self._folder = held.enter_context(generations.begin(base))
        self._put: set[str] = set()
        self._removed: set[str] = set()
        self._groups: Mapping[str, str] = {}
        self._before: WhooshSnapshot | None = None
        self._joined: list[str] = []
        self._records = generations.manifest(base).files if base else {}
        if base is None:
            opened = index.create_in(str(self._folder), index_format.schema())
        else:
            with generations.reading(self._folder.name):
                self._before = self._snapshot()  # or Whoosh would raise what it raises
            opened = index.open_dir(str(self._folder), schema=index_format.schema())
        self._writer: SegmentWriter = opened.writer(limitmb=_IDS_MEGABYTES)
        self._builder = SegmentBuilder(self._folder)
        self._held = held.pop_all()  # the lock and the folder, until this writer is left

    def put(self, entry: IndexEntry) -> None:
        """Add a report, or replace the one of its id."""
        self.remove(entry.id)
        self._put.add(entry.id)
        with self._generations.writing():
            self._writer.add_document(id=entry.id, report=entry.compressed)
            self._builder.add(entry)

    def remove(self, report_id: str) -> None:
        """Take a report of the base generation out."""
        if report_id in self._put:
            raise EngineError(f"report {report_id!r} was put by this writer already")
        doc_id = self._before.doc_of(report_id) if self._before else None
        if doc_id is not None and report_id not in self._removed:
            self._removed.add(report_id)
            self._writer.delete_document(doc_id)

    def set_groups(self, groups: Mapping[str, str]) -> None:
        """Say which reports of the coming generation are near-identical."""
        self._groups = dict(groups)

    def commit(self) -> str:
        """Write the segments, check that they hold what they should, and publish."""
        with self._generations.writing():
            self._writer.commit(mergetype=self._merge)
            if self._writer.doc_count():
                name = index_format.arrays_file(self._writer.newsegment)
                with self._generations.reading(self._folder.name), self._generations.writing():
                    self._builder.write(self._folder / name)
            for left in ("*_WRITELOCK", "*.tmp"):
                for path in self._folder.glob(left):
                    path.unlink()
            write_groups(self._folder, self._groups)
            with self._generations.reading(self._folder.name):
                self._check(self._snapshot())
            return self._generations.publish(
                self._folder,
                self._base,
                index_format.format_fingerprint(),
                self._extraction_fingerprint,
            )

    def _check(self, made: WhooshSnapshot) -> None:
        """Raise EngineError unless the new generation has what was written into it, and as many
        reports as it should: the other segments are files of the generation before."""
        before = self._before.count if self._before else 0
        is_whole = made.count == before - len(self._removed) + len(self._put)
        if not (is_whole and made.has_all([*self._put, *self._joined])):
            raise EngineError(f"Whoosh lost reports in {self._folder}; nothing was changed")

    def _merge(self, writer: SegmentWriter, segments: Iterable[Any]) -> list[Any]:
        """Whoosh's hook: the segments to keep as they are; the others join the new one.

        A segment joins if it is not much larger than what is being written anyway (so their number
        stays logarithmic), or if more than a fifth of it is deleted. An emptied one goes.
        """
        kept = []
        growing = writer.doc_count()
        for segment in sorted(segments, key=_live_count):
            count = _live_count(segment)
            if not count:
                continue
            if count <= 2 * growing or 5 * segment.deleted_count() > segment.doc_count_all():
                self._join(writer, segment)
                growing += count
            else:
                kept.append(segment)
        return kept

    def _join(self, writer: SegmentWriter, segment: Any) -> None:
        """The live documents of a segment follow those that were put; in Whoosh and in arrays.

        Every byte is compared first, whoever compared it lately: damage that was copied would lie
        in new files, with new checksums, where nobody would ever find it.
        """
        folder = self._folder
        with self._generations.reading(folder.name), self._generations.writing():
            files = GenerationFiles.of(folder)
            for name, record in self._records.items():
                is_own = name.startswith(f"{segment.segment_id()}.")
                if is_own and (fault := files[name].fault(record)):
                    raise self._generations.damaged(fault)
            found = OpenArrays(opened(files, index_format.arrays_file(segment)))
            live = np.ones(segment.doc_count_all(), np.bool_)
            live[list(segment.deleted_docs())] = False
            self._builder.join(found, live)
            ids, reports = Strings.of(found, "id"), StoredReports(files, segment)
            for number in np.flatnonzero(live).tolist():
                report_id = ids[number].decode()
                writer.add_document(id=report_id, report=reports.compressed(number))
                self._joined.append(report_id)

    def _snapshot(self) -> WhooshSnapshot:
        files = GenerationFiles.of(self._folder)
        return WhooshSnapshot(
            self._generations, self._folder.name, files, self._extraction_fingerprint
        )

    def __enter__(self) -> "WhooshWriter":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._held:
            if not self._writer.is_closed:
                pool = self._writer.pool
                pool._remove_run = lambda path: None  # its files go with the folder
                with suppress(Exception):  # it fails again where it failed before
                    self._writer.cancel()


def _live_count(segment: Any) -> int:
    count: int = segment.doc_count_all() - segment.deleted_count()
    return count
