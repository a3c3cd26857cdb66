"""Words that end a line and words that begin the next → the text as it was before it was broken.

Vietnamese is broken between syllables: a hyphen at the end of a line was typed, and stays.
"""

import re

from indexer.read.pdf.lines import TextLine

TAIL = 300
"""Characters of an end of a text that say how it goes on; longer addresses are not put together."""
_TYPED_HYPHEN = re.compile(r"(?P<word>[^\s-]+)-$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_OF_ADDRESS = re.compile(r"[/\-._=?&%\d]")


def joined(before: str, line: TextLine, is_open: bool = False) -> str:
    """A text and the line that continues it; see `blank_between`."""
    return f"{before}{blank_between(before, line, is_open)}{line.text}"


def blank_between(before: str, line: TextLine, is_open: bool = False) -> str:
    """The blank between a text and the line that continues it, or nothing.

    `is_open`: whether a blank ended the text. Of the text only the end is looked at: "In-đô-nê-"
    and "xi-a" → nothing; "Nguyễn Văn A-" and "Bí thư" → a blank.
    """
    before = before[-TAIL:]
    if is_open:
        return " "
    if hyphen := _TYPED_HYPHEN.search(before):
        return " " if line.text[0].isupper() and _is_name(hyphen["word"]) else ""
    if _ADDRESS.search(before):
        first = line.text[:TAIL].split(" ", 1)[0]
        return "" if before[-1] in "/.?=&" or _OF_ADDRESS.search(first) else " "
    return " "


def is_in_address(before: str, after: str) -> bool:
    """Whether a line that is one word goes on with an address of the web."""
    is_word = " " not in after and bool(_OF_ADDRESS.search(after))
    return is_word and bool(_ADDRESS.search(before[-TAIL:]))


def _is_name(word: str) -> bool:
    """Whether a word is written as a name is: "Chinh", and not "123/QĐ" or "KT"."""
    return word[:1].isupper() and (len(word) == 1 or word[1:].islower())
