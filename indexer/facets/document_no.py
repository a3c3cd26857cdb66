"""The letterhead of a paper → its number: "123-BC/TU"."""

from indexer.article.letterhead_parts import letterhead_parts
from indexer.article.structure import Article
from search.report import Facets, FacetValue, Status


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """The number as it is written, without blanks; none where it was left to be filled in."""
    number = article.once(letterhead_parts).number
    return (FacetValue(number[0], Status.STATED, article.span(*number[1])),) if number else ()
