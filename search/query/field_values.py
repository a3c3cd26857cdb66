"""What was typed after a label → the values of the field that it names, and where they end."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from search.dates import DateError, DateRange, parse_range, read_behind
from search.query.lookup import FacetLookup
from search.text.lexicon.provinces import province_at
from search.text.lexicon.word_lists import entries
from search.text.syllable import Syllable, is_spelled, syllables

DATED = ("date", "year")
"""The fields whose value may be a date, or a range of days."""

_LONGEST = 120
"""Characters that a value without quotes may have."""
_MOST_CHUNKS = 12
"""Words between blanks that a date without quotes may have."""
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_WORD = re.compile(r'[^\s":()|]+')
_UNMARKED = re.compile(r'[^"()|]*')
_CHUNK = re.compile(r"\S+")


class Field(NamedTuple):
    """A field as it was typed: its label, and the facet that this means, or "date"."""

    label: str
    facet: str


def value_at(
    typed: str, at: int, field: Field, lookup: FacetLookup, *, is_glued: bool
) -> tuple[str, int] | None:
    """The value of a field that begins at a character of a query, and where it ends; None: none.

    In quotes it is what they enclose, or the longest known value that has quotes of its own:
    nguồn:"Báo "Đất": Tin". Without quotes it is the longest known value or date, else one word;
    but no unknown word stands after a blank (`is_glued` is false): "toàn tỉnh: sơ kết".
    A date gets the unit that its label names, if it would be another one without it: of
    tháng:3-5/2023 it is "tháng 3-5/2023".
    """
    found = _written_at(typed, at, field, lookup, is_glued=is_glued)
    return (with_unit(field, found[0]), found[1]) if found else None


def with_unit(field: Field, written: str) -> str:
    """A value as it is written, and if it is a date, with the unit that its label names."""
    if field.facet != "date":
        return written
    unread = f"{field.label} {written}" if written[:1].isdecimal() else written
    return read_behind(field.label, written) or unread


def _written_at(
    typed: str, at: int, field: Field, lookup: FacetLookup, *, is_glued: bool
) -> tuple[str, int] | None:
    """The value as it is written, and where it ends."""
    facet = field.facet
    if quoted := _QUOTED.match(typed, at):
        own = quoted.group()[1:-1].replace('\\"', '"').replace("\\\\", "\\")
        return _with_own_quotes(typed, at, quoted.end(), facet, lookup) or (own, quoted.end())
    text = _UNMARKED.match(typed, at, at + _LONGEST)
    written = text.group() if text else ""
    size = _longest_date(field, written) if facet in DATED else 0
    if not size and facet != "date":
        size = _longest_value(written, facet, lookup)
    if not size and is_glued and (word := _WORD.match(typed, at)):
        size = len(word.group())
    return (typed[at : at + size], at + size) if size else None


def values_named(facet: str, typed: Sequence[Syllable], lookup: FacetLookup) -> tuple[str, ...]:
    """The values of a facet that an index has and these syllables name, with a word for their
    kind before them or without: "tỉnh Yên Bái"."""
    found: dict[str, None] = {}
    for asked in _without_type_word(facet, typed):
        province = _province(facet, asked)
        if province and lookup.has(facet, province):
            found[province] = None
        for named in lookup.named(facet).written(asked):
            found[named.value] = None
    return tuple(found)


def days_asked(field: str, text: str) -> DateRange | None:
    """The days that a date, or a range, as the value of a field stands for; None if it is none."""
    if field in DATED:
        with suppress(DateError):
            return parse_range(text)
    return None


def _longest_date(field: Field, written: str) -> int:
    """How many first characters are a date: "8/2023 đất" has 6."""
    ends = [chunk.end() for chunk in _CHUNK.finditer(written)][:_MOST_CHUNKS]
    return next((end for end in reversed(ends) if read_behind(field.label, written[:end])), 0)


def _longest_value(written: str, facet: str, lookup: FacetLookup) -> int:
    """How many first characters are a known value."""
    found = syllables(written)
    ends = [0, *(syllable.end for syllable in found)]
    return max(
        (ends[size] for size in _sizes(facet, found, lookup) if _is_word_end(written, ends[size])),
        default=0,
    )


def _sizes(facet: str, found: Sequence[Syllable], lookup: FacetLookup) -> Iterator[int]:
    """How many first syllables name a value, for each name that they begin with."""
    for asked in _without_type_word(facet, found):
        before = len(found) - len(asked)
        province = province_at(asked, 0) if facet.startswith("province") and asked else None
        if province:
            yield before + province[0]
        yield from (before + size for size in lookup.named(facet).sizes(asked))


def _with_own_quotes(
    typed: str, at: int, end: int, facet: str, lookup: FacetLookup
) -> tuple[str, int] | None:
    """The longest known value with quotes in it that stands at a quote and ends behind `end`."""
    if facet in DATED:
        return None
    found = syllables(typed[at : at + _LONGEST])
    known = lookup.named(facet).quoted(found[0].folded) if found else ()
    longest = 0, ""
    for named in known:
        for name in named.names:
            if name and is_spelled(name, found[: len(name)]):
                longest = max(longest, (at + found[len(name) - 1].end, named.value))
    last, value = longest
    if last < end:
        return None
    return value, last + 1 if typed[last : last + 1] == '"' else last


def _is_word_end(written: str, at: int) -> bool:
    return at == len(written) or not (written[at].isalnum() or written[at] in "-/_")


def _without_type_word(facet: str, typed: Sequence[Syllable]) -> Iterator[Sequence[Syllable]]:
    yield typed
    for word in type_words(facet):
        if len(typed) > len(word) and is_spelled(word, typed[: len(word)]):
            yield typed[len(word) :]


def type_words(facet: str) -> Sequence[Sequence[Syllable]]:
    """The words for the kind of the values of a facet: "tỉnh", "thành phố"."""
    return _type_words().get(facet, ())


def _province(facet: str, typed: Sequence[Syllable]) -> str | None:
    known = province_at(typed, 0) if facet.startswith("province") else None
    return known[1].name if known and known[0] == len(typed) else None


@cache
def _type_words() -> dict[str, list[tuple[Syllable, ...]]]:
    """Facet → the words for the kind of its values."""
    found: dict[str, list[tuple[Syllable, ...]]] = {}
    for facet, word in entries("type_words.tsv", Path(__file__).parent / "data"):
        found.setdefault(facet, []).append(tuple(syllables(word)))
    return found
