"""Streams of a Word 97-2003 .doc → its text by its piece table, and where each part of it is."""

import re
import struct
from bisect import bisect_right
from dataclasses import dataclass

from indexer.read.document import Unreadable
from indexer.read.office.doc97_lists import list_counters
from indexer.read.office.doc97_properties import (
    ParagraphLook,
    character_ranges,
    is_left_out,
    paragraph_look,
    paragraph_ranges,
)
from indexer.read.office.doc97_styles import WordStyles
from indexer.read.office.numbering import ListCounters

_IDENT, _ENCRYPTED, _SECOND_TABLE = 0xA5EC, 0x100, 0x200
_FIRST_VERSION = 0xC1
"""nFib of Word 97; less is Word 6 or 95."""
_COUNTS_AT, _STYLES_AT, _CHARACTERS_AT, _PARAGRAPHS_AT, _PIECES_AT = 0x4C, 0xA2, 0xFA, 0x102, 0x1A2
_LISTS_AT, _LIST_USERS_AT = 0x2E2, 0x2EA
"""Where the header ([MS-DOC] 2.5.1) has the lengths of parts, and offset and size of tables."""
_MOST_CHARACTERS = 20_000_000
_COMPRESSED = 0x40000000
_CODE = re.compile("[\x13\x14\x15]")
_BYTES = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
"""A compressed character by its byte: Windows-1252, and what that leaves out as Latin-1."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of characters: from which on, of the text; where in the stream; bytes of each."""

    first: int
    count: int
    place: int
    width: int


class WordText:
    """The whole text of a .doc, deleted and hidden characters and field codes as "\\0" in it.

    Raises Unreadable, struct.error, IndexError for a damaged one.
    """

    def __init__(self, main: bytes, tables: dict[str, bytes]) -> None:
        ident, version = struct.unpack_from("<HH", main)
        (flags,) = struct.unpack_from("<H", main, 10)
        if ident != _IDENT or version < _FIRST_VERSION:
            raise Unreadable("was written by Word 6 or 95, which is not read")
        if flags & _ENCRYPTED:
            raise Unreadable("is encrypted")
        self._main = main
        self._table = tables["1Table" if flags & _SECOND_TABLE else "0Table"]
        self._pieces = _pieces(self._part(_PIECES_AT), len(main))
        self._firsts = [piece.first for piece in self._pieces]
        self._paragraphs = paragraph_ranges(main, self._part(_PARAGRAPHS_AT))
        self.text = _without_codes(self._characters())

    def parts(self) -> dict[str, range]:
        """The name of each part of the text → where it is ([MS-DOC] 2.4.1)."""
        names = ("body", "footnotes", "headers", "macros", "comments", "endnotes", "boxes")
        counts = struct.unpack_from(f"<{len(names)}i", self._main, _COUNTS_AT)
        start, found = 0, {}
        for name, count in zip(names, counts, strict=True):
            end = min(start + max(count, 0), len(self.text))
            found[name] = range(start, end)
            start = end
        return found

    def look(self, index: int) -> ParagraphLook:
        """What is known of the paragraph whose mark is this character of the text."""
        piece = self._pieces[bisect_right(self._firsts, index) - 1]
        place = piece.place + piece.width * (index - piece.first)
        return paragraph_look(self._paragraphs.at(place))

    def styles(self) -> WordStyles:
        """Its styles."""
        return WordStyles(self._part(_STYLES_AT))

    def lists(self) -> ListCounters:
        """Its lists, which have counted nothing. Raises struct.error, IndexError."""
        start, size = struct.unpack_from("<II", self._main, _LISTS_AT)
        lists = self._table[start:] if size else b""  # their levels follow, uncounted
        return list_counters(lists, self._part(_LIST_USERS_AT))

    def _part(self, at: int) -> bytes:
        start, size = struct.unpack_from("<II", self._main, at)
        return self._table[start : start + size]

    def _characters(self) -> str:
        ranges = character_ranges(self._main, self._part(_CHARACTERS_AT))
        left_out: list[tuple[int, ...]] = [
            (start, end)
            for start, end, value in zip(ranges.starts, ranges.ends, ranges.values, strict=True)
            if value and is_left_out(value)
        ]
        return "".join(_read(self._main, piece, left_out) for piece in self._pieces)


def _pieces(table: bytes, size: int) -> list[_Piece]:
    """The piece table inside a Clx ([MS-DOC] 2.9.38): what comes before it is passed over."""
    at = 0
    while at < len(table) and table[at] == 1:
        at += 3 + int.from_bytes(table[at + 1 : at + 3], "little")
    if at >= len(table) or table[at] != 2:
        raise Unreadable("is a damaged Word file: it has no table of its text")
    count = (int.from_bytes(table[at + 1 : at + 5], "little") - 4) // 12
    firsts = struct.unpack_from(f"<{count + 1}I", table, at + 5)
    found, total = [], 0
    for number in range(count):
        length = firsts[number + 1] - firsts[number]
        (place,) = struct.unpack_from("<I", table, at + 5 + 4 * (count + 1) + 8 * number + 2)
        width = 1 if place & _COMPRESSED else 2
        place = (place & ~_COMPRESSED) // 2 if width == 1 else place
        total += length
        if length < 0 or place + width * length > size or total > _MOST_CHARACTERS:
            raise Unreadable("is a damaged Word file: its text is not where it should be")
        found.append(_Piece(firsts[number], length, place, width))
    return found


def _read(main: bytes, piece: _Piece, left_out: list[tuple[int, ...]]) -> str:
    """The characters of a piece, those in these ascending ranges of the stream as "\\0"."""
    data = main[piece.place : piece.place + piece.width * piece.count]
    if piece.width == 1:
        text = data.decode("latin-1").translate(_BYTES)
    else:
        text = data.decode("utf-16-le", "replace")
        if len(text) != piece.count:  # pairs of surrogates: a place is half of one
            text = "".join(map(chr, struct.unpack(f"<{piece.count}H", data)))
    kept, at = [], 0
    for start, end in left_out[max(bisect_right(left_out, (piece.place,)) - 1, 0) :]:
        first = max((start - piece.place) // piece.width, at)
        last = min((end - piece.place) // piece.width, piece.count)
        if first >= piece.count:
            break
        if first < last:
            kept += [text[at:first], "\0" * (last - first)]
            at = last
    return "".join([*kept, text[at:]])


def _without_codes(text: str) -> str:
    """Fields without their codes, which stand from 13 to 14, or to 15 if there is no result."""
    spans, open_fields = [], list[tuple[int, int | None]]()
    for mark in _CODE.finditer(text):
        if mark.group() == "\x13":
            open_fields.append((mark.start(), None))
        elif open_fields:
            start, middle = open_fields.pop()
            if mark.group() == "\x14":
                open_fields.append((start, middle or mark.end()))
            else:
                spans.append((start, middle or mark.end()))
    kept, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            kept += [text[at:start], "\0" * (end - max(start, at))]
            at = end
    return "".join([*kept, text[at:]])
