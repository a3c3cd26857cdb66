"""The executable definition of an engine: what every engine must answer, in plain Python."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log
from types import TracebackType

from search.answers import Sort
from search.dates import DateRange
from search.engine.errors import EngineError, IndexBusyError, NoIndexError, StaleIndexError
from search.engine.protocol import Match, Matches, Request, SourceRecord, Stats
from search.engine.query_tree import (
    K1,
    AddedSince,
    And,
    AnyCopy,
    Clause,
    DateOverlaps,
    FacetValueIs,
    Leaf,
    MinimumMatch,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Term,
)
from search.index.entry import IndexEntry
from search.index.fields import FIELDS_BY_NAME, LISTED_FIELDS
from search.serialization import decompressed

State = Mapping[str, IndexEntry]
Groups = Mapping[str, str]


class MemoryEngine:
    """Keeps a snapshot of every generation, each a dict of entries."""

    def __init__(self) -> None:
        self.generations: list[MemorySnapshot] = []
        self.live = self.before = -1
        self.writing = False
        self.noted = self.summary = b""

    def snapshot(self) -> "MemorySnapshot":
        if self.live < 0:
            raise NoIndexError("no index")
        return self.generations[self.live]

    def writer(self, extraction_fingerprint: str, *, anew: bool = False) -> "MemoryWriter":
        if self.writing:
            raise IndexBusyError("another writer")
        live = None if anew or self.live < 0 else self.generations[self.live]
        if live and live.extraction_fingerprint != extraction_fingerprint:
            raise StaleIndexError("made by another indexer")
        self.writing = True
        return MemoryWriter(self, extraction_fingerprint, live.state if live else {})

    def known_sources(self) -> list[SourceRecord]:
        return [] if self.live < 0 else list(self.snapshot().sources())

    def check(self) -> list[str]:
        self.snapshot()
        return []

    def rollback(self) -> str:
        if self.before < 0:
            raise NoIndexError("no earlier generation")
        self.live, self.before = self.before, -1
        return self.snapshot().generation

    def notes(self) -> bytes:
        return self.noted

    def keep_notes(self, data: bytes) -> None:
        self.noted = data

    def run_summary(self) -> bytes:
        return self.summary

    def keep_run_summary(self, data: bytes) -> None:
        self.summary = data


class MemoryWriter:
    def __init__(self, engine: MemoryEngine, extraction_fingerprint: str, base: State) -> None:
        self.engine, self.extraction_fingerprint = engine, extraction_fingerprint
        self.was_put: set[str] = set()
        self.state = dict(base)
        self.groups: Groups = {}

    def put(self, entry: IndexEntry) -> None:
        self.remove(entry.id)
        self.was_put.add(entry.id)
        self.state[entry.id] = entry

    def remove(self, report_id: str) -> None:
        if report_id in self.was_put:
            raise EngineError("it was put by this writer already")
        self.state.pop(report_id, None)

    def set_groups(self, groups: Groups) -> None:
        self.groups = dict(groups)

    def commit(self) -> str:
        self.engine.before = self.engine.live
        name = f"g-{len(self.engine.generations) + 1:06d}"
        made = MemorySnapshot(name, self.extraction_fingerprint, self.state, self.groups)
        self.engine.generations.append(made)
        self.engine.live = len(self.engine.generations) - 1
        return self.engine.snapshot().generation

    def __enter__(self) -> "MemoryWriter":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.engine.writing = False


class MemorySnapshot:
    def __init__(
        self, generation: str, extraction_fingerprint: str, state: State, groups: Groups
    ) -> None:
        self.generation, self.state = generation, state
        self.extraction_fingerprint = extraction_fingerprint
        self.groups = {key: groups[key] for key in state if key in groups}

    is_remote = False

    def search_many(self, requests: Sequence[Request]) -> list[Matches]:
        return [self.search(request) for request in requests]

    def copies(self, report_id: str) -> list[str]:
        own = self.groups.get(report_id)
        return sorted(k for k, g in self.groups.items() if g == own and k != report_id)

    def group_of(self, entry: IndexEntry) -> tuple[str, str]:
        """Equal for two entries of one group alone."""
        own = self.groups.get(entry.id)
        return ("alone", entry.id) if own is None else ("group", own)

    def search(self, request: Request) -> Matches:
        found = {
            key: entry
            for key, entry in self.state.items()
            if (request.tree is None or answers(entry, request.tree, self.alike))
            and (request.dates is None or touches(entry, request.dates))
        }
        counts: dict[str, dict[str, int]] = {}
        for name in request.counted:
            having: dict[str, set[tuple[str, str]]] = {}
            for entry in found.values():
                if passes(entry, request.filters, besides=name):
                    for value in entry.facets[name]:
                        own = self.group_of(entry) if request.collapse else ("alone", entry.id)
                        having.setdefault(value, set()).add(own)
            by_count = sorted(having, key=lambda value: (-len(having[value]), value))
            told = by_count[: request.most.get(name)]
            told += [value for value in request.filters.get(name, ()) if value in having]
            counts[name] = {value: len(having[value]) for value in told}
        hits = [entry for entry in found.values() if passes(entry, request.filters)]
        scores = {entry.id: self._score(entry, request) for entry in hits}
        hits.sort(key=lambda entry: order(entry, scores[entry.id], request.sort))
        listed: dict[tuple[str, str], list[IndexEntry]] = {}
        for entry in hits:
            own = self.group_of(entry) if request.collapse else ("alone", entry.id)
            listed.setdefault(own, []).append(entry)
        chosen = list(listed.values())[request.offset : request.offset + request.limit]
        return Matches(
            len(listed),
            tuple(
                Match(
                    first.id,
                    scores[first.id],
                    decompressed(first.compressed),
                    tuple(e.id for e in others),
                )
                for first, *others in chosen
            ),
            counts,
            len(hits) - len(listed),
        )

    def alike(self, entry: IndexEntry) -> list[IndexEntry]:
        """The entries of the group of one, itself too."""
        own = self.group_of(entry)
        return [other for other in self.state.values() if self.group_of(other) == own]

    def ids(self, request: Request) -> list[str]:
        return [match.id for match in self.search(request).matches]

    def stored(self, report_id: str) -> bytes | None:
        entry = self.state.get(report_id)
        return decompressed(entry.compressed) if entry else None

    def stored_many(self, report_ids: Sequence[str]) -> Mapping[str, bytes]:
        return {
            key: decompressed(self.state[key].compressed) for key in report_ids if key in self.state
        }

    def terms(self, field: str, prefix: str = "", least: int = 1) -> Mapping[str, int]:
        held = Counter(term for entry in self.state.values() for term in entry.terms[field])
        return {t: n for t, n in held.items() if t.startswith(prefix) and n >= least}

    def sources(self) -> Iterator[SourceRecord]:
        return (
            SourceRecord(e.id, e.digest, e.origins, e.added, e.signature)
            for e in self.state.values()
        )

    def stats(self) -> Stats:
        terms = {t for e in self.state.values() for field in LISTED_FIELDS for t in e.terms[field]}
        return Stats(self.generation, len(self.state), len(terms), 0, self.extraction_fingerprint)

    def verify(self, pace: Callable[[int], None]) -> None:
        pass

    def _score(self, entry: IndexEntry, request: Request) -> float:
        return sum(self._clause(entry, clause) for clause in request.clauses)

    def _clause(self, entry: IndexEntry, clause: Clause) -> float:
        phrases = (clause.phrase, *clause.variants)
        held = sum(answers(e, Or(phrases)) for e in self.state.values())
        idf = log(len(self.state) / (held + 1)) + 1
        found = sum(self._heard(entry, phrase, f) for phrase in phrases for f in phrase.fields)
        return clause.weight * idf * found * (K1 + 1) / (found + K1)

    def _heard(self, entry: IndexEntry, phrase: Phrase, name: str) -> float:
        field = FIELDS_BY_NAME[name]
        lengths = [e.lengths[name] for e in self.state.values()]
        mean = sum(lengths) / len(lengths) or 1.0
        room = 1 - field.b + field.b * entry.lengths[name] / mean
        return field.weight * times(entry, name, phrase) / room


def answers(
    entry: IndexEntry,
    node: Node,
    alike: Callable[[IndexEntry], list[IndexEntry]] = lambda entry: [entry],
) -> bool:
    """Whether an entry answers a query tree. `alike`: an entry → those of its group."""
    match node:
        case And(parts):
            return all(answers(entry, part, alike) for part in parts)
        case Or(parts):
            return any(answers(entry, part, alike) for part in parts)
        case Not(part):
            return not answers(entry, part, alike)
        case MinimumMatch(count, parts):
            return sum(answers(entry, part, alike) for part in parts) >= count
        case AnyCopy(part):
            return any(answers(other, part, alike) for other in alike(entry))
        case _:
            return has(entry, node)


def has(entry: IndexEntry, leaf: Leaf) -> bool:
    """Whether an entry answers a leaf of a query tree."""
    match leaf:
        case FacetValueIs(facet, value):
            return value in entry.facets[facet]
        case DateOverlaps(dates):
            return touches(entry, dates)
        case AddedSince(instant):
            return entry.added >= instant
        case Near() | Phrase():
            return any(stands(entry, field, leaf) for field in leaf.fields)


def touches(entry: IndexEntry, asked: DateRange) -> bool:
    """Whether the days of an entry and some others have one in common."""
    own = entry.dates
    return own is not None and own.first <= asked.last and asked.first <= own.last


def times(entry: IndexEntry, field: str, phrase: Phrase) -> int:
    """How often a phrase stands in a field of an entry; where no places are known, how often its
    terms do."""
    if FIELDS_BY_NAME[field].has_positions:
        return len(begins(entry, field, phrase))
    meant = phrase.slots[0]
    return sum(
        len(found)
        for own, found in entry.terms[field].items()
        if any(is_meant(own, term) for term in meant)
    )


def stands(entry: IndexEntry, field: str, node: Phrase | Near) -> bool:
    """Whether a phrase is in a field, or two with few positions between them, in either order."""
    if isinstance(node, Phrase):
        return bool(begins(entry, field, node))
    first = [(at, at + len(node.first.slots)) for at in begins(entry, field, node.first)]
    second = [(at, at + len(node.second.slots)) for at in begins(entry, field, node.second)]
    between = range(node.distance + 1)
    return any(b - end in between or a - last in between for a, end in first for b, last in second)


def begins(entry: IndexEntry, field: str, phrase: Phrase) -> list[int]:
    """Where a phrase stands in a field of an entry."""
    slots = [places(entry, field, slot) for slot in phrase.slots]
    after = places(entry, field, phrase.not_followed_by)
    return [
        first
        for first in slots[0]
        if all(first + offset in slot for offset, slot in enumerate(slots))
        and first + len(slots) not in after
    ]


def places(entry: IndexEntry, field: str, slot: Sequence[Term]) -> set[int]:
    """Where any term of a slot stands in a field of an entry."""
    return {
        place
        for own, found in entry.terms[field].items()
        if any(is_meant(own, term) for term in slot)
        for place in found
    }


def is_meant(own: str, term: Term) -> bool:
    """Whether a term of an entry is one that a slot stands for."""
    return own == term if isinstance(term, str) else own.startswith(term.text)


def passes(entry: IndexEntry, filters: Mapping[str, tuple[str, ...]], besides: str = "") -> bool:
    """Whether an entry has one of the wanted values of each facet."""
    return all(
        set(values) & set(entry.facets[name]) for name, values in filters.items() if name != besides
    )


def order(entry: IndexEntry, score: float, sort: Sort) -> tuple[object, ...]:
    """A sort key: see `search.answers.Sort`; equal ones by score, then by id."""
    if sort is Sort.RELEVANCE:
        return (-score, entry.id)
    if sort is Sort.ADDED:
        return (-entry.added.timestamp(), *order(entry, score, Sort.NEWEST))
    if entry.dates is None:
        return (True, 0, -score, entry.id)
    newest = -entry.dates.last.toordinal()
    day = newest if sort is Sort.NEWEST else entry.dates.first.toordinal()
    return (False, day, -score, entry.id)
