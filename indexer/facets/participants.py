"""An article → who else met: the other party of a working visit, those a meeting was with."""

from indexer.article.structure import Article
from indexer.meeting.organisations import Organisation
from indexer.meeting.organisers import who_met
from indexer.meeting.placed import placed
from search.report import Facets, FacetValue, Status

_OF_UNITS = ("dang", "hdnd", "ubnd")
"""The branches of the bodies that each unit has."""


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Each body or delegation that the words say the meeting was with, once; none that held it."""
    if not facets.meeting_type:
        return ()
    held = {own.value for own in facets.organiser}
    found: dict[str, FacetValue] = {}
    for one in article.once(who_met).others:
        if one.name and not _is_any(one):
            value = placed(article, facets.province, one, Status.STATED)
            if value.value not in held:
                found.setdefault(value.value, value)
    return tuple(found.values())


def _is_any(one: Organisation) -> bool:
    """Whether nothing says of which unit a body is that each has: "lãnh đạo UBND các huyện"."""
    return one.branch in _OF_UNITS and one.level is None and one.place is None
