"""Rows of cells → paragraphs; blanks."""

import pytest

from indexer.read.document import Paragraph
from indexer.read.office.tables import one_line, table_paragraphs
from search.report import PassageKind


def cell(*texts: str) -> list[Paragraph]:
    return [Paragraph(text, page=2) for text in texts]


def read(*rows: list[list[Paragraph]], is_at_head: bool = False) -> list[tuple[str, str]]:
    return [(own.kind.value, own.text) for own in table_paragraphs(rows, is_at_head)]


def test_a_row_is_a_paragraph_with_tabs_between_cells() -> None:
    rows = [
        [cell("TT"), cell("Chỉ", "tiêu"), cell()],
        [cell(), cell(), cell("5")],
        [cell(), cell()],
    ]
    assert read(*rows) == [("table", "TT\tChỉ tiêu"), ("table", "\t\t5")]
    assert [own.page for own in table_paragraphs(rows, False)] == [2, 2]


def test_a_cell_alone_in_its_row_only_places_text() -> None:
    rows = [[cell("Kính gửi:", "Văn phòng")], [cell("a"), cell("b")]]
    assert read(*rows) == [("body", "Kính gửi:"), ("body", "Văn phòng"), ("table", "a\tb")]
    assert read([cell(), cell("Ghi chú", "một"), cell()]) == [("body", "Ghi chú"), ("body", "một")]
    assert read([cell(), cell("Cộng")]) == [("table", "\tCộng")]


LETTERHEAD = [[cell("HUYỆN ỦY A"), cell(), cell("ĐẢNG", "Nơi, ngày")], [cell("*"), cell()]]


def test_a_letterhead_is_left_as_paragraphs_cell_after_cell() -> None:
    found = read(*LETTERHEAD, is_at_head=True)
    assert found == [("body", text) for text in ("HUYỆN ỦY A", "ĐẢNG", "Nơi, ngày", "*")]


@pytest.mark.parametrize(
    "rows",
    [
        [[cell("a"), cell("b"), cell("c")]],
        [[cell("a"), cell("b")]] * 4,
        [[cell("a"), cell(), cell(), cell("b")]],
        [[cell("Nội dung"), cell("chữ " * 40)]],
    ],
)
def test_no_letterhead(rows: list[list[list[Paragraph]]]) -> None:
    assert {kind for kind, _ in read(*rows, is_at_head=True)} == {"table"}
    assert {kind for kind, _ in read(*LETTERHEAD)} == {"table"}


def test_kinds_stay_where_a_table_only_places_text() -> None:
    caption = Paragraph("Ảnh: đại biểu", PassageKind.CAPTION)
    assert list(table_paragraphs([[[caption]]], False)) == [caption]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  a \t\n b ", "a b"),
        ("\xa0a\xa0b", "a\xa0b"),
        ("lÃ\xa0 nhÃ\xa0", "lÃ\xa0 nhÃ\xa0"),
        ("\xa0 \u2003", ""),
        ("ch\xad¬ng", "ch\xad¬ng"),
        ("\uf0b7 mục", "mục"),
    ],
)
def test_blanks_are_collapsed_but_halves_of_letters_stay(text: str, line: str) -> None:
    assert one_line(text) == line
