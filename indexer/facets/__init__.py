"""An article → Facets: each facet by the module of its name, in the order of the model."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from importlib import import_module

from indexer.article.structure import Article
from indexer.facets import flags, title
from indexer.facets.recognised import as_recognised
from indexer.read.document import RawDocument
from search.report import Facets, FacetValue, MeetingReport

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
            object.__setattr__(facets, name, values)  # it is still in the making, here alone
    return facets


def report(document: RawDocument, article: Article) -> MeetingReport:
    """A document and what was made of its text as a MeetingReport."""
    facets = understand(article)
    heading = title.extract(article, facets)
    warned = tuple(flags.flags(article, facets, heading))  # before all of a scan is inferred
    if document.original and document.original.recognised:
        facets = as_recognised(facets, article.passages(), document.original.recognised)
    return MeetingReport(
        id=document.id,
        text=document.text,
        passages=article.passages(),
        title=heading,
        facets=facets,
        flags=warned,
        category=document.metadata.category,
        original=document.original,
    )
