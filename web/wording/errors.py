"""What is wrong with a request or with the index → the Vietnamese words for it."""

from search.query.compile import (
    MAX_CHARACTERS,
    MAX_FIELDS,
    MAX_PARTS,
    MAX_SYLLABLES,
    QueryTooLongError,
    TooManyPartsError,
)
from web.wording import dates

BAD_REQUEST = "Không hiểu yêu cầu"
HTTP_ERROR = (BAD_REQUEST, "Yêu cầu này không mở được trang nào.")
HTTP_ERRORS = {
    404: ("Không tìm thấy trang", "Địa chỉ này không có báo cáo hay trang nào."),
    405: ("Trang này chỉ để đọc", "Hãy mở trang bằng đường dẫn thông thường."),
    413: ("Yêu cầu quá lớn", "Trang này chỉ để đọc; không cần gửi gì kèm theo."),
    431: ("Yêu cầu quá dài", "Địa chỉ hoặc phần đầu của yêu cầu dài hơn mức máy chủ đọc."),
    416: ("Không có phần được hỏi", "Tệp này ngắn hơn phần mà trình duyệt hỏi."),
}
ORIGINAL_GONE = (
    "Tệp gốc không còn như lúc lập chỉ mục",
    "Tệp đã bị chuyển đi, xóa hoặc sửa sau lần lập chỉ mục gần nhất; chữ của báo cáo vẫn xem được. "
    "Người quản trị có thể chạy lại lệnh: python -m indexer index THƯ_MỤC",
)
SERVER_ERROR = ("Có lỗi trong chương trình", "Xin thử lại; nếu vẫn lỗi, hãy báo người quản trị.")
BUSY = (
    "Máy chủ đang bận",
    "Đang có người khác tải toàn bộ kết quả; xin thử lại sau ít phút. "
    "Việc tìm kiếm vẫn bình thường.",
)
NO_INDEX = (
    "Chưa có dữ liệu để tìm",
    "Người quản trị cần lập chỉ mục trước, bằng lệnh: python -m indexer index THƯ_MỤC",
)
STALE_INDEX = (
    "Chỉ mục cần được lập lại",
    "Chỉ mục do phiên bản khác của chương trình tạo ra. Người quản trị cần chạy lệnh: "
    "python -m indexer rebuild THƯ_MỤC",
)
UNREACHABLE_INDEX = (
    "Tạm thời không tìm được",
    "Cụm máy chủ giữ chỉ mục chưa trả lời. Xin thử lại sau ít phút; nếu vẫn vậy, hãy báo người "
    "quản trị.",
)
DAMAGED_INDEX = (
    "Chỉ mục bị hỏng",
    "Người quản trị hãy chạy: python -m indexer check, rồi python -m indexer rollback "
    "hoặc python -m indexer rebuild THƯ_MỤC",
)
UNKNOWN_PARAMETER = "Địa chỉ có tham số lạ: “{0}”."
UNKNOWN_FACET = "Không có mục nào tên là “{0}”. Có các mục: {1}."
BAD_DATE = f"Không đọc được ngày “{{0}}”. Hãy gõ như {dates.FORMS}."
DATES_REVERSED = "“Từ ngày” ({0}) muộn hơn “Đến ngày” ({1})."
BAD_NUMBER = "“{1}” không phải là số hợp lệ cho {0}."
NUMBERS = {"page": "số trang", "size": "số báo cáo mỗi trang"}
BAD_SORT = "Không có cách sắp xếp nào tên là “{0}”."
BAD_SEPARATOR = "Không ngăn ô bằng “{0}” được. Có thể chọn: {1}"
BAD_COPIES = "“{0}” không phải là cách hiện các bản gần giống; chỉ có “{1}”."
BAD_BY = "Không chia được chủ đề theo “{0}”."
BAD_KIND = "Không có loại số liệu “{0}”; các loại là: {1}."
TOO_MANY_VALUES = "Quá nhiều điều kiện lọc: nhiều nhất {0} giá trị một lần."


def plain(code: int) -> str:
    """What is wrong with a request that reached no page, as a line of plain text."""
    return " ".join(f"{part.rstrip('.')}." for part in HTTP_ERRORS.get(code, HTTP_ERROR))


def too_long(error: QueryTooLongError) -> str:
    """The query is longer than what is read, or has more parts."""
    if isinstance(error, TooManyPartsError):
        return (
            f"Câu tìm có quá nhiều phần: nhiều nhất {MAX_FIELDS} mục như “tỉnh:” và {MAX_PARTS} "
            "cụm từ khác một lần."
        )
    return f"Câu tìm quá dài: nhiều nhất {MAX_CHARACTERS} ký tự và {MAX_SYLLABLES} tiếng."
