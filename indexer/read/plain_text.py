"""The bytes of a plain text → the text, whatever it is encoded in."""

import re

from indexer.read.document import Paragraph, Unreadable
from indexer.read.encodings.detect import decoded
from indexer.read.encodings.evidence import evidence, words
from indexer.read.encodings.heal import healed
from search.text.normalize import is_blank

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
"""A character that no text has many of; tabs and ends of lines and pages are none."""
_LEAST_WORDS, _LEAST_SHARE = 5, 0.6
"""A text is prose in Vietnamese if it has so many words with diacritics that are spelled right, and
so many of its words are: those of a program, a log or a style sheet are not."""


def text_of(data: bytes, largest: int) -> tuple[str, str | None]:
    """The text, every character as it is; and what it was converted from, if it was no Unicode.

    `largest`: the most bytes that it may have in UTF-8. Raises Unreadable.
    """
    if len(data) > _WIDEST * largest:
        raise too_large(largest)
    text, encoding = decoded(data)
    if len(text) > largest:
        raise too_large(largest)
    if is_blank(text):
        raise Unreadable("is empty")
    begin = text[:_LOOKED_AT]
    if 10 * len(_CONTROL.findall(begin)) > len(begin):
        raise Unreadable("is binary, not text", unread=True)
    lines, wrong = healed([Paragraph(line) for line in text.split("\n")])
    if wrong:
        text = "\n".join(line.text for line in lines)
    return text, wrong or (None if encoding in _UNICODE else encoding)


def too_large(largest: int) -> Unreadable:
    """What is said of a text of more bytes."""
    return Unreadable(f"is too large: more than {largest // 1_000_000} MB of text")


def is_prose(data: bytes) -> bool:
    """Whether a text reads as Vietnamese, whatever the name of its file says."""
    try:
        text, _ = decoded(data[:_LOOKED_AT].rpartition(b"\n")[0] or data[:_LOOKED_AT])
    except Unreadable:
        return False
    own = evidence(words(text))
    return own.right >= _LEAST_WORDS and own.share_of_all >= _LEAST_SHARE


_LOOKED_AT = 65_536
_WIDEST = 4
"""Bytes that a character takes at most in any encoding."""
_UNICODE = {"UTF-8", "UTF-16", "UTF-32"}
