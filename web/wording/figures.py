"""A figure of a report → the Vietnamese words for its kind and for the columns of a table."""

from search.report import FigureKind, FigureScope, FigureValue

INDICATOR, NUMBER, PERIOD, FIGURE_KIND = "Chỉ tiêu", "Số liệu", "Thời kỳ", "Loại"
SCOPE = "Của"
SCOPES = {
    FigureScope.COUNTRY: "cả nước",
    FigureScope.PROVINCE: "cấp tỉnh",
    FigureScope.DISTRICT: "cấp huyện",
    FigureScope.COMMUNE: "cấp xã",
    FigureScope.SECTOR: "một ngành",
    FigureScope.FIRM: "doanh nghiệp, dự án",
    FigureScope.ABROAD: "nước ngoài",
}
FIGURE_KINDS = {
    FigureKind.RESULT: "kết quả",
    FigureKind.ESTIMATE: "ước thực hiện",
    FigureKind.TARGET: "mục tiêu",
    FigureKind.PLAN_SHARE: "so với kế hoạch",
    FigureKind.CHANGE: "tăng, giảm",
}
SUSPICIOUS = "đáng ngờ"
SUSPICIOUS_HELP = "Con số đáng ngờ khó có thể đúng; nó được giữ nguyên như trong văn bản."


def kind(found: FigureValue) -> str:
    """The kind of a figure, and whether it is suspicious."""
    return FIGURE_KINDS[found.kind] + (f", {SUSPICIOUS}" if found.is_suspicious else "")


def whose(found: FigureValue) -> str:
    """Whose a figure is: by name, else by kind; empty if nobody knows."""
    return found.scope_name or (SCOPES[found.scope] if found.scope else "")
