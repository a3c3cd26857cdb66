"""The caption lines of an article → its captions, each once."""

from indexer.article.structure import Article
from search.report import Facets, FacetValue, PassageKind, Status


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Each caption as it is printed the first time."""
    return tuple(
        FacetValue(article.as_printed(line), Status.STATED, article.span(line.start, line.end))
        for line in article.of(PassageKind.CAPTION)
    )
