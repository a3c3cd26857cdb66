"""Sheets → rows: how values are written; what is refused."""

from datetime import date, datetime, time, timedelta

import pytest

from indexer.read.document import Unreadable
from indexer.read.office.sheets import Value, read_sheet, written
from tests.indexer.read.office.made import zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsx(**sheets: str) -> bytes:
    """An .xlsx of sheets by their names, each of what stands in its rows."""
    names = list(sheets)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(names, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{DOC}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(names) + 1)
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="a" '
        f'Type="{DOC}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOC}"><sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELS}">{links}</Relationships>',
    }
    for i, rows in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{i}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    return zipped(parts)


def row(number: int, **cells: str | float) -> str:
    inside = "".join(
        f'<c r="{column}{number}"><v>{value}</v></c>'
        if not isinstance(value, str)
        else f'<c r="{column}{number}" t="inlineStr"><is><t>{value}</t></is></c>'
        for column, value in cells.items()
    )
    return f'<row r="{number}">{inside}</row>'


def read(data: bytes) -> list[tuple[str, str]]:
    return [(own.kind.value, own.text) for own in read_sheet(data).paragraphs]


def test_rows_of_one_sheet() -> None:
    rows = row(1, A="TT", B="Chỉ\ntiêu", C="ước", D=" ") + row(3, A=1, C=987.5)
    assert read(xlsx(Biểu=rows)) == [("table", "TT\tChỉ tiêu\tước"), ("table", "1\t\t987,5")]


def test_names_of_several_sheets_and_none_of_an_empty_one() -> None:
    assert read(xlsx(Thu=row(1, A="a", B="b"), Trống="", Chi=row(1, A="c"))) == [
        ("body", "Thu"),
        ("table", "a\tb"),
        ("body", "Chi"),
        ("body", "c"),
    ]


def test_lines_above_the_table_are_no_rows_of_it() -> None:
    rows = row(1, C="Biểu thu ngân sách") + row(2, A="Năm", B=2024) + row(3, A="Ghi chú")
    assert read(xlsx(Biểu=rows)) == [
        ("body", "Biểu thu ngân sách"),
        ("table", "Năm\t2024"),
        ("table", "Ghi chú"),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1050.0, "1050"),
        (1234.5, "1234,5"),
        (0.1 + 0.2, "0,3"),
        (0.0000001, "0,0000001"),
        (-3, "-3"),
        (123456789012.0, "123456789012"),
        (1e20, "100000000000000000000"),
        (True, "TRUE"),
        ("  hai \n dòng", "hai dòng"),
        ("", ""),
        (date(2023, 8, 25), "25/8/2023"),
        (datetime(2023, 8, 25), "25/8/2023"),
        (datetime(2023, 8, 25, 14, 5), "25/8/2023 14:05"),
        (time(7, 30), "07:30"),
        (timedelta(hours=26), "1 day, 2:00:00"),
    ],
)
def test_how_values_are_written(value: Value, text: str) -> None:
    assert written(value) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "damaged"),
        (xlsx(A=row(1, A="a"))[:-40], "damaged"),
        (xlsx(A=row(1, A="a") + row(1_048_576, XFD="b")), "1048576 rows, 16384 columns"),
        (xlsx(A=" " * 3_000_000), "too large when unpacked"),
        (xlsx(A=""), "has no text"),
    ],
)
def test_what_gives_no_report_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_sheet(data)
