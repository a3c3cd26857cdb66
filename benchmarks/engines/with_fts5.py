"""SQLite FTS5 in the benchmark."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from benchmarks.engines.peer import LIMIT, Mode, Reply, spellings
from benchmarks.material import FACETS, PERSON, PROVINCE, Document, Question, spelled


class Fts5:
    """SQLite's FTS5 over exact spellings, which are one to one with our terms; facets in tables."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "index.sqlite"

    def build(self, documents: Iterable[Document]) -> None:
        """One transaction, optimised at the end."""
        with closing(sqlite3.connect(self._path)) as base:
            base.executescript(_FTS5_SCHEMA)
            with base:
                self._insert(base, enumerate(documents))
                base.execute("INSERT INTO body(body) VALUES ('optimize')")

    def update(self, documents: Iterable[Document]) -> None:
        """One transaction."""
        with closing(sqlite3.connect(self._path)) as base, base:
            for document in documents:
                ((doc,),) = base.execute("SELECT doc FROM report WHERE id = ?", (document.id,))
                for table, key in {"body": "rowid", "report": "doc", PERSON: "doc"}.items():
                    base.execute(f"DELETE FROM {table} WHERE {key} = ?", (doc,))
                self._insert(base, [(doc, document)])

    def _insert(self, base: sqlite3.Connection, numbered: Iterable[tuple[int, Document]]) -> None:
        for doc, document in numbered:
            facets = document.facets()
            row = (doc, document.id, *(facets[name][0] for name in FACETS[:3]))
            base.execute("INSERT INTO body(rowid, text) VALUES (?, ?)", (doc, spellings(document)))
            base.execute("INSERT INTO report VALUES (?, ?, ?, ?, ?)", row)
            base.executemany(
                "INSERT INTO person VALUES (?, ?)", [(doc, name) for name in facets[PERSON]]
            )

    def open(self) -> None:
        """A connection."""
        self._base = sqlite3.connect(self._path)

    def ask(self, question: Question, mode: Mode) -> Reply | None:
        """Hits with snippets are one statement, their number a second, the counts a third."""
        match = _fts5_match(question)
        (value,) = question.filters.get(PROVINCE, (None,))
        where = "WHERE body MATCH ?1 AND (?2 IS NULL OR province = ?2)" if value else _FTS5_ANY
        snippet = "snippet(body, 0, '[', ']', '…', 48)" if mode.shown else "NULL"
        joined = f"FROM body JOIN report ON doc = body.rowid {where}"
        order = f"ORDER BY rank LIMIT {LIMIT} OFFSET {question.offset}"
        hits = self._base.execute(f"SELECT id, {snippet} {joined} {order}", (match, value))
        rows = hits.fetchall()
        number = joined if value else "FROM body WHERE body MATCH ?1 AND ?2 IS NULL"
        ((total,),) = self._base.execute(f"SELECT count(*) {number}", (match, value))
        counts: dict[str, dict[str, int]] = {name: {} for name in FACETS if mode.counted}
        if mode.counted:
            for name, found, count in self._base.execute(_FTS5_COUNTS, (match, value)):
                counts[name][found] = count
        return Reply(total, [row[0] for row in rows], counts, [row[1] for row in rows])


_FTS5_SCHEMA = """
CREATE VIRTUAL TABLE body USING fts5(
    text, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co' tokenchars '.,'"
);
CREATE TABLE report(
    doc INTEGER PRIMARY KEY, id TEXT UNIQUE, meeting_type TEXT, outlet TEXT, province TEXT
);
CREATE TABLE person(doc INTEGER, name TEXT, PRIMARY KEY (doc, name)) WITHOUT ROWID;
"""
_FTS5_ANY = "WHERE body MATCH ?1 AND ?2 IS NULL"
_FTS5_COUNTS = """
WITH found AS MATERIALIZED (
    SELECT doc, meeting_type, outlet, province, ?2 IS NULL OR province = ?2 AS chosen
    FROM body JOIN report ON doc = body.rowid WHERE body MATCH ?1
)
SELECT 'meeting_type', meeting_type, count(*) FROM found WHERE chosen GROUP BY 2
UNION ALL SELECT 'outlet', outlet, count(*) FROM found WHERE chosen GROUP BY 2
UNION ALL SELECT 'province', province, count(*) FROM found GROUP BY 2
UNION ALL SELECT 'person', name, count(*) FROM found JOIN person USING (doc)
    WHERE chosen GROUP BY 2
"""


def _fts5_match(question: Question) -> str:
    if question.how == "prefix":
        return f'"{question.terms[0]}" *'
    terms = [spelled(term) for term in question.terms]
    if question.how == "phrase":
        return f'"{" ".join(terms)}"'
    return f" {question.how.upper()} ".join(f'"{term}"' for term in terms)
