"""The bodies that held a meeting → the level that they are of, from commune to international."""

import re

from indexer.article.structure import Article
from indexer.meeting.main_meeting import main_meeting
from indexer.meeting.organisers import organisers
from search.report import Facets, FacetValue, Status

_BETWEEN_STATES = re.compile(r"thượng đỉnh|cấp cao|quốc tế|hội nghị bộ trưởng|toàn cầu")


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """That of the first body whose level is known; that of a meeting between states by its name."""
    meeting = main_meeting(article)
    if meeting and (match := _BETWEEN_STATES.search(article.lower, meeting.start, meeting.end)):
        return (FacetValue("quoc-te", Status.DERIVED, article.span(*match.span())),)
    for body, status in organisers(article, facets):
        if body.level:
            derived = Status.INFERRED if status is Status.INFERRED else Status.DERIVED
            return (FacetValue(body.level, derived, article.span(body.start, body.end)),)
    return ()
