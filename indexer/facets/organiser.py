"""The main meeting of an article → the bodies that held it, by name."""

from indexer.article.structure import Article
from indexer.meeting.organisers import organisers
from search.report import Facets, FacetValue, Status


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Each body that the text names as the holder; one known by its officers alone is none."""
    found = {
        body.name: FacetValue(body.name, status, article.span(body.start, body.end))
        for body, status in reversed(organisers(article, facets))
        if body.name and status is not Status.INFERRED
    }
    if found:
        return tuple(reversed(found.values()))
    for kind in facets.meeting_type:
        if kind.value == "ban-chap-hanh" and kind.status is Status.INFERRED:
            return (FacetValue("Ban Chấp hành Đảng bộ tỉnh", Status.INFERRED, kind.evidence),)
    return ()
