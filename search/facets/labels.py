"""All values of a facet → those whose label holds what is typed, found by its syllables."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from search.facets.registry import Facet
from search.text.collate import vietnamese_order
from search.text.lexicon.written_forms import all_syllables
from search.text.spelling import is_prefix_of
from search.text.syllable import Syllable, other_vowel, syllables

_Numbers = list[int]
"""The numbers of some values, ascending."""


class FacetLabels:
    """The labels of all values of a facet, read once a generation and not once a request."""

    def __init__(self, facet: Facet, values: Iterable[str]) -> None:
        self._facet = facet
        self._values = tuple(values)
        self._known = frozenset(self._values)
        self._labels: dict[str, str] = {}

    def label_of(self, value: str) -> str:
        """A value as a reader sees it: `Facet.label_of`, asked once a value of the index; what is
        typed may be any."""
        label = self._labels.get(value)
        if label is None:
            label = self._facet.label_of(value)
            if value in self._known:
                self._labels[value] = label
        return label

    def holding(self, typed: Sequence[Syllable], *, is_open: bool) -> Collection[str]:
        """The values in whose label every syllable typed stands, in any order.

        A syllable typed without diacritics stands for any (V4), i for y (V3); a part of the label
        may be abbreviated, in full or spelled otherwise (V6). `is_open`: the last syllable typed
        may be a beginning: "bắc k" is held by "Bắc Kạn".
        """
        asked = list(typed[:-1] if is_open else typed)
        found = [set().union(*self._spelled(own)) for own in {_unplaced(own) for own in asked}]
        if is_open:
            own = typed[-1]
            found.append(set().union(*self._spelled(own), *self._begun(own)))
        numbers = set.intersection(*found) if found else set(range(len(self._values)))
        return {self._values[number] for number in numbers}

    def _spelled(self, asked: Syllable) -> Iterator[_Numbers]:
        """The values that have a syllable, each spelling of it apart."""
        other = other_vowel(asked)
        for own in (asked, other) if other else (asked,):
            for exact, numbers in self._by_syllable.get(own.folded, {}).items():
                if own.is_unaccented or own.exact == exact:
                    yield numbers

    def _begun(self, asked: Syllable) -> Iterator[_Numbers]:
        """The values that have a syllable which begins so, each such syllable apart."""
        first = bisect_left(self._folded, asked.folded)
        last = bisect_left(self._folded, f"{asked.folded}\U0010ffff")
        for folded in self._folded[first:last]:
            for exact, numbers in self._by_syllable[folded].items():
                if is_prefix_of(asked, exact):
                    yield numbers

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Each value → its place in the order of the labels."""
        label_of = self._facet.label_of
        ordered = sorted(self._values, key=lambda value: vietnamese_order(label_of(value)))
        return {value: rank for rank, value in enumerate(ordered)}

    @cached_property
    def _by_syllable(self) -> Mapping[str, Mapping[str, _Numbers]]:
        """Folded syllable of a label, or of another way to write a part of it → canonical ones →
        the values that have it."""
        found: defaultdict[str, defaultdict[str, _Numbers]] = defaultdict(lambda: defaultdict(list))
        for number, value in enumerate(self._values):
            own = all_syllables(syllables(self._facet.label_of(value)))
            for exact, folded in {(syllable.exact, syllable.folded) for syllable in own}:
                found[folded][exact].append(number)
        return found

    @cached_property
    def _folded(self) -> Sequence[str]:
        return sorted(self._by_syllable)


def _unplaced(own: Syllable) -> Syllable:
    """A syllable without the place where it was typed."""
    return own._replace(start=0, end=0)
