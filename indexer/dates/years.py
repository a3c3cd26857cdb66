"""An article and a day that names no year → its year, and how that is known."""

import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import islice, pairwise
from typing import NamedTuple

from indexer.article.sentences import sentence
from indexer.article.structure import Article
from indexer.dates.days import Day
from indexer.dates.paper_year import year_of_paper
from indexer.lexicon import any_cue, any_of, cues
from search.dates import PartialDate, quarter_number
from search.report import Facets, PassageKind, Span, Status


class _Reach(NamedTuple):
    """How far words tell the year of a day, in characters but for the first and the last."""

    years: int = 300
    """Years looked at."""
    lead: int = 60
    """Before a year: what of it is spoken of."""
    next: int = 300
    """After a day: what still speaks of its time."""
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
_YEAR_MONTHS, _HALF_MONTHS, _QUARTER_MONTHS = 12, 6, 3


class _NamedYear(NamedTuple):
    """A year that a text names, with the months and the day of it that are spoken of, if any.

    `is_long`: what is spoken of are several months, or all that went before.
    """

    year: int
    start: int
    months: tuple[int, int] | None = None
    is_long: bool = False
    day: int = 0

    def is_near(self, month: int) -> bool:
        """Whether one speaks so of these months in, or just before or after, that month."""
        return self.months is not None and self.months[0] - 1 <= month <= self.months[1] + 1


def year_of(
    article: Article, facets: Facets, day: Day, named: list[Day]
) -> tuple[int, Status] | None:
    """The year of a day, derived or inferred; None where nothing tells, or years disagree.

    Derived: from the machine's prefix, the address or the page's date; from the same day named
    with its year; from a month, quarter or part of a year that its own sentence or the next
    speaks of. Inferred: from what is farther off, or from years planned for and compared with.
    Where the text tells nothing, the letterhead or the path of the file does.
    """
    for printed in _printed(article, facets):
        # printed in the month of the meeting or later, perhaps past New Year
        is_of_year_before = printed.month is not None and _month(day) > printed.month
        return (printed.year or 0) - is_of_year_before, Status.DERIVED
    years = list(_named_years(article))
    derived = _of_same_day(day, named) or _of_near_period(article, day, years)
    if derived:
        return (derived.pop(), Status.DERIVED) if len(derived) == 1 else None
    inferred = set(_inferred(article, years, day))
    if len(inferred) == 1:
        return inferred.pop(), Status.INFERRED
    return None if inferred else year_of_paper(article, facets, day)


def prefix_date(article: Article) -> tuple[PartialDate, Span] | None:
    """The month or day that a machine wrote before the text, and where in `article.text`."""
    for line in article.of(PassageKind.PREFIX):
        if match := _PREFIX.search(article.read(line)):
            span = line.start + match.start(), line.start + match.end()
            return PartialDate.parse(match.group()), span
    return None


def url_date(url: str) -> PartialDate | None:
    """The month that an address tells, or else the year: ".../2023/08/...", ".../2023/..."."""
    if match := _URL_MONTH.search(url):
        return PartialDate(int(match[1]), int(match[2]))
    if match := _URL_YEAR.search(url):
        return PartialDate(int(match[1]))
    return None


def _printed(article: Article, facets: Facets) -> Iterator[PartialDate]:
    """What prefix, address and page say of when the report was printed."""
    if prefix := prefix_date(article):
        yield prefix[0]
    yield from filter(None, (url_date(url.value) for url in facets.source_url))
    yield from (PartialDate.parse(page.value) for page in facets.page_date if page.evidence)


def _of_same_day(day: Day, named: list[Day]) -> set[int]:
    """The years with which the text names the same day elsewhere."""
    return {
        other.date.year
        for other in named
        if other.date.year
        and other.is_likely
        and (other.date.month, other.date.day) == (day.date.month, day.date.day)
    }


def _of_near_period(article: Article, day: Day, years: list[_NamedYear]) -> set[int]:
    """The years of which months about the day are spoken of in its sentence or right after."""
    start, end = sentence(article, day.line, day.start, day.end)
    end = min(day.line.end, max(end, day.end + _REACH.next))
    return {
        one.year
        for one in years
        if start <= one.start < end and one.is_near(_month(day)) and not one.day
    }


def _month(day: Day) -> int:
    return day.date.month or 0


# The years that a text names

_w = partial(any_cue, "date_words.tsv")
_MONTH, _IN_YEAR = _w("month"), f"{_w('year')} "

_PREFIX = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?", re.ASCII)
_URL_MONTH = re.compile(r"/(20\d{2})/?-?(0[1-9]|1[0-2])(?:/|\d{2}/)")
_URL_YEAR = re.compile(r"/(20\d{2})/")

