"""A report → the Vietnamese words of its page."""

from collections.abc import Iterable, Sequence

from search.report import Original, PassageKind, SourcePath
from web.wording.common import SITE
from web.wording.numbers import number

SKIP_TO_TEXT = "Đến nội dung báo cáo"
BACK = "Trở lại kết quả"
ABOUT_REPORT = "Thông tin rút ra từ báo cáo"
EVIDENCE = "Căn cứ trong văn bản"
VALUE, FACET = "Giá trị", "Mục"
TEXT = "Nội dung"
MORE_LIKE_THIS = "Báo cáo tương tự"
SHARED_WORDS = "Cùng nói đến"
FIND_INSIDE = "Tìm trong báo cáo này"
STOP_INSIDE = "Thôi tìm"
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
    "caption-doubled": "Có chú thích ảnh được in hai lần trong văn bản; ở đây chỉ hiện một lần.",
    "year-unknown": "Văn bản không cho biết năm của cuộc họp.",
    "year-inferred": ("Năm của cuộc họp được suy ra từ văn bản, từ ngày ban hành hoặc từ tên tệp."),
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
    "date-long-ago": (
        "Ngày họp ở trước năm 1945, có lẽ viết nhầm hoặc là ngày của một việc được kể lại."
    ),
    "session-too-high": (
        "Số thứ tự của kỳ họp lớn hơn số kỳ họp mà một khóa có thể có, có lẽ là của cơ quan khác."
    ),
    "person-deceased": "Có người được ghi là dự họp mà văn bản cho biết đã qua đời.",
    "corrected": "Có giá trị do người quản trị sửa tay; những giá trị ấy được ghi “sửa tay”.",
    "correction-unused": (
        "Có dòng sửa tay không dùng đến: chương trình không còn rút ra giá trị mà dòng ấy thay thế."
    ),
}
NOT_A_MEETING = "Chương trình không nhận ra cuộc họp nào trong văn bản này."
PASSAGE_KINDS = {
    PassageKind.PREFIX: "Dòng do máy thêm",
    PassageKind.PAGE_DATE: "Ngày in trang",
    PassageKind.LETTERHEAD: "Đầu văn bản",
    PassageKind.MOTTO: "Đầu văn bản",
    PassageKind.CLOSING: "Cuối văn bản",
    PassageKind.FOOTNOTE: "Chú thích cuối trang",
    PassageKind.CAPTION: "Chú thích ảnh",
    PassageKind.CAPTION_AGAIN: "Chú thích ảnh (lặp lại)",
    PassageKind.BYLINE: "Tác giả",
    PassageKind.TRAILER: "Nguồn",
}
HIGHLIGHTS, ABOUT_PAGE = "Chỗ có từ cần tìm", "Về báo cáo này"
PREVIOUS_HIGHLIGHT, NEXT_HIGHLIGHT = "Chỗ trước", "Chỗ sau"
KEY = "Phím {}"
"""The key that does what a button does."""
MEETING_BEFORE, MEETING_AFTER = "Cuộc họp trước", "Cuộc họp sau"
SAME_ORGANISER = "Cùng cơ quan này"
ALL_OF_ORGANISER = "Mọi cuộc họp của cơ quan này"
CITE_FILES = (("bib", "BibTeX (.bib)"), ("ris", "RIS: EndNote, Zotero (.ris)"))
CITE, COPY, COPIED = "Trích dẫn", "Sao chép", "Đã sao chép"
TABLE = "Bảng"
TO_TOP = "Về đầu trang"
PLAIN_TEXT, SOURCE, ORIGINAL = "Văn bản thuần (.txt)", "Đọc ở nguồn", "Tải tệp gốc"
FILE_KINDS = {
    "docx": "Word",
    "doc": "Word 97–2003",
    "odt": "LibreOffice",
    "rtf": "RTF",
    "pdf": "PDF",
    "html": "trang web",
    "xlsx": "Excel",
    "xls": "Excel 97–2003",
    "ods": "bảng tính LibreOffice",
    "eml": "thư điện tử",
    "txt": "văn bản thuần",
}


