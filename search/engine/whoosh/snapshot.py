"""The files of a generation → a Snapshot that answers out of them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from weakref import finalize

from whoosh.filedb.filestore import FileStorage
from whoosh.reading import IndexReader

from search.engine.postings import arrays
from search.engine.postings.evaluate import Evaluator
from search.engine.postings.packed import Strings
from search.engine.postings.segments import Segments
from search.engine.protocol import Match, Matches, Request, SourceRecord, Stats
from search.engine.query_tree import Node
from search.engine.whoosh.generations import Generations
from search.engine.whoosh.index_format import arrays_file, schema
from search.serialization import decode, encode

_GROUPS = "groups.json"
"""The file of a generation with the groups of its near-identical reports, if there are any."""


class WhooshSnapshot:
    """One generation, open. `size`: of its files, in bytes.

    Any number of threads may ask. They share the arrays; Whoosh's reader is used by one at a time.
    Raises DamagedIndexError wherever a file turns out not to be what was written.
    """

    def __init__(
        self, generations: Generations, name: str, extraction_fingerprint: str, size: int
    ) -> None:
        self.generation = name
        self.extraction_fingerprint, self._bytes = extraction_fingerprint, size
        self._generations = generations
        self._reading = Lock()
        with generations.reading(name):
            # read, not mapped: an answer needs a few reports of a file that is half of the index
            storage = FileStorage(str(generations.path(name)), supports_mmap=False, readonly=True)
            self._reader: IndexReader = storage.open_index().reader()
            finalize(self, self._reader.close)  # when the last request over it is done
            self._open(generations)

    def _open(self, generations: Generations) -> None:
        folder = generations.path(self.generation)
        readers = [reader for reader, _ in self._reader.leaf_readers() if reader.doc_count_all()]
        segments = [reader.segment() for reader in readers]
        found = [(arrays.read(folder / arrays_file(s)), s.deleted_docs()) for s in segments]
        self._reports = [reader.column_reader("report", translate=False) for reader in readers]
        self._index = Segments(found, read_groups(folder))
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

    def totals(self, trees: Sequence[Node], collapse: bool = False) -> list[int]:
        """How many reports match each tree."""
        with self._generations.reading(self.generation):
            return [self._evaluator.total(tree, collapse) for tree in trees]

    def ids(self, request: Request) -> list[str]:
        """The ids of the matches alone."""
        with self._generations.reading(self.generation):
            doc_ids = self._evaluator.answer(request).doc_ids.tolist()
            return list(map(self._index.report_id, doc_ids))

    def stored(self, report_id: str) -> bytes | None:
        """The bytes of one report, or None."""
        with self._generations.reading(self.generation):
            doc_id = self._index.doc_id_of.get(report_id)
            return None if doc_id is None else self._stored(doc_id)

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
            return iter([decode(record, SourceRecord) for record in self._index.sources()])

    def stats(self) -> Stats:
        """The size of this generation."""
        with self._generations.reading(self.generation):
            terms = self._index.term_count()
        return Stats(
            self.generation, self._index.count, terms, self._bytes, self.extraction_fingerprint
        )

    def doc_ids(self) -> Mapping[str, int]:
        """Id of a report → Whoosh's number of its document."""
        with self._generations.reading(self.generation):
            return self._index.doc_id_of

    def _stored(self, doc_id: int) -> bytes:
        segment, number = self._index.locate(doc_id)
        with self._reading:
            report: bytes = self._reports[segment][number]
            return report


def read_groups(folder: Path) -> dict[str, str]:
    """The groups that `write_groups` wrote there: id → key."""
    path = folder / _GROUPS
    return decode(path.read_bytes(), dict[str, str]) if path.exists() else {}


def write_groups(folder: Path, groups: Mapping[str, str]) -> None:
    """Write the groups of a generation; where none are, no file."""
    path = folder / _GROUPS
    path.unlink(missing_ok=True)  # that of the generation before, a hard link
    if groups:
        path.write_bytes(encode(dict(sorted(groups.items()))))


def source_records(folder: Path) -> list[SourceRecord]:
    """Where the reports of a generation came from, read without what another version may have
    written otherwise. Raises what Whoosh and the arrays raise where even that is of another form.
    """
    storage = FileStorage(str(folder), supports_mmap=False, readonly=True)
    found: list[SourceRecord] = []
    for segment in storage.open_index(schema=schema())._segments():
        deleted = segment.deleted_docs()
        if segment.doc_count():
            texts = Strings.of(arrays.read(folder / arrays_file(segment)), "origin").texts()
            found += [
                decode(text, SourceRecord) for n, text in enumerate(texts) if n not in deleted
            ]
    return found
