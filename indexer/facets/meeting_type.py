"""An article → which kinds of meeting the one that it reports is."""

from indexer.article.structure import Article
from indexer.meeting.kinds import meeting_kinds
from search.report import Facets, FacetValue


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Each kind in the name of the meeting, else that of the organisation that meets; "khac" if it
    is none of ours."""
    return article.once(meeting_kinds)
