"""bm25s as a ranker: of our syllables, of pyvi's words, and of what its own tokenizer finds."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import bm25s

from benchmarks.retrieval.beir import Document
from benchmarks.retrieval.ranker import composed
from search.text.analyze import exact_term
from search.text.normalize import normalize
from search.text.syllable import syllables_of

Terms = Callable[[str], Sequence[str]]
K1, B = 1.2, 0.75


class Bm25s:
    """BM25 over title and text as one, any term being enough."""

    def __init__(self, folder: Path, terms: Terms, **settings: float) -> None:
        self._scores, self._ids_path = folder / "scores", folder / "ids.json"
        self._terms, self._settings = terms, settings

    def build(self, documents: Iterable[Document]) -> None:
        """Terms as numbers, because those of a large collection do not fit into memory."""
        vocabulary: dict[str, int] = {}
        ids, numbers = [], []
        for document in documents:
            ids.append(document.id)
            terms = self._terms(f"{document.title}\n{document.text}")
            numbers.append([vocabulary.setdefault(term, len(vocabulary)) for term in terms])
        engine = bm25s.BM25(**self._settings)
        engine.index((numbers, vocabulary), show_progress=False)
        engine.save(str(self._scores), show_progress=False)
        self._ids_path.write_text(json.dumps(ids), "utf-8")

    def open(self) -> None:
        """Everything, into memory."""
        self._engine: Any = bm25s.BM25.load(str(self._scores), show_progress=False)
        self._ids: list[str] = json.loads(self._ids_path.read_text("utf-8"))

    def ask(self, text: str, count: int) -> Sequence[str]:
        """The best of those that have any score."""
        terms = self._terms(text)
        if not terms:
            return []
        best, scores = self._engine.retrieve(
            [list(terms)], k=min(count, len(self._ids)), show_progress=False
        )
        return [self._ids[number] for number in best[0][scores[0] > 0]]


def syllables(folder: Path) -> Bm25s:
    """The exact spellings that we index: what the words, pairs and rows are measured against."""
    return Bm25s(folder, _syllables, k1=K1, b=B)


def pyvi_words(folder: Path) -> Bm25s:
    """Stock pyvi's words, as most Vietnamese search engines are made."""
    from pyvi import ViTokenizer

    def words(text: str) -> list[str]:
        tokens = ViTokenizer.tokenize(composed(text)).lower().split()
        return [token for token in tokens if any(map(str.isalnum, token))]

    return Bm25s(folder, words, k1=K1, b=B)


def stock(folder: Path) -> Bm25s:
    """As it comes: its tokenizer with its English stop words, its own k1 and b."""
    return Bm25s(folder, _stock)


def _syllables(text: str) -> list[str]:
    return [exact_term(syllable) for syllable in syllables_of(normalize(text))]


def _stock(text: str) -> Sequence[str]:
    tokens: list[list[str]] = bm25s.tokenize(
        [composed(text)], return_ids=False, show_progress=False
    )
    return tokens[0]
