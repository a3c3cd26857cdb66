"""Everything the page says, in Vietnamese, in one place."""

from collections.abc import Iterable

from search.answers import Notice, NoticeKind, Sort
from search.dates import QUARTER_NUMERALS, DateError, PartialDate, Period
from search.explore.series import Family, PeriodLength, PeriodSpan, Scope, Series
from search.facets.registry import COUNTED_BY_NAME
from search.query.compile import MAX_CHARACTERS, MAX_SYLLABLES
from search.report import DateValue, FigureKind, FigureValue, PassageKind, Precision, Role, Status
from search.suggest.examples import Typed
from search.suggest.relaxations import RelaxationKind

# The site, its form and its menu

SITE = "Hội Nghị"
SEARCH_LABEL = "Từ cần tìm"
SEARCH_BUTTON = "Tìm"
SEARCH_HELP = (
    "Gõ có dấu hay không dấu đều được. Để tìm đúng một cụm từ, đặt cụm ấy trong ngoặc kép."
)
MORE_HELP = "Cách tìm và ví dụ"
SUGGESTIONS = "Gợi ý"
HITS_TOLD, VALUES_TOLD, OFFERED_TOLD = "{} kết quả", "{} giá trị đang hiện", "{} gợi ý"
"""What the script says, with a number in the place of {}."""
SKIP_TO_RESULTS = "Đến kết quả"
SKIP_TO_TEXT = "Đến nội dung báo cáo"
SKIP_TO_MESSAGE = "Đến thông báo"
MENU = "Các trang"
PLACES_LIST = {"person": "Người", "organiser": "Cơ quan", "province": "Tỉnh, thành phố"}
TOPICS = "Qua thời gian"
COVERAGE = "Độ phủ"
HELP = "Trợ giúp"
TRY = "Về trang tìm kiếm"


# Results

MADE_TITLE = "(tiêu đề tự tạo)"
READ_PASSAGE = "Đọc đoạn này trong báo cáo:"
SORT_LABEL = "Sắp xếp"
SORTS = {
    Sort.RELEVANCE: "Liên quan nhất",
    Sort.NEWEST: "Mới nhất",
    Sort.OLDEST: "Cũ nhất",
}
SIZE_LABEL = "Số kết quả mỗi trang"
PAGES = "Trang kết quả"
PREVIOUS, NEXT = "Trang trước", "Trang sau"
DID_YOU_MEAN = "Có phải bạn tìm:"
FOLLOW_TOPIC = "Theo dõi chủ đề này"
TAKE_AWAY = "Tải kết quả:"
CSV, JSON, FEED = "CSV (bảng tính)", "JSON", "Theo dõi bằng Atom"


def heading(total: int, text: str, conditions: str) -> str:
    """What was found, and by which filters; none, one and many are worded differently."""
    asked = f" cho {typed(text)}" if text else ""
    condition = f", lọc theo {conditions}" if conditions else ""
    if total == 0:
        return f"Không tìm thấy báo cáo nào{asked}{condition}"
    if not text and not conditions:
        return f"{number(total)} báo cáo"
    found = "Một báo cáo" if total == 1 else f"{number(total)} báo cáo"
    return f"{found}{asked}{condition}"


def page_title(text: str, total: int, page: int) -> str:
    """What the tab says."""
    asked = f"{text} – " if text else ""
    where = f", trang {page}" if page > 1 else ""
    return f"{asked}{results(total)}{where} – {SITE}"


def page_of(page: int, pages: int) -> str:
    """Which page this is."""
    return f"Trang {page} trên {pages}"


def typed(text: str) -> str:
    """A query in a line of ours: in quotes, unless it has its own."""
    return text if '"' in text else f"“{text}”"


# How a query was understood

