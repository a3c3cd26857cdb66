"""An article → Facets: each facet by the module of its name, in the order of the model."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import cache
from importlib import import_module

from indexer.article.structure import Article
from indexer.facets import flags, title
from indexer.facets.corrected import ByHand
from indexer.facets.corrections import Correction, digest_of
from indexer.facets.recognised import as_recognised
from indexer.read.document import RawDocument
from search.facets.written import TITLE
from search.report import Facets, FacetValue, MeetingReport

Extractor = Callable[[Article, Facets], tuple[FacetValue, ...]]
"""What the module of a facet offers as `extract`: the article and the facets found before."""


@cache
def extractors() -> dict[str, Extractor]:
    """Facet → its extractor, in the order in which they run."""
    names = [field.name for field in fields(Facets)]
    return {name: import_module(f"{__name__}.{name}").extract for name in names}


def understand(article: Article, by_hand: ByHand | None = None) -> Facets:
    """All facets of an article; each extractor reads what a person corrected of those before."""
    by_hand = by_hand or ByHand((), article)
    facets = _understood(article, by_hand)
    return _understood(article, by_hand) if by_hand.wants_another_round(facets) else facets


def _understood(article: Article, by_hand: ByHand) -> Facets:
    facets = Facets()
    for name, extract in extractors().items():
        if values := by_hand.corrected(name, extract(article, facets)):
            object.__setattr__(facets, name, values)  # it is still in the making, here alone
    return facets


def report(
    document: RawDocument, article: Article, corrections: Sequence[Correction] = ()
) -> MeetingReport:
    """A document and what was made of its text as a MeetingReport. `corrections`: those of it."""
    by_hand = ByHand(corrections, article)
    facets = understand(article, by_hand)
    [heading] = by_hand.corrected(TITLE, (title.extract(article, facets),))
    doubts = [*flags.flagged(article, facets, by_hand.fields)]  # before all of a scan is inferred
    warned = flags.flags(article, heading, doubts)
    flagged = (*doubts, *by_hand.flagged)
    if document.original and document.original.recognised:
        facets = as_recognised(facets, article.passages(), document.original.recognised)
    return MeetingReport(
        id=document.id,
        text=document.text,
        passages=article.passages(),
        title=heading,
        facets=facets,
        flags=tuple(dict.fromkeys([*warned, *(own.flag for own in flagged)])),
        category=document.metadata.category,
        original=document.original,
        flagged=flagged,
        corrections=digest_of(corrections),
    )
