"""What an index has → the Vietnamese words of the beginning."""

from datetime import datetime

from search.suggest.examples import ExampleKind
from web.wording import dates
from web.wording.common import SITE
from web.wording.numbers import number, reports

TITLE = f"{SITE} – tìm trong báo cáo các cuộc họp, hội nghị"
HEADING = "Tìm trong báo cáo các cuộc họp, hội nghị"
SKIP_TO_BEGINNING = "Đến phần giới thiệu"
EXAMPLES = "Thử tìm"
SHOWS = {
    ExampleKind.UNACCENTED: "gõ không dấu",
    ExampleKind.BODY: "nhắc đến một cơ quan",
    ExampleKind.QUOTED: "có đúng một cụm từ",
    ExampleKind.FIGURE: "nêu một con số",
    ExampleKind.DATE: "họp hoặc nhắc đến một tháng",
    ExampleKind.EXACT_SPELLING: "đúng từng dấu",
    ExampleKind.ABBREVIATION: "chữ viết tắt",
    ExampleKind.EXCLUDED: "bỏ báo cáo có một từ",
    ExampleKind.ALTERNATIVES: "có một trong hai điều",
    ExampleKind.PREFIX: "có mấy chữ đầu của một tiếng",
    ExampleKind.PROVINCE: "của một tỉnh",
    ExampleKind.PERSON: "có một người",
    ExampleKind.MEETING_TYPE: "của một loại hội nghị",
}
"""What an example shows, and what the number beside it counts, in a few words."""
WAYS_IN = {
    "meeting_type": "Theo loại hội nghị",
    "organiser": "Theo cơ quan tổ chức",
    "province": "Theo tỉnh, thành phố",
}
ALL_VALUES = {"organiser": "Mọi cơ quan", "province": "Mọi tỉnh, thành phố"}
EVERYTHING = "Xem và lọc mọi báo cáo"
COVERAGE = "Nơi nào, năm nào có báo cáo"
LATEST = "Các cuộc họp gần đây nhất"


def about(meetings: int, total: int, years: tuple[str, str] | None, updated: datetime) -> str:
    """What this is, how many reports of which years it has, since when: in one sentence."""
    held = "các cuộc họp, hội nghị"
    if years:
        held += (
            f" diễn ra năm {years[0]}"
            if years[0] == years[1]
            else f" diễn ra từ năm {years[0]} đến năm {years[1]}"
        )
    if meetings == total:
        what = f"{reports(total)} về {held}"
    elif meetings:
        what = f"{reports(total)}, trong đó {number(meetings)} báo cáo về {held}"
    else:
        what = reports(total)
    return (
        f"{SITE} tìm trong toàn văn {what}; "
        f"báo cáo mới nhất được đưa vào ngày {dates.local_day(updated)}."
    )


NOTHING_YET = f"{SITE} tìm trong toàn văn báo cáo các cuộc họp, hội nghị; chưa có báo cáo nào."


def all_meetings(count: int) -> str:
    """The link to all reports of meetings."""
    return f"Xem cả {reports(count)} về cuộc họp, mới nhất trước"


def description(total: int, years: tuple[str, str] | None) -> str:
    """What the page tells of itself where its address is shared."""
    of = f", họp năm {years[0]}–{years[1]}" if years else ""
    return (
        f"Tìm toàn văn trong {reports(total)}{of}: ai họp, ngày nào, bàn việc gì, nêu số liệu nào."
        if total
        else NOTHING_YET
    )