_NOTES = {
    NoticeKind.ANY_DIACRITICS: "Chữ gõ không dấu được tìm cả khi có dấu: {all}.",
    NoticeKind.ABBREVIATION: "“{0}” được tìm cả khi viết: {others}.",
    NoticeKind.ORDINAL: "“{0}”: số thứ tự được tìm cả khi viết {others}.",
    NoticeKind.DATE: "“{0}” được tìm cả trong văn bản và trong ngày họp của báo cáo.",
    NoticeKind.PREFIX: "“{0}” được hiểu là mọi tiếng có các chữ đầu như vậy.",
    NoticeKind.FIELD: "“{0}”: chỉ tìm báo cáo có {1} là “{2}”.",
    NoticeKind.EXCLUDED: "Đã bỏ các báo cáo có “{0}”.",
    NoticeKind.RELAXED: (
        "Ít báo cáo có đủ mọi từ đã gõ, nên báo cáo chỉ có một phần cũng được liệt kê."
    ),
    NoticeKind.MERGED: "Từ ngày 1/7/2025, {0} thuộc {1}.",
    NoticeKind.ALTERNATIVES: "Báo cáo chỉ cần khớp một trong các vế nối bằng OR.",
    NoticeKind.NOTHING_TO_FIND: "“{0}” không có chữ hay số nào để tìm.",
    NoticeKind.UNKNOWN_VALUE: "Không báo cáo nào có “{1}” ở mục {0}.",
    NoticeKind.LAST_PAGE: "Không có trang {0}; đây là trang cuối ({1}).",
}
_INSTEAD = {
    NoticeKind.EXCLUDED: "Bỏ điều kiện này",
    NoticeKind.MERGED: "Xem {2} ({3} kết quả)",
    NoticeKind.ALTERNATIVES: "Tìm báo cáo khớp mọi vế",
    NoticeKind.RELAXED: "Chỉ tìm báo cáo có đủ mọi từ",
    NoticeKind.PREFIX: "Tìm như chữ thường",
    NoticeKind.FIELD: "Tìm như chữ thường",
}
_AS_TYPED = "Chỉ tìm đúng như đã gõ"


def notice(told: Notice) -> str:
    """One line of how a query was understood."""
    words = told.words
    if told.kind is NoticeKind.ORDINAL:
        words = (words[0], *map(_ordinal, words[1:]))
    elif told.kind is NoticeKind.FIELD:
        words = (words[0], _field(words[1]), *words[2:])
    elif told.kind is NoticeKind.UNKNOWN_VALUE:
        facet = COUNTED_BY_NAME[words[0]]
        words = (facet.label, facet.label_of(words[1]))
    return _NOTES[told.kind].format(*words, all=", ".join(words), others=", ".join(words[1:]))


def instead(told: Notice) -> str:
    """What a query asks that is not understood so."""
    return _INSTEAD.get(told.kind, _AS_TYPED).format(*told.words)


def _ordinal(written: str) -> str:
    return written.upper() if set(written) <= set("ivx") else written


def _field(name: str) -> str:
    return COUNTED_BY_NAME[name].label.lower() if name in COUNTED_BY_NAME else "ngày họp"


# Nothing found

OFFERS = "Bạn có thể thử:"
NOTHING_HELP = "Hãy thử ít từ hơn hoặc kiểm tra chính tả."
NOTHING_HELP_FILTERED = "Hãy thử ít từ hơn, kiểm tra chính tả, hoặc bỏ bớt điều kiện lọc."
EVERYTHING = "Xem mọi báo cáo"
OFFERED = {
    RelaxationKind.OTHER_VALUE: "{0}: {1}, thay cho “{2}”",
    RelaxationKind.OTHER_NAME: "{0}: {1}, cùng một tỉnh với {2} từ ngày 1/7/2025",
    RelaxationKind.WITHOUT_VALUE: "Bỏ điều kiện “{0}: {1}”",
    RelaxationKind.WITHOUT_FACET: "Bỏ mọi điều kiện ở mục {0}",
    RelaxationKind.WITHOUT_DATES: "Bỏ điều kiện “{0}”",
    RelaxationKind.WITHOUT_FILTERS: "Bỏ mọi điều kiện lọc",
    RelaxationKind.VALUE_ALONE: "Chỉ giữ điều kiện “{0}: {1}”",
    RelaxationKind.OTHER_WORDS: "Tìm {0}",
    RelaxationKind.WITHOUT_QUOTES: "Các từ ấy không cần đứng liền nhau: {0}",
    RelaxationKind.WITHOUT_DIACRITICS: "Không xét dấu: {0}",
    RelaxationKind.FEWER_WORDS: "Ít từ hơn: {0}",
    RelaxationKind.OTHER_WORDS_ALONE: "Tìm {0}, bỏ mọi điều kiện lọc",
}


def offer(label: str, count: int) -> str:
    """A way out of "nothing found", and what it finds."""
    return f"{label} ({results(count)})"


# Filters

