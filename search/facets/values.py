"""The counts of a facet → its values to choose from: labelled, searched, in their order."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from operator import itemgetter

from search.answers import FacetCount, Query
from search.facets.labels import FacetLabels
from search.facets.registry import UNKNOWN, Facet, ValueOrder
from search.text.syllable import syllables

MAX_CHOICES = 100
"""At most so many values of a facet are in an answer: a large archive has thousands of people."""
_SORTED = 1_000
"""Values of equally many reports that are sorted for one answer; more are sorted once."""


def choices(
    facet: Facet,
    counts: Mapping[str, int],
    chosen: Sequence[str] = (),
    find: str = "",
    labels: FacetLabels | None = None,
) -> tuple[FacetCount, ...]:
    """The values of a facet to choose from, at most MAX_CHOICES and all that are chosen.

    `counts`: value → reports. `chosen`: values that are filtered by, with or without reports.
    `find`: what was typed to look for values; a value that is not chosen must hold it, see
    `FacetLabels.holding`. `labels`: of all values of the facet; None reads those of `counts`.
    By count, chosen values come first, then those of most reports, equal ones by label; by label,
    all of them descend. UNKNOWN comes last, unless it is chosen.
    """
    labels = labels or FacetLabels(facet, counts)
    taken = set(chosen)
    values = [value for value in holding(counts, find, labels) if value not in taken]
    is_by_count = facet.order is ValueOrder.BY_COUNT
    if is_by_count:
        values = _most(values, counts, labels)
    listed = dict.fromkeys([*chosen, *values])
    keyed = labels.keyed
    found = [(value not in taken, -counts.get(value, 0), keyed(value), value) for value in listed]
    if is_by_count:
        found.sort()
    else:
        found.sort(key=_BY_LABEL, reverse=True)
    if UNKNOWN in listed and UNKNOWN not in taken:
        unknown = (True, -counts.get(UNKNOWN, 0), keyed(UNKNOWN), UNKNOWN)
        found.remove(unknown)
        found.append(unknown)
    beyond = [own for own in found[MAX_CHOICES:] if not own[0]]
    return tuple(
        [
            FacetCount(value, label, -less, not is_free)
            for is_free, less, (_, label), value in found[:MAX_CHOICES] + beyond
        ]
    )


_BY_LABEL = itemgetter(2)


def most_choices(facets: Iterable[Facet], query: Query) -> dict[str, int]:
    """Facet → how many values of it, those of most reports, are counted for a query, so that
    `choices` has what it offers; without those whose values are all counted, for they are ordered
    by label, or looked for. Of equal ones at the end those are offered that an engine tells."""
    return {
        facet.name: MAX_CHOICES + 1 + len(query.filters.get(facet.name, ()))  # one is UNKNOWN
        for facet in facets
        if facet.order is ValueOrder.BY_COUNT and not query.find.get(facet.name)
    }


def holding(counts: Mapping[str, int], find: str, labels: FacetLabels) -> list[str]:
    """The values of a facet that hold what was typed to look for them; all, if it has no letter."""
    typed = syllables(find)
    if not typed:
        return list(counts)
    held = labels.holding(typed, is_open=not find[-1].isspace())
    return [value for value in counts if value in held]


def _most(values: list[str], counts: Mapping[str, int], labels: FacetLabels) -> list[str]:
    """The values that so many reports have that they may be shown; of too many equal ones those
    whose labels come first. Sorting all of a large archive would take long."""
    if len(values) <= MAX_CHOICES:
        return values
    least = sorted(map(counts.__getitem__, values), reverse=True)[MAX_CHOICES]  # UNKNOWN may be one
    most = [value for value in values if counts[value] > least]
    equal = [value for value in values if counts[value] == least]
    if len(equal) > _SORTED:
        equal = nsmallest(MAX_CHOICES + 1, equal, key=labels.ranks.__getitem__)
    return most + equal
