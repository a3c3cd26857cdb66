"""The counts of a facet → its values to choose from: named, searched, in the order they stand."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest

from search.answers import FacetCount
from search.facets.registry import UNKNOWN, Facet
from search.text.collate import vietnamese_order
from search.text.lexicon.abbreviations import abbreviation_at
from search.text.spelling import is_prefix_of
from search.text.syllable import Syllable, is_spelled, other_vowel, syllables

MAX_CHOICES = 100
"""Most values of a facet that an answer holds: a large archive has thousands of people."""


def choices(
    facet: Facet, counts: Mapping[str, int], chosen: Sequence[str] = (), find: str = ""
) -> tuple[FacetCount, ...]:
    """Chosen values first, then by count, or by value where that is the facet's order; "không rõ"
    last; MAX_CHOICES at most, but all that are chosen.

    `find`: words that a value that is not chosen holds, see `holds`.
    """
    typed = syllables(find)
    values = [value for value in counts if value not in chosen]
    if typed:
        is_open = not find[-1].isspace()
        values = [v for v in values if holds(facet.label_of(v), typed, is_open=is_open)]
    if facet.is_ordered_by_count:
        values = _most(values, counts)
    listed = dict.fromkeys([*chosen, *values])
    found = [FacetCount(v, facet.label_of(v), counts.get(v, 0), v in chosen) for v in listed]
    found.sort(
        key=lambda count: vietnamese_order(count.label), reverse=not facet.is_ordered_by_count
    )
    if facet.is_ordered_by_count:
        found.sort(key=lambda count: (not count.selected, -count.count))
    found.sort(key=lambda count: count.value == UNKNOWN and not count.selected)
    beyond = [count for count in found[MAX_CHOICES:] if count.selected]
    return (*found[:MAX_CHOICES], *beyond)


def _most(values: list[str], counts: Mapping[str, int]) -> list[str]:
    """Those that so many reports have that they may be shown: to sort thousands takes long."""
    if len(values) <= MAX_CHOICES:
        return values
    least = nlargest(MAX_CHOICES + 1, map(counts.__getitem__, values))[-1]  # one may be UNKNOWN
    return [value for value in values if counts[value] >= least]


def holds(label: str, typed: Sequence[Syllable], *, is_open: bool) -> bool:
    """Whether every syllable typed stands in a value, in any order, with marks or without (V4), i
    or y (V3), the value or a part of it abbreviated or in full (V6).

    `is_open`: the last one may still go on.
    """
    return any(_holds(own, typed, is_open) for own in _written(label))


def _holds(own: Iterable[Syllable], typed: Sequence[Syllable], is_open: bool) -> bool:
    last = typed[-1] if is_open else None
    return all(
        any(
            _is_same(asked, syllable) or (asked is last and _begins(asked, syllable))
            for syllable in own
        )
        for asked in typed
    )


def _begins(asked: Syllable, own: Syllable) -> bool:
    return own.folded.startswith(asked.folded) and is_prefix_of(asked, own.exact)


def _is_same(asked: Syllable, own: Syllable) -> bool:
    other = other_vowel(asked)
    return is_spelled([own], [asked]) or (other is not None and is_spelled([own], [other]))


@lru_cache(maxsize=32768)
def _written(label: str) -> tuple[tuple[Syllable, ...], ...]:
    """The syllables of a value as it stands, and with an abbreviation or its long form instead."""
    own = tuple(syllables(label))
    found = [own]
    for first in range(len(own)):
        if known := abbreviation_at(own, first):
            end, ways = known
            found += [(*own[:first], *syllables(way), *own[end:]) for way in ways]
    return tuple(found)
