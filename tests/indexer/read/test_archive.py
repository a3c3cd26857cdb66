"""A .zip → its files with their names; bombs, locks and damage are named, the rest comes."""

import io
import struct
import unicodedata
import zipfile
import zlib

import pytest

from indexer.read import archive
from indexer.read.archive import zip_parts
from indexer.read.document import Unreadable


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        for name, content in members:
            file.writestr(name, content)
    return made.getvalue()


def found(data: bytes) -> list[tuple[str, bytes, str | None]]:
    return [(part.name, part.data, part.problem) for part in zip_parts(data)]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_files_in_order(method: int) -> None:
    name = "Báo cáo/Quý 2/họp.txt"
    data = packed(
        (unicodedata.normalize("NFD", name), b"mot"),
        ("Báo cáo/", b""),
        ("a.txt", b""),
        method=method,
    )
    assert found(data) == [(name, b"mot", None), ("a.txt", b"", None)]


def test_what_systems_leave_is_passed_over() -> None:
    left = "__MACOSX/._a.docx ._a.docx b/._c Thumbs.db b/thumbs.db desktop.ini ~$a.docx b/~$a.doc"
    data = packed(*((name, b"x") for name in [*left.split(), ".DS_Store", "b/.DS_Store"]))
    assert found(data) == []


def test_paths_are_only_names_and_unique() -> None:
    data = packed(("../../etc/a", b"1"), ("/b", b"2"), ("c\\d.txt", b"3"), ("c/d.txt", b"4"))
    assert found(data) == [
        ("../../etc/a", b"1", None),
        ("/b", b"2", None),
        ("c/d.txt", b"3", None),
        ("c/d (2).txt", b"4", None),
    ]


def named(raw: bytes, extra: bytes = b"") -> bytes:
    """An archive whose member's name is these bytes, not marked as UTF-8."""
    info = zipfile.ZipInfo("x" * len(raw))
    info.extra = extra
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr(info, b"a")
    return made.getvalue().replace(b"x" * len(raw), raw)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("họp tổ.txt".encode(), "họp tổ.txt"),
        ("ho\u0323p tô\u0309.txt".encode("cp1258"), "họp tổ.txt"),
        ("Đề án".encode(), "Đề án"),
        ("║ü╝.txt".encode("cp437"), "║ü╝.txt"),
    ],
)
def test_names_that_no_archive_marks(raw: bytes, name: str) -> None:
    assert found(named(raw)) == [(name, b"a", None)]


def test_a_name_in_an_extra_field() -> None:
    raw, name = b"h\x9fp.txt", "hội.txt".encode()
    field = b"\1" + struct.pack("<L", zlib.crc32(raw)) + name
    extra = struct.pack("<HH", 0x7075, len(field)) + field
    assert found(named(raw, extra))[0][0] == "hội.txt"


def test_locked_and_damaged_files_are_named_and_the_rest_comes() -> None:
    data = bytearray(packed(("a.txt", b"mot hai ba"), ("b.txt", b"bon"), method=zipfile.ZIP_STORED))
    data[data.index(b"hai")] ^= 1
    [(name, content, problem), rest] = found(bytes(data))
    assert (name, content, rest) == ("a.txt", b"", ("b.txt", b"bon", None))
    assert problem and problem.startswith("is damaged: Bad CRC-32")
    data = bytearray(packed(("a.txt", b"x"), ("b.txt", b"bon")))
    data[data.index(b"PK\1\2") + 8] |= 1
    assert found(bytes(data)) == [("a.txt", b"", "is encrypted"), ("b.txt", b"bon", None)]
    data = bytearray(packed(("a.txt", b"x"), ("b.txt", b"bon")))
    data[data.index(b"PK\1\2") + 10] = 9
    assert found(bytes(data))[0][2] == "is packed by a method that is not read (9)"
    assert found(bytes(data))[1][1] == b"bon"


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_FILE", 5_000)
    monkeypatch.setattr(archive, "MAX_UNPACKED", 8_000)
    monkeypatch.setattr(archive, "_SMALL", 1_000)
    text = bytes(range(256)) * 10  # packs badly enough
    data = packed(
        ("large", text * 2),
        ("bomb", bytes(4_000)),
        ("a", text),
        ("b", text),
        ("c", text),
        ("d", text),
        ("e", b"x"),
    )
    problems = {name: problem for name, _, problem in found(data)}
    assert problems == {
        "large": "is too large: 5,120 bytes, 5,000 are unpacked",
        "bomb": "is packed more than 100 to 1, as no paper is",
        "a": None,
        "b": None,
        "c": None,
        "d": "is past the 8,000 bytes that are unpacked of an archive",
        "e": None,
    }


def test_a_file_that_is_longer_than_its_archive_says() -> None:
    data = bytearray(packed(("a", bytes(5_000_000)), ("b", b"x")))
    at = data.index(b"PK\1\2")
    data[at + 24 : at + 28] = struct.pack("<L", 10)
    [(_, content, problem), rest] = found(bytes(data))
    assert content == b"" and problem and rest == ("b", b"x", None)


def test_too_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_PARTS", 2)
    assert len(found(packed(*((name, b"") for name in "ab")))) == 2
    with pytest.raises(Unreadable, match="holds 3 files: with more than 2 it is not read"):
        found(packed(*((name, b"") for name in "abc")))
    monkeypatch.setattr(archive, "_MAX_DIRECTORY", 100)
    with pytest.raises(Unreadable, match="holds more than"):
        found(packed(*((name, b"") for name in "abc")))


@pytest.mark.parametrize("cut", [0, 10, 60, -30, -1])
def test_what_is_no_archive(cut: int) -> None:
    data = packed(("a.txt", b"mot hai ba"))[:cut] if cut else b""
    with pytest.raises(Unreadable, match="is a damaged zip file"):
        found(data)
