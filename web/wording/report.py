"""A report → the Vietnamese words of its page."""

from collections.abc import Iterable

from search.report import PassageKind
from web.wording.common import SITE
from web.wording.numbers import number

SKIP_TO_TEXT = "Đến nội dung báo cáo"
BACK = "Trở lại kết quả"
ABOUT_REPORT = "Thông tin rút ra từ báo cáo"
EVIDENCE = "Căn cứ trong văn bản"
VALUE, FACET = "Giá trị", "Mục"
TEXT = "Nội dung"
MORE_LIKE_THIS = "Báo cáo tương tự"
COPIES = "Bản gần giống"
COPIES_HELP = "Những báo cáo này có nội dung gần như giống hệt báo cáo đang đọc."
FIGURES = "Số liệu trong báo cáo"
WITHIN = "thuộc {}"
FLAGS_HEADING = "Điều cần lưu ý"
FLAGS = {
    "title-made": "Báo cáo không có tiêu đề; tiêu đề ở trên do chương trình đặt.",
    "text-mended": (
        "Nhiều chữ trong văn bản bị hỏng, như dấu rời khỏi chữ hoặc chữ lạ thay cho chữ Việt, có "
        "lẽ do chuyển từ PDF hoặc ảnh quét; chương trình đã đoán chữ đúng để tìm kiếm."
    ),
    "text-unreadable": (
        "Nhiều chữ trong văn bản không đọc được, có lẽ do sai bảng mã hoặc phông chữ; tìm kiếm và "
        "thông tin rút ra có thể thiếu."
    ),
    "caption-doubled": "Có chú thích ảnh được in hai lần; lần lặp lại không được tìm.",
    "year-unknown": "Văn bản không cho biết năm của cuộc họp.",
    "year-inferred": "Năm của cuộc họp được suy ra từ những năm mà văn bản nhắc đến.",
    "province-inferred": (
        "Tỉnh được suy ra từ địa danh; văn bản không nói rõ đó là tỉnh của cuộc họp."
    ),
    "meeting-type-inferred": "Loại hội nghị được suy ra từ những gì văn bản kể.",
    "figure-suspicious": "Có số liệu khó có thể đúng; xem bảng số liệu.",
    "date-unread": "Không đọc được ngày mà nguồn cung cấp.",
    "date-far-ahead": (
        "Có ngày ở năm quá xa trong tương lai, có lẽ viết nhầm; không lấy làm ngày họp."
    ),
    "date-disagrees": (
        "Ngày trong văn bản khác với ngày mà nguồn cung cấp; ở đây ghi ngày của nguồn."
    ),
    "source-disagrees": (
        "Tên báo trong văn bản khác với tên mà nguồn cung cấp; ở đây ghi tên của nguồn."
    ),
    "url-disagrees": (
        "Địa chỉ trong văn bản khác với địa chỉ mà nguồn cung cấp; ở đây ghi địa chỉ của nguồn."
    ),
}
NOT_A_MEETING = "Chương trình không nhận ra cuộc họp nào trong văn bản này."
PASSAGE_KINDS = {
    PassageKind.PREFIX: "Dòng do máy thêm",
    PassageKind.PAGE_DATE: "Ngày in trang",
    PassageKind.CAPTION: "Chú thích ảnh",
    PassageKind.CAPTION_AGAIN: "Chú thích ảnh (lặp lại)",
    PassageKind.BYLINE: "Tác giả",
    PassageKind.TRAILER: "Nguồn",
}
HIGHLIGHTS, ABOUT_PAGE = "Chỗ có từ cần tìm", "Về báo cáo này"
PREVIOUS_HIGHLIGHT, NEXT_HIGHLIGHT = "Chỗ trước", "Chỗ sau"
MEETING_BEFORE, MEETING_AFTER = "Cuộc họp trước", "Cuộc họp sau"
SAME_ORGANISER = "Cùng cơ quan này"
ALL_OF_ORGANISER = "Mọi cuộc họp của cơ quan này"
CITE, COPY, COPIED = "Trích dẫn", "Sao chép", "Đã sao chép"
TO_TOP = "Về đầu trang"
PLAIN_TEXT, SOURCE = "Văn bản gốc", "Đọc ở nguồn"


def highlights(count: int) -> str:
    """The number of highlights of a report."""
    return f"{number(count)} chỗ có từ cần tìm"


def citation(
    title: str, authors: Iterable[str], outlet: str, day: str, source: str, here: str
) -> str:
    """A citation: title, authors, outlet, day, source, and the address here."""
    known = [f"“{title}”", ", ".join(authors), outlet, f"họp {day}" if day else "", source]
    return ", ".join(part for part in known if part) + f". Đọc tại {SITE}: {here}"
