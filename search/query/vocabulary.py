"""One generation of an index → its syllables, words and names, each with its reports."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple, Protocol

from search.engine.query_tree import Node, Phrase
from search.index.fields import FIELDS_BY_NAME, words_field
from search.query.name_endings import NameEndings, VocabularyName, beginning_so
from search.query.own_words import NO_OWN_WORDS, OwnWords
from search.text.analyze import JOIN, TERM_SEPARATOR
from search.text.syllable import spellings
from search.text.tones import TONES

TEXT_FIELDS = ("title", "lead", "body")
"""The fields that the vocabulary is read from: captions and bylines are left out."""
_NAME_FACETS = ("organiser", "person", "province", "outlet")
"""Facets whose values complete what is being typed."""
_TONES = "".join(TONES.values())


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


class _Syllables(NamedTuple):
    """`spellings`: folded syllable → its canonical spellings, blanks between, for most have one,
    itself. `reports`: canonical syllable → reports."""

    spellings: Mapping[str, str]
    reports: Mapping[str, int]


class Vocabulary:
    """The syllables, words and names of one generation: `searcher.vocabulary`.

    Each part is made when it is first asked for, and kept; of words and names, those of one first
    letter. The reports of a term are those of the field that most reports hold it in: neither the
    sum nor the union of all fields. `own`: the words of the office whose reports these are, by
    which queries are read, too.
    """

    def __init__(self, index: CountedIndex, own: OwnWords = NO_OWN_WORDS) -> None:
        self._index = index
        self._words_by_letter: dict[str, Sequence[VocabularyWord]] = {}
        self.own = own
        self.written_forms: dict[tuple[str, ...], str] = {}
        """Canonical syllables → how reports write them, as far as anybody asked."""

    @property
    def reports(self) -> int:
        """The number of reports of the index."""
        return self._index.reports

    def spellings(self, folded: str) -> Mapping[str, int]:
        """The canonical spellings of a folded syllable → reports."""
        found, reports = self._syllables
        return {exact: reports[exact] for exact in found.get(folded, "").split()}

    def folded(self, exact: str) -> str:
        """The folded spelling of a canonical syllable; itself if it is unknown."""
        return _folded(exact) if self.reports_of(exact) else exact

    def reports_inside_words(self, first: str, second: str) -> int:
        """Of all words in which two canonical syllables follow each other, the reports together."""
        bigram = f"{first}{JOIN}{second}"
        return self._words.get(bigram, 0) + self._bigrams_of_longer.get(bigram, 0)

    def reports_of(self, exact: str) -> int:
        """How many reports hold a canonical syllable."""
        return self._syllables.reports.get(exact, 0)

    def is_function_word(self, exact: str) -> bool:
        """Whether many reports hold a canonical syllable, and seldom inside a word: "của" and
        "các", but not "công"."""
        inside = self._inside_words.get(exact)  # of frequent ones
        return inside is not None and inside < (
            THRESHOLDS.function_word_inside * self.reports_of(exact)
        )

    def beginning(self, folded: str) -> Sequence[tuple[str, int]]:
        """The canonical syllables whose folded letters begin so, and their reports."""
        first = bisect_left(self._letters, folded)
        last = bisect_left(self._letters, f"{folded}\uffff")
        letters = self._letters[first:last]
        return [spelling for own in letters for spelling in self.spellings(own).items()]

    def term(self, exact: str) -> str:
        """The index term of a canonical syllable; of one that is unknown, one that nothing has."""
        return f"{self.folded(exact)}{TERM_SEPARATOR}{exact}"

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
        """The words whose folded syllables, blanks between, begin so: a letter at least."""
        letter = beginning[:1]
        if letter not in self._first_letters:
            return ()
        if letter not in self._words_by_letter:
            self._words_by_letter[letter] = self._words_of(letter)
        return beginning_so(self._words_by_letter[letter], beginning)

    def names(self, beginning: str) -> Sequence[VocabularyName]:
        """The values of facets that are names, in which folded syllables begin so: a letter at
        least."""
        return self._names.beginning(beginning)

    def _words_of(self, letter: str) -> Sequence[VocabularyWord]:
        """The words whose first folded letter is this, in the order of their folded spellings."""
        begun = {exact for exact in {term[0] for term in self._words} if _folded(exact) == letter}
        found = []
        for term, count in self._words.items():
            if term[0] in begun:
                own = tuple(term.split(JOIN))
                found.append(VocabularyWord(" ".join(map(self.folded, own)), own, count))
        return sorted(found)

    @cached_property
    def _names(self) -> NameEndings:
        return NameEndings({facet: self._index.facet_counts(facet) for facet in _NAME_FACETS})

    @cached_property
    def _syllables(self) -> _Syllables:
        terms = self._most_in_a_field(TEXT_FIELDS)
        found: dict[str, str] = {}
        counts: dict[str, int] = {}
        for term, count in terms.items():
            folded, _, exact = term.partition(TERM_SEPARATOR)
            own = folded if folded == exact else exact  # one string, not two
            others = found.get(folded)
            found[folded] = f"{others} {own}" if others else own
            counts[own] = count
        return _Syllables(found, counts)

    @cached_property
    def _first_letters(self) -> Set[str]:
        """Those of the folded syllables that there are: only for these are words made."""
        return {folded[0] for folded in self._syllables.spellings if folded}

    @cached_property
    def _letters(self) -> Sequence[str]:
        return sorted(self._syllables.spellings)

    @cached_property
    def _words(self) -> Mapping[str, int]:
        return self._most_in_a_field([words_field(FIELDS_BY_NAME[name]) for name in TEXT_FIELDS])

    def _most_in_a_field(self, fields: Iterable[str]) -> Mapping[str, int]:
        """Term → its reports in the field that most hold it in; in the order of the fields."""
        found: dict[str, int] = {}
        for name in fields:
            own = self._index.document_frequencies(name, self.least)
            if found:
                own = {term: n for term, n in own.items() if found.get(term, 0) < n}
            found |= own
        return found

    @cached_property
    def _bigrams_of_longer(self) -> Mapping[str, int]:
        """Two syllables of a word of three or more, joined → the reports of all such words."""
        found: defaultdict[str, int] = defaultdict(int)
        for term in [own for own in self._words if own.count(JOIN) > 1]:
            for bigram in pairwise(term.split(JOIN)):
                found[JOIN.join(bigram)] += self._words[term]
        return dict(found)

    @cached_property
    def _inside_words(self) -> Mapping[str, int]:
        """Canonical syllable that very many reports hold → the reports of all words that hold it,
        once for each neighbour there."""
        least = THRESHOLDS.function_word_reports * self.reports
        found = {exact: 0 for exact, count in self._syllables.reports.items() if count > least}
        for term, count in self._words.items():
            own = term.split(JOIN)
            if not found.keys().isdisjoint(own):
                for exact in chain.from_iterable(pairwise(own)):
                    if exact in found:
                        found[exact] += count
        return found

    @property
    def least(self) -> int:
        """How many reports must hold a term for it to be known at all."""
        return 1 + self.reports // THRESHOLDS.reports_per_evidence


def _folded(exact: str) -> str:
    """The folded spelling of a canonical syllable, or of its first letter."""
    letters = "" if exact[:1].isdecimal() else exact.rstrip(_TONES)
    return spellings(letters)[1] if letters else exact
