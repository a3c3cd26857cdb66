"""A part of a query → the concepts that it asks for, and where each was typed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from search.answers import NoticeKind
from search.dates import OPEN_SIGNS
from search.engine.query_tree import (
    And,
    DateOverlaps,
    FacetValueIs,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Term,
)
from search.query.begun import begun_slots
from search.query.concepts import Concept, one_of, phrase, slot
from search.query.field_values import days_asked, values_named
from search.query.lookup import FacetLookup
from search.query.own_words import NO_OWN_WORDS
from search.query.read_run import NO_COST, STEPS_PER_SYLLABLE, ReadingCost, ReadRun, read_run
from search.query.readings import LIMITS
from search.query.recognise import concepts
from search.query.run import Run
from search.query.syntax import DATE, TITLE, QueryPart, QueryPartKind
from search.query.vocabulary import Vocabulary
from search.report import Span
from search.text.analyze import exact_term
from search.text.lexicon.numerals import ending_ordinal
from search.text.syllable import Syllable, syllables

TITLE_FIELDS = ("title",)
"""Where `tiêu đề:` looks."""
MOST_COUNTED, FEWEST_COUNTED = LIMITS.pairs, 50
"""Neighbours that are counted in the index to read the words of one query, as many as one run may
take; a run for which fewer are left stays unread."""
_STEPS_PER_PART = 4


@dataclass(frozen=True, slots=True)
class ParsedPart:
    """A part of a query, the run of its text, and the concepts of the run, in order.

    `readings`: what words typed without diacritics may stand for, the likeliest first; the run is
    that one, and the first `looked_for` are looked for. Empty if nothing was read into them.
    `alternatives`: the parts in a GROUP or a NEAR, as in `QueryPart`; `concepts` are then those of
    its leaves that are not excluded.
    """

    part: QueryPart
    run: Run
    concepts: tuple[Concept, ...]
    readings: tuple[str, ...] = ()
    looked_for: int = 0
    alternatives: tuple[tuple["ParsedPart", ...], ...] = ()

    @property
    def typed(self) -> tuple[Syllable, ...]:
        """The syllables of the part as they were typed."""
        return tuple(syllables(self.part.text))

    @property
    def apart(self) -> tuple[Concept, ...]:
        """Its concepts, the syllables of what was read, and of documents, as concepts of their own.

        Empty if it has neither. Each syllable as typed, so in any spelling without diacritics.
        """
        if not (self.readings or any(own.is_document for own in self.concepts)):
            return ()
        typed = self.typed
        fields = self.concepts[0].variants[0].fields  # titles alone, behind "tiêu đề:"
        found: list[Concept] = []
        for own in self.concepts:
            if not (self.readings or own.is_document):
                found.append(own)
                continue
            for n in range(own.first, own.last):
                alone = replace(phrase([typed[n]]), fields=fields)
                found.append(Concept(n, n + 1, (alone,)))
        return tuple(found)

    @property
    def is_plain(self) -> bool:
        """Whether it is words that are asked for, without quotes or a field."""
        return self.part.kind is QueryPartKind.WORDS and not self.part.is_excluded

    @property
    def is_words(self) -> bool:
        """Whether it is words that are asked for, in whatever way: no field, and nothing to leave
        out."""
        return not self.part.is_excluded and all(
            leaf.part.kind is not QueryPartKind.FIELD for leaf in self.leaves()
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it can be looked for, or left out."""
        return not self._wanted

    @property
    def names_unknown_value(self) -> bool:
        """Whether it is a field whose value is none of the index, or no date: it is words then."""
        is_value = self.part.kind is QueryPartKind.FIELD
        return is_value and all(own.kind is not NoticeKind.FIELD for own in self.concepts)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """What a report must match to answer it."""
        wanted = self._wanted
        return (Not(And(wanted)),) if self.part.is_excluded and wanted else wanted

    @property
    def _wanted(self) -> tuple[Node, ...]:
        """The same, had it not been excluded."""
        if self.part.kind is QueryPartKind.NEAR and len(self.concepts) > 1:
            phrases = [phrase for own in self.concepts for phrase in own.variants]
            return tuple(Near(*two, self.part.distance) for two in pairwise(phrases))
        if self.part.kind is not QueryPartKind.GROUP:
            return tuple(concept.node for concept in self.concepts)
        every = [[n for own in parts for n in own.nodes] for parts in self.alternatives]
        asked = [And(tuple(nodes)) for nodes in every if nodes]
        return asked[0].parts if len(asked) == 1 else (Or(tuple(asked)),) if asked else ()

    def leaves(self) -> Iterator["ParsedPart"]:
        """The part itself, or those that it is made of; none of an excluded group."""
        if not self.alternatives:
            yield self
        elif not self.part.is_excluded:
            for parts in self.alternatives:
                for own in parts:
                    yield from own.leaves()

    def span(self, concept: Concept) -> Span:
        """Where a concept was typed in the query: of any part but words, the whole part."""
        if self.part.kind is not QueryPartKind.WORDS:
            return self.part.start, self.part.end
        found, begin = self.run.syllables, self.part.start
        return begin + found[concept.first].start, begin + found[concept.last - 1].end


