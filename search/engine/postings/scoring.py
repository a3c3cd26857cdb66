"""Clauses → a score for each document that matches, by the BM25F that `Clause` defines."""

from collections.abc import Sequence

import numpy as np

from search.engine.postings.facet_column import DocSet, Mask
from search.engine.postings.packed import Numbers
from search.engine.postings.phrases import DocFrequencies, PhraseFrequencies
from search.engine.postings.segments import Scores, Segments
from search.engine.query_tree import K1, Clause
from search.index.fields import FIELDS_BY_NAME

_InField = tuple[str, DocFrequencies]
"""A field, and the documents that hold a phrase there."""


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
        phrases = (clause.phrase, *clause.variants)
        found = (
            (name, self._phrases.get(phrase, name)) for phrase in phrases for name in phrase.fields
        )
        parts = [(name, frequencies) for name, frequencies in found if frequencies.doc_ids.size]
        if not parts:
            return
        idf = np.log(self._index.count / (self._document_frequency(parts) + 1)) + 1
        weighted = [self._weighted(name, frequencies, matching) for name, frequencies in parts]
        doc_ids, added = map(np.concatenate, zip(*weighted, strict=True))
        tf = np.bincount(places.take(doc_ids), added, scores.size)
        worth = clause.weight * idf * (K1 + 1) * tf
        worth /= tf + K1
        scores += worth

    def _document_frequency(self, parts: Sequence[_InField]) -> int:
        """How many documents hold any of the phrases in any of the fields."""
        if len(parts) == 1:
            return parts[0][1].doc_ids.size
        holding = np.zeros(self._index.size, np.bool_)
        for _, frequencies in parts:
            holding[frequencies.doc_ids] = True
        return int(np.count_nonzero(holding))

    def _weighted(
        self, name: str, frequencies: DocFrequencies, matching: Mask
    ) -> tuple[Numbers, Scores]:
        """The matching documents, and what one phrase in one field adds to the tf of each."""
        doc_ids, often = frequencies
        kept = matching.take(doc_ids)
        if np.count_nonzero(kept) < kept.size:
            held = kept.nonzero()[0]
            doc_ids, often = doc_ids.take(held), often.take(held)
        return doc_ids, FIELDS_BY_NAME[name].weight * often / self._index.norms(name).take(doc_ids)
