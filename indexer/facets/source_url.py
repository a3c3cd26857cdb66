"""The trailer of an article → the address it was read at."""

import re

from indexer.article.structure import Article
from search.report import Facets, FacetValue, PassageKind, Status


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """The address that the source gives, else the trailer."""
    if article.metadata.url:
        return (FacetValue(article.metadata.url, Status.STATED),)
    return from_text(article, facets)


def from_text(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """The address that the trailer gives."""
    for line in article.of(PassageKind.TRAILER):
        match = re.search(r"https?://\S+", article.read(line))
        if match:
            start, end = line.start + match.start(), line.start + match.end()
            return (FacetValue(match.group(), Status.STATED, article.span(start, end)),)
    return ()
