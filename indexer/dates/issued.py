"""A day that names no year, and the day on which a paper was issued → its year."""

from search.dates import PartialDate
from search.report import Facets, Status

_NEAR = 2
"""Months between a meeting and the paper that reports it, at most, for its year to be derived."""
_YEAR_MONTHS, _LAST_DAY = 12, 31


def year_of_issue(facets: Facets, day: PartialDate) -> tuple[int, Status] | None:
    """The year that makes a day the last one of its name before the paper was issued: derived if
    that is a few weeks ago, else inferred. None without a letterhead that tells year and month."""
    for issued in facets.issue_date:
        date, month = PartialDate.parse(issued.value), day.month or 0
        if date.year and date.month:
            is_past_new_year = (date.month, date.day or _LAST_DAY) < (month, day.day or 0)
            months = date.month - month + _YEAR_MONTHS * is_past_new_year
            status = Status.DERIVED if months <= _NEAR else Status.INFERRED
            return date.year - is_past_new_year, status
    return None
