"""A Page → its hits in sections: a list under one heading for each group that has hits on it."""

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from search.answers import GroupKind, Hit, HitGroup, Page

_PLACES = {kind: place for place, kind in enumerate(GroupKind)}


class HitSection(NamedTuple):
    """Hits that follow one another on a page.

    `groups`: whose hits they are; more than one where hits of a later group stand between those of
    an earlier one, all in the order of their scores. `first`: the number of the first hit in the
    whole answer, from 1.
    """

    groups: tuple[HitGroup, ...]
    first: int
    hits: tuple[Hit, ...]


def sections(page: Page) -> tuple[HitSection, ...]:
    """The sections of a page in order. A new one begins where all hits to come are of later groups
    than all hits before."""
    first = 1 + (page.page - 1) * page.query.size
    return tuple(
        HitSection(_groups(page, page.hits[start:end]), first + start, page.hits[start:end])
        for start, end in pairwise(_cuts(page.hits))
    )


def _cuts(hits: tuple[Hit, ...]) -> Iterator[int]:
    """Where sections begin, and where the last one ends; nothing where there are no hits."""
    places = [_PLACES[hit.group] for hit in hits]
    latest = list(accumulate(places, max))
    earliest = list(accumulate(reversed(places), min))[::-1]
    for number in range(len(hits)):
        if number == 0 or latest[number - 1] < earliest[number]:
            yield number
    yield len(hits)


def _groups(page: Page, hits: tuple[Hit, ...]) -> tuple[HitGroup, ...]:
    own = {hit.group for hit in hits}
    return tuple(group for group in page.groups if group.kind in own)
