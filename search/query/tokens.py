"""A query as typed → its tokens: words, quoted phrases, fields with their values, operators."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from search.query.field_values import Field, value_at, with_unit
from search.query.lookup import FacetLookup
from search.text.lexicon.word_lists import entries
from search.text.syllable import Syllable, spellings, syllables


class TokenKind(Enum):
    """What a token is; `QueryToken.text` is what the comment says."""

    WORD = "word"  # its characters; a lone quote too
    QUOTED = "quoted"  # what is between the quotes
    EXACT_SPELLING = "exact spelling"  # the same, after "="
    PREFIX = "prefix"  # the letters before the star
    FIELD = "field"  # the value
    TITLE = "title"  # the label; what follows is looked for in titles
    OR = "or"
    AND = "and"
    NOT = "not"
    MINUS = "minus"  # before what it excludes, without a blank
    NEAR = "near"  # the number
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class QueryToken:
    """Characters [start, end) of a query. `field`: of a FIELD, the facet, or DATE."""

    kind: TokenKind
    text: str
    start: int
    end: int
    field: str = ""


class Operator(NamedTuple):
    """What a word between parts means, and when: see `operators.tsv`."""

    meaning: TokenKind
    when: str
    is_offered: bool


_DATA = Path(__file__).parent / "data"

DATE, TITLE = "date", "title"
LABELS = dict(entries("field_labels.tsv", _DATA))
"""What stands before a colon → the facet that is meant, DATE or TITLE; diacritics may be left
out."""

MIN_PREFIX_LENGTH = 3
"""Letters that must stand before a star."""

OPERATORS = {
    word: Operator(TokenKind(meaning), when, bool(offered))
    for word, meaning, when, *offered in entries("operators.tsv", _DATA)
}
"""A word in capitals, or a sign → what it means."""

_QUESTION_MARK = "?"
_QUESTION_WORDS = frozenset(
    tuple(own.exact for own in syllables(word)) for [word] in entries("question_words.txt", _DATA)
)
"""In a question capitals are emphasis: "Điều nào KHÔNG đúng"."""

QUOTED_TEXT = r'"(?:[^"\\]|\\.)*"'
_IN_BRACKETS = re.compile(rf"\((?:[^()\"]|{QUOTED_TEXT})*\)")
_ESCAPED = re.compile(r'\\(["\\])')


def tokens(typed: str, lookup: FacetLookup) -> list[QueryToken]:
    """The tokens of a normalised query in order; only blanks stand between them.

    `lookup` tells where a value ends that was typed without quotes.
    """
    found: list[QueryToken] = []
    at = 0
    while match := _pattern().search(typed, at):
        own = _fields(match, typed, lookup) if match["field"] else [_token(match)]
        found.extend(own)
        at = own[-1].end
    return _in_context(found)


def labelled_fields(typed: str, found: Sequence[QueryToken]) -> int:
    """How many labels of fields the tokens of a query have: tỉnh:(Yên Bái OR Lào Cai) is one."""
    before = [None, *(token.kind for token in found)]
    return sum(
        kind is TokenKind.OPEN or _is_label(typed, token.start)
        for token, kind in zip(found, before, strict=False)
        if token.kind is TokenKind.FIELD
    )


def _is_label(typed: str, at: int) -> bool:
    found = _pattern().match(typed, at)
    return found is not None and found["field"] is not None


def unescaped(quoted: str) -> str:
    """What is between two quotes; a backslash before a quote or a backslash is left out."""
    return _ESCAPED.sub(r"\1", quoted[1:-1])


def escaped(text: str) -> str:
    """A text in quotes, so that `unescaped` gives it back."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _token(match: re.Match[str]) -> QueryToken:
    kind, text = TokenKind.WORD, match.group()
    if match["operator"]:
        kind = OPERATORS[text.upper()].meaning
    elif match["quoted"]:
        kind = TokenKind.EXACT_SPELLING if match["exact"] else TokenKind.QUOTED
        text = unescaped(match["quoted"])
    else:
        for kind in (TokenKind.MINUS, TokenKind.OPEN, TokenKind.CLOSE):
            if match[kind.value]:
                return QueryToken(kind, text, *match.span())
        kind = TokenKind.WORD
        for other in (TokenKind.NEAR, TokenKind.PREFIX):
            if match[other.value]:
                kind, text = other, match[other.value]
    return QueryToken(kind, text, *match.span())


def _fields(match: re.Match[str], typed: str, lookup: FacetLookup) -> list[QueryToken]:
    """A field with its value, or several values of it in brackets: tỉnh:(Yên Bái OR Lào Cai)."""
    facet = field_labelled(match["field"])
    brackets = _IN_BRACKETS.match(typed, match.end())
    if facet is None or facet == TITLE or brackets is None:
        return [_field(match, typed, lookup)]
    first, last = brackets.span()
    found = _or_between().finditer(typed, first + 1, last - 1)
    signs = [match for match in found if match["sign"]]
    starts = [first + 1, *(sign.end() for sign in signs)]
    ends = [*(sign.start() for sign in signs), last - 1]
    field = Field(match["field"], facet)
    values = [_value_in(typed, *two, field, lookup) for two in zip(starts, ends, strict=True)]
    if not all(own.text for own in values):
        return [_field(match, typed, lookup)]
    operators = [QueryToken(TokenKind.OR, sign.group(), *sign.span()) for sign in signs]
    return [
        QueryToken(TokenKind.OPEN, "(", first, first + 1),
        *sorted([*values, *operators], key=lambda own: own.start),
        QueryToken(TokenKind.CLOSE, ")", last - 1, last),
    ]


