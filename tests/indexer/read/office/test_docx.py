"""A .docx → its paragraphs: kinds, tables, notes, boxes, numbers, pages; what is refused."""

import zipfile

import pytest

from indexer.read.document import Unreadable
from indexer.read.office.docx import read_docx
from indexer.read.office.flow import MOST_CELLS, MOST_CHARACTERS
from indexer.read.office.numbering import numeral
from indexer.read.office.zipped_xml import ALWAYS_TAKEN
from tests.indexer.read.office.made import W, docx, p, table, zipped

MAIN = "word/document.xml"
STYLES = """
<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="u1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="u2"><w:name w:val="heading 2"/>
  <w:basedOn w:val="u1"/></w:style>
<w:style w:type="paragraph" w:styleId="Anh"><w:name w:val="Cỡ nhỏ"/><w:basedOn w:val="C"/></w:style>
<w:style w:type="paragraph" w:styleId="C"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Chu"><w:name w:val="Chú thích ảnh"/></w:style>
<w:style w:type="paragraph" w:styleId="L"><w:name w:val="L"/><w:basedOn w:val="L"/></w:style>
<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/>
  <w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
"""
TITLE = "Huyện Đồi Chè giao ban tháng Tám"


def read(body: str, **parts: str) -> list[tuple[str, str]]:
    parsed = read_docx(docx(body, **parts))
    return [(own.kind.value, own.text) for own in parsed.paragraphs]


def texts(body: str, **parts: str) -> list[str]:
    return [text for _, text in read(body, **parts)]


@pytest.mark.parametrize(
    ("style", "text", "kind"),
    [
        ("T1", TITLE, "title"),
        ("u1", TITLE, "title"),
        ("u1", "BÁO CÁO", "body"),  # only the kind of the paper
        ("u1", "I. Kết quả sáu tháng đầu năm", "body"),  # the head of a chapter
        ("u2", TITLE, "body"),
        ("C", "Hình 1: cầu mới", "caption"),
        ("Anh", "Hình 1: cầu mới", "caption"),
        ("Chu", "Các đại biểu dự hội nghị", "caption"),
        ("C", "GIẤY MỜI", "body"),  # the style was taken because it is bold
        ("L", "thường", "body"),
        ("khác", "thường", "body"),
    ],
)
def test_what_styles_say(style: str, text: str, kind: str) -> None:
    assert read(p(text, style) + p("Chiều nay, hội nghị họp."), styles=STYLES)[0] == (kind, text)


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        (p("CỤC A") + p(TITLE, "u1"), []),  # what is before may be the title
        (p(TITLE, "T1") + p("một") + p("khác", "T1"), [TITLE]),
        (p("KẾT LUẬN VÀ", "u1") + p("kiến nghị", "u1") + p("a"), ["KẾT LUẬN VÀ", "kiến nghị"]),
        (p(TITLE, "u1") + p("một") + p("Phần của bài báo", "u1"), [TITLE]),
        (p(TITLE, "u1") + p("một") + p("Tên thật của bài", "T1"), ["Tên thật của bài"]),
        (table(["CỤC A", "MOTTO"]) + p(TITLE, "u1"), [TITLE]),
        (table(["a", "b", "c"]) + p(TITLE, "u1"), []),
        (table([p(TITLE, "u1"), "b"]), []),
        (p(TITLE, more='<w:outlineLvl w:val="0"/>'), [TITLE]),
        (p(TITLE, more='<w:outlineLvl w:val="1"/>'), []),
    ],
)
def test_which_heading_is_the_title(body: str, titles: list[str]) -> None:
    found = read(body, styles=STYLES)
    assert [text for kind, text in found if kind == "title"] == titles


