"""A series → the Vietnamese words of its chart."""

from search.explore.figures import StatedFigure
from search.explore.scopes import Scope
from search.explore.series import Family, PeriodLength, Series
from search.explore.year_tables import YearTable
from search.report import FigureKind
from web.wording.common import sentence_case
from web.wording.figures import FIGURE_KINDS, kind, when
from web.wording.figures import number as stated_number
from web.wording.numbers import number

CHARTS = "Biểu đồ"
CHART_HELP = (
    "Mỗi điểm dẫn đến câu nêu con số. Chỉ những con số cùng loại, cùng đơn vị, của những thời kỳ "
    "cùng kiểu mới đứng chung một biểu đồ; đường chỉ nối các điểm của cùng một nơi, không quá xa "
    "nhau về thời gian. Con số của doanh nghiệp, ngành, vùng hay nước khác không có trong biểu đồ."
)
LEGEND, PLACES_LEGEND = "Chú giải", "Màu của từng nơi"
LEGENDS = {
    "result": "kết quả",
    "estimate": "ước thực hiện",
    "target": "mục tiêu",
    "suspicious": "đáng ngờ: không được nối, có thể ở ngoài khung",
}
OTHER_PLACES = "cấp khác, hoặc không rõ của nơi nào"
FAMILIES = {
    Family.AMOUNT: "Giá trị",
    Family.CHANGE: "Mức tăng, giảm so với kỳ trước",
    Family.PLAN: "So với kế hoạch",
}
SHARE_OF_WHOLE = "Tỷ lệ"
PERIOD_LENGTHS = {
    PeriodLength.YEAR: "theo năm",
    PeriodLength.TO_DATE: "lũy kế từ đầu năm",
    PeriodLength.QUARTER: "theo quý",
    PeriodLength.MONTH: "theo tháng",
    PeriodLength.YEARS: "theo giai đoạn nhiều năm",
}


def title(series: Series) -> str:
    """The title of a chart: what is measured, by which periods, in which unit."""
    return _title(series.family, series.length, series.unit)


def in_a_line(series: Series) -> str:
    """The title of a chart inside a sentence."""
    own = title(series)
    return own[:1].lower() + own[1:]


def comparison_title(found: YearTable) -> str:
    """The title of a table of places and years: what is measured, in which unit."""
    return _title(found.family, PeriodLength.YEAR, found.unit)


def _title(family: Family, length: PeriodLength, unit: str) -> str:
    is_share = family is Family.AMOUNT and unit.startswith("%")
    of = SHARE_OF_WHOLE if is_share else FAMILIES[family]
    return f"{of}, {PERIOD_LENGTHS[length]} ({unit})"


def legend_entry(shape: str, family: Family) -> str:
    """The meaning of a shape in the legend; a share of the plan is called as in the table."""
    if shape == "result" and family is Family.PLAN:
        return FIGURE_KINDS[FigureKind.PLAN_SHARE]
    return LEGENDS[shape]


def place(series: Series) -> str:
    """The places that the points of a chart are of."""
    if series.scope in (Scope.COUNTRY, Scope.CHOSEN):
        return ", ".join(series.places)
    if series.scope is Scope.OTHER:
        return f"{OTHER_PLACES}; các điểm không được nối"
    if len(series.places) == 1:
        return series.places[0]
    return f"{number(len(series.places))} tỉnh, các điểm không được nối"


def cut(shown: int, points: int) -> str:
    """The line below a chart that shows `shown` of its points."""
    return f"Biểu đồ vẽ {number(shown)} điểm sau cùng trong {number(points)} điểm."


def undrawn(count: int) -> str:
    """The line below the charts: so many more series are not drawn."""
    return f"Còn {number(count)} nhóm số liệu ít điểm hơn, không được vẽ."


def point(stated: StatedFigure) -> str:
    """The name of a point of a chart, for screen readers."""
    where = f", {stated.figure.scope_name}" if stated.figure.scope_name else ""
    said = f"{_when(stated)}: {stated_number(stated)} ({kind(stated.figure)}){where}"
    return f"{said} – {stated.source.title.value}"


def readout(stated: StatedFigure) -> str:
    """What a chart shows of the point that is looked at: 2016 – 2018: 8% · Nghệ An · kết quả."""
    known = (f"{_when(stated)}: {stated_number(stated)}", stated.figure.scope_name)
    return " · ".join(filter(None, (*known, kind(stated.figure))))


def _when(stated: StatedFigure) -> str:
    return sentence_case(when(stated.figure))
