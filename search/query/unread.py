"""The tokens of a query → what of them looks like a sign and is read as words."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from search.query.tokens import (
    MIN_PREFIX_LENGTH,
    OPERATORS,
    QueryToken,
    TokenKind,
    field_labelled,
)


class UnreadKind(Enum):
    """Why something was not read as a sign."""

    OPERATOR = "operator"  # nothing stands before it, or behind it
    SMALL_OPERATOR = "small operator"  # in small letters, which may be a word
    UNPAIRED = "unpaired"  # a bracket or a quote without its partner
    TOO_DEEP = "too deep"  # a bracket in too many others
    FIELD = "field"  # a label that names no field, or a field without a value
    STAR = "star"  # a star that stands behind too few letters, or not behind a word
    NEAR = "near"  # a distance that does not stand between two phrases


class Unread(NamedTuple):
    """Characters [start, end) of a query, as they were typed, and why they are no sign."""

    kind: UnreadKind
    text: str
    start: int
    end: int


_LABEL = re.compile(r"([^\W\d_]+(?: [^\W\d_]+)*):(?=[\w=]|$)")
_STAR = re.compile(r"\w\*|\*\w")
_SHORT_BEFORE_STAR = re.compile(
    rf"(?<![^\W\d_])[^\W\d_]{{1,{MIN_PREFIX_LENGTH - 1}}}\*|(?<!\S)\*(?!\S)"
)


def unread_words(found: Sequence[QueryToken]) -> Iterator[Unread]:
    """What of the words of a query may have been meant as a sign."""
    for number, token in enumerate(found):
        if token.kind in (TokenKind.QUOTED, TokenKind.EXACT_SPELLING):
            for star in _SHORT_BEFORE_STAR.finditer(token.text):
                yield Unread(UnreadKind.STAR, star.group(), token.start, token.end)
        if token.kind is not TokenKind.WORD:
            continue
        label = _LABEL.match(token.text)
        if label and (
            _is_before_value(token, found[number + 1 : number + 2]) or field_labelled(label[1])
        ):
            yield Unread(UnreadKind.FIELD, label.group(), token.start, token.start + label.end())
        elif _STAR.search(token.text):
            yield Unread(UnreadKind.STAR, token.text, token.start, token.end)
        elif _is_offered(token) and 0 < number < len(found) - 1:
            yield Unread(UnreadKind.SMALL_OPERATOR, token.text, token.start, token.end)


def _is_before_value(token: QueryToken, others: Sequence[QueryToken]) -> bool:
    """Whether a value touches the label; what someone said has a blank before it."""
    return token.text[-1] != ":" or any(other.start == token.end for other in others)


def _is_offered(token: QueryToken) -> bool:
    operator = OPERATORS.get(token.text.upper())
    return operator is not None and operator.is_offered
