"""The Vietnamese words that every page shares: the form, the menu, conditions and names."""

from collections.abc import Iterable

from search.answers import SuggestionKind
from search.facets.registry import COUNTED_BY_NAME
from search.report import Role, Status
from web.wording.numbers import number

CELL_BORDER = " | "
"""What stands between the cells of a row where it is shown as a line."""
SITE = "Hội Nghị"
ABOUT_SITE = "Tìm kiếm toàn văn trong báo cáo các cuộc họp, hội nghị."
SEARCH_LABEL = "Từ cần tìm"
SEARCH_BUTTON = "Tìm"
SEARCH_HELP = "Gõ có dấu hay không dấu đều được. Tìm đúng một cụm từ: đặt trong ngoặc kép."
MORE_HELP = "Cách tìm và ví dụ"
SUGGESTIONS = "Gợi ý"
HITS_SPOKEN, VALUES_SPOKEN, SUGGESTIONS_SPOKEN = "{} báo cáo", "{} giá trị đang hiện", "{} gợi ý"
"""Spoken by the script for screen readers; a number replaces {}."""
SUGGESTION_KINDS = {
    "person": "người",
    "organiser": "cơ quan",
    "province": "tỉnh, thành phố",
    "outlet": "nguồn tin",
    "document_no": "số văn bản",
    SuggestionKind.TITLE: "tiêu đề",
    SuggestionKind.WORDS: "từ ngữ",
    SuggestionKind.CORRECTION: "gợi ý sửa",
}
"""What a suggestion is: the facet of which it names a value, else its kind."""
BUSY = "Đang tìm…"
"""What stands on a page whose next state is awaited."""
SKIP_TO_RESULTS = "Đến kết quả"
SKIP_TO_MESSAGE = "Đến thông báo"
MENU = "Các trang"
PROFILE_LISTS = {"person": "Người", "organiser": "Cơ quan", "province": "Tỉnh, thành phố"}
TOPICS = "Qua thời gian"
COVERAGE = "Độ phủ"
HELP = "Trợ giúp"
FOR_PROGRAMS = "Cho lập trình viên (API)"
STATUS = "Tình trạng dữ liệu"
CHOOSE_COLLECTION = "Chọn kho báo cáo cần tìm:"
INDICATORS_MENU = "Số liệu"
TO_SEARCH = "Về trang tìm kiếm"
PAGES = "Trang kết quả"
PREVIOUS, NEXT = "Trang trước", "Trang sau"
MADE_TITLE = "(tiêu đề tự tạo)"
REPORTS = "Báo cáo"
STATUSES = {
    Status.STATED: "",
    Status.DERIVED: "suy trực tiếp",
    Status.INFERRED: "suy ra",
    Status.MADE: "tự tạo",
    Status.CORRECTED: "sửa tay",
}
STATUS_HELP = {
    Status.STATED: "",
    Status.DERIVED: "Tính từ những chữ có trong văn bản hoặc địa chỉ của nó",
    Status.INFERRED: "Suy từ địa danh, chức danh hoặc ngữ cảnh; văn bản không nói thẳng",
    Status.MADE: "Báo cáo không có tiêu đề; tiêu đề này do chương trình đặt",
    Status.CORRECTED: "Do người quản trị sửa tay, thay cho giá trị mà chương trình rút ra",
}
ROLES = {
    Role.CHAIR: "chủ trì",
    Role.SPEAKER: "phát biểu",
    Role.ATTENDEE: "dự",
    Role.MENTIONED: "được nhắc đến",
}
REMOVE_FILTER = "Bỏ lọc"
REMOVE_ALL = "Xóa tất cả"
DATES = "Thời gian"
ADDED = "Mới thêm"
SEEN = "Xem ngày {} tại"
"""On paper, before the address of a page; {}: the day on which it was answered."""
FILTERED_BY = "Lọc theo {}"
"""On paper, where a page on a screen has its filters to take away."""
WITH_COPIES = "Đang hiện và đếm riêng từng bản gần giống nhau."
SHOW_COPIES, COLLAPSE_COPIES = "Hiện tất cả", "Gộp các bản gần giống"


def kinds() -> str:
    """What suggestions are, for the script: person=người;title=tiêu đề."""
    return ";".join(f"{name}={label}" for name, label in SUGGESTION_KINDS.items())


def counted_once(count: int) -> str:
    """Near-identical reports are counted once; `count`: so many are not counted for that."""
    return f"Bản gần giống tính một lần (đã gộp {number(count)})."


def page_of(page: int, pages: int) -> str:
    """The name of a page: Trang 2 trên 5."""
    return f"Trang {page} trên {pages}"


def condition(label: str, value: str) -> str:
    """A filter in words: Tỉnh: Nghệ An."""
    return f"{label}: {value}"


def one_of(values: Iterable[str]) -> str:
    """Values of which a report has one."""
    return " hoặc ".join(values)


def all_of(conditions: Iterable[str]) -> str:
    """Conditions that a report meets all of."""
    return "; ".join(conditions)


def sentence_case(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def label(name: str, value: str) -> str:
    """A value of a facet as a reader sees it."""
    return COUNTED_BY_NAME[name].label_of(value)


def facet(name: str) -> str:
    """The label of a facet."""
    return COUNTED_BY_NAME[name].label
