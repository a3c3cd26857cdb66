"""Files → documents; what cannot be read is named with its reason, and the rest goes on."""

import gzip
import hashlib
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.read.contents import Found, ReadOptions
from indexer.read.document import BadFile, RawDocument, SourceMetadata
from indexer.read.files import FoundFile, identify
from indexer.read.folders import places
from indexer.read.formats import SUFFIXES
from indexer.read.reader import read
from search.report import SourcePath

Write = Callable[[str, str], Path]


def read_all(path: Path, largest: int = 100_000) -> tuple[list[RawDocument], list[BadFile]]:
    found: list[Found] = []
    for place in places(str(path), {str(path)}):
        file = identify(place) if isinstance(place, SourcePath) else place
        options = ReadOptions(largest)
        found += read(file.place, options) if isinstance(file, FoundFile) else [file]
    return (
        [item for item in found if isinstance(item, RawDocument)],
        [item for item in found if isinstance(item, BadFile)],
    )


def test_ids_are_paths_under_the_root(write: Write, tmp_path: Path) -> None:
    write("b.txt", "hai")
    write("sub/a.TXT", "một")
    write(".hidden/c.txt", "ẩn")
    write("notes.md", "khác")
    documents, bad = read_all(tmp_path / "reports")
    assert [(d.id, d.text) for d in documents] == [("b.txt", "hai"), ("sub/a.TXT", "một")]
    assert bad == []
    assert documents[0].place.file == str(tmp_path / "reports" / "b.txt")


def test_a_file_of_no_format_is_told_which_there_are(write: Write, tmp_path: Path) -> None:
    bad = identify(SourcePath(str(write("a.png", "\x89PNG" + "\x00\x01" * 99)), ""))
    assert isinstance(bad, BadFile)
    assert bad.reason == f"is of no format that is read; these are {', '.join(SUFFIXES)}"
    assert {".txt", ".jsonl", ".jsonl.gz", ".docx", ".pdf"} <= set(SUFFIXES)


@pytest.mark.parametrize(
    ("data", "reason", "is_damage"),
    [
        (b"", "is empty", False),
        (b" \n\n", "is empty", False),
        ("\u00a0\n\u200b".encode(), "is empty", False),
        (("Hội nghị giao ban quý " * 4).encode()[:-2], "is damaged UTF-8 (byte", True),
        (b"abc\0def", "is binary", True),
        (b"\x01\x02\x03abc", "is binary", True),
        (b"\0" * 90, "is binary", True),
        (b"x" * 201, "is too large", False),
    ],
)
def test_bad_files(write: Write, tmp_path: Path, data: bytes, reason: str, is_damage: bool) -> None:
    write("good.txt", "được")
    write("bad.txt", "").write_bytes(data)
    documents, bad = read_all(tmp_path / "reports", largest=100)
    assert [d.id for d in documents] == ["good.txt"]
    assert [(Path(b.path).name, b.unread) for b in bad] == [("bad.txt", is_damage)]
    assert reason in bad[0].reason


def test_a_byte_order_mark_is_no_text(write: Write, tmp_path: Path) -> None:
    write("a.txt", "").write_bytes("\ufeffHội nghị".encode())
    write("b.jsonl", "").write_bytes('\ufeff{"id": "b", "text": "Một"}\n'.encode())
    documents, bad = read_all(tmp_path / "reports")
    assert [document.text for document in documents] == ["Hội nghị", "Một"] and not bad


def test_line_ends_are_kept(write: Write, tmp_path: Path) -> None:
    write("a.txt", "").write_bytes(b"a\r\nb")
    assert read_all(tmp_path / "reports")[0][0].text == "a\r\nb"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_cannot_be_read_is_not_known_to_be_gone(write: Write, tmp_path: Path) -> None:
    write("a.txt", "một").chmod(0)
    _, bad = read_all(tmp_path / "reports")
    assert bad[0].unread


def test_a_file_that_vanishes_is_not_known_to_be_gone(tmp_path: Path) -> None:
    [bad] = read(SourcePath(str(tmp_path), "gone.txt"))
    assert isinstance(bad, BadFile) and bad.unread and "cannot be read" in bad.reason


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"b\xe3o.txt")).write_text("một")
    documents, bad = read_all(tmp_path)
    assert documents == [] and "name is not UTF-8" in bad[0].reason


