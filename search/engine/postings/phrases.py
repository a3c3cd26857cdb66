"""A phrase and a field → the documents that hold it there, and how often."""

from collections.abc import Sequence
from functools import partial, reduce
from typing import NamedTuple

import numpy as np

from search.engine.postings.cache import ArrayCache
from search.engine.postings.facet_column import Mask
from search.engine.postings.inverted import NO_POSTINGS, Postings
from search.engine.postings.packed import Numbers, ragged
from search.engine.postings.segments import Segments
from search.engine.query_tree import Near, Phrase, Prefix, Term

CACHED_NUMBERS = 4_000_000
"""Numbers kept for later requests, half as many each of postings, of phrases and of places: 48 MB
at most."""

_FEW = 8
"""Of a term with so many times more documents than are looked for, each is searched for alone."""


class DocFrequencies(NamedTuple):
    """The documents that hold a phrase.

    `doc_ids`: int64[n], ascending. `frequencies`: int64[n], how often each holds it.
    """

    doc_ids: Numbers
    frequencies: Numbers


_NOWHERE = DocFrequencies(NO_POSTINGS.doc_ids, NO_POSTINGS.frequencies)


class PhraseFrequencies:
    """Looks phrases up in one index, and keeps what was looked up lately.

    Any number of threads may ask.
    """

    def __init__(self, index: Segments) -> None:
        self._index = index
        self._phrases: ArrayCache[tuple[Phrase, str], DocFrequencies]
        self._phrases = ArrayCache(CACHED_NUMBERS // 2)
        self._postings: ArrayCache[tuple[str, str], Postings] = ArrayCache(CACHED_NUMBERS // 2)
        self._places: ArrayCache[tuple[str, str], tuple[Numbers]] = ArrayCache(CACHED_NUMBERS // 2)

    def get(self, phrase: Phrase, field: str) -> DocFrequencies:
        """The live documents that hold a phrase in a field. Nobody may write to the arrays."""
        match phrase:
            case Phrase(slots=(((str() as term),),), not_followed_by=()):  # kept as postings
                return DocFrequencies(*self._posted(field, term)[:2])
        return self._phrases.get((phrase, field), partial(self._look_up, phrase, field))

    def near(self, near: Near, field: str) -> Numbers:
        """The live documents, ascending, in which two phrases stand near each other in a field."""
        first, second = near.first, near.second
        doc_ids = np.intersect1d(
            self.get(first, field).doc_ids, self.get(second, field).doc_ids, assume_unique=True
        )
        room = max(len(first.slots), len(second.slots)) + near.distance
        layout = _Layout.of(self._index, field, doc_ids, room)
        ones, others = (self._offsets(phrase, field, layout) for phrase in (first, second))
        behind = _with_one_within(ones + len(first.slots), others, near.distance)
        before = _with_one_within(others + len(second.slots), ones, near.distance)
        found = np.concatenate([ones[behind], others[before]])
        return np.flatnonzero(layout.counts(found))

    def _look_up(self, phrase: Phrase, field: str) -> DocFrequencies:
        if not phrase.not_followed_by:
            match phrase.slots:
                case (((Prefix() as prefix),),):
                    return _nonzero(self._index.prefix_frequencies(field, prefix))
                case (slot,):
                    return _nonzero(self._added(self._alternatives(slot, field)))
        if terms := _single_terms(phrase):
            return self._side_by_side(terms, field)
        slots: list[list[Postings]] = []
        for slot in phrase.slots:
            slots.append(self._alternatives(slot, field))
            if not slots[-1]:
                return _NOWHERE
        doc_ids = self._in_all(slots)
        if not doc_ids.size:
            return _NOWHERE
        layout = _Layout.of(self._index, field, doc_ids, len(slots))
        offsets = self._without_followed(_in_order(slots, layout), phrase, field, layout)
        return _nonzero(layout.counts(offsets))

    def _side_by_side(self, terms: Sequence[str], field: str) -> DocFrequencies:
        """The live documents that hold terms one behind the other, found by their places alone."""
        posted: list[Postings] = []
        for term in terms:
            posted.append(self._posted(field, term))
            if not posted[-1].doc_ids.size:
                return _NOWHERE
        rarest, *others = sorted(range(len(terms)), key=lambda n: posted[n].positions.size)
        begins = self._placed(field, terms[rarest]) - rarest
        for number in others:
            if not begins.size:
                return _NOWHERE
            doc_ids, _ = _counted(self._doc_ids_at(field, begins))
            if _FEW * doc_ids.size < posted[number].doc_ids.size:
                places = _term_offsets(posted[number], doc_ids, self._index.begins(field))
            else:
                places = self._placed(field, terms[number])
            begins = _shared(begins + number, places) - number
        return _counted(self._doc_ids_at(field, begins))

    def _doc_ids_at(self, field: str, places: Numbers) -> Numbers:
        """The document at each of some places."""
        found: Numbers = self._index.begins(field).searchsorted(places, "right") - 1
        return found

    def _placed(self, field: str, term: str) -> Numbers:
        """int64, ascending: where a term stands, in all live documents laid end to end."""

        def make() -> tuple[Numbers]:
            doc_ids, frequencies, positions = self._posted(field, term)
            return (np.repeat(self._index.begins(field)[doc_ids], frequencies) + positions,)

        return self._places.get((field, term), make)[0]

    def _offsets(self, phrase: Phrase, field: str, layout: "_Layout") -> Numbers:
        """Where a phrase begins in documents that all hold it; ascending."""
        slots = [self._alternatives(slot, field) for slot in phrase.slots]
        if not layout.doc_ids.size:
            return NO_POSTINGS.positions.astype(np.int64)
        return self._without_followed(_in_order(slots, layout), phrase, field, layout)

    def _without_followed(
        self, offsets: Numbers, phrase: Phrase, field: str, layout: "_Layout"
    ) -> Numbers:
        """Those of the offsets of a phrase behind which no term stands that must not follow."""
        following = self._alternatives(phrase.not_followed_by, field)
        if not (following and offsets.size):
            return offsets
        taken = _offsets(following, layout.doc_ids, layout.begins) - len(phrase.slots)
        kept: Numbers = np.setdiff1d(offsets, taken, assume_unique=True)
        return kept

    def _alternatives(self, slot: Sequence[Term], field: str) -> list[Postings]:
        """The postings of all terms that a slot stands for, without those of no document."""
        terms = {text for term in slot for text in self._index.expand(field, term)}
        found = (self._posted(field, text) for text in terms)
        return [postings for postings in found if postings.doc_ids.size]

    def _posted(self, field: str, term: str) -> Postings:
        return self._postings.get((field, term), partial(self._index.postings, field, term))

    def _added(self, slot: Sequence[Postings]) -> Numbers:
        """int64[size]: how often each document holds any of some terms."""
        counts = np.zeros(self._index.size, np.int64)
        for postings in slot:
            counts[postings.doc_ids] += postings.frequencies
        return counts

    def _in_all(self, slots: Sequence[Sequence[Postings]]) -> Numbers:
        """The documents that hold a term of each slot; ascending."""
        alone = [slot[0].doc_ids for slot in slots if len(slot) == 1]
        fewest = min(alone, key=len, default=NO_POSTINGS.doc_ids)
        if len(alone) < len(slots) or _FEW * fewest.size > self._index.size:
            return np.flatnonzero(reduce(np.logical_and, map(self._holding, slots)))
        found = fewest
        for other in alone:
            found = found[other[np.minimum(np.searchsorted(other, found), other.size - 1)] == found]
        return found

    def _holding(self, slot: Sequence[Postings]) -> Mask:
        """Which documents hold any of some terms."""
        holding = np.zeros(self._index.size, np.bool_)
        for postings in slot:
            holding[postings.doc_ids] = True
        return holding


class _Layout(NamedTuple):
    """Some documents laid end to end, so that a document and a position in it are one offset.

    `doc_ids`: int64[n], ascending. `begins`: int64[size], the offset at which each is laid, or -1.
    `ends`: int64[n], where each ends. Between two there is room, so that nothing reaches across.
    """

    doc_ids: Numbers
    begins: Numbers
    ends: Numbers

    @classmethod
    def of(cls, index: Segments, field: str, doc_ids: Numbers, room: int) -> "_Layout":
        """Documents with `room` free offsets before each."""
        extents = index.extents(field)[doc_ids].astype(np.int64)
        ends = np.cumsum(extents + room)
        begins = np.full(index.size, -1)
        begins[doc_ids] = ends - extents
        return cls(doc_ids, begins, ends)

    def counts(self, offsets: Numbers) -> Numbers:
        """How many offsets each document has, up to the last one that has some."""
        return np.bincount(self.doc_ids[np.searchsorted(self.ends, offsets, "right")])


def _single_terms(phrase: Phrase) -> tuple[str, ...]:
    """The terms of a phrase whose slots stand for one each; none where there is more to it."""
    terms = tuple(term for slot in phrase.slots for term in slot if isinstance(term, str))
    is_plain = len(terms) == len(phrase.slots) == sum(map(len, phrase.slots))
    return terms if is_plain and not phrase.not_followed_by else ()


def _in_order(slots: Sequence[Sequence[Postings]], layout: _Layout) -> Numbers:
    """Where terms stand at successive positions, one of each slot; ascending.

    The offsets of slot n, less n, are where the phrase may begin; it begins where all slots say
    so. The rarest slot comes first.
    """
    candidates, begins = layout.doc_ids, layout.begins
    (number, slot), *others = sorted(enumerate(slots), key=_position_count)
    offsets = _offsets(slot, candidates, begins) - number
    for number, slot in others:
        offsets = _intersection(offsets, _offsets(slot, candidates, begins) - number)
        if _FEW * offsets.size < candidates.size:
            candidates = np.flatnonzero(layout.counts(offsets))
    return offsets


def _with_one_within(ends: Numbers, begins: Numbers, distance: int) -> Mask:
    """Which of some ends have one of the ascending begins at most `distance` behind them."""
    if not begins.size:
        return np.zeros(ends.size, np.bool_)
    following = np.minimum(np.searchsorted(begins, ends), begins.size - 1)
    gaps = begins[following] - ends
    within: Mask = (gaps >= 0) & (gaps <= distance)
    return within


def _nonzero(counts: Numbers) -> DocFrequencies:
    """A count for each document → those whose count is not 0."""
    doc_ids = np.flatnonzero(counts != 0)  # numpy finds true values three times as fast as numbers
    return DocFrequencies(doc_ids, counts[doc_ids])


def _counted(ascending: Numbers) -> DocFrequencies:
    """Documents, ascending → each once, and how often it is there."""
    is_first = np.concatenate([ascending[:1] >= 0, ascending[1:] != ascending[:-1]])
    edges = np.append(is_first.nonzero()[0], ascending.size)
    return DocFrequencies(ascending[edges[:-1]], edges[1:] - edges[:-1])


def _position_count(numbered: tuple[int, Sequence[Postings]]) -> int:
    return sum(postings.positions.size for postings in numbered[1])


def _shared(some: Numbers, others: Numbers) -> Numbers:
    """The same as `_intersection`; quicker where one is much longer."""
    if _FEW * some.size > others.size:
        return _intersection(some, others)
    at = np.searchsorted(others, some)
    at[at == others.size] = 0
    found: Numbers = some[others[at] == some]
    return found


def _intersection(some: Numbers, others: Numbers) -> Numbers:
    """What two ascending arrays without repeats share; a stable sort merges what is sorted."""
    both: Numbers = np.concatenate([some, others])
    both.sort(kind="stable")
    shared: Numbers = both[1:][both[1:] == both[:-1]]
    return shared


def _offsets(slot: Sequence[Postings], doc_ids: Numbers, begins: Numbers) -> Numbers:
    """Where the terms of a slot stand in some documents laid end to end, perhaps in others too.

    Ascending, each offset once. `begins`: int64[size], the offset of each document, or -1 where a
    document is not laid out; `doc_ids` are among those that are.
    """
    offsets: Numbers = np.concatenate([_term_offsets(part, doc_ids, begins) for part in slot])
    if len(slot) > 1:
        offsets.sort(kind="stable")
        offsets = offsets[np.diff(offsets, prepend=-1) > 0]  # two terms may share a position
    return offsets


def _term_offsets(postings: Postings, doc_ids: Numbers, begins: Numbers) -> Numbers:
    held, frequencies, positions = postings
    if _FEW * doc_ids.size < held.size:
        chosen = np.searchsorted(held, doc_ids)
        chosen[chosen == held.size] = 0
        chosen = chosen[held[chosen] == doc_ids]
        before = np.cumsum(frequencies)[chosen] - frequencies[chosen]
        held, frequencies = held[chosen], frequencies[chosen]
        positions = positions[np.repeat(before, frequencies) + ragged(frequencies)]
    else:
        kept = begins[held] >= 0
        if not kept.all():
            positions = positions[np.repeat(kept, frequencies)]
            held, frequencies = held[kept], frequencies[kept]
    offsets: Numbers = np.repeat(begins[held], frequencies) + positions
    return offsets
