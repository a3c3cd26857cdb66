"""The bytes of a text file → its text, and the name of the encoding that they are in."""

import codecs
import re

from indexer.read.document import Unreadable
from indexer.read.encodings.evidence import Evidence, evidence, words
from indexer.read.encodings.languages import is_vietnamese, is_western
from indexer.read.encodings.legacy import CHARSETS, WINDOWS_1252, Charset, latin

UTF_8, UTF_16, UTF_32 = "UTF-8", "UTF-16", "UTF-32"
_MARKS = (
    (codecs.BOM_UTF8, UTF_8, "utf-8"),
    (codecs.BOM_UTF32_LE, UTF_32, "utf-32-le"),
    (codecs.BOM_UTF32_BE, UTF_32, "utf-32-be"),
    (codecs.BOM_UTF16_LE, UTF_16, "utf-16-le"),
    (codecs.BOM_UTF16_BE, UTF_16, "utf-16-be"),
)
"""Byte order marks; one of UTF-32 begins as one of UTF-16 does."""
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v"))
"""Characters that no text has many of."""
_ONE_OF = 10
"""So many are many, if one of so many characters is one."""
_LOOKED_AT = 8192
"""Bytes from which UTF-16 without a mark is told."""
_PIECES, _PIECE, _BEFORE = 12, 2000, 200
"""Bytes of a long text that are decoded in each way: so many pieces of so many, beginning so many
before a byte that is not ASCII."""
_HIGH_BYTES = b"\x00\x01\x03\x1e\x20"
"""Of the characters that Vietnamese has in UTF-16."""
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_MOST_IN_UTF_8 = 0.75
"""Of the bytes that are not ASCII; in other encodings few make such sequences."""
_IN_UTF_8 = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}")

_UNUSED = [chr(code) for code in (*_CONTROLS, *range(0x80, 0xA0))]
"""Control characters: what the bytes are that an encoding does not use."""


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file, and the name of its encoding: `b"H\\xe9i"` → "Hội", "TCVN3".

    Raises Unreadable if it is binary, or in no encoding in which it is text.
    """
    for mark, name, codec in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], codec, name), name
    if b"\0" in data:
        return _strictly(data, _utf_16_without_mark(data), UTF_16), UTF_16
    if _ONE_OF * (len(data) - len(data.translate(None, _CONTROLS))) > len(data):
        raise Unreadable("is binary, not text", unread=True)
    try:
        return data.decode("utf-8"), UTF_8
    except UnicodeDecodeError as error:
        if _is_mostly_utf_8(data):
            raise Unreadable(f"is damaged UTF-8 (byte {error.start})", unread=True) from None
    return _single_byte(data)


def _strictly(data: bytes, codec: str, name: str) -> str:
    """The text; a byte too many at the end of UTF-16, as of a file that was cut, is left out."""
    unit = {UTF_16: 2, UTF_32: 4}.get(name, 1)
    try:
        text = data[: len(data) // unit * unit].decode(codec)
    except UnicodeDecodeError as error:
        raise Unreadable(f"is damaged {name} (byte {error.start})", unread=True) from None
    if _ONE_OF * sum(map(text.count, map(chr, _CONTROLS))) > len(text):
        raise Unreadable("is binary, not text", unread=True)
    return text


def _utf_16_without_mark(data: bytes) -> str:
    """The codec of UTF-16, by the zeros that it has instead of every other byte.

    Vietnamese has more than half of its characters below U+0100, and the others in U+01xx, U+1Exx
    and U+20xx. Raises Unreadable if the zeros are elsewhere too.
    """
    head = data[:_LOOKED_AT]
    even, odd = head[0::2], head[1::2]
    for codec, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        others = len(high.translate(None, _HIGH_BYTES))
        if high.count(0) * 3 > len(high) and _ONE_OF * (low.count(0) + others) <= len(high):
            return codec
    raise Unreadable("is binary, not text", unread=True)


def _is_mostly_utf_8(data: bytes) -> bool:
    """Whether most of what is not ASCII are characters of UTF-8."""
    there = len(_NOT_ASCII.findall(data))
    return sum(map(len, _IN_UTF_8.findall(data))) > _MOST_IN_UTF_8 * there


def _single_byte(data: bytes) -> tuple[str, str]:
    """The text by the encoding that gives the most syllables; if none gives many, as Latin text.

    Raises Unreadable if it is no Latin text either.
    """
    sample = _sample(data)
    as_latin = latin(sample)
    western = evidence(words(as_latin))
    least = western.right if is_western(as_latin) else None
    best, chosen = _score(as_latin, western), Charset(WINDOWS_1252, latin)
    rights: dict[str, int] = {}
    for charset in CHARSETS:
        text = charset.decode(sample)
        own = evidence(words(text))
        # Of two tables of one encoding, the second has letters where the first has quotes: it is
        # the better one if fewer words are wrong, not if a quote makes one more.
        most = rights.setdefault(charset.name, own.right)
        score = _score(text, own._replace(right=min(own.right, most)))
        if score > best and is_vietnamese(own, least):
            best, chosen = score, charset
    if chosen.name == WINDOWS_1252 and least is None and not is_vietnamese(western, None):
        raise Unreadable(
            "is in no encoding that is known of Vietnamese, and not UTF-8", unread=True
        )
    return chosen.decode(data), chosen.name


def _score(text: str, own: Evidence) -> int:
    return own.score - 2 * sum(map(text.count, _UNUSED))


def _sample(data: bytes) -> bytes:
    """The whole of a short text; of a long one, pieces from everywhere that have diacritics."""
    if len(data) <= _PIECES * _PIECE:
        return data
    pieces: list[bytes] = []
    for part in range(_PIECES):
        found = _NOT_ASCII.search(data, len(data) * part // _PIECES)
        if found is None:
            break
        start = max(found.start() - _BEFORE, 0)
        words = data[start : start + _PIECE].split()
        pieces += words[1:-1] or words
    return b" ".join(pieces)
