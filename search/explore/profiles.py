"""A value of a facet (a person, a body, a province) → what its reports have besides."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from search.answers import FacetCount
from search.engine.protocol import Request
from search.engine.query_tree import And, FacetValueIs
from search.facets.registry import COUNTED_BY_NAME, UNKNOWN
from search.facets.values import choices
from search.query.plain_words import plain_words
from search.report import MeetingReport, PersonValue
from search.searcher import Searcher
from search.text.syllable import Syllable, is_spelled, syllables

FOLLOWED = ("person", "organiser", "province", "indicator")
"""The facets whose values are followed through time."""


class NamedValue(NamedTuple):
    """A value that was typed, of one of the facets that are followed, and its reports."""

    facet: str
    value: str
    reports: int


_Names = Mapping[tuple[str, ...], list[tuple[str, str]]]
"""Folded syllables of a name → facets and values that it is of."""


def called(text: str, searcher: Searcher) -> tuple[NamedValue, ...]:
    """The values that are called what was typed, with its marks or without (V4), most reports
    first; none if that is more than plain words."""
    typed = [syllable for word in plain_words(text) for syllable in word.syllables]
    found = [
        NamedValue(facet, value, searcher.facet_counts(facet)[value])
        for facet, value in _called(typed, searcher)
    ]
    return tuple(sorted(found, key=lambda named: -named.reports))


def is_alone(facet: str, value: str, searcher: Searcher) -> bool:
    """Whether a value of a facet that is followed is the only one that is called so, so that typed
    as a field it means itself alone."""
    same = _called(syllables(value), searcher)
    return [other for name, other in same if name == facet] == [value]


def _called(typed: Sequence[Syllable], searcher: Searcher) -> list[tuple[str, str]]:
    if not typed:
        return []
    return [
        (facet, value)
        for facet, value in searcher.once(_names_of).get(tuple(s.folded for s in typed), ())
        if any(is_spelled(syllables(n), typed) for n in COUNTED_BY_NAME[facet].names_of(value))
    ]


def _names_of(searcher: Searcher) -> _Names:
    found: defaultdict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for facet in FOLLOWED:
        for value in searcher.facet_counts(facet):
            if value != UNKNOWN:
                for name in COUNTED_BY_NAME[facet].names_of(value):
                    key = tuple(syllable.folded for syllable in syllables(name))
                    if (facet, value) not in found[key]:
                        found[key].append((facet, value))
    return dict(found)


def cooccurring(
    having: Mapping[str, str], names: tuple[str, ...], searcher: Searcher
) -> Mapping[str, tuple[FacetCount, ...]]:
    """What the reports that have each of some values have of other facets, what most have first.

    `having`: facet → value. Of the facets that are asked for themselves, the others: with whom.
    """
    match = And(tuple(FacetValueIs(facet, value) for facet, value in having.items()))
    found = searcher.snapshot.search(Request(match, limit=0, counted=names))
    return {
        name: tuple(
            one
            for one in choices(COUNTED_BY_NAME[name], found.counts[name])
            if one.value not in (UNKNOWN, having.get(name))
        )
        for name in names
    }


def part_played(name: str, report: MeetingReport) -> PersonValue | None:
    """What a person is and does in a report; None if it does not name them."""
    return next((one for one in report.facets.people if one.value == name), None)