FILTERS = "Lọc kết quả"
APPLY = "Áp dụng"
APPLIED_AT_ONCE = "Kết quả đổi ngay khi chọn."
FROM, TO = "Từ ngày", "Đến ngày"
DATES = "Thời gian"
DATE_HELP = "Ví dụ: 13/12/2023, 12/2023, 2023 hoặc quý IV/2023"
REMOVE_FILTER = "Bỏ lọc"
REMOVE_ALL = "Xóa tất cả"
UNLISTED = "Còn giá trị khác; hãy thu hẹp kết quả hoặc tìm trong mục này để thấy."
NO_SUCH_VALUE = "Không có giá trị nào như vậy."
FIND_IN, FIND_HERE = "Tìm trong mục {0}", "Tìm trong mục này"


def more(count: int) -> str:
    """What opens the rest of a facet's values."""
    return f"Xem thêm ({number(count)})"


def chosen(count: int) -> str:
    """How many values of a facet are chosen."""
    return f"{count} đã chọn"


def condition(label: str, value: str) -> str:
    """One condition: of which facet, and what it asks for."""
    return f"{label}: {value}"


def one_of(values: Iterable[str]) -> str:
    """Values of which one is enough."""
    return " hoặc ".join(values)


def all_of(conditions: Iterable[str]) -> str:
    """Conditions that all hold."""
    return "; ".join(conditions)


def date_range(since: str, until: str) -> str:
    """A filter on dates, in words; an open end is empty."""
    return " ".join([*([f"từ {since}"] if since else []), *([f"đến {until}"] if until else [])])


# A report

BACK = "Trở lại kết quả"
ABOUT_REPORT = "Thông tin rút ra từ báo cáo"
EVIDENCE = "Căn cứ trong văn bản"
VALUE, FACET = "Giá trị", "Mục"
TEXT = "Nội dung"
SIMILAR = "Báo cáo tương tự"
FIGURES = "Số liệu trong báo cáo"
INDICATOR, NUMBER, PERIOD, FIGURE_KIND = "Chỉ tiêu", "Số liệu", "Thời kỳ", "Loại"
FIGURE_KINDS = {
    FigureKind.RESULT: "kết quả",
    FigureKind.ESTIMATE: "ước thực hiện",
    FigureKind.TARGET: "mục tiêu",
    FigureKind.PLAN_SHARE: "so với kế hoạch",
    FigureKind.CHANGE: "tăng, giảm",
}
SUSPICIOUS = "đáng ngờ"
SUSPICIOUS_HELP = "Con số đáng ngờ khó có thể đúng; nó được giữ nguyên như trong văn bản."
WHERE = "thuộc {}"
FLAGS_HEADING = "Điều cần lưu ý"
FLAGS = {
    "title-made": "Báo cáo không có tiêu đề; tiêu đề ở trên do chương trình đặt.",
    "caption-doubled": "Có chú thích ảnh được in hai lần; lần lặp lại không được tìm.",
    "year-unknown": "Văn bản không cho biết năm của cuộc họp.",
    "year-inferred": "Năm của cuộc họp được suy ra từ những năm mà văn bản nhắc đến.",
    "province-inferred": (
        "Tỉnh được suy ra từ địa danh; văn bản không nói rõ đó là tỉnh của cuộc họp."
    ),
    "meeting-type-inferred": "Loại hội nghị được suy ra từ những gì văn bản kể.",
    "figure-suspicious": "Có số liệu khó có thể đúng; xem bảng số liệu.",
    "date-unread": "Không đọc được ngày mà nguồn cung cấp.",
    "date-disagrees": (
        "Ngày trong văn bản khác với ngày mà nguồn cung cấp; ở đây ghi ngày của nguồn."
    ),
    "source-disagrees": (
        "Tên báo trong văn bản khác với tên mà nguồn cung cấp; ở đây ghi tên của nguồn."
    ),
    "url-disagrees": (
        "Địa chỉ trong văn bản khác với địa chỉ mà nguồn cung cấp; ở đây ghi địa chỉ của nguồn."
    ),
}
NOT_A_MEETING = "Chương trình không nhận ra cuộc họp nào trong văn bản này."
STATUSES = {
    Status.STATED: "",
    Status.DERIVED: "suy trực tiếp",
    Status.INFERRED: "suy ra",
    Status.MADE: "tự tạo",
}
STATUS_HELP = {
    Status.STATED: "",
    Status.DERIVED: "Tính từ những chữ có trong văn bản hoặc địa chỉ của nó",
    Status.INFERRED: "Suy từ địa danh, chức danh hoặc ngữ cảnh; văn bản không nói thẳng",
    Status.MADE: "Báo cáo không có tiêu đề; tiêu đề này do chương trình đặt",
}
ROLES = {
    Role.CHAIR: "chủ trì",
    Role.SPEAKER: "phát biểu",
    Role.ATTENDEE: "dự",
    Role.MENTIONED: "được nhắc đến",
}
PARTS = {
    PassageKind.PREFIX: "Dòng do máy thêm",
    PassageKind.PAGE_DATE: "Ngày in trang",
    PassageKind.CAPTION: "Chú thích ảnh",
    PassageKind.CAPTION_AGAIN: "Chú thích ảnh (lặp lại)",
    PassageKind.BYLINE: "Tác giả",
    PassageKind.TRAILER: "Nguồn",
}
MARKS, ABOUT_PAGE = "Chỗ có từ cần tìm", "Về báo cáo này"
PREVIOUS_MARK, NEXT_MARK = "Chỗ trước", "Chỗ sau"
MEETING_BEFORE, MEETING_AFTER = "Cuộc họp trước", "Cuộc họp sau"
SAME_BODY = "Cùng cơ quan này"
ALL_OF_BODY = "Mọi cuộc họp của cơ quan này"
CITE, COPY, COPIED = "Trích dẫn", "Sao chép", "Đã sao chép"
PLAIN_TEXT, SOURCE = "Văn bản gốc", "Đọc ở nguồn"


