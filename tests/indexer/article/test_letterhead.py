"""The head of a paper → its letterhead, its title, and what these say."""

from itertools import pairwise

import pytest

from indexer.article.structure import Article, clean
from indexer.facets import report
from indexer.read.document import Paragraph, RawDocument, SourceMetadata
from search.index.fields import SEARCHED_KINDS
from search.report import MeetingReport, PassageKind, Precision, Role, SourcePath, Status
from tests.indexer.article.papers import BODY, PAPERS, WAYS, OfficePaper, Way

P = PassageKind


def read(text: str, paragraphs: tuple[Paragraph, ...] = ()) -> tuple[Article, MeetingReport]:
    """A text or paragraphs, understood."""
    document = RawDocument(
        "p", text, SourcePath("/p", "p"), "d", SourceMetadata(), paragraphs=paragraphs
    )
    article = clean(text, None, paragraphs)
    return article, report(document, article)


def values(made: MeetingReport, facet: str) -> list[str]:
    return [value.value for value in getattr(made.facets, facet)]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_the_head_of_a_paper(paper: OfficePaper, way: Way) -> None:
    article, made = read(*way(paper))
    assert made.title.value == " ".join(paper.title)
    assert made.title.status is Status.STATED
    assert [article.read(line) for line in article.of(P.BODY)] == list(BODY)
    assert values(made, "document_no") == ([paper.no] if paper.no else [])
    assert values(made, "issuer") == [paper.issuer]
    assert values(made, "issue_date") == [paper.date]
    assert values(made, "issue_place") == [paper.place]
    assert values(made, "event_date") == []


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_the_words_that_gave_a_value(paper: OfficePaper, way: Way) -> None:
    text, paragraphs = way(paper)
    _, made = read(text, paragraphs)
    for facet in ("document_no", "issue_place"):
        for value in getattr(made.facets, facet):
            start, end = value.evidence
            assert "".join(text[start:end].split()) == "".join(value.value.split())
    [issuer] = made.facets.issuer
    assert issuer.evidence
    said = " ".join(text[slice(*issuer.evidence)].split()).replace("UỶ", "ỦY").lower()
    assert issuer.value.lower().startswith(said)  # the other column, or a superior, may follow
    is_in_one = "columns" not in way.__name__ and way.__name__ != "flattened"
    if is_in_one and issuer.status is Status.STATED:
        assert said == issuer.value.lower()


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_every_character_stays_and_stands_in_one_passage(way: Way) -> None:
    for paper in PAPERS.values():
        text, paragraphs = way(paper)
        _, made = read(text, paragraphs)
        held = "".join(text[slice(*passage.span)] for passage in made.passages)
        assert "".join(held.split()) == "".join(text.split())
        spans = [passage.span for passage in made.passages]
        assert spans == sorted(spans) and all(a[1] <= b[0] for a, b in pairwise(spans))


def test_a_date_has_the_precision_that_is_filled_in() -> None:
    precisions = {
        name: read(*WAYS["one_row"](paper))[1].facets.issue_date[0].precision
        for name, paper in PAPERS.items()
    }
    assert precisions["tỉnh ủy"] is Precision.DAY
    assert precisions["văn phòng tỉnh ủy"] is Precision.MONTH
    assert precisions["ubnd xã"] is Precision.YEAR


LETTER = (
    "SỞ TÀI CHÍNH THÁI BÌNH",
    "Số: 88/STC-NS",
    "V/v đôn đốc quyết toán ngân sách",
    "huyện theo Nghị quyết số",
    "12/NQ-HĐND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Thái Bình, ngày 3 tháng 4 năm 2023",
    "Kính gửi: Ủy ban nhân dân các huyện, thành phố",
    "Sở Tài chính đề nghị các huyện gửi báo cáo trước ngày 15/4/2023.",
)


