"""A range, a half of a year or a time told from today, as people type it → the days it covers."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from search.dates.ends import FEW, RangeEnd, days_between, forms, last_forms, nameless, read_end
from search.dates.kept import DateError, DateRange
from search.dates.time_words import (
    BLANKS,
    any_of,
    days_of_months,
    days_of_unit,
    folded_words,
    number_words,
    numbers,
    relative_times,
    relative_year,
    since,
    spelled_words,
    stays_words,
    this_year,
    words_for,
    year_words,
)
from search.text.fold import fold

_MONTHS, _HALF, _QUARTER = 12, 6, 3


@dataclass(frozen=True, slots=True)
class TypedPeriod:
    """Days as they were typed. `is_range`: it has both its ends, and not only a day or a month
    told from today. `is_relative`: it changes with the day that it is. `spellings`: other ways to
    write it. `in_fields_only`: among other words it is no time.
    """

    days: DateRange
    is_range: bool = False
    is_relative: bool = False
    spellings: tuple[str, ...] = ()
    in_fields_only: bool = False


@dataclass(frozen=True, slots=True)
class PeriodInText:
    """A period in a text: characters [start, end)."""

    start: int
    end: int
    period: TypedPeriod


def read_period(text: str) -> TypedPeriod:
    """A whole text as a period, with diacritics or without. Raises DateError."""
    folded = " ".join(fold(text).text.split())
    for form, read in _forms():
        if match := form.fullmatch(folded):
            with suppress(ValueError, OverflowError):  # a DateError is a ValueError
                return read(match)
    end = read_end(folded)  # "đầu năm 2023", "nay"
    if days := end.days or end.date.days:
        return TypedPeriod(days, is_relative=bool(end.days), in_fields_only=True)
    raise DateError(text)


def periods_in(text: str) -> Iterator[PeriodInText]:
    """The periods of a normalised text, in order; the longest ones.

    One without any year stays words: "thu ngân sách 6 tháng đầu năm". So does one that is typed
    with other diacritics, and a relative one behind some words: "cùng kỳ năm ngoái".
    """
    folded = fold(text)
    is_unaccented = folded.text == text.lower()
    for match in _in_text().finditer(folded.text):
        start, end = folded.starts[match.start()], folded.ends[match.end() - 1]
        with suppress(DateError):
            period = read_period(match.group())
            is_field = period.in_fields_only and not _ends_with_years(match)
            is_words = is_field or _stays_words(match, period)
            if not is_words and (is_unaccented or _is_spelled(text[start:end])):
                yield PeriodInText(start, end, period)


def _ends_with_years(match: re.Match[str]) -> bool:
    """Whether a text ends with "từ 2020 đến 2023"; before other words it may count something."""
    year, starts, to = r"(?:19|20)\d\d", folded_words("from"), folded_words("to")
    form = rf"{starts}{BLANKS}{year}{BLANKS}{to}{BLANKS}{year}"
    return match.end() == len(match.string) and bool(re.fullmatch(form, match.group()))


def _stays_words(match: re.Match[str], period: TypedPeriod) -> bool:
    before = match.string[max(0, match.start() - 20) : match.start()]
    return period.is_relative and bool(stays_words().search(before))


def _is_spelled(typed: str) -> bool:
    """Whether each word is one of the list as it stands, and not one with other diacritics."""
    words = re.findall(r"[^\W\d_]+", typed.lower())
    return all(word in spelled_words() or set(word) <= set("ivq") for word in words)


# The forms of a period in a folded text

_Read = Callable[[re.Match[str]], TypedPeriod]


@cache
def _forms() -> tuple[tuple[re.Pattern[str], _Read], ...]:
    found = (
        (_range_form(), _range),
        (_part_form(), _part_of_year),
        (_months_form(), _part_of_year),
        (_of_year_form(), _of_year),
        (rf"(?P<words>{any_of(own.words for own in relative_times().values())})", _relative),
        (_so_far_form(), _so_far),
        (_open_form(), _open),  # the last one: see `_in_text`
    )
    return tuple((re.compile(form), read) for form, read in found)


@cache
def _in_text() -> re.Pattern[str]:
    """The same among other words, but what is open to one side; a part of a year must have its
    year there."""
    *found, _ = (form.pattern for form, _ in _forms())
    ways = "|".join(map(nameless, [found[0], _part_form(needs_year=True), *found[2:]]))
    return re.compile(rf"(?<![\w/.,-])(?:{ways})(?![\w/-]|[.,]\d)")


def _range_form() -> str:
    """ "từ X đến Y", and "X đến Y", "X-Y" or "X..Y" of numbers that are some date."""
    first, last = (
        "|".join(nameless(form.pattern) for form in of) for of in (forms(), last_forms())
    )
    to, starts = folded_words("to"), folded_words("from")
    joined = rf"(?:{BLANKS}{to}{BLANKS}|(?P<dash>{FEW}(?:[-\u2013]|\.\.){FEW})(?:{to}{BLANKS})?)"
    return rf"(?:{starts}{BLANKS})?(?P<first>{first}){joined}(?P<last>{last})"


def _range(match: re.Match[str]) -> TypedPeriod:
    first, last = read_end(match["first"]), read_end(match["last"])
    if match["dash"] and _is_month_to_day(first, last):
        raise DateError(match.group())
    is_relative = bool(first.days or last.days)
    return TypedPeriod(
        days_between(first, last),
        is_range=True,
        is_relative=is_relative,
        in_fields_only=bool(_numbers_only().fullmatch(match.group())),
    )


def _is_month_to_day(first: RangeEnd, last: RangeEnd) -> bool:
    """Whether a month or a quarter alone is to go on to a day or a year: in "tháng 12-15/3/2023"
    12 is a day, and "quý I-2023" is quý I/2023."""
    is_month = first.date.month is not None or first.date.quarter is not None
    is_alone = is_month and first.date.day is None and first.date.year is None
    is_year = last.days is None and last.date.month is None and last.date.quarter is None
    return is_alone and (last.date.day is not None or is_year)


@cache
def _numbers_only() -> re.Pattern[str]:
    """Ranges that are numbers of something else among words: "2021 - 2025" in the name of a plan,
    "từ 2000 đến 2500 tỷ đồng", "bão số 3 - 5/2023", "trong 3 đến 5 năm nay"."""
    starts, to, year = map(folded_words, ("from", "to", "year"))
    dash = rf"{FEW}[-\u2013]{FEW}"
    years = rf"(?:{starts}{BLANKS})?\d{{4}}(?:{BLANKS}{to}{BLANKS}|{dash})\d{{4}}"
    plan = rf"(?:{year}{BLANKS})?\d{{4}}{dash}\d{{4}}"
    count = (
        rf"(?:{starts}{BLANKS})?\d{{1,2}}(?:{BLANKS}{to}{BLANKS}|{dash})\d{{1,2}}{BLANKS}{year}.*"
    )
    other = rf"\d{{1,2}}\s{dash}.*|\d{{1,2}}[-\u2013]\d{{1,2}}/\d{{4}}"
    return re.compile(f"{years}|{plan}|{count}|{other}")


def _count() -> str:
    return rf"(?:(?P<n>\d{{1,2}})|(?P<named>{any_of(number_words().values())}))"


def _year_behind() -> str:
    return rf"(?:{BLANKS}(?P<y>\d{{4}})(?!\d)|{FEW}/{FEW}(?P<y2>\d{{4}})(?!\d))"


def _part_form(*, needs_year: bool = False) -> str:
    """ "6 tháng đầu năm 2017", "nửa cuối năm", "quý đầu năm ngoái"."""
    month, quarter, half, year = map(folded_words, ("month", "quarter", "half", "year"))
    which = rf"(?:(?P<w>{folded_words('first')})|{folded_words('last')})"
    part = rf"(?:{_count()}{BLANKS}{month}|(?P<quarter>{quarter})|{half})"
    of = rf"(?:{BLANKS}{folded_words('of')})?"
    behind = rf"(?:{BLANKS}{year})?{_year_behind()}|{BLANKS}(?P<r>{year_words()})"
    no_year = "" if needs_year else rf"|{BLANKS}{year}"
    return rf"{part}{BLANKS}{which}{of}(?:{behind}{no_year})"


def _months_form() -> str:
    """ "9 tháng 2023", "9 tháng năm 2023": the first ones."""
    month, year = folded_words("month"), folded_words("year")
    of = rf"(?:{BLANKS}{folded_words('of')})?(?:{BLANKS}{year})?"
    return rf"{_count()}{BLANKS}{month}{of}{_year_behind()}"


def _part_of_year(match: re.Match[str]) -> TypedPeriod:
    part = match.groupdict()
    count = _HALF if part.get("quarter") is None else _QUARTER
    if part.get("n") or part.get("named"):
        count = int(part["n"]) if part["n"] else numbers()[" ".join(part["named"].split())]
    typed_year = part["y"] or part["y2"]
    year = int(typed_year) if typed_year else _relative_year(part.get("r"))
    if not 1 <= count <= _MONTHS:
        raise DateError(match.group())
    is_first = "w" not in part or bool(part["w"])
    start = _MONTHS * year + (0 if is_first else _MONTHS - count)
    days = days_of_months(start, count)
    spellings = tuple(_spellings(count, is_first, year))
    return TypedPeriod(days, is_range=True, is_relative=not typed_year, spellings=spellings)


def _relative_year(words: str | None) -> int:
    return relative_year(words) if words else this_year()


def _spellings(count: int, is_first: bool, year: int) -> Iterator[str]:
    """ "6 tháng đầu năm 2017", "sáu tháng đầu năm 2017", "nửa đầu năm 2017"."""
    [month, *_], [of, *_] = words_for("month"), words_for("year")
    [which, *_] = words_for("first" if is_first else "last")
    named = number_words().get(count)
    yield from (f"{number} {month} {which} {of} {year}" for number in (count, named) if number)
    if count == _HALF:
        yield f"{words_for('half')[0]} {which} {of} {year}"


def _of_year_form() -> str:
    """ "tháng 3 năm nay", "quý II năm ngoái", "25/8 năm ngoái"."""
    day, month, quarter = map(folded_words, ("day", "month", "quarter"))
    return (
        rf"(?:(?:{day}{BLANKS})?(?P<d>\d{{1,2}})(?:{FEW}/{FEW}|{BLANKS}{month}{BLANKS})"
        rf"(?P<m>\d{{1,2}})|{month}{BLANKS}(?P<m2>\d{{1,2}})"
        rf"|{quarter}{FEW}(?P<q>iv|i{{1,3}}|[1-4])){BLANKS}(?P<r>{year_words()})"
    )


def _of_year(match: re.Match[str]) -> TypedPeriod:
    days = read_end(match.group()).date.days
    if days is None:
        raise DateError(match.group())
    return TypedPeriod(days, is_relative=True)


def _relative(match: re.Match[str]) -> TypedPeriod:
    named = relative_times()[" ".join(match["words"].split())]
    days = days_of_unit(named.unit, named.offset)
    return TypedPeriod(days, is_relative=True, in_fields_only=named.in_fields_only)


def _so_far_form() -> str:
    """ "3 tháng qua"; years are read in date fields only: "10 năm qua"."""
    units = "|".join(f"(?P<{unit}>{folded_words(unit)})" for unit in ("day", "week", "month"))
    year = f"(?P<year>{folded_words('year')})"
    return rf"(?P<n>\d{{1,3}}){BLANKS}(?:{units}|{year}){BLANKS}{folded_words('so-far')}"


def _so_far(match: re.Match[str]) -> TypedPeriod:
    unit = next(unit for unit in ("day", "week", "month", "year") if match[unit])
    return TypedPeriod(since(unit, int(match["n"])), True, True, in_fields_only=unit == "year")


def _open_form() -> str:
    """ "trước 2022", "từ 6/2023 trở đi", "từ 2020 trở về trước", "<=2021": open to one side. Read
    in date fields only: "hoàn thành trước năm 2025" is said of the work."""
    end = "|".join(nameless(form.pattern) for form in last_forms())
    sides = "|".join(
        f"(?P<{side}>{folded_words(side)}{BLANKS}|(?:{sign}){FEW})" for side, sign in _SIDES.items()
    )
    on, back = map(folded_words, ("onwards", "backwards"))
    return rf"(?:{sides})(?P<end>{end})(?:{BLANKS}(?:{on}|(?P<back>{back})))?"


_SIDES = {"from": ">=|≥", "to": "<=|≤", "before": "<", "after": ">"}
"""Each way to be open, and the signs of it."""
OPEN_SIGNS = ("<", ">", "≤", "≥")
"""What a period that is open to one side may begin with."""


def _open(match: re.Match[str]) -> TypedPeriod:
    end = read_end(match["end"])
    days, side = end.days or end.date.days, next(side for side in _SIDES if match[side])
    if days is None or (side == "after" and match["back"]):
        raise DateError(match.group())
    own = {
        "before": (date.min, days.first - timedelta(1)),
        "after": (days.last + timedelta(1), date.max),
        "from": (days.first, date.max),
        "to": (date.min, days.last),
    }["to" if side == "from" and match["back"] else side]
    return TypedPeriod(DateRange(*own), True, bool(end.days), in_fields_only=True)
