"""A place in a line of an article → the sentence around it, not much longer than sentences are."""

import re

from indexer.clean import Article, Line
from indexer.words import UPPER
from search.model import Span

_AROUND = 240  # characters on each side
_SEEN = 3  # characters of a sentence by which its beginning is known
# A point after a capital is an abbreviation's: "TP. Vinh".
_END = re.compile(rf"(?<=[^\s{UPPER}])[.!?…]+[\"')]* +(?=[\"'(-]*[{UPPER}\d])")


def sentence(article: Article, line: Line, start: int, end: int) -> Span:
    """Where the sentence of [start, end) begins and ends, within so many characters."""
    first, last = max(line.start, start - _AROUND), min(line.end, end + _AROUND)
    before = _END.finditer(article.text, first, min(start + _SEEN, line.end))
    stop = _END.search(article.text, end, last)
    begin = max((one.end() for one in before if one.end() <= start), default=first)
    return begin, stop.start() if stop else last
