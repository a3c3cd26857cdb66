"""Results, filters or nothing found → the Vietnamese words of the search page."""

import re
from collections.abc import Sequence

from search.answers import GroupKind, HitGroup, Sort, Suggestion
from search.dates import TYPED_FORMS, TYPED_RANGES, PartialDate
from search.report import Precision
from search.suggest.changes import RelaxationKind
from web.wording.common import SITE, all_of
from web.wording.numbers import number, reports

SORT_LABEL = "Sắp xếp"
SORTS = {
    Sort.RELEVANCE: "Liên quan nhất",
    Sort.NEWEST: "Họp mới nhất",
    Sort.OLDEST: "Họp cũ nhất",
    Sort.ADDED: "Mới đưa vào kho",
}
ADDED = "đưa vào kho"
SIZE_LABEL = "Mỗi trang"
LAST_DAYS = {1: "Hôm nay", 7: "7 ngày qua", 30: "30 ngày qua"}
ANY_TIME = "Bất kỳ lúc nào"
DID_YOU_MEAN = "Có phải bạn tìm:"
PAGE_OF, TO_RESULTS = "Xem trang của", "Xem kết quả"
FOLLOW, TOPIC_LINK = "Báo khi có báo cáo mới", "Xem chủ đề này qua thời gian"
INDICATORS_LINK = "Số liệu trong các báo cáo này"
TAKE_AWAY = "Tải kết quả:"
CSV, JSON, FEED_TITLE = "CSV (bảng tính)", "JSON", "Báo cáo mới (Atom)"
XLSX = "Excel (.xlsx)"
CSV_SEMICOLONS = "CSV ngăn bằng dấu chấm phẩy (Excel tiếng Việt)"
_FIRST_LETTER = re.compile(r"[^\W_]")
_ENDS = (".", "!", "?", "…", ";", ":", '"', "”", "’", ")")
RELAXATIONS = "Bạn có thể thử:"
NOTHING_HELP = "Hãy thử ít từ hơn hoặc kiểm tra chính tả."
NOTHING_HELP_FILTERED = "Hãy thử ít từ hơn, kiểm tra chính tả, hoặc bỏ bớt điều kiện lọc."
EVERYTHING = "Xem mọi báo cáo"
RELAXATION_LABELS = {
    RelaxationKind.OTHER_VALUE: "{0}: {1}, thay cho “{2}”",
    RelaxationKind.OTHER_NAME: "{0}: {1}, cùng một tỉnh với {2} từ ngày 1/7/2025",
    RelaxationKind.WITHOUT_VALUE: "Bỏ điều kiện “{0}: {1}”",
    RelaxationKind.WITHOUT_FACET: "Bỏ mọi điều kiện ở mục {0}",
    RelaxationKind.WITHOUT_DATES: "Bỏ điều kiện “{0}”",
    RelaxationKind.WITHOUT_ADDED: "Bỏ điều kiện “{0}”",
    RelaxationKind.WITHOUT_FILTERS: "Bỏ mọi điều kiện lọc",
    RelaxationKind.VALUE_ALONE: "Chỉ giữ điều kiện “{0}: {1}”",
    RelaxationKind.OTHER_WORDS: "Tìm {0}",
    RelaxationKind.WITHOUT_QUOTES: "Các từ ấy không cần đứng liền nhau: {0}",
    RelaxationKind.WITHOUT_DIACRITICS: "Không xét dấu: {0}",
    RelaxationKind.FEWER_WORDS: "Ít từ hơn: {0}",
    RelaxationKind.OTHER_WORDS_ALONE: "Tìm {0}, bỏ mọi điều kiện lọc",
}
FILTERS = "Lọc kết quả"
TO_FILTERS = ("Lọc", "kết quả")
"""What leads to the filters; the second part may be out of sight."""
SKIP_TO_FILTERS = "Đến bộ lọc"
TO_TOP = ("Về đầu", "↑")
"""What leads to the top; the first part may be out of sight."""
DATE_NOT_USED = "Kết quả dưới đây chưa lọc theo ngày này."
FEWER_VALUES = "Thu gọn"
PRESETS = ("6 tháng đầu", "6 tháng cuối", "Quý I", "Quý II", "Quý III", "Quý IV")
"""The halves and quarters of a year."""
_PROVINCE = "tỉnh "
_CITIES = frozenset(
    f"thành phố {name}"
    for name in ("Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế")
)
"""Cities that are no part of a province."""
NOT_COUNTED = "không được tính."
"""Said of the reports that a filter on time leaves out since their year is not known."""
APPLY = "Áp dụng"
APPLIED_AT_ONCE = "Kết quả đổi ngay khi chọn."
FAILED = (
    "Chưa lấy được kết quả mới. Đây vẫn là kết quả trước, chưa theo những gì vừa gõ hay vừa chọn."
)
"""What the script says where no answer came; beside it, what can be done."""
TRY_AGAIN, UNDO = "Thử lại", "Bỏ thay đổi"
FROM, TO = "Từ ngày", "Đến ngày"
OTHER_YEARS = "Quý, nửa năm của năm khác: chọn năm ấy ở trên."
DATE_HELP = (
    f"Ví dụ: {', '.join(form for form in TYPED_FORMS if form not in TYPED_RANGES)}. "
    f"Cả một khoảng thì gõ vào ô đầu: {', '.join(TYPED_RANGES)}."
)
UNLISTED = "Còn giá trị khác; hãy thu hẹp kết quả hoặc tìm trong mục này để thấy."
NO_SUCH_VALUE = "Không có giá trị nào như vậy."
FIND_IN, FIND_HERE = "Tìm trong mục {0}", "Tìm trong mục này"


