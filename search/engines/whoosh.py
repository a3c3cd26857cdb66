"""IndexEntry → Whoosh segments in generations, and Request → Matches read from them."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any

import numpy as np
from whoosh import columns, fields, formats, index
from whoosh.reading import IndexReader, SegmentReader, TermNotFound
from whoosh.writing import SegmentWriter

from search.engine import (
    DamagedIndexError,
    EngineError,
    Match,
    Matches,
    NoIndexError,
    Origin,
    Request,
    Stats,
)
from search.engines.generations import Generations
from search.engines.postings import (
    FacetColumn,
    Lengths,
    Mask,
    Numbers,
    Scores,
    holding,
    occurrences,
    score,
)
from search.model import DateRange, Sort
from search.record import decode, encode
from search.schema import COUNTED, FIELDS, IndexEntry, fingerprint

CACHED_NUMBERS = 8_000_000
"""Occurrences kept in memory for the next query: 64 MB."""

WRITER_MEGABYTES = 256
"""Postings sorted in memory before Whoosh spills them to a file."""


class PositionList(formats.Format):  # type: ignore[misc]
    """A posting's value is its positions as little-endian 32-bit numbers, read back as an array."""

    def supports(self, name: str) -> bool:
        """What Whoosh asks before it decodes a value itself; we never let it."""
        return False


