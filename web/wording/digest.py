"""What a saved search has new → the Vietnamese words of the mail that tells it."""

from datetime import datetime

from web.wording import dates
from web.wording.common import SITE
from web.wording.numbers import number, reports

GREETING = "Kính gửi Ông/Bà,"
REPORT_ID = "Mã báo cáo"
OPEN = "Xem tất cả trên trang Hội Nghị"
SEARCH = "Mở tìm kiếm đã lưu"
FOOT = (
    "Thư này được gửi tự động theo một tìm kiếm đã lưu. "
    "Nếu muốn thay đổi hoặc thôi nhận thư, xin liên hệ người quản trị."
)


def subject(total: int, search: str) -> str:
    """The subject of the mail: Hội Nghị: 3 báo cáo mới – “giải ngân”. `search`: in words."""
    return f"{SITE}: {reports(total)} mới – {search}"


def introduction(total: int, search: str, since: datetime) -> str:
    """How many reports are new, of which search, since when."""
    return f"Có {reports(total)} mới theo tìm kiếm {search} (đưa vào {dates.since(since)}):"


def more(count: int) -> str:
    """That so many new reports are not listed."""
    return f"Còn {number(count)} báo cáo mới nữa không liệt kê ở đây."


def copies(count: int) -> str:
    """That so many near-identical reports stand behind one."""
    return f"(và {number(count)} bản gần giống)"