def test_what_a_letter_is_about_is_its_title() -> None:
    article, made = read("\n".join(LETTER))
    assert made.title.value == (
        "V/v đôn đốc quyết toán ngân sách huyện theo Nghị quyết số 12/NQ-HĐND"
    )
    assert values(made, "document_no") == ["88/STC-NS"]
    assert [article.read(line) for line in article.of(P.BODY)] == list(LETTER[-2:])


def test_the_number_of_another_paper_is_not_its_own() -> None:
    about = "V/v thực hiện Nghị quyết số 12/NQ-HĐND"
    lines = ("SỞ TÀI CHÍNH THÁI BÌNH", "Số:    /STC-NS", about, *LETTER[5:])
    _, made = read("\n".join(lines))
    assert made.title.value == about
    assert not made.facets.document_no


@pytest.mark.parametrize("are_paragraphs", [True, False])
def test_an_appendix_has_a_title_and_no_letterhead(are_paragraphs: bool) -> None:
    lines = (
        "Phụ lục II",
        "DANH MỤC CÔNG TRÌNH,",
        "DỰ ÁN ĐẦU TƯ CÔNG CỦA XÃ",
        "(Ban hành kèm theo Quyết định số 12/QĐ-UBND",
        "ngày 5 tháng 6 năm 2023 của UBND xã)",
        *BODY,
    )
    paragraphs = tuple(map(Paragraph, lines)) if are_paragraphs else ()
    article, made = read("\n".join(lines), paragraphs)
    assert made.title.value == "Phụ lục II DANH MỤC CÔNG TRÌNH, DỰ ÁN ĐẦU TƯ CÔNG CỦA XÃ"
    assert not article.of(P.LETTERHEAD) and not made.facets.document_no


def test_a_title_in_capitals_over_paragraphs() -> None:
    lines = ("SỔ TAY", "NGHIỆP VỤ CÔNG TÁC VĂN THƯ CỦA XÃ", "I. QUY ĐỊNH CHUNG", *BODY)
    _, made = read("\n".join(lines), tuple(map(Paragraph, lines)))
    assert made.title.value == "SỔ TAY NGHIỆP VỤ CÔNG TÁC VĂN THƯ CỦA XÃ"


def test_what_a_letter_is_about_may_stand_in_a_cell() -> None:
    left, right = " ".join(LETTER[:5]), " ".join(LETTER[5:8])
    rows = (Paragraph(f"{left}\t{right}", P.TABLE), *map(Paragraph, LETTER[8:]))
    _, made = read("\n".join(row.text for row in rows), rows)
    assert made.title.value.startswith("V/v đôn đốc quyết toán ngân sách huyện")


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        # who decides stands below the title
        (
            (
                "NGHỊ QUYẾT",
                "VỀ DỰ TOÁN NĂM 2024",
                "HỘI ĐỒNG NHÂN DÂN TỈNH NAM ĐỊNH",
                "Căn cứ Luật;",
            ),
            "NGHỊ QUYẾT VỀ DỰ TOÁN NĂM 2024",
        ),
        (
            ("QUYẾT ĐỊNH", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "Căn cứ Luật Tổ chức;"),
            "QUYẾT ĐỊNH CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",
        ),
        (("KẾT LUẬN", "của Ban Thường vụ về", "Chương trình số 5", "-----"), None),
        (("BÁO CÁO", "Kết quả đầu tư và", "Xây dựng nông thôn", "", "I. Kết quả"), None),
        (("BÁO CÁO", "I. TÌNH HÌNH CHUNG", "Trong năm mưa nhiều."), "BÁO CÁO"),
    ],
)
def test_where_a_title_ends(lines: tuple[str, ...], title: str | None) -> None:
    head = ("UBND TỈNH NAM ĐỊNH", "Số: 5/X-UBND", *PAPERS["hđnd"].motto)
    _, made = read("\n".join((*head, "", *lines, "", *BODY)))
    assert made.title.value == (title or " ".join(lines[:3]))


