"""tantivy as a ranker, by its Python package."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tantivy

from benchmarks.retrieval.beir import Document
from benchmarks.retrieval.ranker import composed, plain_words

_SEARCHED = ["title", "text"]


class Tantivy:
    """Title and text cut by its default tokenizer, queries read by its own parser: any word."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    def build(self, documents: Iterable[Document]) -> None:
        """One writing thread."""
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        for name in _SEARCHED:
            builder.add_text_field(name)
        writer = tantivy.Index(builder.build(), path=self._folder).writer(256_000_000, 1)
        for document in documents:
            title, text = composed(document.title), composed(document.text)
            writer.add_document(tantivy.Document(id=document.id, title=title, text=text))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """A searcher over all segments."""
        self._index: Any = tantivy.Index.open(self._folder)
        self._searcher: Any = self._index.searcher()

    def ask(self, text: str, count: int) -> Sequence[str]:
        """Words alone reach its parser, so that no question mark or quote means anything."""
        query = self._index.parse_query(" ".join(plain_words(text)), _SEARCHED)
        hits = self._searcher.search(query, count).hits
        return [self._searcher.doc(address)["id"][0] for _, address in hits]
