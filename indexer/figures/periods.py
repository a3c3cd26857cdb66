"""A text in small letters → the periods it speaks of: months, quarters, years and intervals."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from indexer.figures.cues import words as cue_words
from indexer.lexicon import any_cue, any_of, cues
from search.dates import PartialDate, Period, quarter_number

_Parts = re.Match[str]


class _Limits(NamedTuple):
    """What periods are judged by."""

    lead: int = 24
    """Characters before a period that say what it is for."""
    early_month: int = 3
    """Until this month of a year one still speaks of months of the year before ..."""
    far_ahead: int = 3
    """... if they would be more than so many months ahead."""
    months_left: int = 2
    """What ends sooner is told of as if it were over: a year in November."""


_LIMITS = _Limits()
_YEAR_MONTHS, _HALF_MONTHS, _QUARTER_MONTHS, _LONGEST_MONTH = 12, 6, 3, 31


@dataclass(frozen=True, slots=True)
class StatedPeriod:
    """[start, end) of a text speaks of a period; `value` is None if its year is not known.

    `has_year`: the year stands there; else it is that of the meeting. `is_ahead`: it was still to
    come when they met. `is_under_way`: it had begun then, not in an earlier year, and went on into
    the month after next.
    """

    start: int
    end: int
    value: Period | None
    has_year: bool
    is_ahead: bool = False
    is_under_way: bool = False


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to write a period. The group `y` of its pattern is the year, if it stands there.

    `last_month`: what was matched → the month in which the period ends, 1 to 12 if there is such a
    period. `period`: what was matched, and its year → the period; None if there is no such one.
    """

    pattern: str
    last_month: Callable[[_Parts], int]
    period: Callable[[_Parts, int], Period | None]


def periods(text: str, met: PartialDate | None) -> Iterator[StatedPeriod]:
    """In their order. `met`: when the meeting was, if its year is known.

    A month or quarter that was still to come when they met is of the year before, if they met in
    the first months of a year.
    """
    for match in _any_form().finditer(text):
        lead = text[max(0, match.start() - _LIMITS.lead) : match.start()]
        if not _other_time().search(lead) and (found := _read(match, lead, met)):
            yield found


def _read(match: _Parts, lead: str, met: PartialDate | None) -> StatedPeriod | None:
    name, words = match.lastgroup or "", match.group()
    form = _FORMS[name]
    parts = _pattern(name).match(match.string, match.start())
    if parts is None or not 1 <= (last := form.last_month(parts)) <= _YEAR_MONTHS:
        return None
    written = parts.groupdict().get("y")
    year = int(written) if written else _year_meant(last, met, is_now=name == "now")
    value = form.period(parts, year) if year is not None else None
    if year is not None and value is None:
        return None
    begins_later, is_under_way = _to_come(value, met)
    is_aimed_at = name == "year" and bool(_UNTIL.match(words)) and not _has_begun(year, met)
    may_be_past = not written and bool(_WHOLE_YEAR.fullmatch(words))  # "cả năm": of the year before
    return StatedPeriod(
        *match.span(),
        value,
        has_year=bool(written),
        is_ahead=(begins_later or is_aimed_at) and not _SO_FAR.search(lead),
        is_under_way=is_under_way and not may_be_past,
    )


def _year_meant(last: int, met: PartialDate | None, *, is_now: bool) -> int | None:
    """The year of a period that ends in the month `last` of an unnamed year."""
    if met is None or met.year is None:
        return None
    is_early = met.month is not None and met.month <= _LIMITS.early_month
    if is_early and last > (met.month or 0) + _LIMITS.far_ahead and not is_now:
        return met.year - 1
    return met.year


def _has_begun(year: int | None, met: PartialDate | None) -> bool:
    """Whether a year had begun when they met, as far as that is known."""
    return bool(year and met and met.year and year <= met.year)


def _to_come(value: Period | None, met: PartialDate | None) -> tuple[bool, bool]:
    """Whether a period had not begun when they met, and whether it was under way."""
    if value is None or met is None or met.month is None:
        return False, False
    if value.first.day is not None:
        return _day(value.first) > _day(met), False
    now = met.months[0]
    has_begun = value.months[0] <= now
    goes_on = value.months[-1] - now >= _LIMITS.months_left
    return not has_begun, has_begun and value.first.year == met.year and goes_on


def _day(found: PartialDate) -> tuple[int, int, int]:
    """A day for comparison; of a month that no day of it is after."""
    return found.year or 0, found.month or 0, found.day or _LONGEST_MONTH


# The forms, each with what it reads

_w = partial(any_cue, "date_words.tsv")
_Y = r"(?P<y>(?:19|20)\d{2})(?!\d)"
_OF = rf"(?:\s?[/.-]\s?|,? {_w('year')} |,? )"
_QUARTER_WORDS = {
    word: number for number in range(1, 5) for word in cues("date_words.tsv", f"number-{number}")
}
_UNTIL = re.compile(_w("until-year"))
_WHOLE_YEAR = re.compile(_w("whole-year"))
_SO_FAR = re.compile(rf"{_w('known-so-far')}\s*$")


