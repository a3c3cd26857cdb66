"""A number in its paragraph → the period it is of, and whether that was still to come."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from indexer.figures.cues import figure_cues, not_so_far
from indexer.figures.periods import StatedPeriod
from indexer.figures.quantities import Quantity
from indexer.lexicon import any_cue

_REACH = 600
"""Characters that a period reaches, into the sentences after it too."""
_AFTER, _RIGHT_AFTER = 30, 8
"""Characters between a number and a period behind it; if another one is near before it."""
_PARTED = re.compile(rf"[,;.(:]| {any_cue('date_words.tsv', 'and')} ")
_ASIDE = re.compile(r"[^()]*\)")
_LONGEST_ASIDE = 5
"""Periods within brackets that are passed over."""


@dataclass(frozen=True, slots=True)
class DatedParagraph:
    """A paragraph in small letters and the periods in it, in their order."""

    text: str
    periods: tuple[StatedPeriod, ...]

    def period_of(self, quantity: Quantity, start: int) -> tuple[StatedPeriod | None, bool]:
        """The time of a number in the sentence that starts there; whether it is derived: it stands
        in an earlier sentence, or its year is that of the meeting."""
        at = bisect_right(self.periods, quantity.start, key=lambda period: period.end)
        earlier = self._earlier(quantity, at)
        is_near = earlier is not None and earlier.start >= start
        if at < len(self.periods):
            later = self.periods[at]
            reach = _RIGHT_AFTER if is_near else _AFTER
            if later.start - quantity.end <= reach and not _PARTED.search(
                self.text[quantity.end : later.start]
            ):
                return later, not later.has_year
        return earlier, earlier is not None and not (is_near and earlier.has_year)

    def _earlier(self, quantity: Quantity, at: int) -> StatedPeriod | None:
        """The nearest of the last periods before a number that reaches it; no bracket closes in
        between."""
        for period in reversed(self.periods[max(0, at - _LONGEST_ASIDE) : at]):
            is_aside = _ASIDE.match(self.text, period.end, quantity.start)
            if quantity.start - period.end <= _REACH and not is_aside:
                return period
        return None

    def is_to_come(self, period: StatedPeriod, quantity: Quantity, start: int) -> bool:
        """Whether what a sentence says of a period could not be known when they met."""
        start = max(start, quantity.start - _REACH)
        clause = max(start, self.text.rfind(";", start, quantity.start) + 1)
        since = max(clause, period.end) if period.end <= quantity.start else clause
        told = figure_cues().so_far.finditer(self.text, since, quantity.start)
        if any(match.group() not in not_so_far() for match in told):
            return False
        if period.is_ahead:
            return True
        is_planned = figure_cues().plan_before  # "dự toán năm 2023"
        return (
            period.is_under_way
            and period.start >= clause
            and not is_planned.search(self.text[clause : period.start])
        )
