"""The bytes of a PDF file → refused if a little of them unpacks to very much, or draws itself.

PDFium unpacks what a page draws as a whole, and takes ten times as much memory for it; of a form
that draws itself it takes all. What is packed twice, or hidden better, is not told here: whoever
reads files of strangers does it in a process with limits.
"""

import re
import zlib
from itertools import islice

from indexer.read.document import Unreadable
from indexer.read.limits import MAX_UNPACKED

_BEGIN = re.compile(rb"(?<!end)stream\r?\n")
_HIGHEST_RATIO = 1032
"""Of Flate (zlib's technical notes): what is shorter than MAX_UNPACKED / 1032 is harmless."""
_HEAD = 1000
"""Bytes before a stream that say what it is."""
_STEP = 1 << 20
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_NUMBER = re.compile(rb"(?<!\d)(\d{1,9}) \d{1,5} obj\b")
_MOST_FORMS, _DEEPEST = 10_000, 100
"""Of a file: forms that are looked at, and how deep forms stand in each other in an honest one."""
_DRAWN = re.compile(rb"/XObject\s*<<(.*?)>>", re.DOTALL)
_REFERENCE = re.compile(rb"(?<!\d)(\d{1,9}) \d{1,5} R\b")


def refuse_bombs(data: bytes) -> None:
    """Raise Unreadable if a stream that is no picture unpacks to more than MAX_UNPACKED bytes, or
    if a form draws itself, by itself or by others."""
    if _draws_itself(data):
        raise Unreadable("draws itself again and again")
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


def _draws_itself(data: bytes) -> bool:
    """Whether some form is among those that it draws, as far as they are named where it begins."""
    draws: dict[int, set[int]] = {}
    for form in islice(_FORM.finditer(data), _MOST_FORMS + 1):
        before = _NUMBER.findall(data, max(0, form.start() - _HEAD), form.start())
        end = data.find(b"stream", form.start(), form.start() + _HEAD)
        begin = data.rfind(b" obj", max(0, form.start() - _HEAD), form.start())
        if before and end >= 0:
            drawn = b" ".join(_DRAWN.findall(data, begin, end))
            draws[int(before[-1])] = {int(number) for number in _REFERENCE.findall(drawn)}
    left = {form: drawn & draws.keys() for form, drawn in draws.items()}
    for _ in range(_DEEPEST):
        harmless = {form for form, drawn in left.items() if not drawn}
        left = {form: drawn - harmless for form, drawn in left.items() if form not in harmless}
        if not harmless:
            break
    return bool(left)
