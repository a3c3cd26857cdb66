"""A report of an index → the reports most like it: those that hold its salient terms."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from heapq import nlargest
from math import log
from operator import itemgetter

from search.answers import Hit, TextRun
from search.engine.protocol import Match, Request
from search.engine.query_tree import K1, Clause, Phrase
from search.engine.stored import read_stored
from search.index.fields import FIELDS_BY_NAME, words_field
from search.report import PassageKind, Status, StoredReport
from search.searcher import Searcher
from search.text.analyze import Analysis, analyze, exact_term, is_set, word_term
from search.text.syllable import syllables

# What was tried is in benchmarks/README.md.
CANDIDATES, SALIENT = 60, 30
"""The most frequent terms of a report that are looked up, and how many of them are searched for."""
READ = 10_000
"""Characters of a report that are read: by then it has said what it is about."""

_FIELDS = tuple(FIELDS_BY_NAME[name] for name in ("title", "lead", "body"))
"""Not captions, which repeat the text, and not the byline, which is not what a report is about."""
_WEIGHTS = {kind: FIELDS_BY_NAME[kind].weight for kind in (PassageKind.TITLE, PassageKind.BODY)}
_SYLLABLE_FIELDS = tuple(field.name for field in _FIELDS)
_WORD_FIELDS = tuple(words_field(field) for field in _FIELDS)


class UnknownReportError(LookupError):
    """An index has no report of this id."""

    def __init__(self, report_id: str) -> None:
        super().__init__(f"no report has the id {report_id!r}")


def more_like_this(report_id: str, searcher: Searcher, limit: int = 10) -> tuple[Hit, ...]:
    """The reports most like one, the most similar first; itself is never among them, nor are those
    near-identical to it. Of others that are near-identical to each other, one stands for all.

    A report that shares no salient term with it is left out. Raises UnknownReportError.
    """
    stored = searcher.report(report_id)
    if stored is None:
        raise UnknownReportError(report_id)
    salient = _salient_terms(_term_frequencies(stored), searcher)
    if not salient:
        return ()
    request = Request(clauses=salient, limit=limit + 1, collapse=True)
    matches = searcher.snapshot.search(request).matches
    others = [m for m in matches if m.score and stored.report.id not in (m.id, *m.others)]
    return tuple(map(_hit, others[:limit]))


def _hit(match: Match) -> Hit:
    kept = read_stored(match.stored)
    title = (TextRun(kept.report.title.value),)
    return Hit(kept.report, match.score, title, (), kept.added, copies=match.others)


def _salient_terms(frequencies: Mapping[Phrase, float], searcher: Searcher) -> tuple[Clause, ...]:
    """The terms of highest tf × idf, each with what it adds to a score; the engine multiplies by
    idf again.

    Saturation and idf are those of `search.engine.query_tree.Clause`. A term of this report alone
    finds no other, and is left out.
    """
    candidates = nlargest(CANDIDATES, frequencies.items(), key=itemgetter(1))
    totals = searcher.totals([phrase for phrase, _ in candidates])
    found = []
    for (phrase, frequency), reports in zip(candidates, totals, strict=True):
        if reports > 1:
            clause = Clause(phrase, frequency / (frequency + K1))
            idf = 1 + log(searcher.reports / (reports + 1))
            found.append((clause.weight * idf, clause))
    found.sort(key=itemgetter(0), reverse=True)  # equal ones stay in the order of the report
    return tuple(clause for _, clause in found[:SALIENT])


def _term_frequencies(stored: StoredReport) -> Mapping[Phrase, float]:
    """How often a report holds each of its terms, each time by the weight of the field.

    Terms are words of two syllables or more, and names and numbers of one syllable.
    """
    frequencies: defaultdict[Phrase, float] = defaultdict(float)
    for kind, text, analysis in _analyses(stored):
        for first, last in analysis.words():
            own = analysis.syllables[first:last]
            if last - first > 1:
                frequencies[Phrase(((word_term(own),),), _WORD_FIELDS)] += _WEIGHTS[kind]
            elif _begins_name(text[own[0].start]):
                frequencies[Phrase(((exact_term(own[0]),),), _SYLLABLE_FIELDS)] += _WEIGHTS[kind]
    return frequencies


def _begins_name(letter: str) -> bool:
    """Whether a word of one syllable that begins so is a name or a number. The others are the most
    common words there are, and cost most to look up."""
    return letter.isupper() or letter.isdecimal()


def _analyses(stored: StoredReport) -> Iterator[tuple[PassageKind, str, Analysis]]:
    """The title and the first READ characters of the body, each passage with its text and the
    words in it.

    Word boundaries are stored with the report, so pyvi is only asked about a title that the source
    gave and the text does not hold.
    """
    report, left = stored.report, READ
    for passage in report.passages:
        if left > 0 and passage.kind in _WEIGHTS:
            start, end = passage.span
            text = report.text[start : min(end, start + left)]
            left -= len(text)
            found = tuple(syllables(text))
            begins = (syllable.start for syllable in found)
            joins = frozenset(at for at in begins if is_set(stored.word_joins, start + at))
            yield passage.kind, text, Analysis(found, joins)
    if report.title.evidence is None and report.title.status is not Status.MADE:
        yield PassageKind.TITLE, report.title.value, analyze(report.title.value[:READ])
