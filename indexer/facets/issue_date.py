"""The letterhead of a paper → the day on which it was issued, which is not the meeting's."""

from indexer.article.letterhead_parts import letterhead_parts
from indexer.article.structure import Article
from search.report import DateValue, Facets, Status


def extract(article: Article, facets: Facets) -> tuple[DateValue, ...]:
    """The date as far as it is filled in: "2023-08" where the day was left to be written."""
    date = article.once(letterhead_parts).date
    if not date:
        return ()
    day, span = date
    return (DateValue(str(day), Status.STATED, article.span(*span), day.precision),)
