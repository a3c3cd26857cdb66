"""tantivy in the benchmark, by its Python package."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy

from benchmarks.engines.peer import LIMIT, MOST_VALUES, Mode, Reply, spellings
from benchmarks.material import FACETS, PROVINCE, Document, Question, spelled
from search.text.clauses import LONGEST


class Tantivy:
    """tantivy-py, one thread. Its snippets come from a second field, stored, of exact spellings.

    The searched field has our terms; a stored text that its own tokenizer cuts into these would
    be twice as long as the article. Regex queries have no score in it. Hits and counts
    are two passes: tantivy-py has no collector of both.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, documents: Iterable[Document]) -> None:
        """One writing thread with 256 MB."""
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("body", tokenizer_name="whitespace", index_option="position")
        builder.add_text_field(
            "shown", stored=True, tokenizer_name="whitespace", index_option="basic"
        )
        for name in FACETS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        self._write(tantivy.Index(builder.build(), path=str(self._folder)), documents)

    def update(self, documents: Iterable[Document]) -> None:
        """Delete by id, add, commit."""
        self._write(tantivy.Index.open(str(self._folder)), documents, is_update=True)

    def _write(self, opened: Any, documents: Iterable[Document], is_update: bool = False) -> None:
        writer = opened.writer(256_000_000, 1)
        for document in documents:
            if is_update:
                writer.delete_documents_by_term("id", document.id)
            made = tantivy.Document(
                id=document.id,
                body=document.terms,
                shown=spellings(document),
                **{name: list(values) for name, values in document.facets().items()},
            )
            writer.add_document(made)
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """A searcher over all segments."""
        opened = tantivy.Index.open(str(self._folder))
        self._schema, self._searcher = opened.schema, opened.searcher()

    def ask(self, question: Question, mode: Mode) -> Reply:
        """A search, an aggregation, and a snippet of each stored document."""
        made, occur = tantivy.Query, tantivy.Occur
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
            generator = tantivy.SnippetGenerator.create(
                self._searcher, self._marking(question), self._schema, "shown"
            )
            generator.set_max_num_chars(LONGEST)
            for document in documents:
                snippet = generator.snippet_from_doc(document)
                fragments.append((snippet.fragment(), snippet.highlighted()))
        return Reply(found.count, ids, counts, fragments)

    def _parts(self, question: Question) -> Any:
        made, occur = tantivy.Query, tantivy.Occur
        first, *more = question.terms
        if question.how == "phrase":
            return made.phrase_query(self._schema, "body", list(question.terms))
        if question.how == "prefix":
            return made.regex_query(self._schema, "body", first + ".*")
        terms = [made.term_query(self._schema, "body", t, "freq") for t in question.terms]
        if not more:
            return terms[0]
        how = occur.Should if question.how == "or" else occur.Must
        return made.boolean_query([(how, term) for term in terms])

    def _marking(self, question: Question) -> Any:
        """The same words in the stored field."""
        made, occur = tantivy.Query, tantivy.Occur
        terms = [spelled(term) for term in question.terms]
        if question.how == "prefix":
            wanted = self._searcher.terms_with_prefix("shown", question.terms[0], limit=LIMIT)
            terms = [term for term, _ in wanted]
        return made.boolean_query(
            [(occur.Should, made.term_query(self._schema, "shown", t, "basic")) for t in terms]
        )
