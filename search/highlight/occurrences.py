"""A text and a phrase → where the phrase stands in it, and how it lies on the words there."""

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, IntEnum
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from search.engine.query_tree import Phrase, Prefix, Term
from search.report import Span
from search.text.analyze import TERM_SEPARATOR, exact_term, is_set
from search.text.fold import fold
from search.text.pyvi.segmenter import is_word
from search.text.spelling import to_orthography
from search.text.syllable import begins_syllable, numbers_in, syllable_at, syllables


class Cut(IntEnum):
    """How an occurrence lies on the words that pyvi made of the report; the higher the worse."""

    NONE = 0  # it is whole words
    INSIDE = 1  # all of it is inside one longer word
    ACROSS = 2  # it ends inside a word that it does not hold whole
    TORN = 3  # it takes one syllable from a word that goes on: "hoàn thành | lập"


class Occurrence(NamedTuple):
    """Characters [start, end) where a phrase stands, and where the next syllable begins (or -1)."""

    start: int
    end: int
    next: int
    cut: Cut


class _Number(Enum):
    """Stands for any number: a term has its digits only, a text may write it in several ways."""

    ANY = "any number"


_Beginning = str | _Number
"""What a syllable begins with if it can answer a term: its folded letters, or a number."""

_MET_PER_PLACE = 4
"""Letters that are met, for what it costs to try one place."""
_NEAR = 40
"""No syllable is longer than so many characters, with what stands between it and the next one."""

_Answers = tuple[frozenset[str], tuple[str, ...]]
"""What answers a slot: these terms, and all that begin with these prefixes."""


class Allowance:
    """How many places may be tried in the texts of one page; `taken`: how many were; `is_spent`:
    others were left out."""

    def __init__(self, places: int = sys.maxsize) -> None:
        self._places = places
        self.taken = 0
        self.is_spent = False

    def takes(self, places: int) -> bool:
        """Whether so many may be tried besides."""
        self.is_spent = self.is_spent or self.taken + places > self._places
        self.taken += 0 if self.is_spent else places
        return not self.is_spent


