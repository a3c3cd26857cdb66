"""The files of a generation → a Snapshot that answers out of them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import compress
from pathlib import Path

import numpy as np

from search.engine.postings.evaluate import Evaluator
from search.engine.postings.packed import Strings
from search.engine.postings.segments import Segments
from search.engine.postings.sources import SignaturesOfSegments, source_table, sources
from search.engine.protocol import Match, Matches, Request, SourceRecord, Stats
from search.engine.tables import SourceTable
from search.engine.whoosh.generation_files import GROUPS, GenerationFiles
from search.engine.whoosh.generations import Generations
from search.engine.whoosh.segment_files import SegmentFiles, open_segments
from search.index.fields import LISTED_FIELDS
from search.index.regroup import regrouped
from search.serialization import decode, encode


class WhooshSnapshot:
    """One generation, open: its files stay readable whatever becomes of their names.

    Any number of threads may ask, and any process that forks. Raises DamagedIndexError wherever a
    file turns out not to be what was written.
    """

    def __init__(
        self,
        generations: Generations,
        name: str,
        files: GenerationFiles,
        extraction_fingerprint: str,
    ) -> None:
        self.is_remote = False
        self.generation, self.extraction_fingerprint = name, extraction_fingerprint
        self._generations, self._files = generations, files
        with generations.reading(name):
            segments = open_segments(files)
            self._reports = [segment.reports(files) for segment in segments]
            found = [(segment.arrays, segment.deleted) for segment in segments]
            self._index = Segments(found, _groups_of(files))
            self._evaluator = Evaluator(self._index)

    def search(self, request: Request) -> Matches:
        """Answer exactly, from the arrays; only the reports of the page are read."""
        with self._generations.reading(self.generation):
            found = self._evaluator.answer(request)
            report_id = self._index.report_id
            matches = tuple(
                Match(
                    report_id(doc_id),
                    score,
                    self._stored(doc_id),
                    tuple(map(report_id, others)),
                )
                for doc_id, score, others in zip(
                    found.doc_ids.tolist(), found.scores.tolist(), found.others, strict=True
                )
            )
            return Matches(found.total, matches, found.counts, found.collapsed)

    def search_many(self, requests: Sequence[Request]) -> list[Matches]:
        """One after another: nothing is gained by asking together what is near."""
        return [self.search(request) for request in requests]

    def ids(self, request: Request) -> list[str]:
        """The ids of the matches alone."""
        with self._generations.reading(self.generation):
            doc_ids = self._evaluator.answer(request).doc_ids.tolist()
            return list(map(self._index.report_id, doc_ids))

    def stored(self, report_id: str) -> bytes | None:
        """The bytes of one report, or None."""
        with self._generations.reading(self.generation):
            doc_id = self._index.doc_of(report_id)
            return None if doc_id is None else self._stored(doc_id)

    def stored_many(self, report_ids: Sequence[str]) -> dict[str, bytes]:
        """The bytes of several reports; those that are none are left out."""
        with self._generations.reading(self.generation):
            doc_ids = {key: self._index.doc_of(key) for key in report_ids}
            return {key: self._stored(n) for key, n in doc_ids.items() if n is not None}

    def copies(self, report_id: str) -> list[str]:
        """The other reports of the group of one."""
        with self._generations.reading(self.generation):
            return self._index.copies(report_id)

    def terms(self, field: str, prefix: str = "", least: int = 1) -> Mapping[str, int]:
        """The terms of a field that begin so, and how many reports hold each."""
        with self._generations.reading(self.generation):
            return self._index.document_frequencies(field, prefix, least)

    def sources(self) -> Iterator[SourceRecord]:
        """Where each report came from."""
        with self._generations.reading(self.generation):
            yield from sources(self._index.parts())

    def source_table(self) -> SourceTable:
        """The same, less signatures, as columns."""
        with self._generations.reading(self.generation):
            return source_table(self._index.parts())

    def regrouped(self, removed: Collection[str], put: Mapping[str, bytes]) -> dict[str, str]:
        """The groups of its reports when some are removed and others put."""
        reading = partial(self._generations.reading, self.generation)
        return regrouped(SignaturesOfSegments(self._index, reading), removed, put)

    def stats(self) -> Stats:
        """The size of this generation."""
        with self._generations.reading(self.generation):
            terms = self._index.term_count(LISTED_FIELDS)
        size = sum(file.size for file in self._files.values())
        return Stats(self.generation, self._index.count, terms, size, self.extraction_fingerprint)

    def verify(self, pace: Callable[[int], None]) -> None:
        """Compare every byte of its files with what was written."""
        if found := self._files.fault(pace, self._generations.verified):
            raise self._generations.damaged(found)

    @property
    def count(self) -> int:
        """How many reports it has."""
        return self._index.count

    def doc_of(self, report_id: str) -> int | None:
        """Whoosh's number of the document of a report; None if there is none."""
        with self._generations.reading(self.generation):
            return self._index.doc_of(report_id)

    def has_all(self, report_ids: Collection[str]) -> bool:
        """Whether it has each of some reports."""
        with self._generations.reading(self.generation):
            return self._index.has_all(report_ids)

    def _stored(self, doc_id: int) -> bytes:
        segment, number = self._index.locate(doc_id)
        return self._reports[segment][number]


def write_groups(folder: Path, groups: Mapping[str, str]) -> None:
    """Write the groups of a generation; where none are, no file."""
    path = folder / GROUPS
    path.unlink(missing_ok=True)  # that of the generation before, a hard link
    if groups:
        path.write_bytes(encode(dict(sorted(groups.items()))))


def source_records(folder: Path) -> list[SourceRecord]:
    """Where the reports of a generation came from, less their signatures, read without what another
    version may have written otherwise. Raises what Whoosh and the arrays raise where even that is
    of another form.
    """
    return [own for one in open_segments(GenerationFiles.of(folder)) for own in _sources_of(one)]


def _sources_of(segment: SegmentFiles) -> Iterable[SourceRecord]:
    """The same of a segment. One of a version before December 2026 has a SourceRecord as JSON of
    each document, named "origin"."""
    arrays = segment.arrays
    live = np.ones(segment.segment.doc_count_all(), np.bool_)
    live[segment.deleted] = False
    if "origin.texts" not in arrays:
        return source_table([(arrays, live)])
    texts = compress(Strings.stream(arrays, "origin"), live)
    return (replace(decode(text, SourceRecord), signature=b"") for text in texts)


def _groups_of(files: GenerationFiles) -> dict[str, str]:
    """The groups that `write_groups` wrote: id → key. They are compared, whoever did so lately: an
    update takes most of them over into a new file."""
    return decode(files.whole(GROUPS), dict[str, str]) if GROUPS in files else {}
