"""A query as typed → its parts, and what of it could not be read: recursive descent over tokens.

The grammar stands in `docs/reference/query-syntax.md`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from search.query.brackets import paired
from search.query.lookup import NO_LOOKUP, FacetLookup
from search.query.phrase_words import phrase_words
from search.query.tokens import (
    DATE,
    LABELS,
    MIN_PREFIX_LENGTH,
    TITLE,
    QueryToken,
    TokenKind,
    escaped,
    labelled_fields,
    tokens,
)
from search.query.unread import Unread, UnreadKind, unread_words

__all__ = ["DATE", "LABELS", "MIN_PREFIX_LENGTH", "TITLE"]  # what others read of a query's syntax


class QueryPartKind(Enum):
    """How a part was typed."""

    WORDS = "words"  # đầu tư công
    QUOTED = "quoted"  # "đầu tư công"
    EXACT_SPELLING = "exact spelling"  # ="ban"
    PREFIX = "prefix"  # chuy*
    FIELD = "field"  # tỉnh:"Bắc Kạn"
    NEAR = "near"  # "bão" ~5 "lũ", "bão lũ"~5
    GROUP = "group"  # (bão OR lũ), tiêu đề:bão


@dataclass(frozen=True, slots=True)
class QueryPart:
    """Characters [start, end) of a query, of which `text` is what is looked for.

    `is_excluded`: "-" or NOT stands before it. `field`: of a FIELD, the name of a facet, or DATE;
    TITLE of a GROUP that is looked for in titles. `alternatives`: of a GROUP, what OR stands
    between in it, each as its parts; of a NEAR, its phrases as the only one. `distance`: of a NEAR,
    how many syllables may stand between each and the next.
    """

    kind: QueryPartKind
    text: str
    start: int
    end: int
    is_excluded: bool = False
    field: str = ""
    alternatives: tuple[tuple["QueryPart", ...], ...] = ()
    distance: int = 0

    @property
    def is_one_phrase(self) -> bool:
        """Whether the phrases of a NEAR are the words of one: "giải ngân đầu tư"~5."""
        [phrases] = self.alternatives
        return len({own.start for own in phrases}) == 1


@dataclass(frozen=True, slots=True)
class ReadQuery:
    """A query as it was read.

    `alternatives`: see `query_parts`. `unread`: what was read as words, or not at all, in order.
    `has_signs`: whether it has more than words, so that a change of its words may change the rest.
    `fields`: labels of fields, titles apart.
    """

    alternatives: list[list[QueryPart]]
    unread: tuple[Unread, ...]
    has_signs: bool
    fields: int = 0


def read_query(typed: str, lookup: FacetLookup = NO_LOOKUP) -> ReadQuery:
    """Read a normalised query. Whatever is typed can be read; what has no meaning is words.

    OR binds last, because a word has several syllables: "xuất khẩu OR nhập khẩu" are two
    alternatives; and NOT takes all words behind it, where "-" takes one. There is at least one
    alternative; only a single one can have no parts. `lookup`: the index whose values may be typed
    without quotes.
    """
    found = tokens(typed, lookup)
    brackets = paired(found)
    parser = _Parser(typed, brackets.tokens, brackets.partners)
    alternatives = parser.alternatives(len(brackets.tokens))
    unread = (*unread_words(found), *brackets.unread, *parser.unread)
    return ReadQuery(
        alternatives,
        tuple(sorted(unread, key=lambda own: own.start)),
        any(token.kind is not TokenKind.WORD for token in brackets.tokens),
        fields=labelled_fields(typed, found),
    )


def query_parts(typed: str, lookup: FacetLookup = NO_LOOKUP) -> list[list[QueryPart]]:
    """The alternatives that OR stands between, each as its parts in order: see `read_query`."""
    return read_query(typed, lookup).alternatives


def field_query(facet: str, value: str) -> str:
    """A value of a facet as a query: `tỉnh:"Bắc Kạn"`. Before quotes in the value stands a "\\".

    `facet`: one that some label of LABELS means.
    """
    return f"{label_of(facet)}:{escaped(value)}"


def label_of(facet: str) -> str:
    """The label that pages write before a value of a facet."""
    return next(label for label, meant in LABELS.items() if meant == facet)


def without_or(typed: str) -> str:
    """The same query without OR: all of it is required; empty if two values would become one."""
    found = tokens(typed, NO_LOOKUP)
    kept = _without(typed, [own for own in found if own.kind is TokenKind.OR])
    before, after = ([t.field for t in own if t.field] for own in (found, tokens(kept, NO_LOOKUP)))
    return kept if before == after else ""


def without_lone_operators(typed: str) -> str:
    """The same query without operators that have nothing to stand between or before."""
    return _without(typed, [o for o in read_query(typed).unread if o.kind is UnreadKind.OPERATOR])


def _without(typed: str, unwanted: Sequence[QueryToken | Unread]) -> str:
    for own in reversed(unwanted):
        typed = f"{typed[: own.start]} {typed[own.end :]}"
    return " ".join(typed.split())


_RUN = (TokenKind.WORD, TokenKind.NEAR)
_PHRASE = (TokenKind.QUOTED, TokenKind.EXACT_SPELLING)
_BETWEEN = (TokenKind.OR, TokenKind.AND)
_BEFORE = (TokenKind.NOT, TokenKind.MINUS)


@dataclass(slots=True)
class _Parser:
    """Reads tokens one after the other. `partners`: number of an OPEN → that of its CLOSE."""

    typed: str
    tokens: Sequence[QueryToken]
    partners: Mapping[int, int]
    at: int = 0
    unread: list[Unread] = field(default_factory=list)

    def alternatives(self, stop: int) -> list[list[QueryPart]]:
        """What OR stands between, up to a token."""
        found: list[list[QueryPart]] = [[]]
        operator: QueryToken | None = None
        while self.at < stop:
            token = self.tokens[self.at]
            if token.kind not in _BETWEEN:
                parts = self._unit(stop)
                found[-1].extend(parts)
                operator = None if parts else operator
                continue
            self.at += 1
            if operator or not found[-1]:
                self._unread(token)
                continue
            operator = token
            if token.kind is TokenKind.OR:
                found.append([])
        if operator:
            self._unread(operator)
        return [own for parts in found if parts for own in _flat(parts)] or [[]]

    def _unit(self, stop: int) -> list[QueryPart]:
        """What one operator stands before, with the operators that stand before it."""
        first = self.at
        while self.at < stop and self.tokens[self.at].kind in _BEFORE:
            self.at += 1
        before = self.tokens[first : self.at]
        if self.at == stop or self.tokens[self.at].kind in _BETWEEN:
            parts: list[QueryPart] = []
        else:
            is_one_word = bool(before) and before[-1].kind is TokenKind.MINUS
            parts = self._operand(stop, is_one_word=is_one_word)
        if not parts:
            for token in before:
                self._unread(token)
        if len(before) % 2 == 0:
            return parts
        return _excluded(parts, self.typed, before[0].start, self.tokens[self.at - 1].end)

    def _operand(self, stop: int, *, is_one_word: bool) -> list[QueryPart]:
        token = self.tokens[self.at]
        if token.kind is TokenKind.OPEN:
            return self._group()
        if token.kind is TokenKind.TITLE:
            return self._of_title(stop)
        if token.kind in _RUN:
            return self._words(self.at + 1 if is_one_word else stop)
        self.at += 1
        if token.kind in _PHRASE and (near := self._near(token, stop)):
            return [near]
        return [_simple(token)]

    def _group(self) -> list[QueryPart]:
        """What stands in brackets; brackets that make no difference are left out."""
        opened, self.at = self.at, self.at + 1
        closed = self.partners[opened]
        found = self.alternatives(closed)
        self.at = closed + 1
        start, end = self.tokens[opened].start, self.tokens[closed].end
        if len(found) == 1:
            return found[0]
        return [_group(found, self.typed[start + 1 : end - 1], start, end)]

    def _of_title(self, stop: int) -> list[QueryPart]:
        first = self.tokens[self.at]
        while self.at < stop and self.tokens[self.at].kind is TokenKind.TITLE:
            self.at += 1
        is_lone = self.at == stop or self.tokens[self.at].kind in (*_BETWEEN, *_BEFORE)
        begin = self.at
        parts = [] if is_lone else self._operand(stop, is_one_word=False)
        if not parts:
            self._unread(first)
            return []
        start, end = self.tokens[begin].start, self.tokens[self.at - 1].end
        return [replace(_group(_flat(parts), self.typed[start:end], first.start, end), field=TITLE)]

    def _words(self, stop: int) -> list[QueryPart]:
        """A run of words: those that follow each other are one part."""
        first = self.tokens[self.at]
        while self.at < stop and self.tokens[self.at].kind in _RUN:
            if self.tokens[self.at].kind is TokenKind.NEAR:
                self._unread(self.tokens[self.at], UnreadKind.NEAR)
            self.at += 1
        start, end = first.start, self.tokens[self.at - 1].end
        return [QueryPart(QueryPartKind.WORDS, self.typed[start:end], start, end)]

    def _near(self, first: QueryToken, stop: int) -> QueryPart | None:
        """Two phrases with "~5" between them, or right behind the second; or the words of one."""
        following = self.tokens[self.at : min(self.at + 2, stop)]
        match [own.kind for own in following]:
            case [TokenKind.NEAR, kind] if kind in _PHRASE:
                phrases: tuple[QueryPart, ...] = _simple(first), _simple(following[1])
            case [kind, TokenKind.NEAR] if (
                kind in _PHRASE and following[0].end == following[1].start
            ):
                phrases = _simple(first), _simple(following[0])
            case [TokenKind.NEAR, *_] if first.end == following[0].start and (
                words := phrase_words(first.text)
            ):
                following = following[:1]
                phrases = tuple(replace(_simple(first), text=word) for word in words)
            case _:
                return None
        self.at += len(following)
        start, end = first.start, following[-1].end
        return QueryPart(
            QueryPartKind.NEAR,
            self.typed[start:end],
            start,
            end,
            alternatives=(phrases,),
            distance=next(int(own.text) for own in following if own.kind is TokenKind.NEAR),
        )

    def _unread(self, token: QueryToken, kind: UnreadKind = UnreadKind.OPERATOR) -> None:
        written = self.typed[token.start : token.end].strip()
        self.unread.append(Unread(kind, written, token.start, token.end))


def _simple(token: QueryToken) -> QueryPart:
    kind = QueryPartKind(token.kind.value)
    return QueryPart(kind, token.text, token.start, token.end, field=token.field)


def _group(found: Sequence[Sequence[QueryPart]], text: str, start: int, end: int) -> QueryPart:
    return QueryPart(QueryPartKind.GROUP, text, start, end, alternatives=tuple(map(tuple, found)))


def _flat(parts: list[QueryPart]) -> list[list[QueryPart]]:
    """An alternative; those of its group, if that is all of it."""
    [only] = parts if len(parts) == 1 else [None]
    if only is None or only.kind is not QueryPartKind.GROUP or only.is_excluded or only.field:
        return [parts]
    return [list(own) for own in only.alternatives]


def _excluded(parts: list[QueryPart], typed: str, start: int, end: int) -> list[QueryPart]:
    """What must not be there: one part, or a group of several."""
    if len(parts) > 1:
        text = typed[parts[0].start : parts[-1].end]
        return [replace(_group([parts], text, start, end), is_excluded=True)]
    if parts and parts[0].is_excluded:  # NOT -bão
        return [replace(parts[0], is_excluded=False)]
    return [replace(own, start=start, end=end, is_excluded=True) for own in parts]
