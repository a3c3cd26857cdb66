"""Pages of formatting of a .doc ([MS-DOC] 2.9.33, 2.9.174) → properties of bytes by place."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_TABLES = 100
"""Of tables in tables, a number that is written in the file."""
_PAGE = 512
_IN_TABLE, _ROW_END = 0x2416, 0x2417
_DEPTH, _INNER_CELL, _INNER_ROW_END = 0x6649, 0x244B, 0x244C
_LIST_USER, _LIST_LEVEL = 0x460B, 0x260A
_DELETED, _HIDDEN, _SIGN = 0x0800, 0x083C, 0x6A09
_OPERAND_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
"""Bytes of an operand by the three highest bits of its sprm ([MS-DOC] 2.2.5.1); 0: it tells."""
_LONG_TABLE, _LONG_TABS = 0xD608, 0xC615


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What is known of a paragraph. `style`: its number. `depth`: of tables around it.

    `list_user`, `list_level`: which numbers it takes, 0 for none; None if nothing is said of it.
    """

    style: int = 0
    depth: int = 0
    is_inner_cell: bool = False
    is_row_end: bool = False
    list_user: int | None = None
    list_level: int | None = None


@dataclass(slots=True)
class ByPlace:
    """Values of ranges of bytes of the main stream, in ascending order; none between them."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    values: list[bytes] = field(default_factory=list)

    def at(self, place: int) -> bytes:
        """The value of the range that holds a place; empty if none does."""
        index = bisect_right(self.starts, place) - 1
        return self.values[index] if index >= 0 and place < self.ends[index] else b""


def paragraph_ranges(main: bytes, places: bytes) -> ByPlace:
    """Each run of bytes that is a paragraph → its style and properties. `places`: PlcfBtePapx."""
    found = ByPlace()
    for page in _pages(main, places):
        for start, end, at in _runs(page, entry_size=13):
            length = page[at]  # in words; what comes before an odd one is left out
            begin, size = (at + 1, 2 * length - 1) if length else (at + 2, 2 * page[at + 1])
            _put(found, start, end, page[begin : begin + size] if at else b"")
    return found


def character_ranges(main: bytes, places: bytes) -> ByPlace:
    """Each run of bytes of one look → its properties. `places`: PlcfBteChpx."""
    found = ByPlace()
    for page in _pages(main, places):
        for start, end, at in _runs(page, entry_size=1):
            _put(found, start, end, page[at + 1 : at + 1 + page[at]] if at else b"")
    return found


def paragraph_look(value: bytes) -> ParagraphLook:
    """What a value of `paragraph_ranges` says."""
    if len(value) < 2:
        return ParagraphLook()
    said = dict(_properties(value[2:]))
    in_table = _flag(said, _IN_TABLE)
    depth = int.from_bytes(said.get(_DEPTH, b""), "little", signed=True)
    return ParagraphLook(
        style=int.from_bytes(value[:2], "little"),
        depth=min(max(depth, 1), MOST_TABLES) if in_table else 0,
        is_inner_cell=_flag(said, _INNER_CELL),
        is_row_end=_flag(said, _ROW_END) or _flag(said, _INNER_ROW_END),
        list_user=_number(said, _LIST_USER),
        list_level=_number(said, _LIST_LEVEL),
    )


def is_left_out(value: bytes) -> bool:
    """Whether a value of `character_ranges` says that the text was deleted, is hidden, or only
    stands for a sign of another font: a box to tick is a "(" in the text."""
    said = dict(_properties(value))
    return _flag(said, _DELETED) or _flag(said, _HIDDEN) or _SIGN in said


def _number(said: dict[int, bytes], name: int) -> int | None:
    return int.from_bytes(said[name], "little") if name in said else None


def _flag(said: dict[int, bytes], name: int) -> bool:
    return said.get(name, b"\0")[:1] == b"\1"


def _pages(main: bytes, places: bytes) -> Iterator[bytes]:
    """The pages that a table of places lists ([MS-DOC] 2.8.5): n + 1 offsets, then n numbers."""
    count = max(0, (len(places) - 4) // 8)
    for (number,) in struct.iter_unpack("<I", places[4 * (count + 1) : 4 * (2 * count + 1)]):
        start = (number & 0x3FFFFF) * _PAGE
        if len(page := main[start : start + _PAGE]) == _PAGE:
            yield page


def _runs(page: bytes, entry_size: int) -> Iterator[tuple[int, int, int]]:
    """Start and end of each run of a page, and where in the page its properties are; 0: nowhere."""
    count = page[-1]
    if 4 * (count + 1) + entry_size * count >= _PAGE:
        return
    offsets = struct.unpack_from(f"<{count + 1}I", page)
    for run in range(count):
        at = 2 * page[4 * (count + 1) + entry_size * run]
        yield offsets[run], offsets[run + 1], at if at < _PAGE - 2 else 0


def _put(found: ByPlace, start: int, end: int, value: bytes) -> None:
    if start < end and (not found.ends or start >= found.ends[-1]):  # else the file is damaged
        found.starts.append(start)
        found.ends.append(end)
        found.values.append(value)


def _properties(group: bytes) -> Iterator[tuple[int, bytes]]:
    """The single properties of a group: number and operand ([MS-DOC] 2.2.5.1)."""
    at = 0
    while at + 2 < len(group):
        name = int.from_bytes(group[at : at + 2], "little")
        at += 2
        size = _OPERAND_SIZES[name >> 13]
        if not size:
            head = 2 if name == _LONG_TABLE else 1
            size = int.from_bytes(group[at : at + head], "little")
            if name == _LONG_TABLE:
                size -= 1
            elif name == _LONG_TABS and size == 255:
                return  # of a length that only its parts tell; nothing of ours comes after it
            at += head
        yield name, group[at : at + size]
        at += max(size, 0)
