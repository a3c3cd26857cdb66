"""An article and a day that names no year → its year, and how that is known."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from indexer.article.sentences import sentence
from indexer.article.structure import Article
from indexer.dates.days import Day
from indexer.lexicon import any_of, cues
from search.dates import PartialDate, quarter_number
from search.report import Facets, PassageKind, Status

PREFIX = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?")
URL_MONTH = re.compile(r"/(20\d{2})/?-?(0[1-9]|1[0-2])(?:/|\d{2}/)")
_URL_YEAR = re.compile(r"/(20\d{2})/")

_YEAR = re.compile(r"(?<![\d.,])(?:199|20\d)\d(?!\d|[.,]\d)")
_MOST = 300  # years looked at
_LEAD = 60  # characters before a year that say what of it is spoken of
_NEXT = 300  # characters after a day that still speak of its time
_FIGURES = 210  # characters before the year that figures are compared with
_PAIR = 120  # characters between a year that is reported on and one that is planned
_EARLY, _LAST = 3, 12  # until March a year is planned for, from December the next one is
_CLOSE = 900  # characters
_WEEK = 7  # days since a full date that tells the year: of a storm, of an order
_COMPARES = 4  # the first month whose figures are compared with last year's, not those of December

_OF = r"(?: ?[/-] ?|,? năm )"
_PERIOD = re.compile(
    rf"(?:(?<![\d/-])(?P<day>\d{{1,2}})[/-](?P<date>\d{{1,2}})[/-]|tháng (?P<m>\d{{1,2}}){_OF}"
    rf"|quý (?P<q>iv|i{{1,3}}|[1-4]){_OF}"
    r"|(?:(?P<n>\d{1,2}) )?tháng (?P<half>đầu|cuối|còn lại)(?: của)? năm )$"
)
_COMPARED = re.compile(r"(?:so với|cùng kỳ|lần đầu|kỷ niệm|từ)(?!\w)[^.;\n]{0,30}$")
_SO_FAR = re.compile(r"tính đến(?: hết)?(?: ngày)? $")
_SAME_TIME = re.compile(r"cùng kỳ(?: của)?(?: năm(?: trước)?)?[ (]*(?:năm )?$")
_COMING = re.compile(rf"(?:từ|trong|vào|sang) tháng (?P<m>\d{{1,2}}){_OF}$")
_WILL = re.compile(r"(?<!\w)(?:sẽ|dự kiến)(?!\w)")
_NOT_NOW = re.compile(r"(?:đến|tới|vào|từ|cuối|trước|sau|hết|học|nhiệm kỳ) năm $|(?<!năm )$")


class _Said(NamedTuple):
    """A year that a text names, with the months of it that are spoken of, if any."""

    year: int
    start: int
    first: int = 0
    last: int = 0
    is_long: bool = False
    day: int = 0

    def is_near(self, month: int) -> bool:
        """Whether one speaks so of these months in, or just before or after, that month."""
        return bool(self.last) and self.first - 1 <= month <= self.last + 1


def year_of(
    article: Article, facets: Facets, day: Day, named: list[Day]
) -> tuple[int, Status] | None:
    """The year of a day, derived or inferred; None where nothing tells, or years disagree.

    Derived: from the machine's prefix, the address or the page's date; from the same day named
    with its year; from a month, quarter or part of a year that its own sentence or the next
    speaks of. Inferred: from what is farther off, or from years planned for and compared with.
    """
    for year, month in _dated(article, facets):
        # printed in the month of the meeting or later, perhaps past New Year
        return (year - 1 if month is not None and day.month > month else year), Status.DERIVED
    said = list(_said(article))
    start, end = sentence(article, day.line, day.start, day.end)
    end = min(day.line.end, max(end, day.end + _NEXT))
    same = {
        other.year
        for other in named
        if other.year and other.is_likely and (other.day, other.month) == (day.day, day.month)
    }
    near = {
        one.year
        for one in said
        if start <= one.start < end and one.is_near(day.month) and not one.day
    }
    years, status = same or near, Status.DERIVED
    if not years:
        years, status = set(_inferred(article, said, day)), Status.INFERRED
    return (years.pop(), status) if len(years) == 1 else None


def _dated(article: Article, facets: Facets) -> Iterator[tuple[int, int | None]]:
    """Year and month of the prefix, the address and the page, where they have them."""
    for line in article.of(PassageKind.PREFIX):
        if match := PREFIX.search(article.read(line)):
            yield int(match[1]), int(match[2])
    for url in facets.source_url:
        if match := URL_MONTH.search(url.value):
            yield int(match[1]), int(match[2])
        elif match := _URL_YEAR.search(url.value):
            yield int(match[1]), None
    for page in facets.page_date:
        printed = PartialDate.parse(page.value)
        yield printed.year or 0, printed.month


def _said(article: Article) -> Iterator[_Said]:
    text = article.lower
    for match in islice(_YEAR.finditer(text), _MOST):
        year, start = int(match.group()), match.start()
        lead = text[max(0, start - _LEAD) : start]
        period = _PERIOD.search(lead)
        if period and not _COMPARED.search(lead[: period.start()]):
            first, last = _months(period)
            is_long = bool(period["q"] or period["n"] or _SO_FAR.search(lead[: period.start()]))
            yield _Said(year, start, first, last, is_long, int(period["day"] or 0))
        else:
            yield _Said(year, start)


def _months(period: re.Match[str]) -> tuple[int, int]:
    """The months of a year in which, or around which, one speaks so."""
    if quarter := period["q"]:
        last = 3 * quarter_number(quarter)
        return last - 2, last
    if period["half"]:
        months = int(period["n"] or 6)
        return (months, months + 1) if period["half"] == "đầu" else (13 - months, 12)
    month = int(period["m"] or period["date"])
    return month, month


def _inferred(article: Article, said: list[_Said], day: Day) -> Iterator[int]:
    """What each year that the text names makes of the year of the day."""
    text, month = article.lower, day.month
    for one in said:
        before = max(0, one.start - _LEAD)
        is_close = abs(one.start - day.start) < _CLOSE
        is_of_this_week = (
            is_close and one.day and one.first == month and 0 <= day.day - one.day <= _WEEK
        )
        if is_of_this_week or (one.is_long and one.is_near(month)):
            yield one.year
        elif month >= _COMPARES and _SAME_TIME.search(text, before, one.start):
            figures = text[max(0, one.start - _FIGURES) : one.start].rsplit(". ", 1)[-1]
            if str(one.year + 1) not in figures:  # of a year that may be past as well
                yield one.year + 1
        elif coming := _COMING.search(text, before, one.start):
            ahead = 12 * one.year + int(coming["m"]) - month
            if ahead % 12 <= _EARLY and _WILL.search(text, before, one.start + _LEAD):
                yield ahead // 12
    yield from _between(text, said, month)
    yield from _of_its_name(article, said, day)


def _between(text: str, said: list[_Said], month: int) -> Iterator[int]:
    """A year is reported on and the next is planned: it is December, or New Year is past."""
    for one, other in pairwise(said):
        if (
            other.year == one.year + 1
            and other.start - one.start < _PAIR
            and _sign("done").search(text, max(0, one.start - _LEAD), one.start)
            and _sign("planned").search(text, one.start, other.start)
        ):
            if month >= _LAST - 1:
                yield one.year
            elif month <= _COMPARES:
                yield other.year


def _of_its_name(article: Article, said: list[_Said], day: Day) -> Iterator[int]:
    """The only year in the day's own sentence: a plan's, a report's, or of the meeting's name."""
    start, end = sentence(article, day.line, day.start, day.end)
    own = [one for one in said if start <= one.start < end]
    lead = article.lower[start : own[0].start] if own else ""
    if len({one.year for one in own}) != 1 or _NOT_NOW.search(lead):
        return
    [year], month = {one.year for one in own}, day.month
    done, planned, near = _sign("done"), _sign("planned"), lead[-_LEAD:]
    if planned.search(near):
        if month == _LAST or month <= _EARLY:
            yield year - (month == _LAST)
    elif done.search(near):
        if month == _LAST or month < _EARLY:
            yield year + (month < _EARLY)
    elif _EARLY < month < _LAST and not done.search(lead) and not planned.search(lead):
        yield year


@cache
def _sign(sign: str) -> re.Pattern[str]:
    """The words of year_signs.tsv that stand before a year which is `done` or `planned`."""
    own = any_of(cues("year_signs.tsv", sign))
    return re.compile(rf"(?<!\w){own}(?!\w)")
