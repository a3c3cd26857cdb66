"""Clauses → a score for each document that matches, by the BM25F that `Clause` defines."""

from collections.abc import Sequence

import numpy as np

from search.engine.postings.facet_column import DocSet, Mask
from search.engine.postings.packed import Numbers
from search.engine.postings.phrases import PhraseFrequencies, TextFrequencies
from search.engine.postings.segments import Scores, Segments
from search.engine.postings.texts import Texts
from search.engine.query_tree import K1, Clause


class Scorer:
    """Scores the documents of one index."""

    def __init__(self, index: Segments, phrases: PhraseFrequencies) -> None:
        self._index, self._phrases = index, phrases

    def score(self, clauses: Sequence[Clause], among: DocSet) -> Scores:
        """float64[size]: the sum of what the clauses are worth to some documents; 0 of others."""
        scores = np.zeros(self._index.size)
        if not clauses:
            return scores
        number_of = np.zeros(self._index.size, np.int64)
        number_of[among.doc_ids] = np.arange(among.doc_ids.size)
        own = np.zeros(among.doc_ids.size)
        for clause in clauses:
            self._add(clause, among.mask, number_of, own)
        scores[among.doc_ids] = own
        return scores

    def _add(self, clause: Clause, matching: Mask, number_of: Numbers, scores: Scores) -> None:
        """Add what one clause is worth to the scores of the matching documents. `scores`: of these
        alone; `number_of`: which of them each document is."""
        holding = np.zeros(self._index.size, np.bool_)
        weighted: list[tuple[Numbers, Scores]] = []
        for phrase in (clause.phrase, *clause.variants):
            texts = self._phrases.texts(phrase.fields)
            found = self._phrases.get(phrase)
            if found.text_ids.size:
                doc_ids = texts.doc_ids(found.text_ids)
                holding[doc_ids] = True
                weighted.append(_weighted(texts, found, doc_ids, matching))
        if not weighted:
            return
        idf = np.log(self._index.count / (np.count_nonzero(holding) + 1)) + 1
        of_match, added = map(np.concatenate, zip(*weighted, strict=True))
        tf = np.bincount(number_of.take(of_match), added, scores.size)
        worth = clause.weight * idf * (K1 + 1) * tf
        worth /= tf + K1
        scores += worth


def _weighted(
    texts: Texts, found: TextFrequencies, doc_ids: Numbers, matching: Mask
) -> tuple[Numbers, Scores]:
    """The texts of matching documents that hold a phrase: the document of each, and what it adds to
    the tf of that. `doc_ids`: the document of each text that holds it."""
    text_ids, frequencies = found
    kept = matching.take(doc_ids)
    if np.count_nonzero(kept) < kept.size:
        held = kept.nonzero()[0]
        text_ids, frequencies = text_ids.take(held), frequencies.take(held)
        doc_ids = doc_ids.take(held)
    return doc_ids, texts.weighted(text_ids, frequencies)
