"""An article → the places it names, each in full and typed."""

from indexer.clean import Article
from search.model import Facets, PlaceValue


def extract(article: Article, facets: Facets) -> tuple[PlaceValue, ...]:
    """Nothing yet."""
    return ()
