"""Words that end a line and words that begin the next → the text as it was before it was broken.

Vietnamese is broken between syllables: a hyphen at the end of a line was typed, and stays.
"""

import re

from indexer.read.pdf.lines import TextLine

_TYPED_HYPHEN = re.compile(r"(?P<word>[^\s-]+)-$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_OF_ADDRESS = re.compile(r"[/\-._=?&%\d]")


def joined(before: str, line: TextLine, is_open: bool = False) -> str:
    """A text and the line that continues it. `is_open`: whether a blank ended the text:
    "In-đô-nê-" and "xi-a" → "In-đô-nê-xi-a"; "Nguyễn Văn A-" and "Bí thư" → "... A- Bí thư"."""
    if is_open:
        return f"{before} {line.text}"
    if hyphen := _TYPED_HYPHEN.search(before):
        is_apart = line.text[0].isupper() and _is_name(hyphen["word"])
        return f"{before} {line.text}" if is_apart else before + line.text
    if _ADDRESS.search(before):
        first = line.text.split(" ", 1)[0]
        if before[-1] in "/.?=&" or _OF_ADDRESS.search(first):
            return before + line.text
    return f"{before} {line.text}"


def is_in_address(before: str, after: str) -> bool:
    """Whether a line that is one word goes on with an address of the web."""
    return " " not in after and bool(_ADDRESS.search(before)) and bool(_OF_ADDRESS.search(after))


def _is_name(word: str) -> bool:
    """Whether a word is written as a name is: "Chinh", and not "123/QĐ" or "KT"."""
    return word[:1].isupper() and (len(word) == 1 or word[1:].islower())