def heading(total: int, text: str, conditions: str, has_others: bool = False) -> str:
    """How many reports were found, for which words and by which filters. `has_others`: there are
    reports that hold a part of the words, or their syllables."""
    asked = f" cho {typed(text)}" if text else ""
    condition = f", lọc theo {conditions}" if conditions else ""
    if total == 0 and has_others:
        return f"Không báo cáo nào có đủ {typed(text)}{condition}"
    if total == 0:
        return f"Không tìm thấy báo cáo nào{asked}{condition}"
    if not text and not conditions:
        return f"{number(total)} báo cáo"
    found = "Một báo cáo" if total == 1 else f"{number(total)} báo cáo"
    return f"{found}{asked}{condition}"


def in_words(text: str, conditions: str) -> str:
    """A search in one line: its words, and its filters, which are words already."""
    asked = all_of(part for part in (typed(text) if text else "", conditions) if part)
    return asked or "mọi báo cáo"


def results_of(meant: Suggestion) -> str:
    """How many reports a query finds that may be meant, and what they hold if not all of it."""
    holding = GROUP_OF_HIT[meant.group]
    return f"{reports(meant.hits)} {holding}" if holding else reports(meant.hits)


def groups_heading(groups: Sequence[HitGroup], total: int) -> str:
    """The heading over the reports of some groups; empty where they hold all that was asked for.
    `total`: how many reports of the answer do."""
    if len(groups) > 1:
        return "; ".join(_GROUPS[own.kind].format(number(own.total)) for own in groups) + _MIXED
    if not groups or groups[0].kind is GroupKind.ALL:
        return ""
    headings = _GROUPS_MORE if total else _GROUPS_ALONE
    return headings[groups[0].kind].format(number(groups[0].total))


_GROUPS = {
    GroupKind.ALL: "Có đủ: {0} báo cáo",
    GroupKind.PART: "có một phần: thêm {0} báo cáo",
    GroupKind.APART: "có các tiếng này ở rời nhau hoặc có dấu khác: thêm {0} báo cáo",
}
_MIXED = " (xếp chung theo mức liên quan)"
_GROUPS_MORE = {
    GroupKind.PART: "Báo cáo khác, chỉ có một phần ({0})",
    GroupKind.APART: "Báo cáo khác, có các tiếng này ở rời nhau hoặc có dấu khác ({0})",
}
_GROUPS_ALONE = {
    GroupKind.PART: "Báo cáo gần nhất, chỉ có một phần ({0})",
    GroupKind.APART: "Báo cáo gần nhất, có các tiếng này ở rời nhau hoặc có dấu khác ({0})",
}
GROUP_OF_HIT = {
    GroupKind.ALL: "",
    GroupKind.PART: "có một phần",
    GroupKind.APART: "các tiếng ở rời nhau hoặc có dấu khác",
}
"""What is said of a hit where hits of several groups stand in one list."""


def undated(count: int) -> str:
    """How many reports of no known year there are: 17 báo cáo không rõ năm."""
    return f"{reports(count)} không rõ năm"


def page_title(text: str, total: int, page: int) -> str:
    """The title of the page: 12 báo cáo, trang 2."""
    asked = f"{text} – " if text else ""
    where = f", trang {page}" if page > 1 else ""
    return f"{asked}{reports(total)}{where} – {SITE}"


def typed(text: str) -> str:
    """A query inside a sentence: in quotes, unless it has quotes."""
    return text if '"' in text else f"“{text}”"


def snippet_ends(text: str) -> tuple[str, str]:
    """The ellipses before and after a snippet; empty where it begins or ends a sentence."""
    first = _FIRST_LETTER.search(text)
    before = "… " if first and first[0].islower() else ""
    return before, "" if text.rstrip().endswith(_ENDS) else " …"


def nearest_day(found: PartialDate, count: int) -> str:
    """A day near the dates that have nothing, and how many reports are of it."""
    about = "Ngày" if found.precision is Precision.DAY else "Khoảng"
    return relaxation(f"{about} gần đó: {found.written}", count)


def ways(count: int) -> str:
    """How many offers stand behind a line."""
    return f"{count} cách khác"


def is_province(place: str) -> bool:
    """Whether a place is a province, or a city that is no part of one."""
    return place.startswith(_PROVINCE) or place in _CITIES


def relaxation(label: str, count: int) -> str:
    """The label of a relaxation, and how many reports it finds."""
    return f"{label} ({reports(count)})"


def copies(count: int) -> str:
    """What stands before the links to the near-identical reports of a hit."""
    return f"và {number(count)} bản gần giống:"


def more_values(count: int) -> str:
    """The label that opens the other values of a facet. `count`: how many these are."""
    return f"Xem thêm ({number(count)})"


def chosen_values(count: int) -> str:
    """How many values of a facet are chosen."""
    return f"{count} đã chọn"
