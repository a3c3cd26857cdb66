"""What was typed → which reports are meant, what they are worth, and what to mark in them."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice, product
from math import ceil

from search.answers import Notice, NoticeKind
from search.dates import DateError, parse_range
from search.engine.query_tree import (
    And,
    Clause,
    DateOverlaps,
    FacetValueIs,
    MinimumMatch,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
)
from search.facets.registry import COUNTED_BY_NAME
from search.index.fields import WORD_FIELDS
from search.query.concepts import Concept, FacetLookup, concepts, phrase, segmented_words
from search.query.syntax import DATE, QueryPart, QueryPartKind, query_parts, without_or
from search.text.analyze import exact_term, word_term
from search.text.lexicon.provinces import Province, merged_with, province_at
from search.text.normalize import normalize
from search.text.syllable import Syllable, is_spelled, syllables

MAX_CHARACTERS = 500
MAX_SYLLABLES = 128

# Weights of what a report may hold of the query; what was tried is in decision 10.
SYLLABLE, PAIR, WORD, ROW = 1.0, 0.5, 0.25, 2.0
THING, AS_TYPED = 1.0, 1.0
SAME_SPELLING, OTHER_SPELLING = 0.2, 0.2

LONGEST_ROW, MOST_ROWS = 6, 8
"""What was typed as a whole is worth something where it stands in a row, if it is no longer, in
so many ways to write it."""
MANY, MANY_BARE, PART, LEAST = 3, 6, 0.25, 2
"""Of so many things (so many syllables, if none has a mark), a part is enough for a report if too
few hold them all (`search.answer.page`): such a part of them, and so many at least."""

MOST_OFFERED = 2
"""Provinces of a query whose other names are offered."""

_LONG_DASH = re.compile(r"(?<!\S)[\u2010-\u2015\u2212](?=\S)")
"""A dash that nobody types to leave something out."""


class QueryTooLongError(ValueError):
    """The query is longer than anyone types."""

    def __init__(self) -> None:
        super().__init__(
            f"the query is too long: at most {MAX_CHARACTERS} characters "
            f"and {MAX_SYLLABLES} syllables"
        )


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query as it will be asked: see `search.engine.protocol.Request` for `required` and
    `clauses`.

    `relaxed`: of many things, what holds a part of them; None if all are required anyway.
    `is_unaccented`: nothing was typed with a mark, so that what holds them all may hold other
    words. `quoted_text`: a query of the same things that requires them all, whatever few they are;
    "" if there is none. `concept_texts`: the words of each thing as they were typed;
    `texts_without_concept`: the query without each of them. `highlighted`: what is marked in a hit,
    in the order it was typed, each with every way to write it. `is_empty`: nothing was typed; if
    something was and `required` is None, there is nothing to find.
    """

    required: Node | None
    relaxed: Node | None
    is_unaccented: bool
    quoted_text: str
    concept_texts: tuple[str, ...]
    texts_without_concept: tuple[str, ...]
    clauses: tuple[Clause, ...]
    highlighted: tuple[tuple[Phrase, ...], ...]
    notices: tuple[Notice, ...]
    is_empty: bool

    @property
    def is_nothing(self) -> bool:
        """Whether something was typed and none of it can be looked for."""
        return self.required is None and not self.is_empty


class _NoLookup:
    """Where there is no index to ask."""

    def values(self, facet: str) -> Iterable[str]:
        """None."""
        return ()

    def has(self, facet: str, value: str) -> bool:
        """Never."""
        return False


NO_LOOKUP = _NoLookup()


