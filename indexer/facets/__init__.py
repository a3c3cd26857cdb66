"""An article → Facets: each facet by the module of its name, in the order of the model."""

from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache
from importlib import import_module
from typing import Any

from indexer.clean import Article
from indexer.facets import title
from indexer.read import RawDocument
from search.model import Facets, FacetValue, MeetingReport, Part, Precision, Status

Extractor = Callable[[Article, Facets], tuple[FacetValue, ...]]
"""What the module of a facet offers as `extract`: the article and the facets found before."""


@cache
def extractors() -> dict[str, Extractor]:
    """Facet → its extractor, in the order in which they run."""
    names = [field.name for field in fields(Facets)]
    return {name: import_module(f"{__name__}.{name}").extract for name in names}


def understand(article: Article) -> Facets:
    """All facets of an article."""
    facets = Facets()
    for name, extract in extractors().items():
        if values := extract(article, facets):
            found: dict[str, Any] = {name: values}
            facets = replace(facets, **found)
    return facets


def report(document: RawDocument, article: Article) -> MeetingReport:
    """A document and what was made of its text as a MeetingReport."""
    facets = understand(article)
    heading = title.extract(article, facets)
    return MeetingReport(
        id=document.id,
        text=document.text,
        passages=article.passages(),
        title=heading,
        facets=facets,
        flags=tuple(_flags(article, facets, heading)),
        category=document.known.category,
    )


def _flags(article: Article, facets: Facets, heading: FacetValue) -> list[str]:
    found = {
        "title-made": heading.status is Status.MADE,
        "caption-doubled": bool(article.of(Part.CAPTION_AGAIN)),
        "year-unknown": any(
            day.precision is Precision.DAY_WITHOUT_YEAR for day in facets.event_date
        ),
        "province-inferred": any(p.status is Status.INFERRED for p in facets.province),
        "meeting-type-inferred": any(t.status is Status.INFERRED for t in facets.meeting_type),
    }
    return [flag for flag, holds in found.items() if holds]