class ScannedText:
    """A text in which phrases are looked for, each inside one passage.

    `joins`: a bitmap of the offsets of syllables that pyvi joins to the one before.
    `spans`: the passages, in order. `allowance`: where it is spent, nothing is found.
    """

    def __init__(
        self, text: str, joins: bytes, spans: Sequence[Span], allowance: Allowance | None = None
    ) -> None:
        self._allowance = allowance or Allowance()
        self._original, self._joins, self._spans = text, joins, spans
        self._folded = fold(text)
        self._begins = [start for start, _ in spans]
        self._tried: dict[_Beginning, tuple[int, ...]] = {}
        self._read: dict[int, _ReadSyllable | None] = {}

    def occurrences(self, phrase: Phrase) -> list[Occurrence]:
        """Where a phrase stands: every position where its first syllable may stand is tried."""
        if self._allowance.is_spent:
            return []
        answers = [_answers(slot) for slot in phrase.slots]
        beginnings = {_beginning(t) for t in phrase.slots[0]}
        candidates = list(chain.from_iterable(map(self._candidates_once, beginnings)))
        if not self._allowance.takes(1 + len(candidates) + self._met(beginnings) // _MET_PER_PLACE):
            return []
        occurrences = (self._occurrence_at(at, answers) for at in candidates)
        after = _answers(phrase.not_followed_by)
        return [own for own in occurrences if own and not self._is_followed(own, after)]

    def _is_followed(self, own: Occurrence, after: _Answers) -> bool:
        """Whether a term that must not follow an occurrence stands behind it."""
        if own.next < 0 or not any(after):
            return False
        following = syllables(self._original[own.next : own.next + _NEAR])[0]
        return _is_answer(exact_term(following), after)

    def _candidates_once(self, beginning: _Beginning) -> tuple[int, ...]:
        """The same for all phrases that begin alike."""
        if beginning not in self._tried:
            self._tried[beginning] = tuple(self._candidates(beginning))
        return self._tried[beginning]

    def _met(self, beginnings: Iterable[_Beginning]) -> int:
        """How often letters are met that are looked for, where syllables begin with them or not."""
        return sum(self._folded.text.count(own) for own in beginnings if isinstance(own, str))

    def _syllable(self, at: int) -> "_ReadSyllable | None":
        """The syllable that begins at a character of the folded text, read once."""
        if at not in self._read:
            self._read[at] = self._read_syllable(at)
        return self._read[at]

    def _read_syllable(self, at: int) -> "_ReadSyllable | None":
        text, starts, ends = self._folded.text, self._folded.starts, self._folded.ends
        found = syllable_at(text, at)
        if not found:
            return None
        last, behind = found
        start, end = starts[at], ends[last - 1]
        term = _term_of(self._original[start:end], text[at:last])
        return _ReadSyllable(_JoinedTerm(term, is_set(self._joins, start)), end, behind)

    def _candidates(self, beginning: _Beginning) -> Iterator[int]:
        """Where in the folded text syllables begin with some letters, or where numbers begin."""
        text = self._folded.text
        if isinstance(beginning, _Number):
            yield from numbers_in(text)
            return
        at = text.find(beginning)
        while at >= 0:
            if begins_syllable(text, at):
                yield at
            at = text.find(beginning, at + 1)

    def _occurrence_at(self, at: int, answers: Sequence[_Answers]) -> Occurrence | None:
        """The occurrence that begins at a character of the folded text, if there is one."""
        text, starts = self._folded.text, self._folded.starts
        first = starts[at]
        terms: list[_JoinedTerm] = []
        for slot in answers:
            found = self._syllable(at)
            if found is None or not _is_answer(found.own.term, slot):
                return None
            terms.append(found.own)
            end, at = found.end, found.behind
        passage = bisect_right(self._begins, first) - 1
        if passage < 0 or end > (limit := self._spans[passage][1]):
            return None
        following = starts[at] if at < len(text) and starts[at] < limit else -1
        return Occurrence(first, end, following, self._cut(first, terms, following))

    def _cut(self, first: int, terms: Sequence["_JoinedTerm"], following: int) -> Cut:
        """How terms from an offset on lie on pyvi's words.

        `following`: where the next syllable begins, or -1.
        """
        begins_inside, ends_inside = terms[0].is_joined, is_set(self._joins, following)
        if not (begins_inside or ends_inside):
            return Cut.NONE
        if len(terms) > 1 and (
            (begins_inside and self._tears_first(first, terms))
            or (ends_inside and self._tears_last(following, terms))
        ):
            return Cut.TORN
        return Cut.INSIDE if all(own.is_joined for own in terms[1:]) else Cut.ACROSS

    def _tears_first(self, first: int, terms: Sequence["_JoinedTerm"]) -> bool:
        """Whether the first syllable belongs to the one before the occurrence: it is joined to
        none of the occurrence, or it makes a word of pyvi's list with the one before."""
        if not terms[1].is_joined:
            return True
        before = syllables(self._original[max(0, first - _NEAR) : first])[-1]
        return is_word(to_orthography(before.exact), terms[0].orthography)

    def _tears_last(self, following: int, terms: Sequence["_JoinedTerm"]) -> bool:
        """Whether the last syllable belongs to the one behind the occurrence, in the same way."""
        if not terms[-1].is_joined:
            return True
        after = syllables(self._original[following : following + _NEAR])[0]
        return is_word(terms[-1].orthography, to_orthography(after.exact))


class _JoinedTerm(NamedTuple):
    """The term of a syllable, and whether pyvi joins the syllable to the one before it."""

    term: str
    is_joined: bool

    @property
    def orthography(self) -> str:
        """The syllable as newspapers write it."""
        return to_orthography(self.term.partition(TERM_SEPARATOR)[2])


class _ReadSyllable(NamedTuple):
    """A syllable, where it ends in the text, and where the next one begins in the folded text."""

    own: _JoinedTerm
    end: int
    behind: int


def _beginning(term: str | Prefix) -> _Beginning:
    """What a syllable begins with if it answers a term."""
    letters = (term if isinstance(term, str) else term.text).partition(TERM_SEPARATOR)[0]
    return _Number.ANY if letters[0].isdecimal() else letters


@lru_cache(maxsize=65536)
def _term_of(surface: str, folded: str) -> str:
    """The term of a syllable; diacritics of other scripts that stand on it are no part of it.

    `folded` tells which one it is where one character is several of them: ㎡ is m and 2.
    """
    found = syllables(surface)
    return exact_term(next((own for own in found if own.folded == folded), found[0]))


def _is_answer(term: str, answers: _Answers) -> bool:
    exact, prefixes = answers
    return term in exact or term.startswith(prefixes)


@lru_cache(maxsize=1024)
def _answers(slot: tuple[Term, ...]) -> _Answers:
    prefixes = tuple(term.text for term in slot if isinstance(term, Prefix))
    return frozenset(term for term in slot if isinstance(term, str)), prefixes
