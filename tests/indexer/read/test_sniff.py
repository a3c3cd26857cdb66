"""What a file is: its content tells, never its name."""

import io
import zipfile

import pytest

from indexer.read.document import Unreadable
from indexer.read.folders import is_of_programs
from indexer.read.formats import FORMATS, SUFFIXES, Format
from indexer.read.sniff import kind_of, looks


def zipped(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


PAGE = b"<html><body><p>H\xe1\xbb\x8dp</p></body></html>"
MAIL = b"From: a@b.vn\r\nSubject: hop\r\nDate: Fri, 25 Aug 2023 08:00:00 +0700\r\n\r\nHop.\r\n"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\r\njunk before\n%PDF-1.4", "pdf"),
        (b"A file begins with %PDF-1.4, it is said", "txt"),
        (b"<!-- licence -->\n" * 30 + b"<project>", "txt"),  # in no time
        (rb"{\rtf1\ansi Hop}", "rtf"),
        (zipped("[Content_Types].xml", "word/document.xml"), "docx"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (zipped("bao-cao.docx", "anh.png"), "zip"),
        (PAGE, "html"),
        (b"\xef\xbb\xbf<!DOCTYPE html><title>x</title>", "html"),
        (PAGE.decode().encode("utf-16"), "html"),
        (b"<!-- saved -->\n<?xml version='1.0'?><html>", "html"),
        (MAIL, "eml"),
        (b"From - Fri Aug 25 2023\n" + MAIL, "eml"),
        (b"Subject: \r\nFrom:\r\n =?utf-8?q?H=C3=A0?= <a@b.vn>\r\n\r\nHop.\r\n", "eml"),
        ("Hội nghị: giao ban quý I\nNơi họp: hội trường".encode(), "txt"),
        ("Kính gửi: Sở Tài chính\n\nNội dung".encode(), "txt"),
        (b"a < b", "txt"),
        (b"<center><b>H&#7885;p</b></center>", "html"),
        (b"<style>p {}</style><font face='.VnTime'>Hop", "html"),
    ],
)
@pytest.mark.parametrize("name", ["bao-cao.doc", "bao cao", "x.pdf", "b.txt"])
def test_the_content_tells(data: bytes, kind: str, name: str) -> None:
    assert kind_of(data, name) == kind


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "anh.png", None),
        (b"\0\0\0 ftypmp42", "hop.mp4", None),
        (b"{}", "a.jsonl", "jsonl"),
        (b"\x1f\x8b", "A.JSONL.GZ", "jsonl"),
        (b"", "trong.docx", "txt"),
        (b"", "trong.png", None),
        (b"\0" * 512, "khoa.doc", "txt"),
        (b"\x7fELF\0\1\2\0" * 50, "chuong-trinh", None),
        (b"\x7fELF\0\1\2\0" * 50, "libc.so.6", None),
        (b"body { color: red }", "trang.css", "txt"),
    ],
)
def test_a_name_is_asked_last(data: bytes, name: str, kind: str | None) -> None:
    assert looks(data, name) == kind


def test_a_picture_that_is_named_like_a_report_is_told() -> None:
    with pytest.raises(Unreadable, match="is a picture"):
        looks(b"\x89PNG\r\n\x1a\n\0\0", "anh.docx")


@pytest.mark.parametrize("data", [b"Rar!\x1a\x07\x01\0", b"7z\xbc\xaf\x27\x1c\0\x04"])
def test_an_archive_that_is_not_read_is_told(data: bytes) -> None:
    with pytest.raises(Unreadable, match="unpack it first"):
        looks(data, "x")


@pytest.mark.parametrize(
    "name", ["~$bao-cao.docx", "._a.txt", "Thumbs.db", "desktop.ini", "a.txt~"]
)
def test_files_of_programs(name: str) -> None:
    assert is_of_programs(name) and not is_of_programs("bao-cao.docx")


@pytest.mark.parametrize("own", FORMATS, ids=lambda own: own.kind)
def test_every_reader_of_the_table_exists_and_refuses_what_it_is_not_for(own: Format) -> None:
    if own.reader and own.kind not in ("html", "eml"):  # any bytes are HTML
        with pytest.raises(Unreadable):
            own.parse(b"?" * 50)
    assert list(own.suffixes) and all(suffix.startswith(".") for suffix in own.suffixes)


def test_no_suffix_is_of_two_formats() -> None:
    assert len(FORMATS) == 13 and len(set(SUFFIXES)) == len(SUFFIXES)