@pytest.mark.parametrize(
    "lines",
    [
        ("Tỉnh ủy Hưng Yên giao ban tháng 8", "Sáng 25/8, Tỉnh ủy họp."),
        ("UBND tỉnh họp", "Hưng Yên, ngày 25 tháng 8 năm 2023, UBND tỉnh họp phiên thường kỳ."),
        ("Đảng Cộng sản Việt Nam quang vinh", "Sáng 3/2, tỉnh tổ chức mít tinh."),
        ("Số 15 - NQ/TU là gì", "Nghị quyết số 15-NQ/TU của Tỉnh ủy ra ngày 5/6/2021."),
        ("Sở Y tế vừa ra Quyết định số 12/QĐ-SYT về việc mở trạm", "Sở mở trạm y tế."),
        ("ĐẢNG BỘ HUYỆN VĂN LÂM: MỘT NHIỆM KỲ", "Sáng 5/6, Huyện ủy họp tổng kết."),
        ("HƯNG YÊN", "Sáng 25/8, Tỉnh ủy họp. Số: 15/NQ-HĐND được thông qua."),
    ],
)
def test_news_have_no_letterhead(lines: tuple[str, ...]) -> None:
    article, made = read("\n".join(lines))
    assert not article.of(P.LETTERHEAD)
    assert not made.facets.document_no and not made.facets.issuer


@pytest.mark.parametrize(
    ("lines", "place", "date"),
    [
        (("Số: 5/BC-UBND", "HÀ NAM, ngày 5 tháng 6 năm 2023"), "Hà Nam", "2023-06-05"),
        (("Số: 5/BC-UBND", "Ngày 5 tháng 6 năm 2023"), None, "2023-06-05"),
        (("Số: 5/BC-UBND ngày 05/6/2023",), None, "2023-06-05"),
        (("Số: 5/BC-UBND", "TP.Huế, ngày 5-6-2023"), "TP.Huế", "2023-06-05"),
        (("Số: 5/BC-UBND", "Tân Lập, ngày 31 tháng 2 năm 2023"), "Tân Lập", None),
        (("Số: 5/BC-UBND", "Tân Lập, ngày 1 tháng 13 năm 2023"), "Tân Lập", None),
    ],
)
def test_ways_to_write_place_and_date(
    lines: tuple[str, ...], place: str | None, date: str | None
) -> None:
    _, made = read("\n".join(("UBND XÃ TÂN LẬP", *lines, "BÁO CÁO", "Kết quả quý I", "", *BODY)))
    assert made.title.value == "BÁO CÁO Kết quả quý I"
    assert values(made, "issue_place") == ([place] if place else [])
    assert values(made, "issue_date") == ([date] if date else [])


CLOSING = ("Nơi nhận:", "- Thường trực Tỉnh ủy;", "- Lưu: VT.")
SIGNED = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(đã ký)", "Nguyễn Văn An")
MEETING = "Sáng 12/4/2023, UBND tỉnh họp. Đồng chí Trần Văn Hậu, Chủ tịch UBND tỉnh chủ trì."


@pytest.mark.parametrize("closing", [(*CLOSING, *SIGNED), SIGNED, (" ".join(SIGNED),)])
@pytest.mark.parametrize("appendix", [(), ("PHỤ LỤC", "Danh sách có tên ông Lê Văn Tám.")])
def test_who_signed_a_paper_had_no_part_in_the_meeting(
    closing: tuple[str, ...], appendix: tuple[str, ...]
) -> None:
    head = ("UBND TỈNH HƯNG YÊN", "Số: 5/BC-UBND", *PAPERS["hđnd"].motto, "BÁO CÁO", "phiên họp")
    article, made = read("\n".join((*head, "", MEETING, *BODY, "", *closing, *appendix)))
    assert [(one.value, one.role) for one in made.facets.people] == [("Trần Văn Hậu", Role.CHAIR)]
    assert not made.facets.byline
    assert values(made, "issuer") == ["UBND tỉnh Hưng Yên"]
    assert [article.read(line) for line in article.of(P.BODY)] == [MEETING, *BODY, *appendix]


