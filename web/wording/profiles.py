"""A person, an organiser or a province → the Vietnamese words of its page and of the lists."""

from web.wording.numbers import number

FIND_PROFILE = {
    "person": "Tìm một người",
    "organiser": "Tìm một cơ quan",
    "province": "Tìm một tỉnh, thành phố",
}
NO_PROFILE = "Không có tên nào như vậy trong dữ liệu."
IN_SEARCH = "Lọc và tìm trong các báo cáo này"
MEETINGS_OF = {
    "person": "Các báo cáo có người này",
    "organiser": "Các cuộc họp, mới nhất trước",
    "province": "Các cuộc họp, mới nhất trước",
}
TITLE_AND_MEETING_TYPE = "Báo cáo"
ROLE, OFFICE_THEN, DAY = "Vai trò", "Chức vụ khi đó", "Ngày"
NO_DAY = "không rõ ngày"
CALENDAR_HEADING = "Lịch theo tháng"
CALENDAR = "Số báo cáo theo năm và tháng: ô đậm hơn là nhiều hơn, ô gạch là không có."
OFFICES = "Chức vụ qua thời gian"
OFFICES_HELP = (
    "Theo cách mỗi báo cáo ghi, từ báo cáo đầu tiên đến báo cáo cuối cùng có ghi chức vụ ấy; không "
    "phải là ngày nhậm chức hay thôi chức."
)
SEARCHED_IN = {
    "person": "Trong báo cáo có {}",
    "organiser": "Trong báo cáo của {}",
    "province": "Trong báo cáo của {}",
}
"""What stands at the box of a profile: what it searches in."""
SEARCH_IN, SEARCH_ALL = "Tìm trong", "mọi báo cáo"
"""What leads from there to the search in everything; the first part is for screen readers."""
WITH_WHOM = "Cùng có mặt trong báo cáo"
MAY_BE = "Có thể là cùng một người với"
MAY_BE_HELP = "Tên chỉ khác dấu hoặc dấu nối; các báo cáo không được gộp lại."
MERGED = "Từ ngày 1/7/2025, {0} thuộc {1}"


def missing(name: str, province: str, count: int) -> str:
    """No report has just this name; so many others follow, each of them in the province, if any."""
    begin = f"Không có tên nào đúng là “{name}” trong dữ liệu."
    if not count:
        return begin
    place = f" (ở {province})" if province else ""
    return f"{begin} Có thể bạn muốn tìm{place}:"


def listed(shown: int, matching: int, known: int, find: str) -> str:
    """What a list of names is of. `shown`: those in it; `matching`: those that hold what is typed,
    `find`; `known`: all. Empty where all are in it."""
    of_all = f"{number(shown)} tên có nhiều báo cáo nhất"
    if shown == known:
        return ""
    if matching == known:
        return f"Đây là {of_all}, trong {number(known)} tên; hãy gõ vài chữ để tìm tên khác."
    match = f"{number(matching)} tên khớp với “{find}”, trong {number(known)} tên"
    return f"{match}." if shown == matching else f"{match}; đây là {of_all}."


def with_province(label: str, province: str) -> str:
    """An organiser with its province, if its name does not say it: Bộ Y tế – Hưng Yên."""
    return f"{label} – {province}" if province and province not in label else label


def reports_between(count: int) -> str:
    """The reports of an office between the first and the last one."""
    return f"{number(count)} báo cáo ở giữa"


def of_value(value: str) -> str:
    """The value that a number of reports is of, for screen readers."""
    return f"có {value}"
