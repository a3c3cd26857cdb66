"""The years that a text names → what each makes of the year of a day that names none: inferred."""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple

from indexer.dates import year_cues
from indexer.dates.last_dates import year_after
from indexer.dates.named_years import LEAD, NamedYear
from indexer.dates.year_case import YearCase
from indexer.lexicon import any_cue, any_of, cues


class _Reach(NamedTuple):
    """How far words tell the year of a day, in characters but for the last."""

    figures: int = 210
    """Before a year: the figures that are compared with it."""
    planned: int = 120
    """Between a year that is reported on and one that is planned."""
    close: int = 900
    """Between a day and a full date, of a storm or an order, that tells its year ..."""
    days: int = 7
    """... and the days between them."""


class _Season(NamedTuple):
    """In which months one speaks of which year."""

    early: int = 3
    """Until this month a year is planned for; before it, the last one is reported on."""
    compared: int = 4
    """The first month whose figures are compared with last year's, not those of December; the last
    one in which the year before may be reported on beside a plan."""
    late: int = 11
    """From this month on the year is reported on beside a plan of the next."""
    last: int = 12
    """In this month the next year is planned for."""


_REACH, _SEASON = _Reach(), _Season()
_YEAR_MONTHS = 12

_w = partial(any_cue, "date_words.tsv")
_MONTH, _IN_YEAR = _w("month"), f"{_w('year')} "
_OF = rf"(?: ?[/-] ?|,? {_IN_YEAR})"
_SAME_TIME = re.compile(
    rf"{_w('same-time')}(?: {_w('of')})?(?: {_w('year-before')})?[ (]*(?:{_IN_YEAR})?$"
)
_COMING = re.compile(rf"{_w('from-month')} {_MONTH} (?P<m>\d{{1,2}}){_OF}$")
_WILL = re.compile(rf"(?<!\w){_w('will')}(?!\w)")
_NOT_NOW = re.compile(rf"{_w('not-this-year')} {_IN_YEAR}$|(?<!{_IN_YEAR})$")


def this_week(case: YearCase) -> Iterator[int]:
    """The year of the date of a day that was a few days before."""
    for one in case.years:
        if one.day and one.months and abs(one.start - case.day.start) < _REACH.close:
            days = (case.day.date.day or 0) - one.day
            if one.months[0] == case.month and 0 <= days <= _REACH.days:
                yield one.year


def part_of_year(case: YearCase) -> Iterator[int]:
    """The year of several months that are just past: "6 tháng đầu năm 2018" in June or July."""
    yield from (one.year for one in case.years if one.is_long and one.is_near(case.month))


def compared(case: YearCase) -> Iterator[int]:
    """The year after the one that figures are compared with."""
    if case.month < _SEASON.compared:
        return
    for one in case.years:
        if _is_before(_SAME_TIME, case.text, one):
            # not `search.text.sentences`: with its sentences, years of a few real articles are
            # others
            begin = max(0, one.start - _REACH.figures)
            figures = case.text[begin : one.start].rsplit(". ", 1)[-1]
            if str(one.year + 1) not in figures:  # of a year that may be past as well
                yield one.year + 1


def coming_month(case: YearCase) -> Iterator[int]:
    """The year in which a month soon to come is spoken of: "sẽ họp vào tháng 1/2024"."""
    for one in case.years:
        before = max(0, one.start - LEAD)
        if coming := _COMING.search(case.text, before, one.start):
            months = _YEAR_MONTHS * one.year + int(coming["m"]) - case.month
            year, months_ahead = divmod(months, _YEAR_MONTHS)
            is_soon = months_ahead <= _SEASON.early
            if is_soon and _WILL.search(case.text, before, one.start + LEAD):
                yield year


def report_and_plan(case: YearCase) -> Iterator[int]:
    """A year is reported on and the next is planned: it is December, or New Year is past."""
    for one, other in pairwise(case.years):
        if (
            other.year == one.year + 1
            and other.start - one.start < _REACH.planned
            and _is_before(_cue("done"), case.text, one)
            and _cue("planned").search(case.text, one.start, other.start)
        ):
            if case.month >= _SEASON.late:
                yield one.year
            elif case.month <= _SEASON.compared:
                yield other.year


def own_sentence(case: YearCase) -> Iterator[int]:
    """The only year in the day's own sentence: a plan's, a report's, or of the meeting's name."""
    start, end = case.sentence
    own = [one for one in case.years if start <= one.start < end]
    if len({one.year for one in own}) != 1:
        return
    year, lead = own[0].year, case.text[start : own[0].start]
    if not _NOT_NOW.search(lead):
        yield from _of_named(year, lead, case.month)


def last_date(case: YearCase) -> Iterator[int]:
    """The year of the last date that the text tells of, if the day was soon after it."""
    yield from year_after(case.article, case.years, case.day)


YearRule = Callable[[YearCase], Iterator[int]]

RULES: tuple[YearRule, ...] = (
    this_week,
    part_of_year,
    compared,
    coming_month,
    report_and_plan,
    own_sentence,
    last_date,
    year_cues.next_programme,
    year_cues.school_years,
    year_cues.so_far,
    year_cues.until_now,
    year_cues.at_the_end,
    year_cues.at_the_beginning,
)
"""What tells the year of a day; where two tell different ones, it stays open."""


def inferred_years(case: YearCase) -> set[int]:
    """Every year that a rule tells."""
    return {year for rule in RULES for year in rule(case)}


def _is_before(words: re.Pattern[str], text: str, one: NamedYear) -> bool:
    return bool(words.search(text, max(0, one.start - LEAD), one.start))


def _of_named(year: int, lead: str, month: int) -> Iterator[int]:
    """What a year makes of the year of a month, by the words of the sentence before it."""
    done, planned, near = _cue("done"), _cue("planned"), lead[-LEAD:]
    is_last = month == _SEASON.last
    if planned.search(near):
        if is_last or month <= _SEASON.early:
            yield year - is_last
    elif done.search(near):
        if is_last or month < _SEASON.early:
            yield year + (not is_last)
    elif _SEASON.early < month and not (is_last or done.search(lead) or planned.search(lead)):
        yield year


@cache
def _cue(cue: str) -> re.Pattern[str]:
    """The words of year_signs.tsv that stand before a year which is `done` or `planned`."""
    return re.compile(rf"(?<!\w){any_of(cues('year_signs.tsv', cue))}(?!\w)")
