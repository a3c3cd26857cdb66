"""One generation of an index → its syllables, words and names, each with its reports."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, Protocol, TypeVar

from search.engine.query_tree import Node, Phrase
from search.facets.registry import UNKNOWN
from search.index.fields import FIELDS_BY_NAME, words_field
from search.query.own_words import NO_OWN_WORDS, OwnWords
from search.text.analyze import JOIN, TERM_SEPARATOR
from search.text.syllable import syllables

TEXT_FIELDS = ("title", "lead", "body")
"""The fields that the vocabulary is read from: captions and bylines are left out."""
_NAME_FACETS = ("organiser", "person", "province", "outlet")
"""Facets whose values complete what is being typed."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where a syllable is a function word, and where a term is known at all."""

    function_word_reports: float = 0.35
    """More than this share of all reports hold a function word."""
    function_word_inside: float = 0.5
    """Less than this share of its reports have it inside a longer word."""
    reports_per_evidence: int = 20_000
    """A term needs one report more for each so many reports: the rarest are typing errors."""


THRESHOLDS = Thresholds()


class VocabularyWord(NamedTuple):
    """A word as pyvi segments it: its folded syllables, blanks between, its canonical syllables,
    and how many reports hold it."""

    folded: str
    exact: tuple[str, ...]
    reports: int


class VocabularyName(NamedTuple):
    """A value of a facet from one of its syllables on, so that it is found by any of them.

    `folded`, `exact`: its syllables from that one on. `text`: the whole value. `reports`: how many
    have it. `is_whole`: it begins at its first syllable. `facet`: the one it is a value of.
    """

    folded: str
    exact: tuple[str, ...]
    reports: int
    text: str
    is_whole: bool
    facet: str


T = TypeVar("T", VocabularyWord, VocabularyName)


class CountedIndex(Protocol):
    """What a vocabulary asks of one generation."""

    @property
    def reports(self) -> int:
        """The number of reports."""

    def facet_counts(self, facet: str) -> Mapping[str, int]:
        """Value of a facet → reports."""

    def totals(self, trees: Sequence[Node]) -> list[int]:
        """How many reports match each tree, in one call of the engine."""

    def document_frequencies(self, field: str, least: int) -> Mapping[str, int]:
        """Term of a field → reports, of those that `least` reports hold or more."""


