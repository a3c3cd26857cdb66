"""A request over the arrays of an index → which documents match, in which order, and counts."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial, reduce
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from search.answers import Sort
from search.dates import DateRange
from search.engine.postings.arrays import Array
from search.engine.postings.inverted import NO_POSTINGS, Numbers, Postings, ragged
from search.engine.postings.segments import Mask, Scores, Segments
from search.engine.protocol import Request
from search.engine.query_tree import (
    K1,
    And,
    Clause,
    DateOverlaps,
    FacetValueIs,
    MinimumMatch,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
)
from search.index.fields import FIELDS_BY_NAME

CACHED_NUMBERS = 4_000_000
"""Numbers of postings and of leaves kept for the next request: 32 MB."""

_FEW = 8
"""So many times fewer documents than a term has are looked up one by one."""


class DocFrequencies(NamedTuple):
    """Where a phrase stands in one field: documents, ascending, and how often in each."""

    doc_ids: Numbers
    frequencies: Numbers


_NOWHERE = DocFrequencies(NO_POSTINGS.doc_ids, NO_POSTINGS.frequencies)


class Answer(NamedTuple):
    """What a request finds: how many documents, the chosen ones in order, their scores, counts."""

    total: int
    doc_ids: Numbers
    scores: Scores
    counts: dict[str, dict[str, int]]


class Evaluator:
    """Answers requests over one index; what it has read it keeps, within bounds.

    Any number of threads may ask.
    """

    def __init__(self, index: Segments) -> None:
        self._index = index
        self._leaves: _Cache[tuple[Phrase, str], DocFrequencies] = _Cache(CACHED_NUMBERS // 2)
        self._postings: _Cache[tuple[str, str], Postings] = _Cache(CACHED_NUMBERS // 2)

    def answer(self, request: Request) -> Answer:
        """Which documents match, counted, ranked and cut to the page that was asked for."""
        matching = self._matching(request)
        filters = {
            name: self._index.facet(name).having(values) for name, values in request.filters.items()
        }
        answering = reduce(np.logical_and, filters.values(), matching)
        documents = np.flatnonzero(answering)
        counts = {}
        for name in request.counted:
            among = documents
            if name in filters:  # its own filter does not matter
                others = [mask for other, mask in filters.items() if other != name]
                among = np.flatnonzero(reduce(np.logical_and, others, matching))
            counts[name] = self._index.facet(name).count(among)
        scores = np.zeros(self._index.size)
        if documents.size and request.limit:
            for clause in request.clauses:
                self._add(clause, answering, scores)
        chosen = self._ordered(documents, scores, request)
        return Answer(documents.size, chosen, scores[chosen], counts)

    def _matching(self, request: Request) -> Mask:
        matching = self._index.live
        if request.tree is not None:
            matching = self._holding(request.tree) & matching
        if request.dates is not None:
            matching = matching & self._in(request.dates)
        return matching

    def _holding(self, node: Node) -> Mask:
        """Which documents answer a node of the query tree."""
        match node:
            case And(parts):
                everything = np.ones(self._index.size, np.bool_)
                return reduce(np.logical_and, map(self._holding, parts), everything)
            case Or(parts):
                nothing = np.zeros(self._index.size, np.bool_)
                return reduce(np.logical_or, map(self._holding, parts), nothing)
            case Not(part):
                return ~self._holding(part)
            case MinimumMatch(count, parts):
                answered = np.zeros(self._index.size, np.int16)
                for part in parts:
                    answered += self._holding(part)
                return answered >= count
            case FacetValueIs(facet, value):
                return self._index.facet(facet).having((value,))
            case DateOverlaps(dates):
                return self._in(dates)
            case Phrase():
                holding = np.zeros(self._index.size, np.bool_)
                for field in node.fields:
                    holding[self._leaf(node, field).doc_ids] = True
                return holding

    def _add(self, clause: Clause, wanted: Mask, scores: Scores) -> None:
        """Add what a clause is worth to the score of each document that is wanted.

        The formula is at `Clause`.
        """
        phrases = (clause.phrase, *clause.variants)
        found = ((name, self._leaf(phrase, name)) for phrase in phrases for name in phrase.fields)
        leaves = [(name, leaf) for name, leaf in found if leaf.doc_ids.size]
        if not leaves:
            return
        idf = np.log(self._index.count / (self._reports(leaves) + 1)) + 1
        documents, tf = self._weighted(leaves, wanted)
        scores[documents] += clause.weight * idf * (K1 + 1) * tf / (tf + K1)

    def _reports(self, leaves: Sequence[tuple[str, DocFrequencies]]) -> int:
        """How many documents are in any of some leaves."""
        if len(leaves) == 1:
            return leaves[0][1].doc_ids.size
        holding = np.zeros(self._index.size, np.bool_)
        for _, leaf in leaves:
            holding[leaf.doc_ids] = True
        return int(np.count_nonzero(holding))

    def _weighted(
        self, leaves: Sequence[tuple[str, DocFrequencies]], wanted: Mask
    ) -> tuple[Numbers, Scores]:
        """The wanted documents of some leaves, each with the tf of the formula."""
        parts = [self._weighted_in(name, leaf, wanted) for name, leaf in leaves]
        if len(parts) == 1:
            return parts[0]
        added = np.zeros(self._index.size)
        for documents, tf in parts:
            added[documents] += tf
        together = np.flatnonzero(added)
        return together, added[together]

    def _weighted_in(self, name: str, leaf: DocFrequencies, wanted: Mask) -> tuple[Numbers, Scores]:
        documents, frequencies = leaf
        kept = wanted.take(documents)
        if not kept.all():
            documents, frequencies = (part[kept] for part in leaf)
        field = FIELDS_BY_NAME[name]
        lengths = self._index.relative_lengths(name).take(documents)
        return documents, field.weight * frequencies / (1 - field.b + field.b * lengths)

    def _leaf(self, phrase: Phrase, field: str) -> DocFrequencies:
        match phrase.slots:
            case (((str() as term),),):  # kept as postings
                return DocFrequencies(*self._posted(field, term)[:2])
        return self._leaves.get((phrase, field), partial(self._look_up, phrase, field))

    def _look_up(self, phrase: Phrase, field: str) -> DocFrequencies:
        match phrase.slots:
            case (((Prefix() as prefix),),):
                return _sparse(self._index.frequencies(field, prefix))
            case (slot,):
                return _sparse(self._either(self._alternatives(slot, field)))
            case slots:
                rows: list[list[Postings]] = []
                for slot in slots:
                    rows.append(self._alternatives(slot, field))
                    if not rows[-1]:
                        return _NOWHERE
                return _sparse(self._in_a_row(rows, field))

    def _alternatives(self, slot: Sequence[Term], field: str) -> list[Postings]:
        """The postings of all terms that a slot stands for."""
        terms = {text for term in slot for text in self._index.expand(field, term)}
        found = (self._posted(field, text) for text in terms)
        return [postings for postings in found if postings.doc_ids.size]

    def _posted(self, field: str, term: str) -> Postings:
        return self._postings.get((field, term), partial(self._index.postings, field, term))

    def _either(self, slot: Sequence[Postings]) -> Numbers:
        """How often each document has any of some terms."""
        counts = np.zeros(self._index.size, np.int64)
        for postings in slot:
            counts[postings.doc_ids] += postings.frequencies
        return counts

    def _in_a_row(self, slots: Sequence[Sequence[Postings]], field: str) -> Numbers:
        """How often each document has terms at successive positions, one of each slot.

        The documents that have them all are laid end to end, with room between, so that a place
        is one number. The places of each slot, moved back by its number, are where a row may
        begin; it does where all slots say so.
        """
        documents = still = np.flatnonzero(reduce(np.logical_and, map(self._holding_any, slots)))
        extents = self._index.extents(field)[documents].astype(np.int64)
        ends = np.cumsum(extents + len(slots))
        begins = np.full(self._index.size, -1)
        begins[documents] = ends - extents
        (number, slot), *others = sorted(enumerate(slots), key=_rarest_first)
        places = _laid_out(slot, still, begins) - number
        for number, slot in others:
            places = _shared(places, _laid_out(slot, still, begins) - number)
            if _FEW * places.size < still.size:
                still = np.flatnonzero(_counts(places, documents, ends))
        return _counts(places, documents, ends)

    def _holding_any(self, slot: Sequence[Postings]) -> Mask:
        """Which documents have any of some terms."""
        holding = np.zeros(self._index.size, np.bool_)
        for postings in slot:
            holding[postings.doc_ids] = True
        return holding

    def _in(self, dates: DateRange) -> Mask:
        first, last = self._index.first_day, self._index.last_day
        inside: Mask = (first <= dates.last.toordinal()) & (last >= dates.first.toordinal())
        return inside & (first > 0)

    def _ordered(self, documents: Numbers, scores: Scores, request: Request) -> Numbers:
        """The documents of the page that was asked for, in their order."""
        first, last = self._index.first_day, self._index.last_day
        keys: list[Key] = [lambda some: -scores[some]]
        if request.sort is Sort.NEWEST:
            keys = [lambda some: first[some] == 0, lambda some: -last[some], *keys]
        elif request.sort is Sort.OLDEST:
            keys = [lambda some: first[some] == 0, lambda some: first[some], *keys]
        until = min(request.offset + request.limit, documents.size)
        chosen = first_in_order(documents, [*keys, lambda some: self._index.rank[some]], until)
        places = zip(*(key(chosen).tolist() for key in keys), strict=True)
        ids = map(self._index.id, chosen.tolist())
        order = sorted(zip(places, ids, range(chosen.size), strict=True))
        return chosen[[number for _, _, number in order[request.offset :]]]


def _sparse(counts: Numbers) -> DocFrequencies:
    """The documents that have any, and how many each."""
    documents = np.flatnonzero(counts)
    return DocFrequencies(documents, counts[documents])


def _counts(places: Numbers, documents: Numbers, ends: Numbers) -> Numbers:
    """How many places each document has; documents are laid end to end, up to `ends`."""
    return np.bincount(documents[np.searchsorted(ends, places, "right")])


def _rarest_first(numbered: tuple[int, Sequence[Postings]]) -> int:
    return sum(postings.positions.size for postings in numbered[1])


def _shared(some: Numbers, others: Numbers) -> Numbers:
    """What two ascending arrays without repeats share; a stable sort merges what is sorted."""
    both: Numbers = np.concatenate([some, others])
    both.sort(kind="stable")
    shared: Numbers = both[1:][both[1:] == both[:-1]]
    return shared


def _laid_out(slot: Sequence[Postings], documents: Numbers, begins: Numbers) -> Numbers:
    """Where the terms of a slot stand in documents laid end to end, in some of them at least.

    Ascending, each place once.

    `begins`: where a document begins; -1 for those that are not laid out at all.
    """
    places: Numbers = np.concatenate([_own_places(part, documents, begins) for part in slot])
    if len(slot) > 1:
        places.sort(kind="stable")
        places = places[np.diff(places, prepend=-1) > 0]  # two terms may stand at one place
    return places


def _own_places(postings: Postings, documents: Numbers, begins: Numbers) -> Numbers:
    held, frequencies, positions = postings
    if _FEW * documents.size < held.size:
        chosen = np.searchsorted(held, documents)
        chosen[chosen == held.size] = 0
        chosen = chosen[held[chosen] == documents]
        before = np.cumsum(frequencies)[chosen] - frequencies[chosen]
        held, frequencies = held[chosen], frequencies[chosen]
        positions = positions[np.repeat(before, frequencies) + ragged(frequencies)]
    else:
        kept = begins[held] >= 0
        if not kept.all():
            positions = positions[np.repeat(kept, frequencies)]
            held, frequencies = held[kept], frequencies[kept]
    places: Numbers = np.repeat(begins[held], frequencies) + positions
    return places


Key = Callable[[Numbers], Numbers | Scores]
"""Documents → what they are ordered by; smaller is earlier."""


def first_in_order(documents: Numbers, keys: Sequence[Key], count: int) -> Numbers:
    """Some `count` documents that come first by the first key, by the second where equal ...

    A key is only asked for documents that the keys before it cannot tell apart.
    """
    if not count or count >= documents.size or not keys:
        return documents[:count]
    values = keys[0](documents)
    limit = np.partition(values, count - 1)[count - 1]
    before = documents[values < limit]
    equal = first_in_order(documents[values == limit], keys[1:], count - before.size)
    return np.concatenate([before, equal])


K = TypeVar("K")
V = TypeVar("V", bound=tuple[Array, ...])


class _Cache(Generic[K, V]):
    """What was made for a key, forgotten when others fill the room and it was not used lately."""

    def __init__(self, room: int) -> None:
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._room = room
        self._lock = Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key; made if it is not there, perhaps by two threads at once."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        found = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = found
                self._room -= _size(found)
            while self._room < 0 and len(self._kept) > 1:
                self._room += _size(self._kept.popitem(last=False)[1])
        return found


def _size(value: tuple[Array, ...]) -> int:
    return sum(part.size for part in value)
