"""The province of the time → the province it is part of since 1/7/2025 (rule V12)."""

from functools import cache

from indexer.article.structure import Article
from search.report import Facets, FacetValue, Status
from search.text.lexicon.provinces import provinces


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Today's province of each province found."""
    return tuple(
        FacetValue(
            _today()[old.value],
            Status.INFERRED if old.status is Status.INFERRED else Status.DERIVED,
            old.evidence,
        )
        for old in facets.province
    )


@cache
def _today() -> dict[str, str]:
    return {province.name: province.today for province in provinces()}
