"""A query as typed → ParsedQuery: its concepts, and the tree, clauses and notices made of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from search.answers import GroupKind, Notice, NoticeKind
from search.engine.query_tree import Clause, Node, Phrase
from search.query.clauses import clauses
from search.query.concepts import Concept
from search.query.lookup import NO_LOOKUP, FacetLookup
from search.query.notices import joined, notices, of_unread
from search.query.parts import ParsedPart, PartsReader
from search.query.read_run import NO_COST, ReadingCost
from search.query.syntax import (
    QueryPart,
    QueryPartKind,
    ReadQuery,
    read_query,
    without_lone_operators,
    without_or,
)
from search.query.tree import trees
from search.query.vocabulary import Vocabulary
from search.report import Span
from search.text.normalize import normalize
from search.text.syllable import syllables

MAX_CHARACTERS = 500
MAX_SYLLABLES = 128
MAX_FIELDS, MAX_PARTS = 8, 24
"""Fields of one query, several values of one field in brackets are one; and other parts: words,
phrases, beginnings, what is excluded. Each of "a" ~5 "b" counts three times, as it costs that."""

_PARTS_OF_NEAR = 3
_QUOTE = re.compile(r'(?:\\.|[^"\\])*"')
"""The text up to a quote that no backslash stands before."""
_LONG_DASH = re.compile(r"(?<!\S)[\u2010-\u2015\u2212](?=\S)")
"""A dash before a word that nobody types to leave the word out."""


class QueryTooLongError(ValueError):
    """The query is longer than anyone types."""

    def __init__(self, message: str = "") -> None:
        super().__init__(
            message
            or f"the query is too long: at most {MAX_CHARACTERS} characters "
            f"and {MAX_SYLLABLES} syllables"
        )


class TooManyPartsError(QueryTooLongError):
    """The query has more fields, or more parts, than anyone asks for at once."""

    def __init__(self) -> None:
        super().__init__(
            f"the query has too many parts: at most {MAX_FIELDS} fields and {MAX_PARTS} other parts"
        )


@dataclass(frozen=True)
class ParsedQuery:
    """A query: the trees that find reports, the clauses that rank them, and what they are made of.

    `trees`: of each group of its answer (`search.query.tree`). `clauses`: see
    `search.engine.protocol.Request`. `concepts`: everything that is asked for, in the
    order it was typed; what is excluded is none. `notices`: how it was understood. `text`: the
    query, normalised. `plain_spans`: [start, end) in `text` of each concept that was typed as plain
    words. `apart`: the syllables that stand apart in the reports of the
    last group. `is_empty`: nothing was typed at all. `cost`: of reading it.
    """

    trees: Mapping[GroupKind, Node]
    clauses: tuple[Clause, ...]
    concepts: tuple[Concept, ...]
    notices: tuple[Notice, ...]
    text: str
    plain_spans: tuple[Span, ...]
    apart: tuple[Phrase, ...]
    is_empty: bool
    cost: ReadingCost = NO_COST

    @property
    def required(self) -> Node | None:
        """The tree of what was asked for; None if there is nothing to look for."""
        return self.trees.get(GroupKind.ALL)

    @property
    def is_nothing(self) -> bool:
        """Whether something was typed and none of it can be looked for."""
        return self.required is None and not self.is_empty

    @cached_property
    def highlighted(self) -> tuple[tuple[Phrase, ...], ...]:
        """What is highlighted in a hit, in the order it was typed, each as all its variants.

        Where OR joins words an empty one stands before each run of them: what is on its two sides
        are no neighbours."""
        has_or = any(own.kind is NoticeKind.ALTERNATIVES for own in self.notices)
        every: dict[object, tuple[Phrase, ...]] = {}
        for number, own in enumerate(self.concepts):
            if has_or and number and not own.first:
                every[number] = ()
            every |= {variants: variants for variants in own.highlighted if variants not in every}
        return tuple(every.values())

    @property
    def highlighted_apart(self) -> tuple[tuple[Phrase, ...], ...]:
        """What is highlighted in a hit that holds the syllables of what was typed, apart."""
        return (*self.highlighted, *((own,) for own in self.apart))

    @property
    def concept_texts(self) -> tuple[str, ...]:
        """Each concept of plain words, as it was typed."""
        return tuple(self.text[start:end] for start, end in self.plain_spans)

    def texts_without_concept(self) -> Iterator[str]:
        """The query without each of these concepts, one after the other: each is read anew."""
        for start, end in self.plain_spans:
            yield without_lone_operators(joined(self.text[:start], self.text[end:]))


def parse_query(
    text: str, lookup: FacetLookup = NO_LOOKUP, vocabulary: Vocabulary | None = None
) -> ParsedQuery:
    """Parse a query; nothing that is typed is an error, unless it is too long.

    `search.query.syntax` says what can be typed, `search.query.recognise` what is one concept.
    `lookup`: the index (or the one report) that the query is meant for. `vocabulary`: of the index,
    by which words without diacritics are read; None reads them in any spelling. Raises
    QueryTooLongError, or TooManyPartsError, which is one.
    """
    normal = _checked(text)
    typed = _without_lone_quote(normal)
    read = _read(typed, lookup)
    reader = PartsReader(lookup, vocabulary)
    alternatives = [[reader.read(own) for own in parts] for parts in read.alternatives]
    asked = [parts for parts in alternatives if not all(part.is_empty for part in parts)]
    parts = [part for parts in alternatives for part in parts]
    leaves = [leaf for part in parts for leaf in part.leaves()]
    is_read = any(part.readings for part in leaves)
    is_unaccented = not is_read and not any(
        syllable.has_diacritics for leaf in leaves for syllable in leaf.run.syllables
    )
    return ParsedQuery(
        trees=trees(asked),
        clauses=clauses(leaves, is_unaccented=is_unaccented),
        concepts=tuple(c for part in parts if not part.part.is_excluded for c in part.concepts),
        notices=(
            *of_unread(typed, read.unread, MAX_CHARACTERS),
            *notices(typed, parts, MAX_CHARACTERS),
            *_of_all(normal, typed, max(len(asked), *_sides(parts), 0)),
        ),
        text=typed,
        plain_spans=tuple(_plain_spans(parts)),
        apart=tuple(_apart_phrases(leaves)),
        is_empty=not normal.strip(),
        cost=reader.cost,
    )


def _checked(text: str) -> str:
    """The normalised text; a long dash before a word excludes nothing. Raises QueryTooLongError."""
    if len(text) > MAX_CHARACTERS:
        raise QueryTooLongError
    return normalize(_LONG_DASH.sub("- ", text)).text


def _read(typed: str, lookup: FacetLookup) -> ReadQuery:
    if len(syllables(typed)) > MAX_SYLLABLES:
        raise QueryTooLongError
    read = read_query(typed, lookup)
    others = sum(map(_size, chain.from_iterable(read.alternatives)))
    if read.fields > MAX_FIELDS or others > MAX_PARTS:
        raise TooManyPartsError
    return read


def _size(part: QueryPart) -> int:
    """How many parts, but for fields, are in a part."""
    if part.kind is QueryPartKind.NEAR:
        return _PARTS_OF_NEAR
    if part.alternatives:
        return sum(map(_size, chain.from_iterable(part.alternatives)))
    return int(part.kind is not QueryPartKind.FIELD and bool(part.text))


def _without_lone_quote(typed: str) -> str:
    """A query without the last of an odd number of quotes: it could pair with one added later."""
    ends = [found.end() for found in _QUOTE.finditer(typed)]
    return typed if len(ends) % 2 == 0 else f"{typed[: ends[-1] - 1]} {typed[ends[-1] :]}"


def _of_all(normal: str, typed: str, alternatives: int) -> Iterator[Notice]:
    """Notices of a query as a whole. `normal`, `typed`: with and without a lone quote."""
    if typed != normal:
        yield Notice(NoticeKind.UNPAIRED, ('"',))
    if alternatives > 1:
        yield Notice(NoticeKind.ALTERNATIVES, instead=without_or(typed))
    if normal.strip() and not alternatives:
        yield Notice(NoticeKind.NOTHING_TO_FIND, (normal.strip(),))


def _sides(parts: Sequence[ParsedPart]) -> Iterator[int]:
    """How many alternatives each group has that is not excluded."""
    return (len(own.alternatives) for own in parts if not own.part.is_excluded)


def _apart_phrases(leaves: Sequence[ParsedPart]) -> Iterator[Phrase]:
    return (c.variants[0] for part in leaves if part.is_plain for c in part.apart if c.variants)


def _plain_spans(parts: Sequence[ParsedPart]) -> Iterator[Span]:
    return (part.span(concept) for part in parts if part.is_plain for concept in part.concepts)
