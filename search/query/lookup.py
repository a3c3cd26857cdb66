"""Values of a facet → the names that a reader may type for each: what a query asks of an index."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from search.facets.registry import COUNTED_BY_NAME
from search.text.lexicon.written_forms import is_written
from search.text.syllable import Syllable, syllables


class NamedValue(NamedTuple):
    """A value of a facet, and the syllables of each name that a reader may type for it."""

    value: str
    names: tuple[tuple[Syllable, ...], ...]

    def is_named(self, typed: Sequence[Syllable]) -> bool:
        """Whether one of its names was typed, with its diacritics or without, in any spelling."""
        return any(is_written(name, typed) for name in self.names)


class FacetLookup(Protocol):
    """What a query asks, while it is parsed, of the index (or the one report) it is meant for.

    `facet` is always the name of a counted facet (`search.facets.registry.COUNTED`).
    """

    def named(self, facet: str) -> Sequence[NamedValue]:
        """Every value of a facet with its names, as `named_values` gives them.

        Who asks for one person asks for the names of thousands, so an index keeps the answer as
        long as its generation lives.
        """

    def has(self, facet: str, value: str) -> bool:
        """Whether some report has exactly this value."""


def named_values(facet: str, values: Iterable[str]) -> tuple[NamedValue, ...]:
    """Some values of a facet with their names: "Lạng Sơn", "tỉnh Lạng Sơn" ..."""
    names_of = COUNTED_BY_NAME[facet].names_of
    return tuple(
        NamedValue(value, tuple(tuple(syllables(name)) for name in names_of(value)))
        for value in values
    )


class _NoLookup:
    """An index without values."""

    def named(self, facet: str) -> Sequence[NamedValue]:
        """None."""
        return ()

    def has(self, facet: str, value: str) -> bool:
        """Never."""
        return False


NO_LOOKUP: FacetLookup = _NoLookup()
"""For a query that is parsed where there is no index to ask."""
