"""Facets → the same; those whose words were read off pictures of pages are inferred ones."""

from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from typing import TypeVar

from search.report import Facets, FacetValue, Passage, Status

Value = TypeVar("Value", bound=FacetValue)


def as_recognised(facets: Facets, passages: Sequence[Passage], pages: Collection[int]) -> Facets:
    """The same facets; one whose words stand on one of the pages is no fact any more, for a program
    may take an 8 for a 3. `passages`: of the text that the evidence is in."""
    changed = {
        own.name: tuple(_judged(value, passages, pages) for value in getattr(facets, own.name))
        for own in fields(facets)
    }
    return replace(facets, **changed)


def _judged(value: Value, passages: Sequence[Passage], pages: Collection[int]) -> Value:
    if value.evidence is None or value.status is Status.CORRECTED:
        return value
    at = value.evidence[0]
    page = next((p.page for p in passages if p.span[0] <= at < p.span[1]), None)
    return replace(value, status=Status.INFERRED) if page in pages else value
