"""Bytes of an .xlsx, .xls or .ods → its rows, one a paragraph."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from indexer.read.document import Paragraph, ParsedFile, Unreadable
from indexer.read.office.containers import ole_streams
from indexer.read.office.flow import MOST_CHARACTERS
from indexer.read.office.guard import guarded
from indexer.read.office.tables import one_line
from indexer.read.office.zipped_xml import ZippedXml
from search.report import PassageKind

MOST_ROWS, MOST_COLUMNS = 100_000, 200
"""Of a file, and of a row; what is more is not read: nobody looks through it."""

MOST_CELLS = 10_000_000
"""Of the rectangle around the cells of a sheet, which the library holds in memory as a whole."""
_PLACE = re.compile(rb"<c [^<>]*?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_LONGEST_PLACE = 200

Value = int | float | str | bool | time | date | datetime | timedelta


@guarded("spreadsheet")
def read_sheet(data: bytes) -> ParsedFile:
    """Each row with something in it as a TABLE paragraph, cells with a tab between them; as BODY
    the lines above the first row of several cells.

    Before the rows of a sheet its name, as BODY, if there are several. Numbers have a decimal
    comma and no separators of thousands, dates are written 25/8/2023. It has no pages. Raises
    Unreadable.
    """
    if data.startswith(b"PK"):
        _check_parts(ZippedXml(data))
    elif not ole_streams(data, ("Workbook", "Book")):  # the library would panic, and print
        raise Unreadable("is no spreadsheet")
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return ParsedFile(tuple(_bounded(_paragraphs(book))), are_pages_exact=False)
    except PasswordError:
        raise Unreadable("is encrypted") from None
    except CalamineError as error:
        raise Unreadable(f"is a damaged spreadsheet: {error}") from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # of Rust; it is no Exception
            raise Unreadable("is a damaged spreadsheet") from None
        raise


def _check_parts(parts: ZippedXml) -> None:
    """The library unpacks parts as they come, so their sizes are looked at before.

    Raises Unreadable for what is too large, and for cells far apart.
    """
    for name in parts.names():
        last_row = last_column = 0
        tail = b""
        for chunk in parts.chunks(name):
            text = tail + chunk
            for place in _PLACE.finditer(text):
                last_row = max(last_row, int(place[2]))
                last_column = max(last_column, _column(place[1]))
            tail = text[-_LONGEST_PLACE:]
        if last_row * last_column > MOST_CELLS:
            raise Unreadable(f"is too large: a sheet of {last_row} rows, {last_column} columns")


def _column(letters: bytes) -> int:
    """The number of a column from its letters: A is 1, AB is 28."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


def _bounded(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    size = 0
    for paragraph in islice(paragraphs, MOST_ROWS):
        size += len(paragraph.text)
        if size > MOST_CHARACTERS:
            raise Unreadable(f"is too large: more than {MOST_CHARACTERS:,} characters of text")
        yield paragraph


def _paragraphs(book: CalamineWorkbook) -> Iterator[Paragraph]:
    names = [own.name for own in book.sheets_metadata if own.typ == SheetTypeEnum.WorkSheet]
    for name in names:
        rows = _rows(book, name)
        first = next(rows, None)
        if first is None:
            continue
        if len(names) > 1 and (heading := one_line(name)):
            yield Paragraph(heading)
        yield first
        yield from rows


def _rows(book: CalamineWorkbook, name: str) -> Iterator[Paragraph]:
    is_of_table = False  # what stands alone in its row above a table is its heading
    for row in book.get_sheet_by_name(name).iter_rows():
        line = "\t".join(map(written, row[:MOST_COLUMNS])).rstrip("\t")
        is_of_table = is_of_table or "\t" in line.strip()
        if line.strip():
            yield Paragraph(line, PassageKind.TABLE) if is_of_table else Paragraph(line.strip())


def written(value: Value) -> str:
    """A value of a cell as text: 1234.5 → "1234,5", 12.0 → "12", a date → "25/8/2023"."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        day = _day(value)
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return one_line(str(value))


def _number(value: int | float) -> str:
    """Fifteen digits are what a spreadsheet keeps: 0.1 + 0.2 is 0,3."""
    shown = f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}"
    if "e" in shown:
        shown = f"{value:.12f}".rstrip("0").rstrip(".")
    return shown.replace(".", ",")


def _day(value: date) -> str:
    return f"{value.day}/{value.month}/{value.year}"
