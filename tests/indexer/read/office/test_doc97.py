"""A .doc → its paragraphs: tables, notes, boxes, fields, styles; what is refused."""

import pytest

from indexer.read.document import Unreadable
from indexer.read.office.doc97 import read_doc
from tests.indexer.read.office.made import Look, ole, word97

IN_TABLE, ROW_END, INNER_CELL, INNER_ROW_END = 0x2416, 0x2417, 0x244B, 0x244C
BODY: Look = (0, ())
CELL: Look = (0, (IN_TABLE,))
END: Look = (0, (IN_TABLE, ROW_END))


def read(data: bytes) -> list[tuple[str, str]]:
    return [(own.kind.value, own.text) for own in read_doc(data).paragraphs]


def texts(data: bytes) -> list[str]:
    return [text for _, text in read(data)]


def test_paragraphs() -> None:
    assert read(word97("Hội nghị\rgiao ban\r\r\x0ccuối")) == [
        ("body", "Hội nghị"),
        ("body", "giao ban"),
        ("body", "cuối"),
    ]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("a\x13 HYPERLINK x \x14chữ\x15b", "achữb"),
        ("a\x13 IF \x13 PAGE \x14 1\x15 \x14\x13 Q \x14kết\x15 quả\x15b", "akết quảb"),
        ("a\x13 XE mục \x15b", "ab"),
        ("a\x13 mở mà không đóng", "a mở mà không đóng"),
        ("a\x15b", "ab"),
        ("giao\x1eban ch\x1fa\x01\x02\x08", "giao-ban ch\xada"),
        ("phát triển\x0bkinh tế", "phát triển kinh tế"),
        ("một 😀 hai", "một 😀 hai"),
    ],
)
def test_what_a_person_sees_of_a_paragraph(typed: str, text: str) -> None:
    assert texts(word97(typed + "\rsau\r")) == [text, "sau"]


def test_tables_by_the_properties_of_paragraphs() -> None:
    text = "a\rTT\x07Chỉ\rtiêu\x07ước\x07\x071\x07\x075,5\x07\x07b\r"
    looks = [BODY, CELL, CELL, CELL, CELL, END, CELL, CELL, CELL, END, BODY]
    assert read(word97(text, looks)) == [
        ("body", "a"),
        ("table", "TT\tChỉ tiêu\tước"),
        ("table", "1\t\t5,5"),
        ("body", "b"),
    ]


def test_tables_of_a_file_without_properties() -> None:
    assert texts(word97("TT\x07Chỉ tiêu\x07ước\x07\x07b\r")) == ["TT\tChỉ tiêu\tước", "b"]


def test_a_letterhead() -> None:
    text = "ỦY BAN\rSố: 5\x07ĐẢNG\rNơi, ngày\x07\x07Chiều nay\r"
    looks = [CELL, CELL, CELL, CELL, END, BODY]
    assert read(word97(text, looks)) == [
        ("body", own) for own in ("ỦY BAN", "Số: 5", "ĐẢNG", "Nơi, ngày", "Chiều nay")
    ]


def test_styles() -> None:
    text = "Huyện Đồi Chè giao ban tháng Tám\rthân\rHình 1\r"
    styles = ("Normal", "heading 1,h1", "caption")
    assert read(word97(text, [(1, ()), BODY, (2, ())], styles=styles)) == [
        ("title", "Huyện Đồi Chè giao ban tháng Tám"),
        ("body", "thân"),
        ("caption", "Hình 1"),
    ]


USER, LEVEL = 0x460B, 0x260A


def item(level: int, style: int = 0) -> Look:
    return (style, ((USER, 1), (LEVEL, level)))


def test_automatic_numbers_are_written_out() -> None:
    text = "một\rhai\rba\rbốn\rnăm\rsáu\r"
    looks = [item(0), item(1), item(1), BODY, item(0), (0, ((USER, 0),))]
    levels = [(1, "\0."), (0, "\0.\1.")]
    assert texts(word97(text, looks, levels=levels)) == [
        "I. một", "I.1. hai", "I.2. ba", "bốn", "II. năm", "sáu",
    ]  # fmt: skip


def test_boxes_then_notes_come_after_the_body() -> None:
    assert read(word97("thân\r", notes="\x02 chú giải\r", boxes="trong khung\r")) == [
        ("body", "thân"),
        ("body", "trong khung"),
        ("footnote", "chú giải"),
    ]


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        (b"\x00\x08\x01", "giữ giữ"),  # deleted
        (b"\x00\x08\x00", "giữ bỏ giữ"),
        (b"\x3c\x08\x01", "giữ giữ"),  # hidden
        (b"\x09\x6a\x01\x00\xa8\xf0", "giữ giữ"),  # stands for a sign
        (b"\x43\x4a\x1c\x00", "giữ bỏ giữ"),  # of another size
    ],
)
def test_text_that_is_not_shown_is_left_out(properties: bytes, text: str) -> None:
    assert texts(word97("giữ bỏ giữ\r", marked=(4, 7, properties))) == [text]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "damaged OLE file"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 3000, "damaged OLE file"),
        (word97("a\r", flags=0x300), "is encrypted"),
        (ole({"EncryptedPackage": b"x"}), "is encrypted"),
        (word97("a\r", version=0x65), "Word 6 or 95"),
        (ole({"Workbook": b"x"}), "without a Word text"),
        (ole({"WordDocument": b"x"}), "Word 6 or 95"),
        (ole({"WordDocument": b"\xec\xa5\xc1"}), "damaged Word file"),
        (word97("\r\r"), "has no text"),
    ],
)
def test_what_gives_no_report_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_doc(data)
