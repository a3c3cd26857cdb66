"""The figures of an article so far → what those of its next paragraph take from outside it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from indexer.figures.beside import Statement
from indexer.figures.dating import REACH
from indexer.figures.owners import Owner
from indexer.figures.periods import Years
from indexer.figures.report_owner import ReportOwner
from indexer.figures.stated_period import Met, StatedPeriod
from search.report import FigureScope


@dataclass(frozen=True, slots=True)
class ReportTimes:
    """The times of a whole report, from which those of its figures are told.

    `met`: when the meeting was. `reported`: the period that the report is of, if it says one;
    `planned`: of what it aims at. `years`: see `periods`.
    """

    met: Met | None = None
    reported: StatedPeriod | None = None
    planned: StatedPeriod | None = None
    years: Years = field(default_factory=dict)


@dataclass
class Surroundings:
    """What a figure takes from outside its paragraph, as far as the paragraphs before tell.

    `read_times`: gives `times`, once they are asked for: most articles state no figure. `report`:
    whose its figures are; `product`: what the last trade was of. `dated`, `aimed`, `owned`: what
    the last result, target, or figure before a paragraph was of, by words of the text, and where in
    the article it stood. `aimed_until`: where the last sentence ends whose figures are all targets.
    `said`: of what alone the last sentence with numbers was, which ends at `said_until`.
    """

    report: ReportOwner
    read_times: Callable[[], ReportTimes] = ReportTimes
    dated: tuple[StatedPeriod, int] | None = None
    aimed: tuple[StatedPeriod, int] | None = None
    owned: tuple[Owner, int] | None = None
    aimed_until: int = -1
    said: Statement | None = None
    said_until: int = 0
    product: str = ""

    @cached_property
    def times(self) -> ReportTimes:
        """Those of the report."""
        return self.read_times()

    def period_before(self, at: int, *, is_target: bool) -> StatedPeriod | None:
        """The period of the last figure before a place, if that is near; of results else that of
        the report."""
        last = self.aimed if is_target else self.dated
        if last and at - last[1] <= REACH:
            return last[0]
        return self.times.planned if is_target else self.times.reported

    def learn(self, period: StatedPeriod, at: int, *, is_target: bool) -> None:
        """Take in the period of a figure."""
        if period.value and period.value.last and not period.is_of_one_year:
            return
        if is_target:
            self.aimed = (period, at) if period.value else self.aimed
        elif not period.is_ahead:
            self.dated = period, at

    def owner_before(self, at: int) -> Owner | None:
        """Whose the last figure before a place was, if that is near: of a report on a place, all
        is of that place unless its sentence says something else."""
        is_of_a_place = self.report.owner.scope not in (None, FigureScope.COUNTRY)
        if self.owned is None or is_of_a_place or at - self.owned[1] > REACH:
            return None
        return self.owned[0]
