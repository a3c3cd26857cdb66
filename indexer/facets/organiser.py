"""An article → the organisations that held its meeting, each by its name and its place."""

from indexer.article.structure import Article
from indexer.meeting.organisers import organisers
from indexer.meeting.parties import is_place
from indexer.meeting.placed import of_province, placed
from search.report import Facets, FacetValue, Status

_UNNAMED = {"ban-chap-hanh": "Ban Chấp hành Đảng bộ tỉnh"}
"""Inferred kind of a meeting → who held it: only the provincial party papers leave it unsaid."""


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Each organiser that the text names, and whose officer presides; one that is only spoken for
    is none."""
    found: dict[str, FacetValue] = {}
    for own, status, presides in organisers(article):
        if own.name and not is_place(own) and (presides or status is not Status.INFERRED):
            value = placed(article, facets.province, own, status)
            found.setdefault(value.value, value)
    if found:
        return tuple(found.values())
    for kind in facets.meeting_type:
        if kind.status is Status.INFERRED and (name := _UNNAMED.get(kind.value)):
            full = of_province(name, facets.province)
            return (FacetValue(full, Status.INFERRED, kind.evidence),)
    return ()
