"""A figure of a report → the Vietnamese words for its kind and for the columns of a table."""

from search.explore.bounds import bound_of
from search.explore.figures import StatedFigure
from search.report import FigureKind, FigureScope, FigureValue, Status
from web.wording.dates import period
from web.wording.numbers import figure

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
SUSPICIOUS, INFERRED = "đáng ngờ", "suy ra"
SUSPICIOUS_HELP = "Con số đáng ngờ khó có thể đúng; nó được giữ nguyên như trong văn bản."


def kind(found: FigureValue) -> str:
    """The kind of a figure, and whether it is suspicious."""
    return FIGURE_KINDS[found.kind] + (f", {SUSPICIOUS}" if found.is_suspicious else "")


def number(stated: StatedFigure) -> str:
    """A number with its unit, and with what the text says of its bound: trên 6%; 7% trở lên."""
    return bounded(stated, figure(stated.figure))


def bounded(stated: StatedFigure, number: str) -> str:
    """A number of a figure, however it is written, with what the text says of its bound."""
    before, after = bound_of(stated)
    return " ".join(filter(None, (before, number, after)))


def when(found: FigureValue) -> str:
    """The period of a figure, and that its year is inferred if it is; empty if nobody knows."""
    said = period(found.period)
    return f"{said} ({INFERRED})" if said and found.status is Status.INFERRED else said


def whose(found: FigureValue) -> str:
    """Whose a figure is: by name, else by kind; empty if nobody knows."""
    return found.scope_name or (SCOPES[found.scope] if found.scope else "")
