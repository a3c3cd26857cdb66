"""bm25s in the benchmark."""

import json
from collections.abc import Iterable
from pathlib import Path

import bm25s
import numpy as np

from benchmarks.engines.peer import LIMIT, Mode, Reply
from benchmarks.material import FACETS, PROVINCE, Document, Question


class Bm25s:
    """bm25s in memory, its facets counted by numpy. It has single words and OR, and no snippets.

    How many documents match it does not tell; where facets are counted, we count them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, documents: Iterable[Document]) -> None:
        """Scores of all pairs, and the facets as numbers."""
        terms, ids, facets = [], [], []
        for document in documents:
            terms.append(document.terms.split(" "))
            ids.append(document.id)
            facets.append(document.facets())
        engine = bm25s.BM25()
        engine.index(terms, show_progress=False)
        engine.save(str(self._folder / "scores"), show_progress=False)
        columns = {}
        for name in FACETS:
            names = sorted({value for found in facets for value in found[name]})
            numbers = {value: number for number, value in enumerate(names)}
            rows = [[numbers[value] for value in found[name]] for found in facets]
            np.save(self._folder / f"{name}.npy", np.array(rows, np.int32))
            columns[name] = names
        (self._folder / "names.json").write_text(json.dumps([ids, columns]), "utf-8")

    def update(self, documents: Iterable[Document]) -> None:
        """It cannot."""
        raise NotImplementedError

    def open(self) -> None:
        """Everything, into memory."""
        self._engine = bm25s.BM25.load(str(self._folder / "scores"), show_progress=False)
        self._ids, self._names = json.loads((self._folder / "names.json").read_text("utf-8"))
        self._codes = {name: np.load(self._folder / f"{name}.npy") for name in FACETS}

    def ask(self, question: Question, mode: Mode) -> Reply | None:
        """The best by score; the counts are of what has any score."""
        is_or = question.how == "or" or (question.how == "and" and len(question.terms) == 1)
        if mode.shown or not is_or:
            return None
        mask = None
        if question.filters:
            (value,) = question.filters[PROVINCE]
            wanted = self._names[PROVINCE].index(value)
            mask = (self._codes[PROVINCE][:, 0] == wanted).astype(np.float32)
        best, scores = self._engine.retrieve(
            [list(question.terms)],
            k=min(question.offset + LIMIT, len(self._ids)),
            show_progress=False,
            weight_mask=mask,
        )
        chosen = best[0][question.offset :][scores[0][question.offset :] > 0]
        ids = [self._ids[number] for number in chosen]
        if not mode.counted:
            return Reply(None, ids)
        holding = self._engine.get_scores(list(question.terms)) > 0
        counts, total = {}, holding
        for name, codes in self._codes.items():
            narrowed = holding if mask is None else holding & (mask > 0)
            total = narrowed
            numbers = np.bincount(codes[holding if name == PROVINCE else narrowed].ravel())
            counts[name] = {self._names[name][n]: int(numbers[n]) for n in numbers.nonzero()[0]}
        return Reply(int(total.sum()), ids, counts)
