"""Xapian in the benchmark, by the Python bindings of its distribution."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import xapian

from benchmarks.engines.peer import LIMIT, MOST_VALUES, Mode, Reply, spellings
from benchmarks.material import FACETS, PERSON, PROVINCE, Document, Question, spelled
from search.text.clauses import LONGEST

_SLOTS = {name: (slot,) for slot, name in enumerate(FACETS)} | {PERSON: (3, 4, 5)}
"""Facet → where its values are: a slot of Xapian holds one value."""


class Xapian:
    """Xapian 1.4 over exact spellings, as FTS5 has them.

    Facets are values counted by its own match spies, so that every match is looked at.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    def build(self, documents: Iterable[Document]) -> None:
        """One database."""
        base = xapian.WritableDatabase(self._folder, xapian.DB_CREATE_OR_OVERWRITE)
        for document in documents:
            base.add_document(_made(document))
        base.commit()
        base.close()

    def update(self, documents: Iterable[Document]) -> None:
        """By the unique id."""
        base = xapian.WritableDatabase(self._folder, xapian.DB_OPEN)
        for document in documents:
            base.replace_document(f"Q{document.id}", _made(document))
        base.commit()
        base.close()

    def open(self) -> None:
        """A database."""
        self._base = xapian.Database(self._folder)

    def ask(self, question: Question, mode: Mode) -> Reply | None:
        """A search, and a second one for the facet that its own filter does not narrow."""
        asked = whole = _query(question)
        if question.filters:
            (value,) = question.filters[PROVINCE]
            chosen = xapian.Query(_facet_term(PROVINCE, value))
            whole = xapian.Query(xapian.Query.OP_FILTER, asked, chosen)
        counted = FACETS if mode.counted else ()
        own = tuple(name for name in counted if not (question.filters and name == PROVINCE))
        found, counts = self._matching(whole, question.offset, LIMIT, own)
        if len(own) < len(counted):
            counts.update(self._matching(asked, 0, 0, (PROVINCE,))[1])
        ids: list[str] = []
        fragments: list[object] = []
        for match in found:
            kept = json.loads(match.document.get_data())
            ids.append(kept["id"])
            if mode.shown:
                fragments.append(found.snippet(kept["text"], LONGEST))
        return Reply(found.get_matches_estimated(), ids, counts, fragments)

    def _matching(
        self, query: Any, offset: int, limit: int, names: Iterable[str]
    ) -> tuple[Any, dict[str, Mapping[str, int]]]:
        enquire = xapian.Enquire(self._base)
        enquire.set_query(query)
        spies = {name: [xapian.ValueCountMatchSpy(slot) for slot in _SLOTS[name]] for name in names}
        for own in spies.values():
            for spy in own:
                enquire.add_matchspy(spy)
        found = enquire.get_mset(offset, limit, self._base.get_doccount())
        counts: dict[str, Mapping[str, int]] = {}
        for name, own in spies.items():
            total: Counter[str] = Counter()
            for spy in own:
                best = spy.top_values(MOST_VALUES) if len(own) == 1 else spy.values()
                total.update({item.term.decode(): item.termfreq for item in best})
            counts[name] = dict(islice(total.most_common(), MOST_VALUES))
        return found, counts


def _made(document: Document) -> Any:
    made = xapian.Document()
    for place, term in enumerate(document.terms.split(" ")):
        made.add_posting(spelled(term), place)
    made.add_boolean_term(f"Q{document.id}")
    for name, values in document.facets().items():
        for slot, value in zip(_SLOTS[name], values, strict=True):
            made.add_value(slot, value)
            made.add_boolean_term(_facet_term(name, value))
    made.set_data(json.dumps({"id": document.id, "text": spellings(document)}))
    return made


def _facet_term(name: str, value: str) -> str:
    return f"X{name.upper()}:{value}"


def _query(question: Question) -> Any:
    query = xapian.Query
    if question.how == "prefix":
        return query(query.OP_WILDCARD, question.terms[0], 0, query.WILDCARD_LIMIT_ERROR)
    terms = [spelled(term) for term in question.terms]
    if question.how == "phrase":
        return query(query.OP_PHRASE, terms, len(terms))
    return query(query.OP_OR if question.how == "or" else query.OP_AND, terms)
