"""A paragraph and a place in it → whom it names around there, and what stands before it.

A look around a place takes the same time in a paragraph of any length.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from indexer.figures.owners import Owner, owners
from indexer.lexicon import pattern_of

_LIST = "scope_words.tsv"

FAR = 2000
"""Characters of its sentence before a number that may name its owner: it may be a long list."""
_AROUND = 4000
"""Characters before and behind a number that tell what others of the paragraph are called."""
_BEFORE, _BEHIND = 60, 20
"""Owners before and behind a number that are looked at, at most."""


@dataclass(slots=True)
class OwnersAround:
    """A paragraph as it stands. `named`: whom it names around the place that is looked at, in
    order; places are indices of its characters."""

    text: str
    named: tuple[Owner, ...] = ()
    _all: tuple[Owner, ...] | None = None
    _held_ends: tuple[int, ...] | None = None
    _home_end: int | None = None

    def look_at(self, number: int) -> None:
        """From now on `named` are those around the number at that place."""
        if self._all is None:
            self._all = tuple(owners(self.text))
        first = bisect_left(self._all, number - _AROUND, key=lambda one: one.start)
        at = bisect_left(self._all, number, first, key=lambda one: one.start)
        last = bisect_left(self._all, number + _AROUND, at, key=lambda one: one.start)
        self.named = self._all[max(first, at - _BEFORE) : min(last, at + _BEHIND)]

    def sentence_before(self, start: int) -> int:
        """Where the sentence before the one at a place begins, or the last that is looked at."""
        first = max(0, start - FAR)
        return max(self.text.rfind(". ", first, max(first, start - 2)), first)

    def held_behind(self, start: int) -> int:
        """Where the first word behind a place ends that tells what was held; else -1."""
        if self._held_ends is None:
            self._held_ends = tuple(
                match.end() for match in words_of(_LIST, "held").finditer(self.text)
            )
        at = bisect_right(self._held_ends, start)
        return self._held_ends[at] if at < len(self._held_ends) else -1

    def is_home_before(self, end: int) -> bool:
        """Whether a body of this country stands before a place."""
        if self._home_end is None:
            found = words_of(_LIST, "home-body").search(self.text)
            self._home_end = found.end() if found else len(self.text) + 1
        return self._home_end <= end


@cache
def words_of(name: str, cue: str) -> re.Pattern[str]:
    """Finds words of a cue of a list, in small letters or not."""
    return re.compile(pattern_of(name, f"{{whole:{cue}}}").pattern, re.IGNORECASE)


@cache
def of_a_part() -> re.Pattern[str]:
    """Finds that a sentence begins with a part of what was told before."""
    return re.compile(pattern_of(_LIST, r"\s*{part-of-trade}(?!\w)").pattern, re.IGNORECASE)


@cache
def all_of_it() -> re.Pattern[str]:
    """Finds that what stands before it is of the whole country: "3,7 tỷ USD (trên cả nước)"."""
    return re.compile(pattern_of(_LIST, r"\s*\((?:{within} )?{country}\)").pattern, re.IGNORECASE)
