"""A topic → the Vietnamese words of its page."""

from web.wording.search import TOPIC_LINK

TOPIC_OF_NOTHING = f"Hãy gõ một chủ đề vào ô tìm, rồi chọn “{TOPIC_LINK}” dưới kết quả."
TOPIC_BY = {"province": "Theo tỉnh", "organiser": "Theo cơ quan", "meeting_type": "Theo loại"}
READ_REPORTS = "Đọc các báo cáo này"
ALL_REPORTS, SHARE_HEAD = "Tổng số báo cáo", "Tỷ trọng"
SHARE = "Tỷ trọng trong tổng số báo cáo"
SHARE_HELP = (
    "Cột cuối cho biết trong 100 báo cáo của thời gian ấy có bao nhiêu báo cáo thuộc chủ đề, để so "
    "được những năm có nhiều báo cáo với những năm có ít."
)


def heading(text: str, conditions: str) -> str:
    """The heading of the page of a topic. `conditions`: its filters in words."""
    asked = f"Chủ đề “{text}” qua thời gian" if text else "Mọi báo cáo qua thời gian"
    return f"{asked}, lọc theo {conditions}" if conditions else asked
