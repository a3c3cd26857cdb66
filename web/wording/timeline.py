"""A timeline → the Vietnamese words of its histogram and its tables."""

from search.explore.timeline import Beyond, Timeline, TimelinePeriod
from web.wording.common import facet
from web.wording.numbers import reports

TIMELINE = {"year": "Số báo cáo theo năm", "month": "Số báo cáo theo tháng của năm {0}"}
FOLDED = {"year": "Biểu đồ theo năm", "month": "Biểu đồ theo tháng"}
PERIOD_HEAD = {"year": "Năm", "month": "Tháng"}
UNKNOWN_PERIOD = {"year": "Không rõ năm", "month": "Không rõ tháng"}
UNDRAWN = {"year": "báo cáo không rõ năm", "month": "báo cáo của năm này không rõ tháng"}
UNDRAWN_HELP = "không có trong biểu đồ."
ENDS = {Beyond.BEFORE: "Trước {}", Beyond.AFTER: "Sau {}"}
MONTHS = [str(month) for month in range(1, 13)]
GAP = "không có"
AS_TABLE = "Xem dạng bảng"
EVERY_YEAR = "Mọi năm"
ALL = "Tổng"
TIME_UNKNOWN_ALL = "Không báo cáo nào cho biết năm họp."


def bar(label: str, count: int) -> str:
    """The name of a bar of a histogram, for screen readers."""
    return f"{label}: {reports(count)}"


def grid(name: str, unit: str) -> str:
    """The caption of a table of a facet and time."""
    return (
        f"Số báo cáo theo {facet(name).lower()} và {PERIOD_HEAD[unit].lower()}: ô đậm hơn là nhiều "
        "hơn, ô gạch là không có."
    )


def period_label(period: TimelinePeriod) -> str:
    """A period as a reader sees it: 2023, 8/2023, Trước 2013."""
    return ENDS[period.beyond].format(period.label) if period.beyond else period.label


def columns(timeline: Timeline) -> list[str]:
    """The heads of the columns of a table; those of a year are its months, 1 to 12."""
    return MONTHS if timeline.year else [period_label(period) for period in timeline.periods]
