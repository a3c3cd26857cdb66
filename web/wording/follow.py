"""A search that somebody wants to hear of → the Vietnamese words of the page that says how."""

from web.wording.search import FOLLOW

HEADING = FOLLOW
SEARCH = "Tìm kiếm:"
TOTAL, CAME_IN = "Hiện nay:", "Mới đưa vào kho:"
NONE_YET = "chưa có báo cáo nào"
SKIP_TO_WAYS = "Đến các cách nhận tin"
BOOKMARK = "Đánh dấu trang"
BOOKMARK_HELP = (
    "Mở một đường dẫn dưới đây, đánh dấu trang trong trình duyệt (Ctrl+D, hoặc dấu sao ở thanh địa "
    "chỉ), rồi mở lại khi muốn xem: báo cáo mới đưa vào kho đứng đầu, có ghi ngày đưa vào."
)
IN_ORDER = "Tìm kiếm này, mới đưa vào kho xếp trước"
SINCE_TODAY = "Chỉ những báo cáo đưa vào kho {}"
READER = "Dùng phần mềm đọc tin"
READER_HELP = (
    "Phần mềm đọc tin (chẳng hạn Thunderbird) tự hỏi kho và báo khi có báo cáo mới. Hãy chép địa "
    "chỉ này vào chỗ thêm nguồn tin (Atom, RSS) của phần mềm; mở bằng trình duyệt thì chỉ thấy mã "
    "dành cho máy."
)
COPY_ADDRESS, COPY_LINE = "Sao chép địa chỉ", "Sao chép dòng lệnh"
MAIL = "Nhận thư"
MAIL_TO, MAIL_FROM = "NGƯỜI_NHẬN", "NGƯỜI_GỬI"
MAIL_HELP = (
    "Trang này không tự gửi thư. Hãy nhờ người quản trị đặt lịch chạy mỗi ngày dòng lệnh dưới đây, "
    f"sau khi thay {MAIL_TO} và {MAIL_FROM} bằng địa chỉ thư. Mỗi báo cáo mới được báo một lần; "
    "ngày không có gì mới thì không có thư."
)
CRON_HELP = "Trong crontab, mỗi dấu % phải viết thành \\%."


def since_today(since: str) -> str:
    """The label of the reports that come in from today on. `since`: từ 30/11/2026."""
    return SINCE_TODAY.format(since)


def title(search: str) -> str:
    """The title of the page. `search`: in words."""
    return f"{HEADING}: {search}"


def lately(days: str) -> str:
    """The last days, inside a sentence: 7 ngày qua."""
    return days[:1].lower() + days[1:]
