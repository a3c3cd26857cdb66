"""What is being typed → its finished syllables, the unfinished one, and what they may become."""

from collections.abc import Sequence
from heapq import nlargest
from typing import NamedTuple

from search.engine.query_tree import Phrase, Term
from search.query.concepts import slot
from search.query.plain_words import plain_words
from search.query.vocabulary import Vocabulary
from search.text.spelling import is_prefix_of
from search.text.syllable import Syllable

_SPELLINGS = 48
"""The most frequent syllables that an unfinished one may become, which are searched for."""
_VAGUE = 50_000
"""Reports of all those syllables, one by one, above which the index is not asked for them: what
begins with "t" is a large part of it, and takes a second of 40,000 reports."""


class TypedText(NamedTuple):
    """The finished syllables, and the one that is being typed, if one is."""

    finished: tuple[Syllable, ...]
    last: Syllable | None

    @classmethod
    def read(cls, text: str) -> "TypedText | None":
        """Plain words with a letter in them; None for any other text, which is not completed.

        The last syllable is unfinished unless a blank or punctuation follows it.
        """
        words = plain_words(text)
        found = [syllable for word in words for syllable in word.syllables]
        if not any(syllable.exact[0].isalpha() for syllable in found):
            return None
        if words[-1].end < len(text):
            return cls(tuple(found), None)
        return cls(tuple(found[:-1]), found[-1])

    @property
    def folded(self) -> str:
        """Folded as entries of a vocabulary are; a blank at the end if no syllable is begun."""
        if self.last is None:
            return " ".join([*(s.folded for s in self.finished), ""])
        return " ".join(s.folded for s in (*self.finished, self.last))

    def is_prefix_of(self, exact: Sequence[str]) -> bool:
        """Whether canonical syllables begin so, given that their folded letters do (V4)."""
        if len(exact) <= len(self.finished):
            return False
        both = zip(self.finished, exact, strict=False)
        if not all(own.is_unaccented or own.exact == meant for own, meant in both):
            return False
        return self.last is None or is_prefix_of(self.last, exact[len(self.finished)])

    def is_vague(self, vocabulary: Vocabulary) -> bool:
        """Whether the last syllable has so few letters that much of an index begins so."""
        return sum(n for _, n in self._last_becomes(vocabulary)) > _VAGUE

    def finished_phrase(self, fields: tuple[str, ...]) -> Phrase | None:
        """The finished syllables as an exact phrase; None if there are none."""
        slots = [slot(syllable) for syllable in self.finished]
        return Phrase(tuple(slots), fields) if slots else None

    def phrase(self, vocabulary: Vocabulary, fields: tuple[str, ...]) -> Phrase | None:
        """All syllables as an exact phrase, the last as any it may become; None if it is none."""
        slots: list[tuple[Term, ...]] = [slot(syllable) for syllable in self.finished]
        if self.last is not None:
            becomes = self._last_becomes(vocabulary)
            slots.append(tuple(vocabulary.term(exact) for exact, _ in becomes))
        return Phrase(tuple(slots), fields) if slots and all(slots) else None

    def _last_becomes(self, vocabulary: Vocabulary) -> list[tuple[str, int]]:
        """The most frequent syllables that the last may become, and the reports of each."""
        last = self.last
        if last is None:
            return []
        fit = [found for found in vocabulary.beginning(last.folded) if is_prefix_of(last, found[0])]
        return nlargest(_SPELLINGS, fit, key=lambda found: found[1])
