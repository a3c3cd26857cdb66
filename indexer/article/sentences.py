"""A place in a line of an article → the sentence around it; a text → its sentences."""

import re
from collections.abc import Iterator
from functools import cache

from indexer.article.structure import Article, Line
from indexer.lexicon import UPPER, rows
from search.report import Span

_AROUND = 240  # characters on each side
_SEEN = 3  # characters of a sentence by which its beginning is known
# In doubt it goes on: a point after a capital may be an abbreviation's, "TP. Vinh".
_SURE_END = re.compile(rf"(?<=[^\s{UPPER}])[.!?…]+[\"')]* +(?=[\"'(-]*[{UPPER}\d])")


def sentence(article: Article, line: Line, start: int, end: int) -> Span:
    """Where the sentence of [start, end) begins and ends, not much longer than sentences are."""
    first, last = max(line.start, start - _AROUND), min(line.end, end + _AROUND)
    before = _SURE_END.finditer(article.text, first, min(start + _SEEN, line.end))
    stop = _SURE_END.search(article.text, end, last)
    begin = max((one.end() for one in before if one.end() <= start), default=first)
    return begin, stop.start() if stop else last


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """[start, end) of each sentence of a part of a text, with the blanks that follow it."""
    for stop in _end().finditer(text, start, end):
        yield start, stop.end()
        start = stop.end()
    yield start, end


@cache
def _end() -> re.Pattern[str]:
    """A point and what closes a quotation, before a capital or a number; not the point of an
    abbreviation: "TP. Vinh", "Q. 1"."""
    abbreviated = "".join(rf"(?<!\b{re.escape(word)}\.)" for [word] in rows("abbreviations.txt"))
    return re.compile(
        rf"[.!?…]{abbreviated}(?<!\b[{UPPER}]\.)[\"')”]*+\s++(?=\W{{0,2}}+[{UPPER}\d])"
    )