def parse_query(text: str, known: FacetLookup = NO_LOOKUP) -> ParsedQuery:
    """Read a query: marked syllables exactly, bare ones in any spelling (V4).

    What belongs together becomes a phrase of its syllables, or another way to write it
    (`search.query.concepts`), and all are required; of many, see `ParsedQuery.some`. Inside quotes
    nothing is read but syllables; after "=" they have the marks they have. `search.query.syntax`
    says what else can be typed. Raises QueryTooLongError.
    """
    if len(text) > MAX_CHARACTERS:
        raise QueryTooLongError
    said = normalize(_LONG_DASH.sub("- ", text)).text
    typed = _without_lone_quote(said)
    every = syllables(typed)
    if len(every) > MAX_SYLLABLES:
        raise QueryTooLongError
    reading = _Reading(typed, any(syllable.has_diacritics for syllable in every), known)
    read = [found for own in query_parts(typed) if any(found := reading.read(own))]
    notes = [reading.folded()] if reading.bare else []
    notes += reading.notes
    if len(read) > 1:
        notes.append(Notice(NoticeKind.ALTERNATIVES, instead=without_or(typed)))
    if said.strip() and not read:
        notes.append(Notice(NoticeKind.NOTHING_TO_FIND, (said.strip(),)))
    all_of = [And((*segmented_words, *others)) for segmented_words, others in read]
    some_of = [And((*reading.some(segmented_words), *others)) for segmented_words, others in read]
    return ParsedQuery(
        required=_either(all_of),
        relaxed=_either(some_of) if some_of != all_of else None,
        is_unaccented=not reading.is_marked,
        quoted_text=reading.strict(),
        concept_texts=tuple(typed[start:end] for start, end in reading.spans),
        texts_without_concept=tuple(
            _joined(typed[:start], typed[end:]) for start, end in reading.spans
        ),
        clauses=tuple(
            Clause(phrase, weight, others) for (phrase, others), weight in reading.scored.items()
        ),
        highlighted=tuple(reading.sought),
        notices=tuple(notes),
        is_empty=not said.strip(),
    )


@lru_cache(maxsize=65536)
def _called(facet: str, value: str) -> tuple[tuple[Syllable, ...], ...]:
    """The names of a value; who asks for one person is asking for each of thousands."""
    return tuple(tuple(syllables(name)) for name in COUNTED_BY_NAME[facet].names_of(value))


def _without_lone_quote(typed: str) -> str:
    """A quote without its second one is no quote, and must not become one when others are added."""
    if typed.count('"') % 2 == 0:
        return typed
    before, _, after = typed.rpartition('"')
    return f"{before} {after}"


def _joined(*stretches: str) -> str:
    return " ".join(" ".join(stretches).split())


def _either(alternatives: Sequence[Node]) -> Node | None:
    if len(alternatives) < 2:
        return alternatives[0] if alternatives else None
    return Or(tuple(alternatives))


