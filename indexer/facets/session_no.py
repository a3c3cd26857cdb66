"""The name of the meeting → its number: kỳ họp thứ 5, hội nghị lần thứ Bảy."""

from indexer.clean import Article
from search.model import Facets, FacetValue


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Nothing yet."""
    return ()
