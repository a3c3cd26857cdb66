"""What was typed → what its writer may have meant, of what this index has (V16)."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise, product
from math import log
from typing import NamedTuple

from search.engine import Snapshot
from search.model import Suggestion, SuggestionKind
from search.query import MAX_CHARACTERS, MAX_SYLLABLES
from search.slips import Candidate, candidates, keyed
from search.syntax import Kind, parts
from search.text.normalize import normalize
from search.text.spelling import written
from search.text.syllable import Syllable, spellings, syllables
from search.vocabulary import Vocabulary, vocabulary_of

MOST = 3
"""Corrections that are offered."""
_SHORT = 8
"""Words of a query in which any may be a slip; in a longer one, those the index does not know."""
_BEAM, _BEST, _KEPT = 24, 12, 32
"""Readings that are carried along, that are weighed in the end, and candidates a word is tried."""
_SPLIT, _JOINED = 3.5, 4.0
"""How odd it is to leave out a blank, and to type one too many."""
_BY_CHANCE = 0.01
"""Two syllables of a report that have nothing to do with each other stand together so often."""
_UNSEEN = 0.05
"""Reports that hold what no report holds."""


class Step(NamedTuple):
    """One way to read words [first, last): canonical syllables, how odd it is, and what it changes
    them to; nothing if they stay as they are."""

    first: int
    last: int
    exact: tuple[str, ...]
    cost: float
    changed: str | None


class Reading(NamedTuple):
    """Steps that follow each other, how odd they are together, and how likely their syllables."""

    steps: tuple[Step, ...]
    score: float

    @property
    def exact(self) -> tuple[str, ...]:
        """Its syllables."""
        return tuple(exact for step in self.steps for exact in step.exact)


def corrections(
    text: str, snapshot: Snapshot, count: Callable[[str], int]
) -> tuple[Suggestion, ...]:
    """What plain words may have been meant to say, the likeliest first, each with its hits.

    A reading is as likely as its syllables stand together in the reports of this index, times how
    often such slips happen. One is offered if it is likelier than what was typed and if `count`,
    the hits of a query, is not 0 for it. Queries with quotes, fields, stars, OR or exclusions are
    left alone.
    """
    words = _words(text)
    if not words:
        return ()
    vocabulary = vocabulary_of(snapshot)
    lattice = _Lattice(words, vocabulary)
    typed = lattice.weighed(lattice.as_typed)
    found: list[Suggestion] = []
    for reading in lattice.best():
        if reading.score <= typed.score or len(found) == MOST:
            break
        meant = _rewritten(text, words, reading)
        hits = count(meant) if meant != text else 0
        if hits:
            found.append(Suggestion(meant, hits, SuggestionKind.CORRECTION))
    return tuple(found)


class _Word(NamedTuple):
    """What stands between blanks, without the punctuation around it, and its syllables."""

    start: int
    end: int
    surface: str
    syllables: tuple[Syllable, ...]

    @property
    def is_plain(self) -> bool:
        """Whether it is one syllable and nothing else."""
        own = self.syllables
        return len(own) == 1 and own[0].end - own[0].start == self.end - self.start


def _words(text: str) -> list[_Word]:
    """The words of a query; none if it is more than words, or longer than anyone types."""
    if len(text) > MAX_CHARACTERS:
        return []
    typed = normalize(text).text
    if any(
        part.kind is not Kind.WORDS or part.is_excluded for own in parts(typed) for part in own
    ) or len(parts(typed)) > 1:
        return []
    found = []
    for run in re.finditer(r"\S+", text):
        own = syllables(run.group())
        if own:
            start, end = run.start() + own[0].start, run.start() + own[-1].end
            found.append(_Word(start, end, text[start:end], tuple(syllables(text[start:end]))))
    return found if sum(len(word.syllables) for word in found) <= MAX_SYLLABLES else []


class _Lattice:
    """Every way to read each word of a query, and how likely ways are together."""

    def __init__(self, words: Sequence[_Word], vocabulary: Vocabulary) -> None:
        self._words, self._vocabulary = words, vocabulary
        self._is_bare = not any(s.is_marked for word in words for s in word.syllables)
        self.as_typed = tuple(
            Step(n, n + 1, tuple(s.exact for s in word.syllables), 0.0, None)
            for n, word in enumerate(words)
        )

    def best(self) -> list[Reading]:
        """The likeliest readings that change something, as the index itself is asked about them."""
        rough = _beam(self._steps(), len(self._words), self._rough)
        changed = [r for r in rough if any(step.changed for step in r.steps)][:_BEST]
        return sorted((self.weighed(r.steps) for r in changed), key=lambda r: -r.score)

    def weighed(self, steps: tuple[Step, ...]) -> Reading:
        """A reading, by the reports that hold each two of its syllables together."""
        exact = [syllable for step in steps for syllable in step.exact]
        score = self._alone(exact[0]) - sum(step.cost for step in steps)
        for first, second in pairwise(exact):
            score += self._after(first, second, self._vocabulary.reports_of_pair(first, second))
        return Reading(steps, score)

    def _rough(self, before: str | None, step: Step) -> float:
        """How likely a step is after a syllable, by what stands together in words of the index."""
        score = -step.cost
        for exact in step.exact:
            if before is None:
                score += self._alone(exact)
            else:
                score += self._after(before, exact, self._vocabulary.joined.get((before, exact), 0))
            before = exact
        return score

    def _alone(self, exact: str) -> float:
        return log((self._vocabulary.reports_of(exact) or _UNSEEN) / self._all)

    def _after(self, first: str, second: str, together: int) -> float:
        own, other = (self._vocabulary.reports_of(s) or _UNSEEN for s in (first, second))
        return log(max(together, _BY_CHANCE * own * other / self._all) / own)

    @property
    def _all(self) -> int:
        return max(self._vocabulary.reports, 1)

    def _steps(self) -> list[list[Step]]:
        """The steps that begin at each word."""
        found = []
        for number, step in enumerate(self.as_typed):
            own = [step]
            if len(self._words) <= _SHORT or not self._is_known(number):
                own += self._hopeful(number, list(self._changes(number)))
            found.append(own)
        return found

    def _is_known(self, number: int) -> bool:
        return all(
            self._vocabulary.reports_of(syllable.exact) or syllable.exact[0].isdigit()
            for syllable in self._words[number].syllables
        )

    def _hopeful(self, number: int, changes: list[Step]) -> list[Step]:
        """Those that are worth trying: likely alone, or in a word with a neighbour as typed."""
        joined = self._vocabulary.joined
        before = self.as_typed[number - 1].exact[-1] if number else ""
        after = self.as_typed[number + 1].exact[0] if number + 1 < len(self.as_typed) else ""

        def score(step: Step) -> float:
            together = joined.get((before, step.exact[0]), 0)
            together += joined.get((step.exact[-1], after), 0)
            return self._alone(step.exact[0]) + log(1 + together) - step.cost

        return sorted(changes, key=score, reverse=True)[:_KEPT]

    def _changes(self, number: int) -> Iterator[Step]:
        word = self._words[number]
        if not word.is_plain:
            for exact, cost in keyed(word.surface, self._vocabulary):
                yield self._step(number, number + 1, (exact,), cost)
            return
        found = candidates(word.syllables[0], self._vocabulary, is_bare=self._is_bare)
        for exact, cost in found:
            yield self._step(number, number + 1, (exact,), cost)
        if not self._is_known(number):
            yield from self._split(number)
        if number + 1 < len(self._words):
            yield from self._joined(number)

    def _split(self, number: int) -> Iterator[Step]:
        """Two syllables of one word of the index that were typed as one."""
        surface = self._words[number].surface
        for at in range(1, len(surface)):
            halves = [self._spelled(half) for half in (surface[:at], surface[at:])]
            for (first, cost), (second, more) in product(*halves):
                if (first, second) in self._vocabulary.joined:
                    yield self._step(number, number + 1, (first, second), cost + more + _SPLIT)

    def _joined(self, number: int) -> Iterator[Step]:
        """One syllable that was typed as two, one of which nobody knows."""
        if self._is_known(number) and self._is_known(number + 1):
            return
        surface = self._words[number].surface + self._words[number + 1].surface
        for exact, cost in self._spelled(surface):
            yield self._step(number, number + 2, (exact,), cost + _JOINED)

    def _spelled(self, surface: str) -> list[Candidate]:
        """What the index has that is spelled so; with other marks if none were typed."""
        exact, folded = spellings(surface)
        own = self._vocabulary.spellings.get(folded, {})
        if exact == folded and self._is_bare:
            return [Candidate(way, 0.5 * (way != exact)) for way in own]
        return [Candidate(exact, 0.0)] if exact in own else []

    def _step(self, first: int, last: int, exact: tuple[str, ...], cost: float) -> Step:
        surface = self._words[first].surface
        return Step(first, last, exact, cost, _cased(" ".join(map(written, exact)), surface))


def _beam(
    steps: Sequence[Sequence[Step]], size: int, score: Callable[[str | None, Step], float]
) -> list[Reading]:
    """The best readings of all words, best first, those carried along being few at each word."""
    score = cache(score)
    at: list[list[Reading]] = [[] for _ in range(size + 1)]
    at[0] = [Reading((), 0.0)]
    for number in range(size):
        at[number] = sorted(at[number], key=lambda r: -r.score)[:_BEAM]
        for before, own in product(at[number], steps[number]):
            last = before.steps[-1].exact[-1] if before.steps else None
            extended = Reading((*before.steps, own), before.score + score(last, own))
            at[own.last].append(extended)
    return sorted(at[size], key=lambda r: -r.score)


def _cased(meant: str, typed: str) -> str:
    """In capitals where what was typed is."""
    if len(typed) > 1 and typed.isupper():
        return meant.upper()
    return meant[:1].upper() + meant[1:] if typed[:1].isupper() else meant


def _rewritten(text: str, words: Sequence[_Word], reading: Reading) -> str:
    """What was typed, with what a reading changes."""
    for step in reversed(reading.steps):
        if step.changed is not None:
            start, end = words[step.first].start, words[step.last - 1].end
            text = text[:start] + step.changed + text[end:]
    return " ".join(text.split())
