"""A number in its paragraph → the period it is of, and whether that was still to come."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from indexer.figures.cues import estimated, figure_cues, not_so_far
from indexer.figures.period_words import year_after_compared
from indexer.figures.quantities import Quantity
from indexer.figures.stated_period import StatedPeriod
from indexer.lexicon import any_cue
from search.dates import Period

REACH = 600
"""Characters that a period reaches, into the sentences after it too."""
_AFTER, _RIGHT_AFTER = 60, 8
"""Characters between a number and a period behind it; if another one is near before it."""
_COMPARED = 160
"""Characters behind a number to the year that it is set against."""
_PARTED = re.compile(rf"[,;.(:\d]| {any_cue('date_words.tsv', 'and')} ")
_PARTS = any_cue("period_words.tsv", "parts")
_TOLD_APART = re.compile(rf"{_PARTED.pattern}| {_PARTS} ")
_ASIDE = re.compile(r"[^()]*\)")
_LONGEST_ASIDE = 5
"""Periods within brackets that are passed over."""


class Dated(NamedTuple):
    """The period of a number; `is_near`: it stands in the sentence of the number."""

    period: StatedPeriod
    is_near: bool

    @property
    def is_derived(self) -> bool:
        """Whether it, or its year, stands somewhere else."""
        return not (self.is_near and self.period.has_year)


@dataclass(frozen=True)
class DatedParagraph:
    """A paragraph in small letters and the periods in it, in their order.

    `reached`, `aimed`: those that some results or targets before were of; what follows may be of
    them as well. `of_plans`: those of a plan that a share was of, and nothing else is: "đạt 46% kế
    hoạch năm 2018, tăng 5%".
    """

    text: str
    periods: tuple[StatedPeriod, ...]
    reached: set[int] = field(default_factory=set)
    aimed: set[int] = field(default_factory=set)
    of_plans: set[int] = field(default_factory=set)

    def period_of(self, quantity: Quantity, start: int, *, is_target: bool) -> Dated | None:
        """The time of a number in the sentence that starts there: right behind it, or before it in
        its sentence; else what an earlier sentence of the paragraph is about."""
        at = bisect_right(self.periods, quantity.start, key=lambda period: period.end)
        earlier = self._earlier(quantity, start, at, is_target=is_target)
        if at < len(self.periods):
            later, has_own = self.periods[at], earlier is not None and earlier.is_near
            words = _TOLD_APART if has_own else _PARTED
            is_close = later.start - quantity.end <= (_RIGHT_AFTER if has_own else _AFTER)
            if is_close and not words.search(self.text, quantity.end, later.start):
                return Dated(later, is_near=True)
        return earlier

    def _earlier(self, quantity: Quantity, start: int, at: int, *, is_target: bool) -> Dated | None:
        """The nearest of the last periods before a number that reaches it; no bracket closes in
        between."""
        for period in reversed(self.periods[max(0, at - _LONGEST_ASIDE) : at]):
            is_near = period.start >= start
            if (
                quantity.start - period.end <= REACH
                and period.start not in self.of_plans
                and self._reaches(period, is_near=is_near, is_target=is_target)
                and not _ASIDE.match(self.text, period.end, quantity.start)
            ):
                return Dated(period, is_near)
        return None

    def _reaches(self, period: StatedPeriod, *, is_near: bool, is_target: bool) -> bool:
        """Whether a number may be of a period before it; what is aimed at is not of the months that
        results were told of, nor of now."""
        if is_target and period.is_now:
            return False
        if is_near:
            return not is_target or period.is_of_years or period.start not in self.reached
        if is_target:
            is_aimed = period.is_ahead or period.start in self.aimed
            return is_aimed or (period.is_topic and period.is_of_years and period.is_under_way)
        return period.is_topic or period.start in self.reached

    def learn(self, period: StatedPeriod, *, is_target: bool) -> None:
        """Take in the period of a figure, if its year is known."""
        if not period.value:
            return
        if is_target:
            self.aimed.add(period.start)
        elif not period.is_ahead:
            self.reached.add(period.start)

    def learn_plan(self, quantity: Quantity) -> None:
        """Take in that a number is a share of a plan, whose year may stand behind it."""
        at = bisect_right(self.periods, quantity.start, key=lambda period: period.end)
        for later in self.periods[at : at + 1]:
            if not _PARTED.search(self.text, quantity.end, later.start):
                self.of_plans.add(later.start)

    def between(self, start: int, end: int) -> StatedPeriod | None:
        """The year that stands between two numbers: "đạt 7% (kế hoạch cả năm 8%)"."""
        last = bisect_right(self.periods, end, key=lambda period: period.end)
        first = bisect_left(self.periods, start, hi=last, key=lambda period: period.start)
        return next((p for p in reversed(self.periods[first:last]) if p.is_of_years), None)

    def behind(self, place: int) -> StatedPeriod | None:
        """The first period behind a place."""
        at = self._first_from(place)
        return self.periods[at] if at < len(self.periods) else None

    def _first_from(self, place: int) -> int:
        return bisect_left(self.periods, place, key=lambda period: period.start)

    def year_compared(self, quantity: Quantity, start: int) -> int | None:
        """The year of a number, by the one that it, or a change behind it, is set against; None if
        its sentence names another time before it."""
        if self._first_from(start) < self._first_from(quantity.start):
            return None
        return year_after_compared(self.text, quantity.end, quantity.end + _COMPARED)

    def is_one_of_several(self, quantity: Quantity, start: int) -> bool:
        """Whether it is of one of several times or things named before it, and none behind it says
        of which: "quý I và quý II tăng lần lượt 6% và 7%"."""
        at = bisect_left(self._in_turn, start)
        if at == len(self._in_turn) or self._in_turn[at] >= quantity.start:
            return False
        behind = self.behind(quantity.end)
        return behind is None or behind.start - quantity.end > _RIGHT_AFTER

    @cached_property
    def _in_turn(self) -> list[int]:
        """Where it is said that the numbers to come are of several things in their order."""
        return [match.start() for match in figure_cues().in_turn.finditer(self.text)]

    def year_before(self, period: StatedPeriod) -> StatedPeriod:
        """What "cả năm" is that is told of as over, while the year goes on: the year before, if the
        paragraph spoke of that; else nobody knows."""
        assert period.value is not None
        last = period.value.years_on(-1)
        is_told = self._first_topics.get(last, len(self.text)) <= period.start
        return replace(period, value=last if is_told else None, may_be_past=False)

    @cached_property
    def _first_topics(self) -> dict[Period | None, int]:
        """What is a topic → where the first period ends that is this."""
        return {one.value: one.end for one in reversed(self.periods) if one.is_topic}

    def is_to_come(self, period: StatedPeriod, quantity: Quantity, start: int) -> bool:
        """Whether what a sentence says of a period could not be known when they met."""
        start = max(start, quantity.start - REACH)
        clause = max(start, self.text.rfind(";", start, quantity.start) + 1)
        since = max(clause, period.end) if period.end <= quantity.start else clause
        told = figure_cues().so_far.finditer(self.text, since, quantity.start)
        nothing = not_so_far() | (estimated() if period.is_ahead else frozenset())
        if any(match.group() not in nothing for match in told):
            return False
        if period.is_ahead:
            return True
        is_planned = figure_cues().plan_before  # "dự toán năm 2023"
        return (
            period.is_under_way
            and period.start >= clause
            and not is_planned.search(self.text[clause : period.start])
        )
