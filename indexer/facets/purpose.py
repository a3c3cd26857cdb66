"""An article → the clause that tells what its meeting was for, or what it decided."""

from indexer.article.structure import Article, Line
from indexer.meeting.purpose import purpose
from search.report import Facets, FacetValue, PassageKind, Status


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """At most one, in the words of the text; none of a report of no meeting."""
    found = article.once(purpose) if facets.meeting_type else None
    if not found:
        return ()
    start, end = found
    is_read = start >= article.begin
    words = (
        article.as_printed(Line(PassageKind.BODY, *found)) if is_read else article.text[start:end]
    )
    return (FacetValue(words, Status.STATED, article.span(start, end)),)