MISREAD = "UTF-8 read as Windows-1252"
"""What `Original.encoding` says of a text that was in Unicode and was taken for something else."""


def original_file(place: SourcePath, original: Original) -> str:
    """The name of a file, its kind and its pages: "bao-cao.pdf (PDF, 12 trang)"; of a part of an
    archive or a mail, what it is in, too."""
    name = place.file.rpartition("/")[2]
    known = [FILE_KINDS[original.kind]]
    if original.pages:
        about = "" if original.are_pages_exact else "khoảng "
        known.append(f"{about}{number(original.pages)} trang")
    if place.part:
        known.insert(0, f"trong tệp {name}")
        name = place.part.rpartition("/")[2]
    return f"{name} ({', '.join(known)})"


def page(original: Original | None, number: int) -> str:
    """The page on which a passage begins: "tr. 3", "khoảng tr. 3", "tr. 3, đọc từ ảnh"."""
    if original is None:
        return f"tr. {number}"
    about = "" if original.are_pages_exact else "khoảng "
    read = ", chữ do máy đọc từ ảnh" if number in original.recognised else ""
    return f"{about}tr. {number}{read}"


def original_remarks(original: Original) -> list[str]:
    """What a reader is warned of: pages that are pictures, and text that was converted."""
    remarks = []
    if original.recognised:
        remarks.append(
            f"Chữ ở {_pages(original.recognised)} do máy đọc từ ảnh quét, có thể sai; thông tin "
            "và số liệu lấy từ đó là suy đoán, hãy xem tệp gốc."
        )
    if original.pictures:
        remarks.append(
            f"Chưa đọc được chữ ở {_pages(original.pictures)}: đó là ảnh quét. Tìm kiếm và thông "
            "tin rút ra có thể thiếu."
        )
    if original.encoding:
        remarks.append(
            "Chữ của tệp gốc đã bị đọc nhầm bảng mã trước khi đến đây; chương trình đã chữa lại."
            if original.encoding == MISREAD
            else f"Chữ của tệp gốc đã được đổi từ bảng mã {original.encoding}."
        )
    return remarks


def _pages(pages: Sequence[int]) -> str:
    """ "trang 3", "các trang 1–29", "các trang 2, 5–7"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1][1:] = [page]
        else:
            runs.append([page])
    written = ", ".join("–".join(map(str, run)) for run in runs)
    return f"trang {written}" if len(pages) == 1 else f"các trang {written}"


def highlights(count: int) -> str:
    """The number of highlights of a report."""
    return f"{number(count)} chỗ có từ cần tìm"


def inside(words: str, count: int, are_apart: bool = False) -> str:
    """How many places of a report have the words that are looked for in it. `are_apart`: each place
    has one of them only."""
    if not count:
        return f"Không có chỗ nào có “{words}” trong báo cáo này."
    if are_apart:
        return f"Không có cụm “{words}”; {number(count)} chỗ có một phần cụm ấy"
    return f"{number(count)} chỗ có “{words}”"


NUMBERED, ISSUED, HELD = "số {}", "ban hành ngày {}", "họp {}"


def cited(form: str, value: str) -> str:
    """A part of a citation in its words; empty if it is not known."""
    return form.format(value) if value else ""


def citation(title: str, known: Iterable[str], here: str, accessed: str) -> str:
    """A citation: title, what else is known, in order, the address here, the day it was read."""
    cited = ", ".join(part for part in (f"“{title}”", *known) if part)
    return f"{cited}. Đọc tại {SITE}: {here} (truy cập ngày {accessed})"


def citation_notes(day: str, source: str, is_title_made: bool) -> str:
    """What a program for references keeps beside its fields, as sentences."""
    known = [
        f"Họp {day}." if day else "",
        "Tiêu đề do chương trình đặt." if is_title_made else "",
        f"Đọc tại {SITE}.",
        f"Nguồn: {source}" if source else "",
    ]
    return " ".join(part for part in known if part)
