"""The file that a report was read from: taken home by id, as it was indexed, and nothing else."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.build.run import build
from indexer.read.contents import ReadOptions
from search.engine.urls import open_engine
from search.report import SourcePath
from web.app import create_app
from web.export import originals as exporting
from web.http.originals import located

Write = Callable[[str, str], Path]

RTF = r"{\rtf1\ansi Hop giao ban ve giai ngan von dau tu cong.\par}"
TEXT = "Sáng 25/8/2023, UBND tỉnh Hưng Yên giao ban về giải ngân."


@pytest.fixture
def folder(write: Write) -> Path:
    write("a/bao cáo.rtf", RTF)
    write("r.jsonl", '{"id": "dòng", "text": "Họp bàn việc."}')
    write("trang.html", f"<html><h1>Giao ban</h1><p>{TEXT}</p><script>alert(1)</script></html>")
    folder = write("x.txt", TEXT).parent
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("b/thu.txt", "Hội nghị bàn việc khác.")
    return folder


def client_of(folder: Path, **options: bool) -> FlaskClient:
    url = f"whoosh:{folder.parent / 'index'}"
    build([folder], open_engine(url))
    return create_app(open_engine(url), **options).test_client()


def test_a_report_leads_to_its_file(folder: Path) -> None:
    client = client_of(folder)
    page = client.get("/reports/a/bao cáo.rtf").text
    assert 'href="/files/a/bao%20c%C3%A1o.rtf"' in page and "bao cáo.rtf (RTF)" in page
    got = client.get("/files/a/bao cáo.rtf")
    assert got.data == RTF.encode() and got.content_length == len(RTF)
    assert got.mimetype == "application/octet-stream"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Content-Disposition"] == "attachment; filename*=UTF-8''bao%20c%C3%A1o.rtf"


def test_a_web_page_is_never_shown_by_the_server(folder: Path) -> None:
    got = client_of(folder).get("/files/trang.html")
    assert b"<script>" in got.data and got.mimetype == "application/octet-stream"
    assert got.headers["Content-Disposition"].startswith("attachment;")


def test_of_a_part_it_is_the_archive(folder: Path) -> None:
    client = client_of(folder)
    assert (
        "thu.txt (trong tệp all.zip, văn bản thuần)"
        in client.get("/reports/all.zip/b/thu.txt").text
    )
    got = client.get("/files/all.zip/b/thu.txt")
    assert got.data == (folder / "all.zip").read_bytes()
    assert got.headers["Content-Disposition"] == "attachment; filename*=UTF-8''all.zip"


def test_a_record_has_no_file(folder: Path) -> None:
    client = client_of(folder)
    assert client.get("/files/dòng").status_code == 404
    assert "/files/" not in client.get("/reports/dòng").text
    assert client.get("/api/reports/dòng").get_json()["original"] is None


def test_the_file_of_today_must_be_the_one_that_was_indexed(folder: Path) -> None:
    client = client_of(folder)
    (folder / "x.txt").write_text("Nội dung khác.")
    gone = client.get("/files/x.txt")
    assert gone.status_code == 404 and "Tệp gốc không còn" in gone.text
    (folder / "x.txt").unlink()
    assert client.get("/files/x.txt").status_code == 404
    assert client.get("/reports/x.txt").status_code == 200


def test_a_copy_elsewhere_is_as_good(folder: Path, write: Write) -> None:
    write("y.txt", TEXT)
    client = client_of(folder)
    (folder / "x.txt").unlink()
    assert client.get("/files/x.txt").data == TEXT.encode()


def test_nothing_outside_the_indexed_folder(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Bí mật của người khác.")
    (folder / "link.txt").symlink_to(secret)
    client = client_of(folder)
    assert client.get("/files/link.txt").status_code == 404
    assert client.get("/reports/link.txt").status_code == 404
    engine = open_engine(f"whoosh:{folder.parent / 'index'}")
    build([folder], engine, options=ReadOptions(follows_links=True))
    assert client.get("/reports/link.txt").status_code == 200
    assert client.get("/files/link.txt").status_code == 404
    for path in ("../secret.txt", "..%2fsecret.txt", "/etc/passwd", "%2fetc%2fpasswd", "a", ""):
        assert client.get(f"/files/{path}").status_code == 404


def test_a_switch_turns_it_off(folder: Path) -> None:
    client = client_of(folder, serves_originals=False)
    assert client.get("/files/x.txt").status_code == 404
    assert "/files/" not in client.get("/reports/x.txt").text
    original = client.get("/api/reports/x.txt").get_json()["original"]
    assert original["kind"] == "txt" and original["url"] == "" and len(original["sha256"]) == 64


def test_a_file_that_is_gone_is_told_as_such(folder: Path) -> None:
    client = client_of(folder)
    (folder / "x.txt").unlink()
    gone = client.get("/files/x.txt")
    assert gone.status_code == 404 and "Tệp gốc không còn" in gone.text
    assert "/files/" not in client.get("/reports/x.txt").text


def test_an_archive_that_became_a_link_leads_nowhere(folder: Path, tmp_path: Path) -> None:
    client = client_of(folder)
    (tmp_path / "other").write_bytes(b"PK secret")
    (folder / "all.zip").unlink()
    (folder / "all.zip").symlink_to(tmp_path / "other")
    assert client.get("/files/all.zip/b/thu.txt").status_code == 404


def test_a_title_that_stands_beside_the_one_of_the_source_is_shown(write: Write) -> None:
    page = (
        "<html><head><meta property=og:title content='Tin trong ngày'></head><body>"
        "<h1>Giấy mời họp ban chỉ đạo đê điều</h1><p>Ban chỉ đạo họp bàn việc đắp đê.</p></body>"
    )
    client = client_of(write("a.html", page).parent)
    shown = client.get("/reports/a.html?q=đê+điều").text
    assert "Tin trong ngày" in shown and "<mark" in shown and "Giấy mời họp" in shown


def test_a_link_put_in_the_way_between_look_and_opening_leads_nowhere(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder of an archive, whose bytes are not compared, becomes a link to another one."""
    (folder / "sub").mkdir()
    (folder / "all.zip").rename(folder / "sub/all.zip")
    client = client_of(folder)
    assert client.get("/files/sub/all.zip/b/thu.txt").status_code == 200
    (tmp_path / "other").mkdir()
    (tmp_path / "other/all.zip").write_bytes(b"PK secret")
    original = located

    def late(origin: SourcePath) -> Path | None:
        path = original(origin)
        if not (folder / "sub").is_symlink():
            (folder / "sub").rename(folder / "gone")
            (folder / "sub").symlink_to(tmp_path / "other")
        return path

    monkeypatch.setattr(exporting, "located", late)
    assert client.get("/files/sub/all.zip/b/thu.txt").status_code == 404


def test_a_pipe_in_place_of_a_file_is_not_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(folder)
    (folder / "all.zip").unlink()
    os.mkfifo(folder / "all.zip")
    assert client.get("/files/all.zip/b/thu.txt").status_code == 404
    monkeypatch.setattr(exporting, "located", lambda origin: folder / "all.zip")
    assert client.get("/files/all.zip/b/thu.txt").status_code == 404
