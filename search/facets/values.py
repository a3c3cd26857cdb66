"""The counts of a facet → its values to choose from: labelled, searched, in their order."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from heapq import nlargest

from search.answers import FacetCount
from search.facets.registry import UNKNOWN, Facet, ValueOrder
from search.text.collate import vietnamese_order
from search.text.lexicon.written_forms import all_syllables
from search.text.spelling import is_prefix_of
from search.text.syllable import Syllable, is_spelled, other_vowel, syllables

MAX_CHOICES = 100
"""At most so many values of a facet are in an answer: a large archive has thousands of people."""


def choices(
    facet: Facet, counts: Mapping[str, int], chosen: Sequence[str] = (), find: str = ""
) -> tuple[FacetCount, ...]:
    """The values of a facet to choose from, at most MAX_CHOICES and all that are chosen.

    `counts`: value → reports. `chosen`: values that are filtered by, with or without reports.
    `find`: what was typed to look for values; a value that is not chosen must hold it, see `holds`.
    By count, chosen values come first, then those of most reports, equal ones by label; by label,
    all of them descend. UNKNOWN comes last, unless it is chosen.
    """
    typed = syllables(find)
    values = [value for value in counts if value not in chosen]
    if typed:
        is_open = not find[-1].isspace()
        values = [v for v in values if holds(facet.label_of(v), typed, is_open=is_open)]
    is_by_count = facet.order is ValueOrder.BY_COUNT
    if is_by_count:
        values = _most(values, counts)
    listed = dict.fromkeys([*chosen, *values])
    found = [FacetCount(v, facet.label_of(v), counts.get(v, 0), v in chosen) for v in listed]
    found.sort(key=lambda count: vietnamese_order(count.label), reverse=not is_by_count)
    if is_by_count:
        found.sort(key=lambda count: (not count.selected, -count.count))
    found.sort(key=lambda count: count.value == UNKNOWN and not count.selected)
    beyond = [count for count in found[MAX_CHOICES:] if count.selected]
    return (*found[:MAX_CHOICES], *beyond)


def _most(values: list[str], counts: Mapping[str, int]) -> list[str]:
    """The values that so many reports have that they may be shown: sorting thousands takes long."""
    if len(values) <= MAX_CHOICES:
        return values
    least = nlargest(MAX_CHOICES + 1, map(counts.__getitem__, values))[-1]  # one may be UNKNOWN
    return [value for value in values if counts[value] >= least]


def holds(label: str, typed: Sequence[Syllable], *, is_open: bool) -> bool:
    """Whether every syllable typed stands in the label of a value, in any order.

    A syllable typed without diacritics stands for any (V4), i for y (V3); a part of the label may
    be abbreviated, in full or spelled otherwise (V6). `is_open`: the last syllable typed may be a
    beginning: "bắc k" is held by "Bắc Kạn".
    """
    own = _syllables(label)
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
def _syllables(label: str) -> tuple[Syllable, ...]:
    """The syllables of a label, and of the other ways to write each part of it."""
    return all_syllables(syllables(label))
