"""When a paper was issued or sent, the name of its file → the year that its text leaves open."""

from indexer.article.structure import Article
from indexer.dates.days import Day
from indexer.dates.path_date import path_date
from search.dates import PartialDate
from search.report import Facets, Status

_ISSUED = 2
"""Months between a meeting and the paper that reports it."""
_LONGEST_MONTH, _YEAR_MONTHS = 31, 12


def year_of_paper(article: Article, facets: Facets, day: Day) -> tuple[int, Status] | None:
    """The year that makes a day the last one of its name before the paper was issued, the page
    published or the mail sent, or before the day in the name of its file.

    Derived from a few weeks later, and from a name; inferred from many months later.
    """
    for issued in (*facets.issue_date, *facets.page_date):
        if found := _last_before(PartialDate.parse(issued.value), day):
            year, months = found
            return year, Status.DERIVED if months <= _ISSUED else Status.INFERRED
    named = path_date(article.metadata.path or "")
    if named is None or named.year is None:
        return None
    found = _last_before(named, day)
    return (found[0] if found else named.year), Status.DERIVED


def _last_before(date: PartialDate, day: Day) -> tuple[int, int] | None:
    """The year of the last day of that name before a date, and how many months before; None where
    the date has no month."""
    month = day.date.month or 0
    if not (date.year and date.month):
        return None
    is_of_year_before = (date.month, date.day or _LONGEST_MONTH) < (month, day.date.day or 0)
    return date.year - is_of_year_before, date.month - month + _YEAR_MONTHS * is_of_year_before
