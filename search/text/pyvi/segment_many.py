"""Many normalised texts → the offsets of the tokens of all that pyvi joins to the one before.

`search.text.pyvi.segmenter.glued` is the definition. Here each different piece of the texts is
understood once, as a row of numbers, and the scores of all tokens are summed array by array, in the
order of `search.text.pyvi.labels`: so they are the same to the last bit.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from threading import Lock
from typing import Any

import numpy as np

from search.text.normalize import composed
from search.text.pyvi.crf import Pair
from search.text.pyvi.labels import NO_WEIGHT, Token
from search.text.pyvi.labels_many import Flags, Numbers, Scores, all_inside
from search.text.pyvi.segmenter import Pyvi, loaded_pyvi, token_of
from search.text.pyvi.tokenizer import split_tokens

_REMEMBERED = 1 << 15
_REMEMBERED_CHARACTERS = 1 << 20
"""When so many pieces are known, or of so many characters together, they are forgotten, before the
next texts."""
_OWN, _NEXT, _LAST = 0, range(1, 4), range(4, 7)
"""The scores of a token, pairs of numbers: its own; what it adds to the token after it, one after
another; and to the token before it."""
_SCORES = 7
_LISTED, _LENGTH, _FLAGS = range(3)
"""The number of a token in `_WordList`, the characters of its piece, and the flags below."""
_FACTS = 3
_MAY_JOIN, _BEGINS_TITLE, _ENDS_BLANK, _HAS_THIRDS = 1, 2, 4, 8

_Row = tuple[list[Pair], tuple[int, int, int]]


def glued_in(texts: Sequence[str], begins: Sequence[int]) -> Numbers:
    """The offsets of the tokens that pyvi joins to the one before, with only blanks between them.

    `begins`: for each text, which offset its first character has.
    """
    with _one_at_a_time:
        return _loaded_pieces().glued(texts, begins)


_one_at_a_time = Lock()


@cache
def _loaded_pieces() -> "_Pieces":
    return _Pieces(loaded_pyvi())


class _WordList:
    """The words of two and three tokens of pyvi's list, asked for by the numbers of the tokens; a
    token that is in none has the number 0."""

    def __init__(self, words: Iterable[Sequence[str]]) -> None:
        self.numbers: dict[str, int] = {}
        found = [
            [self.numbers.setdefault(token, len(self.numbers) + 1) for token in word]
            for word in words
            if len(word) <= 3
        ]
        self._base = len(self.numbers) + 1
        self._pairs = np.zeros(self._base**2 // 8 + 1, np.uint8)  # a bit for each pair there may be
        for pair in (self._code(word) for word in found if len(word) == 2):
            self._pairs[pair >> 3] |= 1 << (pair & 7)
        self._triples = {self._code(word) for word in found if len(word) == 3}

    def _code(self, numbers: Sequence[Any]) -> Any:
        """One number for two or three, be they integers or arrays of them."""
        code = numbers[0]
        for number in numbers[1:]:
            code = code * self._base + number
        return code

    def among(self, facts: Numbers) -> tuple[Numbers, Numbers]:
        """The first tokens of the pairs, and of the triples, that follow each other in a text."""
        numbers, flags = facts[:, _LISTED], facts[:, _FLAGS]
        pairs = self._code((numbers[:-1], numbers[1:]))
        is_pair = self._pairs[pairs >> 3] >> (pairs & 7) & 1
        begin = np.flatnonzero(flags[:-2] & _HAS_THIRDS)
        triples = self._code([numbers[begin + place] for place in range(3)]).tolist()
        is_triple = np.array([*map(self._triples.__contains__, triples)], np.bool_)
        return np.flatnonzero(is_pair), begin[is_triple]


class _Pieces(dict[str, int]):
    """A piece of text → the number of the row of what pyvi has of it; row 0 is that of nothing.

    Whatever error ends a step, a row without a piece is all that is left of it.
    """

    def __init__(self, pyvi: Pyvi) -> None:
        self._pyvi, self._words = pyvi, _WordList(pyvi.listed_words())
        self._forget()

    def _forget(self) -> None:
        self.clear()
        self._new: list[_Row] = []
        self._known, self._characters = 1, 0
        self._scores: Scores = np.zeros((_REMEMBERED, _SCORES, 2))
        self._facts: Numbers = np.zeros((_REMEMBERED, _FACTS), np.int64)

    def __missing__(self, piece: str) -> int:
        row = self._row(piece, self._pyvi.understood(token_of(piece)))
        number = self._known + len(self._new)
        self._new.append(row)
        self._characters += len(piece)
        self[piece] = number
        return number

    def _row(self, piece: str, token: Token) -> _Row:
        none = [NO_WEIGHT] * 2
        flags = _MAY_JOIN * token.may_join | _BEGINS_TITLE * token.begins_title
        flags |= _ENDS_BLANK * piece[-1:].isspace()
        flags |= _HAS_THIRDS * bool(token.thirds)
        scores = [
            (token.own0, token.own1),
            *[(token.next0, token.next1), *token.next_capitals, *none][:3],
            *[(token.last0, token.last1), *token.last_capitals, *none][:3],
        ]
        return scores, (self._words.numbers.get(token.lower, 0), len(piece), flags)

    def _fill(self) -> None:
        """Write the rows that are new into the arrays; twice the room if there is none."""
        if not self._new:
            return
        known = self._known + len(self._new)
        if known > len(self._facts):
            self._scores = np.concatenate([self._scores, np.zeros((known, _SCORES, 2))])
            self._facts = np.concatenate([self._facts, np.zeros((known, _FACTS), np.int64)])
        self._scores[self._known : known] = [scores for scores, _ in self._new]
        self._facts[self._known : known] = [facts for _, facts in self._new]
        self._known = known
        self._new = []

    def glued(self, texts: Sequence[str], begins: Sequence[int]) -> Numbers:
        """See `glued_in`."""
        if len(self) >= _REMEMBERED or self._characters >= _REMEMBERED_CHARACTERS:
            self._forget()
        rows: list[int] = []
        spans: list[tuple[int, int, int]] = []
        for text, begin in zip(texts, begins, strict=True):
            lead, pieces = split_tokens(composed(text))
            if pieces:
                rows += (0, 0)
                spans.append((len(rows), len(rows) + len(pieces), begin + lead))
                rows += map(self.__getitem__, pieces)
        rows += (0, 0)
        self._fill()
        firsts, ends, offsets = np.array(spans, np.int64).reshape(-1, 3).T
        tokens = np.array(rows)
        facts = self._facts.take(tokens, 0)
        inside = all_inside(self._scored(tokens, facts), firsts, ends, self._pyvi.transitions)
        joined = np.flatnonzero(_may_join(facts[:, _FLAGS]) & inside)
        reached = np.cumsum(facts[:, _LENGTH])
        text_of = np.searchsorted(firsts, joined, "right") - 1
        found: Numbers = reached[joined - 1] + (offsets - reached[firsts - 1])[text_of]
        return found

    def _scored(self, tokens: Numbers, facts: Numbers) -> Scores:
        """The scores of each token for either label; those of nothing say nothing."""
        listed, scores = self._pyvi.listed, self._scores.take(tokens, 0)
        pairs, triples = self._words.among(facts)
        found = scores[:, _OWN].copy()
        for column in _NEXT:
            found[1:] += scores[:-1, column]
        found[pairs + 1] += listed.pair_before
        found[triples + 2] += listed.triple_before
        for column in _LAST:
            found[:-1] += scores[1:, column]
        found[pairs] += listed.pair_after
        found[triples] += listed.triple_after
        return found


def _may_join(flags: Numbers) -> Flags:
    """Of each token, whether pyvi joins it to the one before it where that is its label, and
    whether there is a blank between."""
    may_join, begins_title = flags & _MAY_JOIN > 0, flags & _BEGINS_TITLE > 0
    found: Flags = may_join.copy()
    found[1:] &= may_join[:-1] & (begins_title[:-1] | ~begins_title[1:])
    found[1:] &= flags[:-1] & _ENDS_BLANK > 0
    return found
