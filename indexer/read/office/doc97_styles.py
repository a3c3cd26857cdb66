"""The style sheet of a .doc ([MS-DOC] 2.9.271) → its styles, and the lists of their paragraphs."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.read.office.doc97_properties import ParagraphLook, paragraph_look
from indexer.read.office.styles import StyleEntry, StyleKind, style_kinds

_LONGEST_CHAIN = 12
_PARAGRAPH = 1
"""stk, the kind of a style, of those of paragraphs."""


@dataclass(frozen=True, slots=True)
class _Entry:
    style: StyleEntry
    parent: int
    look: ParagraphLook


class WordStyles:
    """The styles of a .doc by their numbers. Raises struct.error for a damaged sheet."""

    def __init__(self, sheet: bytes) -> None:
        self._entries = dict(_entries(sheet))
        self._kinds = style_kinds({str(key): own.style for key, own in self._entries.items()})

    def kind_of(self, number: int) -> StyleKind:
        """What the style says of a paragraph."""
        return self._kinds.get(str(number), StyleKind.PLAIN)

    def list_of(self, look: ParagraphLook) -> tuple[str | None, int]:
        """The user of a list that a paragraph is numbered as, and the level: its own words first,
        then those of its style and of the styles that this is based on."""
        user, level, number = look.list_user, look.list_level, look.style
        for _ in range(_LONGEST_CHAIN):
            entry = self._entries.get(number)
            if entry is None or user is not None:
                break
            user = entry.look.list_user
            level = entry.look.list_level if level is None else level
            number = entry.parent
        return (str(user) if user else None), level or 0


def _entries(sheet: bytes) -> Iterator[tuple[int, _Entry]]:
    if len(sheet) < 6:
        return
    head, count, base = struct.unpack_from("<3H", sheet)
    at = 2 + head
    for number in range(count):
        if at + 2 > len(sheet):
            return
        (size,) = struct.unpack_from("<H", sheet, at)
        style = sheet[at + 2 : at + 2 + size]
        at += 2 + size + size % 2
        if size >= max(base, 6) + 2:
            yield number, _entry(style, base)


def _entry(style: bytes, base: int) -> _Entry:
    """A style: fixed fields, its name, then its properties, each at an even place."""
    _, links, counts = struct.unpack_from("<3H", style)
    (letters,) = struct.unpack_from("<H", style, base)
    end = base + 2 + 2 * letters
    name = style[base + 2 : end].decode("utf-16-le", "replace")
    look = ParagraphLook()
    if links & 0xF == _PARAGRAPH and counts & 0xF and end + 4 <= len(style):
        (size,) = struct.unpack_from("<H", style, end + 2)  # after the 0 that ends the name
        look = paragraph_look(style[end + 4 : end + 4 + size])
    return _Entry(StyleEntry(name.split(",")[0], str(links >> 4)), links >> 4, look)
