"""The figures of one indicator, or the list of indicators → the Vietnamese words of these pages."""

from search.explore.figure_choice import FigureAspect
from search.facets.registry import UNKNOWN
from search.report import FigureKind
from web.wording.common import sentence_case
from web.wording.figures import FIGURE_KINDS
from web.wording.numbers import number

INDICATORS = "Chỉ tiêu có số liệu trong báo cáo"
INDICATORS_HELP = "Bên cạnh mỗi chỉ tiêu là số báo cáo có nêu số liệu của nó."
ALL_INDICATORS = "Mọi chỉ tiêu"
NO_INDICATORS = (
    "Chưa có chỉ tiêu nào: chương trình không tìm thấy số liệu của chỉ tiêu nào trong các báo cáo."
)
NO_INDICATORS_HERE = "Không báo cáo nào thỏa các điều kiện đã chọn mà có số liệu của chỉ tiêu nào."
NO_FIGURES_HERE = "Không báo cáo nào thỏa các điều kiện đã chọn mà có số liệu của chỉ tiêu này."
SKIP_TO_FIGURES, SKIP_TO_CHOICES = "Đến số liệu", "Đến phần chọn số liệu"
REPORTS_OF_INDICATOR = "Xem danh sách báo cáo"
ASKED_WORDS = "Từ cần tìm"
FIND, FIND_BUTTON = "Tìm chỉ tiêu", "Tìm"
FIND_HELP = "Gõ có dấu hay không dấu, viết tắt hay tên gọi khác (FDI, NSNN, CPI) đều được."
OTHER_THEME = "Chỉ tiêu khác"
CHOOSE, CHOOSE_BUTTON, MORE_VALUES = "Chọn số liệu", "Áp dụng", "Xem thêm"
CHOOSE_HELP = (
    "Chọn vài nơi rồi bấm “Áp dụng” để so sánh: mỗi nơi thành một đường trong cùng biểu đồ."
)
WITH_CHART = "{} (có biểu đồ, so sánh các nơi)"
"""The name of an indicator, where a link leads to its page."""
ASPECTS = {
    FigureAspect.KIND: "Loại số liệu",
    FigureAspect.WHOSE: "Nơi, đơn vị",
    FigureAspect.PERIOD: "Năm của số liệu",
}
UNKNOWN_VALUES = {
    FigureAspect.WHOSE: "không nêu tên",
    FigureAspect.PERIOD: "không rõ năm nào",
}
BY_PROVINCE = "Báo cáo của tỉnh"
COMPARISON = "So sánh theo nơi và năm"
COMPARISON_HELP = (
    "Mỗi con số dẫn đến câu nêu nó. Khi các báo cáo nêu khác nhau, con số nêu sau cùng đứng trước."
)
PLACE, TARGET, RESULT, ESTIMATED = "Nơi", "Mục tiêu", "Kết quả", "ước"
TO_CHARTS, TO_COMPARISON = "Biểu đồ", "So sánh"
TAKE_AWAY = "Tải số liệu này về:"
FIGURE_TABLE = "Bảng số liệu"
APART = {
    False: "của doanh nghiệp, ngành, vùng hay nước khác",
    True: "không phải của nơi đã chọn",
}
PLACES, NOT_PLACES = "Nơi", "Đơn vị, ngành, nước ngoài"
FIND_PLACE, FIND_HERE = "Tìm nơi, đơn vị theo tên", "Gõ tên để tìm"
NO_SUCH_PLACE = "Không có nơi, đơn vị nào tên như vậy."
PLACES_SAID, TO_PLACES_SAID = "Nơi đã chọn", "Xem nơi nào có số liệu gì"
NO_PERIOD = "không rõ"
NO_YEAR = "Không rõ thời kỳ"


def list_heading(count: int) -> str:
    """The heading of the list of so many indicators."""
    return f"{number(count)} chỉ tiêu có số liệu trong báo cáo"


def nothing_found(find: str) -> str:
    """The line where no indicator has the words that were looked for."""
    return f"Không có chỉ tiêu nào tên là “{find}”. Hãy thử ít chữ hơn, hoặc xem mọi chỉ tiêu."


def found_heading(count: int, find: str) -> str:
    """The heading of so many indicators that have the words that were looked for."""
    return f"{number(count)} chỉ tiêu có “{find}” trong tên"


