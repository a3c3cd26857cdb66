"""The tables of lists of a .doc ([MS-DOC] 2.9.131, 2.9.134, 2.9.147) → its automatic numbers."""

import struct

from indexer.read.office.numbering import MOST_LEVELS, ListCounters, ListLevel

_LIST, _USER, _LEVEL = 28, 16, 28
"""Bytes of an LSTF, an LFO and an LVLF."""
_FORMS = {
    0: "decimal",
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    22: "decimalZero",
    23: "bullet",
    255: "none",
}
"""What [MS-OSHARED] 2.2.1.3 numbers, by the names of ECMA-376."""
_PLACES = {level: f"%{level + 1}" for level in range(MOST_LEVELS)}
"""In the text of a level a character by the number of a level stands for that level's number."""


def list_counters(lists: bytes, users: bytes) -> ListCounters:
    """The lists; their users are numbered from 1, as paragraphs name them (sprmPIlfo).

    `lists`: PlfLst and the levels that follow it. `users`: PlfLfo. Raises struct.error, IndexError.
    """
    counters = ListCounters()
    if len(lists) >= 2 and len(users) >= 4:
        _define(counters, lists)
        _link(counters, users)
    return counters


def _define(counters: ListCounters, lists: bytes) -> None:
    (count,) = struct.unpack_from("<H", lists)
    at = 2 + _LIST * count
    for number in range(count):
        (key,) = struct.unpack_from("<i", lists, 2 + _LIST * number)
        is_simple = lists[2 + _LIST * number + 26] & 1
        for level in range(1 if is_simple else MOST_LEVELS):
            look, at = _level(lists, at)
            counters.define(str(key), level, look)


def _level(data: bytes, at: int) -> tuple[ListLevel, int]:
    """A level (LVL), and where what follows it is."""
    start, form = struct.unpack_from("<iB", data, at)
    at += _LEVEL + data[at + 24] + data[at + 25]
    (letters,) = struct.unpack_from("<H", data, at)
    text = data[at + 2 : at + 2 + 2 * letters].decode("utf-16-le", "replace")
    look = ListLevel(_FORMS.get(form, "decimal"), text.translate(_PLACES), start)
    return look, at + 2 + 2 * letters


def _link(counters: ListCounters, users: bytes) -> None:
    (count,) = struct.unpack_from("<I", users)
    at = 4 + _USER * count
    for number in range(count):
        key, changed = struct.unpack_from("<i8xB", users, 4 + _USER * number)
        counters.link(str(number + 1), str(key))
        at += 4
        for _ in range(changed):
            start, flags = struct.unpack_from("<iI", users, at)
            at += 8
            if flags & 0x20:  # a look of its own, which has the start, too
                look, at = _level(users, at)
                start = look.start
            if flags & 0x10:
                counters.start_anew(str(number + 1), flags & 0xF, start)
