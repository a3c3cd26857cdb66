"""Two reports side by side → the Vietnamese words of that page, and of the one to choose them."""

from decimal import Decimal

from search.explore.comparison import Difference
from web.wording.common import sentence_case
from web.wording.numbers import decimal, number

HEADING = "So sánh hai báo cáo"
CHOOSE_HEADING = "So sánh báo cáo này với…"
COMPARE, COMPARE_OTHER = "So sánh", "So sánh với báo cáo khác"
WITH_PREVIOUS, WITH_NEXT = "So sánh với cuộc họp trước", "So sánh với cuộc họp sau"
WITH_YEAR_BEFORE = "So sánh với khoảng một năm trước"
SIDES = ("Báo cáo thứ nhất", "Báo cáo thứ hai")
SHORT_SIDES = ("Thứ nhất", "Thứ hai")
SWAP = "Đổi bên"
SKIP_TO_COMPARISON = "Đến phần so sánh"
NO_DAY = "không rõ ngày"

FIGURES = "Số liệu so được với nhau"
FIGURES_HELP = (
    "Mỗi dòng chỉ có những số cùng chỉ tiêu, cùng loại, cùng đơn vị và cùng nơi (hoặc mỗi số của "
    "tỉnh mình), cho cùng thời kỳ, hoặc cho hai thời kỳ cách nhau đúng bằng số năm giữa hai cuộc "
    "họp. Khi cả nơi lẫn thời kỳ đều khác thì không tính chênh lệch."
)
FIGURES_LEAD = "Bấm vào con số để đọc câu đã nêu nó."
NO_FIGURES = "Không có số liệu nào của hai báo cáo chắc chắn so được với nhau."
DIFFERENCE = "Chênh lệch"
NOTHING = "–"
OTHER_FIGURES = "Cùng chỉ tiêu, nhưng không chắc so được"
OTHER_FIGURES_HELP = (
    "Các số này khác nhau về thời kỳ, loại, đơn vị hoặc nơi, hay văn bản không nói rõ những điều "
    "ấy."
)
ONE_SIDED = "Chỉ tiêu chỉ có ở một báo cáo"
POINTS = "điểm phần trăm"

PEOPLE = "Người"
IN_BOTH = "Có trong cả hai"
ONLY_IN = ("Chỉ có trong báo cáo thứ nhất", "Chỉ có trong báo cáo thứ hai")
NAME = "Họ tên"
NOBODY, NO_PEOPLE = "Không có ai.", "Chương trình không nhận ra tên người nào trong hai báo cáo."

TOPICS = "Chủ đề"
ONLY_SAID = ("Chỉ báo cáo thứ nhất nói đến", "Chỉ báo cáo thứ hai nói đến")
GONE, NEW = "Lần sau không còn nói đến", "Lần sau mới nói đến"
TOPICS_HELP = (
    "Từ và cụm từ mà một báo cáo nói ít nhất hai lần, báo cáo kia không nói lần nào, và ít báo cáo "
    "khác có; không tính tên người, cơ quan, tỉnh và chức vụ. Do chương trình chọn, để gợi ý chỗ "
    "đọc."
)
NO_TOPICS = "Không có."
SAME_REPORT = "Đây là cùng một báo cáo; hãy chọn hai báo cáo khác nhau."
COPIES = "Hai báo cáo này gần giống hệt nhau."

OF_SAME_BODY = "Cùng cơ quan này"
YEAR_BEFORE = "Cùng loại cuộc họp, khoảng một năm trước"
BACK = "Trở lại báo cáo"
HOW = "Chọn hai báo cáo, hoặc mở một báo cáo rồi bấm “So sánh với báo cáo khác” ở trang của nó."
FIELD = "Báo cáo khác"
FIELD_HELP = "Dán địa chỉ trang của một báo cáo ở đây, chép từ thanh địa chỉ của trình duyệt."
UNKNOWN = "Không có báo cáo nào như vậy. Hãy chép lại địa chỉ trang của báo cáo."


def with_report(title: str) -> str:
    """What a link to a comparison leads to, for screen readers."""
    return f"với báo cáo “{title}”"


def side(number: int, day: str) -> str:
    """The head of a column: Thứ nhất (25/8/2023)."""
    return f"{SHORT_SIDES[number]} ({day or NO_DAY})"


def more(count: int) -> str:
    """What a cell does not list."""
    return f"và {number(count)} số khác trong báo cáo"


def later(count: int) -> str:
    """What later pages list."""
    return f"và {number(count)} mục nữa ở trang sau"


def part_read(characters: int) -> str:
    """How far long reports were read for their topics."""
    return f"Với báo cáo dài, chỉ đọc {number(characters)} ký tự đầu."


def difference(found: Difference) -> str:
    """How much more or less: cao hơn 461,3 tỷ đồng (8%); thấp hơn 1,2 điểm phần trăm; bằng nhau."""
    if not found.amount:
        return "bằng nhau"
    unit = found.unit.replace("%", POINTS, 1) if found.unit[:1] == "%" else found.unit
    way = "cao hơn" if found.amount > 0 else "thấp hơn"
    share = f" ({_short(abs(found.percent))}%)" if found.percent is not None else ""
    return f"{way} {_plain(abs(found.amount))} {unit}{share}".strip()


def _short(value: Decimal) -> str:
    """A share to one place after the comma, without a last zero."""
    return _plain(value.quantize(Decimal("0.1")))


def _plain(value: Decimal) -> str:
    """A number as people write it, without last zeros."""
    written = f"{value:f}"
    return decimal(written.rstrip("0").rstrip(".") if "." in written else written)


def about(kind: str, whose: str) -> str:
    """What a row of figures is of: Kết quả · Hưng Yên."""
    return sentence_case(" · ".join(part for part in (kind, whose) if part))
