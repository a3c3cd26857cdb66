"""The executable definition of an engine: what every engine must answer, in plain Python."""

from collections.abc import Iterator, Mapping
from math import log
from types import TracebackType

from search.engine import (
    K1,
    Clause,
    EngineError,
    IndexBusyError,
    Match,
    Matches,
    NoIndexError,
    Origin,
    Phrase,
    Request,
    StaleIndexError,
    Stats,
)
from search.model import Sort
from search.schema import FIELDS, IndexEntry

State = Mapping[str, IndexEntry]


class MemoryEngine:
    """Keeps every generation as a dict of entries."""

    def __init__(self) -> None:
        self.generations: list[tuple[str, State]] = []
        self.live = self.before = -1
        self.writing = False

    def snapshot(self) -> "MemorySnapshot":
        if self.live < 0:
            raise NoIndexError("no index")
        recipe, state = self.generations[self.live]
        return MemorySnapshot(f"g-{self.live + 1:06d}", recipe, state)

    def writer(self, recipe: str, *, anew: bool = False) -> "MemoryWriter":
        if self.writing:
            raise IndexBusyError("another writer")
        if not anew and self.live >= 0 and self.generations[self.live][0] != recipe:
            raise StaleIndexError("made by another indexer")
        return MemoryWriter(self, recipe, anew)

    def check(self) -> list[str]:
        self.snapshot()
        return []

    def rollback(self) -> str:
        if self.before < 0:
            raise NoIndexError("no earlier generation")
        self.live, self.before = self.before, -1
        return self.snapshot().generation


class MemoryWriter:
    def __init__(self, engine: MemoryEngine, recipe: str, anew: bool) -> None:
        self.engine, self.recipe = engine, recipe
        self.was_put: set[str] = set()
        old = {} if anew or engine.live < 0 else engine.generations[engine.live][1]
        self.state = dict(old)

    def put(self, entry: IndexEntry) -> None:
        self.remove(entry.id)
        self.was_put.add(entry.id)
        self.state[entry.id] = entry

    def remove(self, report_id: str) -> None:
        if report_id in self.was_put:
            raise EngineError("it was put by this writer already")
        self.state.pop(report_id, None)

    def commit(self) -> str:
        self.engine.before = self.engine.live
        self.engine.generations.append((self.recipe, self.state))
        self.engine.live = len(self.engine.generations) - 1
        return self.engine.snapshot().generation

    def __enter__(self) -> "MemoryWriter":
        self.engine.writing = True
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.engine.writing = False


class MemorySnapshot:
    def __init__(self, generation: str, recipe: str, state: State) -> None:
        self.generation, self.recipe, self.state = generation, recipe, state

    def search(self, request: Request) -> Matches:
        found = {
            key: entry
            for key, entry in self.state.items()
            if all(any(times(entry, f.name, p) for f in FIELDS) for p in request.required)
            and self._in_dates(entry, request)
        }
        counts: dict[str, dict[str, int]] = {}
        for name in request.counted:
            counts[name] = {}
            for entry in found.values():
                if passes(entry, request.filters, besides=name):
                    for value in entry.facets[name]:
                        counts[name][value] = counts[name].get(value, 0) + 1
        hits = [entry for entry in found.values() if passes(entry, request.filters)]
        scores = {entry.id: self._score(entry, request) for entry in hits}
        hits.sort(key=lambda entry: order(entry, scores[entry.id], request.sort))
        chosen = hits[request.offset : request.offset + request.limit]
        return Matches(
            len(hits), tuple(Match(e.id, scores[e.id], e.stored) for e in chosen), counts
        )

    def stored(self, report_id: str) -> bytes | None:
        entry = self.state.get(report_id)
        return entry.stored if entry else None

    def origins(self) -> Iterator[Origin]:
        return (Origin(e.id, e.digest, e.origins) for e in self.state.values())

    def stats(self) -> Stats:
        terms = {t for e in self.state.values() for field in e.terms.values() for t in field}
        return Stats(self.generation, len(self.state), len(terms), 0, self.recipe)

    def _in_dates(self, entry: IndexEntry, request: Request) -> bool:
        asked, own = request.dates, entry.dates
        if asked is None:
            return True
        return own is not None and own.first <= asked.last and asked.first <= own.last

    def _score(self, entry: IndexEntry, request: Request) -> float:
        return sum(self._clause(entry, clause) for clause in request.scored)

    def _clause(self, entry: IndexEntry, clause: Clause) -> float:
        held = sum(
            any(times(e, f.name, clause.phrase) for f in FIELDS) for e in self.state.values()
        )
        idf = log(1 + (len(self.state) - held + 0.5) / (held + 0.5))
        frequency = 0.0
        for field in FIELDS:
            lengths = [e.lengths[field.name] for e in self.state.values()]
            mean = sum(lengths) / len(lengths) or 1.0
            relative = entry.lengths[field.name] / mean
            count = times(entry, field.name, clause.phrase)
            frequency += field.weight * count / (1 - field.b + field.b * relative)
        return clause.weight * idf * frequency / (K1 + frequency)


def times(entry: IndexEntry, field: str, phrase: Phrase) -> int:
    """How often a phrase stands in a field of an entry."""
    terms = entry.terms[field]
    places = [{p for term in slot for p in terms.get(term, ())} for slot in phrase.slots]
    return sum(
        all(first + offset in slot for offset, slot in enumerate(places)) for first in places[0]
    )


def passes(entry: IndexEntry, filters: Mapping[str, tuple[str, ...]], besides: str = "") -> bool:
    """Whether an entry has one of the wanted values of each facet."""
    return all(
        set(values) & set(entry.facets[name]) for name, values in filters.items() if name != besides
    )


def order(entry: IndexEntry, score: float, sort: Sort) -> tuple[object, ...]:
    """A sort key: see `search.model.Sort`; equal ones by score, then by id."""
    if sort is Sort.RELEVANCE:
        return (-score, entry.id)
    if entry.dates is None:
        return (True, 0, -score, entry.id)
    newest = -entry.dates.last.toordinal()
    day = newest if sort is Sort.NEWEST else entry.dates.first.toordinal()
    return (False, day, -score, entry.id)