def test_a_closing_may_be_a_row() -> None:
    head = ("UBND TỈNH HƯNG YÊN", "Số: 5/BC-UBND", *PAPERS["hđnd"].motto, "BÁO CÁO", "phiên họp")
    row = Paragraph(f"{' '.join(CLOSING)}\t{' '.join(SIGNED)}", P.TABLE)
    paragraphs = (*map(Paragraph, (*head, MEETING)), row)
    _, made = read("\n".join(own.text for own in paragraphs), paragraphs)
    assert [one.value for one in made.facets.people] == ["Trần Văn Hậu"]


def test_news_have_no_closing() -> None:
    article, _ = read("\n".join(("Tỉnh họp bàn việc mới", MEETING, *BODY, *SIGNED)))
    assert not article.of(P.LETTERHEAD)


def test_a_motto_may_have_lost_diacritics_to_a_scanner() -> None:
    head = ("TỈNH BÉN TRE", "CỌNG HÒA XÃ HỘI CHỦ NGHIA VIỆT NAM", "NGHỊ QUYẾT", "về thu ngân sách")
    article, made = read("\n".join((*head, "", *BODY)))
    assert [article.read(line) for line in article.of(P.LETTERHEAD, P.MOTTO)] == list(head[:2])
    assert made.title.value == "NGHỊ QUYẾT về thu ngân sách"


def test_the_other_column_of_a_letterhead_may_come_later() -> None:
    paper = PAPERS["tỉnh ủy"]
    lines = (*paper.bodies, paper.number, "Thường trực Tỉnh ủy giao ban", *BODY)
    text = "\n".join((*lines, *paper.motto, paper.dated, "Hội nghị kết thúc cùng ngày."))
    _, made = read(text)
    assert made.title.value == "Thường trực Tỉnh ủy giao ban"
    assert values(made, "issue_date") == [paper.date]
    assert values(made, "document_no") == [paper.no]


@pytest.mark.parametrize(
    ("day", "date", "status"),
    [
        ("Sáng 22/8", "2023-08-22", Status.DERIVED),
        ("Sáng 28/8", "--08-28", Status.STATED),  # a year ago: or a slip
        ("Sáng 30/7", "2023-07-30", Status.DERIVED),
        ("Sáng 3/2", "2023-02-03", Status.INFERRED),
        ("Sáng 3/2/2021", "2021-02-03", Status.STATED),
    ],
)
def test_the_day_of_issue_tells_the_year_of_a_day(day: str, date: str, status: Status) -> None:
    paper = PAPERS["tỉnh ủy"]
    head = (*paper.bodies, paper.number, *paper.motto, paper.dated)
    body = f"{day}, Tỉnh ủy Hưng Yên tổ chức hội nghị giao ban với các huyện ủy."
    _, made = read("\n".join((*head, "", "BÁO CÁO", "giao ban", "", body, *BODY)))
    [found] = made.facets.event_date
    assert (found.value, found.status) == (date, status)


def test_a_motto_is_not_searched() -> None:
    """Else "Việt Nam" would find every paper; a line that says more is of the letterhead."""
    head = (
        "UBND TỈNH HƯNG YÊN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 12/BC-UBND\tĐộc lập - Tự do - Hạnh phúc",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
    )
    article, _ = read("\n".join((*head[2:], "TỈNH ỦY HƯNG YÊN", "Số 12-BC/TU", "", *BODY)))
    assert [article.read(line) for line in article.of(P.MOTTO)] == [head[2]]
    assert P.MOTTO not in SEARCHED_KINDS and P.LETTERHEAD in SEARCHED_KINDS
    article, _ = read("\n".join((*head[:2], "", *BODY)))
    assert not article.of(P.MOTTO) and len(article.of(P.LETTERHEAD)) == 2
