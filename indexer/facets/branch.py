"""An article → the branches of those who held its meeting: party, council, assembly ..."""

from indexer.article.structure import Article
from indexer.meeting.organisers import organisers
from indexer.meeting.voters import VOTERS, names_assembly
from search.report import Facets, FacetValue, Status

_OF_KIND = {"ban-chap-hanh": "dang", "ban-thuong-vu": "dang", "tiep-xuc-cu-tri": "quoc-hoi"}
"""Kind of a meeting → its branch where no organisation is named."""


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Each branch once. Never stated: the text names the organisation, a list its branch."""
    found: dict[str, FacetValue] = {}
    for one, status, _ in organisers(article):
        derived = Status.INFERRED if status is Status.INFERRED else Status.DERIVED
        span = article.span(one.start, one.last)
        found.setdefault(one.branch, FacetValue(one.branch, derived, span))
    if not found:
        for kind in facets.meeting_type:
            if kind.value == VOTERS and not names_assembly(article):
                continue
            if branch := _OF_KIND.get(kind.value):
                return (FacetValue(branch, Status.INFERRED, kind.evidence),)
    return tuple(found.values())
