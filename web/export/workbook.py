"""Rows of cells → the parts of an .xlsx workbook of one sheet, made while it is sent."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from xml.sax.saxutils import escape

from web.export.zipped import zipped

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS, MOST_CHARACTERS = 1_048_576, 32_767
"""Of a sheet, and of a cell: Excel opens no more."""

Cell = str | int | float | date
"""What stands in a cell. A `datetime` has no zone: a sheet knows none."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OPENXML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_OPENXML}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_OPENXML}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_OPENXML}.worksheet+xml"/>'
    "</Types>"
)
_ROOT = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>"
)
_PARTS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    "</Relationships>"
)
_BOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="{}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_NUMBER, _HEADING, _TEXT, _DAY, _INSTANT = range(5)
"""The styles of cells, by their place below. Text has the format "@": who edits a cell that begins
with "=" still makes no formula of it."""
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="dd/mm/yyyy hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5">'
    + "".join(
        f'<xf numFmtId="{form}" fontId="{font}" fillId="0" borderId="0" xfId="0" '
        'applyNumberFormat="1" applyFont="1" applyAlignment="1">'
        f'<alignment vertical="top"{wrap}/></xf>'
        for form, font, wrap in (
            (0, 0, ""),
            (49, 1, ' wrapText="1"'),
            (49, 0, ' wrapText="1"'),
            (164, 0, ""),
            (165, 0, ""),
        )
    )
    + "</cellXfs></styleSheet>"
)
_DAY_ZERO = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
"""Before it, sheets count a day that never was: an earlier one is written as text."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""A sheet reads "_x0041_" as "A"."""


def workbook(name: str, widths: Sequence[int], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """A workbook whose first row is its heading, bold, which stays while one scrolls.

    `name`: of the sheet, at most 31 characters without []:*?/\\; `widths`: of the columns, in
    characters. Text is text, never a formula; a number is a number, a day is a day. What is beyond
    MOST_ROWS, and beyond MOST_CHARACTERS of a cell, is left out.
    """
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _ROOT,
        "xl/workbook.xml": _BOOK.format(escape(name, {'"': "&quot;"})),
        "xl/_rels/workbook.xml.rels": _PARTS,
        "xl/styles.xml": _STYLES,
    }
    files = [(path, (f"{_XML}{part}".encode(),)) for path, part in parts.items()]
    sheet = (part.encode() for part in _sheet(widths, rows))
    yield from zipped([*files, ("xl/worksheets/sheet1.xml", sheet)])


def _sheet(widths: Sequence[int], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(widths, 1)
    )
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{columns}</cols><sheetData>"
    )
    number = 1
    for number, row in enumerate(islice(rows, MOST_ROWS), 1):
        cells = (_cell(f"{_letters(at)}{number}", own, number == 1) for at, own in enumerate(row))
        yield f'<row r="{number}">{"".join(cells)}</row>'
    yield f'</sheetData><autoFilter ref="A1:{_letters(len(widths) - 1)}{number}"/></worksheet>'


def _cell(place: str, value: Cell, is_heading: bool) -> str:
    if isinstance(value, date) and _day_of(value) >= _FIRST_DAY:
        style = _INSTANT if isinstance(value, datetime) else _DAY
        return f'<c r="{place}" s="{style}"><v>{_serial(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}" s="{_NUMBER}"><v>{value}</v></c>'
    if value == "":
        return ""
    text = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", str(value)[:MOST_CHARACTERS])
    text = escape(_LIKE_AN_ESCAPE.sub("_x005F_", text))
    style = _HEADING if is_heading else _TEXT
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    )


def _day_of(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _serial(value: date) -> str:
    """Days since the day zero of sheets; of an instant, with a fraction."""
    days = (_day_of(value) - _DAY_ZERO).days
    if not isinstance(value, datetime):
        return str(days)
    into = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    return repr(days + into / timedelta(days=1))


def _letters(column: int) -> str:
    """The name of a column: 0 → A, 25 → Z, 26 → AA."""
    above, own = divmod(column, 26)
    return (_letters(above - 1) if above else "") + chr(ord("A") + own)
