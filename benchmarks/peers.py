"""Documents with ready terms → ours and other engines; a question → what each of them replies."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from whoosh import analysis, fields, index, query, sorting

from benchmarks.material import FACETS, PROVINCE, Document, Question, spelled
from search.engine import And, Clause, Fuzzy, Node, Or, Phrase, Prefix, Request, Snapshot, Term
from search.engines import open_engine
from search.marks import marks, pieces
from search.model import FacetValue, MeetingReport, Part, Passage, Snippet, Status, StoredReport
from search.record import pack
from search.results import read_stored
from search.schema import COUNTED, FIELDS, UNKNOWN, IndexEntry
from search.snippets import LONGEST, snippets
from search.text.analyze import bits

LIMIT = 10
MOST_VALUES = 100
"""Values of a facet that an engine is asked to count, where it can be told."""


class Mode(StrEnum):
    """How much of a page is wanted."""

    TOP = "top 10"
    COUNTS = "counts"
    SNIPPETS = "snippets"
    PAGE = "page"

    @property
    def counted(self) -> bool:
        """Whether four facets are counted."""
        return self in (Mode.COUNTS, Mode.PAGE)

    @property
    def shown(self) -> bool:
        """Whether each hit is shown by a snippet."""
        return self in (Mode.SNIPPETS, Mode.PAGE)


@dataclass(frozen=True, slots=True)
class Reply:
    """What an engine replied; `total` is None where it cannot tell."""

    total: int | None
    ids: Sequence[str]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    fragments: Sequence[object] = ()


class Peer(Protocol):
    """An engine, with its index in a folder of its own."""

    def build(self, documents: Iterable[Document]) -> None:
        """A new index of some documents, complete on disk; the folder is there and empty."""

    def update(self, documents: Iterable[Document]) -> None:
        """Put some documents in place of those of the same ids."""

    def open(self) -> None:
        """Make ready to be asked."""

    def ask(self, question: Question, mode: Mode) -> Reply | None:
        """Ten hits of a question, and what else the mode wants; None if it has no such question."""


class Ours:
    """Hội Nghị through its seam, as `search.results` asks it and shows its hits."""

    def __init__(self, folder: Path) -> None:
        self.url = f"whoosh:{folder}"

    def build(self, documents: Iterable[Document]) -> None:
        """All at once."""
        self._write(documents, anew=True)

    def update(self, documents: Iterable[Document]) -> None:
        """As `python -m indexer index` does."""
        self._write(documents, anew=False)

    def _write(self, documents: Iterable[Document], *, anew: bool) -> None:
        with open_engine(self.url).writer("benchmark", anew=anew) as writer:
            for document in documents:
                writer.put(_entry(document))
            writer.commit()

    def open(self) -> None:
        """The live generation."""
        self._snapshot: Snapshot = open_engine(self.url).snapshot()

    def ask(self, question: Question, mode: Mode) -> Reply:
        """One request; a hit is decoded, marked and cut as in `search.results`."""
        phrases = _phrases(question)
        node: Node = Or(phrases) if question.how == "or" else And(phrases)
        found = self._snapshot.search(
            Request(
                match=node,
                scored=tuple(map(Clause, phrases)),
                filters=question.filters,
                offset=question.offset,
                limit=LIMIT,
                counted=FACETS if mode.counted else (),
            )
        )
        shown = [_shown(m.stored, phrases) for m in found.matches] if mode.shown else ()
        return Reply(found.total, [match.id for match in found.matches], found.counts, shown)


class OursForgetful(Ours):
    """The same, but of each question it is asked as if it were the first: nothing is cached."""

    def ask(self, question: Question, mode: Mode) -> Reply:
        """Asked, and then forgotten."""
        reply = super().ask(question, mode)
        self.forget()
        return reply

    def forget(self) -> None:
        """A new evaluator over the same arrays: what the old one had read is gone."""
        snapshot: Any = self._snapshot
        snapshot._evaluator = type(snapshot._evaluator)(snapshot._index)


def _entry(document: Document) -> IndexEntry:
    """All of the text is body: one field is what the others have too."""
    terms: defaultdict[str, list[int]] = defaultdict(list)
    for number, term in enumerate(document.terms.split(" ")):
        terms[term].append(number)
    words: defaultdict[str, list[int]] = defaultdict(list)
    for number, word in document.words:
        words[word].append(number)
    of_field = {"body": terms, "body_words": words}
    length = document.terms.count(" ") + 1
    return IndexEntry(
        id=document.id,
        digest="0" * 64,
        origins=(f"news-40k.jsonl#{document.id}",),
        terms={f.name: of_field.get(f.name, {}) for f in FIELDS},
        lengths={f.name: length if f.name in of_field else 0 for f in FIELDS},
        facets={f.name: (UNKNOWN,) for f in COUNTED} | document.facets(),
        dates=None,
        stored=pack(StoredReport(_report(document), bits(document.joins))),
    )


def _report(document: Document) -> MeetingReport:
    passages, start = [], 0
    for line in document.text.split("\n"):
        if line:
            passages.append(Passage(Part.BODY, (start, start + len(line))))
        start += len(line) + 1
    title = FacetValue(document.title, Status.STATED, (0, len(document.title)))
    return MeetingReport(document.id, document.text, tuple(passages), title)


def _phrases(question: Question) -> tuple[Phrase, ...]:
    make: Callable[[str], Term] = {"prefix": Prefix, "fuzzy": Fuzzy}.get(question.how, str)
    slots = [(make(term),) for term in question.terms]
    return (
        (Phrase(tuple(slots)),) if question.how == "phrase" else tuple(Phrase((s,)) for s in slots)
    )


def _shown(stored: bytes, phrases: Sequence[Phrase]) -> tuple[object, tuple[Snippet, ...]]:
    kept = read_stored(stored)
    found = marks(kept, phrases)
    evidence = kept.report.title.evidence or (0, 0)
    return pieces(kept.report.text, evidence, found), snippets(kept.report, found)


class Tantivy:
    """tantivy-py, one thread. Its snippets come from a second field, stored, of exact spellings.

    The searched field has our terms; a stored text that its own tokenizer cuts into these would
    be twice as long as the article. Regex and fuzzy queries have no score in it. Hits and counts
    are two passes: tantivy-py has no collector of both.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, documents: Iterable[Document]) -> None:
        """One writing thread with 256 MB."""
        builder = _tantivy().SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("body", tokenizer_name="whitespace", index_option="position")
        builder.add_text_field(
            "shown", stored=True, tokenizer_name="whitespace", index_option="basic"
        )
        for name in FACETS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        self._write(_tantivy().Index(builder.build(), path=str(self._folder)), documents)

    def update(self, documents: Iterable[Document]) -> None:
        """Delete by id, add, commit."""
        self._write(_tantivy().Index.open(str(self._folder)), documents, is_update=True)

    def _write(self, opened: Any, documents: Iterable[Document], is_update: bool = False) -> None:
        writer = opened.writer(256_000_000, 1)
        for document in documents:
            if is_update:
                writer.delete_documents_by_term("id", document.id)
            made = _tantivy().Document(
                id=document.id,
                body=document.terms,
                shown=_spellings(document),
                **{name: list(values) for name, values in document.facets().items()},
            )
            writer.add_document(made)
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """A searcher over all segments."""
        opened = _tantivy().Index.open(str(self._folder))
        self._schema, self._searcher = opened.schema, opened.searcher()

    def ask(self, question: Question, mode: Mode) -> Reply:
        """A search, an aggregation, and a snippet of each stored document."""
        made, occur = _tantivy().Query, _tantivy().Occur
        whole = parts = self._parts(question)
        if question.filters:
            (value,) = question.filters[PROVINCE]
            term = made.term_query(self._schema, PROVINCE, value, "basic")
            chosen = made.const_score_query(term, 0.0)
            whole = made.boolean_query([(occur.Must, parts), (occur.Must, chosen)])
        found = self._searcher.search(whole, LIMIT, offset=question.offset)
        documents = [self._searcher.doc(address) for _, address in found.hits]
        ids = [document["id"][0] for document in documents]
        counts: dict[str, dict[str, int]] = {}
        if mode.counted:
            by_query = [(whole, FACETS)]
            if question.filters:  # a facet's own filter does not narrow its counts
                by_query = [
                    (whole, tuple(n for n in FACETS if n != PROVINCE)),
                    (parts, (PROVINCE,)),
                ]
            for asked, names in by_query:
                wanted = {n: {"terms": {"field": n, "size": MOST_VALUES}} for n in names}
                for name, tree in self._searcher.aggregate(asked, wanted).items():
                    counts[name] = {b["key"]: b["doc_count"] for b in tree["buckets"]}
        fragments: list[object] = []
        if mode.shown:
            generator = _tantivy().SnippetGenerator.create(
                self._searcher, self._marking(question), self._schema, "shown"
            )
            generator.set_max_num_chars(LONGEST)
            for document in documents:
                snippet = generator.snippet_from_doc(document)
                fragments.append((snippet.fragment(), snippet.highlighted()))
        return Reply(found.count, ids, counts, fragments)

    def _parts(self, question: Question) -> Any:
        made, occur = _tantivy().Query, _tantivy().Occur
        first, *more = question.terms
        if question.how == "phrase":
            return made.phrase_query(self._schema, "body", list(question.terms))
        if question.how == "prefix":
            return made.regex_query(self._schema, "body", first + ".*")
        if question.how == "fuzzy":
            return made.fuzzy_term_query(self._schema, "body", first, 1, False)
        terms = [made.term_query(self._schema, "body", t, "freq") for t in question.terms]
        if not more:
            return terms[0]
        how = occur.Should if question.how == "or" else occur.Must
        return made.boolean_query([(how, term) for term in terms])

    def _marking(self, question: Question) -> Any:
        """The same words in the stored field. What a fuzzy query found it will not tell."""
        made, occur = _tantivy().Query, _tantivy().Occur
        terms = [spelled(term) for term in question.terms]
        if question.how == "prefix":
            wanted = self._searcher.terms_with_prefix("shown", question.terms[0], limit=LIMIT)
            terms = [term for term, _ in wanted]
        return made.boolean_query(
            [(occur.Should, made.term_query(self._schema, "shown", t, "basic")) for t in terms]
        )