def also(names: tuple[str, ...]) -> str:
    """The other names of an indicator."""
    return f"còn gọi là {', '.join(names)}"


def chosen_heading(chosen: int, figures: int) -> str:
    """The number of figures that are chosen, of how many."""
    return f"Đang chọn {number(chosen)} trong {number(figures)} số liệu"


def figures_counted(count: int) -> str:
    """A number of figures."""
    return f"{number(count)} số liệu"


def aspect_label(aspect: FigureAspect, value: str) -> str:
    """A value that figures can be chosen by, as a reader sees it."""
    if value == UNKNOWN:
        return UNKNOWN_VALUES[aspect]
    return FIGURE_KINDS[FigureKind(value)] if aspect is FigureAspect.KIND else value


def chosen_count(count: int) -> str:
    """So many values of a group are chosen."""
    return f"{number(count)} đã chọn"


def absent_places(places: list[str]) -> str:
    """The line below a table that has no row of these places; empty if it has one of each."""
    if not places:
        return ""
    return f"{', '.join(places)} không có trong bảng này."


def place_said(place: str, is_drawn: bool, sorts: int) -> str:
    """What comes before the charts that a chosen place is in; `sorts`: how many."""
    if not is_drawn:
        return f"{place} không có trong biểu đồ nào ở đây"
    return f"{place} chỉ có trong biểu đồ" if sorts == 1 else f"{place} có trong biểu đồ"


def in_table(figures: int) -> str:
    """The link to the table of the figures of a place alone, so many."""
    return f"xem riêng {number(figures)} số liệu"


def all_stated(place: str, year: int) -> str:
    """The name of the link to all that is stated of a place in a year."""
    return f"mọi số liệu của {place}, {year}"


def comparison_cut(years: int, places: int) -> str:
    """The line below a table that leaves so many years and places out; empty if it leaves none."""
    left = [
        *([f"{number(years)} năm trước đó"] if years else []),
        *([f"{number(places)} nơi khác"] if places else []),
    ]
    if not left:
        return ""
    return f"{sentence_case(' và '.join(left))} không có trong bảng này; hãy chọn năm hoặc nơi."


def list_cut(shown: int) -> str:
    """The line that says that a list of indicators was cut. `shown`: how many it has."""
    return (
        f"Đây là {number(shown)} chỉ tiêu được nêu nhiều nhất; "
        "hãy thu hẹp kết quả tìm để thấy những chỉ tiêu khác."
    )


def unknown_heading(name: str) -> str:
    """The heading where no report states an indicator."""
    return f"Không báo cáo nào có số liệu của chỉ tiêu “{name}”"


def heading(figures: int, reports: int) -> str:
    """The number of figures of a page, and of the reports that state them."""
    return f"{number(figures)} số liệu trong {number(reports)} báo cáo"


def cut(read: int, reports: int) -> str:
    """The line that says that not every report was read."""
    return (
        f"Có {number(reports)} báo cáo; đây là số liệu của {number(read)} báo cáo mới nhất. "
        "Hãy chọn tỉnh hoặc thời gian để thấy những báo cáo khác."
    )


def only_in_table(untold: int, alone: int, apart: int = 0, is_of_places: bool = False) -> str:
    """The line about the figures that no chart shows; empty if there are none.

    `untold`: those without a period; `alone`: those without others to be compared with; `apart`:
    those of a firm, a sector, another country, or, if `is_of_places`, of another place than those
    that are chosen.
    """
    reasons = [
        *([f"{number(untold)} số liệu mà văn bản không nói rõ thời kỳ"] if untold else []),
        *([f"{number(alone)} số liệu không có đủ số liệu cùng loại để so sánh"] if alone else []),
        *([f"{number(apart)} số liệu {APART[is_of_places]}"] if apart else []),
    ]
    said = " và ".join([", ".join(reasons[:-1]), reasons[-1]] if len(reasons) > 2 else reasons)
    why = " Ngày họp không phải là thời kỳ của số liệu nên không thay được." if untold else ""
    return f"Chỉ có trong bảng: {said}.{why}" if said else ""


def rows_shown(first: int, last: int, of: int) -> str:
    """The caption of a page of a table: its first and last row, of how many."""
    return f"Dòng {number(first)} đến {number(last)} trong {number(of)}, thời kỳ gần nhất ở trên"
