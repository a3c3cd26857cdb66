"""The bytes of a plain text → the text, whatever it is encoded in."""

from indexer.read.document import Paragraph, Unreadable
from indexer.read.encodings.detect import decoded
from indexer.read.encodings.evidence import evidence, words
from indexer.read.encodings.heal import healed
from search.text.normalize import is_blank

_CONTROLS = {ord(c) for c in map(chr, range(32)) if c not in "\t\n\r\f\v"}
"""Characters that no text has many of."""
_LEAST_WORDS, _LEAST_SHARE = 20, 0.6
"""A text is prose in Vietnamese if it has so many words with diacritics that are spelled right, and
so many of its words are: those of a program, a log or a style sheet are not."""


def text_of(data: bytes) -> tuple[str, str | None]:
    """The text, every character as it is; and what it was converted from, if it was no Unicode.

    Raises Unreadable.
    """
    text, encoding = decoded(data)
    if is_blank(text):
        raise Unreadable("is empty")
    if 10 * sum(ord(c) in _CONTROLS for c in text[:_LOOKED_AT]) > len(text[:_LOOKED_AT]):
        raise Unreadable("is binary, not text")
    lines, wrong = healed([Paragraph(line) for line in text.split("\n")])
    if wrong:
        text = "\n".join(line.text for line in lines)
    return text, wrong or (None if encoding in _UNICODE else encoding)


def is_prose(text: str) -> bool:
    """Whether a text reads as Vietnamese, whatever the name of its file says."""
    own = evidence(words(text[:_LOOKED_AT]))
    return own.right >= _LEAST_WORDS and own.share_of_all >= _LEAST_SHARE


_LOOKED_AT = 65_536
_UNICODE = {"UTF-8", "UTF-16", "UTF-32"}