def _tantivy() -> Any:
    import tantivy

    return tantivy


def _spellings(document: Document) -> str:
    return " ".join(map(spelled, document.terms.split(" ")))


class Fts5:
    """SQLite's FTS5 over exact spellings, which are one to one with our terms; facets in tables.

    It has no fuzzy terms.
    """

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
                for table, key in {"body": "rowid", "report": "doc", "people": "doc"}.items():
                    base.execute(f"DELETE FROM {table} WHERE {key} = ?", (doc,))
                self._insert(base, [(doc, document)])

    def _insert(self, base: sqlite3.Connection, numbered: Iterable[tuple[int, Document]]) -> None:
        for doc, document in numbered:
            facets = document.facets()
            row = (doc, document.id, *(facets[name][0] for name in FACETS[:3]))
            base.execute("INSERT INTO body(rowid, text) VALUES (?, ?)", (doc, _spellings(document)))
            base.execute("INSERT INTO report VALUES (?, ?, ?, ?, ?)", row)
            base.executemany(
                "INSERT INTO people VALUES (?, ?)", [(doc, person) for person in facets["people"]]
            )

    def open(self) -> None:
        """A connection."""
        self._base = sqlite3.connect(self._path)

    def ask(self, question: Question, mode: Mode) -> Reply | None:
        """Hits with snippets are one statement, their number a second, the counts a third."""
        if question.how == "fuzzy":
            return None
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
CREATE TABLE people(doc INTEGER, person TEXT, PRIMARY KEY (doc, person)) WITHOUT ROWID;
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
UNION ALL SELECT 'people', person, count(*) FROM found JOIN people USING (doc)
    WHERE chosen GROUP BY 2
