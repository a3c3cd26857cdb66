"""The scores of the tokens of many texts → the most likely label of each, for all at once.

`search.text.pyvi.labels.best_labels` is the definition: from token to token it adds up the best sum
for either label. Which label the best way to a token comes from depends on how the two sums of the
token before it differ, and that hardly on what is before. So the differences of all tokens are
guessed together, and anew from the guesses, until none changes. A text is left to the definition
where a difference is so near to a threshold that rounding decides, or is never settled.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.text.pyvi.crf import Pair
from search.text.pyvi.labels import best_labels

Scores = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]

_ROUNDS = 8
"""How often differences are guessed; the third time none of a usual text changes."""


@dataclass(frozen=True, slots=True)
class _Steps:
    """The step between two labels, of a model with these transitions.

    `to0`, `to1`: if the second sum of a token exceeds the first one by more, the best way to that
    label of the next token comes from the second label.
    """

    transitions: tuple[Pair, Pair]
    to0: float
    to1: float

    @classmethod
    def of(cls, transitions: tuple[Pair, Pair]) -> "_Steps":
        """Of the transitions of a model."""
        (stay0, leave0), (leave1, stay1) = transitions
        return cls(transitions, stay0 - leave1, leave0 - stay1)

    def added(self, differences: Scores) -> Scores:
        """What a step adds to the difference of the next token."""
        (stay0, leave0), (leave1, stay1) = self.transitions
        best0 = np.maximum(stay0, differences + leave1)
        added: Scores = np.maximum(leave0, differences + stay1) - best0
        return added


def all_inside(
    scores: Scores, firsts: Numbers, ends: Numbers, transitions: tuple[Pair, Pair]
) -> Flags:
    """Of each token, whether it is inside a word in the best sequence of labels of its text.

    `scores`: (n, 2), of each token for either label. The tokens of text i are [firsts[i], ends[i]),
    one or more, and texts ascend; of tokens of no text nothing is said.
    """
    steps = _Steps.of(transitions)
    differences, is_settled = _differences(scores, firsts, steps)
    gaps = np.minimum(np.abs(differences - steps.to0), np.abs(differences - steps.to1))
    gaps[ends - 1] = np.abs(differences[ends - 1])
    is_sure = is_settled & (gaps > _rounding(scores, firsts, ends, transitions))
    inside = _traced_back(differences, ends - 1, steps)
    for text in np.unique(np.searchsorted(firsts, np.flatnonzero(~is_sure), "right") - 1):
        first, end = firsts[text], ends[text]
        if text >= 0 and not is_sure[first:end].all():
            pairs = map(tuple, scores[first:end].tolist())
            inside[first:end] = best_labels(pairs, transitions)
    return inside


def _differences(scores: Scores, firsts: Numbers, steps: _Steps) -> tuple[Scores, Flags]:
    """How far the best sum of each token for the second label exceeds that for the first; and
    whether that is settled."""
    own = scores[:, 1] - scores[:, 0]
    differences = own
    for _ in range(_ROUNDS):
        before, differences = differences, own.copy()
        differences[1:] += steps.added(before[:-1])
        differences[firsts] = own[firsts]
        is_settled: Flags = before == differences
        if is_settled.all():
            break
    return differences, is_settled


def _rounding(
    scores: Scores, firsts: Numbers, ends: Numbers, transitions: tuple[Pair, Pair]
) -> float:
    """More than the sums of the definition, and so the differences here, are wrong by.

    Each token adds two numbers to a sum, which is wrong then by another half unit in its last
    place at most; and the largest sum is that of all tokens and steps.
    """
    longest = float((ends - firsts).max(initial=0))
    largest = np.abs(scores).max(initial=0.0) + np.abs(transitions).max()
    return float(8 * longest * (longest * largest) * np.finfo(np.float64).eps)


def _traced_back(differences: Scores, lasts: Numbers, steps: _Steps) -> Flags:
    """The labels, from the last token of a text to its first."""
    low, high = sorted((steps.to0, steps.to1))
    inside = differences > high
    is_between = ~inside & (differences > low)  # there the label after it decides
    inside[lasts], is_between[lasts] = differences[lasts] > 0, False
    for token in np.flatnonzero(is_between)[::-1].tolist():
        inside[token] = inside[token + 1] == (steps.to1 < steps.to0)
    return inside
