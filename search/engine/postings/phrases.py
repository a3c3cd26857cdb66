"""A phrase → the texts that hold it, in all of its fields, and how often each does."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial, reduce
from typing import NamedTuple

import numpy as np

from search.engine.postings.cache import ArrayCache
from search.engine.postings.facet_column import Mask
from search.engine.postings.inverted import NO_POSTINGS, Postings
from search.engine.postings.packed import Numbers
from search.engine.postings.places import (
    FEW,
    LaidTexts,
    in_order,
    shared,
    slot_offsets,
    term_offsets,
    with_one_within,
)
from search.engine.postings.segments import Segments
from search.engine.postings.texts import Texts
from search.engine.query_tree import Near, Phrase, Prefix, Term

CACHED_NUMBERS = 4_000_000
"""Numbers kept for later requests, half as many each of postings, of phrases and of places: 48 MB
at most."""

Fields = tuple[str, ...]
"""Names of fields: those in which a phrase may stand."""


class TextFrequencies(NamedTuple):
    """The texts that hold a phrase.

    `text_ids`: int64[n], ascending. `frequencies`: int64[n], how often each holds it.
    """

    text_ids: Numbers
    frequencies: Numbers


_NOWHERE = TextFrequencies(NO_POSTINGS.doc_ids, NO_POSTINGS.frequencies)


class PhraseFrequencies:
    """Looks phrases up in one index, and keeps what was looked up lately.

    Any number of threads may ask.
    """

    def __init__(self, index: Segments) -> None:
        self._index = index
        self._texts: dict[Fields, Texts] = {}
        self._phrases: ArrayCache[Phrase, TextFrequencies] = ArrayCache(CACHED_NUMBERS // 2)
        self._postings: ArrayCache[tuple[Fields, str], Postings] = ArrayCache(CACHED_NUMBERS // 2)
        self._places: ArrayCache[tuple[Fields, str], tuple[Numbers]]
        self._places = ArrayCache(CACHED_NUMBERS // 2)

    def texts(self, fields: Fields) -> Texts:
        """The texts of some fields; what is found of a phrase has their numbers."""
        found = self._texts.get(fields)
        return found or self._texts.setdefault(fields, Texts(self._index, fields))

    def get(self, phrase: Phrase) -> TextFrequencies:
        """The texts of live documents that hold a phrase. Nobody may write to the arrays."""
        match phrase:
            case Phrase(slots=(((str() as term),),), not_followed_by=()):  # kept as postings
                return TextFrequencies(*self._posted(self.texts(phrase.fields), term)[:2])
        return self._phrases.get(phrase, partial(self._look_up, phrase))

    def doc_ids(self, phrase: Phrase) -> Numbers:
        """The live documents that hold a phrase, each once for every field in which it does."""
        return self.texts(phrase.fields).doc_ids(self.get(phrase).text_ids)

    def near(self, near: Near) -> Numbers:
        """The live documents in which two phrases stand near each other, each once for every field
        in which they do."""
        texts = self.texts(near.fields)
        first, second = (replace(own, fields=near.fields) for own in (near.first, near.second))
        text_ids = np.intersect1d(
            self.get(first).text_ids, self.get(second).text_ids, assume_unique=True
        )
        room = max(len(first.slots), len(second.slots)) + near.distance
        laid = LaidTexts.of(texts, text_ids, room)
        ones, others = (self._offsets(phrase, laid) for phrase in (first, second))
        behind = with_one_within(ones + len(first.slots), others, near.distance)
        before = with_one_within(others + len(second.slots), ones, near.distance)
        found = np.concatenate([ones[behind], others[before]])
        return texts.doc_ids(np.flatnonzero(laid.counts(found)))

    def _look_up(self, phrase: Phrase) -> TextFrequencies:
        texts = self.texts(phrase.fields)
        if not phrase.not_followed_by:
            match phrase.slots:
                case (((Prefix() as prefix),),):
                    return _nonzero(texts.prefix_frequencies(prefix))
                case (slot,):
                    return _nonzero(_added(self._alternatives(slot, texts), texts.size))
        if terms := _single_terms(phrase):
            return self._side_by_side(terms, texts)
        slots: list[list[Postings]] = []
        for slot in phrase.slots:
            slots.append(self._alternatives(slot, texts))
            if not slots[-1]:
                return _NOWHERE
        text_ids = _in_all(slots, texts.size)
        if not text_ids.size:
            return _NOWHERE
        laid = LaidTexts.of(texts, text_ids, len(slots))
        offsets = self._without_followed(in_order(slots, laid), phrase, laid)
        return _nonzero(laid.counts(offsets))

    def _side_by_side(self, terms: Sequence[str], texts: Texts) -> TextFrequencies:
        """The texts that hold terms one behind the other, found by their places alone."""
        posted: list[Postings] = []
        for term in terms:
            posted.append(self._posted(texts, term))
            if not posted[-1].doc_ids.size:
                return _NOWHERE
        rarest, *others = sorted(range(len(terms)), key=lambda n: posted[n].positions.size)
        places = self._placed(texts, terms[rarest]) - rarest  # where the phrase may begin
        for number in others:
            if not places.size:
                return _NOWHERE
            text_ids, _ = _counted(texts.at(places))
            if FEW * text_ids.size < posted[number].doc_ids.size:
                own = term_offsets(posted[number], text_ids, texts.begins)
            else:
                own = self._placed(texts, terms[number])
            places = shared(places + number, own) - number
        return _counted(texts.at(places))

    def _placed(self, texts: Texts, term: str) -> Numbers:
        """int64, ascending: the places where a term stands."""

        def make() -> tuple[Numbers]:
            text_ids, frequencies, positions = self._posted(texts, term)
            return (np.repeat(texts.begins[text_ids], frequencies) + positions,)

        return self._places.get((texts.fields, term), make)[0]

    def _offsets(self, phrase: Phrase, laid: LaidTexts) -> Numbers:
        """Where a phrase begins in texts that all hold it; ascending."""
        if not laid.text_ids.size:
            return NO_POSTINGS.positions.astype(np.int64)
        texts = self.texts(phrase.fields)
        slots = [self._alternatives(slot, texts) for slot in phrase.slots]
        return self._without_followed(in_order(slots, laid), phrase, laid)

    def _without_followed(self, offsets: Numbers, phrase: Phrase, laid: LaidTexts) -> Numbers:
        """Those of the offsets of a phrase behind which no term stands that must not follow."""
        if not (phrase.not_followed_by and offsets.size):
            return offsets
        following = self._alternatives(phrase.not_followed_by, self.texts(phrase.fields))
        if not following:
            return offsets
        taken = slot_offsets(following, laid.text_ids, laid.begins) - len(phrase.slots)
        kept: Numbers = np.setdiff1d(offsets, taken, assume_unique=True)
        return kept

    def _alternatives(self, slot: Sequence[Term], texts: Texts) -> list[Postings]:
        """The postings of all terms that a slot stands for, without those of no text. Of a prefix
        each field has its own terms, and is asked for these alone."""
        terms = {term for term in slot if isinstance(term, str)}
        begun = {own for term in slot if isinstance(term, Prefix) for own in texts.expand(term)}
        found = [self._posted(texts, term) for term in terms]
        for number, term in begun:
            if term not in terms:
                own = self._posted(self.texts(texts.fields[number : number + 1]), term)
                found.append(texts.in_field(number, own))
        return [postings for postings in found if postings.doc_ids.size]

    def _posted(self, texts: Texts, term: str) -> Postings:
        return self._postings.get((texts.fields, term), partial(texts.postings, term))


def _added(slot: Sequence[Postings], size: int) -> Numbers:
    """int64[size]: how often each of so many texts holds any of some terms."""
    counts = np.zeros(size, np.int64)
    for postings in slot:
        counts[postings.doc_ids] += postings.frequencies
    return counts


def _in_all(slots: Sequence[Sequence[Postings]], size: int) -> Numbers:
    """Those of so many texts that hold a term of each slot; ascending."""
    alone = [slot[0].doc_ids for slot in slots if len(slot) == 1]
    fewest = min(alone, key=len, default=NO_POSTINGS.doc_ids)
    if len(alone) < len(slots) or FEW * fewest.size > size:
        return np.flatnonzero(reduce(np.logical_and, (_holding(slot, size) for slot in slots)))
    found = fewest
    for other in alone:
        found = found[other[np.minimum(np.searchsorted(other, found), other.size - 1)] == found]
    return found


def _holding(slot: Sequence[Postings], size: int) -> Mask:
    """Which of so many texts hold any of some terms."""
    holding = np.zeros(size, np.bool_)
    for postings in slot:
        holding[postings.doc_ids] = True
    return holding


def _single_terms(phrase: Phrase) -> tuple[str, ...]:
    """The terms of a phrase whose slots stand for one each; none where there is more to it."""
    terms = tuple(term for slot in phrase.slots for term in slot if isinstance(term, str))
    is_plain = len(terms) == len(phrase.slots) == sum(map(len, phrase.slots))
    return terms if is_plain and not phrase.not_followed_by else ()


def _nonzero(counts: Numbers) -> TextFrequencies:
    """A count for each text → those whose count is not 0."""
    text_ids = np.flatnonzero(counts != 0)  # numpy finds true values three times as fast as numbers
    return TextFrequencies(text_ids, counts[text_ids])


def _counted(ascending: Numbers) -> TextFrequencies:
    """Texts, ascending → each once, and how often it is there."""
    if not ascending.size:
        return _NOWHERE
    last = np.flatnonzero(ascending[1:] != ascending[:-1])
    edges = np.empty(last.size + 2, np.int64)
    edges[0], edges[-1] = 0, ascending.size
    edges[1:-1] = last + 1
    return TextFrequencies(ascending[edges[:-1]], edges[1:] - edges[:-1])
