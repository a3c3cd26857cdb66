"""A period that a text speaks of → its months, how its year is known, whether it is to come."""

from dataclasses import dataclass
from typing import NamedTuple

from search.dates import PartialDate, Period
from search.report import Precision


class Met(NamedTuple):
    """When the meeting was, as far as its year is known. `is_inferred`: it was not said.
    `is_guessed`: the years of the text alone tell it, so that the one that it may be is no plan."""

    day: PartialDate
    is_inferred: bool = False
    is_guessed: bool = False


@dataclass(frozen=True, slots=True)
class StatedPeriod:
    """[start, end) of a text speaks of a period; `value` is None if its year is not known.

    `has_year`: the year stands there; else it is that of the meeting, or of the same months before.
    `is_inferred`: that year is. `is_ahead`: it was still to come when they met. `is_under_way`: it
    had begun then, not in an earlier year, and went on into the month after next. `is_topic`: it
    stands at the beginning of a clause, or a report is of it: what follows is of it as well.
    `may_be_past`: "cả năm" is of this year or of the one before. `is_now`: up to the day they met.
    """

    start: int
    end: int
    value: Period | None
    has_year: bool
    is_ahead: bool = False
    is_under_way: bool = False
    is_inferred: bool = False
    is_topic: bool = False
    may_be_past: bool = False
    is_now: bool = False

    @property
    def is_of_one_year(self) -> bool:
        """Whether it is a year, or a part of one."""
        return self.value is not None and len({date.year for date in self.value.dates}) == 1

    @property
    def is_of_years(self) -> bool:
        """Whether it is one year, or some."""
        return self.value is not None and self.value.first.precision is Precision.YEAR
