"""Hội Nghị in the benchmark, asked through its seam."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.engines.peer import LIMIT, MOST_VALUES, Mode, Reply
from benchmarks.material import FACETS, Document, Question
from search.engine.protocol import Request, Snapshot
from search.engine.query_tree import And, Clause, Node, Or, Phrase, Prefix, Term
from search.engine.stored import read_stored
from search.engine.urls import open_engine
from search.facets.registry import COUNTED, UNKNOWN
from search.highlight.hits import ShownReport, shown_reports
from search.index.entry import IndexEntry
from search.index.fields import FIELDS
from search.index.terms import ReportTerms
from search.report import FacetValue, MeetingReport, Passage, PassageKind, Status, StoredReport
from search.serialization import compressed, pack
from search.text.analyze import to_bitmap
from search.text.clauses import kept_clauses


class Ours:
    """Hội Nghị through its seam, as `search.answer.page` asks it and shows its hits."""

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
        """One request; a hit is decoded, marked and cut as in `search.answer.page`."""
        phrases = _phrases(question)
        node: Node = Or(phrases) if question.how == "or" else And(phrases)
        found = self._snapshot.search(
            Request(
                tree=node,
                clauses=tuple(map(Clause, phrases)),
                filters=question.filters,
                offset=question.offset,
                limit=LIMIT,
                counted=FACETS if mode.counted else (),
                most=dict.fromkeys(FACETS, MOST_VALUES) if mode.counted else {},
            )
        )
        shown: Sequence[ShownReport] = ()
        if mode.shown:
            reports = [read_stored(match.stored) for match in found.matches]
            shown = shown_reports(reports, [(phrase,) for phrase in phrases])
        return Reply(found.total, [match.id for match in found.matches], found.counts, shown)


class OursForgetful(Ours):
    """The same, but of each question it is asked as if it were the first: nothing is cached."""

    def ask(self, question: Question, mode: Mode) -> Reply:
        """Asked, and then forgotten."""
        reply = super().ask(question, mode)
        self.forget()
        return reply

    def forget(self) -> None:
        """A new evaluator over the same arrays: what the old one had read is gone. The lengths of
        texts are not: they are of the index, and follow from no question."""
        snapshot: Any = self._snapshot
        old = snapshot._evaluator
        snapshot._evaluator = type(old)(snapshot._index)
        snapshot._evaluator._phrases._texts.update(old._phrases._texts)


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
        terms=ReportTerms.of(of_field),
        lengths={f.name: length if f.name in of_field else 0 for f in FIELDS},
        facets={f.name: (UNKNOWN,) for f in COUNTED} | document.facets(),
        dates=None,
        compressed=compressed(pack(_stored(document))),
    )


def _stored(document: Document) -> StoredReport:
    report = _report(document)
    clauses = kept_clauses(report.text, [passage.span for passage in report.passages])
    return StoredReport(report, to_bitmap(document.joins), clauses=clauses)


def _report(document: Document) -> MeetingReport:
    passages, start = [], 0
    for line in document.text.split("\n"):
        if line:
            passages.append(Passage(PassageKind.BODY, (start, start + len(line))))
        start += len(line) + 1
    title = FacetValue(document.title, Status.STATED, (0, len(document.title)))
    return MeetingReport(document.id, document.text, tuple(passages), title)


def _phrases(question: Question) -> tuple[Phrase, ...]:
    make: Callable[[str], Term] = Prefix if question.how == "prefix" else str
    slots = [(make(term),) for term in question.terms]
    return (
        (Phrase(tuple(slots)),) if question.how == "phrase" else tuple(Phrase((s,)) for s in slots)
    )
