"""The trailer of an article → the address it was read at."""

import re

from indexer.clean import Article
from search.model import Facets, FacetValue, Part, Status


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """The address that the source or the trailer gives."""
    if article.known.url:
        return (FacetValue(article.known.url, Status.STATED),)
    for line in article.of(Part.TRAILER):
        match = re.search(r"https?://\S+", article.read(line))
        if match:
            start, end = line.start + match.start(), line.start + match.end()
            return (FacetValue(match.group(), Status.STATED, article.span(start, end)),)
    return ()
