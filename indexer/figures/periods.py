"""A text in small letters → the periods it speaks of: months, quarters, years and spans of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from indexer.figures.cues import words as signs
from indexer.lexicon import any_of
from search.dates import ROMAN_QUARTERS

_YEAR = r"(?P<{0}>(?:19|20)\d{{2}})(?!\d)"
_OF = r"(?:\s?[/.-]\s?|,? năm |,? )"
_PERIOD = re.compile(
    r"(?<![\w/])(?:"
    rf"(?:nửa đầu|nửa (?P<second>cuối))(?: năm)?(?: {_YEAR.format('y0')})?"
    rf"|(?P<n>\d{{1,2}}) tháng(?: (?:đầu|(?P<last>cuối)) năm| đầu| qua| của)?"
    rf"(?:(?:/| năm |,? )?{_YEAR.format('y1')})?(?! (?:tuổi|tới|liền|sau|nữa|trước))"
    rf"|qu[ýí] (?P<q>iv|i{{1,3}}|[1-4]|một|hai|ba|bốn|tư)(?!\w)(?:{_OF}{_YEAR.format('y2')})?"
    rf"|tháng (?P<m>1[0-2]|0?[1-9])(?!\d)(?:{_OF}{_YEAR.format('y3')}|(?![/.-]\d))"
    rf"|đến (?:hết )?(?:ngày )?(?P<d>\d{{1,2}})[/.-](?P<dm>\d{{1,2}})(?:[/.-]{_YEAR.format('y4')})?"
    rf"|(?:(?:giai đoạn|thời kỳ|5 năm|năm) )?{_YEAR.format('from')}\s?[-–]\s?{_YEAR.format('to')}"
    rf"|(?:(?:đến|tới|vào) năm|đến|tới|vào|năm|giai đoạn) {_YEAR.format('y5')}(?![/-]\d)"
    r"|(?P<now>năm nay|cả năm(?! (?:19|20)\d{2}))"
    r")"
)
_SO_FAR = re.compile(r"(?:tính|hiện|nay|đã)\s*$")
_QUARTERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4}
_LEAD = 24
_MONTHS_LEFT = 2  # what ends sooner is told of as if it were over: a year in November


@cache
def _other() -> re.Pattern[str]:
    """Finds that a period to come is not that of a number: a comparison, a term or a law."""
    between = any_of(signs("between"))
    return re.compile(rf"(?<!\w){any_of(signs('other-time'))}(?: {between}){{0,4}}\s*\(?$")


@dataclass(frozen=True, slots=True)
class StatedPeriod:
    """[start, end) speaks of a time: "2023", "2023-Q3", "2023-08", "2024-01/2024-09" (ISO 8601),
    "2016/2020"; "" if its year is not known. `has_year`: the year stands there; else it is that of
    the meeting."""

    start: int
    end: int
    value: str
    has_year: bool
    is_ahead: bool = False
    """Whether it was still to come when they met."""
    is_under_way: bool = False
    """Whether it had begun then, not in an earlier year, and went on into the month after next."""


def periods(text: str, met: str) -> Iterator[StatedPeriod]:
    """In their order. `met`: the day, month or year of the meeting (ISO 8601), "" if unknown.

    A month or quarter that was still to come when they met is of the year before, if they met in
    the first months of a year.
    """
    year = int(met[:4]) if met else None
    month = int(met[5:7]) if met[5:] else None
    for match in _PERIOD.finditer(text):
        if _other().search(text[max(0, match.start() - _LEAD) : match.start()]):
            continue
        found = next(
            (int(match[g]) for g in ("y0", "y1", "y2", "y3", "y4", "y5", "from") if match[g]), None
        )
        value = _value(match, found, year, month)
        if value is None:
            continue
        ahead = match.group().startswith(("đến", "tới", "vào")) and not match["d"]
        if year and found and found <= year:
            ahead = False
        begins_later, is_under_way = _to_come(value, met)
        ahead = ahead or begins_later
        if ahead and _SO_FAR.search(text[max(0, match.start() - _LEAD) : match.start()]):
            ahead = False
        # "cả năm" may be all of the year before
        is_under_way = is_under_way and not (found is None and match.group() == "cả năm")
        yield StatedPeriod(
            match.start(), match.end(), value, found is not None, ahead, is_under_way
        )


def _to_come(value: str, met: str) -> tuple[bool, bool]:
    """Whether a period had not begun when they met, and whether it was under way."""
    if not value or not met[5:]:
        return False, False
    if len(value) == len("2023-06-30"):
        return value[: len(met)] > met, False
    first, last = value.split("/")[0], value.split("/")[-1]
    now = _month(met, 1)
    begun = _month(first, 1) <= now
    return not begun, begun and first[:4] == met[:4] and _month(last, 12) - now >= _MONTHS_LEFT


def _month(value: str, of_a_year: int) -> int:
    """Months since the year 0 of a month, of the like one of a quarter, or of one of a year."""
    year, rest = int(value[:4]), value[5:7]
    if rest.startswith("Q"):
        return 12 * year + 3 * int(rest[1]) - (2 if of_a_year == 1 else 0)
    return 12 * year + (int(rest) if rest else of_a_year)


def _value(
    match: re.Match[str], named: int | None, year: int | None, met: int | None
) -> str | None:
    last = _last_month(match)
    if last is None or not 1 <= last <= 12:
        return None
    if named is None:
        if year is None:
            return ""
        named = (
            year - 1
            if met is not None and met <= 3 and last > met + 3 and not match["now"]
            else year
        )
    if match["from"]:
        return f"{named}/{match['to']}" if named < int(match["to"]) else None
    if match["q"]:
        return f"{named}-Q{last // 3}"
    if match["m"]:
        return f"{named}-{last:02}"
    if match["d"]:
        return f"{named}-{last:02}-{int(match['d']):02}" if int(match["d"]) <= 31 else None
    if match["n"]:
        number = int(match["n"])
        first = 13 - number if match["last"] else 1
        end = 12 if match["last"] else number
        return str(named) if number == 12 else f"{named}-{first:02}/{named}-{end:02}"
    if match.group().startswith("nửa"):
        return f"{named}-07/{named}-12" if match["second"] else f"{named}-01/{named}-06"
    return str(named)


def _last_month(match: re.Match[str]) -> int | None:
    if match["q"]:
        said = match["q"]
        return 3 * (ROMAN_QUARTERS.get(said.upper()) or _QUARTERS.get(said) or int(said))
    if match["n"]:
        return 12 if match["last"] else int(match["n"])
    if match["m"] or match["d"]:
        return int(match["m"] or match["dm"])
    if match.group().startswith("nửa"):
        return 12 if match["second"] else 6
    return 12
