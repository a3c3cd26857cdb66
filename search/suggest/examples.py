"""An index → queries that find something in it, one for each kind of query that can be typed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from heapq import nlargest
from operator import itemgetter
from pathlib import Path

from search.answers import Query, Sort
from search.engine.protocol import Request
from search.engine.stored import read_stored
from search.facets.registry import COUNTED_BY_NAME, UNKNOWN
from search.query.syntax import MIN_PREFIX_LENGTH, field_query
from search.report import MeetingReport
from search.searcher import Searcher
from search.text.analyze import analyze
from search.text.fold import fold
from search.text.lexicon.word_lists import entries

_TITLES = 20
"""Reports whose titles are read if an index has none of the words of the list."""
_VALUES = 3
"""The most frequent values of a facet that are tried."""
_STATING = 5
"""Reports whose figures are read for one that finds something."""


class ExampleKind(StrEnum):
    """What an example shows."""

    UNACCENTED = "bare"
    QUOTED = "quoted"
    EXACT_SPELLING = "spelled"
    ABBREVIATION = "abbreviated"
    EXCLUDED = "excluded"
    ALTERNATIVES = "either"
    PREFIX = "beginning"
    DATE = "date"
    PROVINCE = "field"
    PERSON = "person"
    MEETING_TYPE = "kind"
    BODY = "body"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Example:
    """A query that shows something, and how many reports answer it: one at least."""

    kind: ExampleKind
    text: str
    total: int


def examples(searcher: Searcher) -> tuple[Example, ...]:
    """For each kind of query the first one that finds something, if any does."""
    found: dict[ExampleKind, Example] = {}
    words = _words(searcher)
    for candidates in _CANDIDATES:
        for kind, text in candidates(words, searcher):
            if kind not in found and (total := searcher.total(Query(text))):
                found[kind] = Example(kind, text, total)
    return tuple(found.values())


_Candidates = Iterator[tuple[ExampleKind, str]]


def _of_one_word(words: Sequence[str], searcher: Searcher) -> _Candidates:
    for word in words[:1]:
        yield ExampleKind.UNACCENTED, fold(word).text
    for word in (*words[1:2], *words[:1]):
        yield ExampleKind.QUOTED, f'"{word}"'
    for word in words[:1]:
        yield ExampleKind.EXACT_SPELLING, f'="{word}"'


def _abbreviations(words: Sequence[str], searcher: Searcher) -> _Candidates:
    for text in _listed("abbreviation"):
        yield ExampleKind.ABBREVIATION, text


def _of_two_words(words: Sequence[str], searcher: Searcher) -> _Candidates:
    for other in words[1:]:
        yield ExampleKind.EXCLUDED, f'{words[0]} -"{other}"'
        yield ExampleKind.ALTERNATIVES, f"{words[0]} OR {other}"


def _prefixes(words: Sequence[str], searcher: Searcher) -> _Candidates:
    for word in words[:1]:
        for syllable in word.split():
            if syllable.isalpha() and len(syllable) > MIN_PREFIX_LENGTH:
                yield ExampleKind.PREFIX, f"{fold(syllable).text[:MIN_PREFIX_LENGTH]}*"


def _months(words: Sequence[str], searcher: Searcher) -> _Candidates:
    for value in _most_frequent("month", searcher):
        yield ExampleKind.DATE, COUNTED_BY_NAME["month"].label_of(value)


def _facet_values(words: Sequence[str], searcher: Searcher) -> _Candidates:
    for value in _most_frequent("province", searcher):
        yield ExampleKind.PROVINCE, field_query("province", value)
    for value in _most_frequent("person", searcher):
        yield ExampleKind.PERSON, field_query("person", value)
    for value in _most_frequent("meeting_type", searcher):
        label = COUNTED_BY_NAME["meeting_type"].label_of(value)
        yield ExampleKind.MEETING_TYPE, field_query("meeting_type", label)


def _bodies(words: Sequence[str], searcher: Searcher) -> _Candidates:
    for value in _most_frequent("organiser", searcher):
        yield ExampleKind.BODY, COUNTED_BY_NAME["organiser"].label_of(value)


def _figures(words: Sequence[str], searcher: Searcher) -> _Candidates:
    """Figures as the newest reports of the most frequent indicators write them: amounts first."""
    stated = [
        (figure.unit.startswith("%"), report.text[slice(*figure.evidence)])
        for indicator in _most_frequent("indicator", searcher)
        for report in _stating(indicator, searcher)
        for figure in report.facets.figures
        if figure.evidence and figure.unit and not figure.is_suspicious
    ]
    for _, text in sorted(stated, key=itemgetter(0)):
        if text[:1].isdigit():
            yield ExampleKind.FIGURE, text


def _stating(indicator: str, searcher: Searcher) -> Iterator[MeetingReport]:
    """The newest reports that state an indicator."""
    asked = Query(filters={"indicator": (indicator,)}, sort=Sort.NEWEST, size=_STATING)
    for match in searcher.search(asked, counted=()).matches:
        yield read_stored(match.stored).report


_CANDIDATES: Sequence[Callable[[Sequence[str], Searcher], _Candidates]] = (
    _of_one_word,
    _abbreviations,
    _of_two_words,
    _prefixes,
    _months,
    _facet_values,
    _bodies,
    _figures,
)
"""Words of the index and its searcher → queries to try; their order is that of the examples."""


def _most_frequent(facet: str, searcher: Searcher) -> list[str]:
    """The values of a facet that most reports have, those of equally many by name."""
    counts = searcher.facet_counts(facet)
    least = min(nlargest(_VALUES + 1, counts.values()), default=0)  # one may be UNKNOWN
    most = [value for value, n in counts.items() if n >= least and value != UNKNOWN]
    return sorted(most, key=lambda value: (-counts[value], value))[:_VALUES]


def _words(searcher: Searcher) -> list[str]:
    """Words that this index has: of the list, or those of two syllables in the newest titles."""
    held = [text for text in _listed("topic") if searcher.total(Query(f'"{text}"'))]
    if held:
        return held
    found = searcher.matches(Request(sort=Sort.NEWEST, limit=_TITLES, collapse=True))
    titles = (read_stored(match.stored).report.title.value for match in found.matches)
    return list(dict.fromkeys(word for title in titles for word in _words_of(title)))


def _words_of(title: str) -> Iterator[str]:
    """The words of a title that have two syllables or more."""
    analysis = analyze(title)
    for first, last in analysis.words():
        if last - first > 1:
            yield title[analysis.syllables[first].start : analysis.syllables[last - 1].end]


@cache
def _listed(purpose: str) -> tuple[str, ...]:
    """The words of the list that are for one purpose: "topic" or "abbreviation"."""
    rows = entries("example_words.tsv", Path(__file__).parent / "data")
    return tuple(text for own, text in rows if own == purpose)
