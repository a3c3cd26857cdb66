"""A field of a record → its text: HTML, as a CMS keeps it, is read as HTML; all else stays."""

import re
from html import unescape

from indexer.read.document import Paragraph
from indexer.read.html import html_paragraphs

_NAMES = (
    "p|div|span|strong|b|em|i|u|a|h[1-6]|ul|ol|li|table|tbody|tr|td|th|blockquote|figure|figcaption"
    "|section|article|font|sup|sub|pre|center"
)
_IN_EARNEST = re.compile(
    rf"(?i)</(?:{_NAMES})\s*>|<(?:p|div|table|ul|ol|h[1-6])(?:\s[^<>]*)?>|<(?:br|hr)\s*/?>"
    r"|<img\s[^<>]*>"
)
"""What nobody writes who writes text: a tag that ends, breaks a line, or holds a block."""
_REFERENCE = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
"""A character reference; without ";" it may be a word of an address, "?a=1&copy=2"."""


def record_text(text: str) -> tuple[str, tuple[Paragraph, ...]]:
    """The text of a record, and its paragraphs, one a line, if it was HTML; else none.

    Of a text without tags the character references are resolved, and its lines are left. HTML that
    was escaped as a whole ("&lt;p&gt;") is read as what it was.

        "<p>Họp &amp; bàn</p><p>Bế mạc</p>" → "Họp & bàn\\nBế mạc"
        "Tỷ lệ a < b, R&D" → the same
    """
    if not _is_markup(text):
        text = _REFERENCE.sub(lambda reference: unescape(reference[0]), text)
    if not _is_markup(text):
        return text, ()
    paragraphs = html_paragraphs(text)
    return "\n".join(paragraph.text for paragraph in paragraphs), paragraphs


def record_title(title: str) -> str:
    """The title of a record on one line: tags out, character references resolved."""
    text, paragraphs = record_text(title)
    return " ".join(paragraph.text for paragraph in paragraphs) if paragraphs else text


def _is_markup(text: str) -> bool:
    return "<" in text and _IN_EARNEST.search(text) is not None
