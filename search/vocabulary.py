"""A generation of an index → its syllables, words and names, as suggestions look them up."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

from search.engine import Phrase, Request, Snapshot
from search.schema import FIELDS_BY_NAME, UNKNOWN, words_of
from search.text.analyze import JOIN, SPELLED
from search.text.syllable import Syllable, syllables

_TEXTS = tuple(FIELDS_BY_NAME[name] for name in ("body", "title"))
_NAMED = ("organiser", "people", "province", "outlet")
"""Facets whose values are names that people type."""
_REPORTS_A_TERM = 10_000
"""Of so many reports, one that holds a term is nobody's evidence: it is a slip itself, mostly."""


class Word(NamedTuple):
    """A word of two syllables or more: folded, its canonical syllables, and its reports."""

    folded: str
    exact: tuple[str, ...]
    reports: int


class Name(NamedTuple):
    """A value of a facet, its syllables, and its reports."""

    text: str
    syllables: tuple[Syllable, ...]
    reports: int


class Vocabulary:
    """What an index says; each part is made when it is first asked for, and kept.

    Numbers of reports are those of the text where a term is most frequent: no sum, no union.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._terms = snapshot.terms
        self._search = snapshot.search
        self._pairs: dict[tuple[str, str], int] = {}
        self.reports = snapshot.search(Request(limit=0)).total

    @cached_property
    def spellings(self) -> Mapping[str, Mapping[str, int]]:
        """Folded syllable → its canonical spellings → reports."""
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for text in _TEXTS:
            for term, count in self._terms(text.name, "", self._least).items():
                folded, _, exact = term.partition(SPELLED)
                if not folded[0].isdigit():
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

    @cached_property
    def names(self) -> Sequence[Name]:
        """The values of the facets that are names, those with most reports first."""
        counts = self._search(Request(limit=0, counted=_NAMED)).counts
        values = [pair for name in _NAMED for pair in counts[name].items() if pair[0] != UNKNOWN]
        values.sort(key=lambda pair: -pair[1])
        return [Name(value, tuple(syllables(value)), count) for value, count in values]

    def reports_of(self, exact: str) -> int:
        """How many reports hold a canonical syllable."""
        folded = self.folded.get(exact)
        return self.spellings[folded][exact] if folded else 0

    def reports_of_pair(self, first: str, second: str) -> int:
        """How many reports hold two canonical syllables, one right after the other."""
        found = self._pairs.get((first, second))
        if found is None:
            terms = [f"{self.folded.get(s, s)}{SPELLED}{s}" for s in (first, second)]
            row = Phrase(tuple((term,) for term in terms), (_TEXTS[0].name,))
            found = self._search(Request(row, limit=0)).total
            if len(self._pairs) > _KEPT_PAIRS:
                self._pairs.clear()
            self._pairs[first, second] = found
        return found

    def words(self, beginning: str) -> Sequence[Word]:
        """The words whose folded syllables, blanks between, begin so."""
        first = bisect_left(self._sorted, beginning, key=lambda word: word.folded)
        last = bisect_left(self._sorted, f"{beginning}\uffff", key=lambda word: word.folded)
        return self._sorted[first:last]

    @cached_property
    def _sorted(self) -> Sequence[Word]:
        folded = self.folded
        found = []
        for term, count in self._words.items():
            exact = tuple(term.split(JOIN))
            found.append(Word(" ".join(folded.get(s, s) for s in exact), exact, count))
        return sorted(found)

    @cached_property
    def _words(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for text in _TEXTS:
            for term, count in self._terms(words_of(text), "", self._least).items():
                found[term] = max(count, found.get(term, 0))
        return found

    @property
    def _least(self) -> int:
        return 1 + self.reports // _REPORTS_A_TERM


_KEPT_PAIRS = 100_000
_kept: WeakKeyDictionary[Snapshot, Vocabulary] = WeakKeyDictionary()
_making = Lock()


def vocabulary_of(snapshot: Snapshot) -> Vocabulary:
    """The vocabulary of a generation, made once for as long as it is open."""
    with _making:
        found = _kept.get(snapshot)
        if found is None:
            found = _kept[snapshot] = Vocabulary(snapshot)
        return found
