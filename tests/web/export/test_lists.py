"""A list of reports taken home: tables, citations, texts."""

import csv
import io
import zipfile

import pytest
from flask.testing import FlaskClient

from search.engine.protocol import Engine
from web import address
from web.app import create_app
from web.export import lists
from web.http import slots

A = "hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt"
B = "quang-nam/khan-truong-khac-phuc-hau-qua-mua-lu.txt"
BOTH = f"?id={B}&id={A}"


@pytest.fixture
def client(samples: Engine) -> FlaskClient:
    return create_app(samples).test_client()


def test_a_table_in_the_order_of_the_address_with_citations(client: FlaskClient) -> None:
    text = client.get(f"/list.csv{BOTH}&sep=;").data.decode("utf-8-sig")
    rows = [*csv.DictReader(io.StringIO(text, newline=""), delimiter=";")]
    assert [row["Mã báo cáo"] for row in rows] == [B, A]
    assert rows[1]["Trích dẫn"].startswith("“Tạo chuyển biến")
    assert "(truy cập ngày 29/11/2026)" in rows[1]["Trích dẫn"]


NAMES = {
    "xlsx": "danh-sach-bang.xlsx",
    "csv": "danh-sach-bang.csv",
    "txt": "danh-sach-trich-dan.txt",
    "bib": "danh-sach-trich-dan.bib",
    "ris": "danh-sach-trich-dan.ris",
    "zip": "danh-sach-toan-van.zip",
}


@pytest.mark.parametrize("kind", address.LIST_FILES)
def test_every_file_has_a_name_and_leaves_out_what_is_gone(client: FlaskClient, kind: str) -> None:
    sent = client.get(f"/list.{kind}{BOTH}")
    assert sent.status_code == 200
    assert sent.headers["Content-Disposition"] == f"attachment; filename={NAMES[kind]}"
    more = client.get(f"/list.{kind}?id=none&id={B}&id={A}&id={B}")
    assert more.data == sent.data
    assert client.get(f"/list.{kind}?id=none").status_code == 404
    assert client.get(f"/list.{kind}").status_code == 404


def test_texts_are_as_they_were_read(client: FlaskClient) -> None:
    sent = client.get(f"/list.zip{BOTH}").data
    with zipfile.ZipFile(io.BytesIO(sent)) as archive:
        first, second, told = archive.namelist()
        assert first.startswith("001-") and second.startswith("002-tao-chuyen-bien")
        assert all(name.isascii() and "/" not in name for name in archive.namelist())
        assert {one.date_time for one in archive.infolist()} == {(2026, 11, 29, 0, 0, 0)}
        assert archive.read(second).decode() == client.get(f"/texts/{A}").text
        assert (
            second in archive.read(told).decode() and "“Tạo chuyển" in archive.read(told).decode()
        )


def test_an_archive_is_bounded_and_says_so(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = len(client.get(f"/texts/{B}").data)
    monkeypatch.setattr(lists, "MOST_BYTES", size)
    with zipfile.ZipFile(io.BytesIO(client.get(f"/list.zip{BOTH}").data)) as archive:
        assert len(archive.namelist()) == 2
        assert "không kèm toàn văn" in archive.read("000-danh-sach.txt").decode()


def test_a_list_is_bounded(client: FlaskClient) -> None:
    ids = "&".join(f"id={number}" for number in range(address.MAX_LISTED + 3))
    refused = client.get(f"/list.bib?{ids}")
    assert refused.status_code == 400 and "nhiều nhất 100 báo cáo" in refused.text
    assert "địa chỉ này thừa 3" in refused.text


def test_files_of_lists_are_few_at_once(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "AT_ONCE", 0)
    refused = client.get(f"/list.zip{BOTH}")
    assert refused.status_code == 503 and refused.headers["Retry-After"]


def test_other_files_are_no_pages(client: FlaskClient) -> None:
    assert client.get(f"/list.exe{BOTH}").status_code == 404
    assert client.get(f"/list.csv{BOTH}&sep=x").status_code == 400