class PartsReader:
    """Reads the parts of one query, one after the other.

    `vocabulary`: of the index, for words typed without diacritics; None leaves them unread, and so
    are those behind MOST_COUNTED neighbours that were counted. Its own words are read, too.
    `cost`: of all parts until now.
    """

    def __init__(self, lookup: FacetLookup, vocabulary: Vocabulary | None) -> None:
        self._lookup, self._vocabulary = lookup, vocabulary
        self._own = vocabulary.own if vocabulary else NO_OWN_WORDS
        self.cost = NO_COST

    def read(self, part: QueryPart) -> ParsedPart:
        """Recognise the concepts of a part; it has none if nothing in it can be looked for."""
        run = Run(part.text, self._lookup, own=self._own)
        if found := self._reading(part, run):
            own = found.run, found.concepts, found.readings, found.looked_for
            return ParsedPart(part, *own)
        if not part.alternatives:
            self._pay(ReadingCost(_STEPS_PER_PART + STEPS_PER_SYLLABLE * len(run.syllables)))
            return ParsedPart(part, run, _CONCEPTS[part.kind](part, run))
        inner = tuple(tuple(map(self.read, parts)) for parts in part.alternatives)
        if part.field == TITLE:
            inner = tuple(tuple(map(_in_titles, parts)) for parts in inner)
        every = (own for parts in inner for own in parts if not own.part.is_excluded)
        concepts_in = tuple(c for own in every for c in own.concepts)
        return ParsedPart(part, run, concepts_in, alternatives=inner)

    def _reading(self, part: QueryPart, run: Run) -> ReadRun | None:
        """What words without diacritics stand for, as far as so much may be counted."""
        is_plain = part.kind is QueryPartKind.WORDS and not part.is_excluded
        left = MOST_COUNTED - self.cost.counts
        if not (is_plain and self._vocabulary) or left < FEWEST_COUNTED:
            return None
        found, cost = read_run(run, self._vocabulary, left)
        self._pay(cost)
        return found

    def _pay(self, cost: ReadingCost) -> None:
        self.cost = self.cost.plus(cost)


def _in_titles(parsed: ParsedPart) -> ParsedPart:
    """The same part, looked for in titles; a field in it is a field anyway."""
    inner = tuple(tuple(map(_in_titles, parts)) for parts in parsed.alternatives)
    found = tuple(
        replace(
            own,
            variants=_only_titles(own.variants),
            alternatives=_in_titles_too(own),
        )
        for own in parsed.concepts
    )
    return replace(parsed, concepts=found, alternatives=inner)


def _in_titles_too(concept: Concept) -> tuple[Node, ...]:
    """What else answers a concept in titles: its phrases; a facet alone is no text of a title."""
    if not concept.variants:
        return concept.alternatives
    return _only_titles(own for own in concept.alternatives if isinstance(own, Phrase))


def _only_titles(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    return tuple(replace(own, fields=TITLE_FIELDS) for own in phrases)


def _of_words(part: QueryPart, run: Run) -> tuple[Concept, ...]:
    return concepts(run)


def _of_field(part: QueryPart, run: Run) -> tuple[Concept, ...]:
    """The values that a field asks for; its words, if the index has no such value."""
    if values := _asked_values(part, run):
        notice_words = (part.field, part.text)
        return (Concept(0, len(run.syllables), (), values, NoticeKind.FIELD, notice_words),)
    return concepts(run)


def _asked_values(part: QueryPart, run: Run) -> tuple[Node, ...]:
    is_value = part.field != DATE and not part.text.startswith(OPEN_SIGNS)
    values = values_named(part.field, run.syllables, run.lookup) if is_value else ()
    if not values and (days := days_asked(part.field, part.text)):
        return (DateOverlaps(days),)
    return tuple(FacetValueIs(part.field, value) for value in values)


def _of_prefix(part: QueryPart, run: Run) -> tuple[Concept, ...]:
    begun = begun_slots(f"{part.text}*", run.syllables, run.lookup)
    if not run.syllables:
        return ()
    slots = tuple(begun.get(n) or slot(own) for n, own in enumerate(run.syllables))
    return (Concept(0, len(run.syllables), (Phrase(slots),), kind=NoticeKind.PREFIX),)


def _of_quoted(part: QueryPart, run: Run) -> tuple[Concept, ...]:
    """Inside quotes nothing is recognised: they ask for their syllables as an exact phrase.

    An ordinal in words ends it where the ordinal ends: "thứ mười" is not "thứ mười hai".
    """
    begun = begun_slots(part.text, run.syllables, run.lookup)
    return _exact_phrase(run, tuple(begun.get(n) or slot(s) for n, s in enumerate(run.syllables)))


def _of_exact_spelling(part: QueryPart, run: Run) -> tuple[Concept, ...]:
    """After "=" each syllable has exactly the diacritics that were typed."""
    begun = begun_slots(part.text, run.syllables, run.lookup)
    own = enumerate(run.syllables)
    slots = tuple(begun.get(number) or (exact_term(s),) for number, s in own)
    return _exact_phrase(run, slots)


def _exact_phrase(run: Run, slots: tuple[tuple[Term, ...], ...]) -> tuple[Concept, ...]:
    if not slots:
        return ()
    ordinal = ending_ordinal(run.syllables)
    after = one_of(ordinal.continuations) if ordinal else ()
    return (Concept(0, len(slots), (Phrase(slots, not_followed_by=after),)),)


_CONCEPTS: Mapping[QueryPartKind, Callable[[QueryPart, Run], tuple[Concept, ...]]] = {
    QueryPartKind.WORDS: _of_words,
    QueryPartKind.QUOTED: _of_quoted,
    QueryPartKind.EXACT_SPELLING: _of_exact_spelling,
    QueryPartKind.PREFIX: _of_prefix,
    QueryPartKind.FIELD: _of_field,
}
