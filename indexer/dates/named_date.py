"""A day as a text names it, perhaps the first of several → its date, and that of the last one."""

import re
from functools import partial

from indexer.lexicon import any_cue, cues
from search.dates import PartialDate

_w = partial(any_cue, "date_words.tsv")
_DAY_WORD = cues("date_words.tsv", "day")[0]
TO = rf"(?:{_w('to')}|-)(?: {_w('all-of')})? ?(?:{_DAY_WORD} )?"
"""A pattern of what stands between the first and the last of several days."""
_NUMBER, _RANGE = re.compile(r"\d+"), re.compile(rf"^ ?{TO}")
_LEAP_YEAR, _CENTURY, _YEAR_MONTHS = 2000, 2000, 12


def named_date(match: re.Match[str]) -> PartialDate:
    """The day, or the first of several, and its month; the year that is named with it, or with
    the last of several."""
    parts = match.groupdict()
    month = int(parts["m"] or parts["m2"] or parts["m3"])
    year = parts["y"] or parts["y2"] or parts["y3"]
    if not year and parts["y4"]:
        is_past_new_year = month > int(parts["m4"])
        return PartialDate(int(parts["y4"]) - is_past_new_year, month, int(parts["d"]))
    if not year:
        return PartialDate(None, month, int(parts["d"]))
    number = int(year) + (_CENTURY if len(year) == 2 else 0)
    return PartialDate(number, month, int(parts["d"]))


def last_date(match: re.Match[str]) -> PartialDate | None:
    """The last of several days, without its year; None of one, or of days that are far apart."""
    first, month = int(match["d"]), int(match["m"] or match["m2"] or match["m3"])
    if match["to"]:
        last = PartialDate(None, int(match["m4"]), int(match["d4"]))
        months = (int(match["m4"]) - month) % _YEAR_MONTHS
        return last if exists(last) and months <= 1 else None
    if not match["more"]:
        return None
    days = [first, *map(int, _NUMBER.findall(match["more"]))]
    is_row = days == list(range(first, first + len(days)))
    is_range = len(days) == 2 and bool(_RANGE.search(match["more"]))
    last = PartialDate(None, month, days[-1])
    return last if (is_row or is_range) and days[-1] > first and exists(last) else None


def exists(named: PartialDate) -> bool:
    """Whether the calendar has such a day, in some year if it names none."""
    # 29/2 must not fail for want of a year
    return named.in_year(_LEAP_YEAR if named.year is None else named.year).days is not None
