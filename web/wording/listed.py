"""A list of reports that were put aside → the Vietnamese words of its page and its buttons."""

from web.wording.numbers import number

KEEP = "Lưu vào danh sách"
IN_MENU = "Danh sách ({})"
"""Written by the script; a number replaces {}, also below."""
KEPT, DROPPED = "Đã lưu; danh sách có {} báo cáo.", "Đã bỏ; danh sách còn {} báo cáo."
FULL = "Danh sách đã đủ {} báo cáo; hãy bỏ bớt trước khi lưu thêm."
OPEN_CHOSEN = "Lập danh sách từ những báo cáo đã chọn"
SKIP_TO_LIST = "Đến danh sách"
EMPTY_TITLE = "Danh sách báo cáo"
EMPTY = (
    "Chưa có báo cáo nào trong danh sách. Hãy đánh dấu “Lưu vào danh sách” ở kết quả tìm kiếm hoặc "
    "ở trang báo cáo, hoặc tìm báo cáo ngay dưới đây."
)
ABOUT = (
    "Địa chỉ của trang này giữ cả danh sách: có thể đánh dấu trang hoặc gửi qua thư; người nhận mở "
    "ra là thấy đúng những báo cáo này."
)
KEEP_ALL = "Lưu các báo cáo này vào danh sách của trình duyệt"
KEEP_ALL_HELP = "Trình duyệt này chưa nhớ hết các báo cáo ở đây."
KEPT_IN_PART = (
    "Danh sách của trình duyệt đã đủ {} báo cáo, nên còn {} báo cáo ở đây chưa được lưu. Hãy bỏ "
    "bớt trong danh sách của trình duyệt (ở thanh trên) rồi lưu lại."
)
"""Written by the script: how many a list may have, and how many of these are not kept."""
COMPARE_TWO = "So sánh hai báo cáo này"
ORDER = "Xếp theo ngày họp:"
NEWEST, OLDEST = "mới nhất trước", "cũ nhất trước"
DROP, DROP_ALL = "Bỏ khỏi danh sách", "Xóa cả danh sách"
DROPPED_BY_MISTAKE = "Nếu xóa nhầm, nút Quay lại của trình duyệt mở lại danh sách."
DROP_GONE = "Bỏ những mã này"
TAKE = "Tải danh sách"
FILES = {
    "Trích dẫn:": (("txt", "văn bản (.txt)"), ("bib", "BibTeX (.bib)"), ("ris", "RIS (.ris)")),
    "Bảng có trích dẫn:": (("xlsx", "Excel (.xlsx)"), ("csv", "CSV (.csv)")),
    "Toàn văn:": (("zip", "các tệp .txt trong một tệp .zip"),),
}
ADD = "Thêm báo cáo"
FIND = "Tìm báo cáo để thêm"
ADD_THIS, ADDED = "Thêm", "đã có trong danh sách"
NOTHING = "Không tìm thấy báo cáo nào."
ALL_FOUND = "Xem cả {} trong trang tìm kiếm"
TOO_LONG = "(không kèm toàn văn: tệp nén đã đủ lớn)"


def heading(count: int) -> str:
    """How many reports the list has."""
    return f"Danh sách: {number(count)} báo cáo"


def gone(count: int) -> str:
    """So many reports of the list are not in the index (any more)."""
    return f"{number(count)} báo cáo của danh sách không có trong kho này:"


def too_many(beyond: int, most: int) -> str:
    """So many reports are beyond those that a list may have."""
    return f"Một danh sách có nhiều nhất {number(most)} báo cáo; địa chỉ này thừa {number(beyond)}."


def left_out(beyond: int, most: int) -> str:
    """The page shows no more than a list may have."""
    return f"{too_many(beyond, most)} Ở đây chỉ có {number(most)} báo cáo đầu."