def highlights(count: int) -> str:
    """How many places of a report are marked."""
    return f"{number(count)} chỗ có từ cần tìm"


def citation(
    title: str, authors: Iterable[str], outlet: str, day: str, source: str, here: str
) -> str:
    """A report as it is cited."""
    known = [f"“{title}”", ", ".join(authors), outlet, f"họp {day}" if day else "", source]
    return ", ".join(part for part in known if part) + f". Đọc tại {SITE}: {here}"


# Time

TIMELINE = {"year": "Số báo cáo theo năm", "month": "Số báo cáo theo tháng của năm {0}"}
PERIOD_HEAD = {"year": "Năm", "month": "Tháng"}
UNKNOWN_PERIOD = {"year": "Không rõ năm", "month": "Không rõ tháng"}
UNDRAWN = {"year": "báo cáo không rõ năm", "month": "báo cáo của năm này không rõ tháng"}
UNDRAWN_HELP = "không có trong biểu đồ."
MONTHS = [str(month) for month in range(1, 13)]
GAP = "không có"
AS_TABLE = "Xem dạng bảng"
EVERY_YEAR = "Mọi năm"
ALL = "Tổng"
TIME_UNKNOWN_ALL = "Không báo cáo nào cho biết năm họp."


def bar(label: str, count: int) -> str:
    """What a bar of a histogram says."""
    return f"{label}: {results(count)}"


def grid(name: str, unit: str) -> str:
    """What a table of a facet and time shows."""
    return (
        f"Số báo cáo theo {facet(name).lower()} và {PERIOD_HEAD[unit].lower()}: ô đậm hơn là nhiều "
        "hơn, ô gạch là không có."
    )


# What follows a topic

TOPIC_OF_NOTHING = (
    "Hãy gõ chủ đề cần theo dõi vào ô tìm, rồi chọn “Theo dõi chủ đề này” dưới kết quả."
)
PAGE_OF, TO_TOP, TO_RESULTS = "Xem trang của", "Về đầu trang", "Xem kết quả"
TOPIC_BY = {"province": "Theo tỉnh", "organiser": "Theo cơ quan", "meeting_type": "Theo loại"}
READ_REPORTS = "Đọc các báo cáo này"
REPORTS = "Báo cáo"
HELD, SHARE_HEAD = "Tổng số báo cáo", "Tỷ trọng"
SHARE = "Tỷ trọng trong tổng số báo cáo"
SHARE_HELP = (
    "Cột cuối cho biết trong 100 báo cáo của thời gian ấy có bao nhiêu báo cáo thuộc chủ đề, để so "
    "được những năm có nhiều báo cáo với những năm có ít."
)


def topic(text: str, conditions: str) -> str:
    """What a topic is called."""
    asked = f"Chủ đề “{text}” qua thời gian" if text else "Mọi báo cáo qua thời gian"
    return f"{asked}, lọc theo {conditions}" if conditions else asked


def percent(value: float) -> str:
    """12.34 as 12,3%."""
    return f"{value:.1f}".replace(".", ",") + "%"