class TermsField(fields.FieldType):  # type: ignore[misc]
    """A field that is given its terms and their positions ready-made."""

    def __init__(self) -> None:
        self.format = PositionList()
        self.scorable = self.stored = False

    def index(
        self, value: Mapping[str, list[int]], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Term → positions as Whoosh wants them: term, frequency, weight, value."""
        for term, positions in value.items():
            count = len(positions)
            yield term.encode(), count, float(count), np.asarray(positions, "<u4").tobytes()


class ExactField(fields.FieldType):  # type: ignore[misc]
    """A field of exact values: a document has it or has it not."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.scorable = self.stored = False

    def index(self, value: Iterable[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Each value as a term."""
        for name in value:
            yield name.encode(), 1, 1.0, b""


def _schema() -> fields.Schema:
    numbers = {f"length_{f.name}": columns.NumericColumn("I") for f in FIELDS}
    days = {name: columns.NumericColumn("i") for name in ("first_day", "last_day")}
    return fields.Schema(
        id=ExactField(),
        origin=fields.COLUMN(columns.VarBytesColumn()),
        report=fields.STORED(),
        **{f"terms_{f.name}": TermsField() for f in FIELDS},
        **{f"facet_{facet.name}": ExactField() for facet in COUNTED},
        **{name: fields.COLUMN(column) for name, column in {**numbers, **days}.items()},
    )


def open_url(rest: str) -> "WhooshEngine":
    """The index in the folder that the address names after `whoosh:`."""
    return WhooshEngine(Path(rest))


@cache
def _fingerprint() -> str:
    """Of the text chain, and of how its terms lie in the files."""
    here = Path(__file__)
    digest = hashlib.sha256(f"{fingerprint()} {version('whoosh')}".encode())
    for path in (here, here.parent.parent / "record.py"):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


class WhooshEngine:
    """Generations of a Whoosh index in one folder. Whoosh keeps the bytes; the answers are ours."""

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

    def writer(self, recipe: str, *, anew: bool = False) -> "WhooshWriter":
        """The next generation in the making, over the live one unless `anew`."""
        with ExitStack() as held:
            held.enter_context(self._generations.lock())
            base = None if anew else self._base(recipe)
            return WhooshWriter(self._generations, base, recipe, held)

    def check(self) -> list[str]:
        """What is wrong with the live generation, a line each."""
        name = self._generations.current()
        damage = self._generations.damage(name)
        if not damage:
            snapshot = self.snapshot()
            for origin in snapshot.origins():
                if snapshot.stored(origin.id) is None:
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
        return WhooshSnapshot(self._generations, name, manifest.recipe, size)

    def _base(self, recipe: str) -> str | None:
        try:
            name = self._generations.current()
        except NoIndexError:
            return None
        if self._generations.vouch(name, _fingerprint()).recipe != recipe:
            raise self._generations.stale("the indexer")
        damage = self._generations.damage(name)
        if damage:  # a merge would write it into new files, with new checksums
            raise self._generations.damaged("; ".join(damage))
        return name


class WhooshSnapshot:
    """One generation, open. Whoosh's reader is used by one thread at a time; arrays by all."""

    def __init__(self, generations: Generations, name: str, recipe: str, size: int) -> None:
        self.generation = name
        self.recipe, self._bytes = recipe, size
        self._generations = generations
        self._reading = Lock()
        self._facets: dict[str, FacetColumn] = {}
        self._cache: OrderedDict[tuple[str, str], Numbers] = OrderedDict()
        self._cached = 0
        with generations.reading(name):
            self._open(generations.path(name))

    def _open(self, folder: Path) -> None:
        self._reader: IndexReader = index.open_dir(str(folder), readonly=True).reader()
        self._leaves: list[tuple[SegmentReader, int]] = [
            (leaf, base) for leaf, base in self._reader.leaf_readers() if leaf.doc_count_all()
        ]
        self._size: int = sum(leaf.doc_count_all() for leaf, _ in self._leaves)
        self._live: Mask = np.ones(self._size, np.bool_)
        for leaf, base in self._leaves:
            self._live[[base + number for number in leaf._perdoc.deleted_docs()]] = False
        self._origins = [
            decode(record, Origin) if live else None
            for record, live in zip(self._column("origin"), self._live, strict=True)
        ]
        self.numbers = {o.id: number for number, o in enumerate(self._origins) if o}
        self._rank = np.zeros(self._size, np.int64)
        self._rank[[self.numbers[key] for key in sorted(self.numbers)]] = np.arange(
            len(self.numbers)
        )
        self._lengths = {f.name: self._length(f.name) for f in FIELDS}
        self._first_day = np.array(self._column("first_day"), np.int64)
        self._last_day = np.array(self._column("last_day"), np.int64)

    def search(self, request: Request) -> Matches:
        """Answer exactly, from the occurrences of the request's terms."""
        with self._generations.reading(self.generation):
            return self._search(request)

    def _search(self, request: Request) -> Matches:
        matching = self._live.copy()
        for phrase in request.required:
            matching &= holding(phrase, self._size, self._occurrences)
        if request.dates:
            matching &= self._in(request.dates)
        filters = {
            name: self._facet(name).having(values, self._size)
            for name, values in request.filters.items()
        }
        counts = {
            name: self._facet(name).count(
                _all(matching, (mask for other, mask in filters.items() if other != name))
            )
            for name in request.counted
        }
        documents = np.flatnonzero(_all(matching, filters.values()))
        scores: Scores = np.zeros(self._size)
        live = len(self.numbers)
        for clause in request.scored if documents.size else ():
            scores += score(clause, live, self._lengths, self._occurrences)
        ordered = self._order(documents, scores, request.sort)
        chosen = ordered[request.offset : request.offset + request.limit]
        matches = tuple(self._match(int(number), float(scores[number])) for number in chosen)
        return Matches(len(documents), matches, counts)

    def stored(self, report_id: str) -> bytes | None:
        """The bytes of one report, or None."""
        number = self.numbers.get(report_id)
        if number is None:
            return None
        with self._generations.reading(self.generation):
            return self._stored(number)

    def origins(self) -> Iterator[Origin]:
        """How each report came here."""
        return (origin for origin in self._origins if origin)

    def stats(self) -> Stats:
        """The size of this generation."""
        names = {f"terms_{f.name}" for f in FIELDS}
        with self._generations.reading(self.generation), self._reading:
            terms = {text for name, text in self._reader.all_terms() if name in names}
        return Stats(self.generation, len(self.numbers), len(terms), self._bytes, self.recipe)

    def _order(self, documents: Numbers, scores: Scores, sort: Sort) -> Numbers:
        rank, best_first = self._rank[documents], -scores[documents]
        if sort is Sort.RELEVANCE:
            return documents[np.lexsort((rank, best_first))]
        newest = -self._last_day[documents]
        days = newest if sort is Sort.NEWEST else self._first_day[documents]
        undated = self._first_day[documents] == 0
        return documents[np.lexsort((rank, best_first, days, undated))]

    def _match(self, number: int, points: float) -> Match:
        origin = self._origins[number]
        assert origin is not None, "only live documents match"
        return Match(origin.id, points, self._stored(number))

    def _in(self, dates: DateRange) -> Mask:
        first, last = dates.first.toordinal(), dates.last.toordinal()
        inside: Mask = (self._first_day <= last) & (self._last_day >= first)
        return inside & (self._first_day > 0)

    def _length(self, name: str) -> Lengths:
        of = np.array(self._column(f"length_{name}"), np.float64)
        return Lengths(of, float(of[self._live].mean()) if self._live.any() else 0.0)

    def _column(self, name: str) -> list[Any]:
        values: list[Any] = []
        for leaf, _ in self._leaves:
            column = self._reader.schema[name].column_type
            if leaf.has_column(name):
                values.extend(leaf.column_reader(name, column))
            else:
                values.extend([column.default_value()] * leaf.doc_count_all())
        return values

    def _stored(self, number: int) -> bytes:
        with self._reading:
            report: bytes = self._reader.stored_fields(number)["report"]
            return report

    def _facet(self, name: str) -> FacetColumn:
        found = self._facets.get(name)
        if found is None:
            field = f"facet_{name}"
            with self._reading:
                texts = [text.decode() for text in self._reader.lexicon(field)]
                holders = [self._postings(field, text)[0] for text in texts]
            documents = np.array([n for numbers in holders for n in numbers], np.int64)
            counts = [len(numbers) for numbers in holders]
            values = np.repeat(np.arange(len(texts)), counts)
            found = self._facets[name] = FacetColumn(tuple(texts), documents, values)
        return found

    def _occurrences(self, field: str, term: str) -> Numbers:
        with self._reading:
            found = self._cache.pop((field, term), None)
            if found is None:
                found = occurrences(*self._postings(f"terms_{field}", term))
                self._cached += found.size
            self._cache[field, term] = found
            while self._cached > CACHED_NUMBERS and len(self._cache) > 1:
                self._cached -= self._cache.popitem(last=False)[1].size
            return found

    def _postings(self, field: str, term: str) -> tuple[list[int], list[bytes]]:
        """The live documents of a term and the values of its postings; the lock is held."""
        documents: list[int] = []
        values: list[bytes] = []
        for leaf, base in self._leaves:
            try:
                matcher = leaf.postings(field, term)
            except TermNotFound:
                continue
            while matcher.is_active():
                documents.append(base + matcher.id())
                values.append(matcher.value())
                matcher.next()
        return documents, values


def _all(matching: Mask, masks: Iterable[Mask]) -> Mask:
    result = matching.copy()
    for mask in masks:
        result &= mask
    return result


class WhooshWriter:
    """The next generation, in a folder of its own; the lock is held until it is left."""

    def __init__(
        self, generations: Generations, base: str | None, recipe: str, held: ExitStack
    ) -> None:
        self._generations, self._base, self._recipe = generations, base, recipe
        self._folder = held.enter_context(generations.begin(base))
        self._put: set[str] = set()
        self._removed: set[str] = set()
        self._before: dict[str, int] = {}
        if base is None:
            opened = index.create_in(str(self._folder), _schema())
        else:
            opened = index.open_dir(str(self._folder))
            self._before = self._snapshot().numbers
        self._writer: SegmentWriter = opened.writer(limitmb=WRITER_MEGABYTES)
        self._held = held.pop_all()  # the lock and the folder, until this writer is left

    def put(self, entry: IndexEntry) -> None:
        """Add a report, or replace the one of its id."""
        self.remove(entry.id)
        self._put.add(entry.id)
        days = entry.dates
        with self._generations.writing():
            self._writer.add_document(
                id=(entry.id,),
                origin=encode(Origin(entry.id, entry.digest, entry.origins)),
                report=entry.stored,
                first_day=days.first.toordinal() if days else 0,
                last_day=days.last.toordinal() if days else 0,
                **{f"terms_{name}": terms for name, terms in entry.terms.items()},
                **{f"length_{name}": length for name, length in entry.lengths.items()},
                **{f"facet_{name}": values for name, values in entry.facets.items()},
            )

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
            self._writer.commit(mergetype=_merge)
            for left in ("*_WRITELOCK", "*.tmp"):
                for path in self._folder.glob(left):
                    path.unlink()
            expected = (self._before.keys() - self._removed) | self._put
            if self._snapshot().numbers.keys() != expected:
                raise EngineError(f"Whoosh lost reports in {self._folder}; nothing was changed")
            return self._generations.publish(self._folder, self._base, _fingerprint(), self._recipe)

    def _snapshot(self) -> WhooshSnapshot:
        return WhooshSnapshot(self._generations, self._folder.name, self._recipe, 0)

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


def _merge(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """Whoosh's merge policy hook: the segments to keep as they are; the others join the new one.

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
            writer.add_reader(SegmentReader(writer.storage, writer.schema, segment))
            growing += count
        else:
            kept.append(segment)
    return kept
