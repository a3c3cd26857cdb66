"""Values of facets → those in which folded syllables begin as what was typed, from there on."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from typing import NamedTuple, Protocol, TypeVar

from search.facets.registry import UNKNOWN
from search.text.fold_many import fold_many
from search.text.syllable import syllables


class VocabularyName(NamedTuple):
    """A value of a facet from one of its syllables on, so that it is found by any of them.

    `folded`, `exact`: its syllables from that one on. `text`: the whole value. `reports`: how many
    have it. `is_whole`: it begins at its first syllable. `facet`: the one it is a value of.
    """

    folded: str
    exact: tuple[str, ...]
    reports: int
    text: str
    is_whole: bool
    facet: str


class NameEndings:
    """The values of some facets from each of their syllables on: those that begin with one letter
    are made when it is first typed, for of thousands of values there are three times as many.

    `counts`: facet → value → reports.
    """

    def __init__(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        self._counts = counts
        self._by_letter: dict[str, Sequence[VocabularyName]] = {}

    def beginning(self, folded: str) -> Sequence[VocabularyName]:
        """The endings whose folded syllables, blanks between, begin so: a letter at least."""
        letter = folded[:1]
        if letter not in self._letters:
            return ()
        if letter not in self._by_letter:
            self._by_letter[letter] = self._endings(letter)
        return beginning_so(self._by_letter[letter], folded)

    def _endings(self, letter: str) -> Sequence[VocabularyName]:
        """Those that begin with a letter, in the order of their folded spellings."""
        found: list[VocabularyName] = []
        folded, values = self._folded.split("\n"), self._all_values()
        begun = f" {letter}"
        for number in [n for n, name in enumerate(folded) if begun in name]:
            facet, value = values[number]
            count = self._counts[facet][value]
            name = folded[number].split()
            exact = tuple([syllable.exact for syllable in syllables(value)])
            for at, own in enumerate(name):
                if own[0] == letter:
                    ending = " ".join(name[at:])
                    found.append(VocabularyName(ending, exact[at:], count, value, not at, facet))
        return sorted(found)

    def _all_values(self) -> list[tuple[str, str]]:
        """Each value, behind its facet. They are not kept: a letter is asked for once."""
        return [(f, own) for f, counts in self._counts.items() for own in counts if own != UNKNOWN]

    @cached_property
    def _folded(self) -> str:
        """The folded syllables of each value, a blank before each, the values as lines."""
        names = fold_many([own for _, own in self._all_values()])
        return "\n".join([f" {name}" for name in names])

    @cached_property
    def _letters(self) -> Set[str]:
        """The first ones of all syllables."""
        return {syllable[0] for syllable in self._folded.split()}


class _Folded(Protocol):
    @property
    def folded(self) -> str: ...


T = TypeVar("T", bound=_Folded)


def beginning_so(entries: Sequence[T], folded: str) -> Sequence[T]:
    """The entries whose folded spelling begins so, of entries that are sorted by it."""
    first = bisect_left(entries, folded, key=_folded)
    return entries[first : bisect_left(entries, f"{folded}\uffff", key=_folded)]


def _folded(entry: _Folded) -> str:
    return entry.folded
