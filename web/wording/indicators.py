"""The figures of one indicator, or the list of indicators → the Vietnamese words of these pages."""

from web.wording.numbers import number

INDICATORS = "Chỉ tiêu có số liệu trong báo cáo"
INDICATORS_HELP = "Bên cạnh mỗi chỉ tiêu là số báo cáo có nêu số liệu của nó."
ALL_INDICATORS = "Mọi chỉ tiêu"
NO_INDICATORS = (
    "Chưa có chỉ tiêu nào: chương trình không tìm thấy số liệu của chỉ tiêu nào trong các báo cáo."
)
NO_INDICATORS_HERE = "Không báo cáo nào thỏa các điều kiện đã chọn mà có số liệu của chỉ tiêu nào."
NO_FIGURES_HERE = "Không báo cáo nào thỏa các điều kiện đã chọn mà có số liệu của chỉ tiêu này."
SKIP_TO_FIGURES = "Đến số liệu"
TO_TABLE = "Đến bảng số liệu"
REPORTS_OF_INDICATOR = "Xem danh sách báo cáo"
ASKED_WORDS = "Từ cần tìm"
BY_PROVINCE = "Theo tỉnh"
BY_PROVINCE_HELP = "Chọn một tỉnh để các điểm của tỉnh ấy được nối thành đường."
FIGURE_TABLE = "Bảng số liệu"
SENTENCE, REPORT = "Câu trong báo cáo", "Báo cáo"
NO_PERIOD = "không rõ"


def list_heading(count: int) -> str:
    """The heading of the list of so many indicators."""
    return f"{number(count)} chỉ tiêu có số liệu trong báo cáo"


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


def only_in_table(untold: int, alone: int, apart: int = 0) -> str:
    """The line about the figures that no chart shows; empty if there are none.

    `untold`: those without a period; `alone`: those without others to be compared with; `apart`:
    those of a firm, a sector, another place.
    """
    reasons = [
        *([f"{number(untold)} số liệu mà văn bản không nói rõ thời kỳ"] if untold else []),
        *([f"{number(alone)} số liệu không có đủ số liệu cùng loại để so sánh"] if alone else []),
        *([f"{number(apart)} số liệu không phải của nơi này"] if apart else []),
    ]
    said = " và ".join([", ".join(reasons[:-1]), reasons[-1]] if len(reasons) > 2 else reasons)
    why = " Ngày họp không phải là thời kỳ của số liệu nên không thay được." if untold else ""
    return f"Chỉ có trong bảng: {said}.{why}" if said else ""


def rows_shown(first: int, last: int, of: int) -> str:
    """The caption of a page of a table: its first and last row, of how many."""
    return f"Dòng {number(first)} đến {number(last)} trong {number(of)}, thời kỳ gần nhất ở trên"
