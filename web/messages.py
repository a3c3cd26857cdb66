"""Everything the page says, in Vietnamese, in one place."""

from search.model import (
    DateValue,
    FigureKind,
    FigureValue,
    Note,
    NoteKind,
    Part,
    Precision,
    Role,
    Sort,
    Status,
)
from search.query import MAX_CHARACTERS, MAX_SYLLABLES
from search.schema import COUNTED_BY_NAME

SITE = "Hội Nghị"
SEARCH_LABEL = "Từ cần tìm"
SEARCH_BUTTON = "Tìm"
SEARCH_HELP = (
    "Gõ có dấu hay không dấu đều được. Để tìm đúng một cụm từ, đặt cụm ấy trong ngoặc kép."
)
SKIP_TO_RESULTS = "Đến kết quả"
SKIP_TO_TEXT = "Đến nội dung báo cáo"
SKIP_TO_MESSAGE = "Đến thông báo"
FILTERS = "Lọc kết quả"
APPLY = "Áp dụng"
FROM, TO = "Từ ngày", "Đến ngày"
DATES = "Thời gian"
DATE_HELP = "Ví dụ: 13/12/2023, 12/2023, 2023 hoặc quý IV/2023"
REMOVE_FILTER = "Bỏ lọc"
REMOVE_ALL = "Xóa tất cả"
SORT_LABEL = "Sắp xếp"
SORTS = {
    Sort.RELEVANCE: "Liên quan nhất",
    Sort.NEWEST: "Mới nhất",
    Sort.OLDEST: "Cũ nhất",
}
SIZE_LABEL = "Số kết quả mỗi trang"
PAGES = "Trang kết quả"
PREVIOUS, NEXT = "Trang trước", "Trang sau"
MADE_TITLE = "(tiêu đề tự tạo)"
UNLISTED = "Còn giá trị khác; hãy thu hẹp kết quả để thấy."
OFFERS = "Bạn có thể thử:"
DID_YOU_MEAN = "Có phải bạn tìm:"
NOTHING_HELP = "Hãy thử ít từ hơn, kiểm tra chính tả, hoặc bỏ bớt điều kiện lọc."
BACK = "Trở lại kết quả"
READ_PASSAGE = "Đọc đoạn này trong báo cáo:"
ABOUT_REPORT = "Thông tin rút ra từ báo cáo"
EVIDENCE = "Căn cứ trong văn bản"
VALUE, FACET = "Giá trị", "Mục"
TEXT = "Nội dung"
SIMILAR = "Báo cáo tương tự"
TRY = "Về trang tìm kiếm"
FIGURES = "Số liệu trong báo cáo"
INDICATOR, NUMBER, PERIOD, FIGURE_KIND = "Chỉ tiêu", "Số liệu", "Thời kỳ", "Loại"
FIGURE_KINDS = {
    FigureKind.RESULT: "kết quả",
    FigureKind.ESTIMATE: "ước thực hiện",
    FigureKind.TARGET: "mục tiêu",
    FigureKind.PLAN_SHARE: "so với kế hoạch",
    FigureKind.CHANGE: "tăng, giảm",
}
SUSPICIOUS = "đáng ngờ"
SUSPICIOUS_HELP = "Con số đáng ngờ khó có thể đúng; nó được giữ nguyên như trong văn bản."
WHERE = "thuộc {}"
FLAGS_HEADING = "Điều cần lưu ý"
FLAGS = {
    "title-made": "Báo cáo không có tiêu đề; tiêu đề ở trên do chương trình đặt.",
    "caption-doubled": "Có chú thích ảnh được in hai lần; lần lặp lại không được tìm.",
    "year-unknown": "Văn bản không cho biết năm của cuộc họp.",
    "year-inferred": "Năm của cuộc họp được suy ra từ những năm mà văn bản nhắc đến.",
    "province-inferred": (
        "Tỉnh được suy ra từ địa danh; văn bản không nói rõ đó là tỉnh của cuộc họp."
    ),
    "meeting-type-inferred": "Loại hội nghị được suy ra từ những gì văn bản kể.",
    "figure-suspicious": "Có số liệu khó có thể đúng; xem bảng số liệu.",
    "date-unread": "Không đọc được ngày mà nguồn cung cấp.",
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

STATUSES = {
    Status.STATED: "",
    Status.DERIVED: "tính ra",
    Status.INFERRED: "suy ra",
    Status.MADE: "tự tạo",
}
STATUS_HELP = {
    Status.STATED: "",
    Status.DERIVED: "Tính từ những chữ có trong văn bản hoặc địa chỉ của nó",
    Status.INFERRED: "Suy từ địa danh, chức danh hoặc ngữ cảnh; văn bản không nói thẳng",
    Status.MADE: "Báo cáo không có tiêu đề; tiêu đề này do chương trình đặt",
}
ROLES = {
    Role.CHAIR: "chủ trì",
    Role.SPEAKER: "phát biểu",
    Role.ATTENDEE: "dự",
    Role.MENTIONED: "được nhắc đến",
}
PARTS = {
    Part.PREFIX: "Ghi chú của máy",
    Part.PAGE_DATE: "Ngày in trang",
    Part.CAPTION: "Chú thích ảnh",
    Part.CAPTION_AGAIN: "Chú thích ảnh (lặp lại)",
    Part.BYLINE: "Tác giả",
    Part.TRAILER: "Nguồn",
}

BAD_REQUEST = "Không hiểu yêu cầu"
HTTP_ERROR = (BAD_REQUEST, "Yêu cầu này không mở được trang nào.")
HTTP_ERRORS = {
    404: ("Không tìm thấy trang", "Địa chỉ này không có báo cáo hay trang nào."),
    405: ("Trang này chỉ để đọc", "Hãy mở trang bằng đường dẫn thông thường."),
    413: ("Yêu cầu quá lớn", "Trang này chỉ để đọc; không cần gửi gì kèm theo."),
    416: ("Không có phần được hỏi", "Tệp này ngắn hơn phần mà trình duyệt hỏi."),
}
SERVER_ERROR = ("Có lỗi trong chương trình", "Xin thử lại; nếu vẫn lỗi, hãy báo người quản trị.")
NO_INDEX = (
    "Chưa có dữ liệu để tìm",
    "Người quản trị cần lập chỉ mục trước, bằng lệnh: python -m indexer index THƯ_MỤC",
)
STALE_INDEX = (
    "Chỉ mục cần được lập lại",
    "Chỉ mục do phiên bản khác của chương trình tạo ra. Người quản trị cần chạy lệnh: "
    "python -m indexer rebuild THƯ_MỤC",
)
DAMAGED_INDEX = (
    "Chỉ mục bị hỏng",
    "Người quản trị hãy chạy: python -m indexer check, rồi python -m indexer rollback "
    "hoặc python -m indexer rebuild THƯ_MỤC",
)
UNKNOWN_PARAMETER = "Địa chỉ có tham số lạ: “{0}”."
BAD_DATE = "Không đọc được ngày “{0}”. Hãy gõ như 13/12/2023, 12/2023, 2023 hoặc quý IV/2023."
DATES_REVERSED = "“Từ ngày” ({0}) muộn hơn “Đến ngày” ({1})."
BAD_NUMBER = "“{1}” không phải là số hợp lệ cho {0}."
NUMBERS = {"page": "số trang", "size": "số kết quả mỗi trang"}
BAD_SORT = "Không có cách sắp xếp nào tên là “{0}”."
TOO_MANY_VALUES = "Quá nhiều điều kiện lọc: nhiều nhất {0} giá trị một lần."


def too_long() -> str:
    """A query that is longer than anyone types."""
    return f"Câu tìm quá dài: nhiều nhất {MAX_CHARACTERS} ký tự và {MAX_SYLLABLES} tiếng."


def heading(total: int, text: str, is_filtered: bool) -> str:
    """What was found, in words; none, one and many are worded differently."""
    asked = f" cho “{text}”" if text else ""
    condition = " với các điều kiện đã chọn" if is_filtered else ""
    if total == 0:
        return f"Không tìm thấy báo cáo nào{asked}{condition}"
    if not text and not is_filtered:
        return f"{number(total)} báo cáo"
    found = "Một báo cáo" if total == 1 else f"{number(total)} báo cáo"
    return f"{found}{asked}{condition}"


def page_title(text: str, total: int, page: int) -> str:
    """What the tab says."""
    asked = f"{text} – " if text else ""
    where = f", trang {page}" if page > 1 else ""
    return f"{asked}{results(total)}{where} – {SITE}"


_NOTES = {
    NoteKind.FOLDED: "Chữ gõ không dấu được tìm cả khi có dấu: {all}.",
    NoteKind.ABBREVIATION: "“{0}” được tìm cả khi viết: {others}.",
    NoteKind.ORDINAL: "“{0}”: số thứ tự được tìm cả khi viết {others}.",
    NoteKind.DATE: "“{0}” được tìm cả trong văn bản và trong ngày họp của báo cáo.",
    NoteKind.BEGINNING: "“{0}” được hiểu là mọi tiếng có các chữ đầu như vậy.",
    NoteKind.FIELD: "“{0}”: chỉ tìm báo cáo có {1} là “{2}”.",
    NoteKind.EXCLUDED: "Đã bỏ các báo cáo có “{0}”.",
    NoteKind.SOME: "Ít báo cáo có đủ mọi từ đã gõ, nên báo cáo chỉ có một phần cũng được liệt kê.",
    NoteKind.MERGED: "Từ ngày 1/7/2025, {0} thuộc {1}.",
    NoteKind.EITHER: "Báo cáo chỉ cần khớp một trong các vế nối bằng OR.",
    NoteKind.NOTHING_TO_FIND: "“{0}” không có chữ hay số nào để tìm.",
    NoteKind.UNKNOWN_VALUE: "Không báo cáo nào có “{1}” ở mục {0}.",
    NoteKind.LAST_PAGE: "Không có trang {0}; đây là trang cuối ({1}).",
}
_INSTEAD = {
    NoteKind.EXCLUDED: "Bỏ điều kiện này",
    NoteKind.MERGED: "Xem {2} ({3} kết quả)",
    NoteKind.EITHER: "Tìm báo cáo khớp mọi vế",
    NoteKind.SOME: "Chỉ tìm báo cáo có đủ mọi từ",
    NoteKind.BEGINNING: "Tìm như chữ thường",
    NoteKind.FIELD: "Tìm như chữ thường",
}
_AS_TYPED = "Chỉ tìm đúng như đã gõ"


def note(told: Note) -> str:
    """One line of how a query was understood."""
    words = told.words
    if told.kind is NoteKind.ORDINAL:
        words = (words[0], *map(_ordinal, words[1:]))
    elif told.kind is NoteKind.FIELD:
        words = (words[0], _field(words[1]), *words[2:])
    elif told.kind is NoteKind.UNKNOWN_VALUE:
        facet = COUNTED_BY_NAME[words[0]]
        words = (facet.label, facet.label_of(words[1]))
    return _NOTES[told.kind].format(*words, all=", ".join(words), others=", ".join(words[1:]))


def _ordinal(written: str) -> str:
    return written.upper() if set(written) <= set("ivx") else written


def _field(name: str) -> str:
    return COUNTED_BY_NAME[name].label.lower() if name in COUNTED_BY_NAME else "ngày họp"


def instead(told: Note) -> str:
    """What a query asks that is not understood so."""
    return _INSTEAD.get(told.kind, _AS_TYPED).format(*told.words)


def number(value: int) -> str:
    """1234 as 1.234."""
    return f"{value:,}".replace(",", ".")


def decimal(value: str) -> str:
    """A decimal number as it is written in Vietnamese: 5738.9 as 5.738,9."""
    whole, point, rest = value.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = number(int(digits)) if digits.isdecimal() else digits
    return f"{sign}{grouped}{',' if point else ''}{rest}"


def figure(found: FigureValue) -> str:
    """A number with its unit."""
    return f"{decimal(found.value)}{'' if found.unit == '%' else ' '}{found.unit}".strip()


def period(value: str | None) -> str:
    """The time that a figure is of, as people write it; empty if the text does not tell."""
    return " – ".join(_moment(part) for part in value.split("/")) if value else ""


def _moment(value: str) -> str:
    """2023-Q3 as quý III/2023, 2023-09-30 as 30/9/2023."""
    year, _, part = value.partition("-")
    if part in _ROMAN:
        return f"quý {_ROMAN[part]}/{year}"
    return "/".join([*(str(int(number)) for number in reversed(part.split("-")) if number), year])


def results(count: int) -> str:
    """A count, as it is read aloud."""
    return f"{number(count)} kết quả"


def offer(label: str, count: int) -> str:
    """A way out of "nothing found", and what it finds."""
    return f"{label} ({results(count)})"


def more(count: int) -> str:
    """What opens the rest of a facet's values."""
    return f"Xem thêm ({number(count)})"


def chosen(count: int) -> str:
    """How many values of a facet are chosen."""
    return f"{count} đã chọn"


def date_range(since: str, until: str) -> str:
    """A filter on dates, in words; an open end is empty."""
    return " ".join([*([f"từ {since}"] if since else []), *([f"đến {until}"] if until else [])])


_ROMAN = {"Q1": "I", "Q2": "II", "Q3": "III", "Q4": "IV"}


def day(found: DateValue) -> str:
    """A date facet as people write it."""
    parts = found.value.removeprefix("--").split("-")
    if found.precision is Precision.QUARTER:
        return f"quý {_ROMAN[parts[1]]}/{parts[0]}"
    written = "/".join(str(int(part)) for part in reversed(parts))
    if found.precision is Precision.DAY_WITHOUT_YEAR:
        return f"{written}, không rõ năm"
    return written if found.precision is Precision.DAY else f"khoảng {written}"


def page_of(page: int, pages: int) -> str:
    """Which page this is."""
    return f"Trang {page} trên {pages}"


def condition(label: str, value: str) -> str:
    """One condition: of which facet, and what it asks for."""
    return f"{label}: {value}"


def without(condition: str) -> str:
    """An offer to drop one condition."""
    return f"Bỏ điều kiện “{condition}”"


def without_facet(label: str) -> str:
    """An offer to drop every chosen value of one facet."""
    return f"Bỏ mọi điều kiện ở mục {label}"


WITHOUT_FILTERS = "Bỏ mọi điều kiện lọc"

# What can be taken away: columns of the table, words of the feed; errors of the API.
REPORT_ID, TITLE = "Mã báo cáo", "Tiêu đề"
ISO_DAY = "Ngày họp (ISO 8601)"
REPORT_ADDRESS = "Địa chỉ báo cáo"
UNKNOWN_FACET = "Không có mục nào tên là “{0}”. Có các mục: {1}."


def feed_title(text: str, conditions: list[str]) -> str:
    """What a feed is called: what is looked for, and under which conditions."""
    asked = [f"“{text}”"] if text else []
    return " – ".join([SITE, "; ".join([*asked, *conditions]) or "mọi báo cáo"])
