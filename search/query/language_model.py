"""A vocabulary → how likely canonical syllables are, alone and after one another, as logarithms."""

from collections.abc import Callable
from dataclasses import dataclass
from math import log

from search.query.vocabulary import Vocabulary

BigramCount = Callable[[str, str], int]
"""Two canonical syllables → reports that hold them one right after the other, or a bound of it."""


@dataclass(frozen=True, slots=True)
class Smoothing:
    """What stands for counts that are zero."""

    unseen_reports: float = 0.05
    """Reports of a syllable that no report holds."""
    chance: float = 10.0
    chance_share: float = 0.002
    """In so many reports, and in no greater share of all, a syllable is followed by any other, each
    as often as it stands anywhere: few reports say little about what follows, and many say all.
    Source: Dirichlet smoothing, Zhai and Lafferty, A Study of Smoothing Methods for Language Models
    (2001)."""


SMOOTHING = Smoothing()


class LanguageModel:
    """Bigrams of syllables, by the number of reports that hold them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._reports = max(vocabulary.reports, 1)
        self._chance = min(SMOOTHING.chance, SMOOTHING.chance_share * self._reports)

    def alone(self, exact: str) -> float:
        """The logarithm of the share of reports that hold a syllable."""
        return log(self._held(exact) / self._reports)

    def after(self, first: str, second: str, together: int) -> float:
        """The logarithm of the share of the reports of one syllable in which another follows it.

        `together`: in how many it does.
        """
        own, other = self._held(first), self._held(second)
        by_chance = self._chance * other / self._reports
        return log(min((together + by_chance) / (own + self._chance), 1.0))

    def in_words(self, first: str, second: str) -> int:
        """A lower bound of the reports of a bigram: those of the words that hold it."""
        return self.vocabulary.reports_inside_words(first, second)

    def at_most(self, first: str, second: str) -> int:
        """An upper bound of the reports of a bigram: those of its rarer syllable."""
        reports_of = self.vocabulary.reports_of
        return max(min(reports_of(first), reports_of(second)), self.vocabulary.least)

    def _held(self, exact: str) -> float:
        return self.vocabulary.reports_of(exact) or SMOOTHING.unseen_reports
