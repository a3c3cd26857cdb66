"""Words that go with one time of the year → the year of a day that names none: inferred."""

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from indexer.dates.named_years import LEAD, NamedYear, is_ahead
from indexer.dates.year_case import YearCase
from indexer.lexicon import any_cue, cues, whole

_w = partial(any_cue, "date_words.tsv")
_MONTH, _IN_YEAR, _DAY = _w("month"), f"{_w('year')} ", _w("day")
_NUMBER = r"(?P<m>1[0-2]|0?[1-9])"
_OF = rf"(?: ?[/-] ?|,? {_IN_YEAR})"
_YEAR_MONTHS = 12


class _Times(NamedTuple):
    """When one speaks so: months of the year, and months between two times."""

    programme: range = range(5, 9)
    school: range = range(6, 10)
    half: range = range(6, 10)
    closing: range = range(9, 13)
    late: range = range(11, 13)
    early: range = range(1, 4)
    so_far: int = 2
    until_now: int = 6


_TIMES = _Times()


def next_programme(case: YearCase) -> Iterator[int]:
    """A council or the National Assembly decides in the middle of a year what it does in the
    next: "chương trình giám sát năm 2018" in June 2017."""
    if case.month in _TIMES.programme:
        own = [one.year for one in case.years if _before(_NEXT_PROGRAMME, case, one)]
        yield from (year - 1 for year in own[:1] if year == max(own))


def school_years(case: YearCase) -> Iterator[int]:
    """A school year is over and the next is prepared: "năm học 2018-2019 ... 2019-2020"."""
    if case.month in _TIMES.school:
        ends = {one.year for one in case.years if _before(_SCHOOL, case, one)}
        yield from (year for year in ends if year + 1 in ends)


def so_far(case: YearCase) -> Iterator[int]:
    """The year of which something is counted up to now, if no later one is spoken of."""
    for one in case.years:
        if _is_counted(case, one) and not _is_past(case, one.year):
            yield one.year


def _is_counted(case: YearCase, one: NamedYear) -> bool:
    """Whether it is counted from its beginning, or to a month that is just past, or half of it."""
    if _before(_SINCE_NEW_YEAR, case, one):
        return bool(_TO.match(case.text, _end(one)))
    if month := _before(_UP_TO, case, one):
        return 0 <= case.month - int(month["m"]) <= _TIMES.so_far
    return case.month in _TIMES.half and bool(_before(_HALF, case, one))


def until_now(case: YearCase) -> Iterator[int]:
    """The year in which a time that lasts still is some months old: "từ tháng 10/2018 đến nay"."""
    for one in case.years:
        since = _before(_SINCE, case, one)
        if since and _NOW.match(case.text, _end(one)):
            month = int(since["m"])
            year = one.year + (case.month < month)
            months = _YEAR_MONTHS * (year - one.year) + case.month - month
            if months <= _TIMES.until_now and not _is_past(case, year):
                yield year


def at_the_end(case: YearCase) -> Iterator[int]:
    """The year that is reported on in November and December, before the next that is planned."""
    if case.month in _TIMES.late:
        yield from _reported_and_planned(case, 0)


def at_the_beginning(case: YearCase) -> Iterator[int]:
    """The year that is planned for in the first months, after one that is reported on."""
    if case.month in _TIMES.early:
        yield from _reported_and_planned(case, 1)


def before_the_next(case: YearCase) -> Iterator[int]:
    """The year that is reported on in the day's own sentence beside a plan for "năm sau", in the
    last months of it."""
    if case.month not in _TIMES.closing:
        return
    start, end = case.sentence
    for one in case.years:
        is_own = start <= one.start < end
        if is_own and _is_led(_cue("done"), case, one) and _plans().match(case.text, _end(one)):
            yield one.year


def spoken_of(case: YearCase) -> set[int]:
    """The years that are named as years or with a month up to now, but for those to come and
    those of programmes."""
    return {
        one.year
        for one in case.years
        if not _before(_PROGRAMME, case, one)
        and not is_ahead(case.article, one)
        and (_is_until_now(case, one) if one.months else _is_named(case, one))
    }


def is_of_now(case: YearCase, year: int) -> bool:
    """Whether that year is spoken of as this one: named at all in its first months, reported on
    in its last ones, and in between with a month that is not after the day's."""
    of_year = [one for one in case.years if one.year == year]
    if case.month in _TIMES.late:
        return any(_is_led(_cue("done"), case, one) for one in of_year)
    is_early = case.month in _TIMES.early
    return is_early or any(one.months and _is_until_now(case, one) for one in of_year)


