"""Results taken away → the Vietnamese words of the spreadsheet and the feed."""

from web.wording.common import SITE, all_of

REPORT_ID, TITLE = "Mã báo cáo", "Tiêu đề"
ISO_DAY = "Ngày họp (ISO 8601)"
REPORT_ADDRESS = "Địa chỉ báo cáo"
ISO_PERIOD, VALUE, UNIT = "Thời kỳ (ISO 8601)", "Giá trị", "Đơn vị"
SUSPICIOUS, SENTENCE, ORGANISER = "Lưu ý", "Câu trong báo cáo", "Cơ quan"
ADDED = "Đưa vào lúc (ISO 8601)"
CITATION = "Trích dẫn"
SHEET = "Báo cáo"
NUMBER = "STT"
FIRST_DAY, LAST_DAY = "Ngày họp đầu", "Ngày họp cuối"
ADDED_AT = "Đưa vào lúc (giờ Việt Nam)"


def feed_title(text: str, conditions: str) -> str:
    """The title of a feed. `conditions`: its filters in words."""
    asked = all_of(part for part in (f"“{text}”" if text else "", conditions) if part)
    return f"{SITE} – {asked or 'mọi báo cáo'}"