@dataclass(slots=True)
class _Reading:
    """What has been read of a query so far."""

    typed: str
    is_marked: bool
    known: FacetLookup
    offered: list[Province] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    scored: dict[tuple[Phrase, tuple[Phrase, ...]], float] = field(default_factory=dict)
    sought: dict[tuple[Phrase, ...], None] = field(default_factory=dict)
    bare: dict[str, None] = field(default_factory=dict)
    folded_spans: dict[tuple[int, int], None] = field(default_factory=dict)
    notes: dict[Notice, None] = field(default_factory=dict)

    def read(self, alternative: Iterable[QueryPart]) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
        """What answers each thing of an alternative: its words, and what is required for sure."""
        segmented_words: dict[Node, None] = {}
        others: dict[Node, None] = {}
        for part in alternative:
            if part.is_excluded:
                others |= dict.fromkeys(self._excluded(part))
            else:
                kept = segmented_words if part.kind is QueryPartKind.WORDS else others
                kept.update(dict.fromkeys(self._wanted(part)))
        return tuple(segmented_words), tuple(others)

    def some(self, segmented_words: tuple[Node, ...]) -> tuple[Node, ...]:
        """All of some words, or a part if they are many: nobody writes a report in the words of a
        long question."""
        if len(segmented_words) < (MANY if self.is_marked else MANY_BARE):
            return segmented_words
        return (MinimumMatch(max(LEAST, ceil(PART * len(segmented_words))), segmented_words),)

    def folded(self) -> Notice:
        """What was looked up in any spelling, and how to ask for it as it was typed."""
        typed = self.typed
        for start, end in sorted(self.folded_spans, reverse=True):
            own = typed[start:end]
            quoted = own if own.startswith('"') else f'"{own}"'
            typed = f"{typed[:start]} ={quoted} {typed[end:]}"
        typed = _joined(typed)
        instead = typed if len(typed) <= MAX_CHARACTERS else ""
        return Notice(NoticeKind.ANY_DIACRITICS, tuple(self.bare), instead)

    def strict(self) -> str:
        """What was typed with each of its things in quotes, if that is not too long."""
        typed = self.typed
        for start, end in reversed(self.spans):
            typed = f'{typed[:start]} "{typed[start:end]}" {typed[end:]}'
        typed = _joined(typed)
        return typed if len(typed) <= MAX_CHARACTERS else ""

    def _excluded(self, part: QueryPart) -> list[Node]:
        """All that a part asks for, but not together."""
        held = [unit.node for unit in self._units(part, syllables(part.text))]
        if not held:
            return []
        self._note(NoticeKind.EXCLUDED, (part.text,), part.start, part.end, "")
        return [Not(And(tuple(held)))]

    def _wanted(self, part: QueryPart) -> list[Node]:
        """What a part asks for; it is scored, marked and told."""
        found = syllables(part.text)
        asked = self._units(part, found)
        told: set[int] = set()
        for unit in asked:
            for ways in unit.sought:
                self.sought[ways] = None
            start, end, instead = part.start, part.end, part.text
            if part.kind is QueryPartKind.FIELD and unit.kind is not NoticeKind.FIELD:
                instead = f'"{part.text}"'
            if part.kind is QueryPartKind.WORDS:
                start, end = self._span(part, found, unit)
                self.spans.append((start, end))
                instead = f'"{self.typed[start:end]}"'
            if unit.kind is not None or unit.is_dictionary_word:
                told.update(range(unit.first, unit.last))
            if unit.kind is not None:
                self._note(
                    unit.kind, (self.typed[start:end], *unit.notice_words), start, end, instead
                )
            if unit.province and unit.province not in self.offered:
                self.offered.append(unit.province)
                for old, other in (
                    merged_with(unit.province) if len(self.offered) <= MOST_OFFERED else ()
                ):
                    self._note(NoticeKind.MERGED, (old.name, old.today, other), start, end, other)
        if part.kind in (QueryPartKind.WORDS, QueryPartKind.QUOTED):
            self._score(part, found, asked)
            for unit in asked:
                bare = [n for n in range(unit.first, unit.last) if found[n].is_unaccented]
                for number in sorted(set(bare) - told):
                    self.bare[part.text[found[number].start : found[number].end]] = None
                    self.folded_spans[self._span(part, found, unit)] = None
        return [unit.node for unit in asked]

    def _span(self, part: QueryPart, found: Sequence[Syllable], unit: Concept) -> tuple[int, int]:
        """Where a thing stands in what was typed; of quotes, with them."""
        if part.kind is not QueryPartKind.WORDS:
            return part.start, part.end
        return part.start + found[unit.first].start, part.start + found[unit.last - 1].end

    def _units(self, part: QueryPart, found: Sequence[Syllable]) -> list[Concept]:
        whole = 0, len(found)
        if part.kind is QueryPartKind.FIELD:
            if held := self._held(part):
                return [Concept(*whole, (), held, NoticeKind.FIELD, (part.field, part.text))]
            if part.field != DATE:
                self.notes[Notice(NoticeKind.UNKNOWN_VALUE, (part.field, part.text))] = None
        if not found:
            return []
        if part.kind is QueryPartKind.PREFIX:
            beginning = Phrase(((Prefix(found[0].folded),),))
            self._score_ways([beginning], SYLLABLE)
            return [Concept(*whole, (beginning,), kind=NoticeKind.PREFIX)]
        if part.kind is QueryPartKind.QUOTED:
            return [Concept(*whole, (phrase(found),))]
        if part.kind is QueryPartKind.EXACT_SPELLING:
            as_typed = Phrase(tuple((exact_term(syllable),) for syllable in found))
            self._score_ways([as_typed], ROW)
            return [Concept(*whole, (as_typed,))]
        return concepts(part.text, found, self.known)

    def _held(self, part: QueryPart) -> tuple[Node, ...]:
        """What a field and its value ask for; nothing if the index has no such value."""
        if part.field == DATE:
            with suppress(DateError):
                return (DateOverlaps(parse_range(part.text)),)
            return ()
        wanted = syllables(part.text)
        named = province_at(wanted, 0) if part.field == "province" else None
        meant = named[1].name if named and named[0] == len(wanted) else None
        return tuple(
            FacetValueIs(part.field, value)
            for value in self.known.values(part.field)
            if value == meant
            or any(is_spelled(name, wanted) for name in _called(part.field, value))
        )

    def _score(self, part: QueryPart, found: Sequence[Syllable], asked: Sequence[Concept]) -> None:
        """What can be written in several ways, what was typed in a row, syllables, pairs, pyvi's
        words."""
        inside: set[int] = set()
        for unit in asked:
            if len(unit.variants) > 1:
                size = unit.last - unit.first
                self._score_ways(unit.variants, THING * size)
                self._score_ways(unit.variants[:1], AS_TYPED)
                inside.update(range(unit.first, unit.last))
        if len(found) > 1 and (len(found) <= LONGEST_ROW or part.kind is QueryPartKind.QUOTED):
            rows = islice(product(*(unit.variants for unit in asked)), MOST_ROWS)
            slots = (chain.from_iterable(way.slots for way in ways) for ways in rows)
            self._score_ways([Phrase(tuple(row)) for row in slots], ROW)
        for first in range(len(found) - 1):
            if not {first, first + 1} <= inside:
                self._score_pair(found[first : first + 2])
        for number, syllable in enumerate(found):
            if number not in inside:
                self._score_syllable(syllable)
        if part.kind is QueryPartKind.WORDS:
            for first, last in segmented_words(part.text, found):
                if last - first > 1 and first not in inside:
                    word = Phrase(((word_term(found[first:last]),),), WORD_FIELDS)
                    self._score_ways([word], WORD if last - first < len(found) else ROW)

    def _score_ways(self, ways: Sequence[Phrase], weight: float) -> None:
        """Ways to say one thing, as it was typed first."""
        self.scored.setdefault((ways[0], tuple(dict.fromkeys(ways[1:]))), weight)

    def _score_pair(self, pair: Sequence[Syllable]) -> None:
        own = Phrase(tuple((exact_term(syllable),) for syllable in pair))
        self._score_ways([own if self.is_marked else phrase(pair)], PAIR)

    def _score_syllable(self, syllable: Syllable) -> None:
        """Whoever types marks means most bare syllables as they stand; another spelling is worth
        little then. Of a query without marks it is worth more than the one that was typed."""
        own, any_way = Phrase(((exact_term(syllable),),)), phrase([syllable])
        if self.is_marked or own == any_way:
            self._score_ways([own], SYLLABLE)
            self._score_ways([any_way], OTHER_SPELLING)
        else:
            self._score_ways([any_way], SYLLABLE)
            self._score_ways([own], SAME_SPELLING)

    def _note(self, kind: NoticeKind, ways: Sequence[str], start: int, end: int, by: str) -> None:
        """What was done to characters [start, end) of what was typed, and what undoes it."""
        instead = _joined(f"{self.typed[:start]}{by}{self.typed[end:]}")
        if len(instead) > MAX_CHARACTERS:
            instead = ""
        self.notes[Notice(kind, tuple(ways), instead)] = None