LINES = [
    json.dumps({"id": "1", "text": "một", "title": "Tiêu đề", "date": "2023-08-25"}),
    json.dumps({"_id": 2, "text": "hai", "extra": [1]}),
    "",
    "{broken",
    json.dumps({"id": "4"}),
    json.dumps({"text": "năm"}),
    json.dumps({"id": "6", "text": 6}),
    json.dumps({"id": "7", "text": "bảy", "url": None, "source": " "}),
]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("<p>Họp về nước s&#7841;ch &amp; m&ocirc;i trường</p>", "Họp về nước sạch & môi trường"),
        ("<p>Một</p>\n<p>hai<br>ba</p>", "Một\nhai\nba"),
        ("<div class='a'>Một <b>hai</b></div><style>p{}</style>", "Một hai"),
        ("Một <strong>hai</strong>\nba\n\nbốn", "Một hai\nba\nbốn"),
        ("Một &amp; hai\n\nba &quot;bốn&quot;", 'Một & hai\n\nba "bốn"'),
        ("&lt;p&gt;Một &amp;amp; hai&lt;/p&gt;&lt;p&gt;ba&lt;/p&gt;", "Một & hai\nba"),
        ("<table><tr><th>Thu</th><td>1,5</td></tr></table>", "Thu\t1,5"),
        ("<p>Họp</p><script>var a = 1;</script>", "Họp"),
        ("a < b và b > c", None),
        ("Thu & chi, R&D, AT&T; x&y", None),
        ("http://a.example/?a=1&copy=2&lt=3", None),
        ("Nghị quyết <số 5> của xã", None),
        ("<Họp>\n  hai  \n", None),
        ("Thẻ <b> là chữ đậm", None),
    ],
)
def test_html_in_a_record_is_read_as_html_and_other_text_stays(
    write: Write, tmp_path: Path, text: str, read: str | None
) -> None:
    line = json.dumps({"id": "a", "text": text})
    write("a.jsonl", line)
    [[document], bad] = read_all(tmp_path / "reports")
    assert document.text == (text if read is None else read) and bad == []
    assert document.digest == hashlib.sha256(line.encode()).hexdigest()
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines in ([], document.text.split("\n"))


def test_html_in_a_title_and_markup_without_text(write: Write, tmp_path: Path) -> None:
    titles = ["Họp &amp; bàn", "<b>Họp</b> xã", "<p>Họp</p><p>xã</p>", "a < b & c", "<p></p>"]
    lines = [json.dumps({"id": str(n), "text": "x", "title": t}) for n, t in enumerate(titles)]
    write("a.jsonl", "\n".join([*lines, json.dumps({"id": "e", "text": "<p>&nbsp;</p>"})]))
    documents, bad = read_all(tmp_path / "reports")
    read = [document.metadata.title for document in documents]
    assert read == ["Họp & bàn", "Họp xã", "Họp xã", "a < b & c", None]
    assert [one.reason for one in bad] == ["is empty"]


@pytest.mark.parametrize("name", ["many.jsonl", "many.jsonl.gz"])
def test_records(write: Write, tmp_path: Path, name: str) -> None:
    data = "\n".join(LINES).encode()
    write(name, "").write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    documents, bad = read_all(tmp_path / "reports")
    assert [(d.id, d.text) for d in documents] == [("1", "một"), ("2", "hai"), ("7", "bảy")]
    assert documents[0].metadata == SourceMetadata(title="Tiêu đề", date="2023-08-25")
    assert documents[2].metadata == SourceMetadata()
    assert [b.path.rsplit(":")[-1] for b in bad] == ["4", "5", "6", "7"]
    reasons = ["is not a JSON report", "is empty", "has no id", "is not a JSON report"]
    assert all(reason in b.reason for b, reason in zip(bad, reasons, strict=True))


@pytest.mark.parametrize(("line", "found"), [("x\n" * 5_000, 1_002), ("\n" * 500_000, 1)])
def test_a_file_of_other_lines_is_given_up(
    write: Write, tmp_path: Path, line: str, found: int
) -> None:
    """Packed, it may have any number of them."""
    write("a.jsonl.gz", "").write_bytes(gzip.compress(line.encode()))
    documents, bad = read_all(tmp_path / "reports")
    assert documents == [] and len(bad) == found
    assert "too many lines that are no reports" in bad[-1].reason


def test_a_damaged_gzip_file(write: Write, tmp_path: Path) -> None:
    data = gzip.compress("\n".join(LINES).encode())
    write("cut.jsonl.gz", "").write_bytes(data[:-20])
    write("none.jsonl.gz", "").write_bytes(b"not gzip")
    _, bad = read_all(tmp_path / "reports")
    assert {Path(b.path).name for b in bad if "gzip" in b.reason} == {
        "cut.jsonl.gz",
        "none.jsonl.gz",
    }


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    documents, bad = read_all(tmp_path)
    assert documents == [] and {b.reason for b in bad} == {"is not a regular file"}


def test_a_line_too_long(write: Write, tmp_path: Path) -> None:
    long = json.dumps({"id": "1", "text": "x" * 350})
    write("a.jsonl", f"{long}\n" + json.dumps({"id": "2", "text": "y"}))
    documents, bad = read_all(tmp_path / "reports", largest=100)
    assert [d.id for d in documents] == ["2"] and "too large" in bad[0].reason


@pytest.mark.slow
def test_a_tree_deeper_than_the_stack(tmp_path: Path) -> None:
    """1,200 folders deep; `tmp_path` alone could not be cleared of it by recursion either."""
    here = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(1200):
            Path("d").mkdir()
            os.chdir("d")
        Path("a.txt").write_text("sâu", "utf-8")
        documents, bad = read_all(tmp_path)
    finally:
        os.chdir(here)
        subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)
    assert [d.text for d in documents] == ["sâu"] and bad == []