class Vocabulary:
    """The syllables, words and names of one generation: `searcher.vocabulary`.

    Each part is made when it is first asked for, and kept. The reports of a term are those of the
    field that most reports hold it in: neither the sum nor the union of all fields. `own`: the
    words of the office whose reports these are, by which queries are read, too.
    """

    def __init__(self, index: CountedIndex, own: OwnWords = NO_OWN_WORDS) -> None:
        self._index = index
        self.own = own
        self.written_forms: dict[tuple[str, ...], str] = {}
        """Canonical syllables → how reports write them, as far as anybody asked."""

    @property
    def reports(self) -> int:
        """The number of reports of the index."""
        return self._index.reports

    @cached_property
    def spellings(self) -> Mapping[str, Mapping[str, int]]:
        """Folded syllable → its canonical spellings → reports."""
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for name in TEXT_FIELDS:
            for term, count in self._index.document_frequencies(name, self.least).items():
                folded, _, exact = term.partition(TERM_SEPARATOR)
                found[folded][exact] = max(count, found[folded].get(exact, 0))
        return dict(found)

    @cached_property
    def folded(self) -> Mapping[str, str]:
        """Canonical syllable → its folded spelling."""
        return {exact: folded for folded, own in self.spellings.items() for exact in own}

    @cached_property
    def bigrams_in_words(self) -> Mapping[tuple[str, str], int]:
        """Two canonical syllables that follow each other in a word → reports of all such words."""
        found: defaultdict[tuple[str, str], int] = defaultdict(int)
        for term, count in self._words.items():
            for bigram in pairwise(term.split(JOIN)):
                found[bigram] += count
        return dict(found)

    def reports_of(self, exact: str) -> int:
        """How many reports hold a canonical syllable."""
        return self._counts.get(exact, 0)

    def is_function_word(self, exact: str) -> bool:
        """Whether many reports hold a canonical syllable, and seldom inside a word: "của" and
        "các", but not "công"."""
        held = self.reports_of(exact)
        is_frequent = held > THRESHOLDS.function_word_reports * self.reports
        inside = self._reports_inside_words.get(exact, 0)
        return is_frequent and inside < THRESHOLDS.function_word_inside * held

    def beginning(self, folded: str) -> Sequence[tuple[str, int]]:
        """The canonical syllables whose folded letters begin so, and their reports."""
        first = bisect_left(self._letters, folded)
        last = bisect_left(self._letters, f"{folded}\uffff")
        letters = self._letters[first:last]
        return [spelling for own in letters for spelling in self.spellings[own].items()]

    def term(self, exact: str) -> str:
        """The index term of a canonical syllable; of one that is unknown, one that nothing has."""
        return f"{self.folded.get(exact, exact)}{TERM_SEPARATOR}{exact}"

    def reports_of_bigram(self, first: str, second: str) -> int:
        """How many reports hold two canonical syllables, one right after the other."""
        return self.reports_of_phrases([(first, second)])[0]

    def reports_of_phrases(self, phrases: Sequence[tuple[str, ...]]) -> list[int]:
        """How many reports hold each of some phrases of canonical syllables, in one call of the
        engine."""
        return self.totals(
            [Phrase(tuple((self.term(own),) for own in exact), TEXT_FIELDS) for exact in phrases]
        )

    def totals(self, trees: Sequence[Node]) -> list[int]:
        """How many reports match each of some trees, in one call of the engine."""
        return self._index.totals(trees)

    def words(self, beginning: str) -> Sequence[VocabularyWord]:
        """The words whose folded syllables, blanks between, begin so."""
        return _beginning(self._sorted_words, beginning)

    def names(self, beginning: str) -> Sequence[VocabularyName]:
        """The values of facets that are names, in which folded syllables begin so."""
        return _beginning(self._sorted_names, beginning)

    @cached_property
    def _sorted_words(self) -> Sequence[VocabularyWord]:
        folded = self.folded
        found = []
        for term, count in self._words.items():
            exact = tuple(term.split(JOIN))
            found.append(VocabularyWord(" ".join(folded.get(s, s) for s in exact), exact, count))
        return sorted(found)

    @cached_property
    def _sorted_names(self) -> Sequence[VocabularyName]:
        return sorted(
            name
            for facet in _NAME_FACETS
            for value, count in self._index.facet_counts(facet).items()
            if value != UNKNOWN
            for name in _suffixes(value, count, facet)
        )

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        return {exact: n for own in self.spellings.values() for exact, n in own.items()}

    @cached_property
    def _letters(self) -> Sequence[str]:
        return sorted(self.spellings)

    @cached_property
    def _words(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for name in TEXT_FIELDS:
            words = words_field(FIELDS_BY_NAME[name])
            for term, count in self._index.document_frequencies(words, self.least).items():
                found[term] = max(count, found.get(term, 0))
        return found

    @cached_property
    def _reports_inside_words(self) -> Mapping[str, int]:
        """Canonical syllable → the sum of the reports of all words that hold it."""
        found: Counter[str] = Counter()
        for bigram, count in self.bigrams_in_words.items():
            for exact in bigram:
                found[exact] += count
        return found

    @property
    def least(self) -> int:
        """How many reports must hold a term for it to be known at all."""
        return 1 + self.reports // THRESHOLDS.reports_per_evidence


def _suffixes(value: str, count: int, facet: str) -> Iterator[VocabularyName]:
    """A value from each of its syllables on."""
    own = syllables(value)
    for first in range(len(own)):
        folded = " ".join(syllable.folded for syllable in own[first:])
        exact = tuple(syllable.exact for syllable in own[first:])
        yield VocabularyName(folded, exact, count, value, not first, facet)


def _beginning(entries: Sequence[T], folded: str) -> Sequence[T]:
    """The entries whose folded spelling begins so, of entries that are sorted by it."""
    first = bisect_left(entries, folded, key=_folded)
    return entries[first : bisect_left(entries, f"{folded}\uffff", key=_folded)]


def _folded(entry: VocabularyWord | VocabularyName) -> str:
    return entry.folded
