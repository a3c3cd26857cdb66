"""An article and a day that names no year → its year, and how that is known."""

import re
from collections.abc import Iterator

from indexer.article.structure import Article
from indexer.dates.days import Day
from indexer.dates.history import is_of_history
from indexer.dates.named_years import named_years
from indexer.dates.paper_year import year_of_paper
from indexer.dates.session_named import years_of_session_named, years_of_vote
from indexer.dates.session_time import SessionTime, session_time, term_begins
from indexer.dates.weekdays import weekday_years
from indexer.dates.year_case import YearCase
from indexer.dates.year_cues import before_the_next, is_of_now, spoken_of
from indexer.dates.year_rules import inferred_years
from indexer.dates.year_votes import likely_year
from indexer.lexicon import pattern_of
from search.dates import PartialDate
from search.report import Facets, PassageKind, Span, Status

_FEW = 6
"""Years of a session that are not too many for a year named anywhere to tell which it is."""
_NEXT = 300
"""Characters after a day that still speak of its time."""


def year_of(
    article: Article, facets: Facets, day: Day, named: list[Day]
) -> tuple[int, Status] | None:
    """The year of a day, derived or inferred; None where nothing tells, or years disagree.

    Derived: from the machine's prefix, the address or the page's date; from the same day named
    with its year; from a month, quarter or part of a year that its own sentence or the next
    speaks of; from the number of the session and its term. Inferred: from what is farther off,
    from years planned for and compared with, from a session that is only spoken of; each only if
    the weekday of the day, and the session, allow it. Where no rule tells any, the letterhead or
    the path of the file does, or else all that the text says of years (`indexer.dates.year_votes`).
    """
    for printed in _printed(article, facets):
        # printed in the month of the meeting or later, perhaps past New Year
        is_of_year_before = printed.month is not None and _month(day) > printed.month
        return (printed.year or 0) - is_of_year_before, Status.DERIVED
    possible = _possible(article, facets, day, named)
    told = [one for one in named if not is_of_history(article, one, facets)]
    case = YearCase(article, day, tuple(article.once(named_years)))
    derived = _of_same_day(day, told) or _of_near_period(case) or set(before_the_next(case))
    if not derived and possible and possible.is_fixed and len(possible.years) == 1:
        derived = set(possible.years)
    if derived:
        return _only(derived, possible, Status.DERIVED)
    if inferred := _inferred(case, facets, possible):
        return _only(inferred, possible, Status.INFERRED)
    if of_paper := year_of_paper(article, facets, day):
        return of_paper
    year = likely_year(case, possible.years if possible else None)
    return (year, Status.INFERRED) if year else None


def _inferred(case: YearCase, facets: Facets, possible: SessionTime | None) -> set[int]:
    """Every year that a rule tells."""
    inferred = inferred_years(case) | term_begins(facets)
    inferred |= years_of_session_named(case.article, facets, case.month)
    inferred |= years_of_vote(case.article, possible, case.month)
    return inferred or (_spoken_of(case, possible) if possible else set())


def _spoken_of(case: YearCase, possible: SessionTime) -> set[int]:
    """Of a few possible years the only one that the text speaks of, unless of a later one too; of
    one that the weekday leaves of a session, that one."""
    if possible.is_of_weekday and len(possible.years) == 1:
        return set(possible.years)
    spoken = spoken_of(case)
    latest = max(spoken, default=0)
    left = set(possible.years & spoken) if len(possible.years) <= _FEW else set()
    if left != {latest}:
        return set()
    others = possible.years & {latest - 1, latest + 1}
    return left if not others or is_of_now(case, latest) else set()


def _only(
    found: set[int], possible: SessionTime | None, status: Status
) -> tuple[int, Status] | None:
    """The only year of some that is possible."""
    left = found & possible.years if possible else found
    return (next(iter(left)), status) if len(left) == 1 else None


def _possible(article: Article, facets: Facets, day: Day, named: list[Day]) -> SessionTime | None:
    """The years that the session and the weekdays allow; a weekday that fits in none is a slip."""
    session = session_time(article, facets, _month(day))
    week = weekday_years(article, day, named)
    if session is None or week is None:
        return session or (SessionTime(week, False, is_of_weekday=True) if week else None)
    years = session.years & week
    return SessionTime(years, session.is_fixed, is_of_weekday=True) if years else session


def prefix_date(article: Article) -> tuple[PartialDate, Span] | None:
    """The month or day that a machine wrote before the text, and where in `article.text`."""
    for line in article.of(PassageKind.PREFIX):
        if match := _PREFIX.search(article.read(line)):
            span = line.start + match.start(), line.start + match.end()
            return PartialDate.parse(match.group()), span
    return None


def url_date(url: str) -> PartialDate | None:
    """The month that an address tells, or else the year: ".../2023/08/...", ".../2023/...",
    "...-20230825101500.htm"."""
    if match := _URL_MONTH.search(url) or _URL_INSTANT.search(url):
        return PartialDate(int(match[1]), int(match[2]))
    if match := _URL_YEAR.search(url):
        return PartialDate(int(match[1]))
    return None


_LEAD = 20
_BEFORE = pattern_of("date_words.tsv", r"(?<!\w){before} $")
_PREFIX = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?", re.ASCII)
_URL_MONTH = re.compile(r"/(20\d{2})/?-?(0[1-9]|1[0-2])(?:/|\d{2}/)")
_URL_INSTANT = re.compile(
    r"[-_/](20\d{2})(0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{6}(?:\d{3})?)?(?=\.[a-z]|/|$)"
)
"""A day at the end of an address, perhaps with its time to the second or less."""
_URL_YEAR = re.compile(r"/(20\d{2})/")


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


def _of_near_period(case: YearCase) -> set[int]:
    """The years of which months about the day are spoken of in its sentence or right after."""
    start, end = case.sentence
    end = min(case.day.line.end, max(end, case.day.end + _NEXT))
    return {
        one.year
        for one in case.years
        if start <= one.start < end
        and one.is_near(case.month)
        and not one.day
        and not _BEFORE.search(case.text, max(0, one.begin - _LEAD), one.begin)
    }


def _month(day: Day) -> int:
    return day.date.month or 0
