"""A place in a line of an article → the sentence around it."""

from indexer.article.structure import Article, Line
from search.report import Span
from search.text.sentences import sentence_ends

_AROUND = 240
"""Characters looked at on each side: not much more than sentences are long."""
_SEEN = 3
"""Characters of a sentence by which its beginning is known."""


def sentence(article: Article, line: Line, start: int, end: int) -> Span:
    """Where the sentence of [start, end) begins, and where its last word ends: without its full
    stop. At most 240 characters on each side."""
    first, last = max(line.start, start - _AROUND), min(line.end, end + _AROUND)
    before = sentence_ends(article.text, first, min(start + _SEEN, line.end))
    begin = max((one.resume for one in before if one.resume <= start), default=first)
    after = next(sentence_ends(article.text, end, last), None)
    return begin, after.stop if after else last
