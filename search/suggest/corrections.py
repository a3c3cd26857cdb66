"""What was typed → what its writer may have meant, of what this index has (V16)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, product
from math import log
from typing import NamedTuple

from search.answers import (
    Query,
    Suggestion,
    SuggestionKind,
)
from search.engine.query_tree import Phrase
from search.query.plain_words import PlainWord, plain_words
from search.searcher import Searcher
from search.suggest.error_model import UNACCENTED_COST, Edit, decoded_edits, edits_of
from search.suggest.vocabulary import Vocabulary
from search.text.analyze import exact_term
from search.text.spelling import to_orthography
from search.text.syllable import spellings

MOST = 3
"""Corrections that are offered."""
_SHORT = 8
"""Words of a query in which any may be a slip; in a longer one, those the index does not know, and
any may lack its marks."""
_BEAM, _BEST, _KEPT = 12, 8, 32
"""Readings that are carried along, that are weighed in the end, and candidates a word is tried."""
_SPLIT, _JOINED = 3.5, 4.0
"""How odd it is to leave out a blank, and to type one too many."""
_AS_GOOD = 3.0
"""What is by so much less likely than the best is not offered."""
_BY_CHANCE = 0.004
"""Two syllables of a report that have nothing to do with each other stand together so often."""
_ATTESTED, _ATTESTED_OF = 5, 1000
"""Two words that stand so in so many reports, and in one of so many, are no slip: nothing is
weighed then, which takes longer than the answer itself."""
_UNSEEN = 0.05
"""Reports that hold what no report holds."""


class PathStep(NamedTuple):
    """One way to read words [first, last): as which canonical syllables, how odd that is, and
    whether it changes what was typed."""

    first: int
    last: int
    exact: tuple[str, ...]
    cost: float
    is_change: bool = True


class Hypothesis(NamedTuple):
    """Steps that follow each other, how odd they are together, and how likely their syllables."""

    steps: tuple[PathStep, ...]
    score: float


def corrections(query: Query, searcher: Searcher) -> tuple[Suggestion, ...]:
    """What the plain words of a query may have been meant to say, the likeliest first.

    A hypothesis is as likely as its syllables stand together in the reports of this index, times
    how often such slips happen. It is suggested if it is likelier than what was typed, with the
    number of reports that answer it under the filters of the query, if there are any. Queries with
    quotes, fields, stars, OR or exclusions are left alone.
    """
    words = plain_words(query.text)
    if not words or _is_attested(words, searcher):
        return ()
    found: list[Suggestion] = []
    for hypothesis in _Lattice(words, searcher.once(Vocabulary)).likelier():
        meant = _rewritten(query.text, words, hypothesis.steps)
        is_query = meant != query.text and plain_words(meant)  # and no longer than one may be
        if is_query and (hits := searcher.total_or_none(replace(query, text=meant))):
            found.append(Suggestion(meant, hits, SuggestionKind.CORRECTION))
        if len(found) == MOST:
            break
    return tuple(found)


def _is_attested(words: Sequence[PlainWord], searcher: Searcher) -> bool:
    """Whether words with diacritics stand beside each other in enough reports, each with the next.

    No vocabulary is needed for that: a shell that asks once would wait for it.
    """
    found = [syllable for word in words for syllable in word.syllables]
    if not any(syllable.has_diacritics for syllable in found):
        return False
    terms = [(exact_term(syllable),) for syllable in found]
    bigrams = [Phrase(pair) for pair in pairwise(terms)] or [Phrase((terms[0],))]
    enough = max(_ATTESTED, searcher.reports / _ATTESTED_OF)
    return all(total >= enough for total in searcher.totals(bigrams))


class _Lattice:
    """Every way to read each word of a query, and how likely ways are together."""

    def __init__(self, words: Sequence[PlainWord], vocabulary: Vocabulary) -> None:
        self._words, self._vocabulary = words, vocabulary
        self._all = max(vocabulary.reports, 1)
        self._is_bare = not any(s.has_diacritics for word in words for s in word.syllables)
        self.as_typed = tuple(
            PathStep(n, n + 1, tuple(s.exact for s in word.syllables), 0.0, is_change=False)
            for n, word in enumerate(words)
        )

    def likelier(self) -> list[Hypothesis]:
        """The readings that are likelier than what was typed, and about as likely as the best of
        them, best first.

        The index is only asked about those that may be among them, for all that is known without.
        """
        rough = _beam(self._steps(), len(self._words), self._rough)
        changed = [r.steps for r in rough if any(step.is_change for step in r.steps)][:_BEST]
        least = self._weighed(self.as_typed, self._at_least)
        best = max((self._weighed(steps, self._at_least) for steps in changed), default=least)
        self._vocabulary.reports_of_bigrams(  # asked for together: each call may be a round trip
            [
                bigram
                for steps in changed
                if self._is_hopeful(steps, least, best)
                for bigram in _bigrams(steps)
            ]
        )
        found = []
        for steps in changed:
            if self._is_hopeful(steps, least, best):
                score = self._weighed(steps, self._vocabulary.reports_of_pair)
                best = max(best, score)
                found.append(Hypothesis(steps, score))
        if any(reading.score > least for reading in found):
            self._vocabulary.reports_of_bigrams(_bigrams(self.as_typed))
            least = self._weighed(self.as_typed, self._vocabulary.reports_of_pair)
        least = max(least, best - _AS_GOOD)
        return sorted((r for r in found if r.score > least), key=lambda reading: -reading.score)

    def _is_hopeful(self, steps: tuple[PathStep, ...], least: float, best: float) -> bool:
        """Whether steps may be likelier than what was typed, and about as likely as the best."""
        return self._weighed(steps, self._at_most) > max(least, best - _AS_GOOD)

    def _weighed(self, steps: tuple[PathStep, ...], together: Callable[[str, str], int]) -> float:
        """How likely a reading is, by the reports that hold each two of its syllables together."""
        score = self._alone(steps[0].exact[0]) - sum(step.cost for step in steps)
        for first, second in _bigrams(steps):
            score += self._after(first, second, together(first, second))
        return score

    def _at_least(self, first: str, second: str) -> int:
        return self._vocabulary.joined.get((first, second), 0)

    def _at_most(self, first: str, second: str) -> int:
        known = self._vocabulary.reports_of
        return max(min(known(first), known(second)), self._vocabulary.least)

    def _rough(self, before: str | None, step: PathStep) -> float:
        """How likely a step is after a syllable, by what stands together in words of the index."""
        score = -step.cost
        for exact in step.exact:
            if before is None:
                score += self._alone(exact)
            else:
                score += self._after(before, exact, self._at_least(before, exact))
            before = exact
        return score

    def _alone(self, exact: str) -> float:
        return log((self._vocabulary.reports_of(exact) or _UNSEEN) / self._all)

    def _after(self, first: str, second: str, together: int) -> float:
        own = self._vocabulary.reports_of(first) or _UNSEEN
        other = self._vocabulary.reports_of(second) or _UNSEEN
        return log(max(min(together / own, 1.0), _BY_CHANCE * other / self._all))

    def _steps(self) -> list[list[PathStep]]:
        """The steps that begin at each word."""
        found = []
        for number, step in enumerate(self.as_typed):
            changes = []
            if len(self._words) <= _SHORT or not self._is_known(number):
                changes = list(self._changes(number))
            elif self._is_bare:
                changes = list(self._marked(number))
            found.append([step, *self._hopeful(number, changes)])
        return found

    def _is_known(self, number: int) -> bool:
        return all(
            self._vocabulary.reports_of(syllable.exact) or syllable.exact[0].isdecimal()
            for syllable in self._words[number].syllables
        )

    def _hopeful(self, number: int, changes: list[PathStep]) -> list[PathStep]:
        """Those that are worth trying: likely alone, or in a word with a neighbour as typed."""
        joined = self._vocabulary.joined
        before = self.as_typed[number - 1].exact[-1] if number else ""
        after = self.as_typed[number + 1].exact[0] if number + 1 < len(self.as_typed) else ""

        def score(step: PathStep) -> float:
            """How likely a step is by itself, or beside what was typed."""
            together = joined.get((before, step.exact[0]), 0)
            together += joined.get((step.exact[-1], after), 0)
            return self._alone(step.exact[0]) + log(1 + together) - step.cost

        return sorted(changes, key=score, reverse=True)[:_KEPT]

    def _changes(self, number: int) -> Iterator[PathStep]:
        word = self._words[number]
        if not word.is_searchable:
            for exact, cost in decoded_edits(word.surface, self._vocabulary):
                yield PathStep(number, number + 1, (exact,), cost)
            return
        found = edits_of(word.syllables[0], self._vocabulary, is_bare=self._is_bare)
        for exact, cost in found:
            yield PathStep(number, number + 1, (exact,), cost)
        if not self._is_known(number):
            yield from self._split(number)
        if number + 1 < len(self._words):
            yield from self._joined(number)

    def _marked(self, number: int) -> Iterator[PathStep]:
        """The same letters with marks."""
        word = self._words[number]
        if word.is_searchable:
            for exact, cost in self._spelled(word.surface):
                if cost:
                    yield PathStep(number, number + 1, (exact,), cost)

    def _split(self, number: int) -> Iterator[PathStep]:
        """Two syllables of one word of the index that were typed as one."""
        surface = self._words[number].surface
        for at in range(1, len(surface)):
            halves = [self._spelled(half) for half in (surface[:at], surface[at:])]
            for (first, cost), (second, more) in product(*halves):
                if (first, second) in self._vocabulary.joined:
                    yield PathStep(number, number + 1, (first, second), cost + more + _SPLIT)

    def _joined(self, number: int) -> Iterator[PathStep]:
        """One syllable that was typed as two."""
        surface = self._words[number].surface + self._words[number + 1].surface
        for exact, cost in self._spelled(surface):
            yield PathStep(number, number + 2, (exact,), cost + _JOINED)

    def _spelled(self, surface: str) -> list[Edit]:
        """What the index has that is spelled so; with other marks if none were typed."""
        exact, folded = spellings(surface)
        own = self._vocabulary.spellings.get(folded, {})
        if exact == folded and self._is_bare:
            return [Edit(way, UNACCENTED_COST * (way != exact)) for way in own]
        return [Edit(exact, 0.0)] if exact in own else []


def _bigrams(steps: Sequence[PathStep]) -> list[tuple[str, str]]:
    """Each two syllables that stand together where some steps follow each other."""
    return list(pairwise(syllable for step in steps for syllable in step.exact))


def _beam(
    steps: Sequence[Sequence[PathStep]], size: int, score: Callable[[str | None, PathStep], float]
) -> list[Hypothesis]:
    """The best readings of all words, best first, those carried along being few at each word."""
    at: list[list[Hypothesis]] = [[] for _ in range(size + 1)]
    at[0] = [Hypothesis((), 0.0)]
    for number in range(size):
        at[number] = sorted(at[number], key=lambda r: -r.score)[:_BEAM]
        for before, own in product(at[number], steps[number]):
            last = before.steps[-1].exact[-1] if before.steps else None
            extended = Hypothesis((*before.steps, own), before.score + score(last, own))
            at[own.last].append(extended)
    return sorted(at[size], key=lambda r: -r.score)


def _cased(meant: str, typed: str) -> str:
    """In capitals where what was typed is."""
    if len(typed) > 1 and typed.isupper():
        return meant.upper()
    return meant[:1].upper() + meant[1:] if typed[:1].isupper() else meant


def _rewritten(text: str, words: Sequence[PlainWord], steps: Sequence[PathStep]) -> str:
    """What was typed, with what some steps change."""
    for step in reversed(steps):
        if step.is_change:
            first, last = words[step.first], words[step.last - 1]
            meant = _cased(" ".join(map(to_orthography, step.exact)), first.surface)
            text = text[: first.start] + meant + text[last.end :]
    return " ".join(text.split())