def _value_in(typed: str, start: int, end: int, field: Field, lookup: FacetLookup) -> QueryToken:
    """The value that stands alone between two places: as `value_at` reads it, or as it stands."""
    written = typed[start:end].strip()
    start += len(typed[start:end]) - len(typed[start:end].lstrip())
    end = start + len(written)
    value, stop = value_at(typed, start, field, lookup, is_glued=True) or (written, end)
    text = value if stop == end else with_unit(field, written)
    return QueryToken(TokenKind.FIELD, text, start, end, field.facet)


def _field(match: re.Match[str], typed: str, lookup: FacetLookup) -> QueryToken:
    """A field with its value; its label alone where no value can be read."""
    facet, (start, end) = field_labelled(match["field"]), match.span()
    label = QueryToken(TokenKind.WORD, match["label"], start, start + len(match["label"]))
    if facet is None:  # "tınh", whose dotless letter only `re` takes for an i
        return label
    if facet == TITLE:
        return QueryToken(TokenKind.TITLE, match["label"], start, end)
    field = Field(match["field"], facet)
    value = value_at(typed, end, field, lookup, is_glued=not match["gap"])
    return QueryToken(TokenKind.FIELD, value[0], start, value[1], facet) if value else label


def _in_context(found: Sequence[QueryToken]) -> list[QueryToken]:
    """The tokens, in which what only looks like an operator is a word."""
    texts = [token for token in found if not token.text or not is_like_operator(token.text)]
    every = [syllable for token in texts for syllable in _syllables(token)]
    is_accented = any(syllable.has_diacritics for syllable in every)
    has_mark = bool(found) and found[-1].text.endswith(_QUESTION_MARK)
    stand_out = not (has_mark or _asks(every)) and any(
        token.kind is not TokenKind.WORD or token.text != token.text.upper() for token in texts
    )

    def is_meant(token: QueryToken) -> bool:
        own = OPERATORS.get(token.text.upper())
        if own is None or token.kind is not own.meaning or own.when == "always":
            return True
        is_in_capitals = stand_out and token.text.isupper()
        return is_in_capitals or (own.when == "foreign" and is_accented)

    return [t if is_meant(t) else replace(t, kind=TokenKind.WORD) for t in found]


def _asks(words: Sequence[Syllable]) -> bool:
    """Whether some of the words make a question of it."""
    exact = tuple(own.exact for own in words)
    return any(
        exact[n : n + len(asked)] == asked for n in range(len(exact)) for asked in _QUESTION_WORDS
    )


def _syllables(token: QueryToken) -> Sequence[Syllable]:
    return () if token.kind is TokenKind.TITLE else syllables(token.text)


def is_like_operator(text: str) -> bool:
    """Whether a text is the word or the sign of an operator, in whatever letters."""
    return text.upper() in OPERATORS


def first_sign(meaning: TokenKind) -> str:
    """The first word that always means this operator."""
    return next(
        w for w, own in OPERATORS.items() if own.meaning is meaning and own.when == "always"
    )


def field_labelled(label: str) -> str | None:
    """What a label before a colon means: a facet, DATE or TITLE; None if it means nothing."""
    return _unaccented_labels().get(_folded(label))


@cache
def _pattern() -> re.Pattern[str]:
    labels = "|".join(sorted({*LABELS, *_unaccented_labels()}, key=len, reverse=True))
    labels = labels.replace(" ", "[ ]")  # re.VERBOSE skips blanks
    operators = "|".join(map(re.escape, sorted(OPERATORS, key=len, reverse=True)))
    return re.compile(
        rf"""(?P<operator>\|\|?|(?<![^\s(|])(?i:{operators})(?![^\s)|]))
        |(?P<minus>(?<![^\s(|])-(?=\(|=?"|[^\W\d_]))
        |(?P<open>\()|(?P<close>\))
        |(?P<label>(?P<field>(?i:{labels})):)(?P<gap>[ ]*)(?=\S)
        |(?P<exact>=)?(?P<quoted>{QUOTED_TEXT})
        |~[ ]?(?P<near>\d{{1,2}})(?!\w)
        |(?P<prefix>[^\W\d_]{{{MIN_PREFIX_LENGTH},}})\*(?!\w)
        |(?P<word>[^\s"()|]+|")""",
        re.VERBOSE,
    )


@cache
def _or_between() -> re.Pattern[str]:
    """The signs and words for OR, between values; and texts in quotes, in which none is."""
    listed = {word: own.when for word, own in OPERATORS.items() if own.meaning is TokenKind.OR}
    words = {*listed, *(word.lower() for word, when in listed.items() if when == "always")}
    signs = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"{QUOTED_TEXT}|(?P<sign>(?<=\s)(?:{signs})(?=\s)|\|\|?)")


@cache
def _unaccented_labels() -> dict[str, str]:
    """Labels without diacritics → what they mean."""
    return {_folded(label): facet for label, facet in LABELS.items()}


def _folded(label: str) -> str:
    return " ".join(spellings(word)[1] for word in label.split())