# What follows a person, a body, a province; what is collected

FIND_PROFILE = {
    "person": "Tìm một người",
    "organiser": "Tìm một cơ quan",
    "province": "Tìm một tỉnh, thành phố",
}
NO_PROFILE = "Không có tên nào như vậy trong dữ liệu."
SOME_PROFILES = "Đây là {0} trên {1} tên, nhiều báo cáo nhất trước; hãy gõ vài chữ để tìm tên khác."
IN_SEARCH = "Lọc và tìm trong các báo cáo này"
MEETINGS_OF = {
    "person": "Các báo cáo có người này",
    "organiser": "Các cuộc họp, mới nhất trước",
    "province": "Các cuộc họp, mới nhất trước",
}
TITLE_AND_KIND = "Báo cáo"
ROLE, OFFICE_THEN, DAY = "Vai trò", "Chức vụ khi đó", "Ngày"
NO_DAY = "không rõ ngày"
CALENDAR_HEADING = "Lịch theo tháng"
CALENDAR = "Số báo cáo theo năm và tháng: ô đậm hơn là nhiều hơn, ô gạch là không có."
WITH_WHOM = "Cùng có mặt trong báo cáo"
MERGED = "Từ ngày 1/7/2025, {0} thuộc {1}"
COVERAGE_HELP = "Bảng cho biết nơi nào, thời gian nào đã có báo cáo và còn thiếu ở đâu."
MISSING_PROVINCES = "Tỉnh chưa có báo cáo nào, ở mọi năm"


def place_of(label: str, province: str) -> str:
    """A body with its province."""
    return f"{label} – {province}" if province else label


def snippet_ends(text: str) -> tuple[str, str]:
    """What shows that a passage was cut: before it, and after it."""
    first = next((letter for letter in text if letter.isalnum()), "")
    before = "… " if first.islower() else ""
    return before, "" if text.rstrip().endswith(_ENDS) else " …"


_ENDS = (".", "!", "?", "…", ";", ":", '"', "”", "’", ")")


def of(value: str) -> str:
    """Whose a number is, for who does not see where it stands."""
    return f"có {value}"


def coverage(year: str) -> str:
    """What the page of the collection is called."""
    return f"Độ phủ của dữ liệu năm {year}" if year else "Độ phủ của dữ liệu"


# The figures of one indicator, and the list of indicators

INDICATORS = "Chỉ tiêu có số liệu trong báo cáo"
INDICATORS_HELP = "Bên cạnh mỗi chỉ tiêu là số báo cáo có nêu số liệu của nó."
INDICATORS_LINK = "Số liệu trong các báo cáo này"
INDICATORS_MENU = "Số liệu"
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
PLACE, SENTENCE, REPORT = "Tỉnh", "Câu trong báo cáo", "Báo cáo"
NO_PERIOD = "không rõ"
COUNTRY = "cả nước"
OTHER_PLACES = "cấp khác, hoặc không rõ của nơi nào"
CHARTS = "Biểu đồ"
CHART_HELP = (
    "Mỗi điểm dẫn đến câu nêu con số. Chỉ những con số cùng loại, cùng đơn vị, của những thời kỳ "
    "cùng kiểu mới đứng chung một biểu đồ; đường chỉ nối các điểm của cùng một nơi, không quá xa "
    "nhau về thời gian. Nơi là nơi của cuộc họp."
)
LEGEND = "Chú giải"
LEGENDS = {
    "result": "kết quả",
    "estimate": "ước thực hiện",
    "target": "mục tiêu",
    "suspicious": "đáng ngờ: không được nối, có thể ở ngoài khung",
}
FAMILIES = {
    Family.AMOUNT: "Giá trị",
    Family.CHANGE: "Mức tăng, giảm so với kỳ trước",
    Family.PLAN: "So với kế hoạch",
}
SHARE_OF_WHOLE = "Tỷ lệ"
STRETCHES = {
    PeriodLength.YEAR: "theo năm",
    PeriodLength.TO_DATE: "lũy kế từ đầu năm",
    PeriodLength.QUARTER: "theo quý",
    PeriodLength.MONTH: "theo tháng",
    PeriodLength.YEARS: "theo giai đoạn nhiều năm",
}


def indicators_heading(count: int) -> str:
    """How many indicators there are."""
    return f"{number(count)} chỉ tiêu có số liệu trong báo cáo"