def _is_until_now(case: YearCase, one: NamedYear) -> bool:
    return one.months is not None and one.months[0] <= case.month + 1


def _is_named(case: YearCase, one: NamedYear) -> bool:
    """Whether it stands behind the word for a year, and is not its beginning or its end."""
    return bool(_before(_NAMED, case, one)) and not _before(_EDGE, case, one)


def _reported_and_planned(case: YearCase, more: int) -> Iterator[int]:
    done = {one.year for one in case.years if _is_led(_cue("done"), case, one)}
    plans = (one for one in case.years if not _before(_PROGRAMME, case, one))
    planned = {
        one.year for one in plans if _is_led(_cue("planned"), case, one) or _is_next_half(case, one)
    }
    years = {year for year in done if year + 1 in planned and not _is_past(case, year + 1)}
    yield from (year + more for year in years)


def _is_next_half(case: YearCase, one: NamedYear) -> bool:
    """Whether it is spoken of by its first months in December: "6 tháng đầu năm 2017"."""
    is_first = one.months is not None and one.months[0] <= _YEAR_MONTHS // 2
    return is_first and one.is_part_of_year and case.month == _YEAR_MONTHS


def _is_past(case: YearCase, year: int) -> bool:
    """Whether the text speaks of a later year, which is not only one to come."""
    return any(one.year > year and not is_ahead(case.article, one) for one in case.years)


def _is_led(words: re.Pattern[str], case: YearCase, one: NamedYear) -> bool:
    """Whether a word of the same clause, before a year that is named as one, is of these."""
    if is_ahead(case.article, one) or not _before(_NAMED, case, one):
        return False
    lead = case.text[max(0, one.start - LEAD) : one.start]
    return bool(words.search(_CLAUSE_END.split(lead)[-1]))


def _before(words: re.Pattern[str], case: YearCase, one: NamedYear) -> re.Match[str] | None:
    """What leads to a year."""
    return words.search(case.text, max(0, one.start - LEAD), one.start)


def _end(one: NamedYear) -> int:
    return one.start + len(str(one.year))


_CLAUSE_END = re.compile(r"[.;:\n]")
_NAMED = re.compile(rf"{_IN_YEAR}$")
_EDGE_OF = rf"(?:{_w('first')}|{_w('last')})"
_EDGE = re.compile(rf"(?<!\w){_EDGE_OF} {_IN_YEAR}$")
_OF_PROGRAMME = rf"{_w('programme-of')}[^.;\n\d]{{0,50}}?{_IN_YEAR}$"
_PROGRAMME = re.compile(rf"(?<!\w){_OF_PROGRAMME}")
_NEXT_PROGRAMME = re.compile(
    rf"(?<!{_w('change')} )(?<!\w){_w('programme')} (?:{_w('activity')} )?{_OF_PROGRAMME}"
)
_SCHOOL = re.compile(rf"{_IN_YEAR}{_w('school')} \d{{4}} ?- ?$")
_UP_TO = re.compile(rf"(?<!\w){_w('to')} (?:{_w('all-of')}|{_w('last')}) {_MONTH} {_NUMBER}{_OF}$")
_SINCE_NEW_YEAR = re.compile(rf"(?<!\w){_w('from')} {_w('first')} {_IN_YEAR}$")
_TO = re.compile(rf" {_w('to')} ")
_HALF = re.compile(rf"(?<!\w){_w('half')} (?:{_w('first')} )?{_IN_YEAR}$")
_SINCE = re.compile(
    rf"(?<!\w){_w('from')} (?:{_EDGE_OF} )?(?:{_DAY} \d{{1,2}} ?[/-] ?)?(?:{_MONTH} )?"
    rf"{_NUMBER}{_OF}$"
)
_NOW = re.compile(rf" {_w('to')} {_w('now')}(?!\w)")


@cache
def _cue(cue: str) -> re.Pattern[str]:
    return re.compile(whole(cues("year_signs.tsv", cue)))


@cache
def _plans() -> re.Pattern[str]:
    planned = whole(cues("year_signs.tsv", "planned"))
    return re.compile(
        rf"[^.;:\n\d]{{0,30}}(?<!\w){planned}[^.;:\n\d]{{0,30}} {_IN_YEAR}{_w('next-year')}"
    )
