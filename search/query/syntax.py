"""What was typed → its parts: words, "phrases", ="spellings", -exclusions, begin*, fields, OR."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import chain
from pathlib import Path

from search.text.lexicon.word_lists import entries
from search.text.syllable import spellings


class QueryPartKind(Enum):
    """What a part is."""

    WORDS = "words"
    QUOTED = "quoted"
    EXACT_SPELLING = "spelled"
    PREFIX = "beginning"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class QueryPart:
    """A part of a query, typed as characters [start, end) of it, which hold `text`.

    `field_query`: the name of a facet, or DATE, for FIELD alone.
    """

    kind: QueryPartKind
    text: str
    start: int
    end: int
    is_excluded: bool = False
    field: str = ""


DATE = "date"
LABELS = dict(entries("field_labels.tsv", Path(__file__).parent / "data"))
"""What stands before a colon → the facet that is meant; diacritics may be left out."""

MIN_PREFIX_LENGTH = 3
"""Letters that must stand before a star."""


def query_parts(typed: str) -> list[list[QueryPart]]:
    """The alternatives that OR stands between, each as its parts; nothing typed is an error.

    `typed` is normalised. OR binds last, for a word has several syllables: "xuất khẩu OR nhập
    khẩu". A quote without its second one is no quote, a "-" before a blank or a digit is none.
    """
    alternatives: list[list[QueryPart]] = [[]]
    for part in _parts(typed):
        if part is None:
            alternatives.append([])
        else:
            alternatives[-1].append(part)
    return [own for own in alternatives if own] or [[]]


def field_query(facet: str, value: str) -> str:
    """A value of a facet as it can be typed; quotes in it cannot."""
    label = next(label for label, meant in LABELS.items() if meant == facet)
    bare = value.replace('"', " ")
    return f'{label}:"{bare}"'


def without_or(typed: str) -> str:
    """The same with everything required."""
    kept = typed
    for found in reversed(list(_pattern().finditer(typed))):
        if found["or"]:
            kept = kept[: found.start()] + kept[found.end() :]
    return " ".join(kept.split())


def _parts(typed: str) -> Iterator[QueryPart | None]:
    """The parts in order; None for OR. Words that follow each other are one part."""
    start = end = -1
    for found in chain(_pattern().finditer(typed), [None]):
        if found and found["word"]:
            start = found.start() if start < 0 else start
            end = found.end()
            continue
        if start >= 0:
            yield QueryPart(QueryPartKind.WORDS, typed[start:end], start, end)
            start = -1
        if found:
            yield _part(found)


def _part(found: re.Match[str]) -> QueryPart | None:
    span = found.span()
    is_excluded = bool(found["minus"])
    if found["or"]:
        return None
    if found["field"]:
        field_query = _labels().get(_folded(found["field"]))
        if field_query is None:  # "tınh", whose dotless letter only `re` takes for an i
            return QueryPart(QueryPartKind.WORDS, found.group(), *span)
        return QueryPart(
            QueryPartKind.FIELD,
            found["value"] or found["bare"] or "",
            *span,
            is_excluded,
            field_query,
        )
    if found["quoted"] is not None:
        kind = QueryPartKind.EXACT_SPELLING if found["spelled"] else QueryPartKind.QUOTED
        return QueryPart(kind, found["quoted"], *span, is_excluded)
    if found["beginning"]:
        return QueryPart(QueryPartKind.PREFIX, found["beginning"], *span, is_excluded)
    return QueryPart(QueryPartKind.WORDS, found["not"], *span, is_excluded=True)


@cache
def _pattern() -> re.Pattern[str]:
    labels = "|".join(sorted({*LABELS, *_labels()}, key=len, reverse=True))
    return re.compile(
        rf"""(?P<or>(?<!\S)(?:OR|\|)(?!\S))
        |(?P<minus>(?<!\S)-)?(?:
            (?P<field>(?i:{labels.replace(" ", "[ ]")})):(?:"(?P<value>[^"]*)"|(?P<bare>[^\s":]+))
            |(?P<spelled>=)?"(?P<quoted>[^"]*)"
            |(?P<beginning>[^\W\d_]{{{MIN_PREFIX_LENGTH},}})\*(?!\w)
        )
        |(?<!\S)-(?P<not>[^\W\d_][^\s"]*)
        |(?P<word>[^\s"]+|")""",
        re.VERBOSE,
    )


@cache
def _labels() -> dict[str, str]:
    """Labels without marks → facets."""
    return {_folded(label): facet for label, facet in LABELS.items()}


def _folded(label: str) -> str:
    return " ".join(spellings(word)[1] for word in label.split())
