"""Texts that are laid end to end → their syllables, numbered through, and which answer a slot."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engine.query_tree import Prefix, Term
from search.highlight.laid import UNIT, Laid
from search.highlight.letters import (
    DIGIT,
    NOTHING,
    CodedText,
    Codes,
    Numbers,
    codes_of,
    tone_of,
)
from search.text.analyze import TERM_SEPARATOR, exact_term
from search.text.spelling import toneless
from search.text.syllable import numbers_in, spellings, syllable_at, syllables

_MASKS = np.array([(1 << 8 * size) - 1 for size in range(UNIT + 1)], np.uint64)
"""Number of letters → the bits of their codes, of UNIT that are compared as one number; only few
syllables have more."""

_NONE = np.zeros(0, np.int64)


class Answering(NamedTuple):
    """Syllables that answer a term: their numbers, ascending, and where each ends."""

    numbers: Numbers
    ends: Numbers


class _Spelled(NamedTuple):
    """A syllable that is not told by the codes of its letters."""

    start: int
    end: int
    term: str


class LaidSyllables:
    """The syllables of texts, found by the codes of their letters; around odd characters each is
    spelled.

    `starts`: int64, where each begins, ascending. `has_numbers`: whether a number may be asked for;
    else every run of digits is a syllable, which answers nothing: "3.000" would be one of two.
    """

    def __init__(self, laid: Laid, *, has_numbers: bool) -> None:
        self.laid = laid
        self._coded = CodedText(laid.text)
        self._letters = self._coded.letters
        self._spelled = self._spell_odd_words()
        is_any, is_digit = self._letters != NOTHING, self._letters == DIGIT
        begins = is_any.copy()
        begins[1:] &= ~is_any[:-1] | (is_digit[1:] != is_digit[:-1])
        if has_numbers:
            begins &= ~is_digit
            begins[numbers_in(self._coded.text)] = True
            begins &= is_any
        self._spelled_numbers = _NONE
        self._begins = self._with_spelled(begins) if self._spelled else begins.nonzero()[0]
        self.starts = self._coded.original_starts(self._begins)
        self._found: dict[Term, Answering] = {}

    def _spell_odd_words(self) -> list[_Spelled]:
        """The syllables around odd characters; the letters of these words are wiped."""
        found: list[_Spelled] = []
        if stretches := self._coded.odd_stretches():
            self._letters = self._letters.copy()
        for start, end in stretches:
            self._letters[start:end] = NOTHING
            found += [
                _Spelled(start + own.start, start + own.end, exact_term(own))
                for own in syllables(self._coded.text[start:end])
            ]
        return found

    def _with_spelled(self, begins: NDArray[np.bool_]) -> Numbers:
        """Where all syllables begin; `begins`: which characters those of coded letters begin with.

        Of one character there may be several spelled ones: "½" is 1 and 2.
        """
        starts = np.array([own.start for own in self._spelled], np.int64)
        begins[starts] = True
        before = np.arange(starts.size) - starts.searchsorted(starts)  # of the same character
        found: Numbers = np.concatenate([begins.nonzero()[0], starts[before > 0]])
        found.sort(kind="stable")
        self._spelled_numbers = found.searchsorted(starts) + before
        return found

    def answering(self, slot: Sequence[Term]) -> Answering:
        """Those that answer any term of a slot."""
        for term in slot:
            if term not in self._found:
                self._found[term] = self._find(term)
        return _united([self._found[term] for term in slot])

    def _find(self, term: Term) -> Answering:
        numbers, ends = self._coded_ones(term)
        spelled = [n for n, own in enumerate(self._spelled) if _is_answer(own.term, term)]
        found = Answering(numbers, self._coded.original_ends(ends))
        if not spelled:
            return found
        ends = np.array([self._spelled[n].end for n in spelled], np.int64)
        own = Answering(self._spelled_numbers[spelled], self._coded.original_ends(ends))
        return _united([found, own])

    def _coded_ones(self, term: Term) -> Answering:
        """Those of coded letters that answer a term."""
        is_prefix = isinstance(term, Prefix)
        text = term.text if isinstance(term, Prefix) else term
        folded, separator, exact = text.partition(TERM_SEPARATOR)
        if not folded or folded[0].isdecimal():
            first = self._letters[self._begins]
            return self._read(np.flatnonzero(first == DIGIT if folded else first), term)
        if is_prefix and not separator:
            found = self._beginning(folded, self._folded, self._folded_windows)
            return Answering(found, self._ends(self._begins[found] + len(folded)))
        if is_prefix:
            whole = self._whole(folded, self._folded, self._folded_windows)
            return self._read(whole.numbers, term) if exact else whole
        letters, tones = toneless(exact)
        if spellings(letters)[1] != folded:  # no syllable is spelled both ways
            return Answering(_NONE, _NONE)
        numbers, ends = self._whole(letters, self._letters, self._windows)
        tone = tone_of(tones)
        if tone is None:
            return self._read(numbers, term)
        is_own = self._tones_of(self._begins[numbers], len(letters)) == tone
        return Answering(numbers[is_own], ends[is_own])

    def _beginning(self, letters: str, codes: Codes, windows: NDArray[np.uint64]) -> Numbers:
        """The syllables that begin with some letters. `windows`: the first codes of each."""
        wanted = codes_of(letters)
        if wanted is None:
            return _NONE
        first = np.uint64(int.from_bytes(wanted[:UNIT], "little"))
        found: Numbers = (windows & _MASKS[min(len(wanted), UNIT)] == first).nonzero()[0]
        for at, code in enumerate(wanted[UNIT:], UNIT):
            found = found[codes[np.minimum(self._begins[found] + at, codes.size - 1)] == code]
        return found

    def _whole(self, letters: str, codes: Codes, windows: NDArray[np.uint64]) -> Answering:
        """The syllables of exactly some letters."""
        found = self._beginning(letters, codes, windows)
        ends = self._begins[found] + len(letters)
        is_end = ~_are_letters(self._letters[ends])
        return Answering(found[is_end], ends[is_end])

    def _ends(self, ends: Numbers) -> Numbers:
        """Where syllables end that go on up to an offset, or further."""
        while (goes_on := _are_letters(self._letters[ends])).any():
            ends = ends + goes_on
        return ends

    def _tones_of(self, begins: Numbers, size: int) -> Codes:
        """The tones of syllables of so many letters, added."""
        added: Codes = self._coded.tones(np.add.outer(begins, np.arange(size))).sum(1, np.uint8)
        return added

    def _read(self, numbers: Numbers, term: Term) -> Answering:
        """Those of some syllables that answer a term, each of them read."""
        text, found = self._coded.text, []
        for number, start in zip(numbers.tolist(), self._begins[numbers].tolist(), strict=True):
            bounds = syllable_at(text, start)
            if bounds and _is_answer(_term_of(text[start : bounds[0]]), term):
                found.append((number, bounds[0]))
        return Answering(*np.array(found, np.int64).reshape(-1, 2).T)

    @cached_property
    def _windows(self) -> NDArray[np.uint64]:
        return _windows(self._letters, self._begins)

    @cached_property
    def _folded(self) -> Codes:
        return np.where(self._letters == NOTHING, NOTHING, self._coded.folded())

    @cached_property
    def _folded_windows(self) -> NDArray[np.uint64]:
        return _windows(self._folded, self._begins)


def _united(found: Sequence[Answering]) -> Answering:
    """The syllables of several, each once."""
    if len(found) == 1:
        return found[0]
    numbers, ends = (np.concatenate([_NONE, *(own[part] for own in found)]) for part in (0, 1))
    numbers, first = np.unique(numbers, return_index=True)
    return Answering(numbers, ends[first])


def _windows(codes: Codes, begins: Numbers) -> NDArray[np.uint64]:
    """The UNIT codes from each offset on, the first one in the lowest byte."""
    every = np.ndarray((codes.size - UNIT + 1,), "<u8", codes, strides=(1,))
    found: NDArray[np.uint64] = every.take(begins)
    return found


def _are_letters(codes: Codes) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (codes != NOTHING) & (codes != DIGIT)
    return found


def _is_answer(own: str, term: Term) -> bool:
    """Whether the term of a syllable answers one that is looked for."""
    return own.startswith(term.text) if isinstance(term, Prefix) else own == term


@lru_cache(maxsize=65536)
def _term_of(surface: str) -> str:
    return exact_term(syllables(surface)[0])
