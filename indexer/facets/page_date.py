"""The page's own date line → the day the page was printed, which is not the meeting's."""

import re
from datetime import date

from indexer.article.structure import Article
from search.report import DateValue, Facets, PassageKind, Status


def extract(article: Article, facets: Facets) -> tuple[DateValue, ...]:
    """The day of "Thứ hai, 25/10/2021" on a line of its own."""
    for line in article.of(PassageKind.PAGE_DATE):
        match = re.search(r"(\d{1,2})/(\d{1,2})/(\d{4})", article.read(line))
        if match:
            day, month, year = map(int, match.groups())
            span = article.span(line.start + match.start(), line.start + match.end())
            try:
                return (DateValue(date(year, month, day).isoformat(), Status.STATED, span),)
            except ValueError:
                return ()
    return ()
