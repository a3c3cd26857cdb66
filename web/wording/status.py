"""How an index is → the Vietnamese words of the page of status."""

from collections.abc import Mapping
from datetime import date, datetime

from search.dates import clock
from search.engine.run_summary import RunSummary
from web.wording import dates
from web.wording.numbers import number, reports

HEADING = "Tình trạng dữ liệu"
SKIP_TO_STATUS = "Đến tình trạng dữ liệu"
ABOUT = "Dữ liệu đang tìm được gồm những gì, mới đến đâu, và lần lập chỉ mục gần nhất ra sao."
PROBLEMS = {
    "missing": "Không còn thấy chỉ mục trên đĩa; trang vẫn trả lời bằng bản đã mở.",
    "stale": "Có bản mới hơn, do phiên bản khác của chương trình lập; trang vẫn dùng bản đã mở.",
    "damaged": "Có bản mới hơn nhưng bị hỏng; trang vẫn trả lời bằng bản đã mở.",
    "unreadable": "Có bản mới hơn nhưng không mở được; trang vẫn trả lời bằng bản đã mở.",
}
IN_USE = "Đang dùng"
GENERATION, MADE, HELD, NEWEST = "Bản chỉ mục", "Lập lúc", "Số báo cáo", "Báo cáo mới đưa vào"
NOT_TOLD = "không có ghi chép"
BY_KIND, BY_SOURCE, FLAGS = "Theo loại hội nghị", "Theo nguồn tệp", "Những điều cần lưu ý"
NO_FLAGS = "Không có."
SOURCES_HELP = "Ở đây mỗi bản gần giống nhau được đếm riêng."
LAST_RUN = "Lần lập chỉ mục gần nhất"
NO_RUN = "Chưa có ghi chép nào về lần lập chỉ mục gần nhất."
ENDED, DONE = "Xong lúc", "Kết quả"
FAILED, PASSED_OVER = "Tệp không đọc được", "Tệp bỏ qua"
FILE, REASON = "Tệp", "Lý do"
PASSED_OVER_HELP = "Những tệp này không phải là báo cáo."
NOTHING_FAILED = "Không có tệp nào."

_REASONS = (
    ("is empty", "tệp rỗng"),
    ("has no text", "không có chữ"),
    ("is encrypted", "có mật khẩu"),
    ("is too large", "quá lớn"),
    ("needs", "cần quá nhiều bộ nhớ hoặc thời gian để đọc"),
    ("took", "cần quá nhiều bộ nhớ hoặc thời gian để đọc"),
    ("is damaged", "bị hỏng"),
    ("is a damaged", "bị hỏng"),
    ("is of no format", "không thuộc định dạng đọc được"),
    ("is binary", "không phải văn bản"),
    ("is a picture", "là hình ảnh"),
    ("cannot be listed", "không mở được thư mục"),
    ("cannot be read", "không mở được"),
    ("changed during", "thay đổi trong lúc đọc"),
    ("its id", "trùng mã với một báo cáo khác"),
)
"""How a reason of the indexer begins → the same in short, without what it names of the server."""
_OTHER_REASON = "không đọc được"
_LINK = "link that leads out"


def reason(text: str) -> str:
    """Why a file gave no report."""
    return next((said for begin, said in _REASONS if text.startswith(begin)), _OTHER_REASON)


def instant(at: datetime) -> str:
    """An instant as its readers' clocks showed it: 02:30 ngày 29/11/2026."""
    local = at.astimezone(clock.midnight(clock.local_day(at)).tzinfo)
    return f"{local:%H:%M} ngày {dates.local_day(at)}"


def ago(at: datetime, today: date) -> str:
    """How many days ago an instant was: hôm nay, hôm qua, 12 ngày trước; empty if it is ahead."""
    days = (today - clock.local_day(at)).days
    if days < 0:
        return ""
    return ("hôm nay", "hôm qua")[days] if days < 2 else f"{number(days)} ngày trước"


def since(at: datetime, today: date) -> str:
    """An instant, and how long ago it was."""
    how_old = ago(at, today)
    return f"{instant(at)} ({how_old})" if how_old else instant(at)


def held(count: int, files: int) -> str:
    """How many reports there are."""
    if count == files:
        return reports(count)
    return f"{reports(count)} ({number(files)} kể cả các bản gần giống nhau)"


def done(run: RunSummary) -> str:
    """What a run did, in one line."""
    parts = [
        f"thêm {number(run.added)}",
        f"thay {number(run.replaced)}",
        f"bỏ {number(run.removed)}",
        f"giữ nguyên {number(run.unchanged)}",
    ]
    return f"{', '.join(parts)} báo cáo"


def failures(run: RunSummary) -> str:
    """The heading over the files that gave no report."""
    return f"{FAILED}: {number(run.failures)}"


def more_failures(run: RunSummary) -> str:
    """How many of these are not listed; empty if all are."""
    rest = run.failures - len(run.failed)
    return f"và {number(rest)} tệp khác" if rest > 0 else ""


def passed_over(kinds: Mapping[str, int]) -> list[tuple[str, int]]:
    """The kinds of what was no report, the most frequent first."""
    ordered = sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))
    return [("liên kết ra ngoài thư mục" if k == _LINK else k, n) for k, n in ordered]


def unread(count: int) -> str:
    """How many files have pages that nobody read; empty if none has."""
    if not count:
        return ""
    return f"{number(count)} tệp có trang chỉ là ảnh, chưa được nhận dạng chữ."
