"""IndexEntry → Whoosh segments and their arrays, in generations; Request → Matches out of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any
from weakref import finalize

import numpy as np
from whoosh import __version__, columns, fields, formats, index
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import IndexReader, SegmentReader
from whoosh.writing import SegmentWriter

from search.engine.errors import DamagedIndexError, EngineError, NoIndexError
from search.engine.postings import arrays
from search.engine.postings.evaluate import Evaluator
from search.engine.postings.segments import SegmentBuilder, Segments
from search.engine.protocol import Match, Matches, Request, SourceRecord, Stats
from search.engine.query_tree import Node
from search.engine.whoosh.generations import Generations
from search.index.entry import IndexEntry
from search.index.fingerprint import digest, fingerprint
from search.serialization import decode, encode

_ARRAYS = ".arrays"
"""How the name of the file ends that holds the arrays of a segment, beside Whoosh's own files."""

_COVERED = (
    "engine/whoosh/adapter.py",
    "engine/postings/arrays.py",
    "engine/postings/inverted.py",
    "engine/postings/segments.py",
    "serialization.py",
)
"""The files of `search` that decide how terms and reports lie in the files of an index."""


class _Identifier(fields.FieldType):  # type: ignore[misc]
    """The id of a document, as the one term of a field."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.scorable = self.stored = False

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The term, its frequency, its weight, and nothing more."""
        yield value.encode(), 1, 1.0, b""


def _schema() -> fields.Schema:
    """What Whoosh keeps: ids and stored reports; what is searched lies in our arrays."""
    reports = fields.COLUMN(columns.CompressedBytesColumn())
    return fields.Schema(id=_Identifier(), report=reports)


def open_url(rest: str) -> "WhooshEngine":
    """The index in the folder that the address names after `whoosh:`."""
    return WhooshEngine(Path(rest))


@cache
def _fingerprint(package: Path = Path(__file__).parents[2]) -> str:
    """Of the text chain, and of how its terms lie in the files. `package`: where `search` is."""
    facts = [fingerprint().encode(), f"whoosh {__version__}".encode()]
    return digest(package, _COVERED, facts)


class WhooshEngine:
    """Generations of a Whoosh index in one folder."""

    def __init__(self, folder: Path) -> None:
        self._generations = Generations(folder)
        self._opening = Lock()
        self._live: WhooshSnapshot | None = None
        self._pointer: tuple[str, int] | None = None

    def snapshot(self) -> "WhooshSnapshot":
        """The live generation, opened anew only when CURRENT names another one."""
        with self._opening:
            while self._live is None or self._pointer != self._generations.pointer():
                pointer = self._generations.pointer()
                try:
                    self._live = self._open(pointer[0])
                    self._pointer = pointer
                except DamagedIndexError:
                    # Two publications later a generation is swept away: was this one?
                    if pointer == self._generations.pointer():
                        raise
            return self._live

    def writer(self, extraction_fingerprint: str, *, anew: bool = False) -> "WhooshWriter":
        """The next generation in the making, over the live one unless `anew`."""
        with ExitStack() as held:
            held.enter_context(self._generations.lock())
            base = None if anew else self._base(extraction_fingerprint)
            return WhooshWriter(self._generations, base, extraction_fingerprint, held)

    def check(self) -> list[str]:
        """What is wrong with the live generation, a line each."""
        name = self._generations.current()
        damage = self._generations.damage(name)
        if not damage:
            snapshot = self.snapshot()
            for origin in snapshot.sources():
                if not snapshot.stored(origin.id):
                    damage.append(f"report {origin.id} is listed and not stored")
        return damage

    def rollback(self) -> str:
        """Make the generation before the live one live again."""
        self._generations.current()  # nothing to lock where there is no index
        with self._generations.lock():
            return self._generations.rollback(_fingerprint())

    def _open(self, name: str) -> "WhooshSnapshot":
        manifest = self._generations.vouch(name, _fingerprint())
        size = sum(record.size for record in manifest.files.values())
        return WhooshSnapshot(self._generations, name, manifest.extraction_fingerprint, size)

    def _base(self, extraction_fingerprint: str) -> str | None:
        try:
            name = self._generations.current()
        except NoIndexError:
            return None
        if (
            self._generations.vouch(name, _fingerprint()).extraction_fingerprint
            != extraction_fingerprint
        ):
            raise self._generations.stale("the indexer")
        damage = self._generations.damage(name)
        if damage:  # a merge would write it into new files, with new checksums
            raise self._generations.damaged("; ".join(damage))
        return name


