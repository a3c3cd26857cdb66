"""Values of a facet → the names that a reader may type for each: what a query asks of an index."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, compress
from typing import NamedTuple, Protocol, overload

from search.facets.registry import COUNTED_BY_NAME, Facet
from search.query.own_words import NO_OWN_WORDS, OwnWords
from search.text.analyze import exact_term
from search.text.fold_many import fold_many
from search.text.lexicon.name_spellings import key_of, name_key
from search.text.lexicon.written_forms import is_among, is_written, ways_to_write
from search.text.syllable import Syllable, is_spelled, syllables


class NamedValue(NamedTuple):
    """A value of a facet, and the syllables of each name that a reader may type for it."""

    value: str
    names: tuple[tuple[Syllable, ...], ...]

    def is_named(self, typed: Sequence[Syllable]) -> bool:
        """Whether one of its names was typed, with its diacritics or without, in any spelling."""
        return any(is_written(name, typed) for name in self.names)


class NamedValues(Sequence[NamedValue]):
    """All values of a facet; those that may be meant are found without a walk through all of them.

    Of all names only their letters are made, together; the syllables of a value's names when it may
    be the one that was typed. `values`: as the index has them. `own`: words by which they may be
    typed, besides those of our lists.
    """

    def __init__(self, facet: Facet, values: Iterable[str], own: OwnWords = NO_OWN_WORDS) -> None:
        self.own = own
        self._facet = facet
        self.values = tuple(values)
        self._made: dict[int, NamedValue] = {}

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, number: int) -> NamedValue: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[NamedValue]: ...

    def __getitem__(self, number: int | slice) -> NamedValue | Sequence[NamedValue]:
        if isinstance(number, slice):
            return [*map(self._named, self.values[number])]
        found = self._made.get(number)
        if found is None:
            found = self._made[number] = self._named(self.values[number])
        return found

    def beginning(self, folded: str) -> Sequence[NamedValue]:
        """The values one of whose names begins with a folded syllable."""
        return self._by_first_syllable.get(folded, ())

    def quoted(self, folded: str) -> Sequence[NamedValue]:
        """Those of them that have quotes of their own."""
        return self._quoted_by_first_syllable.get(folded, ())

    def sizes(self, typed: Sequence[Syllable]) -> Iterator[int]:
        """How many first syllables of what was typed are a name, with its diacritics or without,
        the fewest first."""
        letters = ""
        for size, own in enumerate(typed, 1):
            letters += name_key([own])
            if len(letters) > self._longest:
                return
            if any(self._are_spelled(self._numbers(letters), typed[:size])):
                yield size

    def spelled(self, typed: Sequence[Syllable]) -> list[str]:
        """The values one of whose names was typed, with its diacritics or without (V4)."""
        numbers = self._numbers(name_key(typed))
        return [self.values[n] for n in compress(numbers, self._are_spelled(numbers, typed))]

    def written(self, typed: Sequence[Syllable]) -> list[NamedValue]:
        """The values that were typed, in any way to write one of their names."""
        ways = ways_to_write(typed, self.own.parts_at if self.own else None)
        numbers = dict.fromkeys(number for key in ways for number in self._numbers(key))
        found = dict.fromkeys(map(self.__getitem__, numbers))
        return [named for named in found if any(is_among(name, ways) for name in named.names)]

    def folded(self) -> Iterator[tuple[int, str]]:
        """The number of each value with each of its names, folded, blanks between syllables."""
        numbers, names = self._names()
        return zip(numbers, fold_many(names), strict=True)

    def _are_spelled(self, numbers: Iterable[int], typed: Sequence[Syllable]) -> Iterator[bool]:
        """Of some values whether a name of theirs was typed."""
        return (any(is_spelled(name, typed) for name in self[n].names) for n in numbers)

    def _named(self, value: str) -> NamedValue:
        names = self._facet.names_of(value)
        return NamedValue(value, tuple(tuple(syllables(name)) for name in names))

    def _names(self) -> tuple[list[int], list[str]]:
        """The names of all values, and beside each the number of its value."""
        names = [tuple(self._facet.names_of(value)) for value in self.values]
        numbers = [number for number, own in enumerate(names) for _ in own]
        return numbers, [*chain.from_iterable(names)]

    def _numbers(self, key: str) -> Sequence[int]:
        """The numbers of the values that have a name of this key, ascending."""
        first, several = self._by_key
        if key in several:
            return several[key]
        return (first[key],) if key in first else ()

    @cached_property
    def _by_key(self) -> tuple[Mapping[str, int], Mapping[str, Sequence[int]]]:
        """The key of a name → the number of the first value that has it; and of those that several
        have, of all."""
        numbers, names = self._names()
        letters = key_of("\n".join(fold_many(names)).replace(" ", ""))
        keys = letters.split("\n") if names else []
        first = dict(zip(reversed(keys), reversed(numbers), strict=True))
        others = [pair for pair in zip(keys, numbers, strict=True) if first[pair[0]] != pair[1]]
        found: defaultdict[str, list[int]] = defaultdict(list)
        for key, number in dict.fromkeys(others):
            found[key].append(number)
        return first, {key: [first[key], *own] for key, own in found.items()}

    @cached_property
    def _longest(self) -> int:
        """The letters of the longest name."""
        return max(map(len, self._by_key[0]), default=0)

    @cached_property
    def _by_first_syllable(self) -> Mapping[str, Sequence[NamedValue]]:
        return _by_first_syllable(self)

    @cached_property
    def _quoted_by_first_syllable(self) -> Mapping[str, Sequence[NamedValue]]:
        return _by_first_syllable(map(self._named, (v for v in self.values if '"' in v)))


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
    return NamedValues(COUNTED_BY_NAME[facet], values, own)


def terms_in(text: str, prefix: str) -> Collection[str]:
    """The terms of the syllables of a text that begin so."""
    terms = map(exact_term, syllables(text))
    return {term for term in terms if term.startswith(prefix)}


class _NoLookup:
    """An index without values."""

    def named(self, facet: str) -> NamedValues:
        """None."""
        return named_values(facet, ())

    def has(self, facet: str, value: str) -> bool:
        """Never."""
        return False

    def terms(self, prefix: str) -> Collection[str]:
        """None."""
        return ()


NO_LOOKUP: FacetLookup = _NoLookup()
"""For a query that is parsed where there is no index to ask."""
