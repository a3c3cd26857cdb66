"""Values of a facet → the names that a reader may type for each: what a query asks of an index."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from search.facets.registry import COUNTED_BY_NAME
from search.query.own_words import NO_OWN_WORDS, OwnWords
from search.text.analyze import exact_term
from search.text.lexicon.name_spellings import name_key
from search.text.lexicon.written_forms import is_among, is_written, ways_to_write
from search.text.syllable import Syllable, is_spelled, syllables


class NamedValue(NamedTuple):
    """A value of a facet, and the syllables of each name that a reader may type for it."""

    value: str
    names: tuple[tuple[Syllable, ...], ...]

    def is_named(self, typed: Sequence[Syllable]) -> bool:
        """Whether one of its names was typed, with its diacritics or without, in any spelling."""
        return any(is_written(name, typed) for name in self.names)


class NamedValues(tuple[NamedValue, ...]):
    """All values of a facet; those that may be meant are found without a walk through all of them.

    `own`: words by which they may be typed, besides those of our lists.
    """

    own: OwnWords = NO_OWN_WORDS

    def beginning(self, folded: str) -> Sequence[NamedValue]:
        """The values one of whose names begins with a folded syllable."""
        return self._by_first_syllable.get(folded, ())

    def quoted(self, folded: str) -> Sequence[NamedValue]:
        """Those of them that have quotes of their own."""
        return self._quoted_by_first_syllable.get(folded, ())

    def sizes(self, typed: Sequence[Syllable]) -> Iterator[int]:
        """How many first syllables of what was typed are a name, with its diacritics or without,
        the fewest first."""
        longest = min(self._longest, len(typed))
        folded = tuple(syllable.folded for syllable in typed[:longest])
        for size in range(1, longest + 1):
            names = self._by_folded.get(folded[:size], ())
            if any(is_spelled(name, typed[:size]) for name in names):
                yield size

    def written(self, typed: Sequence[Syllable]) -> list[NamedValue]:
        """The values that were typed, in any way to write one of their names."""
        ways = ways_to_write(typed, self.own.parts_at if self.own else None)
        found = dict.fromkeys(named for key in ways for named in self._by_key.get(key, ()))
        return [named for named in found if any(is_among(name, ways) for name in named.names)]

    @cached_property
    def _by_key(self) -> Mapping[str, Sequence[NamedValue]]:
        found: defaultdict[str, list[NamedValue]] = defaultdict(list)
        for named in self:
            for key in dict.fromkeys(map(name_key, named.names)):
                found[key].append(named)
        return found

    @cached_property
    def _by_folded(self) -> Mapping[tuple[str, ...], Sequence[Sequence[Syllable]]]:
        """The folded syllables of a name → each spelling of it."""
        found: defaultdict[tuple[str, ...], list[Sequence[Syllable]]] = defaultdict(list)
        for name in {name for named in self for name in named.names if name}:
            found[tuple(syllable.folded for syllable in name)].append(name)
        return found

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._by_folded), default=0)

    @cached_property
    def _by_first_syllable(self) -> Mapping[str, Sequence[NamedValue]]:
        return _by_first_syllable(self)

    @cached_property
    def _quoted_by_first_syllable(self) -> Mapping[str, Sequence[NamedValue]]:
        return _by_first_syllable(named for named in self if '"' in named.value)


def _by_first_syllable(values: Iterable[NamedValue]) -> Mapping[str, Sequence[NamedValue]]:
    found: defaultdict[str, list[NamedValue]] = defaultdict(list)
    for named in values:
        for folded in dict.fromkeys(name[0].folded for name in named.names if name):
            found[folded].append(named)
    return found


class FacetLookup(Protocol):
    """What a query asks, while it is parsed, of the index (or the one report) it is meant for.

    `facet` is always the name of a counted facet (`search.facets.registry.COUNTED`).
    """

    def named(self, facet: str) -> NamedValues:
        """Every value of a facet with its names, as `named_values` gives them.

        Who asks for one person asks for the names of thousands, so an index keeps the answer as
        long as its generation lives.
        """

    def has(self, facet: str, value: str) -> bool:
        """Whether some report has exactly this value."""

    def terms(self, prefix: str) -> Collection[str]:
        """The terms of syllables that begin so: "ngâ*" is asked for as those of "nga..."."""


def named_values(facet: str, values: Iterable[str], own: OwnWords = NO_OWN_WORDS) -> NamedValues:
    """Some values of a facet with their names: "Lạng Sơn", "tỉnh Lạng Sơn" ..."""
    names_of = COUNTED_BY_NAME[facet].names_of
    found = NamedValues(
        NamedValue(value, tuple(tuple(syllables(name)) for name in names_of(value)))
        for value in values
    )
    found.own = own
    return found


def terms_in(text: str, prefix: str) -> Collection[str]:
    """The terms of the syllables of a text that begin so."""
    terms = map(exact_term, syllables(text))
    return {term for term in terms if term.startswith(prefix)}


class _NoLookup:
    """An index without values."""

    def named(self, facet: str) -> NamedValues:
        """None."""
        return NamedValues()

    def has(self, facet: str, value: str) -> bool:
        """Never."""
        return False

    def terms(self, prefix: str) -> Collection[str]:
        """None."""
        return ()


NO_LOOKUP: FacetLookup = _NoLookup()
"""For a query that is parsed where there is no index to ask."""
