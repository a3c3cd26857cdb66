"""All values of a facet → those whose label holds what is typed, found by its syllables."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from search.facets.registry import Facet
from search.text.collate import vietnamese_order
from search.text.fold_many import fold_many, not_plain
from search.text.lexicon.written_forms import all_syllables, may_have_others
from search.text.spelling import is_prefix_of
from search.text.syllable import Syllable, other_vowel, syllables

_Numbers = list[int]
"""The numbers of some values, ascending."""
_Found = Mapping[str, Mapping[str, _Numbers]]


class FacetLabels:
    """The labels of all values of a facet, read once a generation and not once a request.

    `keyed`: a value, be it one of these or not → the key by which its label is sorted
    (`vietnamese_order`), and the label (`Facet.label_of`).
    """

    def __init__(self, facet: Facet, values: Iterable[str]) -> None:
        self._facet = facet
        self._values = tuple(values)
        self.keyed: Callable[[str], tuple[str, str]] = _Keyed(
            facet, frozenset(self._values)
        ).__getitem__

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
            for exact, numbers in self._syllables(own.folded):
                if own.is_unaccented or own.exact == exact:
                    yield numbers

    def _begun(self, asked: Syllable) -> Iterator[_Numbers]:
        """The values that have a syllable which begins so, each such syllable apart."""
        first = bisect_left(self._folded, asked.folded)
        last = bisect_left(self._folded, f"{asked.folded}\U0010ffff")
        for folded in self._folded[first:last]:
            for exact, numbers in self._syllables(folded):
                if is_prefix_of(asked, exact):
                    yield numbers

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Each value → its place in the order of the labels."""
        label_of = self._facet.label_of  # `keyed` would keep them all, of which few are shown
        ordered = sorted(self._values, key=lambda value: vietnamese_order(label_of(value)))
        return {value: rank for rank, value in enumerate(ordered)}

    def _syllables(self, folded: str) -> Iterator[tuple[str, _Numbers]]:
        """The canonical syllables that fold so, each with the values that have it; some twice."""
        for word, numbers in self._by_word.get(folded, {}).items():
            yield syllables(word)[0].exact, numbers
        yield from self._by_other.get(folded, {}).items()

    @property
    def _by_word(self) -> _Found:
        """Folded syllable → the words that are spelled so → the values whose labels have them."""
        return self._found[0]

    @property
    def _by_other(self) -> _Found:
        """Folded syllable → canonical ones → the values that have it in a label that is not plain,
        or in another way to write a part of one."""
        return self._found[1]

    @cached_property
    def _found(self) -> tuple[_Found, _Found]:
        by_word: defaultdict[str, defaultdict[str, _Numbers]] = defaultdict(_lists)
        by_other: defaultdict[str, defaultdict[str, _Numbers]] = defaultdict(_lists)
        labels = [*map(self._facet.label_of, self._values)]
        others = not_plain(labels)
        for number, (label, name) in enumerate(zip(labels, fold_many(labels), strict=True)):
            folded = name.split()
            if number in others or may_have_others(folded):
                own = all_syllables(syllables(label))
                for exact, letters in {(syllable.exact, syllable.folded) for syllable in own}:
                    by_other[letters][exact].append(number)
            else:
                for letters, word in zip(folded, label.split(), strict=True):
                    by_word[letters][word].append(number)
        return by_word, by_other

    @cached_property
    def _folded(self) -> Sequence[str]:
        return sorted(self._by_word.keys() | self._by_other.keys())


class _Keyed(dict[str, tuple[str, str]]):
    """See `FacetLabels.keyed`. Only values of the index are kept: what is typed may be any."""

    def __init__(self, facet: Facet, known: frozenset[str]) -> None:
        super().__init__()
        self._facet, self._known = facet, known

    def __missing__(self, value: str) -> tuple[str, str]:
        label = self._facet.label_of(value)
        found = vietnamese_order(label), label
        if value in self._known:
            self[value] = found
        return found


def _lists() -> defaultdict[str, _Numbers]:
    return defaultdict(list)


def _unplaced(own: Syllable) -> Syllable:
    """A syllable without the place where it was typed."""
    return own._replace(start=0, end=0)
