"""A workbook holds what is given: text as text, numbers as numbers, days as days."""

import io
import zipfile
from datetime import date, datetime
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from indexer.read.office.sheets import read_sheet
from search.engine.protocol import Engine
from web.app import create_app
from web.export import workbook as made
from web.export.workbook import MOST_CHARACTERS, Cell, workbook
from web.export.zipped import zipped

MAIN = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def saved(*rows: list[Cell]) -> bytes:
    return b"".join(workbook("Báo cáo", [10] * max(map(len, rows)), rows))


def opened(data: bytes) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.sheet_names == ["Báo cáo"]
    return [list(row) for row in book.get_sheet_by_index(0).to_python()]


def sheet(data: bytes) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert parts.testzip() is None
        return ET.fromstring(parts.read("xl/worksheets/sheet1.xml"))


def test_cells_are_what_they_were() -> None:
    rows: list[list[Cell]] = [
        ["STT", "Tên", "Ngày", "Lúc"],
        [1, "Đại hội <lần> & “XIII”", date(2023, 8, 25), datetime(2026, 11, 29, 9, 30)],
        [2.5, "dòng 1\ndòng 2", "", ""],
    ]
    assert opened(saved(*rows)) == [rows[0], [1.0, *rows[1][1:]], rows[2]]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5%", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_no_text_is_a_formula(text: str) -> None:
    data = saved(["Tên"], [text])
    assert opened(data)[1] == [text]
    assert sheet(data).find(".//m:f", MAIN) is None
    [*_, cell] = sheet(data).iter(f"{{{MAIN['m']}}}c")
    assert cell.get("t") == "inlineStr"


@settings(max_examples=30)  # each makes a whole archive
@given(st.text(max_size=40))
def test_any_text_makes_a_sheet_that_can_be_read(text: str) -> None:
    rows = sheet(saved(["Tên"], ["x" + text + "x"])).findall(".//m:t", MAIN)
    assert len(rows) == 2 and (rows[1].text or "").startswith("x")


def test_what_looks_like_an_escape_stays() -> None:
    assert opened(saved(["a"], ["tệp_x0041_.txt"]))[1] == ["tệp_x0041_.txt"]


def test_a_day_that_sheets_count_wrongly_is_text() -> None:
    assert opened(saved(["a"], [date(1899, 5, 1)]))[1] == ["1899-05-01"]


def test_a_cell_and_a_sheet_end_where_excel_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "MOST_ROWS", 3)
    found = opened(saved(["a"], ["x" * 40_000], ["b"], ["c"], ["d"]))
    assert len(found) == 3 and len(str(found[1][0])) == MOST_CHARACTERS


def test_the_heading_stays_and_columns_can_be_filtered() -> None:
    root = sheet(saved(["a"] * 28, ["b"] * 28))
    pane, whole = root.find(".//m:pane", MAIN), root.find("m:autoFilter", MAIN)
    assert pane is not None and pane.get("state") == "frozen"
    assert whole is not None and whole.get("ref") == "A1:AB2"


def test_an_archive_is_sent_while_it_is_made() -> None:
    asked: list[int] = []

    def files() -> object:
        for number in range(3):
            asked.append(number)
            yield f"{number}.txt", (f"chữ {number}".encode(),)

    parts = zipped(files())  # type: ignore[arg-type]
    first = next(parts)
    assert asked == [0]
    with zipfile.ZipFile(io.BytesIO(first + b"".join(parts))) as archive:
        assert archive.read("2.txt").decode() == "chữ 2"


def test_all_results_as_a_workbook(samples: Engine) -> None:
    client: FlaskClient = create_app(samples).test_client()
    sent = client.get("/results.xlsx?q=bão")
    assert sent.headers["Content-Disposition"] == "attachment; filename=hoi-nghi.xlsx"
    heads, *rows = opened(sent.data)
    table = client.get("/results.csv?q=bão").data.decode("utf-8-sig").splitlines()
    assert len(rows) == len(table) - 1 > 1
    assert [row[0] for row in rows] == [*range(1, len(rows) + 1)]
    days = [row[heads.index("Ngày họp đầu")] for row in rows]
    assert any(isinstance(day, date) for day in days)
    assert all(isinstance(day, date) or day == "" for day in days)
    assert {row[-1] for row in rows} == {datetime(2026, 11, 29, 9, 30)}, "by the clock of Việt Nam"
    assert "/results.xlsx?q=b%C3%A3o" in client.get("/?q=bão").text
    assert "Mã báo cáo" in read_sheet(sent.data).paragraphs[0].text, "our own reader opens it"
