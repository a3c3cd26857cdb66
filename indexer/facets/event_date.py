"""An article → the day of the meeting, as far as it can be known."""

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import cache

from indexer.clean import Article, Line
from search.dates import ROMAN_QUARTERS, DateError, parse_range
from search.model import DateValue, Facets, Part, Precision, Status

_OPENING_LINES = 3
_DAY_AND_MONTH = re.compile(r"\d(?:\s*[/-]\s*\d| tháng \d)")  # in each _DAY, and found faster
_DAY = re.compile(
    r"(?:\b(?:sáng|trưa|chiều|tối|ngày|đêm|hôm nay|hôm qua)\s*(?:nay\s*)?(?:ngày\s+)?\(?"
    r"|\btrong \d+ ngày,?\s*(?:\(|từ\s+)?|\b\d+ và )"
    r"(?P<d>\d{1,2})(?: ?(?:và|-|,|đến) ?\d{1,2})?\s*"
    r"(?:[/-]\s*(?P<m>\d{1,2})(?:\s*[/-]\s*(?P<y>\d{4}))?(?![\d/])"
    r"| tháng (?P<m2>\d{1,2})(?:(?: năm |[/-])(?P<y2>\d{4}))?)"
)
_NOT_OF_THE_MEETING = re.compile(
    r"(?:kỷ niệm|thành lập|nghị quyết|quyết định|kế hoạch|chỉ thị|tính đến|trước|từ|đến hết|đến)"
    r"[^.;]{0,40}$"
)
_PREFIX = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?")
_URL_MONTH = re.compile(r"/(20\d{2})/?-?(0[1-9]|1[0-2])(?:/|\d{2}/)")
_URL_YEAR = re.compile(r"/(20\d{2})/")
# "tháng 9/2023", "quý I/2022", "6 tháng đầu năm 2021": a year that belongs to the time of writing.
_MONTH_OF_YEAR = re.compile(
    r"(?:tháng (?P<m>\d{1,2})|quý (?P<q>(?-i:[Ii][Vv]|[Ii]{1,3}|[1-4]))"  # "İ" is no "I"
    r"|(?P<n>\d{1,2}) tháng(?: (?:đầu|cuối))?)"
    r"(?:/| năm |, năm )(?P<y>20\d{2})",
    re.IGNORECASE,
)
_NEAR = 3  # months between a meeting and the month it speaks of
_LEAD = 60  # characters before a day that say whether it is the meeting's

_YearOf = Callable[[int], int | None]
"""Month of a day that names no year → its year."""


def extract(article: Article, facets: Facets) -> tuple[DateValue, ...]:
    """What the source says; else the first day in title or opening; else the prefix, the address.

    A year that the day does not name comes from the prefix, the address, the page's date or the
    same paragraph, and makes the date derived; without any of them the year stays open.
    """
    if known := _known(article):
        return (known,)
    return from_text(article, facets)


def from_text(article: Article, facets: Facets) -> tuple[DateValue, ...]:
    """The date that the text alone gives."""
    for line in article.opening(_OPENING_LINES):
        text = article.read_lower(line)
        if not _DAY_AND_MONTH.search(text):
            continue
        year_of = _years(article, facets, article.read(line))
        for match in _DAY.finditer(text):
            lead = text[max(0, match.start() - _LEAD) : match.start()].rsplit(". ", 1)[-1]
            if not _NOT_OF_THE_MEETING.search(lead):
                found = _day(article, line, match, year_of)
                if found:
                    return (found,)
    return _month(article, facets)


def _known(article: Article) -> DateValue | None:
    given = article.known.date
    if not given:
        return None
    try:
        days = parse_range(given[:10] if re.match(r"\d{4}-\d{2}-\d{2}", given) else given)
    except DateError:
        return None
    if days.first == days.last:
        return DateValue(days.first.isoformat(), Status.STATED)
    year, month = days.first.year, days.first.month
    value, precision = {
        0: (f"{year:04}-{month:02}", Precision.MONTH),
        2: (f"{year:04}-Q{(month + 2) // 3}", Precision.QUARTER),
        11: (f"{year:04}", Precision.YEAR),
    }[days.last.month - month]
    return DateValue(value, Status.STATED, None, precision)


def _day(article: Article, line: Line, match: re.Match[str], year_of: _YearOf) -> DateValue | None:
    part = match.groupdict()
    day, month = int(part["d"]), int(part["m"] or part["m2"])
    year = int(part["y"] or part["y2"] or 0)
    span = article.span(line.start + match.start("d"), line.start + match.end())
    status = Status.STATED
    if not year:
        year = year_of(month) or 0
        status = Status.DERIVED
    try:
        # 29/2 must not fail for want of a year
        value = date(year or 2000, month, day).isoformat()
    except ValueError:
        return None
    if not year:
        return DateValue(f"-{value[4:]}", Status.STATED, span, Precision.DAY_WITHOUT_YEAR)
    return DateValue(value, status, span)


def _years(article: Article, facets: Facets, text: str) -> _YearOf:
    """From whatever dates the article itself, else from the months that a paragraph speaks of.

    Each is looked for once, however many days the paragraph has.
    """

    @cache
    def _dates() -> list[tuple[int, int | None]]:
        return _dated(article, facets)

    @cache
    def _spoken_of() -> dict[int, set[int]]:
        years: dict[int, set[int]] = defaultdict(set)
        for said in _MONTH_OF_YEAR.finditer(text):
            month = _month_of(said)
            for near in range(month - _NEAR, month + _NEAR + 1):
                years[near].add(int(said["y"]))
        return years

    def _year_of(month: int) -> int | None:
        for year, other in _dates():
            # printed in the month of the meeting or later, perhaps past New Year
            return year - 1 if other is not None and month > other else year
        years = _spoken_of().get(month, set())
        return next(iter(years)) if len(years) == 1 else None

    return _year_of


def _dated(article: Article, facets: Facets) -> list[tuple[int, int | None]]:
    found: list[tuple[int, int | None]] = []
    for line in article.of(Part.PREFIX):
        if match := _PREFIX.search(article.read(line)):
            found.append((int(match[1]), int(match[2])))
    for url in facets.source_url:
        if match := _URL_MONTH.search(url.value):
            found.append((int(match[1]), int(match[2])))
        elif match := _URL_YEAR.search(url.value):
            found.append((int(match[1]), None))
    for page in facets.page_date:
        found.append((int(page.value[:4]), int(page.value[5:7])))
    return found


def _month_of(match: re.Match[str]) -> int:
    if match["q"]:
        return 3 * (ROMAN_QUARTERS.get(match["q"].upper()) or int(match["q"]))
    return int(match["m"] or match["n"])


def _month(article: Article, facets: Facets) -> tuple[DateValue, ...]:
    """The month that the prefix states, or that the address tells."""
    for line in article.of(Part.PREFIX):
        if match := _PREFIX.search(article.read(line)):
            span = article.span(line.start + match.start(), line.start + match.end())
            precision = Precision.DAY if match[3] else Precision.MONTH
            return (DateValue(match.group(), Status.STATED, span, precision),)
    for url in facets.source_url:
        if match := _URL_MONTH.search(url.value):
            value = f"{match[1]}-{match[2]}"
            return (DateValue(value, Status.DERIVED, url.evidence, Precision.MONTH),)
    return ()
