"""An article, its facets and its title → what a reader should know before they trust them."""

from collections.abc import Iterator
from datetime import date

from indexer.clean import Article
from indexer.facets import event_date, outlet, source_url
from search.dates import DateError, parse_range
from search.model import DateValue, Facets, FacetValue, Part, Precision, Status


def flags(article: Article, facets: Facets, title: FacetValue) -> Iterator[str]:
    """The names of what is odd, in a fixed order."""
    days = facets.event_date
    found = {
        "title-made": title.status is Status.MADE,
        "caption-doubled": bool(article.of(Part.CAPTION_AGAIN)),
        "year-unknown": any(day.precision is Precision.DAY_WITHOUT_YEAR for day in days),
        "year-inferred": any(day.status is Status.INFERRED for day in days),
        "province-inferred": any(p.status is Status.INFERRED for p in facets.province),
        "meeting-type-inferred": any(t.status is Status.INFERRED for t in facets.meeting_type),
        "figure-suspicious": any(figure.is_suspicious for figure in facets.figures),
        "date-disagrees": _date_disagrees(article, facets),
        "source-disagrees": _disagrees(article.known.source, outlet.from_text(article, facets)),
        "url-disagrees": _disagrees(article.known.url, source_url.from_text(article, facets)),
    }
    yield from (name for name, holds in found.items() if holds)


def _disagrees(known: str | None, said: tuple[FacetValue, ...]) -> bool:
    return bool(known and said) and known not in {value.value for value in said}


def _date_disagrees(article: Article, facets: Facets) -> bool:
    """Whether no day that the source allows is one that the text allows."""
    if not article.known.date:
        return False
    return any(
        not _meet(known, said)
        for known in facets.event_date
        for said in event_date.from_text(article, facets)
    )


def _meet(known: DateValue, said: DateValue) -> bool:
    try:
        days = parse_range(known.value)
        if said.precision is Precision.DAY_WITHOUT_YEAR:
            month, day = map(int, said.value.removeprefix("--").split("-"))
            years = range(days.first.year, days.last.year + 1)
            return any(days.first <= date(year, month, day) <= days.last for year in years)
        others = parse_range(said.value)
    except (DateError, ValueError):
        return True  # nothing to compare
    return days.first <= others.last and others.first <= days.last
