"""The bytes of a PDF file → the characters, the ruled lines and the pictures of each page.

The one module that knows PDFium. Lengths are points, 1/72 inch; y grows upwards; a page that is
shown turned is turned here, so that its lines run from left to right.
"""

import ctypes
from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import pi
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from indexer.read.document import Unreadable
from indexer.read.limits import MAX_PAGES
from indexer.read.pdf.bombs import refuse_bombs
from indexer.read.pdf.page import PageCharacters, Ruling

MAX_PIXELS = 5_000_000
"""Of a picture of a page; A3 at 150 dpi has 4.4 million."""
_THIN, _SHORTEST = 5.5, 8.0
"""Points: what is drawn no thicker than the one and longer than the other is a ruled line; so is
the edge of a shaded cell."""
_MAX_PIECES, _MAX_CHARACTERS = 200_000, 200_000
"""Of a page."""
_MAX_OBJECTS, _MAX_SEGMENTS = 20_000, 400
"""Of a page, and of a path of it: a drawing of more is no table."""
_MAX_NESTED = 3
"""Forms within forms in which a picture is looked for."""
_ASLANT = 0.1
"""Of how far a line runs across: how far it rises if it is no line of the text."""
_SAMPLE = 40
"""Characters of a page that say in which direction its text runs."""
_SIZES = 1.0, 200.0
"""Points between which a font size is believed."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


class PdfFile:
    """An open PDF file, until it is closed.

    Raises Unreadable if it is encrypted with a password that readers must type, damaged, or has
    more than MAX_PAGES pages.
    """

    def __init__(self, data: bytes) -> None:
        refuse_bombs(data)
        try:
            self._file = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            if error.err_code == raw.FPDF_ERR_PASSWORD:
                raise Unreadable("is encrypted") from None
            raise Unreadable("is a damaged PDF file") from None
        self.pages = len(self._file)
        if not 0 < self.pages <= MAX_PAGES:
            self._file.close()
            many = f"has more than {MAX_PAGES} pages"
            raise Unreadable(many if self.pages else "is a PDF file without pages")

    def close(self) -> None:
        """Give its memory back."""
        self._file.close()

    def characters(self, page: int) -> PageCharacters | None:
        """What stands on a page, from 1; None if that page is damaged."""
        try:
            opened = self._file[page - 1]
        except pdfium.PdfiumError:
            return None
        try:
            return _read_page(opened)
        except pdfium.PdfiumError:
            return None
        finally:
            opened.close()

    def picture_share(self, page: int) -> float:
        """How much of a page its pictures cover, 0 to 1; 0 if it is damaged."""
        try:
            opened = self._file[page - 1]
        except pdfium.PdfiumError:
            return 0.0
        width, height = _unturned(opened)
        covered = sum(_area(box, width, height) for box in _pictures(opened.raw, 0))
        opened.close()
        return min(1.0, covered / max(width * height, 1.0))

    def picture(self, page: int, dpi: int) -> bytes:
        """A page drawn in grey, as a PGM file, smaller than so many dots an inch where that would
        be more than MAX_PIXELS: scanners make pages of two metres. Empty if it is damaged."""
        try:
            opened = self._file[page - 1]
            width, height = opened.get_size()
            scale = min(dpi / 72, (MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
            bitmap = opened.render(scale=scale, grayscale=True)
        except pdfium.PdfiumError:
            return b""
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        pixels = memoryview(bitmap.buffer).cast("B")
        rows = [bytes(pixels[row * stride : row * stride + width]) for row in range(height)]
        bitmap.close()
        opened.close()
        return b"P5\n%d %d\n255\n" % (width, height) + b"".join(rows)


def _read_page(page: Any) -> PageCharacters:
    if raw.FPDFPage_CountObjects(page.raw) > _MAX_PIECES:
        raise Unreadable(f"draws more than {_MAX_PIECES} things on a page")
    text_page = page.get_textpage()
    try:
        turns = _turns_of_text(text_page.raw)
        found = _characters(text_page.raw, turns)
    finally:
        text_page.close()
    verticals: list[Ruling] = []
    horizontals: list[Ruling] = []
    for left, bottom, right, top in (_turned(box, turns) for box in _ruled(page.raw)):
        if right - left <= _THIN < _SHORTEST < top - bottom:
            verticals.append(Ruling((left + right) / 2, bottom, top))
        elif top - bottom <= _THIN < _SHORTEST < right - left:
            horizontals.append(Ruling((bottom + top) / 2, left, right))
    return PageCharacters(*found, tuple(verticals), tuple(horizontals))


def _turns_of_text(page: Any) -> int:
    """By how many quarters to the right a page is turned for most of its text to run from left to
    right: as it is shown, or as it would be if whoever printed it had said so."""
    count = raw.FPDFText_CountChars(page)
    angles = (
        raw.FPDFText_GetCharAngle(page, at)
        for at in range(0, count, max(1, count // _SAMPLE))
        if raw.FPDFText_GetUnicode(page, at) > ord(" ")
    )
    turns = Counter(round(-angle / (pi / 2)) % 4 for angle in angles)
    return max(turns, key=lambda turn: turns[turn], default=0)


def _characters(
    page: Any, turns: int
) -> tuple[str, "array[float]", "array[float]", "array[float]", "array[float]"]:
    """The text of a page, and of each of its characters left, right, baseline and font size.

    A call costs half a microsecond: a baseline and a size are asked where a box is not as high, or
    stands not as high, as the one before it.
    """
    count = max(raw.FPDFText_CountChars(page), 0)
    if count > _MAX_CHARACTERS:
        raise Unreadable(f"has more than {_MAX_CHARACTERS} characters on a page")
    lefts, rights, baselines, sizes = (array("f") for _ in range(4))
    box, loose_box = raw.FS_RECTF(), raw.FPDFText_GetLooseCharBox
    bottom = top = baseline = size = -1.0
    for at in range(count):
        loose_box(page, at, box)
        left, right = box.left, box.right
        if turns:
            left, lower, right, upper = _turned((left, box.bottom, right, box.top), turns)
        else:
            lower, upper = box.bottom, box.top
        if (lower != bottom or upper != top) and upper > lower:  # one that PDFium adds has no box
            bottom, top = lower, upper
            baseline, size = _baseline(page, at, turns), _size(page, at, top - bottom)
        lefts.append(left)
        rights.append(right)
        baselines.append(baseline)
        sizes.append(size)
    return _text(page, count), lefts, rights, baselines, sizes


def _baseline(page: Any, at: int, turns: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page, at, x, y)
    return _turned((x.value, y.value, x.value, y.value), turns)[1]


def _size(page: Any, at: int, height: float) -> float:
    """The size of the font of a character; the height of its box where the file gives none; 0 if
    it is written aslant, as the stamp of a draft."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(page, at, matrix)
    across, up = abs(matrix.a), abs(matrix.b)
    if min(across, up) > _ASLANT * max(across, up):
        return 0.0
    size: float = raw.FPDFText_GetFontSize(page, at) * (matrix.c**2 + matrix.d**2) ** 0.5
    return size if _SIZES[0] < size < _SIZES[1] else max(height, _SIZES[0])


