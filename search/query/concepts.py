"""Syllables as typed → a Concept: every way to write it, as phrases that an engine can match."""

from collections.abc import Iterable
from dataclasses import dataclass

from search.answers import NoticeKind
from search.engine.query_tree import And, Near, Node, Or, Phrase, Prefix, Term
from search.text.analyze import exact_term, folded_prefix
from search.text.lexicon.provinces import Province
from search.text.syllable import Syllable, other_vowel, spellings, syllables


@dataclass(frozen=True, slots=True)
class Concept:
    """Syllables [first, last) of a run of words that mean one thing.

    `variants`: every way to write it, the one that was typed first. `alternatives`: what else a
    report may have to answer it: a date, a province; a phrase that is highlighted and found, and
    no better than others that are found. `kind` and
    `notice_words` tell the reader what was done, if it is worth a notice. `province`: the one that
    it names. `is_dictionary_word`: a word list has it as it was typed, so that its syllables
    without diacritics are known to have none. `is_document`: it is the name or number of a
    document, whose parts, where they stand apart, may still be of it. `is_answered_apart`: the
    variants only score and are highlighted; the alternatives alone find.
    """

    first: int
    last: int
    variants: tuple[Phrase, ...]
    alternatives: tuple[Node, ...] = ()
    kind: NoticeKind | None = None
    notice_words: tuple[str, ...] = ()
    province: Province | None = None
    is_dictionary_word: bool = False
    is_document: bool = False
    is_answered_apart: bool = False

    @property
    def size(self) -> int:
        """How many syllables were typed for it."""
        return self.last - self.first

    @property
    def node(self) -> Node:
        """The query tree that finds it."""
        nodes = (*(() if self.is_answered_apart else self.variants), *self.alternatives)
        return nodes[0] if len(nodes) == 1 else Or(nodes)

    @property
    def highlighted(self) -> list[tuple[Phrase, ...]]:
        """What is highlighted in a report, each part as all its variants.

        More than one where a noun and its number may stand apart, and where two phrases are near
        each other: both are highlighted.
        """
        apart = [part for node in self.alternatives for part in _parts(node)]
        also = tuple(node for node in self.alternatives if isinstance(node, Phrase))
        every = ((*self.variants, *also), *map(_phrases, apart))
        return [variants for variants in every if variants]


def phrase(typed: Iterable[Syllable]) -> Phrase:
    """Syllables in order, each as it was typed (V3, V4)."""
    return Phrase(tuple(map(slot, typed)))


def slot(syllable: Syllable) -> tuple[Term, ...]:
    """The terms that answer a syllable.

    Its own term, or the prefix of all spellings if it was typed without diacritics (V4); and those
    of the other spelling where a final i and y are both in use (V3): "kỹ" is also "kĩ".
    """
    other = other_vowel(syllable)
    both = (syllable, other) if other else (syllable,)
    if syllable.is_unaccented:
        return tuple(Prefix(folded_prefix(s)) for s in both)
    return tuple(exact_term(s) for s in both)


def exact_slots(text: str) -> tuple[tuple[Term, ...], ...]:
    """A slot for each syllable of a text, answered by exactly that spelling."""
    return tuple((exact_term(syllable),) for syllable in syllables(text))


def one_of(words: Iterable[str]) -> tuple[Term, ...]:
    """One slot that is answered by each of some words of one syllable, exactly as spelled."""
    return tuple(exact_term(Syllable(0, 0, *spellings(word))) for word in words)


def _parts(node: Node) -> tuple[Node, ...]:
    """What stands apart of a node that is more than one thing."""
    if isinstance(node, Near):
        return (node.first, node.second)
    return node.parts if isinstance(node, And) else ()


def _phrases(node: Node) -> tuple[Phrase, ...]:
    parts = node.parts if isinstance(node, Or) else (node,)
    return tuple(part for part in parts if isinstance(part, Phrase))
