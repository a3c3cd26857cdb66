"""Papers → sheets: .xlsx .ods .xls."""

import struct
from collections.abc import Iterator
from xml.sax.saxutils import escape

from tests.indexer.read.office.made import OASIS, ole, zipped
from tests.sample_files.papers import Cell, Paper
from tests.sample_files.word import OFFICE, content_types, manifest, relations

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NAME = "Báo cáo"
"""Of the only sheet."""
_RIGHT = 3
"""The column of the motto, from 0."""


def rows(paper: Paper) -> Iterator[tuple[Cell, ...]]:
    """The rows of the sheet of a paper; "" in cells with nothing in them."""
    for left, right in paper.head_lines():
        yield left, *[""] * (_RIGHT - 1), right
    yield from ((line,) for line in (*paper.title, *paper.body))
    yield from paper.table
    yield from (("",) * _RIGHT + (line,) for line in paper.signed)


def xlsx(paper: Paper) -> bytes:
    """An .xlsx, its texts in the cells."""
    cells = ""
    for number, row in enumerate(rows(paper), 1):
        filled = [(chr(65 + at), cell) for at, cell in enumerate(row) if cell != ""]
        inside = "".join(_xlsx_cell(f"{column}{number}", cell) for column, cell in filled)
        cells += f'<row r="{number}">{inside}</row>'
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    sheet, book = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
    return zipped({
        "[Content_Types].xml": content_types(
            {book: f"{_SHEET}.sheet.main+xml", sheet: f"{_SHEET}.worksheet+xml"}
        ),
        "_rels/.rels": relations({"officeDocument": book}),
        book: f'{head}<workbook xmlns="{_MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{_NAME}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations({"worksheet": "worksheets/sheet1.xml"}),
        sheet: f'{head}<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>',
    })  # fmt: skip


def _xlsx_cell(place: str, cell: Cell) -> str:
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'


def ods(paper: Paper) -> bytes:
    """An .ods."""
    inside = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows(paper)
    )
    spaces = " ".join(f'xmlns:{own}="{OASIS}:{own}:1.0"' for own in ("office", "text", "table"))
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = (
        f'<office:document-content {spaces} office:version="1.3"><office:body>'
        f'<office:spreadsheet><table:table table:name="{_NAME}">{inside}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    parts = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest(kind)}
    return zipped(parts, stored=["mimetype"])


def _ods_cell(cell: Cell) -> str:
    if cell == "":
        return "<table:table-cell/>"
    of_type = "string" if isinstance(cell, str) else f'float" office:value="{cell}'
    shown = f"<text:p>{escape(str(cell))}</text:p>"
    return f'<table:table-cell office:value-type="{of_type}">{shown}</table:table-cell>'


def xls(paper: Paper) -> bytes:
    """An .xls of Excel 97 ([MS-XLS] 2.1.7.20), its texts in one table of strings (SST)."""
    cells = [
        (number, column, cell)
        for number, row in enumerate(rows(paper))
        for column, cell in enumerate(row)
        if cell != ""
    ]
    texts = list(dict.fromkeys(cell for *_, cell in cells if isinstance(cell, str)))
    strings = b"".join(struct.pack("<HB", len(own), 1) + own.encode("utf-16-le") for own in texts)
    name = _NAME.encode("utf-16-le")
    before = (
        _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x1FAA, 1997, 0x41, 6))  # BOF, a workbook
        + _record(0x42, struct.pack("<H", 1200))  # CodePage
        + _record(0x3D, struct.pack("<9H", 0, 0, 15000, 9000, 0x38, 0, 0, 1, 600))  # Window1
        + _record(0x31, struct.pack("<5H4BBB", 220, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 5, 0) + b"Arial")
        * 4  # Font
        + b"".join(_record(0xE0, _format(at)) for at in range(16))  # XF
    )
    after = _record(0xFC, struct.pack("<II", len(texts), len(texts)) + strings) + _record(0x0A)
    bound = struct.pack("<HBB", 0, len(name) // 2, 1) + name
    start = len(before) + 4 + 4 + len(bound) + len(after)
    book = before + _record(0x85, struct.pack("<I", start) + bound) + after  # BoundSheet8
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x1FAA, 1997, 0x41, 6))
    height, width = cells[-1][0] + 1, max(column for _, column, _ in cells) + 1
    sheet += _record(0x200, struct.pack("<IIHHH", 0, height, 0, width, 0))  # Dimensions
    for number, column, cell in cells:
        place = struct.pack("<HHH", number, column, 15)
        if isinstance(cell, str):
            sheet += _record(0xFD, place + struct.pack("<I", texts.index(cell)))  # LabelSst
        else:
            sheet += _record(0x203, place + struct.pack("<d", cell))  # Number
    return ole({"Workbook": book + sheet + _record(0x0A)})


def _format(at: int) -> bytes:
    """A look of cells (XF): the first fifteen are of styles, the last one of the cells."""
    of_style = 0xFFF5 if at < 15 else 1
    return struct.pack("<3H4BIIH", 0, 0, of_style, 0x20, 0, 0, 0, 0, 0, 0x20C0)


def _record(kind: int, data: bytes = b"") -> bytes:
    assert len(data) <= 8224  # what is longer goes on in records of its own
    return struct.pack("<HH", kind, len(data)) + data
