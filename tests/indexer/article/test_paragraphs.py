"""Paragraphs that a reader told apart → lines with their kind, their page and their cells."""

import pytest

from indexer.article.structure import clean
from indexer.facets import report
from indexer.read.document import Paragraph, RawDocument, SourceMetadata
from search.report import FigureKind, MeetingReport, PassageKind, Role, SourcePath

P = PassageKind
BODY = "Sáng 12/4/2023, UBND tỉnh Hưng Yên tổ chức phiên họp thường kỳ tháng 4."


def read(*paragraphs: Paragraph, title: str | None = None) -> MeetingReport:
    text = "\n".join(own.text for own in paragraphs)
    metadata = SourceMetadata(title=title)
    document = RawDocument("p", text, SourcePath("/p", "p"), "d", metadata, paragraphs=paragraphs)
    return report(document, clean(text, metadata, paragraphs))


def row(*cells: str) -> Paragraph:
    return Paragraph("\t".join(cells), P.TABLE)


def test_kinds_and_pages_are_kept_and_the_rest_is_told() -> None:
    own = (
        Paragraph("Tỉnh họp phiên thường kỳ tháng tư", page=1),
        Paragraph(BODY, page=1),
        row("Thu", "Chi"),
        Paragraph("Quang cảnh phiên họp.", page=2),
        Paragraph("Biểu 1", P.CAPTION, 2),
        Paragraph("Phiên họp bế mạc.", page=3),
        Paragraph("Xem báo cáo số 5.", P.FOOTNOTE, 1),
    )
    made = read(*own)
    kinds = [P.TITLE, P.BODY, P.TABLE, P.CAPTION, P.CAPTION, P.BODY, P.FOOTNOTE]
    assert [passage.kind for passage in made.passages] == kinds
    assert [passage.page for passage in made.passages] == [paragraph.page for paragraph in own]
    words = [made.text[slice(*passage.span)] for passage in made.passages]
    assert words == [paragraph.text for paragraph in own]


def test_a_title_that_the_file_tells_is_the_title() -> None:
    made = read(
        Paragraph("Tập san nội bộ của Văn phòng"),
        Paragraph("Phiên họp", P.TITLE),
        Paragraph("thường kỳ tháng 4", P.TITLE),
        Paragraph(BODY),
    )
    assert made.title.value == "Phiên họp thường kỳ tháng 4"
    assert [passage.kind for passage in made.passages] == [P.BODY, P.TITLE, P.BODY]


def test_paragraphs_are_not_joined() -> None:
    long = "Hội nghị thống nhất giao các sở chuẩn bị nội dung của kỳ họp thường lệ giữa năm gồm"
    made = read(Paragraph(BODY), Paragraph(long), Paragraph("ngân sách, đầu tư công"))
    assert len(made.passages) == 3


def test_what_a_machine_wrote_before_stands_behind_a_letterhead_too() -> None:
    head = row("UBND TỈNH HƯNG YÊN Số: 5/BC-UBND", "Hưng Yên, ngày 5 tháng 5 năm 2023")
    made = read(head, Paragraph("date 2023-04 BHY - Sáng 12/4, UBND tỉnh họp."))
    assert [passage.kind for passage in made.passages] == [P.LETTERHEAD, P.PREFIX, P.BODY]
    assert [day.value for day in made.facets.event_date] == ["2023-04-12"]


@pytest.mark.parametrize(
    ("cells", "figures"),
    [
        (("Thu ngân sách", "1.050 tỷ đồng"), [("1050", "tỷ đồng")]),
        (("1", "Thu ngân sách", "1.050 tỷ đồng", ""), [("1050", "tỷ đồng")]),
        (("Thu ngân sách đạt 1.050 tỷ đồng", "12"), [("1050", "tỷ đồng")]),
        # a unit that only the head or the words have, or several numbers, of which nobody says what
        (("Thu ngân sách (tỷ đồng)", "1.050"), []),
        (("Thu ngân sách", "1.050", "tỷ đồng"), []),
        (("Thu ngân sách", "1.000 tỷ đồng", "1.050 tỷ đồng"), []),
        (("Thu ngân sách", "Sở Tài chính", "1.050 tỷ đồng"), []),
        (("Thu ngân sách đạt", "kế hoạch", "Chi 1.050 tỷ đồng"), []),
    ],
)
def test_figures_of_a_row(cells: tuple[str, ...], figures: list[tuple[str, str]]) -> None:
    made = read(Paragraph(BODY), row(*cells))
    assert [(own.value, own.unit) for own in made.facets.figures] == figures
    assert all(own.kind is FigureKind.RESULT for own in made.facets.figures)


def test_people_of_a_cell_and_none_over_two() -> None:
    made = read(
        Paragraph(BODY),
        row("1", "Đồng chí Trần Văn Hậu, Chủ tịch UBND tỉnh", "có mặt"),
        row("2", "Chủ tịch UBND huyện", "Lê Thị Hoa"),
        row("Nguyễn Văn", "An, Bí thư Huyện ủy"),
    )
    assert [(one.value, one.role) for one in made.facets.people] == [
        ("Trần Văn Hậu", Role.MENTIONED)
    ]


def test_places_of_a_table_are_found_and_are_not_where_the_meeting_is() -> None:
    rows = [row("tỉnh Nam Định", "tỉnh Hà Nam", "tỉnh Nam Định")] * 5
    made = read(Paragraph("Sáng 12/4/2023, UBND tỉnh tổ chức phiên họp."), *rows)
    assert {"tỉnh Nam Định", "tỉnh Hà Nam"} <= {place.value for place in made.facets.places}
    assert not made.facets.province


def test_a_table_or_a_footnote_tells_no_meeting_and_no_day() -> None:
    made = read(
        row("Hội nghị tổng kết", "ngày 5/6/2023"),
        Paragraph("Xã có ba thôn."),
        Paragraph("Dân sống bằng nghề rừng."),
        Paragraph("Sáng 7/8/2023, Huyện ủy tổ chức hội nghị tổng kết.", P.FOOTNOTE),
    )
    assert not made.facets.meeting_type and not made.facets.event_date
    assert made.title.value == "Xã có ba thôn"


def test_a_paragraph_of_nothing_that_is_seen_is_no_line() -> None:
    made = read(Paragraph("\u200b"), Paragraph(BODY), row("", "a", "", "b"))
    assert [made.text[slice(*passage.span)] for passage in made.passages] == [BODY, "a\t\tb"]
