"""When a paper was issued or sent, the name of its file → the year that its text leaves open."""

from indexer.article.structure import Article
from indexer.dates.days import Day
from indexer.dates.path_date import path_date
from search.dates import PartialDate
from search.report import Facets, Status

_SURE, _LIKELY = 2, 6
"""Months between a meeting and the paper that reports it: so many at most for its year to be
derived from the paper's, and to be inferred. A day longer ago may be one to come."""
_LONGEST_MONTH, _YEAR_MONTHS = 31, 12


def year_of_paper(article: Article, facets: Facets, day: Day) -> tuple[int, Status] | None:
    """The year that makes a day the last one of its name before the paper was issued, the page
    published or the mail sent, or before the day in the name of its file.

    Derived from a few weeks later; inferred from some months later, and from a year alone.
    """
    named = path_date(article.metadata.path or "")
    papers = (PartialDate.parse(one.value) for one in (*facets.issue_date, *facets.page_date))
    for date in (*papers, *([named] if named else [])):
        if date.year and not date.month:
            return date.year, Status.INFERRED
        if found := _last_before(date, day):
            year, months = found
            status = Status.DERIVED if months <= _SURE else Status.INFERRED
            return (year, status) if months <= _LIKELY else None
    return None


def _last_before(date: PartialDate, day: Day) -> tuple[int, int] | None:
    """The year of the last day of that name before a date, and how many months before; None where
    the date has no month."""
    month = day.date.month or 0
    if not (date.year and date.month):
        return None
    is_of_year_before = (date.month, date.day or _LONGEST_MONTH) < (month, day.date.day or 0)
    return date.year - is_of_year_before, date.month - month + _YEAR_MONTHS * is_of_year_before
