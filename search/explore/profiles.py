"""A person, an organiser, a province or an indicator → the values that cooccur with it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from search.answers import FacetCount
from search.engine.protocol import Request
from search.engine.query_tree import And, FacetValueIs, Or
from search.facets.registry import COUNTED_BY_NAME, UNKNOWN
from search.facets.values import choices
from search.query.field_values import type_words
from search.query.plain_words import plain_words
from search.report import MeetingReport, PersonValue
from search.searcher import Searcher
from search.text.syllable import Syllable, syllables

FOLLOWED = ("person", "organiser", "province", "indicator")
"""The facets whose values have a profile: a page of their own over time."""


class FollowedValue(NamedTuple):
    """A value of one of the facets of FOLLOWED, and how many reports have it."""

    facet: str
    value: str
    reports: int


def values_named(text: str, searcher: Searcher) -> tuple[FollowedValue, ...]:
    """The values of the facets of FOLLOWED whose name is the whole text, with its diacritics or
    without (V4), that of most reports first; none if the text is more than plain words.
    That of a person may follow a word of address: "ông Hoàng Văn Bình"."""
    typed = [syllable for word in plain_words(text) for syllable in word.syllables]
    found = [
        FollowedValue(facet, value, searcher.facet_counts(facet)[value])
        for facet, value in (*_named(typed, searcher), *_addressed(typed, searcher))
    ]
    return tuple(sorted(found, key=lambda named: -named.reports))


def is_unambiguous(facet: str, value: str, searcher: Searcher) -> bool:
    """Whether a value of a facet of FOLLOWED is the only one of its facet with its name, but for
    those that a filter by it asks for too: a field of the query language names no other."""
    named = [v for own, v in _named(syllables(value), searcher) if own == facet]
    return value in named and set(named) <= set(COUNTED_BY_NAME[facet].alike(value))


_SLIP = 10
"""How many times as many reports a name has as another that may be a slip of it."""


def may_be_the_same(person: str, searcher: Searcher) -> tuple[FollowedValue, ...]:
    """The people whose names differ in diacritics, hyphens and capitals only, where one is much
    rarer than the other: a slip, perhaps; most frequent first. Nobody merges them."""
    own = searcher.facet_counts("person").get(person, 0)
    alike = searcher.once(_people_by_letters).get(_letters(person), ())
    return tuple(
        FollowedValue("person", name, count)
        for name, count in sorted(alike, key=lambda one: (-one[1], one[0]))
        if name != person and (count >= _SLIP * own or own >= _SLIP * count)
    )


def _people_by_letters(searcher: Searcher) -> Mapping[str, list[tuple[str, int]]]:
    """The letters of a name → each person whose name has them, and how many reports name them."""
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, count in searcher.facet_counts("person").items():
        if name != UNKNOWN:
            found[_letters(name)].append((name, count))
    return dict(found)


def _letters(name: str) -> str:
    """A name without diacritics, blanks and hyphens, in small letters."""
    return "".join(syllable.folded for syllable in syllables(name))


def _named(typed: Sequence[Syllable], searcher: Searcher) -> list[tuple[str, str]]:
    """(facet, value) of each value whose name was typed."""
    if not typed:
        return []
    named = ((facet, value) for facet in FOLLOWED for value in searcher.named(facet).spelled(typed))
    return [(facet, value) for facet, value in named if value != UNKNOWN]


def _addressed(typed: Sequence[Syllable], searcher: Searcher) -> list[tuple[str, str]]:
    """The people whose names were typed behind a word of address."""
    words = [own for own in type_words("person") if _begins(own, typed)]
    named = [own for word in words for own in _named(typed[len(word) :], searcher)]
    return [(facet, value) for facet, value in named if facet == "person"]


def _begins(word: Sequence[Syllable], typed: Sequence[Syllable]) -> bool:
    return [own.exact for own in word] == [own.exact for own in typed[: len(word)]]


def cooccurring(
    having: Mapping[str, str], names: tuple[str, ...], searcher: Searcher
) -> Mapping[str, tuple[FacetCount, ...]]:
    """Facet → its values in the reports that have all of some values, most frequent first.

    `having`: facet → value, or one that says the same; these values are left out. `names`: the
    facets that are counted. Near-identical reports are counted once.
    """
    alike = {facet: COUNTED_BY_NAME[facet].alike(value) for facet, value in having.items()}
    match = And(
        tuple(
            Or(tuple(FacetValueIs(facet, value) for value in values))
            for facet, values in alike.items()
        )
    )
    found = searcher.matches(Request(match, limit=0, counted=names, collapse=True))
    return {
        name: tuple(
            one
            for one in choices(
                COUNTED_BY_NAME[name], found.counts[name], labels=searcher.lookup.labels(name)
            )
            if one.value not in (UNKNOWN, *alike.get(name, ()))
        )
        for name in names
    }


def part_played(name: str, report: MeetingReport) -> PersonValue | None:
    """The office and role of a person in a report; None if the report does not name them."""
    return next((one for one in report.facets.people if one.value == name), None)
