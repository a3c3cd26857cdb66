"""The parts of a query → a canonical text of it, which is read as the same query."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from search.query.syntax import TITLE, QueryPart, QueryPartKind, field_query, label_of
from search.query.tokens import OPERATORS, escaped, is_like_operator
from search.text.syllable import syllables

_SIGNS = re.compile(r'[()"*|&]|(?<!\d):|:(?!\d)')
"""What may mean something in a query, and separates syllables anyway."""

_NO_WORD = "."
"""What is written for words of which nothing can be looked for."""


def printed(alternatives: Sequence[Sequence[QueryPart]]) -> str:
    """A canonical text for what `search.query.syntax.query_parts` gives; "" for no part.

    Signs in place of words ("-" for NOT), each field with its first label and its value in quotes,
    brackets only where they group.
    """
    return " OR ".join(" ".join(_joined(parts)) for parts in alternatives)


def _joined(parts: Sequence[QueryPart]) -> Iterator[str]:
    """Each part; AND between two runs of words, which would be one without it."""
    yield from (_part(own) for own in parts[:1])
    for before, own in pairwise(parts):
        if _is_run(before) and _is_run(own):
            yield "AND"
        yield _part(own)


def _is_run(part: QueryPart) -> bool:
    return part.kind is QueryPartKind.WORDS and not part.is_excluded


def _part(part: QueryPart) -> str:
    text = _wanted(part)
    if not part.is_excluded:
        return text
    is_bracketed = part.kind in (QueryPartKind.WORDS, QueryPartKind.NEAR)
    return f"-({text})" if is_bracketed or part.field == TITLE else f"-{text}"


def _wanted(part: QueryPart) -> str:
    match part.kind:
        case QueryPartKind.WORDS:
            return " ".join(_words(part.text)) or _NO_WORD
        case QueryPartKind.QUOTED:
            return escaped(part.text)
        case QueryPartKind.EXACT_SPELLING:
            return f"={escaped(part.text)}"
        case QueryPartKind.PREFIX:
            return f"{part.text}*"
        case QueryPartKind.FIELD:
            return field_query(part.field, part.text)
        case QueryPartKind.NEAR:
            return _near(part)
        case QueryPartKind.GROUP:
            label = f"{label_of(part.field)}:" if part.field else ""
            return f"{label}({printed(part.alternatives)})"


def _near(part: QueryPart) -> str:
    [phrases] = part.alternatives
    if part.is_one_phrase:
        whole = replace(phrases[0], text=" ".join(own.text for own in phrases))
        return f"{_wanted(whole)}~{part.distance}"
    return f" ~{part.distance} ".join(map(_wanted, phrases))


def _words(text: str) -> Iterator[str]:
    """The words of a run; what would be read as a sign is written otherwise."""
    for chunk in _SIGNS.sub(" ", text).split():
        word = chunk.lstrip("-=~+")
        if not syllables(word):
            continue
        if is_like_operator(word):
            # in small letters it is none, or behind punctuation
            yield word.lower() if OPERATORS[word.upper()].when == "capitals" else f".{word}"
        else:
            yield f"-{word}" if chunk[0] == "-" and word[0].isdecimal() else word
