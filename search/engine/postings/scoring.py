"""Clauses → a score for each document that matches, by the BM25F that `Clause` defines."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from search.engine.postings.facet_column import DocSet, Mask
from search.engine.postings.packed import Numbers
from search.engine.postings.phrases import PhraseFrequencies
from search.engine.postings.segments import Scores, Segments
from search.engine.postings.texts import Texts
from search.engine.query_tree import K1, Clause


class _Held(NamedTuple):
    """The texts that hold a phrase, how often each does, and the document of each."""

    texts: Texts
    text_ids: Numbers
    frequencies: Numbers
    doc_ids: Numbers

    def weighted(self, matching: Mask) -> tuple[Numbers, Scores]:
        """The matching documents, and what each text adds to the tf of its own."""
        texts, text_ids, frequencies, doc_ids = self
        kept = matching.take(doc_ids)
        if np.count_nonzero(kept) < kept.size:
            held = kept.nonzero()[0]
            text_ids, frequencies = text_ids.take(held), frequencies.take(held)
            doc_ids = doc_ids.take(held)
        return doc_ids, texts.weighted(text_ids, frequencies)


class Scorer:
    """Scores the documents of one index."""

    def __init__(self, index: Segments, phrases: PhraseFrequencies) -> None:
        self._index, self._phrases = index, phrases

    def score(self, clauses: Sequence[Clause], among: DocSet) -> Scores:
        """float64[size]: the sum of what the clauses are worth to some documents; 0 of others."""
        scores = np.zeros(self._index.size)
        if not clauses:
            return scores
        places = np.zeros(self._index.size, np.int64)
        places[among.doc_ids] = np.arange(among.doc_ids.size)
        own = np.zeros(among.doc_ids.size)
        for clause in clauses:
            self._add(clause, among.mask, places, own)
        scores[among.doc_ids] = own
        return scores

    def _add(self, clause: Clause, matching: Mask, places: Numbers, scores: Scores) -> None:
        """Add what one clause is worth to the scores of the matching documents. `scores`: of these
        alone; `places`: where the score of each stands."""
        parts: list[_Held] = []
        for phrase in (clause.phrase, *clause.variants):
            texts, (text_ids, frequencies) = (
                self._phrases.texts(phrase.fields),
                self._phrases.get(phrase),
            )
            if text_ids.size:
                parts.append(_Held(texts, text_ids, frequencies, texts.doc_ids(text_ids)))
        if not parts:
            return
        idf = np.log(self._index.count / (self._document_frequency(parts) + 1)) + 1
        weighted = [part.weighted(matching) for part in parts]
        doc_ids, added = map(np.concatenate, zip(*weighted, strict=True))
        tf = np.bincount(places.take(doc_ids), added, scores.size)
        worth = clause.weight * idf * (K1 + 1) * tf
        worth /= tf + K1
        scores += worth

    def _document_frequency(self, parts: Sequence[_Held]) -> int:
        """How many documents hold any of the phrases in any of their fields."""
        holding = np.zeros(self._index.size, np.bool_)
        for part in parts:
            holding[part.doc_ids] = True
        return int(np.count_nonzero(holding))