def indicators_cut(shown: int) -> str:
    """That a list of indicators is not whole."""
    return (
        f"Đây là {number(shown)} chỉ tiêu được nêu nhiều nhất; "
        "hãy thu hẹp kết quả tìm để thấy những chỉ tiêu khác."
    )


def unknown_indicator(name: str) -> str:
    """That no report states an indicator."""
    return f"Không báo cáo nào có số liệu của chỉ tiêu “{name}”"


def sentence_case(text: str) -> str:
    """With a capital to begin with."""
    return text[:1].upper() + text[1:]


def figures_heading(figures: int, reports: int) -> str:
    """How many figures of how many reports a page shows."""
    return f"{number(figures)} số liệu trong {number(reports)} báo cáo"


def figures_cut(read: int, reports: int) -> str:
    """That not every report was read."""
    return (
        f"Có {number(reports)} báo cáo; đây là số liệu của {number(read)} báo cáo mới nhất. "
        "Hãy chọn tỉnh hoặc thời gian để thấy những báo cáo khác."
    )


def chart_title(group: Series) -> str:
    """What a chart shows."""
    is_share = group.family is Family.AMOUNT and group.unit.startswith("%")
    of = SHARE_OF_WHOLE if is_share else FAMILIES[group.family]
    return f"{of}, {STRETCHES[group.stretch]} ({group.unit})"


def legend(shape: str, family: Family) -> str:
    """What a shape of a chart stands for: a share of the plan is called as in the table."""
    if shape == "result" and family is Family.PLAN:
        return FIGURE_KINDS[FigureKind.PLAN_SHARE]
    return LEGENDS[shape]


def chart_place(group: Series) -> str:
    """Of which places the points of a chart are."""
    if group.scope is Scope.COUNTRY:
        return COUNTRY
    if group.scope is Scope.OTHER:
        return f"{OTHER_PLACES}; các điểm không được nối"
    if len(group.places) == 1:
        return group.places[0]
    return f"{number(len(group.places))} tỉnh, các điểm không được nối"


def chart_cut(shown: int, points: int) -> str:
    """That a chart does not show all of its points."""
    return f"Biểu đồ vẽ {number(shown)} điểm sau cùng trong {number(points)} điểm."


def moment(time: PeriodSpan) -> str:
    """A time as the axis of a chart has it."""
    if time.stretch in (PeriodLength.YEAR, PeriodLength.YEARS):
        return str(time.year)
    month = time.last % 12 + 1
    if time.stretch is PeriodLength.QUARTER:
        return f"{QUARTER_NUMERALS[time.last % 12 // 3]}/{time.year}"
    return f"{month}/{time.year}"


def kind(found: FigureValue) -> str:
    """What a figure is, and whether it can be true."""
    return FIGURE_KINDS[found.kind] + (f", {SUSPICIOUS}" if found.is_suspicious else "")


def point(found: FigureValue, place: str, title: str) -> str:
    """A point of a chart, as it is read aloud."""
    where = f", {place}" if place else ""
    return (
        f"{sentence_case(period(found.period))}: {figure(found)} ({kind(found)}){where} – {title}"
    )


def only_in_table(untold: int, alone: int) -> str:
    """How many figures no chart shows, and why; empty if there are none."""
    reasons = [
        *([f"{number(untold)} số liệu mà văn bản không nói rõ thời kỳ"] if untold else []),
        *([f"{number(alone)} số liệu không có đủ số liệu cùng loại để so sánh"] if alone else []),
    ]
    said = " và ".join(reasons)
    why = " Ngày họp không phải là thời kỳ của số liệu nên không thay được." if untold else ""
    return f"Chỉ có trong bảng: {said}.{why}" if said else ""


def more_charts(count: int) -> str:
    """How many groups of figures have no chart because there are too many."""
    return f"Còn {number(count)} nhóm số liệu ít điểm hơn, không được vẽ."


def rows_shown(first: int, last: int, of: int) -> str:
    """Which rows of a long table these are."""
    return f"Dòng {number(first)} đến {number(last)} trong {number(of)}, thời kỳ gần nhất ở trên"


# Help

