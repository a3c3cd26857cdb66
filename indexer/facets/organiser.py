"""An article → the organisations that held its meeting, by name."""

from indexer.article.structure import Article
from indexer.meeting.organisers import organisers
from search.report import Facets, FacetValue, Status

_UNNAMED = {"ban-chap-hanh": "Ban Chấp hành Đảng bộ tỉnh"}
"""Inferred kind of a meeting → who held it: only the provincial party papers leave it unsaid."""


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Each organiser that the text names; one that is known only by its officers is none."""
    found = {
        one.name: FacetValue(one.name, status, article.span(one.start, one.end))
        for one, status in reversed(article.once(organisers))
        if one.name and status is not Status.INFERRED
    }
    if found:
        return tuple(reversed(found.values()))
    for kind in facets.meeting_type:
        if kind.status is Status.INFERRED and (name := _UNNAMED.get(kind.value)):
            return (FacetValue(name, Status.INFERRED, kind.evidence),)
    return ()