def _turned(box: Box, turns: int) -> Box:
    """A box on a page that is turned by so many quarters to the right: (x, y) → (y, -x)."""
    for _ in range(turns):
        left, bottom, right, top = box
        box = bottom, -right, top, -left
    return box


def _text(page: Any, count: int) -> str:
    """The characters of a page, one for each that PDFium counts."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(page, 0, count, buffer) - 1
    if written == count:
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return text
    codes = (raw.FPDFText_GetUnicode(page, at) for at in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)


def _objects(container: Any, nested: int) -> Iterator[tuple[int, Any]]:
    """The kind and the handle of each thing that is drawn on a page, or in a form of it."""
    if nested:
        count, get = raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject
    else:
        count, get = raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject
    for at in range(min(count(container), _MAX_OBJECTS)):
        thing = get(container, at)
        yield raw.FPDFPageObj_GetType(thing), thing


def _bounds(thing: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _pictures(container: Any, nested: int) -> Iterator[Box]:
    """The boxes of the pictures of a page; of a form that holds one, the box of the form."""
    for kind, thing in _objects(container, nested):
        if kind == raw.FPDF_PAGEOBJ_IMAGE or (
            kind == raw.FPDF_PAGEOBJ_FORM
            and nested < _MAX_NESTED
            and any(_pictures(thing, nested + 1))
        ):
            yield _bounds(thing)


def _unturned(page: Any) -> tuple[float, float]:
    width, height = page.get_size()
    return (height, width) if page.get_rotation() % 180 else (width, height)


def _area(box: Box, width: float, height: float) -> float:
    """Of a box, on a page of this size."""
    left, bottom, right, top = box
    return max(0.0, min(right - left, width)) * max(0.0, min(top - bottom, height))


def _ruled(page: Any) -> Iterator[Box]:
    """The boxes of the lines that a page draws, and of the sides of its frames."""
    for kind, thing in _objects(page, 0):
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            continue
        box = _bounds(thing)
        if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
            yield box  # some printers draw a line as a picture
        elif kind == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPath_CountSegments(thing) <= _MAX_SEGMENTS:
            yield from _strokes(thing)


def _strokes(path: Any) -> Iterator[Box]:
    """The boxes of the thin parts of a path, and of each side of what is drawn with a pen."""
    mode, pen = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, mode, pen)
    for part in _parts(path):
        xs, ys = [x for x, _ in part], [y for _, y in part]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
            yield min(xs), min(ys), max(xs), max(ys)
        elif pen.value:
            for (x, y), (to_x, to_y) in pairwise(part):
                yield min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def _parts(path: Any) -> list[list[tuple[float, float]]]:
    """The points of each part of a path that is drawn without lifting the pen."""
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    parts: list[list[tuple[float, float]]] = []
    for at in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if not parts or raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            parts.append([])
        across = matrix.a * x.value + matrix.c * y.value + matrix.e
        parts[-1].append((across, matrix.b * x.value + matrix.d * y.value + matrix.f))
    return parts
