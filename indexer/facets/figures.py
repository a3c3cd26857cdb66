"""An article → the figures it states, each with its indicator, unit, period and kind."""

from indexer.clean import Article
from search.model import Facets, FigureValue


def extract(article: Article, facets: Facets) -> tuple[FigureValue, ...]:
    """Nothing yet."""
    return ()
