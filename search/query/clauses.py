"""The concepts of a query → the clauses that score a report, with their weights."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise, product
from typing import NamedTuple

from search.engine.query_tree import Clause, Phrase
from search.index.fields import WORD_FIELDS
from search.query.concepts import Concept, phrase
from search.query.parts import ParsedPart
from search.query.syntax import QueryPartKind
from search.text.analyze import exact_term, word_term
from search.text.syllable import Syllable


@dataclass(frozen=True, slots=True)
class ClauseWeights:
    """What a report is worth for what it holds of a query; decisions 10 and 17: what was tried.

    `syllable`, `bigram`: each syllable, and each two neighbours, that no concept with variants
    holds. `word`: each word that pyvi joins. `whole`: two syllables that are all that was typed, as
    an exact phrase; `per_syllable`: the exponent with which that falls, for n syllables count as
    whole / (n - 1) ** per_syllable. `concept`: any variant of a concept, for each of its syllables.
    `as_typed`: besides, its typed variant, for each of its syllables too; a concept that is all
    that was typed has `whole` instead, however long it is. `other_spelling`: any spelling of a
    syllable, where the typed one counts as `syllable`; `same_spelling`: the typed one, where any
    spelling does.

    The rarer a phrase, the higher its idf: a long one must weigh little, so that a report which
    holds it once does not come before one that is about it.
    """

    syllable: float = 1.0
    bigram: float = 0.75
    word: float = 0.1
    whole: float = 2.0
    per_syllable: float = 2.0
    concept: float = 1.0
    as_typed: float = 0.05
    same_spelling: float = 0.2
    other_spelling: float = 0.2


WEIGHTS = ClauseWeights()

LONGEST_WHOLE, MOST_ROWS = 6, 8
"""Plain words count as a whole if they are at most so many syllables; a phrase of several concepts
is looked for in at most so many combinations of their variants."""
MOST_LOOKED_UP = 160
"""Phrases by which a query is ranked, those of several syllables counted twice, for positions are
compared. A sentence of 35 syllables has about so many; with half as many legal questions are ranked
worse (decision 52)."""


class _Scored(NamedTuple):
    """A phrase and its variants, the typed one first, and what any of them is worth."""

    variants: Sequence[Phrase]
    weight: float


def clauses(parts: Iterable[ParsedPart], *, is_unaccented: bool) -> tuple[Clause, ...]:
    """The clauses of a query, in the order it was typed; what is typed twice, or is a bigram and
    the whole, counts once, as what is worth more.

    The sum of a score depends on this order in its last digits. What is behind MOST_LOOKED_UP
    scores nothing.
    """
    weights: dict[tuple[Phrase, tuple[Phrase, ...]], float] = {}
    every = (scored for part in parts for scored in _scored(part, is_unaccented))
    looked_up = 0
    for variants, weight in every:
        key = variants[0], tuple(dict.fromkeys(variants[1:]))
        looked_up += sum(min(len(own.slots), 2) for own in variants)
        if looked_up > MOST_LOOKED_UP:
            break
        weights[key] = max(weight, weights.get(key, 0.0))
    return tuple(Clause(own, weight, variants) for (own, variants), weight in weights.items())


def _scored(part: ParsedPart, is_unaccented: bool) -> Iterator[_Scored]:
    """What a part is worth. Fields only filter, and so do words that are left out."""
    kind = part.part.kind
    if kind is QueryPartKind.PREFIX:
        yield from (_Scored(own.variants, WEIGHTS.syllable) for own in part.concepts)
    elif kind is QueryPartKind.EXACT_SPELLING:
        yield from (_Scored(own.variants, WEIGHTS.whole) for own in part.concepts)
    elif not part.part.is_excluded and kind is not QueryPartKind.FIELD:
        yield from _of_variants(part)
        yield from _as_a_whole(part)
        yield from _of_syllables(part, is_unaccented)
        yield from _of_words(part)


def _of_variants(part: ParsedPart) -> Iterator[_Scored]:
    """Each concept with variants has two clauses in place of those of its syllables: of any
    variant, and of the typed one."""
    is_one = len(part.concepts) == 1
    for own in part.concepts:
        if len(own.variants) > 1:
            yield _Scored(own.variants, WEIGHTS.concept * own.size)
            as_typed = WEIGHTS.whole if is_one else WEIGHTS.as_typed * own.size
            yield _Scored(own.variants[:1], as_typed)


def _as_a_whole(part: ParsedPart) -> Iterator[_Scored]:
    """All that was typed, as an exact phrase, in each combination of variants."""
    size = len(part.run.syllables)
    if size > 1 and (size <= LONGEST_WHOLE or part.part.kind is QueryPartKind.QUOTED):
        yield _Scored(_rows([own.variants for own in part.concepts]), _whole(size))


def _whole(size: int) -> float:
    """What all that was typed is worth as a phrase of so many syllables, of two or more."""
    return WEIGHTS.whole / math.pow(size - 1, WEIGHTS.per_syllable)


def _of_syllables(part: ParsedPart, is_unaccented: bool) -> Iterator[_Scored]:
    """Bigrams, then syllables, without those of concepts that have variants."""
    with_variants = _with_variants(part)
    yield from _of_bigrams(part, with_variants, is_unaccented)
    for number, syllable in enumerate(part.run.syllables):
        if number not in with_variants:
            yield from _of_spellings(syllable, is_unaccented)


def _of_bigrams(
    part: ParsedPart, with_variants: Mapping[int, Concept], is_unaccented: bool
) -> Iterator[_Scored]:
    """Two neighbours; any variant of a concept is one of them: "vốn" and "TW" of "vốn TW"."""
    for first, pair in enumerate(pairwise(part.run.syllables)):
        left, right = with_variants.get(first), with_variants.get(first + 1)
        if left is None or left is not right:
            alone = [[phrase([s]) if is_unaccented else _as_spelled([s])] for s in pair]
            beside = (left.variants if left else alone[0], right.variants if right else alone[1])
            yield _Scored(_rows(beside), WEIGHTS.bigram)


def _rows(beside: Sequence[Sequence[Phrase]]) -> list[Phrase]:
    """Phrases that stand beside one another, as one phrase, in each combination of variants."""
    return [
        Phrase(
            tuple(chain.from_iterable(own.slots for own in variants)),
            not_followed_by=variants[-1].not_followed_by if variants else (),
        )
        for variants in islice(product(*beside), MOST_ROWS)
    ]


def _of_spellings(syllable: Syllable, is_unaccented: bool) -> Iterator[_Scored]:
    """A syllable as it is spelled, and in any spelling.

    Who types diacritics means most syllables without them as they stand, and another spelling is
    worth little. In a query without diacritics any spelling may be meant.
    """
    own, any_spelling = _as_spelled([syllable]), phrase([syllable])
    if is_unaccented and own != any_spelling:
        yield _Scored([any_spelling], WEIGHTS.syllable)
        yield _Scored([own], WEIGHTS.same_spelling)
    else:
        yield _Scored([own], WEIGHTS.syllable)
        yield _Scored([any_spelling], WEIGHTS.other_spelling)


def _of_words(part: ParsedPart) -> Iterator[_Scored]:
    """pyvi's words of two syllables or more; one that is all of the part counts as a whole."""
    if part.part.kind is not QueryPartKind.WORDS:
        return
    with_variants = _with_variants(part)
    for first, last in part.run.words:
        if last - first > 1 and first not in with_variants:
            own = part.run.syllables[first:last]
            is_all = len(own) == len(part.run.syllables)
            word = Phrase(((word_term(own),),), WORD_FIELDS)
            yield _Scored([word], _whole(len(own)) if is_all else WEIGHTS.word)


def _with_variants(part: ParsedPart) -> dict[int, Concept]:
    """The number of a syllable → its concept, if that has variants."""
    with_variants = (own for own in part.concepts if len(own.variants) > 1)
    return {number: own for own in with_variants for number in range(own.first, own.last)}


def _as_spelled(typed: Iterable[Syllable]) -> Phrase:
    return Phrase(tuple((exact_term(syllable),) for syllable in typed))
