"""SQLite FTS5 as a ranker, with unicode61 that keeps marks and with one that removes them."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from benchmarks.retrieval.beir import Document
from benchmarks.retrieval.ranker import composed, plain_words


class Fts5:
    """Title and text in two columns of one weight, any word being enough, by its bm25()."""

    def __init__(self, folder: Path, remove_diacritics: int) -> None:
        self._path = folder / "index.sqlite"
        self._tokenize = f"unicode61 remove_diacritics {remove_diacritics}"

    def build(self, documents: Iterable[Document]) -> None:
        """One transaction."""
        with closing(sqlite3.connect(self._path)) as base, base:
            base.execute(
                "CREATE VIRTUAL TABLE document "
                f"USING fts5(id UNINDEXED, title, text, tokenize='{self._tokenize}')"
            )
            base.executemany(
                "INSERT INTO document VALUES (?, ?, ?)",
                ((d.id, composed(d.title), composed(d.text)) for d in documents),
            )

    def open(self) -> None:
        """A connection."""
        self._base = sqlite3.connect(self._path)

    def ask(self, text: str, count: int) -> Sequence[str]:
        """One statement; every word is quoted."""
        match = " OR ".join(f'"{word}"' for word in plain_words(text))
        if not match:
            return []
        rows = self._base.execute(
            "SELECT id FROM document WHERE document MATCH ? ORDER BY bm25(document), rowid LIMIT ?",
            (match, count),
        )
        return [found for (found,) in rows]


def marks_kept(folder: Path) -> Fts5:
    """A marked letter is another letter."""
    return Fts5(folder, 0)


def marks_removed(folder: Path) -> Fts5:
    """Marks make no difference; but đ stays đ."""
    return Fts5(folder, 2)
