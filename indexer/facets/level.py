"""An article → the level of its meeting, from commune to international."""

import re
from functools import cache

from indexer.article.structure import Article
from indexer.lexicon import pattern_of
from indexer.meeting.main_meeting import main_meeting
from indexer.meeting.organisers import organisers
from indexer.meeting.voters import VOTERS
from search.report import Facets, FacetValue, Status


@cache
def _between_states() -> re.Pattern[str]:
    return pattern_of("organiser_cues.tsv", "{between states}")


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """That of the first organiser whose level is known; that of a meeting between states by its
    name. Deputies meet voters as those of their province."""
    meeting = main_meeting(article)
    if meeting and (match := _between_states().search(article.lower, meeting.start, meeting.end)):
        return (FacetValue("quoc-te", Status.DERIVED, article.span(*match.span())),)
    for one, status, _ in organisers(article):
        if one.level:
            derived = Status.INFERRED if status is Status.INFERRED else Status.DERIVED
            return (FacetValue(one.level, derived, article.span(one.start, one.last)),)
    voters = next((kind for kind in facets.meeting_type if kind.value == VOTERS), None)
    return (FacetValue("tinh", Status.INFERRED, voters.evidence),) if voters else ()
