"""A phrase of a vocabulary → where the newest reports hold it, and how they write it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from search.answers import Sort
from search.engine.protocol import Request
from search.engine.query_tree import Phrase
from search.engine.stored import read_stored
from search.highlight.matches import Highlight, highlights_in, searched
from search.query.vocabulary import TEXT_FIELDS, Vocabulary
from search.report import StoredReport
from search.searcher import Searcher
from search.text.spelling import to_orthography

CLAUSE_END = re.compile(r"[^\w\s%/-]|\n")
"""What no group of words goes across."""
_READ = 3
"""Reports that are read to see how a word is written."""


def newest_reports(phrase: Phrase, searcher: Searcher, limit: int) -> Iterator[StoredReport]:
    """The newest reports that hold an exact phrase, at most `limit`."""
    found = searcher.matches(Request(phrase, sort=Sort.NEWEST, limit=limit))
    return (read_stored(match.stored) for match in found.matches)


def occurrences(reports: Iterable[StoredReport], phrase: Phrase) -> list[list[Highlight]]:
    """Where a phrase stands in each report, at ends inside of words too: it may be unfinished."""
    texts = [searched(replace(stored, word_joins=b"")) for stored in reports]
    return [list(map(Highlight, *found)) for found in highlights_in(texts, ((phrase,),))]


def written_form(exact: Sequence[str], vocabulary: Vocabulary, searcher: Searcher) -> str:
    """How the newest reports write some canonical syllables: in small letters if any does so, else
    as most do; "" if they stand in no report without punctuation between them."""
    key, guesses = tuple(exact), searcher.guesses
    if key in vocabulary.written_forms:
        return vocabulary.written_forms[key]
    found = _read_form(key, vocabulary, searcher)
    if searcher.guesses == guesses:
        vocabulary.written_forms[key] = found
    return found


def most_usual(forms: Counter[str]) -> str:
    """The most frequent form in small letters, else the most frequent; "" of none."""
    small = Counter({text: often for text, often in forms.items() if text.islower()})
    most = (small or forms).most_common(1)
    return most[0][0] if most else ""


def _read_form(exact: tuple[str, ...], vocabulary: Vocabulary, searcher: Searcher) -> str:
    phrase = Phrase(tuple((vocabulary.term(syllable),) for syllable in exact), TEXT_FIELDS)
    reports = list(newest_reports(phrase, searcher, _READ))
    seen = Counter(
        " ".join(stored.report.text[found.start : found.end].split())
        for stored, own in zip(reports, occurrences(reports, phrase), strict=True)
        for found in own
    )
    if not seen:
        return " ".join(map(to_orthography, exact))
    return most_usual(Counter({t: often for t, often in seen.items() if not CLAUSE_END.search(t)}))
