"""A day that a text names with its year → whether it belongs to the history that the text tells."""

from indexer.article.structure import Article
from indexer.dates.days import Day
from indexer.dates.named_years import is_ahead, named_years
from search.dates import PartialDate, is_far_ahead
from search.report import Facets

_FIRST_YEAR = 1990
"""Reports of meetings before it are papers that say themselves when they were issued."""
_YEARS_AGO = 2
"""So many years before another date that it tells of, a text reports no meeting."""


def is_of_history(article: Article, day: Day, facets: Facets) -> bool:
    """Whether the day is of a year of which there are no reports, "ngày 3/2/1930", and neither
    paper nor page is from that time; or of one long before a later date that the text tells of."""
    year = day.date.year
    if year is None:
        return False
    dated = [PartialDate.parse(one.value).year for one in (*facets.issue_date, *facets.page_date)]
    if year < _FIRST_YEAR and all(one is None or one >= _FIRST_YEAR for one in dated):
        return True
    return any(
        one.months and one.year >= year + _YEARS_AGO and not is_ahead(article, one)
        for one in article.once(named_years)
        if not is_far_ahead(one.year)
    )
