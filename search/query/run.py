"""Consecutive words of a query → a Run: their syllables, names and pyvi words, each read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from search.query.lookup import FacetLookup
from search.query.own_words import NO_OWN_WORDS, OwnWords
from search.text.analyze import analyze
from search.text.lexicon.names import names
from search.text.spelling import to_orthography
from search.text.syllable import Syllable, syllables


class MeantSyllable(Syllable):
    """A syllable that is meant as it is spelled: without diacritics it stands for no other."""

    __slots__ = ()

    @property
    def is_unaccented(self) -> bool:
        """Never: see `Syllable.is_unaccented`."""
        return False


@dataclass(frozen=True)
class Run:
    """A normalised text of a query, and the index that is asked about it.

    Numbers of syllables count from 0; a span of them is [first, last). What needs pyvi's model is
    computed when it is first asked for, because the model takes a while to load. `meant`: the
    numbers of the syllables that are meant as they stand, with diacritics or without, as one says
    that was read from what was typed (`search.query.readings`). `own`: the words of the office
    that asks, besides those of our lists.
    """

    text: str
    lookup: FacetLookup
    meant: frozenset[int] = frozenset()
    own: OwnWords = NO_OWN_WORDS

    @cached_property
    def syllables(self) -> tuple[Syllable, ...]:
        """The syllables of the text, in order."""
        found = syllables(self.text)
        return tuple(MeantSyllable(*s) if n in self.meant else s for n, s in enumerate(found))

    @cached_property
    def name_ends(self) -> Mapping[int, int]:
        """Where a name of a place or a person begins → where it ends (V5)."""
        return dict(names(list(self.syllables), self.text)) if self._may_join else {}

    @cached_property
    def words(self) -> tuple[tuple[int, int], ...]:
        """The span of each of pyvi's words; together they cover all syllables.

        pyvi is given small letters, because case never matters (V14) and capitals mislead it in a
        query. What is typed without any diacritics is no word to it.
        """
        if not self._may_join:
            return tuple((number, number + 1) for number in range(len(self.syllables)))
        return tuple(analyze(self._in_orthography()).words())

    @property
    def _may_join(self) -> bool:
        found = self.syllables
        return len(found) > 1 and (bool(self.meant) or any(s.has_diacritics for s in found))

    def _in_orthography(self) -> str:
        """The same text in small letters, each tone in its usual place: pyvi knows no others."""
        written, end = "", 0
        for syllable in self.syllables:
            written += self.text[end : syllable.start] + to_orthography(syllable.exact)
            end = syllable.end
        return written + self.text[end:]
