"""The organiser and the kind of meeting → the branches that held it: party, council ..."""

from indexer.clean import Article
from search.model import Facets, FacetValue


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Nothing yet."""
    return ()
