"""Syllables without diacritics → the spellings that they most likely stand for in an index."""

from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, log
from typing import NamedTuple

from search.query.language_model import LanguageModel
from search.query.vocabulary import Vocabulary
from search.text.pyvi.segmenter import is_word
from search.text.spelling import to_orthography
from search.text.syllable import Syllable, other_vowel


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """How many spellings and readings are weighed."""

    spellings: int = 12
    """Spellings of a syllable that are weighed at all: those that most reports hold."""
    worse: float = 6.0
    """A spelling is dropped before anything is counted if every reading with it is e⁶ = 400 times
    less likely than the best one, by the words of the index alone. A run of two drops none: there
    an unlikely reading is most often the one that was meant."""
    counted: int = 8
    """Spellings of a syllable that are left then."""
    pairs: int = 350
    """Pairs of neighbours of a run that are counted in the index; of a long run the unlikeliest
    spellings are dropped until there are no more. Of 447 runs of 8 to 24 syllables of news all
    syllables are right in 84.3 % without a bound, 83.9 with this one."""
    weighed: int = 12
    """Readings of a run whose longer n-grams are counted."""
    order: int = 5
    """Neighbours that are counted together, at most: the n of the n-grams."""
    longest: int = 24
    """Syllables of a run whose neighbours are counted; a longer one is read by words alone."""
    alike: float = 3.0
    """A reading that is e³ = 20 times less likely than the best is none."""
    readings: int = 4
    changed: float = 3.0
    """What it costs to read a syllable otherwise than it was typed, in a query in which others have
    diacritics: e³ = one word in 20 lacks them."""
    word: float = 1.0
    """What is added for two syllables that pyvi's list has as a word: who types a query begins and
    ends with whole words, and texts hold more "có vấn (đề)" than "cố vấn"."""
    backoff: float = 0.4
    """What it is worth that a syllable follows some that stand before it, for each one more that
    it never follows."""


LIMITS = ReadingLimits()

_PER_STEP = 10
"""Pairs of neighbours that are weighed by words alone in one step of a budget."""


class RunReading(NamedTuple):
    """Canonical syllables that a run may stand for, and the logarithm of how likely they are."""

    exact: tuple[str, ...]
    score: float


_Phrase = tuple[str, ...]
"""Canonical syllables, one right after the other."""

Lattice = Sequence[Mapping[str, float]]
"""For each syllable of a run, the canonical syllables that it may stand for, and their costs."""

Follows = Callable[[str, str], float]
"""Two canonical syllables → the logarithm of how likely the second is behind the first."""


def readings(typed: Sequence[Syllable], vocabulary: Vocabulary) -> list[RunReading]:
    """What a run of syllables may stand for, the likeliest first; at least one.

    A syllable with diacritics, a number, and one that the index does not know in any spelling
    stand for themselves; so does one that stands as it was typed beside a neighbour with
    diacritics: "ban" in "ủy ban". The others are read as the spellings whose neighbours are most
    often neighbours in the reports: "bao so 3" is "bão số 3" where reports speak of storms.
    """
    return weighed(typed, vocabulary).readings


class WeighedReadings(NamedTuple):
    """What a run may stand for, and what it cost to find that (`search.query.budget`). `counted`:
    the hashes of all neighbours, two and more, that were counted in the index."""

    readings: list[RunReading]
    steps: int
    counted: Collection[int] = ()


