"""Stock Whoosh as a ranker, with the two groups that its query parser has."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from whoosh import fields, index, qparser

from benchmarks.retrieval.beir import Document
from benchmarks.retrieval.ranker import composed, plain_words

_WORD = r"\w+(?:\.?\w+)*"
"""What its default analyzer takes for a word."""


class StockWhoosh:
    """Whoosh 2.7.4 as its users have it: two TEXT fields, its parser over both, BM25F."""

    def __init__(self, folder: Path, group: type[qparser.GroupNode]) -> None:
        self._folder, self._group = str(folder), group

    def build(self, documents: Iterable[Document]) -> None:
        """One process with 256 MB."""
        with index.create_in(self._folder, _schema()).writer(limitmb=256) as writer:
            for document in documents:
                title, content = composed(document.title), composed(document.text)
                writer.add_document(id=document.id, title=title, content=content)

    def open(self) -> None:
        """A searcher, and a parser."""
        opened = index.open_dir(self._folder, readonly=True, schema=_schema())
        self._searcher: Any = opened.searcher()
        self._parser = qparser.MultifieldParser(
            ["title", "content"], opened.schema, group=self._group
        )

    def ask(self, text: str, count: int) -> Sequence[str]:
        """Words alone reach its parser: to it "gì?" is a wildcard."""
        query = self._parser.parse(" ".join(plain_words(text, _WORD)))
        return [hit["id"] for hit in self._searcher.search(query, limit=count)]


def _schema() -> fields.Schema:
    """Given on opening, too: our engine lets Whoosh unpickle none of it in this process."""
    return fields.Schema(id=fields.ID(stored=True), title=fields.TEXT, content=fields.TEXT)


def any_word(folder: Path) -> StockWhoosh:
    """One word is enough."""
    return StockWhoosh(folder, qparser.OrGroup)


def all_words(folder: Path) -> StockWhoosh:
    """Its default: all words are required, each in the title or in the text."""
    return StockWhoosh(folder, qparser.AndGroup)
