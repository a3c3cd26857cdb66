"""Text → its sentences, and its clauses at semicolons: the one place that knows a full stop."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from search.report import Span
from search.text.lexicon.word_lists import entries

CAPITALS = "A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""Capital letters of Vietnamese, for use inside a character class."""


class SentenceEnd(NamedTuple):
    """Where a sentence ends: its punctuation begins at `stop`, it ends at `end`, behind quotation
    marks and brackets that close, and the next one begins at `resume`, behind the blanks."""

    stop: int
    end: int
    resume: int


def sentence_ends(text: str, start: int = 0, end: int | None = None) -> Iterator[SentenceEnd]:
    """The ends of the sentences of text[start:end] but the last, in order.

    A sentence ends with ".", "?", "!", "…" or "./.", before blanks and a capital or a number. In
    doubt it goes on: after an abbreviation ("TP. Vinh"), an initial ("Trần A. Bình"), the number
    of an item of a list ("1. Về kinh tế"), and before a small letter. A line end counts as a
    blank: which line ends are those of paragraphs only the reader of an article knows.

    The text needs its capitals. What stands before `start` is looked at too, as for "TP." there.
    """
    return _ends(text, _sentence_end(), start, end)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """[start, end) of each sentence of text[start:end], with the blanks that follow it.

    They follow one another without a gap; there is always one, which may be empty.
    """
    last = len(text) if end is None else end
    for found in _sentence_end().finditer(text, start, last):
        resume = found.end()
        yield start, resume
        start = resume
    yield start, last


def clause_ends(text: str, start: int = 0, end: int | None = None) -> Iterator[SentenceEnd]:
    """As `sentence_ends`, and at each semicolon before a blank, whatever follows it."""
    return _ends(text, _clause_end(), start, end)


def _ends(
    text: str, pattern: re.Pattern[str], start: int, end: int | None
) -> Iterator[SentenceEnd]:
    for found in pattern.finditer(text, start, len(text) if end is None else end):
        yield SentenceEnd(found.start(), *found.span("blanks"))


_CLOSING = r"[\"'”’»)\]]*+"
_BLANKS = r"(?P<blanks>\s++)"


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(_full_stop() + _CLOSING + _BLANKS + _BEGINS, re.MULTILINE)


@cache
def _clause_end() -> re.Pattern[str]:
    sentence = _full_stop() + _CLOSING + r"(?=\s++" + _BEGINS + ")"
    return re.compile(f"(?:{sentence}|;{_CLOSING}){_BLANKS}", re.MULTILINE)


_BEGINS = rf"(?=\W{{0,2}}+[{CAPITALS}\d])"
"""A sentence begins with a capital or a number, be it after a quotation mark or a dash."""
_ITEM_NUMBER = "".join(
    rf"(?<!{before}{digits}\.)" for before in ("^", r"[.;:] ") for digits in (r"\d", r"\d\d")
)
"""Not after the number of an item, which begins a line or follows the item before."""


def _full_stop() -> str:
    """A full stop and the like, which is not the point of an abbreviation, initial or item.

    Each abbreviation has a look back of its own, since those of `re` are of one width. Of a run of
    points ("TP... Vinh") the first two are tried: what fails at both fails at all that follow.
    """
    words = (word for [word] in entries("pointed_abbreviations.txt"))
    abbreviation = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in words)
    point = rf"[.!?…](?<![.!?…]{{3}}){abbreviation}(?<!\b[{CAPITALS}]\.){_ITEM_NUMBER}[.!?…]*+"
    return rf"{point}(?:/\.?+)?+"
