"""Pages to read in tests: drawn words → lines, characters, or a whole PDF file."""

import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.read.pdf.lines import TextLine
from indexer.read.pdf.page import PageCharacters, Ruling

SIZE, STEP, LEFT, RIGHT = 12.0, 16.0, 90.0, 522.0
WIDTH = 0.5
"""Of the size: how wide each letter is."""


@dataclass(frozen=True)
class Drawn:
    """Words on a page: at which x and y, in which size."""

    text: str
    x: float = LEFT
    y: float = 700.0
    size: float = SIZE
    along: tuple[int, int] = (1, 0)  # the direction in which it runs: to the right

    @property
    def right(self) -> float:
        return self.x + WIDTH * self.size * len(self.text)


def line(
    text: str, y: float, left: float = LEFT, right: float = RIGHT, size: float = SIZE
) -> TextLine:
    """A line that ends where it is said to, justified: as wide as need be."""
    return TextLine(" ".join(text.split()), left, right, y, size, text.endswith(" "))


def ragged(text: str, y: float, left: float = LEFT, size: float = SIZE) -> TextLine:
    """A line as wide as its letters are."""
    return line(text, y, left, left + WIDTH * size * len(text), size)


def centred(
    text: str, y: float, size: float = SIZE, middle: float = (LEFT + RIGHT) / 2
) -> TextLine:
    """A line in the middle of a column."""
    half = WIDTH * size * len(text) / 2
    return line(text, y, middle - half, middle + half, size)


def block(
    text: str, top: float, left: float = LEFT, right: float = RIGHT, indent: float = 0.0
) -> list[TextLine]:
    """A justified paragraph of several lines, broken at "|", its last line short."""
    texts = [part.strip() for part in text.split("|")]
    lines = [line(part, top - STEP * at, left, right) for at, part in enumerate(texts)]
    lines[-1] = ragged(texts[-1], top - STEP * (len(texts) - 1), left)
    if indent:
        first = lines[0]
        lines[0] = line(first.text, top, left + indent, max(first.right, left + indent + 60))
    return lines


def characters(
    *drawn: Drawn, verticals: Sequence[Ruling] = (), horizontals: Sequence[Ruling] = ()
) -> PageCharacters:
    """A page as PDFium gives it, with a line end after all words drawn that end with no blank."""
    text = ""
    columns = [array("f") for _ in range(4)]
    for words in drawn:
        for at, character in enumerate(words.text + ("" if words.text[-1] == " " else "\r\n")):
            left = words.x + WIDTH * words.size * at
            values = (left, left + WIDTH * words.size, words.y, words.size)
            for column, value in zip(columns, values, strict=True):
                column.append(0.0 if character in "\r\n" else value)
            text += character
    lefts, rights, baselines, sizes = columns
    return PageCharacters(
        text, lefts, rights, baselines, sizes, tuple(verticals), tuple(horizontals)
    )


def frame(xs: Sequence[float], ys: Sequence[float]) -> tuple[list[Ruling], list[Ruling]]:
    """The ruled lines of a table: vertical ones at xs, horizontal ones at ys."""
    first, last = min(ys), max(ys)
    return (
        [Ruling(x, first, last) for x in xs],
        [Ruling(y, min(xs), max(xs)) for y in ys],
    )


PICTURE = b"q %d 0 0 %d 0 0 cm /Im1 Do Q\n"


def pdf(pages: Iterable[Sequence[Drawn]], picture: tuple[int, int] | None = None) -> bytes:
    """A PDF file with these words, and on each page that has none a picture of so many points.

    One Type 1 font of equally wide letters, with its own codes and a ToUnicode map: see the PDF
    Reference, 5.5 and 5.9.
    """
    pages = list(pages)
    letters = sorted({letter for page in pages for words in page for letter in words.text})
    codes = {letter: ord(letter) for letter in letters if letter.isascii()}
    codes |= {letter: 128 + at for at, letter in enumerate(sorted(set(letters) - set(codes)))}
    assert max(codes.values(), default=0) < 256
    contents = [_content(page, codes) or (PICTURE % picture if picture else b"") for page in pages]
    kids = b" ".join(b"%d 0 R" % (7 + 2 * at) for at in range(len(pages)))
    resources = b"<</Font<</F1 3 0 R>>/XObject<</Im1 6 0 R>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 1/LastChar 255/Widths[%s]"
        b"/FontDescriptor 4 0 R/ToUnicode 5 0 R>>" % (b"500 " * 255),
        b"<</Type/FontDescriptor/FontName/Helvetica/Flags 32/ItalicAngle 0/Ascent 718/Descent -207"
        b"/CapHeight 718/StemV 88/FontBBox[-166 -225 1000 931]>>",
        _stream(_to_unicode(codes)),
        _stream(
            b"\x80",
            b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8"
            b"/ColorSpace/DeviceGray",
        ),
    ]
    for at, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources%s/Contents %d 0 R>>"
            % (resources, 8 + 2 * at)
        )
        objects.append(_stream(content))
    return _file(objects)


def _content(page: Sequence[Drawn], codes: dict[str, int]) -> bytes:
    drawn = []
    for words in page:
        written = bytes(codes[letter] for letter in words.text).hex().encode()
        place = (words.size, *_turned(words.along), words.x, words.y)
        drawn.append(b"BT /F1 %g Tf %d %d %d %d %g %g Tm <%s> Tj ET\n" % (*place, written))
    return b"".join(drawn)


def _turned(along: tuple[int, int]) -> tuple[int, int, int, int]:
    """The first four numbers of the text matrix: the PDF Reference, 5.3.1."""
    across, up = along
    return across, up, -up, across


def _to_unicode(codes: dict[str, int]) -> bytes:
    rows = b"".join(
        b"<%02x> <%s>\n" % (code, letter.encode("utf-16-be").hex().encode())
        for letter, code in codes.items()
    )
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n"
        b"%d beginbfchar\n%sendbfchar endcmap end end" % (len(codes), rows)
    )


def _stream(data: bytes, head: bytes = b"") -> bytes:
    packed = zlib.compress(data)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (head, len(packed), packed)


def _file(objects: Sequence[bytes]) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    return (
        data
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))
    )
