"""A report of an index → the reports most like it: those that hold its salient terms."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest
from math import log
from operator import itemgetter

from search.answers import Hit, TextRun
from search.engine.protocol import Match, Request
from search.engine.query_tree import K1, Clause, Phrase
from search.engine.stored import read_stored
from search.index.fields import FIELDS_BY_NAME, words_field
from search.report import MeetingReport, PassageKind, Status, StoredReport
from search.searcher import Searcher
from search.text.analyze import Analysis, analyze, exact_term, is_set, word_term
from search.text.syllable import syllables

# What was tried is in benchmarks/README.md.
CANDIDATES, SALIENT = 60, 30
"""The most frequent terms of a report that are looked up, and how many of them are searched for."""
READ = 10_000
"""Characters of a report that are read: by then it has said what it is about."""
SHARED = 5
"""Words that two similar reports share that are told: as many as stand in a line."""

_FIELDS = tuple(FIELDS_BY_NAME[name] for name in ("title", "lead", "body"))
"""Not captions, which repeat the text, and not the byline, which is not what a report is about."""
_WEIGHTS = {kind: FIELDS_BY_NAME[kind].weight for kind in (PassageKind.TITLE, PassageKind.BODY)}
_SYLLABLE_FIELDS = tuple(field.name for field in _FIELDS)
_WORD_FIELDS = tuple(words_field(field) for field in _FIELDS)


class UnknownReportError(LookupError):
    """An index has no report of this id."""

    def __init__(self, report_id: str) -> None:
        super().__init__(f"no report has the id {report_id!r}")


@dataclass(frozen=True, slots=True)
class SimilarReport:
    """A report like another. `words`: the most salient ones of the other that its text holds too,
    as the other words them."""

    hit: Hit
    words: tuple[str, ...]


def more_like_this(report_id: str, searcher: Searcher, limit: int = 10) -> tuple[Hit, ...]:
    """The reports most like one, the most similar first; itself is never among them, nor are those
    near-identical to it. Of others that are near-identical to each other, one stands for all.

    A report that shares no salient term with it is left out. Raises UnknownReportError.
    """
    stored = _known(report_id, searcher)
    return _most_like(stored, _salient_terms(_term_frequencies(stored), searcher), searcher, limit)


def similar_reports(
    report_id: str, searcher: Searcher, limit: int = 10
) -> tuple[SimilarReport, ...]:
    """The same, each with the words that it shares. Raises UnknownReportError."""
    stored = _known(report_id, searcher)
    salient = _salient_terms(_term_frequencies(stored), searcher)
    words: dict[Phrase, str] = {}
    for phrase, _, surface in _terms(stored):
        words.setdefault(phrase, surface)
    told = _told((words[clause.phrase] for clause in salient), stored.report)
    hits = _most_like(stored, salient, searcher, limit)
    return tuple(SimilarReport(hit, _shared(told, hit.report)) for hit in hits)


def _known(report_id: str, searcher: Searcher) -> StoredReport:
    stored = searcher.report(report_id)
    if stored is None:
        raise UnknownReportError(report_id)
    return stored


def _most_like(
    stored: StoredReport, salient: tuple[Clause, ...], searcher: Searcher, limit: int
) -> tuple[Hit, ...]:
    """The reports that hold most of the salient terms of one."""
    if not salient:
        return ()
    request = Request(clauses=salient, limit=limit + 1, collapse=True)
    matches = searcher.look_up(request).matches
    others = [m for m in matches if m.score and stored.report.id not in (m.id, *m.others)]
    return tuple(map(_hit, others[:limit]))


def _told(words: Iterable[str], report: MeetingReport) -> list[str]:
    """The words that say something by themselves: not of one syllable; of people, whole names."""
    people = [person.value for person in report.facets.people]
    whole = (next((name for name in people if word in name), word) for word in words)
    return [word for word in dict.fromkeys(whole) if len(word.split()) > 1]


def _shared(words: Iterable[str], report: MeetingReport) -> tuple[str, ...]:
    """The first SHARED of some words that a report holds, whole and one within no other.

    A word is looked for as it is written, in any case: another tone placement is passed over.
    """
    text = f"{report.title.value}\n{report.text[:READ]}".casefold()
    found: list[str] = []
    for word in words:
        is_new = not any(word.casefold() in other.casefold() for other in found)
        if is_new and re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", text):
            found.append(word)
            if len(found) == SHARED:
                break
    return tuple(found)


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
    """How often a report holds each of its terms, each time by the weight of the field."""
    frequencies: defaultdict[Phrase, float] = defaultdict(float)
    for phrase, weight, _ in _terms(stored):
        frequencies[phrase] += weight
    return frequencies


def _terms(stored: StoredReport) -> Iterator[tuple[Phrase, float, str]]:
    """The terms of a report in order, each with the weight of its field and as it is written.

    Terms are words of two syllables or more, and names and numbers of one syllable.
    """
    for kind, text, analysis in _analyses(stored):
        for first, last in analysis.words():
            own = analysis.syllables[first:last]
            surface = text[own[0].start : own[-1].end]
            if last - first > 1:
                yield Phrase(((word_term(own),),), _WORD_FIELDS), _WEIGHTS[kind], surface
            elif _begins_name(surface[0]):
                yield Phrase(((exact_term(own[0]),),), _SYLLABLE_FIELDS), _WEIGHTS[kind], surface


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
