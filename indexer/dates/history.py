"""A day that a text names with its year → whether it belongs to the history that the text tells."""

from indexer.dates.days import Day
from search.dates import PartialDate
from search.report import Facets

_FIRST_YEAR = 1990
"""Reports of meetings before it are papers that say themselves when they were issued."""


def is_of_history(day: Day, facets: Facets) -> bool:
    """Whether the day is of a year of which there are no reports, and neither paper nor page is
    from that time: "ngày 3/2/1930"."""
    if day.date.year is None or day.date.year >= _FIRST_YEAR:
        return False
    dated = (PartialDate.parse(one.value) for one in (*facets.issue_date, *facets.page_date))
    return all(one.year is None or one.year >= _FIRST_YEAR for one in dated)
