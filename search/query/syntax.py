"""A query as typed → its parts: words, "phrases", ="spellings", -without, prefix*, fields, OR."""

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
    """How a part was typed."""

    WORDS = "words"  # đầu tư công
    QUOTED = "quoted"  # "đầu tư công"
    EXACT_SPELLING = "exact spelling"  # ="ban"
    PREFIX = "prefix"  # chuy*
    FIELD = "field"  # tỉnh:"Bắc Kạn"


@dataclass(frozen=True, slots=True)
class QueryPart:
    """Characters [start, end) of a query, of which `text` is what is looked for.

    `is_excluded`: a "-" stands before it. `field`: of a FIELD, the name of a facet, or DATE.
    """

    kind: QueryPartKind
    text: str
    start: int
    end: int
    is_excluded: bool = False
    field: str = ""


DATE, YEAR = "date", "year"
LABELS = dict(entries("field_labels.tsv", Path(__file__).parent / "data"))
"""What stands before a colon → the facet that is meant; diacritics may be left out."""

MIN_PREFIX_LENGTH = 3
"""Letters that must stand before a star."""


def query_parts(typed: str) -> list[list[QueryPart]]:
    """The alternatives that OR stands between, each as its parts in order.

    `typed` is normalised. Whatever is typed can be read: a quote without its second one is no
    quote, and a "-" before a blank or a digit excludes nothing. OR binds last, because a word has
    several syllables: "xuất khẩu OR nhập khẩu" are two alternatives. There is at least one
    alternative; only a single one can have no parts.
    """
    alternatives: list[list[QueryPart]] = [[]]
    for part in _parts(typed):
        if part is None:
            alternatives.append([])
        else:
            alternatives[-1].append(part)
    return [own for own in alternatives if own] or [[]]


def field_query(facet: str, value: str) -> str:
    """A value of a facet as a query: `tỉnh:"Bắc Kạn"`. Quotes in the value become blanks.

    `facet`: one that some label of LABELS means.
    """
    label = next(label for label, meant in LABELS.items() if meant == facet)
    unquoted = value.replace('"', " ")
    return f'{label}:"{unquoted}"'


def without_or(typed: str) -> str:
    """The same query without OR, so that all of it is required."""
    kept = typed
    for found in reversed(list(_pattern().finditer(typed))):
        if found["or"]:
            kept = kept[: found.start()] + kept[found.end() :]
    return " ".join(kept.split())


def _parts(typed: str) -> Iterator[QueryPart | None]:
    """The parts in order; None for each OR. Words that follow each other are one part."""
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
        field = _unaccented_labels().get(_folded(found["field"]))
        if field is None:  # "tınh", whose dotless letter only `re` takes for an i
            return QueryPart(QueryPartKind.WORDS, found.group(), *span)
        value = found["value"] or found["word_value"] or ""
        return QueryPart(QueryPartKind.FIELD, value, *span, is_excluded, field)
    if found["quoted"] is not None:
        kind = QueryPartKind.EXACT_SPELLING if found["exact"] else QueryPartKind.QUOTED
        return QueryPart(kind, found["quoted"], *span, is_excluded)
    if found["prefix"]:
        return QueryPart(QueryPartKind.PREFIX, found["prefix"], *span, is_excluded)
    return QueryPart(QueryPartKind.WORDS, found["excluded"], *span, is_excluded=True)


@cache
def _pattern() -> re.Pattern[str]:
    labels = "|".join(sorted({*LABELS, *_unaccented_labels()}, key=len, reverse=True))
    labels = labels.replace(" ", "[ ]")  # re.VERBOSE skips blanks
    return re.compile(
        rf"""(?P<or>(?<!\S)(?:OR|\|)(?!\S))
        |(?P<minus>(?<!\S)-)?(?:
            (?P<field>(?i:{labels})):(?:"(?P<value>[^"]*)"|(?P<word_value>[^\s":]+))
            |(?P<exact>=)?"(?P<quoted>[^"]*)"
            |(?P<prefix>[^\W\d_]{{{MIN_PREFIX_LENGTH},}})\*(?!\w)
        )
        |(?<!\S)-(?P<excluded>[^\W\d_][^\s"]*)
        |(?P<word>[^\s"]+|")""",
        re.VERBOSE,
    )


@cache
def _unaccented_labels() -> dict[str, str]:
    """Labels without diacritics → facets."""
    return {_folded(label): facet for label, facet in LABELS.items()}


def _folded(label: str) -> str:
    return " ".join(spellings(word)[1] for word in label.split())
