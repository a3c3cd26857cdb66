"""How periods are written: a pattern for each form → the months that it means in a year."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from indexer.lexicon import any_cue, any_of, cues, rows
from search.dates import PartialDate, Period, quarter_number

_Parts = re.Match[str]
_YEAR_MONTHS, _HALF_MONTHS, _QUARTER_MONTHS, _LONGEST_MONTH = 12, 6, 3, 31


@dataclass(frozen=True, slots=True)
class PeriodForm:
    """A way to write a period. The group `y` of its pattern is the year, if it stands there.

    `last_month`: what was matched → the month in which the period ends, 1 to 12 if there is such a
    period. `period`: what was matched, and its year → the period; None if there is no such one.
    `years_on`: how many years after that of the meeting an unnamed year is.
    """

    pattern: str
    last_month: Callable[[_Parts], int]
    period: Callable[[_Parts, int], Period | None]
    years_on: int = 0


_LISTS = ("date_words.tsv", "period_words.tsv")
_w, _own = (partial(any_cue, name) for name in _LISTS)
_Y = r"(?P<y>(?:19|20)\d{2})(?!\d)"
_OF = rf"(?:\s?[/.-]\s?|,? {_w('year')} |,? )"
_NUMBERED = range(1, 5)
_QUARTER_WORDS = {word: n for n in _NUMBERED for word in cues("date_words.tsv", f"number-{n}")}
_FEW_QUARTERS = {word: n for word, n in _QUARTER_WORDS.items() if n in (2, 3)}
_MONTH_WORDS = {
    word: n for n in range(1, _YEAR_MONTHS) for word in cues("period_words.tsv", f"months-{n}")
}


def _months_of(year: int, first: int, last: int) -> Period:
    return Period(PartialDate(year, first), PartialDate(year, last))


def _half(parts: _Parts, year: int) -> Period:
    if parts["last"]:
        return _months_of(year, _HALF_MONTHS + 1, _YEAR_MONTHS)
    return _months_of(year, 1, _HALF_MONTHS)


def _number_of_months(parts: _Parts) -> int:
    found = parts["n"] or parts["word"]
    return _MONTH_WORDS.get(found) or int(found)


def _some_months(parts: _Parts, year: int) -> Period | None:
    """The first or the last n months of a year."""
    number = _number_of_months(parts)
    if number == _YEAR_MONTHS:
        return Period(PartialDate(year))
    if parts["last"] or parts["last2"]:
        first = _YEAR_MONTHS + 1 - number
        return _months_of(year, first, _YEAR_MONTHS) if 1 <= number < _YEAR_MONTHS else None
    return _months_of(year, 1, number)


def _quarter(parts: _Parts) -> int:
    return _QUARTER_WORDS.get(parts["q"]) or quarter_number(parts["q"])


def _number_of_quarters(parts: _Parts) -> int:
    return _FEW_QUARTERS.get(parts["k"]) or int(parts["k"])


def _day_of(parts: _Parts, year: int) -> Period | None:
    day = int(parts["d"])
    is_day = 1 <= day <= _LONGEST_MONTH
    return Period(PartialDate(year, int(parts["m"]), day)) if is_day else None


def _years(parts: _Parts, year: int) -> Period | None:
    last = int(parts["to"])
    return Period(PartialDate(year), PartialDate(last)) if year < last else None


def _whole_year(pattern: str, years_on: int = 0) -> PeriodForm:
    return PeriodForm(
        pattern,
        lambda parts: _YEAR_MONTHS,
        lambda parts, year: Period(PartialDate(year)),
        years_on,
    )


_THIS_YEAR = rf" {_own('year-now')}(?!\w)"
_ANY_Y = _Y.replace("?P<y>", "?:")

_TOLD = "|".join(f"(?<=(?<!\\w){word} )" for word in cues("period_words.tsv", "says"))
_NOT_DONE = "".join(f"(?<!{word} )" for word in cues("period_words.tsv", "no-today"))

FORMS = {
    "half": PeriodForm(
        rf"{_w('half')} (?:{_w('first')}|(?P<last>{_w('last')}))(?: {_w('year')})?(?: {_Y})?",
        lambda parts: _YEAR_MONTHS if parts["last"] else _HALF_MONTHS,
        _half,
    ),
    "months": PeriodForm(
        rf"(?:(?P<n>\d{{1,2}}) {_w('month')}"
        rf"(?: (?:{_w('first')}|(?P<last>{_w('last')})) {_w('year')}| {_w('months-so-far')})?"
        # a word may be no number: "năm tháng"
        rf"|(?P<word>{any_of(_MONTH_WORDS)}) {_w('month')}"
        rf"(?: (?:{_w('first')}|(?P<last2>{_w('last')})) {_w('year')}| {_w('months-so-far')}"
        rf"|(?= {_w('year')} {_ANY_Y})))"
        rf"(?:{_THIS_YEAR}|(?:/|-| {_own('of')} {_w('year')} | {_w('year')} |,? )?{_Y})?"
        rf"(?! {_w('no-period')})",
        _number_of_months,
        _some_months,
    ),
    "quarter": PeriodForm(
        rf"(?:{_w('quarter')}|{_w('quarter-respelled')})"
        rf" (?P<q>iv|i{{1,3}}|[1-4]|{any_of(_QUARTER_WORDS)})(?!\w)(?:{_THIS_YEAR}|{_OF}{_Y})?",
        lambda parts: _QUARTER_MONTHS * _quarter(parts),
        lambda parts, year: Period(PartialDate(year, quarter=_quarter(parts))),
    ),
    "quarters": PeriodForm(
        rf"(?P<k>[23]|{any_of(_FEW_QUARTERS)}) {_w('quarter')} {_w('first')} {_w('year')}"
        rf"(?:{_THIS_YEAR}|(?: {_w('year')})? {_Y})?",
        lambda parts: _QUARTER_MONTHS * _number_of_quarters(parts),
        lambda parts, year: _months_of(year, 1, _QUARTER_MONTHS * _number_of_quarters(parts)),
    ),
    "month": PeriodForm(
        rf"{_w('month')} (?P<m>1[0-2]|0?[1-9])(?!\d)(?:{_THIS_YEAR}|{_OF}{_Y}|(?![/.-]\d))",
        lambda parts: int(parts["m"]),
        lambda parts, year: Period(PartialDate(year, int(parts["m"]))),
    ),
    "day": PeriodForm(
        rf"{_w('until-day')} (?:{_w('all-of')} )?(?:{_w('day')} )?"
        rf"(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})(?:[/.-]{_Y})?",
        lambda parts: int(parts["m"]),
        _day_of,
    ),
    "years": PeriodForm(
        rf"(?:{_w('several-years')} )?{_Y}\s?[-–]\s?{_Y.replace('<y>', '<to>')}",
        lambda parts: _YEAR_MONTHS,
        _years,
    ),
    "span": PeriodForm(
        rf"{_w('from')} {_w('year')} {_Y} {_w('to')} (?:{_w('all-of')} )?(?:{_w('year')} )?"
        rf"{_Y.replace('<y>', '<to>')}",
        lambda parts: _YEAR_MONTHS,
        _years,
    ),
    "year": _whole_year(
        rf"(?:{_w('until-year')}|{_w('of-year')}|{_own('in-year')}) {_Y}(?![/-]\d)"
        rf"|{_own('towards')} {_Y.replace('<y>', '<y2>')}(?=[,;:.)](?! ?\d)|$)"
    ),
    "bare": _whole_year(rf"{_Y}(?= {_own('leads-on')}(?!\w))"),
    "now": _whole_year(rf"{_w('this-year')}|{_w('whole-year')}(?! (?:19|20)\d{{2}})"),
    "last": _whole_year(_own("year-before"), -1),
    "past": _whole_year(_own("year-past"), -1),
    "today": _whole_year(
        rf"{_own('today')}(?!\w)|(?P<soft>{_NOT_DONE}{_own('today-in')}(?!\w))"
        rf"|(?P<since>{_own('since')} (?:{_Y} )?)?(?P<until>{_own('until-today')})(?!\w)"
        rf"|(?:^|(?<=[.?!,;:] )|{_TOLD}){_own('now')}(?!\w)"
    ),
    "next": _whole_year(rf"{_own('year-after')}(?! \d)", 1),
}
"""Each form by its name."""

UNCLEAR, AHEAD = "unclear", "ahead"
"""Groups of times that are no periods; the second ones are still to come."""
_UNCLEAR = rf"{_own('unclear')}(?!\w)(?! \d)|(?<!\d)\d{{1,2}} {_w('year')} (?!(?:19|20)\d\d)"
_NAME = re.compile(r"\(\?P<\w+>")


@cache
def pattern_of_form(name: str) -> re.Pattern[str]:
    """The pattern of one form, with its groups."""
    return re.compile(FORMS[name].pattern)


@cache
def any_form() -> re.Pattern[str]:
    """Finds a period of any form; the name of its last group is its form's, AHEAD or UNCLEAR.

    Where no word stands that a form may begin with, no form is tried. The group that tells a form
    is empty and stands behind it, so that the form begins with its letters: then `re` passes it
    over by the first of them.
    """
    patterns = {name: _NAME.sub("(?:", form.pattern) for name, form in FORMS.items()}
    patterns |= {AHEAD: rf"{_own('ahead')}(?!\w)", UNCLEAR: _UNCLEAR}
    forms = "|".join(f"(?:{pattern})(?P<{name}>)" for name, pattern in patterns.items())
    return re.compile(rf"(?<![\w/])(?=\d|{any_of(_first_words())})(?:{forms})")


def _first_words() -> set[str]:
    """The first word of each entry of the lists of which forms are made: each form begins with one
    of them, or with a number."""
    return {words.partition(" ")[0] for name in _LISTS for _, words in rows(name)}
