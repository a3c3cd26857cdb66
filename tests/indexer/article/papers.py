"""Papers of ten offices, invented, each in the ways in which files have the head of a paper."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from indexer.read.document import Paragraph
from search.report import PassageKind

STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY = ("ĐẢNG CỘNG SẢN VIỆT NAM",)
BODY = (
    "Thực hiện chương trình công tác, đơn vị báo cáo như sau.",
    "Trong tháng đã tổ chức hai cuộc họp với các địa phương.",
)


@dataclass(frozen=True)
class OfficePaper:
    """A paper as its office prints it, and what a clerk reads off its head."""

    bodies: tuple[str, ...]
    motto: tuple[str, ...]
    number: str
    dated: str
    title: tuple[str, ...]
    no: str | None
    issuer: str
    place: str
    date: str


PAPERS = {
    "tỉnh ủy": OfficePaper(
        ("TỈNH ỦY HƯNG YÊN", "*"),
        PARTY,
        "Số 123-BC/TU",
        "Hưng Yên, ngày 25 tháng 8 năm 2023",
        ("BÁO CÁO", "kết quả công tác tháng 8, nhiệm vụ tháng 9 năm 2023"),
        "123-BC/TU",
        "Tỉnh ủy Hưng Yên",
        "Hưng Yên",
        "2023-08-25",
    ),
    "ban của huyện ủy": OfficePaper(
        ("HUYỆN ỦY KIM ĐỘNG", "BAN TUYÊN GIÁO", "*"),
        PARTY,
        "Số 45-KH/BTG",
        "Kim Động, ngày 02 tháng 3 năm 2022",
        ("KẾ HOẠCH", "tuyên truyền kỷ niệm ngày thành lập huyện"),
        "45-KH/BTG",
        "Ban Tuyên giáo Huyện ủy Kim Động",
        "Kim Động",
        "2022-03-02",
    ),
    "văn phòng tỉnh ủy": OfficePaper(
        ("TỈNH ỦY LÀO CAI", "VĂN PHÒNG", "*"),
        PARTY,
        "Số 08 - TB/VPTU",
        "Lào Cai, ngày      tháng 5 năm 2021",
        ("THÔNG BÁO", "ý kiến của Thường trực Tỉnh ủy về công tác cán bộ"),
        "08-TB/VPTU",
        "Văn phòng Tỉnh ủy Lào Cai",
        "Lào Cai",
        "2021-05",
    ),
    "hđnd": OfficePaper(
        ("HỘI ĐỒNG NHÂN DÂN", "TỈNH NAM ĐỊNH", "-------"),
        STATE,
        "Số: 15/NQ-HĐND",
        "Nam Định, ngày 9 tháng 12 năm 2022",
        ("NGHỊ QUYẾT", "VỀ KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI", "NĂM 2023"),
        "15/NQ-HĐND",
        "Hội đồng nhân dân tỉnh Nam Định",
        "Nam Định",
        "2022-12-09",
    ),
    "ban của hđnd": OfficePaper(
        ("HỘI ĐỒNG NHÂN DÂN TỈNH NAM ĐỊNH", "BAN VĂN HÓA - XÃ HỘI", "-------"),
        STATE,
        "Số: 40/BC-BVHXH",
        "Nam Định, ngày 21 tháng 11 năm 2022",
        ("BÁO CÁO", "Thẩm tra các tờ trình tại kỳ họp cuối năm"),
        "40/BC-BVHXH",
        "Ban Văn hóa - Xã hội tỉnh Nam Định",
        "Nam Định",
        "2022-11-21",
    ),
    "huyện ủy ở cao nguyên": OfficePaper(
        ("TỈNH ỦY ĐẮK LẮK", "HUYỆN ỦY EA SÚP", "*"),
        PARTY,
        "Số 61-BC/HU",
        "Ea Súp, ngày 4 tháng 7 năm 2022",
        ("BÁO CÁO", "sơ kết công tác dân vận"),
        "61-BC/HU",
        "Huyện ủy Ea Súp",
        "Ea Súp",
        "2022-07-04",
    ),
    "ubnd xã": OfficePaper(
        ("UBND HUYỆN YÊN MỸ", "UỶ BAN NHÂN DÂN", "XÃ TÂN LẬP"),
        STATE,
        "Số:      /BC-UBND",
        "Tân Lập, ngày … tháng … năm 2024",
        ("BÁO CÁO", "Kết quả thực hiện nhiệm vụ quý I năm 2024"),
        None,
        "Ủy ban nhân dân xã Tân Lập",
        "Tân Lập",
        "2024",
    ),
    "sở": OfficePaper(
        ("UBND TỈNH HÀ NAM", "SỞ NÔNG NGHIỆP", "VÀ PHÁT TRIỂN NÔNG THÔN"),
        STATE,
        "Số: 1204/SNN-TTBVTV",
        "Hà Nam, ngày 17 tháng 6 năm 2022",
        ("BÁO CÁO TÌNH HÌNH SẢN XUẤT VỤ MÙA",),
        "1204/SNN-TTBVTV",
        "Sở Nông nghiệp và Phát triển nông thôn tỉnh Hà Nam",
        "Hà Nam",
        "2022-06-17",
    ),
    "phòng": OfficePaper(
        ("UBND HUYỆN BÌNH LỤC", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"),
        STATE,
        "Số: 77/TTr-PGDĐT",
        "Bình Lục, ngày 5 tháng 9 năm 2023",
        ("TỜ TRÌNH", "Về việc sửa chữa trường, lớp học sau mưa bão"),
        "77/TTr-PGDĐT",
        "Phòng Giáo dục và Đào tạo huyện Bình Lục",
        "Bình Lục",
        "2023-09-05",
    ),
    "mặt trận": OfficePaper(
        ("ỦY BAN MTTQ VIỆT NAM", "TỈNH NINH BÌNH", "BAN THƯỜNG TRỰC"),
        STATE,
        "Số: 31/BC-MTTQ-BTT",
        "Ninh Bình, ngày 11/11/2023",
        ("BÁO CÁO", "Tổng hợp ý kiến, kiến nghị của cử tri và Nhân dân"),
        "31/BC-MTTQ-BTT",
        "Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Ninh Bình",
        "Ninh Bình",
        "2023-11-11",
    ),
    "bộ": OfficePaper(
        ("BỘ XÂY DỰNG", "_____"),
        STATE,
        "Số: 02/2021/TT-BXD",
        "Hà Nội, ngày 19 tháng 5 năm 2021",
        ("THÔNG TƯ", "Quy định về an toàn cháy cho nhà và công trình"),
        "02/2021/TT-BXD",
        "Bộ Xây dựng",
        "Hà Nội",
        "2021-05-19",
    ),
    "thành phố": OfficePaper(
        ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI PHÒNG"),
        STATE,
        "Số: 9/BB-UBND",
        "TP. Hải Phòng, ngày 30 tháng 1 năm 2024",
        ("BIÊN BẢN", "Họp giao ban công tác đầu năm của thành phố"),
        "9/BB-UBND",
        "Ủy ban nhân dân thành phố Hải Phòng",
        "TP. Hải Phòng",
        "2024-01-30",
    ),
}

Way = Callable[[OfficePaper], tuple[str, tuple[Paragraph, ...]]]


def _text(*lines: str) -> tuple[str, tuple[Paragraph, ...]]:
    return "\n".join(lines), ()


def one_column(paper: OfficePaper) -> tuple[str, tuple[Paragraph, ...]]:
    """One under the other, the bodies first, as a text out of a PDF has it."""
    return _text(
        *paper.bodies, paper.number, *paper.motto, paper.dated, "", *paper.title, "", *BODY
    )


def motto_first(paper: OfficePaper) -> tuple[str, tuple[Paragraph, ...]]:
    """One under the other, as who types a paper into a message has it."""
    head = (*paper.motto, "--------", paper.dated, *paper.bodies, paper.number)
    return _text(*head, *paper.title, "", *BODY)


def _columns(paper: OfficePaper) -> list[tuple[str, str]]:
    right = (
        (*paper.motto, "", paper.dated) if len(paper.motto) == 1 else (*paper.motto, paper.dated)
    )
    return list(zip_longest((*paper.bodies, paper.number), right, fillvalue=""))


def two_columns(paper: OfficePaper) -> tuple[str, tuple[Paragraph, ...]]:
    """Two columns with blanks between them."""
    rows = [f"{left:^34}     {right:^44}".rstrip() for left, right in _columns(paper)]
    return _text(*rows, "", *paper.title, "", *BODY)


def two_columns_by_tab(paper: OfficePaper) -> tuple[str, tuple[Paragraph, ...]]:
    """Two columns with a tab between them."""
    rows = [f"{left}\t{right}" for left, right in _columns(paper)]
    return _text(*rows, "", *paper.title, "", *BODY)


def flattened(paper: OfficePaper) -> tuple[str, tuple[Paragraph, ...]]:
    """Two columns, one blank between them."""
    rows = [f"{left} {right}".strip() for left, right in _columns(paper)]
    return _text(*rows, *paper.title, "", *BODY)


def _paragraphs(*paragraphs: Paragraph) -> tuple[str, tuple[Paragraph, ...]]:
    return "\n".join(own.text for own in paragraphs), paragraphs


def _rest(paper: OfficePaper) -> list[Paragraph]:
    return [Paragraph(" ".join(line.split()), page=1) for line in (*paper.title, *BODY)]


def one_row(paper: OfficePaper) -> tuple[str, tuple[Paragraph, ...]]:
    """A table of one row, the lines of a cell joined, as a .docx has it."""
    left, right = " ".join((*paper.bodies, paper.number)), " ".join((*paper.motto, paper.dated))
    row = "\t".join(" ".join(cell.split()) for cell in (left, right))
    return _paragraphs(Paragraph(row, PassageKind.TABLE, 1), *_rest(paper))


def two_rows(paper: OfficePaper) -> tuple[str, tuple[Paragraph, ...]]:
    """A table of two rows: bodies and motto, number and date."""
    first = f"{' '.join(paper.bodies)}\t{' '.join(paper.motto)}"
    second = f"{paper.number}\t{paper.dated}"
    rows = ("\t".join(" ".join(c.split()) for c in row.split("\t")) for row in (first, second))
    return _paragraphs(*(Paragraph(row, PassageKind.TABLE, 1) for row in rows), *_rest(paper))


def separate(paper: OfficePaper) -> tuple[str, tuple[Paragraph, ...]]:
    """A paragraph a line, as a page of the web has it."""
    lines = (*paper.bodies, paper.number, *paper.motto, paper.dated)
    own = [Paragraph(" ".join(line.split())) for line in lines]
    return _paragraphs(*own, *_rest(paper))


WAYS: dict[str, Way] = {
    way.__name__: way
    for way in (
        one_column,
        motto_first,
        two_columns,
        two_columns_by_tab,
        flattened,
        one_row,
        two_rows,
        separate,
    )
}
