"""Hội Nghị as a ranker: the indexer over a .jsonl, and queries by the way of every page."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.retrieval.beir import Document
from indexer.build.run import Outcome, build
from search.answer.groups import grouped
from search.answers import Query
from search.engine.errors import StaleIndexError
from search.engine.urls import open_engine
from search.searcher import Searcher
from search.serialization import encode


class Ours:
    """Hội Nghị; an index that is there is brought up to date, or made anew if it is stale."""

    def __init__(self, folder: Path, jobs: int = 1) -> None:
        self._reports = folder / "reports.jsonl"
        self._engine = open_engine(f"whoosh:{folder / 'index'}")
        self._jobs = jobs
        self.left_out: tuple[str, ...] = ()

    def build(self, documents: Iterable[Document]) -> None:
        """A report a document. What the indexer left out, and why, is in `left_out`."""
        self._reports.parent.mkdir(parents=True, exist_ok=True)
        with self._reports.open("wb") as file:
            file.writelines(_line(document) for document in documents)
        try:
            outcome = self._build(anew=False)
        except StaleIndexError:
            outcome = self._build(anew=True)
        self.left_out = tuple(f"{bad.path}: {bad.reason}" for bad in outcome.bad)

    def _build(self, *, anew: bool) -> Outcome:
        paths = [self._reports]
        return build(paths, self._engine, anew=anew, allow_removals=True, jobs=self._jobs)

    def open(self) -> None:
        """The live generation."""
        self._searcher = Searcher(self._engine.snapshot())

    def ask(self, text: str, count: int) -> Sequence[str]:
        """All that a page does but showing: the query read, its groups ranked and counted.

        Near-identical reports are listed each, as peers do: a judgement names one of them.
        """
        found = grouped(Query(text.strip(), size=count, all_copies=True), self._searcher)
        return [match.id for _, match in found.matches]


def _line(document: Document) -> bytes:
    """A document that is a title alone is a report of these words: the indexer wants a text."""
    text = document.text if document.text.strip() else document.title
    return encode({"id": document.id, "title": document.title, "text": text}) + b"\n"
