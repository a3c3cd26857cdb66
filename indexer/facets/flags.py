"""An article, its facets and its title → what a reader should know before they trust them."""

from collections.abc import Iterator

from indexer.article.structure import Article
from indexer.facets import event_date, outlet, source_url
from search.report import Facets, FacetValue, PassageKind, Precision, Status
from search.text.damage import has_many_lost, has_many_mended


def flags(article: Article, facets: Facets, title: FacetValue) -> Iterator[str]:
    """The names of what is odd, in a fixed order."""
    days = facets.event_date
    found = {
        "title-made": title.status is Status.MADE,
        "text-mended": has_many_mended(article.raw),
        "text-unreadable": has_many_lost(article.raw),
        "caption-doubled": bool(article.of(PassageKind.CAPTION_AGAIN)),
        "year-unknown": any(day.precision is Precision.DAY_WITHOUT_YEAR for day in days),
        "year-inferred": any(day.status is Status.INFERRED for day in days),
        "province-inferred": any(p.status is Status.INFERRED for p in facets.province),
        "meeting-type-inferred": any(t.status is Status.INFERRED for t in facets.meeting_type),
        "figure-suspicious": any(figure.is_suspicious for figure in facets.figures),
        "date-unread": bool(article.metadata.date) and event_date.is_unread(article),
        "date-far-ahead": event_date.names_far_ahead(article),
        "date-disagrees": _date_disagrees(article, facets),
        "source-disagrees": _disagrees(article.metadata.source, outlet.from_text(article, facets)),
        "url-disagrees": _disagrees(article.metadata.url, source_url.from_text(article, facets)),
    }
    yield from (name for name, holds in found.items() if holds)


def _disagrees(given: str | None, found_in_text: tuple[FacetValue, ...]) -> bool:
    return bool(given and found_in_text) and given not in {value.value for value in found_in_text}


def _date_disagrees(article: Article, facets: Facets) -> bool:
    given = event_date.from_source(article)
    found_in_text = event_date.from_text(article, facets) if given and facets.meeting_type else ()
    return any(event_date.disagree(given, day) for day in found_in_text if given)
