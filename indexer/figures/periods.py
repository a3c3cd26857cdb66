"""A text in small letters → the periods it speaks of: months, quarters, years and intervals."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from indexer.figures.period_forms import (
    AHEAD,
    FORMS,
    UNCLEAR,
    PeriodForm,
    any_form,
    pattern_of_form,
)
from indexer.figures.period_words import (
    is_clear,
    is_other,
    is_part,
    is_reported,
    named_before,
    opens,
    year_behind,
    year_opened,
)
from indexer.figures.stated_period import Met, StatedPeriod
from indexer.lexicon import any_cue
from search.dates import PartialDate, Period

_LIST = "period_words.tsv"


class _Limits(NamedTuple):
    """What periods are judged by."""

    lead: int = 80
    """Characters before a period that say what it is for."""
    early_month: int = 3
    """Until this month of a year one still speaks of months of the year before ..."""
    late_month: int = 11
    """From this month on the past year may be this one."""
    far_ahead: int = 3
    """... if they would be more than so many months ahead."""
    months_left: int = 2
    """What ends sooner is told of as if it were over: a year in November."""


_LIMITS = _Limits()


class _Written(NamedTuple):
    """A period as it stands in a text: the name of its form, and what was matched."""

    name: str
    parts: re.Match[str]

    @property
    def form(self) -> PeriodForm:
        return FORMS[self.name]

    @property
    def year(self) -> int | None:
        """The year that stands there."""
        groups = self.parts.groupdict()
        found = groups.get("y") or groups.get("y2")
        return int(found) if found else None

    @property
    def months(self) -> tuple[str, str]:
        """Its months without a year, alike in "6 tháng đầu năm 2017" and "6 tháng qua"."""
        period = self.form.period(self.parts, _ANY_YEAR)
        return self.name, str(period)


_ANY_YEAR = 2000
_OF_A_YEAR = ("half", "months", "quarter", "quarters", "month")
"""Forms of parts of a year."""


Years = dict[tuple[str, str], int]
"""Months without a year → the year they had last in a text."""


def periods(text: str, met: Met | None, years: Years | None = None) -> Iterator[StatedPeriod]:
    """In their order. `met`: when the meeting was, if its year is known. `years`: of the text
    before; it learns those of this one.

    A period without a year has that of the same months before it; else that of the meeting, or the
    one after a year that is compared with it. A month or quarter that was still to come when they
    met is of the year before, if they met in the first months of a year.
    """
    years = {} if years is None else years
    last: StatedPeriod | None = None
    for match in any_form().finditer(text):
        if (found := _stated(match, met, years)) and not (last and _is_mean_of(match, last)):
            last = found
            yield found


def _stated(match: re.Match[str], met: Met | None, years: Years) -> StatedPeriod | None:
    """What one match says."""
    lead = match.string[max(0, match.start() - _LIMITS.lead) : match.start()]
    if match.lastgroup in (UNCLEAR, AHEAD):
        return None if is_clear(lead) else _unclear(match, lead)
    if is_part(lead) and match.lastgroup == "year":
        return StatedPeriod(*match.span(), None, has_year=True)
    if is_other(lead, is_towards=_is_towards(match)):
        return None
    return _read(match, lead, met, years)


def _is_mean_of(match: re.Match[str], last: StatedPeriod) -> bool:
    """Whether "mỗi năm" is each of some years that are named before."""
    is_of_some = last.is_of_years and not last.is_of_one_year
    return is_of_some and bool(_EACH_YEAR.fullmatch(match.group()))


def _is_towards(match: re.Match[str]) -> bool:
    return bool(_TOWARDS.match(match.group()))


def _unclear(match: re.Match[str], lead: str) -> StatedPeriod:
    """A time of which nothing more is known."""
    return StatedPeriod(
        *match.span(),
        None,
        has_year=True,
        is_ahead=match.lastgroup == AHEAD,
        is_topic=opens(lead),
    )


def _read(match: re.Match[str], lead: str, met: Met | None, years: Years) -> StatedPeriod | None:
    name = match.lastgroup or ""
    if name == "today":
        return _today(match, lead, met)
    parts = pattern_of_form(name).match(match.string, match.start())
    if parts is None or not 1 <= FORMS[name].last_month(parts) <= 12:
        return None
    written = _Written(name, parts)
    year, is_inferred = _year_of(written, met, years)
    value = written.form.period(parts, year) if year is not None else None
    if year is not None and value is None:
        return None
    if written.year or (year and not (met and met.day.year)):
        years[written.months] = year or 0
    found = StatedPeriod(
        *match.span(),
        value,
        has_year=bool(written.year),
        is_inferred=is_inferred,
        is_topic=opens(lead) or is_reported(lead),
    )
    return _with_time(found, written, lead, met)


def _today(match: re.Match[str], lead: str, met: Met | None) -> StatedPeriod | None:
    """The year that they met in, or the day or month up to which something is told."""
    if is_clear(lead):
        return None
    parts = pattern_of_form("today").match(match.string, match.start())
    if parts is None or met is None or met.day.year is None:
        return None if parts and parts["soft"] else _unclear(match, lead)
    if parts["until"] and not parts["since"] and _SINCE.search(lead):
        return _unclear(match, lead)  # "từ năm 2010 đến nay"
    return StatedPeriod(
        *match.span(),
        _until(parts, met.day),
        has_year=False,
        is_inferred=met.is_inferred,
        is_topic=opens(lead),
        is_now=True,
    )


def _until(parts: re.Match[str], met: PartialDate) -> Period:
    year = PartialDate(met.year)
    if parts["since"] and met.month and parts["y"] in (None, str(met.year)):
        return Period(PartialDate(met.year, 1), PartialDate(met.year, met.month))
    return Period(met if parts["until"] and met.day and not parts["since"] else year)


def _with_time(found: StatedPeriod, written: _Written, lead: str, met: Met | None) -> StatedPeriod:
    """The period, and whether it was to come when they met."""
    begins_later, is_under_way = _to_come(found.value, met.day if met else None)
    words = written.parts.group()
    is_aimed_at = (
        written.name == "year" and bool(_TOWARDS.match(words)) and not _has_begun(written.year, met)
    )
    may_be_past = not written.year and bool(_WHOLE_YEAR.fullmatch(words))  # of the year before
    return replace(
        found,
        is_ahead=(begins_later or is_aimed_at or written.name == "next")
        and not _SO_FAR.search(lead),
        is_under_way=is_under_way and not (may_be_past or (met and met.is_guessed)),
        may_be_past=may_be_past and _goes_on(found.value, met),
    )


def _year_of(written: _Written, met: Met | None, years: Years) -> tuple[int | None, bool]:
    """The year of a period, and whether it is inferred."""
    if written.year:
        return written.year, False
    text, start = written.parts.string, written.parts.start()
    if written.name in _OF_A_YEAR and (opened := year_opened(text, start)):
        return opened, False
    before = years.get(written.months)
    if before and not _is_long_before(before, met):
        return before, False
    if met and met.day.year is not None:
        return _year_meant(written, met.day), met.is_inferred
    if written.form.years_on:
        return named_before(text, start), False
    return year_behind(text, written.parts.end()), False


def _is_long_before(year: int, met: Met | None) -> bool:
    """Whether a year is of history, for those who met."""
    return bool(met and met.day.year and year < met.day.year - 1)


def _year_meant(written: _Written, met: PartialDate) -> int | None:
    """The unnamed year of a period, of a meeting whose year is known."""
    assert met.year is not None
    is_early = met.month is not None and met.month <= _LIMITS.early_month
    if written.name == "past":  # of this year, if they met at its end
        is_late = met.month is not None and met.month >= _LIMITS.late_month
        return met.year - 1 if is_early else met.year if is_late else None
    last = written.form.last_month(written.parts)
    is_year = written.name in ("now", "last", "next")
    if is_early and last > (met.month or 0) + _LIMITS.far_ahead and not is_year:
        return met.year - 1
    return met.year + written.form.years_on


def _goes_on(value: Period | None, met: Met | None) -> bool:
    """Whether much of a period was still to come when they met."""
    return value is not None and met is not None and _to_come(value, met.day)[1]


def _has_begun(year: int | None, met: Met | None) -> bool:
    """Whether a year had begun when they met, as far as that is known."""
    return bool(year and met and met.day.year and year <= met.day.year)


def _to_come(value: Period | None, met: PartialDate | None) -> tuple[bool, bool]:
    """Whether a period had not begun when they met, and whether it was under way."""
    if value is None or met is None:
        return False, False
    if met.month is None:
        return value.months[0] > met.months[-1], False
    if value.first.day is not None:
        return _day(value.first) > _day(met), False
    now = met.months[0]
    has_begun = value.months[0] <= now
    goes_on = value.months[-1] - now >= _LIMITS.months_left
    return not has_begun, has_begun and value.first.year == met.year and goes_on


def _day(found: PartialDate) -> tuple[int, int, int]:
    """A day for comparison; of a month that no day of it is after."""
    return found.year or 0, found.month or 0, found.day or 31


_SINCE = re.compile(rf"(?<!\w){any_cue('date_words.tsv', 'from')}(?!\w)[^.,;:]*$")
_EACH_YEAR = re.compile(any_cue(_LIST, "each-year"))
_TOWARDS = re.compile(any_cue(_LIST, "towards"))
_WHOLE_YEAR = re.compile(any_cue("date_words.tsv", "whole-year"))
_SO_FAR = re.compile(rf"{any_cue('date_words.tsv', 'known-so-far')}\s*$")
