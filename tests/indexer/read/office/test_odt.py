"""An .odt → its paragraphs: kinds, tables, notes, boxes, pages; what is refused."""

import pytest

from indexer.read.document import Unreadable
from indexer.read.office.odt import read_odt
from tests.indexer.read.office.made import odt, zipped

NAMED = """
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"/>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Caption" style:family="paragraph"/>
<style:style style:name="Illustration" style:family="paragraph" style:parent-style-name="Caption"/>
"""
AUTOMATIC = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Illustration"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="P2" style:family="text" style:parent-style-name="Caption"/>
"""
TITLE = "Huyện Đồi Chè giao ban tháng Tám"


def p(text: str, style: str = "P9") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def read(body: str) -> list[tuple[str, str]]:
    parsed = read_odt(odt(body, AUTOMATIC, NAMED))
    return [(own.kind.value, own.text) for own in parsed.paragraphs]


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (p(TITLE, "P2"), "title"),
        (p(TITLE, "Heading_20_1"), "title"),
        (f'<text:h text:outline-level="1">{TITLE}</text:h>', "title"),
        (f'<text:h text:outline-level="2">{TITLE}</text:h>', "body"),
        (p(TITLE, "P1"), "caption"),
        (p(TITLE, "Caption"), "caption"),
        (p(TITLE), "body"),
    ],
)
def test_what_styles_say(first: str, kind: str) -> None:
    assert read(first + p("Chiều nay, hội nghị họp.")) == [
        (kind, TITLE),
        ("body", "Chiều nay, hội nghị họp."),
    ]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("phát\n   triển<text:s text:c='3'/>kinh<text:tab/>tế", "phát triển kinh tế"),
        ("một<text:line-break/>hai", "một hai"),
        ("a<office:annotation><text:p>lời bàn</text:p></office:annotation>b", "ab"),
        ("<text:span>ng</text:span>hị <text:a>quyết</text:a>", "nghị quyết"),
    ],
)
def test_what_a_person_sees_of_a_paragraph(inside: str, text: str) -> None:
    assert read(p(inside)) == [("body", text)]


def test_what_was_deleted_is_left_out() -> None:
    deleted = f"<text:tracked-changes><text:changed-region>{p('bỏ')}</text:changed-region>"
    assert read(f"{deleted}</text:tracked-changes>\n{p('giữ')}") == [("body", "giữ")]


def table(*rows: list[str]) -> str:
    cells = (
        "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in row) for row in rows
    )
    inside = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    return f"<table:table>{inside}</table:table>"


def test_tables_and_letterheads() -> None:
    letterhead = table([p("ỦY BAN<text:line-break/>Số: 5"), p("ĐẢNG")])
    rows = table([p("TT"), p("Chỉ") + p("tiêu"), p("ước")], [p("1"), "", p("5,5")])
    assert read(letterhead + rows) == [
        ("body", "ỦY BAN"),
        ("body", "Số: 5"),
        ("body", "ĐẢNG"),
        ("table", "TT\tChỉ tiêu\tước"),
        ("table", "1\t\t5,5"),
    ]


def test_cells_that_are_written_once_for_many() -> None:
    row = (
        "<table:table><table:table-row><table:table-cell table:number-columns-repeated='2'/>"
        f"<table:table-cell>{p('c')}</table:table-cell><table:covered-table-cell/>"
        f"<table:table-cell table:number-columns-repeated='99999'>{p('e')}</table:table-cell>"
        "</table:table-row></table:table>"
    )
    assert read(p("a") * 6 + row)[-1] == ("table", "\t\tc\t\te")


def level(number: int, form: str, shown: int = 1, suffix: str = ".") -> str:
    return (
        f'<text:list-level-style-number text:level="{number}" style:num-format="{form}" '
        f'style:num-suffix="{suffix}" text:display-levels="{shown}"/>'
    )


LISTS = (
    f'<text:list-style style:name="L1">{level(1, "I")}{level(2, "1", 2)}{level(3, "a", 1, ")")}'
    '</text:list-style><text:list-style style:name="L2">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="-"/></text:list-style>'
)


def items(*texts: str, style: str = "", more: str = "") -> str:
    name = f' text:style-name="{style}"' if style else ""
    inside = "".join(f"<text:list-item>{own}</text:list-item>" for own in texts)
    return f"<text:list{name} {more}>{inside}</text:list>"


def test_automatic_numbers_are_written_out() -> None:
    inner = items(p("ba"), p("bốn") + items(p("năm")))
    body = (
        items(p("một"), p("hai") + p("còn hai") + inner, style="L1")
        + p("giữa")
        + items(p("sáu"), style="L1", more='text:continue-numbering="true"')
        + items(p("bảy"), style="L1")
        + items(p("tám"), style="L2")
        + items(p("chín"))
    )
    parsed = read_odt(odt(body, LISTS))
    assert [own.text for own in parsed.paragraphs] == [
        "I. một", "II. hai", "còn hai", "II.1. ba", "II.2. bốn", "a) năm", "giữa", "III. sáu",
        "I. bảy", "- tám", "chín",
    ]  # fmt: skip


def test_an_item_may_say_its_number() -> None:
    item = f'<text:list-item text:start-value="7">{p("bảy")}</text:list-item>'
    body = f'<text:list text:style-name="L1">{item}</text:list>'
    assert read_odt(odt(body, LISTS)).paragraphs[0].text == "VII. bảy"


def test_boxes_then_notes_come_after_the_body() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation>"
        f"<text:note-body>{p('chú giải')}</text:note-body></text:note>"
    )
    box = f"<draw:frame><draw:text-box>{p('trong khung')}</draw:text-box></draw:frame>"
    assert read(p(f"trước{note}{box} sau") + p("hết")) == [
        ("body", "trước sau"),
        ("body", "hết"),
        ("body", "trong khung"),
        ("footnote", "chú giải"),
    ]


def test_pages_are_those_that_the_program_last_saw() -> None:
    turn = "<text:soft-page-break/>"
    parsed = read_odt(odt(p("một") + p(f"hai{turn} còn hai") + turn + p("ba")))
    assert [own.page for own in parsed.paragraphs] == [1, 1, 3]
    assert (parsed.pages, parsed.are_pages_exact) == (3, False)
    assert read_odt(odt(p("một"))).pages is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "damaged"),
        (zipped({"mimetype": "x"}), "no content.xml"),
        (odt(p("a"), **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "is encrypted"),
        (zipped({"content.xml": "<!DOCTYPE a []><a/>"}), "document type definition"),
        (odt(""), "has no text"),
    ],
)
def test_what_gives_no_report_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_odt(data)