class WhooshSnapshot:
    """One generation, open. Whoosh's reader is used by one thread at a time; arrays by all."""

    def __init__(
        self, generations: Generations, name: str, extraction_fingerprint: str, size: int
    ) -> None:
        self.generation = name
        self.extraction_fingerprint, self._bytes = extraction_fingerprint, size
        self._generations = generations
        self._reading = Lock()
        with generations.reading(name):
            self._open(generations.path(name))

    def _open(self, folder: Path) -> None:
        # read, not mapped: a few reports a question, in a file that is half of the index
        storage = FileStorage(str(folder), supports_mmap=False, readonly=True)
        self._reader: IndexReader = storage.open_index().reader()
        finalize(self, self._reader.close)  # when the last request over it is done
        leaves = [leaf for leaf, _ in self._reader.leaf_readers() if leaf.doc_count_all()]
        found = [
            (arrays.read(folder / _file_of(s)), s.deleted_docs()) for s in map(_segment, leaves)
        ]
        self._reports = [leaf.column_reader("report", translate=False) for leaf in leaves]
        self._index = Segments(found)
        self._evaluator = Evaluator(self._index)

    def search(self, request: Request) -> Matches:
        """Answer exactly, from the arrays."""
        with self._generations.reading(self.generation):
            found = self._evaluator.answer(request)
            pairs = zip(found.doc_ids.tolist(), found.scores.tolist(), strict=True)
            matches = tuple(Match(self._index.id(n), s, self._stored(n)) for n, s in pairs)
            return Matches(found.total, matches, found.counts)

    def totals(self, trees: Sequence[Node]) -> list[int]:
        """How many reports match each of some trees."""
        with self._generations.reading(self.generation):
            requests = (Request(tree, limit=0) for tree in trees)
            return [self._evaluator.answer(request).total for request in requests]

    def ids(self, request: Request) -> list[str]:
        """The ids of the matches alone."""
        with self._generations.reading(self.generation):
            return list(map(self._index.id, self._evaluator.answer(request).doc_ids.tolist()))

    def stored(self, report_id: str) -> bytes | None:
        """The bytes of one report, or None."""
        with self._generations.reading(self.generation):
            number = self._index.numbers.get(report_id)
            return None if number is None else self._stored(number)

    def terms(self, field: str, prefix: str = "", least: int = 1) -> Mapping[str, int]:
        """The terms of a field that begin so, and how many reports hold each."""
        with self._generations.reading(self.generation):
            return self._index.holding(field, prefix, least)

    def sources(self) -> Iterator[SourceRecord]:
        """How each report came here."""
        with self._generations.reading(self.generation):
            return iter([decode(record, SourceRecord) for record in self._index.origins()])

    def stats(self) -> Stats:
        """The size of this generation."""
        with self._generations.reading(self.generation):
            terms = self._index.terms()
        return Stats(
            self.generation, self._index.count, terms, self._bytes, self.extraction_fingerprint
        )

    def numbers(self) -> Mapping[str, int]:
        """Id → Whoosh's number of the document."""
        with self._generations.reading(self.generation):
            return self._index.numbers

    def _stored(self, number: int) -> bytes:
        segment, own = self._index.place(number)
        with self._reading:
            report: bytes = self._reports[segment][own]
            return report


def _segment(leaf: SegmentReader) -> Any:
    return leaf.segment()


def _file_of(segment: Any) -> str:
    name: str = segment.make_filename(_ARRAYS)
    return name


class WhooshWriter:
    """The next generation, in a folder of its own; the lock is held until it is left."""

    def __init__(
        self,
        generations: Generations,
        base: str | None,
        extraction_fingerprint: str,
        held: ExitStack,
    ) -> None:
        self._generations, self._base, self._extraction_fingerprint = (
            generations,
            base,
            extraction_fingerprint,
        )
        self._folder = held.enter_context(generations.begin(base))
        self._put: set[str] = set()
        self._removed: set[str] = set()
        self._before: Mapping[str, int] = {}
        if base is None:
            opened = index.create_in(str(self._folder), _schema())
        else:
            opened = index.open_dir(str(self._folder))
            self._before = self._snapshot().numbers()
        self._writer: SegmentWriter = opened.writer()
        self._builder = SegmentBuilder()
        self._held = held.pop_all()  # the lock and the folder, until this writer is left

    def put(self, entry: IndexEntry) -> None:
        """Add a report, or replace the one of its id."""
        self.remove(entry.id)
        self._put.add(entry.id)
        with self._generations.writing():
            self._writer.add_document(id=entry.id, report=entry.stored)
        self._builder.add(entry, encode(SourceRecord(entry.id, entry.digest, entry.origins)))

    def remove(self, report_id: str) -> None:
        """Take a report of the base generation out."""
        if report_id in self._put:
            raise EngineError(f"report {report_id!r} was put by this writer already")
        number = self._before.get(report_id)
        if number is not None and report_id not in self._removed:
            self._removed.add(report_id)
            self._writer.delete_document(number)

    def commit(self) -> str:
        """Write the segments, look whether they hold what they should, and publish."""
        with self._generations.writing():
            self._writer.commit(mergetype=self._merge)
            if self._writer.doc_count():
                file = self._folder / _file_of(self._writer.newsegment)
                arrays.write(file, self._builder.arrays())
            for left in ("*_WRITELOCK", "*.tmp"):
                for path in self._folder.glob(left):
                    path.unlink()
            expected = (self._before.keys() - self._removed) | self._put
            if self._snapshot().numbers().keys() != expected:
                raise EngineError(f"Whoosh lost reports in {self._folder}; nothing was changed")
            return self._generations.publish(
                self._folder, self._base, _fingerprint(), self._extraction_fingerprint
            )

    def _merge(self, writer: SegmentWriter, segments: Iterable[Any]) -> list[Any]:
        """Whoosh's hook for the segments to keep as they are; the others join the new one.

        A segment is written anew if it is not much larger than what is being written anyway (so
        their number stays logarithmic) or if a fifth of it is deleted; an emptied one goes.
        """
        kept = []
        growing = writer.doc_count()
        for segment in sorted(segments, key=lambda s: s.doc_count_all() - s.deleted_count()):
            count = segment.doc_count_all() - segment.deleted_count()
            if not count:
                continue
            if count <= 2 * growing or 5 * segment.deleted_count() > segment.doc_count_all():
                found = arrays.read(self._folder / _file_of(segment))
                live = np.ones(segment.doc_count_all(), np.bool_)
                live[list(segment.deleted_docs())] = False
                self._builder.join(found, live)
                writer.add_reader(SegmentReader(writer.storage, writer.schema, segment))
                growing += count
            else:
                kept.append(segment)
        return kept

    def _snapshot(self) -> WhooshSnapshot:
        return WhooshSnapshot(self._generations, self._folder.name, self._extraction_fingerprint, 0)

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
