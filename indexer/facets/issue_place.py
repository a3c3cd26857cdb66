"""The letterhead of a paper → the place where it was issued."""

from indexer.article.letterhead_parts import letterhead_parts
from indexer.article.structure import Article
from search.report import Facets, FacetValue, Status


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """What stands before the date: "Hưng Yên"."""
    place = article.once(letterhead_parts).place
    return (FacetValue(place[0], Status.STATED, article.span(*place[1])),) if place else ()
