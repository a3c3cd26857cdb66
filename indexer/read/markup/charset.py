"""Bytes of a text, and what is said of their encoding → the text."""

import codecs
import re
from dataclasses import dataclass

from indexer.read.encodings.detect import decoded

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 4096
"""Bytes at the head that may declare an encoding (browsers look at 1,024; Word writes more)."""
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})"
    rb"|<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"utf-?8|(?:windows-|cp|x-cp)\d{3,4}|iso-?8859-?\d+|latin-?1|us-ascii|ascii|koi8-[ru]"
    r"|gbk|gb2312|gb18030|big5|shift_jis|euc-(?:jp|kr)|iso-2022-jp|viscii|tcvn"
)
"""What pages declare; other names of Python's codecs are no encodings of a text's bytes."""
_LATIN = re.compile(r"(?:windows-|cp|x-cp)1252|iso-?8859-?1|latin-?1|us-ascii|ascii")
_WINDOWS = "".join(
    bytes([byte]).decode("cp1252", "ignore") or chr(byte)  # the five that it has not stay controls
    for byte in range(256)
)
"""windows-1252 as the Encoding Standard has it: any byte is a character, so none is lost."""
_UNICODE = frozenset({"utf-8", "utf-16-le", "utf-16-be"})
_FEW = 50
"""A text with one broken character in so many that are no ASCII is damaged, not of another
encoding."""


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text, and the encoding that it was in; None of Unicode, which tells nothing, and ASCII."""

    text: str
    encoding: str | None = None


def declared_in(data: bytes) -> str | None:
    """The encoding that a page declares at its head; None if it declares none."""
    found = _DECLARED.search(data, 0, _LOOKED_AT)
    return (found[1] or found[2]).decode("ascii", "ignore") if found else None


def _name_of(declared: str) -> str:
    """The name of an encoding as people write it: "Windows-1258", "ISO-8859-2"."""
    page = re.fullmatch(r"(?:windows-|(?:x-)?cp)(\d+)", declared)
    return f"Windows-{page[1]}" if page else declared.upper()


def decoded_text(data: bytes, declared: str | None) -> DecodedText:
    """A text of bytes of which somebody said in which encoding they are; None: nobody did.

    What the bytes show goes first: a byte order mark, the zeros of UTF-16, and bytes that are
    UTF-8 as no other text is by chance. Then what was declared; then a guess.
    """
    decoded = _decoded(data, declared)
    text = decoded.text.replace("\0", "") if "\0" in decoded.text else decoded.text
    return DecodedText(text, decoded.encoding)


def _decoded(data: bytes, declared: str | None) -> DecodedText:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return DecodedText(data[len(mark) :].decode(encoding, "replace"))
    if data[1:2] == b"\0" or data[:1] == b"\0":
        return DecodedText(
            data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", "replace")
        )
    try:
        return DecodedText(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _of_other(data, (declared or "").strip().lower())


def _of_other(data: bytes, declared: str) -> DecodedText:
    """The text of bytes that are not UTF-8, at least not all of them."""
    if not _KNOWN.fullmatch(declared):
        return _guessed(data)
    if _LATIN.fullmatch(declared):
        return DecodedText(codecs.charmap_decode(data, "strict", _WINDOWS)[0], "Windows-1252")
    if declared in ("utf-8", "utf8"):
        text = data.decode("utf-8", "replace")
        others = sum(map(text.count, "\ufffd")), sum(character > "\x7f" for character in text)
        return DecodedText(text) if others[0] * _FEW <= others[1] else _guessed(data)
    try:
        return DecodedText(data.decode(declared.removeprefix("x-"), "replace"), _name_of(declared))
    except LookupError:
        return _guessed(data)


def _guessed(data: bytes) -> DecodedText:
    """The text of bytes of which nobody says in which encoding they are. Raises Unreadable."""
    return DecodedText(*decoded(data))
