"""The name of the meeting → what sets it apart: extraordinary, enlarged, regular ..."""

from indexer.clean import Article
from search.model import Facets, FacetValue


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Nothing yet."""
    return ()