def run(inside: str, more: str = "") -> str:
    return f"<w:r><w:rPr>{more}</w:rPr>{inside}</w:r>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("<w:t>Hội</w:t><w:tab/><w:t>nghị</w:t>"), "Hội nghị"),
        (run("<w:t>giao</w:t><w:noBreakHyphen/><w:t>ban</w:t>"), "giao-ban"),
        (run("<w:t>ch</w:t><w:softHyphen/><w:t>a</w:t>"), "ch\xada"),
        (run('<w:t>≥</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:char="zz"/>'), "≥≥"),
        (run('<w:t>a</w:t><w:sym w:font="Wingdings" w:char="F0A7"/>'), "a"),
        (f"<w:del>{run('<w:delText>bỏ</w:delText>')}</w:del>{run('<w:t>giữ</w:t>')}", "giữ"),
        (f"<w:moveFrom>{run('<w:t>bỏ</w:t>')}</w:moveFrom>{run('<w:t>giữ</w:t>')}", "giữ"),
        (f"<w:ins>{run('<w:t>thêm</w:t>')}</w:ins>", "thêm"),
        (run("<w:instrText>PAGE</w:instrText>") + run("<w:t>12</w:t>"), "12"),
        (run("<w:t>ẩn</w:t>", "<w:vanish/>") + run("<w:t>hiện</w:t>"), "hiện"),
        (run("<w:t>hiện</w:t>", '<w:vanish w:val="0"/>'), "hiện"),
        (
            '<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs>'
            '<w:pPrChange><w:pPr><w:pStyle w:val="T1"/></w:pPr></w:pPrChange></w:pPr>'
            + run("<w:t>thân bài</w:t>"),
            "thân bài",
        ),
    ],
)
def test_what_a_person_sees_of_a_paragraph(inside: str, text: str) -> None:
    assert read(f"<w:p>{inside}</w:p>", styles=STYLES) == [("body", text)]


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("TỈNH ĐỒI|CHÈ", ["TỈNH ĐỒI CHÈ"]),
        ("Ý thứ nhất.|Ý thứ hai.", ["Ý thứ nhất.", "Ý thứ hai."]),
        ("gồm|- một|- hai", ["gồm", "- một", "- hai"]),
        ("BÁO CÁO|về kết quả", ["BÁO CÁO", "về kết quả"]),
        ("phát triển|kinh tế", ["phát triển kinh tế"]),
        ("|", []),
    ],
)
def test_breaks_that_end_a_line_only_and_breaks_that_are_paragraphs(
    typed: str, lines: list[str]
) -> None:
    inside = typed.replace("|", "</w:t><w:br/><w:t>")
    assert texts(p(inside) + p("x")) == [*lines, "x"]


def test_tables() -> None:
    rows = table(["TT", p("Chỉ") + p("tiêu"), "ước"], ["1", "", "5,5"])
    assert read(p("a") + rows + p("b")) == [
        ("body", "a"),
        ("table", "TT\tChỉ tiêu\tước"),
        ("table", "1\t\t5,5"),
        ("body", "b"),
    ]


def test_a_letterhead_is_the_first_table_near_the_head() -> None:
    letterhead = table(["ỦY BAN|Số: 5".replace("|", "</w:t><w:br/><w:t>"), "ĐẢNG"])
    assert read(letterhead + letterhead) == [
        ("body", "ỦY BAN"),
        ("body", "Số: 5"),
        ("body", "ĐẢNG"),
        ("table", "ỦY BAN Số: 5\tĐẢNG"),
    ]
    assert read(p("dòng") * 6 + letterhead)[-1] == ("table", "ỦY BAN Số: 5\tĐẢNG")


def test_tables_in_tables_are_read_in_their_order() -> None:
    inner = table(["1", "2"])
    found = texts(table([p("trước") + inner + p("sau"), "bên"], ["cuối", "hết"]))
    assert found == ["trước", "1\t2", "sau\tbên", "cuối\thết"]


def test_twenty_thousand_tables_in_each_other() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 20_000 + p("đáy") + "</w:tc></w:tr></w:tbl>" * 20_000
    assert texts(deep) == ["đáy"]


def test_a_row_has_so_many_cells_at_most() -> None:
    [row] = texts(table([str(number) for number in range(MOST_CELLS + 10)]))
    assert row.count("\t") == MOST_CELLS - 1
    assert row.endswith(f"\t{MOST_CELLS - 1} " + " ".join(str(MOST_CELLS + i) for i in range(10)))


def test_more_text_than_a_report_may_have_is_not_kept() -> None:
    many = "".join(p(f"đoạn {number} " + "x" * 900) for number in range(MOST_CHARACTERS // 900))
    with pytest.raises(Unreadable, match="too large: more than 2,000,000 characters"):
        read_docx(zipped({"word/document.xml": f'<w:d xmlns:w="{W}">{many}</w:d>'}, [MAIN]))


def test_boxes_and_notes_come_after_the_body_and_fallbacks_are_left_out() -> None:
    box = f"<w:txbxContent>{p('trong khung')}</w:txbxContent>"
    body = (
        f"<w:p>{run('<w:t>trước </w:t>')}<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>{run('<w:t>sau</w:t>')}</w:p>"
    )
    notes = f'<w:footnote w:id="1">{p("chú giải")}</w:footnote>'
    assert read(body + p("hết"), footnotes=notes) == [
        ("body", "trước sau"),
        ("body", "hết"),
        ("body", "trong khung"),
        ("footnote", "chú giải"),
    ]


def levels(*looks: tuple[str, str]) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate(looks)
    )


BULLET = ("bullet", "-")
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="3">'
    f"{levels(('upperRoman', '%1.'), ('decimal', '%1.%2.'), ('lowerLetter', '%3)'), BULLET)}"
    f'</w:abstractNum><w:abstractNum w:abstractNumId="4">{levels(("decimal", "Điều %1."))}'
    '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="8"><w:abstractNumId w:val="4"/></w:num>'
    '<w:num w:numId="9"><w:abstractNumId w:val="4"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="6"/></w:lvlOverride></w:num>'
)


