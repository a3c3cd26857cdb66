"""Stock Whoosh in the benchmark."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from whoosh import analysis, fields, index, query, sorting

from benchmarks.engines.peer import LIMIT, Mode, Reply
from benchmarks.material import FACETS, PERSON, PROVINCE, Document, Question
from search.text.clauses import LONGEST


class StockWhoosh:
    """Whoosh 2.7.4 as its users have it: its own fields, search, groups and highlights.

    Its default collector skips blocks, and with groups collects all; see decision 1.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, documents: Iterable[Document]) -> None:
        """One process with 256 MB."""
        with index.create_in(str(self._folder), _schema()).writer(limitmb=256) as writer:
            for document in documents:
                writer.add_document(**_whoosh_fields(document))

    def update(self, documents: Iterable[Document]) -> None:
        """By the unique id."""
        with self._opened().writer() as writer:
            for document in documents:
                writer.update_document(**_whoosh_fields(document))

    def open(self) -> None:
        """A searcher with BM25F."""
        self._searcher = self._opened().searcher()

    def _opened(self) -> index.Index:
        """The index, with the schema given: our engine lets Whoosh unpickle none of these fields in
        this process."""
        return index.open_dir(str(self._folder), schema=_schema())

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
        terms = [query.Term("body", term) for term in question.terms]
        if len(terms) == 1:
            return terms[0]
        return query.Or(terms) if question.how == "or" else query.And(terms)


def _schema() -> fields.Schema:
    keyword = fields.KEYWORD(commas=True)
    values = {name: fields.ID(sortable=True) for name in FACETS[:3]} | {PERSON: keyword}
    body = fields.TEXT(analyzer=analysis.RegexTokenizer(r"\S+"), stored=True)
    return fields.Schema(id=fields.ID(stored=True, unique=True), body=body, **values)


def _whoosh_fields(document: Document) -> dict[str, str]:
    values = {name: ",".join(found) for name, found in document.facets().items()}
    return {"id": document.id, "body": document.terms, **values}


def _groups(names: Iterable[str]) -> sorting.Facets | None:
    chosen = sorting.Facets()
    for name in names:
        chosen.add_facet(name, sorting.FieldFacet(name, allow_overlap=name == PERSON))
    return chosen if list(chosen.names()) else None