"""


def _fts5_match(question: Question) -> str:
    if question.how == "prefix":
        return f'"{question.terms[0]}" *'
    terms = [spelled(term) for term in question.terms]
    if question.how == "phrase":
        return f'"{" ".join(terms)}"'
    return f" {question.how.upper()} ".join(f'"{term}"' for term in terms)


class Bm25s:
    """bm25s in memory, its facets counted by numpy. It has single words and OR, and no snippets.

    How many documents match it does not tell; where facets are counted, we count them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, documents: Iterable[Document]) -> None:
        """Scores of all pairs, and the facets as numbers."""
        import bm25s

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
        import bm25s

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


class StockWhoosh:
    """Whoosh 2.7.4 as its users have it: its own fields, search, groups and highlights.

    Its default collector skips blocks, and with groups collects all; see docs/decisions/.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, documents: Iterable[Document]) -> None:
        """One process with 256 MB."""
        keyword = fields.KEYWORD(commas=True)
        values = {name: fields.ID(sortable=True) for name in FACETS[:3]} | {"people": keyword}
        body = fields.TEXT(analyzer=analysis.RegexTokenizer(r"\S+"), stored=True)
        id_field = fields.ID(stored=True, unique=True)
        schema = fields.Schema(id=id_field, body=body, **values)
        with index.create_in(str(self._folder), schema).writer(limitmb=256) as writer:
            for document in documents:
                writer.add_document(**_whoosh_fields(document))

    def update(self, documents: Iterable[Document]) -> None:
        """By the unique id."""
        with index.open_dir(str(self._folder)).writer() as writer:
            for document in documents:
                writer.update_document(**_whoosh_fields(document))

    def open(self) -> None:
        """A searcher with BM25F."""
        self._searcher = index.open_dir(str(self._folder), readonly=True).searcher()

    def ask(self, question: Question, mode: Mode) -> Reply:
        """A search that groups, and a second one for a facet with a filter of its own."""
        asked = self._query(question)
        names: tuple[str, ...] = FACETS if mode.counted else ()
        chosen = None
        if question.filters:
            (value,) = question.filters[PROVINCE]
            chosen = query.Term(PROVINCE, value)
            names = tuple(name for name in names if name != PROVINCE)
        limit = question.offset + LIMIT
        found = self._searcher.search(
            asked, limit=limit, filter=chosen, groupedby=_groups(names), maptype=sorting.Count
        )
        counts = {name: found.groups(name) for name in names}
        if mode.counted and question.filters:
            every = self._searcher.search(
                asked, limit=1, groupedby=_groups([PROVINCE]), maptype=sorting.Count
            )
            counts[PROVINCE] = every.groups(PROVINCE)
        found.fragmenter.maxchars = LONGEST
        hits = list(islice(found, question.offset, limit))  # with groups it gives all
        fragments = [hit.highlights("body") for hit in hits] if mode.shown else ()
        return Reply(len(found), [hit["id"] for hit in hits], counts, fragments)

    def _query(self, question: Question) -> query.Query:
        if question.how == "phrase":
            return query.Phrase("body", list(question.terms))
        if question.how == "prefix":
            return query.Prefix("body", question.terms[0])
        if question.how == "fuzzy":
            return query.FuzzyTerm("body", question.terms[0], maxdist=1, prefixlength=1)
        terms = [query.Term("body", term) for term in question.terms]
        if len(terms) == 1:
            return terms[0]
        return query.Or(terms) if question.how == "or" else query.And(terms)


def _whoosh_fields(document: Document) -> dict[str, str]:
    values = {name: ",".join(found) for name, found in document.facets().items()}
    return {"id": document.id, "body": document.terms, **values}


def _groups(names: Iterable[str]) -> sorting.Facets | None:
    chosen = sorting.Facets()
    for name in names:
        chosen.add_facet(name, sorting.FieldFacet(name, allow_overlap=name == "people"))
    return chosen if list(chosen.names()) else None


OURS, FORGETFUL, TANTIVY = "ours", "uncached", "tantivy"
PEERS: dict[str, Callable[[Path], Peer]] = {
    OURS: Ours,
    FORGETFUL: OursForgetful,
    TANTIVY: Tantivy,
    "FTS5": Fts5,
    "bm25s": Bm25s,
    "Whoosh": StockWhoosh,
}
_PACKAGES = {TANTIVY: "tantivy", "bm25s": "bm25s"}
_SHARED_INDEX = {FORGETFUL: OURS}


def available() -> Iterator[str]:
    """The names of the engines that are installed; a line is printed for each that is not."""
    for name in PEERS:
        package = _PACKAGES.get(name)
        if package and find_spec(package) is None:
            print(f"{name} is skipped: it is not installed (make bench-peers)")
        else:
            yield name


def folder_of(name: str, root: Path) -> Path:
    """Where an engine's index is; both of ours have the same one."""
    return root / _SHARED_INDEX.get(name, name)


def peer(name: str, root: Path) -> Peer:
    """An engine by its name."""
    return PEERS[name](folder_of(name, root))
