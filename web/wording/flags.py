"""Flagged values → the Vietnamese words of their page, and of the lines that correct them."""

from web.wording.numbers import number

HEADING = "Những giá trị nên xem lại"
SKIP_TO_VALUES = "Đến các giá trị"
ABOUT = (
    "Chương trình đánh dấu những giá trị mà nó thấy khó có thể đúng, hoặc khác với điều nguồn cung "
    "cấp. Giá trị được giữ nguyên như trong văn bản; xin đọc câu bên dưới rồi quyết định."
)
DOUBTS, CONCLUDED, BY_HAND = "Có lẽ sai", "Văn bản không nói rõ", "Đã sửa"
KINDS = "Điều cần lưu ý"
NONE_HERE = "Không có báo cáo nào có giá trị như vậy."
IN_SEARCH = "Xem danh sách báo cáo"
TITLE = "Tiêu đề"
NO_VALUE = "không có giá trị"
NOT_TAKEN = "không lấy làm giá trị"
NOT_FOUND = "chương trình không còn rút ra"
TO_CORRECT = "Dòng để sửa"
HOW_TO = "Cách sửa"
HOW_TO_CORRECT = (
    "Xin chép dòng dưới giá trị vào tệp corrections.tsv trong thư mục của chỉ mục, thay dấu ? bằng "
    "giá trị đúng, hoặc bằng dấu - nếu không có giá trị nào đúng. Các ô của dòng cách nhau bằng "
    "phím Tab.",
    "Lần sau, lệnh hoi-nghi index đọc lại đúng những báo cáo ấy; giá trị sửa tay thay cho giá trị "
    "mà chương trình rút ra, và được ghi là “sửa tay”. Lệnh hoi-nghi corrections cho biết dòng nào "
    "chưa hiểu được.",
)
REASONS = {
    "whole": "hơn 100% của một tổng, hoặc quá lớn đối với một tỷ lệ",
    "fall": "giảm hơn 100%",
    "bounds": "ngoài khoảng mà chỉ tiêu này có thể có",
    "time": "kết quả của một thời gian chưa tới",
    "currency": "tính bằng đồng bên cạnh những số tính bằng ngoại tệ",
}
OF_REPORT = "Xem từng giá trị và cách sửa"
SEE_ALL = "Những giá trị nên xem lại ở mọi báo cáo"
HELP_HEADING = "Kiểm tra và sửa"
HELP = "Những giá trị khó có thể đúng được liệt kê cùng câu văn của chúng và cách sửa ở trang:"


def heading(total: int) -> str:
    """How many reports have such values."""
    return f"{number(total)} báo cáo có giá trị như vậy"


def more(count: int) -> str:
    """How many other values of a report are not listed."""
    return f"và {number(count)} giá trị khác trong báo cáo này"
