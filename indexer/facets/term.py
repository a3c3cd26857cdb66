"""The name of the meeting and its body → the term they are of: khóa XV, nhiệm kỳ 2020-2025."""

from indexer.clean import Article
from search.model import Facets, FacetValue


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Nothing yet."""
    return ()