SKIP_TO_GUIDE = "Đến phần trợ giúp"
TYPE_THIS, TO_GET_THAT = "Gõ như sau", "Cách hiểu"
EXAMPLES = {
    Typed.BARE: "Chữ gõ không dấu được tìm trong mọi cách viết có dấu.",
    Typed.QUOTED: "Trong ngoặc kép: các tiếng phải đứng liền nhau như vậy.",
    Typed.SPELLED: "Dấu bằng trước ngoặc kép: đúng cụm từ ấy, đúng từng dấu.",
    Typed.ABBREVIATED: "Chữ viết tắt được tìm cả khi viết đầy đủ, và ngược lại.",
    Typed.EXCLUDED: "Dấu trừ liền trước: bỏ báo cáo có từ ấy.",
    Typed.EITHER: "OR viết hoa: chỉ cần một trong hai vế.",
    Typed.BEGINNING: "Dấu sao ở cuối: mọi tiếng có các chữ đầu như vậy.",
    Typed.DATE: "Ngày, tháng, quý: tìm trong văn bản và trong ngày họp.",
    Typed.FIELD: "Tên mục và dấu hai chấm: chỉ tìm báo cáo của tỉnh ấy.",
    Typed.PERSON: "Chỉ tìm báo cáo có người ấy.",
    Typed.KIND: "Chỉ tìm loại hội nghị ấy.",
}
GUIDE = (
    (
        "Gõ gì để tìm",
        (
            "Cứ gõ vài từ như bạn vẫn nói; có dấu hay không dấu, viết tắt hay viết đủ, dấu kiểu "
            "cũ hay kiểu mới đều được. Báo cáo phải có đủ các từ; nếu gõ nhiều từ mà ít báo cáo "
            "có đủ, trang kết quả sẽ nói rõ là đã tìm cả báo cáo chỉ có một phần.",
            "Những ví dụ dưới đây đều tìm được báo cáo trong dữ liệu này; bấm vào để thử.",
        ),
    ),
    (
        "Thu hẹp kết quả",
        (
            "Đánh dấu vào các mục bên cạnh kết quả. Trong cùng một mục, chỉ cần một giá trị đã "
            "chọn; các mục khác nhau phải cùng thỏa mãn. Con số bên mỗi giá trị là số báo cáo bạn "
            "sẽ thấy khi chọn nó. Giá trị có ghi “suy ra” không được văn bản nói thẳng mà do "
            "chương trình suy từ địa danh, chức danh hoặc ngữ cảnh.",
            "Thời gian gõ được như 13/12/2023, 12/2023, quý IV/2023 hoặc 2023. Báo cáo chỉ biết "
            "tháng hoặc năm được tính vào mọi khoảng mà nó có thể thuộc về, và ghi là “khoảng”.",
            "Mọi điều bạn chọn đều nằm trong địa chỉ trang: có thể lưu lại hay gửi cho người khác.",
        ),
    ),
    (
        "Đọc một báo cáo",
        (
            "Văn bản được giữ nguyên như bản gốc. Mục “Thông tin rút ra từ báo cáo” cho biết từng "
            "thông tin dựa vào những chữ nào. Hai nút “Chỗ trước” và “Chỗ sau” đưa bạn đến từng "
            "chỗ có từ cần tìm.",
        ),
    ),
    (
        "Theo dõi lâu dài",
        (
            "“Theo dõi chủ đề này” dưới kết quả cho thấy một chủ đề qua các năm và ở các tỉnh. "
            "Mỗi người, mỗi cơ quan, mỗi tỉnh có một trang riêng; trang “Độ phủ” cho biết dữ liệu "
            "còn trống ở đâu.",
            "Dưới kết quả còn có các đường dẫn để tải toàn bộ kết quả về bảng tính (CSV), về JSON, "
            "hoặc để phần mềm đọc tin theo dõi tìm kiếm ấy (Atom).",
        ),
    ),
)
KEYS = "Bàn phím"
KEYS_HELP = (
    "Phím / đưa con trỏ về ô tìm. Trong ô tìm, phím mũi tên chọn gợi ý, Enter tìm, Esc đóng gợi ý."
)
SLASH = "Dùng phím / để về ô tìm"
FOR_PROGRAMS = "Dành cho chương trình khác"
API_HELP = "Mọi kết quả đều lấy được dưới dạng JSON; các địa chỉ và tham số được mô tả ở:"


# What can be taken away

REPORT_ID, TITLE = "Mã báo cáo", "Tiêu đề"
ISO_DAY = "Ngày họp (ISO 8601)"
REPORT_ADDRESS = "Địa chỉ báo cáo"


def feed_title(text: str, conditions: str) -> str:
    """What a feed is called: what is looked for, and under which conditions."""
    asked = all_of(part for part in (f"“{text}”" if text else "", conditions) if part)
    return f"{SITE} – {asked or 'mọi báo cáo'}"


