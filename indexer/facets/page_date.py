"""The page's own date line → the day the page was printed, which is not the meeting's."""

import re

from indexer.article.structure import Article
from search.dates import PartialDate, is_far_ahead, machine_day
from search.report import DateValue, Facets, PassageKind, Status

_DAY = re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})")


def extract(article: Article, facets: Facets) -> tuple[DateValue, ...]:
    """The day of "Thứ hai, 25/10/2021" on a line of its own, or that of the page or the mail."""
    for line in article.of(PassageKind.PAGE_DATE):
        if match := _DAY.search(article.read(line)):
            printed = PartialDate(int(match["y"]), int(match["m"]), int(match["d"]))
            if printed.days is None or is_far_ahead(printed.year):
                return ()
            span = article.span(line.start + match.start(), line.start + match.end())
            return (DateValue(str(printed), Status.STATED, span),)
    given = machine_day(article.metadata.published or "")
    if given is None or is_far_ahead(given.year):
        return ()
    return (DateValue(str(PartialDate.of_day(given)), Status.STATED),)