_NAME = re.compile(r"\(\?P<\w+>")


def _months_of(year: int, first: int, last: int) -> Period:
    return Period(PartialDate(year, first), PartialDate(year, last))


def _half(parts: _Parts, year: int) -> Period:
    if parts["last"]:
        return _months_of(year, _HALF_MONTHS + 1, _YEAR_MONTHS)
    return _months_of(year, 1, _HALF_MONTHS)


def _some_months(parts: _Parts, year: int) -> Period | None:
    """The first or the last n months of a year."""
    number = int(parts["n"])
    if number == _YEAR_MONTHS:
        return Period(PartialDate(year))
    if parts["last"]:
        first = _YEAR_MONTHS + 1 - number
        return _months_of(year, first, _YEAR_MONTHS) if 1 <= number < _YEAR_MONTHS else None
    return _months_of(year, 1, number)


def _quarter(parts: _Parts) -> int:
    return _QUARTER_WORDS.get(parts["q"]) or quarter_number(parts["q"])


def _day_of(parts: _Parts, year: int) -> Period | None:
    day = int(parts["d"])
    is_day = 1 <= day <= _LONGEST_MONTH
    return Period(PartialDate(year, int(parts["m"]), day)) if is_day else None


def _years(parts: _Parts, year: int) -> Period | None:
    last = int(parts["to"])
    return Period(PartialDate(year), PartialDate(last)) if year < last else None


_FORMS = {
    "half": _Form(
        rf"{_w('half')} (?:{_w('first')}|(?P<last>{_w('last')}))(?: {_w('year')})?(?: {_Y})?",
        lambda parts: _YEAR_MONTHS if parts["last"] else _HALF_MONTHS,
        _half,
    ),
    "months": _Form(
        rf"(?P<n>\d{{1,2}}) {_w('month')}"
        rf"(?: (?:{_w('first')}|(?P<last>{_w('last')})) {_w('year')}| {_w('months-so-far')})?"
        rf"(?:(?:/| {_w('year')} |,? )?{_Y})?(?! {_w('no-period')})",
        lambda parts: _YEAR_MONTHS if parts["last"] else int(parts["n"]),
        _some_months,
    ),
    "quarter": _Form(
        rf"(?:{_w('quarter')}|{_w('quarter-respelled')})"
        rf" (?P<q>iv|i{{1,3}}|[1-4]|{any_of(_QUARTER_WORDS)})(?!\w)(?:{_OF}{_Y})?",
        lambda parts: _QUARTER_MONTHS * _quarter(parts),
        lambda parts, year: Period(PartialDate(year, quarter=_quarter(parts))),
    ),
    "month": _Form(
        rf"{_w('month')} (?P<m>1[0-2]|0?[1-9])(?!\d)(?:{_OF}{_Y}|(?![/.-]\d))",
        lambda parts: int(parts["m"]),
        lambda parts, year: Period(PartialDate(year, int(parts["m"]))),
    ),
    "day": _Form(
        rf"{_w('until-day')} (?:{_w('all-of')} )?(?:{_w('day')} )?"
        rf"(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})(?:[/.-]{_Y})?",
        lambda parts: int(parts["m"]),
        _day_of,
    ),
    "years": _Form(
        rf"(?:{_w('several-years')} )?{_Y}\s?[-–]\s?{_Y.replace('<y>', '<to>')}",
        lambda parts: _YEAR_MONTHS,
        _years,
    ),
    "year": _Form(
        rf"(?:{_w('until-year')}|{_w('of-year')}) {_Y}(?![/-]\d)",
        lambda parts: _YEAR_MONTHS,
        lambda parts, year: Period(PartialDate(year)),
    ),
    "now": _Form(
        rf"{_w('this-year')}|{_w('whole-year')}(?! (?:19|20)\d{{2}})",
        lambda parts: _YEAR_MONTHS,
        lambda parts, year: Period(PartialDate(year)),
    ),
}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_FORMS[name].pattern)


@cache
def _any_form() -> re.Pattern[str]:
    """Finds a period of any form; the name of its last group is that of the form."""
    forms = "|".join(
        f"(?P<{name}>{_NAME.sub('(?:', form.pattern)})" for name, form in _FORMS.items()
    )
    return re.compile(rf"(?<![\w/])(?:{forms})")


@cache
def _other_time() -> re.Pattern[str]:
    """Finds that a period to come is not that of a number: a comparison, a term or a law."""
    between = any_of(cue_words("between"))
    return re.compile(rf"(?<!\w){any_of(cue_words('other-time'))}(?: {between}){{0,4}}\s*\(?$")
