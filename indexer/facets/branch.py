"""The bodies that held a meeting → their branches: party, council, committee, assembly ..."""

from indexer.article.structure import Article
from indexer.meeting.organisers import organisers
from search.report import Facets, FacetValue, Status

_OF_KIND = {"ban-chap-hanh": "dang", "ban-thuong-vu": "dang", "tiep-xuc-cu-tri": "quoc-hoi"}
"""Whose meeting one is that no body is named for."""


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Each branch once. It is never stated: the text names the body, and the list its branch."""
    found: dict[str, FacetValue] = {}
    for body, status in organisers(article, facets):
        derived = Status.INFERRED if status is Status.INFERRED else Status.DERIVED
        span = article.span(body.start, body.end)
        found.setdefault(body.branch, FacetValue(body.branch, derived, span))
    if not found:
        for kind in facets.meeting_type:
            if branch := _OF_KIND.get(kind.value):
                return (FacetValue(branch, Status.INFERRED, kind.evidence),)
    return tuple(found.values())
