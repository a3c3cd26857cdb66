"""A report of an index → the reports most like it: those that hold the words that tell it apart."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import nlargest
from math import log
from operator import itemgetter

from search.answer.json_records import facet_values
from search.answers import Hit, TextRun
from search.engine.protocol import Request
from search.engine.query_tree import K1, Clause, Phrase
from search.engine.stored import read_stored
from search.index.fields import FIELDS_BY_NAME, words_field
from search.report import PassageKind, Status, StoredReport
from search.searcher import Searcher
from search.text.analyze import Analysis, analyze, exact_term, is_set, word_term
from search.text.syllable import syllables

# What was tried is in benchmarks/README.md.
CANDIDATES, TELLING = 60, 30
"""So many of the most frequent words of a report are looked up, to ask for so many of them."""
READ = 10_000
"""Characters of a report that are read: by then it has said what it is about."""

_ABOUT = tuple(FIELDS_BY_NAME[name] for name in ("title", "lead", "body"))
"""Captions say the same once more, and who wrote a report is not what it is about."""
_WEIGHTS = {part: FIELDS_BY_NAME[part].weight for part in (PassageKind.TITLE, PassageKind.BODY)}
_SYLLABLES = tuple(field.name for field in _ABOUT)
_WORDS = tuple(words_field(field) for field in _ABOUT)


class UnknownReportError(LookupError):
    """An index has no report of this id."""

    def __init__(self, report_id: str) -> None:
        super().__init__(f"no report has the id {report_id!r}")


def more_like_this(report_id: str, searcher: Searcher, limit: int = 10) -> tuple[Hit, ...]:
    """The reports most like one, the likest first; itself is never among them.

    Those that share no telling word with it are not like it at all. Raises UnknownReportError.
    """
    stored = searcher.snapshot.stored(report_id)
    if stored is None:
        raise UnknownReportError(report_id)
    scored = _salient_terms(_said(read_stored(stored)), searcher)
    if not scored:
        return ()
    matches = searcher.snapshot.search(Request(clauses=scored, limit=limit + 1)).matches
    others = [match for match in matches if match.score and match.id != report_id]
    return tuple(_hit(match.stored, match.score) for match in others[:limit])


def similar_record(
    report_id: str, hits: Iterable[Hit], address: Callable[[str], str] | None = None
) -> dict[str, object]:
    """The JSON answer, as plain dicts and lists; scores are rounded to six places.

    `address`: an id → where that report is shown, if it is anywhere.
    """
    return {
        "id": report_id,
        "similar": [
            {
                "id": hit.report.id,
                "title": hit.report.title.value,
                "score": round(hit.score, 6),
                "facets": facet_values(hit.report),
                **({"url": address(hit.report.id)} if address else {}),
            }
            for hit in hits
        ],
    }


def _hit(stored: bytes, score: float) -> Hit:
    report = read_stored(stored).report
    return Hit(report, score, title=(TextRun(report.title.value),), snippets=())


def _salient_terms(said: Mapping[Phrase, float], searcher: Searcher) -> tuple[Clause, ...]:
    """The words of tf × idf, and what each adds to a score; the engine multiplies by idf again.

    Saturation and idf are those of `search.engine.query_tree.Clause`. A word of this report alone
    finds no other.
    """
    everything = searcher.reports
    found = []
    for phrase, frequency in nlargest(CANDIDATES, said.items(), key=itemgetter(1)):
        holding = searcher.totals([phrase])[0]
        if holding > 1:
            clause = Clause(phrase, frequency / (frequency + K1))
            found.append((clause.weight * (1 + log(everything / (holding + 1))), clause))
    found.sort(key=itemgetter(0), reverse=True)  # equal ones stay in the order of the report
    return tuple(clause for _, clause in found[:TELLING])


def _said(kept: StoredReport) -> Mapping[Phrase, float]:
    """How often a report says each of its words, by the weights of the fields it says them in."""
    said: defaultdict[Phrase, float] = defaultdict(float)
    for part, text, analysis in _analyses(kept):
        for first, last in analysis.words():
            own = analysis.syllables[first:last]
            if last - first > 1:
                said[Phrase(((word_term(own),),), _WORDS)] += _WEIGHTS[part]
            elif _is_name(text[own[0].start]):
                said[Phrase(((exact_term(own[0]),),), _SYLLABLES)] += _WEIGHTS[part]
    return said


def _is_name(letter: str) -> bool:
    """Whether a word of one syllable that begins so is a name or a number: the others are the
    most common words there are, and cost most to look up."""
    return letter.isupper() or letter.isdecimal()


def _analyses(kept: StoredReport) -> Iterator[tuple[PassageKind, str, Analysis]]:
    """What a report is about, as it was indexed: its words are stored, so pyvi is only asked
    about a title that the source gave."""
    report, left = kept.report, READ
    for passage in report.passages:
        if left > 0 and passage.kind in _WEIGHTS:
            start, end = passage.span
            text = report.text[start : min(end, start + left)]
            left -= len(text)
            found = tuple(syllables(text))
            begins = (syllable.start for syllable in found)
            joins = frozenset(at for at in begins if is_set(kept.word_joins, start + at))
            yield passage.kind, text, Analysis(found, joins)
    if report.title.evidence is None and report.title.status is Status.STATED:
        yield PassageKind.TITLE, report.title.value, analyze(report.title.value[:READ])
