"""A generation of an index → its syllables, words and names, as suggestions look them up."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, TypeVar
from weakref import ref

from search.engine.query_tree import Phrase
from search.facets.registry import UNKNOWN
from search.index.fields import FIELDS_BY_NAME, words_field
from search.searcher import Searcher
from search.text.analyze import JOIN, TERM_SEPARATOR
from search.text.syllable import syllables

SAID = ("title", "lead", "body")
"""Fields of what a report says."""
_NAMED = ("organiser", "person", "province", "outlet")
"""Facets whose values are names that people type."""
_MANY, _SELDOM = 0.35, 0.5
_REPORTS_A_TERM = 20_000
"""Of so many reports, one that holds a term is nobody's evidence: it is a slip itself, mostly."""


class VocabularyWord(NamedTuple):
    """A word of two syllables or more: folded, its canonical syllables, and its reports."""

    folded: str
    exact: tuple[str, ...]
    reports: int


class VocabularyName(NamedTuple):
    """A value of a facet from one of its syllables on: folded, these syllables, the whole value,
    its reports, and whether it is the whole."""

    folded: str
    exact: tuple[str, ...]
    reports: int
    text: str
    is_whole: bool


T = TypeVar("T", VocabularyWord, VocabularyName)


class Vocabulary:
    """What an index says; each part is made when it is first asked for, and kept.

    Numbers of reports are those of the text where a term is most frequent: no sum, no union.
    """

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = ref(searcher)  # or a generation that nobody asks would stay open
        self.written: dict[tuple[str, ...], str] = {}
        """How words of it are written, as far as anybody asked."""
        self.reports = searcher.reports

    @cached_property
    def spellings(self) -> Mapping[str, Mapping[str, int]]:
        """Folded syllable → its canonical spellings → reports."""
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for name in SAID:
            for term, count in self._live.snapshot.terms(name, "", self.least).items():
                folded, _, exact = term.partition(TERM_SEPARATOR)
                found[folded][exact] = max(count, found[folded].get(exact, 0))
        return dict(found)

    @cached_property
    def folded(self) -> Mapping[str, str]:
        """Canonical syllable → its folded spelling."""
        return {exact: folded for folded, own in self.spellings.items() for exact in own}

    @cached_property
    def joined(self) -> Mapping[tuple[str, str], int]:
        """Two syllables that stand together inside a word → reports of all such words."""
        found: defaultdict[tuple[str, str], int] = defaultdict(int)
        for term, count in self._words.items():
            for pair in pairwise(term.split(JOIN)):
                found[pair] += count
        return dict(found)

    def reports_of(self, exact: str) -> int:
        """How many reports hold a canonical syllable."""
        return self._counts.get(exact, 0)

    def is_grammar(self, exact: str) -> bool:
        """Whether many reports hold a canonical syllable, and seldom inside a word: "của" and
        "các", but not "công"."""
        held = self.reports_of(exact)
        return held > _MANY * self.reports and self._inside.get(exact, 0) < _SELDOM * held

    def beginning(self, folded: str) -> Sequence[tuple[str, int]]:
        """The canonical syllables whose folded letters begin so, and their reports."""
        first = bisect_left(self._letters, folded)
        last = bisect_left(self._letters, f"{folded}\uffff")
        return [pair for own in self._letters[first:last] for pair in self.spellings[own].items()]

    def term(self, exact: str) -> str:
        """The term of a canonical syllable."""
        return f"{self.folded.get(exact, exact)}{TERM_SEPARATOR}{exact}"

    def reports_of_pair(self, first: str, second: str) -> int:
        """How many reports hold two canonical syllables, one right after the other."""
        return self.reports_of_bigrams([(first, second)])[0]

    def reports_of_bigrams(self, bigrams: Sequence[tuple[str, str]]) -> list[int]:
        """The same of several bigrams, asked for together."""
        phrases = [Phrase(((self.term(a),), (self.term(b),)), SAID) for a, b in bigrams]
        return self._live.totals(phrases)

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
        counts = [self._live.facet_counts(name) for name in _NAMED]
        values = [pair for own in counts for pair in own.items() if pair[0] != UNKNOWN]
        return sorted(name for value, count in values for name in _name(value, count))

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        return {exact: n for own in self.spellings.values() for exact, n in own.items()}

    @cached_property
    def _letters(self) -> Sequence[str]:
        return sorted(self.spellings)

    @cached_property
    def _words(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for name in SAID:
            words = words_field(FIELDS_BY_NAME[name])
            for term, count in self._live.snapshot.terms(words, "", self.least).items():
                found[term] = max(count, found.get(term, 0))
        return found

    @cached_property
    def _inside(self) -> Mapping[str, int]:
        """Canonical syllable → reports of all words that it is in, one by one."""
        found: Counter[str] = Counter()
        for pair, count in self.joined.items():
            for exact in pair:
                found[exact] += count
        return found

    @property
    def _live(self) -> Searcher:
        live = self._searcher()
        assert live is not None, "whoever asks holds it"
        return live

    @property
    def least(self) -> int:
        """Reports that a term must be in to be known at all."""
        return 1 + self.reports // _REPORTS_A_TERM


def _name(value: str, count: int) -> Iterator[VocabularyName]:
    own = syllables(value)
    for first in range(len(own)):
        folded = " ".join(syllable.folded for syllable in own[first:])
        exact = tuple(syllable.exact for syllable in own[first:])
        yield VocabularyName(folded, exact, count, value, is_whole=not first)


def _beginning(entries: Sequence[T], folded: str) -> Sequence[T]:
    """The run of sorted entries whose folded spelling begins so."""
    first = bisect_left(entries, folded, key=_folded)
    return entries[first : bisect_left(entries, f"{folded}\uffff", key=_folded)]


def _folded(entry: VocabularyWord | VocabularyName) -> str:
    return entry.folded
