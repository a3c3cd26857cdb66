"""The bytes of a PDF file → refused if a little of them unpacks to very much.

PDFium unpacks what a page draws as a whole, and takes ten times as much memory for it. What is
packed twice, or draws itself again and again, is not told here: whoever reads files of strangers
does it in a process with limits.
"""

import re
import zlib

from indexer.read.document import Unreadable

MAX_UNPACKED = 200_000_000
"""Bytes of one stream."""

_BEGIN = re.compile(rb"(?<!end)stream\r?\n")
_HIGHEST_RATIO = 1032
"""Of Flate (zlib's technical notes): what is shorter than MAX_UNPACKED / 1032 is harmless."""
_HEAD = 1000
"""Bytes before a stream that say what it is."""
_STEP = 1 << 20


def refuse_bombs(data: bytes) -> None:
    """Raise Unreadable if a stream that is no picture unpacks to more than MAX_UNPACKED bytes."""
    if len(data) * _HIGHEST_RATIO < MAX_UNPACKED:
        return
    for begin in _BEGIN.finditer(data):
        end = data.find(b"endstream", begin.end())
        packed = memoryview(data)[begin.end() : end if end >= 0 else len(data)]
        head = data[max(0, begin.start() - _HEAD) : begin.start()]
        head = head[head.rfind(b" obj") + 1 :]
        if len(packed) * _HIGHEST_RATIO < MAX_UNPACKED or b"/Image" in head or b"/Fl" not in head:
            continue
        if _is_bomb(packed):
            raise Unreadable(f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB")


def _is_bomb(packed: memoryview) -> bool:
    unpacker = zlib.decompressobj()
    rest: bytes | memoryview = packed
    size = 0
    try:
        while rest and size <= MAX_UNPACKED:
            size += len(unpacker.decompress(rest, _STEP))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return False  # PDFium says what is wrong with it
    return size > MAX_UNPACKED
