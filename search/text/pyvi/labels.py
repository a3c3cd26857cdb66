"""Tokens with what the model knows of them → the most likely label of each (Viterbi).

A token has one of two labels: it begins a word, or it is inside one. Each score is a pair of
numbers, for either label. Sums are made in the order of pyvi's features and of CRFsuite's path, so
that they are the same to the last bit; this loop runs for every token of every text.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from search.text.pyvi.crf import Pair

NO_WEIGHT = (0.0, 0.0)
"""Of a feature that the model does not know."""


@dataclass(slots=True, eq=False)
class Token:
    """What pyvi's model knows of a token: the scores of its own label and of its neighbours'.

    `own0`, `own1`: its scores for either label. `next0`, `next1`: what it adds to those of the
    token after it, and `next_capitals` besides, if it has capitals; `last0`, `last1` and
    `last_capitals`: to those of the token before it. `seconds` make a pair of the word list with
    it, `thirds` a triple with a second. `may_join`, `begins_title`: what pyvi asks once the labels
    are known.
    """

    length: int = 0
    own0: float = 0.0
    own1: float = 0.0
    next0: float = 0.0
    next1: float = 0.0
    last0: float = 0.0
    last1: float = 0.0
    lower: str = " "  # which no token is
    next_capitals: tuple[Pair, ...] = ()
    last_capitals: tuple[Pair, ...] = ()
    seconds: Container[str] = ()
    thirds: Mapping[str, Container[str]] = field(default_factory=dict)
    may_join: bool = False
    begins_title: bool = False


NOTHING = Token()
"""What stands before the first token and after the last."""


@dataclass(frozen=True, slots=True)
class WordListWeights:
    """What a pair or a triple of the word list weighs for each of its tokens but the middle one."""

    pair_before: Pair
    pair_after: Pair
    triple_before: Pair
    triple_after: Pair


def inside(
    tokens: Sequence[Token], listed: WordListWeights, transitions: tuple[Pair, Pair]
) -> list[bool]:
    """Of each token, whether it is inside a word in the best sequence of labels.

    `transitions`: as in `search.text.pyvi.crf.Model`. Of equals, the first label wins.
    """
    return best_labels(_scores(tokens, listed), transitions)


def best_labels(scores: Iterator[Pair], transitions: tuple[Pair, Pair]) -> list[bool]:
    """The same of tokens whose scores for either label are known."""
    (stay0, leave0), (leave1, stay1) = transitions
    origins0: list[bool] = []  # of each label of a token: whether the second came before it
    origins1: list[bool] = []
    first = next(scores, None)
    if first is None:
        return []
    best0, best1 = first
    for score0, score1 in scores:
        from0, from1 = best0 + stay0, best1 + leave1
        other0, other1 = best0 + leave0, best1 + stay1
        origins0.append(from1 > from0)
        origins1.append(other1 > other0)
        best0 = (from1 if from1 > from0 else from0) + score0
        best1 = (other1 if other1 > other0 else other0) + score1
    label = best1 > best0
    labels = [label]
    for origin0, origin1 in zip(reversed(origins0), reversed(origins1), strict=True):
        label = origin1 if label else origin0
        labels.append(label)
    labels.reverse()
    return labels


def _scores(tokens: Sequence[Token], listed: WordListWeights) -> Iterator[Pair]:
    """The score of each token for either label.

    It is a sum over the token itself, the two before it and the two after it, so it is complete
    two tokens later.
    """
    pair_before, pair_after = listed.pair_before, listed.pair_after
    triple_before, triple_after = listed.triple_before, listed.triple_after
    first = second = NOTHING
    first0 = first1 = second0 = second1 = 0.0
    for third in chain(tokens, (NOTHING, NOTHING)):
        third0, third1 = third.own0 + second.next0, third.own1 + second.next1
        second0, second1 = second0 + third.last0, second1 + third.last1
        for weight0, weight1 in second.next_capitals:
            third0, third1 = third0 + weight0, third1 + weight1
        for weight0, weight1 in third.last_capitals:
            second0, second1 = second0 + weight0, second1 + weight1
        if third.lower in second.seconds:
            third0, third1 = third0 + pair_before[0], third1 + pair_before[1]
            second0, second1 = second0 + pair_after[0], second1 + pair_after[1]
        if first.thirds and third.lower in first.thirds.get(second.lower, ()):
            third0, third1 = third0 + triple_before[0], third1 + triple_before[1]
            first0, first1 = first0 + triple_after[0], first1 + triple_after[1]
        if first is not NOTHING:
            yield first0, first1
        first, first0, first1 = second, second0, second1
        second, second0, second1 = third, third0, third1
