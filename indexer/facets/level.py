"""The organiser and the places → the level of the body that held the meeting."""

from indexer.clean import Article
from search.model import Facets, FacetValue


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Nothing yet."""
    return ()
