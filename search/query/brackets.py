"""The tokens of a query → those that matter, with the brackets that belong together."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from search.query.tokens import QueryToken, TokenKind
from search.query.unread import Unread, UnreadKind

MAX_DEPTH = 8
"""Brackets within brackets."""

_NEEDED_AFTER = (TokenKind.NOT, TokenKind.MINUS, TokenKind.TITLE)
_BRACKETS = (TokenKind.OPEN, TokenKind.CLOSE)


class Brackets(NamedTuple):
    """`tokens`: without the brackets that are read as punctuation. `partners`: the number of each
    OPEN among them → that of its CLOSE. `unread`: the brackets that could not be read."""

    tokens: list[QueryToken]
    partners: Mapping[int, int]
    unread: list[Unread]


def paired(found: Sequence[QueryToken]) -> Brackets:
    """Find the brackets that group something; the time is linear in the tokens.

    Brackets around mere words are punctuation, as in "Bộ Y tế (cũ)". So are those without a
    partner, and those that are nested too deep.
    """
    pairs = _pairs(found)
    unread = [
        _unread(UnreadKind.UNPAIRED, token)
        for number, token in enumerate(found)
        if token.kind in _BRACKETS and number not in pairs
    ]
    kept: set[int] = set()
    depth = 0
    for number in _grouping(found, pairs):
        if number > pairs[number]:
            depth -= 1
        else:
            depth += 1
        if depth + (number > pairs[number]) <= MAX_DEPTH:
            kept.add(number)
        elif number < pairs[number]:
            unread.append(_unread(UnreadKind.TOO_DEEP, found[number]))
    numbers = [n for n, token in enumerate(found) if token.kind not in _BRACKETS or n in kept]
    places = {number: place for place, number in enumerate(numbers)}
    partners = {places[n]: places[pairs[n]] for n in kept if n < pairs[n]}
    return Brackets([found[number] for number in numbers], partners, unread)


def _pairs(found: Sequence[QueryToken]) -> dict[int, int]:
    """The number of each bracket that has a partner → that of its partner, both ways."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for number, token in enumerate(found):
        if token.kind is TokenKind.OPEN:
            opened.append(number)
        elif token.kind is TokenKind.CLOSE and opened:
            other = opened.pop()
            pairs |= {number: other, other: number}
    return pairs


def _grouping(found: Sequence[QueryToken], pairs: Mapping[int, int]) -> Iterator[int]:
    """The numbers of the brackets that stand around more than words, or behind a sign."""
    others = list(
        accumulate((t.kind not in (TokenKind.WORD, *_BRACKETS) for t in found), initial=0)
    )
    for number in sorted(pairs):
        first, last = sorted((number, pairs[number]))
        is_needed = first > 0 and found[first - 1].kind in _NEEDED_AFTER
        if is_needed or others[last] > others[first]:
            yield number


def _unread(kind: UnreadKind, token: QueryToken) -> Unread:
    return Unread(kind, token.text, token.start, token.end)
