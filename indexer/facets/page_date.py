"""The page's own date line → the day the page was printed, which is not the meeting's."""

import re

from indexer.article.structure import Article
from indexer.dates.source_date import sound_date
from search.dates import PartialDate, is_far_ahead
from search.report import DateValue, Facets, PassageKind, Status

_DAY = re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})")


def extract(article: Article, facets: Facets) -> tuple[DateValue, ...]:
    """The day of "Thứ hai, 25/10/2021" on a line of its own, or that of the page or the mail; of
    what reports no meeting, the date that its source gives."""
    for line in article.of(PassageKind.PAGE_DATE):
        if match := _DAY.search(article.read(line)):
            printed = PartialDate(int(match["y"]), int(match["m"]), int(match["d"]))
            if printed.days is None or is_far_ahead(printed.year):
                return ()
            span = article.span(line.start + match.start(), line.start + match.end())
            return (DateValue(str(printed), Status.STATED, span),)
    metadata = article.metadata
    given = sound_date(metadata.published)
    if given is None and not facets.meeting_type:
        given = sound_date(metadata.date)  # what reports no meeting has no day of one
    return () if given is None else (DateValue(str(given), Status.STATED, None, given.precision),)