def item(text: str, level: int, number: int = 7) -> str:
    return p(text, more=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_written_out() -> None:
    body = "".join(
        [
            item("một", 0), item("hai", 1), item("ba", 1), item("bốn", 2), item("năm", 2),
            item("sáu", 3), item("bảy", 0), p("tám", "Muc"), item("chín", 0, 8),
            item("mười", 0, 9), item("không", 0, 0), item("lạ", 0, 99),
        ]
    )  # fmt: skip
    assert texts(body, numbering=NUMBERING, styles=STYLES) == [
        "I. một", "I.1. hai", "I.2. ba", "a) bốn", "b) năm", "- sáu", "II. bảy", "II.1. tám",
        "Điều 1. chín", "Điều 6. mười", "không", "lạ",
    ]  # fmt: skip


def test_a_number_alone_is_kept_in_a_cell_only() -> None:
    body = item("", 0, 8) + table([item("", 0, 8), "chè", "5"]) + item("x", 0, 8)
    assert texts(body, numbering=NUMBERING) == ["Điều 2.\tchè\t5", "Điều 3. x"]


@pytest.mark.parametrize(
    ("count", "form", "written"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (27, "lowerLetter", "aa"),
        (2, "upperLetter", "B"),
        (1994, "upperRoman", "MCMXCIV"),
        (9, "lowerRoman", "ix"),
        (3, "ordinalText", "3"),
        (3, "none", ""),
        (99_999, "upperRoman", "99999"),
    ],
)
def test_forms_of_numbers(count: int, form: str, written: str) -> None:
    assert numeral(count, form) == written


def test_pages_are_those_that_word_last_saw() -> None:
    turn = run('<w:br w:type="page"/>') + run("<w:lastRenderedPageBreak/><w:t>hai</w:t>")
    body = p("một") + f"<w:p>{turn}</w:p>" + table(["a", "b", "c"]) + p("cuối")
    parsed = read_docx(docx(body))
    assert [(own.text, own.page) for own in parsed.paragraphs] == [
        ("một", 1), ("hai", 2), ("a\tb\tc", 2), ("cuối", 2),
    ]  # fmt: skip
    assert (parsed.pages, parsed.are_pages_exact) == (2, False)


def test_a_paragraph_is_on_the_page_on_which_it_begins() -> None:
    body = f"<w:p>{run('<w:t>bắt đầu </w:t><w:lastRenderedPageBreak/><w:t>tiếp</w:t>')}</w:p>"
    assert [own.page for own in read_docx(docx(body)).paragraphs] == [1]


def test_breaks_that_were_typed_alone_give_no_pages() -> None:
    body = p("một") + f"<w:p>{run('<w:br w:type=' + chr(34) + 'page' + chr(34) + '/>')}</w:p>"
    parsed = read_docx(docx(body))
    assert parsed.pages is None and parsed.paragraphs[0].page is None


def test_the_package_says_where_the_body_is_in_either_dialect() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Type="http://x/officeDocument" Target="/word\\document2.xml"/>'
        "</Relationships>"
    )
    data = zipped(
        {
            "_rels/.rels": rels,
            "word/document2.xml": f'<x:document xmlns:x="{strict}"><x:body><x:p><x:r>'
            "<x:t>nghiêm</x:t></x:r></x:p></x:body></x:document>",
        }
    )
    assert [own.text for own in read_docx(data).paragraphs] == ["nghiêm"]


BOMB = f'<w:document xmlns:w="{W}">' + " " * (ALWAYS_TAKEN * 2) + "</w:document>"
ENTITIES = f'<!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="{W}"/>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "damaged"),
        (docx(p("a"))[:-30], "damaged"),
        (zipped({"word/document.xml": BOMB}), "too large when unpacked"),
        (zipped({"word/document.xml": ENTITIES}), "document type definition"),
        (zipped({"word/document.xml": "<w:document"}), "damaged"),
        (zipped({"word/other.xml": ""}), "damaged Word file"),
        (docx(""), "has no text"),
    ],
)
def test_what_gives_no_report_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_docx(data)


def test_a_header_that_lies_about_a_size_unpacks_nothing_more() -> None:
    data = zipped({"word/document.xml": BOMB})
    size = len(BOMB.encode()).to_bytes(4, "little")
    assert data.count(size) == 2
    with pytest.raises(Unreadable, match="damaged"):
        read_docx(data.replace(size, (500_000).to_bytes(4, "little")))


def test_an_encrypted_part_is_named() -> None:
    data = bytearray(docx(p("a")))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1  # the flag of the last entry of the directory, document.xml
    assert data[at + 10] == zipfile.ZIP_DEFLATED
    with pytest.raises(Unreadable, match="is encrypted"):
        read_docx(bytes(data))
