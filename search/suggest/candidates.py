"""The words of a query → the steps that may replace each: other syllables, and their cost."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import log
from typing import NamedTuple

from search.query.language_model import LanguageModel
from search.query.plain_words import PlainWord
from search.suggest.error_model import COSTS, Edit, decoded_edits, edits_of
from search.text.syllable import spellings

_LONG_QUERY = 8
"""Words of a query in which any word may be an error. In a longer one only a word that the index
does not know may be, and any may lack its diacritics."""
_CANDIDATES, _OF_ALL_WORDS = 32, 512
"""Steps that are kept for each word, and for all words of a query: a long one has fewer of each."""


class PathStep(NamedTuple):
    """One way to read words [first, last) of a query: as which canonical syllables, at what cost.

    `is_change`: it is not what was typed.
    """

    first: int
    last: int
    exact: tuple[str, ...]
    cost: float
    is_change: bool = True


class Candidates:
    """The steps of a query, from the vocabulary of one generation."""

    def __init__(self, words: Sequence[PlainWord], model: LanguageModel) -> None:
        self._words, self._model, self._vocabulary = words, model, model.vocabulary
        self._is_unaccented = not any(s.has_diacritics for word in words for s in word.syllables)
        self.as_typed = tuple(
            PathStep(n, n + 1, tuple(s.exact for s in word.syllables), 0.0, is_change=False)
            for n, word in enumerate(words)
        )

    def steps(self) -> list[list[PathStep]]:
        """The steps that begin at each word; the first of each is the word as it was typed."""
        return [
            [step, *self._best_alone(number, list(self._changes(number)))]
            for number, step in enumerate(self.as_typed)
        ]

    def _changes(self, number: int) -> Iterator[PathStep]:
        """Every step that changes one word, or joins it to the next."""
        if len(self._words) <= _LONG_QUERY or not self._is_known(number):
            if self._words[number].is_searchable:
                yield from self._edited(number)
            else:
                yield from self._decoded(number)
        elif self._is_unaccented:
            yield from self._with_diacritics(number)

    def _best_alone(self, number: int, changes: list[PathStep]) -> list[PathStep]:
        """The steps that are likeliest alone, or in a word with a neighbour as it was typed."""
        together_in = self._vocabulary.reports_inside_words
        before = self.as_typed[number - 1].exact[-1] if number else ""
        after = self.as_typed[number + 1].exact[0] if number + 1 < len(self.as_typed) else ""

        def score(step: PathStep) -> float:
            """The logarithm of how likely a step is between its neighbours, up to a constant."""
            together = together_in(before, step.exact[0]) + together_in(step.exact[-1], after)
            return self._model.alone(step.exact[0]) + log(1 + together) - step.cost

        kept = min(_CANDIDATES, _OF_ALL_WORDS // len(self._words))
        return sorted(changes, key=score, reverse=True)[:kept]

    def _is_known(self, number: int) -> bool:
        """Whether the index has every syllable of a word; numbers are all known."""
        return all(
            self._vocabulary.reports_of(syllable.exact) or syllable.exact[0].isdecimal()
            for syllable in self._words[number].syllables
        )

    def _decoded(self, number: int) -> Iterator[PathStep]:
        """What a word with digits or punctuation in it may be the keys of."""
        for exact, cost in decoded_edits(self._words[number].surface, self._vocabulary):
            yield PathStep(number, number + 1, (exact,), cost)

    def _edited(self, number: int) -> Iterator[PathStep]:
        """Another syllable for a word; two for one that is unknown; one for it and the next."""
        [syllable] = self._words[number].syllables
        found = edits_of(syllable, self._vocabulary, is_unaccented=self._is_unaccented)
        for exact, cost in found:
            yield PathStep(number, number + 1, (exact,), cost)
        if not self._is_known(number):
            yield from self._split(number)
        if number + 1 < len(self._words):
            yield from self._joined(number)

    def _with_diacritics(self, number: int) -> Iterator[PathStep]:
        """The same letters with diacritics."""
        word = self._words[number]
        if word.is_searchable:
            for exact, cost in self._spelled(word.surface):
                if cost:
                    yield PathStep(number, number + 1, (exact,), cost)

    def _split(self, number: int) -> Iterator[PathStep]:
        """Two syllables of one word of the index that were typed without the blank."""
        surface = self._words[number].surface
        for at in range(1, len(surface)):
            halves = [self._spelled(half) for half in (surface[:at], surface[at:])]
            for (first, cost), (second, more) in product(*halves):
                if self._vocabulary.reports_inside_words(first, second):
                    cost_of_both = cost + more + COSTS.missing_blank
                    yield PathStep(number, number + 1, (first, second), cost_of_both)

    def _joined(self, number: int) -> Iterator[PathStep]:
        """One syllable that was typed with a blank inside."""
        surface = self._words[number].surface + self._words[number + 1].surface
        for exact, cost in self._spelled(surface):
            yield PathStep(number, number + 2, (exact,), cost + COSTS.extra_blank)

    def _spelled(self, surface: str) -> list[Edit]:
        """The syllables of the index with this spelling; in a query without any diacritics, with
        any diacritics."""
        exact, folded = spellings(surface)
        own = self._vocabulary.spellings(folded)
        if exact == folded and self._is_unaccented:
            return [Edit(other, COSTS.unaccented * (other != exact)) for other in own]
        return [Edit(exact, 0.0)] if exact in own else []
