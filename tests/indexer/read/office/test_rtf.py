"""An .rtf → its paragraphs: letters of code pages, tables, notes, styles; what is refused."""

import pytest

from indexer.read.document import Unreadable
from indexer.read.office.rtf import MOST_DEPTH, read_rtf

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0{\*\panose 0202}Times New Roman;}{\f1\fcharset163 Arial;}"
    r"{\f2\fcharset0 .VnTime;}{\f3\fcharset2 Symbol;}{\f4\fcharset128 MS Mincho;}}"
)
STYLES = (
    r"{\stylesheet{Normal;}{\s1\sbasedon0 heading 1;}{\s2\sbasedon5 small;}{\s5 caption;}"
    r"{\*\cs9 Title;}}"
)


def read(text: str, head: str = r"\ansi\ansicpg1252\deff0") -> list[tuple[str, str]]:
    data = ("{\\rtf1" + head + FONTS + STYLES + text + "}").encode("latin-1")
    return [(own.kind.value, own.text) for own in read_rtf(data).paragraphs]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (r"H\u7897?i ngh\u7883?", "Hội nghị"),
        (r"{\uc0 H\u7897i}{\uc2 ngh\u7883 xx}", "Hộinghị"),
        (r"\u7897\'f4i", "ội"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"\f1 a\'cc\'fd", "a\u0300ư"),
        (r"\f2 ch\'ad\'acng", "ch\xad¬ng"),
        (r"\f3 \'b7{\f0  m}\'fa", "• m"),
        (r"\f4 \'93\'fa\'96\'7b", "日本"),
        (r"a\\cell\{b\}\~c\_d\-e", "a\\cell{b}\xa0c-d\xade"),
        (r"a\line b\tab c\emdash", "a b c—"),
        (r"{\v an}{\deleted bo}{\v\v0 hien}", "hien"),
        (r"{\header dau}{\pict 0a0b}{\*\la bo}{\info{\title X}}than", "than"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt chu}}", "chu"),
        (r"{\pntext\pard 1.\tab}m", "1. m"),
        (r"{\pict\bin5 }}}}}x}than", "than"),
        ("a\r\nb", "ab"),
    ],
)
def test_what_a_person_sees_of_a_paragraph(typed: str, text: str) -> None:
    assert read(typed) == [("body", text)]


@pytest.mark.parametrize(
    ("head", "typed", "text"),
    [
        (r"\ansi\ansicpg1258", r"\'f0\'f5", "đơ"),
        (r"\ansi\ansicpg1258", r"\f2 \'f0\'f5", "ðõ"),  # a TCVN3 font: healed later
        (r"\ansi\ansicpg1252", r"\'f0\'f5\'81", "ðõ\x81"),
        (r"\ansi\ansicpg99999", r"\'e9", "é"),
        (r"\ansi\ansicpg65001", r"\'c4\'91", "đ"),
        (r"\mac", r"\'8e", "é"),
        (r"\ansi\ansicpg1258", "\xf0", "đ"),
    ],
)
def test_letters_of_code_pages(head: str, typed: str, text: str) -> None:
    assert read(typed, head) == [("body", text)]


def test_tables() -> None:
    row = r"\trowd\cellx1\cellx2\cellx3\pard\intbl {}\cell {}\cell {}\cell\row"
    typed = r"a\par" + row.format("TT", r"Chi\par tieu", "uoc") + row.format("1", "", "5,5")
    assert read(typed + r"\pard b\par") == [
        ("body", "a"),
        ("table", "TT\tChi tieu\tuoc"),
        ("table", "1\t\t5,5"),
        ("body", "b"),
    ]


def test_cells_of_programs_that_do_not_say_intbl() -> None:
    assert read(r"\trowd a\cell b\cell c\cell\row\pard d\par") == [
        ("table", "a\tb\tc"),
        ("body", "d"),
    ]


def test_tables_in_tables_are_read_in_their_order() -> None:
    inner = r"\pard\intbl\itap2 1\nestcell 2\nestcell{\*\nesttableprops\trowd\nestrow}"
    typed = r"\pard\intbl truoc\par " + inner + r"\pard\intbl\itap1 sau\cell ben\cell\row"
    assert [text for _, text in read(typed)] == ["truoc", "1\t2", "sau\tben"]


def test_styles() -> None:
    typed = r"\pard\s1 Giao ban ngay mai tai xa\par\pard than\par\pard\s2 Hinh 1\par"
    assert read(typed) == [
        ("title", "Giao ban ngay mai tai xa"),
        ("body", "than"),
        ("caption", "Hinh 1"),
    ]


def test_boxes_then_notes_come_after_the_body() -> None:
    typed = (
        r"mot{\footnote\pard chu giai}{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt khung\par}}"
        r"{\shprslt{\*\do{\dptxbxtext khung}}}} hai\par"
    )
    assert read(typed) == [
        ("body", "mot hai"),
        ("body", "khung"),
        ("footnote", "chu giai"),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no RTF file"),
        (b"{\\rtf1}", "has no text"),
        (b"{\\rtf1 " + b"{" * (MOST_DEPTH + 1), "groups in groups"),
        (b"{\\rtf1 a\\bin99999 b}", "inside a picture"),
        (b"{\\rtf1 a\\u99999999 b}", "the number of no character"),
    ],
)
def test_what_gives_no_report_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_rtf(data)


def test_what_was_cut_off_is_read_as_far_as_it_goes() -> None:
    assert read_rtf(b"{\\rtf1 {\\b mot\\par hai").paragraphs[1].text == "hai"


def test_what_is_before_and_after_the_file_is_left_out() -> None:
    parsed = read_rtf(b"\xef\xbb\xbf\n{\\rtf1 mot}}{ hai}")
    assert [own.text for own in parsed.paragraphs] == ["mot"]