_YEAR = re.compile(r"(?<![\d.,])(?:199|20\d)\d(?!\d|[.,]\d)")
_OF = rf"(?: ?[/-] ?|,? {_IN_YEAR})"
_PERIOD = re.compile(
    rf"(?:(?<![\d/-])(?P<day>\d{{1,2}})[/-](?P<date>\d{{1,2}})[/-]|{_MONTH} (?P<m>\d{{1,2}}){_OF}"
    rf"|{_w('quarter')} (?P<q>iv|i{{1,3}}|[1-4]){_OF}"
    rf"|(?:(?P<n>\d{{1,2}}) )?{_MONTH}"
    rf" (?:(?P<first>{_w('first')})|(?P<last>{_w('last')}|{_w('rest')}))"
    rf"(?: {_w('of')})? {_IN_YEAR})$"
)
_COMPARED = re.compile(rf"{_w('compared')}(?!\w)[^.;\n]{{0,30}}$")
_SO_FAR = re.compile(rf"{_w('so-far')}(?: {_w('all-of')})?(?: {_w('day')})? $")
_SAME_TIME = re.compile(
    rf"{_w('same-time')}(?: {_w('of')})?(?: {_w('year-before')})?[ (]*(?:{_IN_YEAR})?$"
)
_COMING = re.compile(rf"{_w('from-month')} {_MONTH} (?P<m>\d{{1,2}}){_OF}$")
_WILL = re.compile(rf"(?<!\w){_w('will')}(?!\w)")
_NOT_NOW = re.compile(rf"{_w('not-this-year')} {_IN_YEAR}$|(?<!{_IN_YEAR})$")


def _named_years(article: Article) -> Iterator[_NamedYear]:
    text = article.lower
    heads = [(line.start, line.end) for line in article.of(PassageKind.LETTERHEAD)]
    for match in islice(_YEAR.finditer(text), _REACH.years):
        year, start = int(match.group()), match.start()
        if any(first <= start < last for first, last in heads):
            continue  # of the paper
        lead = text[max(0, start - _REACH.lead) : start]
        period = _PERIOD.search(lead)
        before = lead[: period.start()] if period else ""
        if period is None or _COMPARED.search(before):
            yield _NamedYear(year, start)
            continue
        is_long = bool(period["q"] or period["n"] or _SO_FAR.search(before))
        yield _NamedYear(year, start, _months(period), is_long, int(period["day"] or 0))


def _months(period: re.Match[str]) -> tuple[int, int] | None:
    """The months of a year in which, or around which, one speaks so; None of "tháng 0"."""
    if quarter := period["q"]:
        last = _QUARTER_MONTHS * quarter_number(quarter)
        return last - _QUARTER_MONTHS + 1, last
    months = int(period["n"] or _HALF_MONTHS)
    if period["first"]:
        return months, months + 1
    if period["last"]:
        return _YEAR_MONTHS + 1 - months, _YEAR_MONTHS
    month = int(period["m"] or period["date"])
    return (month, month) if month else None


# What each of them makes of the year of a day


def _inferred(article: Article, years: list[_NamedYear], day: Day) -> Iterator[int]:
    """The year of the day after each year that the text names, where one tells it."""
    text = article.lower
    for one in years:
        if _is_of_this_week(one, day) or (one.is_long and one.is_near(_month(day))):
            yield one.year
        elif _month(day) >= _SEASON.compared and _is_before(_SAME_TIME, text, one):
            yield from _after_compared(text, one)
        else:
            yield from _before_coming(text, one, _month(day))
    yield from _between(text, years, _month(day))
    yield from _of_its_name(article, years, day)


def _is_before(words: re.Pattern[str], text: str, one: _NamedYear) -> bool:
    return bool(words.search(text, max(0, one.start - _REACH.lead), one.start))


def _is_of_this_week(one: _NamedYear, day: Day) -> bool:
    """Whether the year stands in the date of a day that was a few days before."""
    if not one.day or one.months is None or abs(one.start - day.start) >= _REACH.close:
        return False
    days = (day.date.day or 0) - one.day
    return one.months[0] == _month(day) and 0 <= days <= _REACH.days


def _after_compared(text: str, one: _NamedYear) -> Iterator[int]:
    """The year after the one that figures are compared with."""
    # not `search.text.sentences`: with its sentences, years of a few real articles are others
    figures = text[max(0, one.start - _REACH.figures) : one.start].rsplit(". ", 1)[-1]
    if str(one.year + 1) not in figures:  # of a year that may be past as well
        yield one.year + 1


def _before_coming(text: str, one: _NamedYear, month: int) -> Iterator[int]:
    """The year in which a month soon to come is spoken of: "sẽ họp vào tháng 1/2024"."""
    before = max(0, one.start - _REACH.lead)
    if coming := _COMING.search(text, before, one.start):
        year, months_ahead = divmod(_YEAR_MONTHS * one.year + int(coming["m"]) - month, 12)
        if months_ahead <= _SEASON.early and _WILL.search(text, before, one.start + _REACH.lead):
            yield year


def _between(text: str, years: list[_NamedYear], month: int) -> Iterator[int]:
    """A year is reported on and the next is planned: it is December, or New Year is past."""
    for one, other in pairwise(years):
        if (
            other.year == one.year + 1
            and other.start - one.start < _REACH.planned
            and _is_before(_cue("done"), text, one)
            and _cue("planned").search(text, one.start, other.start)
        ):
            if month >= _SEASON.late:
                yield one.year
            elif month <= _SEASON.compared:
                yield other.year


def _of_its_name(article: Article, years: list[_NamedYear], day: Day) -> Iterator[int]:
    """The only year in the day's own sentence: a plan's, a report's, or of the meeting's name."""
    start, end = sentence(article, day.line, day.start, day.end)
    own = [one for one in years if start <= one.start < end]
    if len({one.year for one in own}) != 1:
        return
    year, lead = own[0].year, article.lower[start : own[0].start]
    if not _NOT_NOW.search(lead):
        yield from _of_named(year, lead, _month(day))


def _of_named(year: int, lead: str, month: int) -> Iterator[int]:
    """What a year makes of the year of a month, by the words of the sentence before it."""
    done, planned, near = _cue("done"), _cue("planned"), lead[-_REACH.lead :]
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