# What is wrong

BAD_REQUEST = "Không hiểu yêu cầu"
HTTP_ERROR = (BAD_REQUEST, "Yêu cầu này không mở được trang nào.")
HTTP_ERRORS = {
    404: ("Không tìm thấy trang", "Địa chỉ này không có báo cáo hay trang nào."),
    405: ("Trang này chỉ để đọc", "Hãy mở trang bằng đường dẫn thông thường."),
    413: ("Yêu cầu quá lớn", "Trang này chỉ để đọc; không cần gửi gì kèm theo."),
    416: ("Không có phần được hỏi", "Tệp này ngắn hơn phần mà trình duyệt hỏi."),
}
SERVER_ERROR = ("Có lỗi trong chương trình", "Xin thử lại; nếu vẫn lỗi, hãy báo người quản trị.")
NO_INDEX = (
    "Chưa có dữ liệu để tìm",
    "Người quản trị cần lập chỉ mục trước, bằng lệnh: python -m indexer index THƯ_MỤC",
)
STALE_INDEX = (
    "Chỉ mục cần được lập lại",
    "Chỉ mục do phiên bản khác của chương trình tạo ra. Người quản trị cần chạy lệnh: "
    "python -m indexer rebuild THƯ_MỤC",
)
DAMAGED_INDEX = (
    "Chỉ mục bị hỏng",
    "Người quản trị hãy chạy: python -m indexer check, rồi python -m indexer rollback "
    "hoặc python -m indexer rebuild THƯ_MỤC",
)
UNKNOWN_PARAMETER = "Địa chỉ có tham số lạ: “{0}”."
UNKNOWN_FACET = "Không có mục nào tên là “{0}”. Có các mục: {1}."
BAD_DATE = "Không đọc được ngày “{0}”. Hãy gõ như 13/12/2023, 12/2023, 2023 hoặc quý IV/2023."
DATES_REVERSED = "“Từ ngày” ({0}) muộn hơn “Đến ngày” ({1})."
BAD_NUMBER = "“{1}” không phải là số hợp lệ cho {0}."
NUMBERS = {"page": "số trang", "size": "số kết quả mỗi trang"}
BAD_SORT = "Không có cách sắp xếp nào tên là “{0}”."
BAD_BY = "Không thể theo dõi chủ đề theo “{0}”."
TOO_MANY_VALUES = "Quá nhiều điều kiện lọc: nhiều nhất {0} giá trị một lần."


def too_long() -> str:
    """A query that is longer than anyone types."""
    return f"Câu tìm quá dài: nhiều nhất {MAX_CHARACTERS} ký tự và {MAX_SYLLABLES} tiếng."


# Numbers, days and names, as people write them


def number(value: int) -> str:
    """1234 as 1.234."""
    return f"{value:,}".replace(",", ".")


def decimal(value: str) -> str:
    """A decimal number as it is written in Vietnamese: 5738.9 as 5.738,9."""
    whole, point, rest = value.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = number(int(digits)) if digits.isdecimal() else digits
    return f"{sign}{grouped}{',' if point else ''}{rest}"


def results(count: int) -> str:
    """A count, as it is read aloud."""
    return f"{number(count)} kết quả"


def reports(count: int) -> str:
    """So many reports."""
    return f"{number(count)} báo cáo"


def figure(found: FigureValue) -> str:
    """A number with its unit."""
    return f"{decimal(found.value)}{'' if found.unit[:1] == '%' else ' '}{found.unit}".strip()


def period(value: str | None) -> str:
    """The time that a figure is of, as people write it; empty if the text does not tell."""
    if not value:
        return ""
    try:
        return " – ".join(date.written for date in Period.parse(value).dates)
    except DateError:  # of an index whose extractor took "15 tháng cuối năm" for one
        return value


def day(found: DateValue) -> str:
    """A date facet as people write it."""
    date = PartialDate.parse(found.value)
    if date.precision is Precision.DAY_WITHOUT_YEAR:
        return f"{date.written}, không rõ năm"
    is_exact = date.precision in (Precision.DAY, Precision.QUARTER)
    return date.written if is_exact else f"khoảng {date.written}"


def label(name: str, value: str) -> str:
    """A value of a facet as a reader sees it."""
    return COUNTED_BY_NAME[name].label_of(value)


def facet(name: str) -> str:
    """What a facet is called."""
    return COUNTED_BY_NAME[name].label
