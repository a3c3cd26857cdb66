"""Results taken away → the Vietnamese words of the spreadsheet and the feed."""

from web.wording.common import SITE, all_of, sentence_case
from web.wording.report import HELD, cited

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


def dated(day: str, is_meeting: bool) -> str:
    """A sentence with the day of a report, as that of a meeting if it is of one; empty if there is
    no day."""
    said = cited(HELD, day) if is_meeting else day
    return f"{sentence_case(said)}." if said else ""


def feed_title(text: str, conditions: str) -> str:
    """The title of a feed. `conditions`: its filters in words."""
    asked = all_of(part for part in (f"“{text}”" if text else "", conditions) if part)
    return f"{SITE} – {asked or 'mọi báo cáo'}"
