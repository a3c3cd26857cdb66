"""The words around the name of a meeting → whether it is only mentioned, not the one reported."""

import re

_LEAD, _FAR = 60, 120  # characters before the name
_OF_IT = re.compile(
    r"(?<!\w)(?:trước|sau|về|chuẩn bị|(?<!tiếp tục )(?<!thực hiện )(?<!theo )chương trình|nội dung"
    r"|kết quả|tổng kết|giữa|cho|đến|tới|(?<!chương )trình|nghị quyết(?: số [\w/-]+,?)?"
    r"|thông báo|báo cáo|từ"
    r"|kể từ|kết luận|dự kiến|kiến nghị|như|hoãn|tiếp theo|ngoài|cùng với|họp báo|thông tin|bên lề"
    r"|bên hành lang|khuôn khổ|thành công(?: của)?)"
    r"(?: (?:khi|ngày|khai mạc|bế mạc|các|những|hai|của|tại|trước|sau|ra|cuộc))*[ \"(]*$"
)
_THERE = re.compile(
    r"(?<!\w)(?:trình|thông qua|xem xét|ban hành|sẽ|dự kiến|kiến nghị|hứa|tổng hợp|tổng kết)(?!\w)"
    r"[^.;:]{0,80}(?<!\w)(?:tại|ở|vào|trong) $"
)
_EARLIER = re.compile(r"(?<!\w)(?:trước đó|trước đây|tháng \d{1,2}[/-]\d{4}|năm \d{4})(?!\w)")
_ANOTHER_TIME = re.compile(
    r"[^.;:]{0,50}?(?:(?<!\w)(?:sắp tới|tới đây|vừa rồi|vừa qua|trước đây|\d tới)(?!\w)"
    r"|\((?:\w+ )?tháng \d|(?<!\w)(?<!tháng )(?:đầu|giữa|cuối) năm(?!\w))"
)
_FORETOLD = re.compile(r"(?<!\w)(?:cho biết|cho hay|thông tin|nói)(?: rằng)?[:,]?(?: tại)? $")
_WILL = re.compile(r"[^.;:]{0,80}?(?<!\w)sẽ(?!\w)")


def is_mentioned(before: str, after: str) -> bool:
    """Whether its sentence, in small letters, prepares a meeting, reports on it, or puts it at
    another time: "kết quả kỳ họp …", "… trình tại kỳ họp thứ 5 tới", "trước đó, tại hội nghị …".
    """
    return bool(
        _OF_IT.search(before[-_LEAD:])
        or _THERE.search(before[-_FAR:])
        or _EARLIER.search(before)
        or _ANOTHER_TIME.match(after)
        or (_FORETOLD.search(before[-_LEAD:]) and _WILL.match(after))
    )