def weighed(
    typed: Sequence[Syllable], vocabulary: Vocabulary, pairs: int = LIMITS.pairs
) -> WeighedReadings:
    """The same as `readings`, and how many steps it took. `pairs`: of neighbours that may be
    counted."""
    model, count = LanguageModel(vocabulary), _Counter(vocabulary)
    lattice = _lattice(typed, vocabulary, count)
    if all(len(own) == 1 for own in lattice):
        alone = RunReading(tuple(exact for own in lattice for exact in own), 0.0)
        return WeighedReadings([alone], len(lattice), count.hashes)

    def by_words(first: str, second: str) -> float:
        return model.after(first, second, model.in_words(first, second))

    beside = sum(len(own) * len(after) for own, after in pairwise(lattice))
    if len(typed) > LIMITS.longest:
        found = [_likeliest(lattice, model, by_words)]
        return WeighedReadings(found, beside // _PER_STEP, count.hashes)
    lattice = _likely(lattice, model, by_words, pairs)
    counts = count([(a, b) for own, after in pairwise(lattice) for a in own for b in after])
    best = _best(lattice, model, lambda a, b: model.after(a, b, counts[a, b]))
    best = _by_ngrams(best[: LIMITS.weighed], lattice, model, counts, count)
    found = [own for own in best if own.score > best[0].score - LIMITS.alike][: LIMITS.readings]
    return WeighedReadings(found, beside // _PER_STEP, count.hashes)


class _Counter:
    """Counts phrases of canonical syllables in the index. `hashes`: of all that were counted."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.hashes = array("q")

    def __call__(self, phrases: Sequence[_Phrase]) -> dict[_Phrase, int]:
        self.hashes.extend(map(hash, phrases))
        return dict(zip(phrases, self._vocabulary.reports_of_phrases(phrases), strict=True))


def _lattice(typed: Sequence[Syllable], vocabulary: Vocabulary, count: _Counter) -> Lattice:
    fixed = _standing_as_typed(typed, vocabulary.least, count)
    changed = LIMITS.changed if any(own.has_diacritics for own in typed) else 0.0
    return [
        {own.exact: 0.0} if number in fixed else _spellings(own, vocabulary, changed)
        for number, own in enumerate(typed)
    ]


def _standing_as_typed(typed: Sequence[Syllable], least: int, count: _Counter) -> set[int]:
    """The syllables that are themselves: see `readings`. `least`: reports that tell anything."""
    fixed = {number for number, own in enumerate(typed) if not own.is_unaccented}
    if not any(own.has_diacritics for own in typed):
        return fixed
    numbers = [n for n, pair in enumerate(pairwise(typed)) if any(o.is_unaccented for o in pair)]
    bigrams = {n: (typed[n].exact, typed[n + 1].exact) for n in numbers}
    counts = count(list(bigrams.values()))
    standing = [n for n, bigram in bigrams.items() if counts[bigram] >= least]
    return fixed | {n + further for n in standing for further in (0, 1)}


def known_spellings(own: Syllable, vocabulary: Vocabulary) -> Mapping[str, int]:
    """The spellings that an index has of a syllable typed without diacritics, with i for y too
    where both are in use (V3): canonical syllable → reports."""
    other = other_vowel(own)
    both = (own.folded, other.folded) if other else (own.folded,)
    return {e: n for folded in both for e, n in vocabulary.spellings(folded).items()}


def _spellings(own: Syllable, vocabulary: Vocabulary, changed: float) -> dict[str, float]:
    """The spellings of a syllable that most reports hold; itself if there is none, or if it costs
    something to change it."""
    known = known_spellings(own, vocabulary)
    most = sorted(known, key=lambda exact: -known[exact])[: LIMITS.spellings]
    costs = dict.fromkeys(most, changed)
    return costs | {own.exact: 0.0} if changed or not costs else costs


def _likely(lattice: Lattice, model: LanguageModel, follows: Follows, pairs: int) -> Lattice:
    """The spellings that some reading has which is not much less likely than the best one: of so
    many `pairs` of neighbours."""
    before = _best_ends(lattice, model.alone, follows)
    after = _best_ends(lattice[::-1], lambda exact: 0.0, lambda a, b: follows(b, a))[::-1]
    worse = LIMITS.worse if len(lattice) > 2 else inf
    likely: list[dict[str, float]] = []
    for costs, begun, ended in zip(lattice, before, after, strict=True):
        scores = {exact: begun[exact] + ended[exact] + costs[exact] for exact in costs}
        best = max(scores.values())
        kept = sorted((e for e in scores if scores[e] >= best - worse), key=lambda e: -scores[e])
        likely.append({e: best - scores[e] for e in kept[: LIMITS.counted]})
    while worse and sum(len(own) * len(after) for own, after in pairwise(likely)) > pairs:
        worse = max(own for costs in likely for own in costs.values() if own < worse)
        likely = [{e: less for e, less in own.items() if less <= worse} for own in likely]
    return [{e: costs[e] for e in own} for own, costs in zip(likely, lattice, strict=True)]


def _best_ends(
    lattice: Lattice, alone: Callable[[str], float], follows: Follows
) -> list[dict[str, float]]:
    """For each syllable, the score of the best reading up to it that ends in each spelling."""
    ends = [{exact: alone(exact) - cost for exact, cost in lattice[0].items()}]
    for own in lattice[1:]:
        last = ends[-1]
        ends.append({b: max(last[a] + follows(a, b) for a in last) - own[b] for b in own})
    return ends


def _likeliest(lattice: Lattice, model: LanguageModel, follows: Follows) -> RunReading:
    """The likeliest reading of a long run: of each spelling the best way that leads to it."""
    ways = {e: RunReading((e,), model.alone(e) - cost) for e, cost in lattice[0].items()}
    for own in lattice[1:]:
        behind: dict[str, RunReading] = {}
        for exact, cost in own.items():
            scores = {before: way.score + follows(before, exact) for before, way in ways.items()}
            last = max(scores, key=scores.__getitem__)
            behind[exact] = RunReading((*ways[last].exact, exact), scores[last] - cost)
        ways = behind
    return max(ways.values(), key=lambda way: way.score)


def _best(lattice: Lattice, model: LanguageModel, follows: Follows) -> list[RunReading]:
    """The likeliest readings, best first, by a beam search."""
    found = [RunReading((exact,), model.alone(exact) - cost) for exact, cost in lattice[0].items()]
    for own in lattice[1:]:
        found = [
            RunReading((*begun.exact, exact), begun.score + follows(begun.exact[-1], exact) - cost)
            for begun in found
            for exact, cost in own.items()
        ]
        found = sorted(found, key=_by_score)[: 4 * LIMITS.weighed]
    return sorted(found, key=_by_score)


def _by_ngrams(
    found: Sequence[RunReading],
    lattice: Lattice,
    model: LanguageModel,
    bigrams: Mapping[_Phrase, int],
    count: _Counter,
) -> list[RunReading]:
    """The same readings, scored by how often each syllable follows all that stand before it, up to
    `ReadingLimits.order`.

    Source: stupid backoff, Brants et al., Large Language Models in Machine Translation (2007).
    """
    every = {ngram for own in found for ngram in _ngrams(own.exact)}
    ngrams = [own for own in every if all(bigrams[pair] for pair in pairwise(own))]
    counts = {**bigrams, **count(ngrams)}

    def follows(exact: tuple[str, ...], last: int) -> float:
        """How likely a syllable is behind those before it."""
        longest = min(last + 1, LIMITS.order)
        a, b = exact[last - 1], exact[last]
        likely = model.after(a, b, bigrams[a, b]) + (longest - 2) * log(LIMITS.backoff)
        for size in range(3, longest + 1):
            ngram = exact[last + 1 - size : last + 1]
            if counts.get(ngram):
                held = log(counts[ngram] / counts[ngram[:-1]])
                likely = max(likely, held + (longest - size) * log(LIMITS.backoff))
        return likely + LIMITS.word * is_word(to_orthography(a), to_orthography(b))

    def score(own: RunReading) -> float:
        exact = own.exact
        costs = sum(cost[e] for cost, e in zip(lattice, exact, strict=True))
        likely = sum(follows(exact, last) for last in range(1, len(exact)))
        return model.alone(exact[0]) - costs + likely

    return sorted((RunReading(own.exact, score(own)) for own in found), key=_by_score)


def _by_score(own: RunReading) -> float:
    return -own.score


def _ngrams(exact: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Three neighbours and more, as many as are counted."""
    for size in range(3, LIMITS.order + 1):
        yield from zip(*(exact[n:] for n in range(size)), strict=False)
