"""The head of a paper in a sheet, and with lines that were wrapped → what it says."""

from indexer.read.document import Paragraph
from search.report import PassageKind as P
from tests.indexer.article.papers import BODY, PAPERS
from tests.indexer.article.test_letterhead import SIGNED, read, values


def test_in_a_sheet_the_closing_is_rows_too() -> None:
    """Of which none is a line of the body, so that the first table ends the head."""
    rows = (
        "ỦY BAN NHÂN DÂN\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "HUYỆN KIM ĐỘNG\t\tĐộc lập - Tự do - Hạnh phúc",
        "Số: 12/BC-UBND\t\tKim Động, ngày 5 tháng 4 năm 2023",
        *("BÁO CÁO", "Kết quả tiếp dân quý I", "TT\tXã\tSố lượt", "1\tToàn Thắng\t12"),
        *(f"\t\t{line}" for line in SIGNED),
    )
    _, made = read("\n".join(rows), tuple(Paragraph(row, P.TABLE) for row in rows))
    assert values(made, "issuer") == ["Ủy ban nhân dân huyện Kim Động"]


def test_a_motto_may_be_wrapped() -> None:
    head = ("TỈNH NAM ĐỊNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM", PAPERS["hđnd"].motto[1])
    lines = ("HỘI ĐỒNG NHÂN DÂN", *head, "Số: 9/NQ-HĐND", "NGHỊ QUYẾT", "về thu ngân sách")
    article, made = read("\n".join((*lines, "", *BODY)))
    assert values(made, "issuer") == ["Hội đồng nhân dân tỉnh Nam Định"]
    assert [article.read(line) for line in article.of(P.MOTTO)] == [" ".join(head[1:3]), head[3]]
