"""A notice → one Vietnamese line that says how the query was understood."""

from collections.abc import Sequence

from search.answers import Notice, NoticeKind
from search.facets.registry import COUNTED_BY_NAME
from search.query.budget import LeftOut
from search.query.field_values import DATED
from search.query.phrase_words import MOST_WORDS
from web.wording import dates

_NOTICES = {
    NoticeKind.ANY_DIACRITICS: "Chữ gõ không dấu được tìm cả khi có dấu: {all}.",
    NoticeKind.ABBREVIATION: "“{0}” được tìm cả khi viết: {others}.",
    NoticeKind.ORDINAL: "“{0}”: số thứ tự được tìm cả khi viết {others}.",
    NoticeKind.DATE: "“{0}” được tìm cả trong văn bản và trong ngày họp của báo cáo.",
    NoticeKind.PREFIX: "“{0}” được hiểu là mọi tiếng có các chữ đầu như vậy.",
    NoticeKind.FIELD: "“{0}”: chỉ tìm báo cáo có {1} là “{2}”.",
    NoticeKind.EXCLUDED: "Đã bỏ các báo cáo có “{0}”.",
    NoticeKind.READING: "Chữ gõ không dấu “{1}” được hiểu là {either}.",
    NoticeKind.MERGED: "Từ ngày 1/7/2025, {0} thuộc {1}.",
    NoticeKind.ALTERNATIVES: "Báo cáo chỉ cần khớp một trong các vế nối bằng OR.",
    NoticeKind.NOTHING_TO_FIND: "“{0}” không có chữ hay số nào để tìm.",
    NoticeKind.UNKNOWN_VALUE: "Không báo cáo nào có “{1}” ở mục {0}.",
    NoticeKind.NEAR: "“{0}” và “{1}” phải đứng gần nhau, cách nhau nhiều nhất {2} tiếng.",
    NoticeKind.TITLE: "“{0}” chỉ được tìm trong tiêu đề.",
    NoticeKind.LONE_OPERATOR: "“{0}” không nối hai vế nào nên được bỏ qua.",
    NoticeKind.SMALL_OPERATOR: "“{0}” viết thường được tìm như một từ.",
    NoticeKind.UNPAIRED: "Dấu {0} không có dấu đi cùng nên được bỏ qua.",
    NoticeKind.TOO_DEEP: "Dấu {0} nằm trong quá nhiều lớp ngoặc nên được bỏ qua.",
    NoticeKind.UNKNOWN_FIELD: "“{0}” không phải tên mục kèm giá trị nên được tìm như từ thường.",
    NoticeKind.UNREAD_STAR: "Dấu sao ở “{0}” được bỏ qua; trước dấu sao cần ít nhất ba chữ cái.",
    NoticeKind.UNREAD_NEAR: "“{0}” cần đứng giữa hai cụm từ trong ngoặc kép, hoặc liền sau một cụm "
    f"có từ 2 đến {MOST_WORDS} từ.",
    NoticeKind.LAST_PAGE: "Không có trang {0}; đây là trang cuối ({1}).",
    NoticeKind.LEFT_OUT: "Câu hỏi này phải tra cứu quá nhiều nên máy chủ không tìm thêm {all}. "
    "Kết quả của chính câu hỏi vẫn đầy đủ; muốn có thêm gợi ý, hãy hỏi ngắn hơn hoặc bớt điều "
    "kiện lọc.",
}
_LEFT_OUT = {
    LeftOut.CORRECTIONS: "các cách viết khác có thể là ý của bạn",
    LeftOut.MERGERS: "tên khác của tỉnh đã sáp nhập",
    LeftOut.RELAXATIONS: "các cách nới điều kiện khi không có kết quả",
    LeftOut.VALUES: "những giá trị gần giống với một số điều kiện lọc",
    LeftOut.HIGHLIGHTS: "chỗ có từ cần tìm trong một số kết quả",
    LeftOut.COMPLETIONS: "các cách gõ tiếp",
}
_UNREAD_DATE = (
    "Không đọc được ngày tháng ở “{2}” nên “{1}” được tìm như từ thường. "
    f"Hãy gõ như {dates.FORMS}."
)
_UNKNOWN_VALUE = "Không báo cáo nào có “{1}” ở mục {0} nên “{1}” được tìm như từ thường."
_INSTEAD = {
    NoticeKind.EXCLUDED: "Bỏ điều kiện này",
    NoticeKind.MERGED: "Xem {2} ({3} báo cáo)",
    NoticeKind.ALTERNATIVES: "Tìm báo cáo khớp mọi vế",
    NoticeKind.PREFIX: "Tìm như từ thường",
    NoticeKind.NEAR: "Đứng xa nhau cũng được",
    NoticeKind.TITLE: "Tìm trong cả văn bản",
    NoticeKind.LONE_OPERATOR: "Tìm như một từ",
    NoticeKind.SMALL_OPERATOR: "Tìm báo cáo có một trong hai vế",
    NoticeKind.FIELD: "Tìm như từ thường",
}
_UNDERSTOOD = frozenset(
    {
        NoticeKind.ANY_DIACRITICS,
        NoticeKind.ABBREVIATION,
        NoticeKind.ORDINAL,
        NoticeKind.DATE,
        NoticeKind.PREFIX,
        NoticeKind.FIELD,
        NoticeKind.EXCLUDED,
        NoticeKind.ALTERNATIVES,
        NoticeKind.NEAR,
        NoticeKind.TITLE,
    }
)
"""What is done as it was typed, or finds other spellings besides: no reader is surprised by it."""
LONGEST_LINE = 100
"""Characters of a note that a line of the page holds."""
_READ_AS = "Chữ gõ không dấu được hiểu là “{0}”"
_READ_SOMEHOW = "Chữ gõ không dấu được hiểu là có dấu"
_BEFORE_OTHERS, _BEFORE_EACH = " Cũng có thể là: ", " Hoặc chỉ tìm: "
_AS_TYPED = "Chỉ tìm đúng như đã gõ"


def notice(found: Notice) -> str:
    """The line that says how the query was understood."""
    words = found.words
    if found.kind is NoticeKind.ORDINAL:
        words = (words[0], *map(_ordinal, words[1:]))
    elif found.kind is NoticeKind.FIELD:
        words = (words[0], _field(words[1]), *words[2:])
    elif found.kind is NoticeKind.LEFT_OUT:
        words = tuple(_LEFT_OUT[LeftOut(own)] for own in words)
    elif found.kind is NoticeKind.UNKNOWN_VALUE:
        return _unknown_value(*words)
    either = " hoặc ".join(f"“{word}”" for word in (*words[:1], *words[2:]))
    return _NOTICES[found.kind].format(
        *words, all=", ".join(words), others=", ".join(words[1:]), either=either
    )


def changes(found: Sequence[Notice]) -> list[Notice]:
    """Those by which a query was understood otherwise than it was typed."""
    return [own for own in found if own.kind not in _UNDERSTOOD]


def understandings(found: Sequence[Notice]) -> list[Notice]:
    """Those that say no more than how a query was understood."""
    return [own for own in found if own.kind in _UNDERSTOOD]


def in_one_line(found: Notice) -> str:
    """A note of one line that the whole one stands behind; empty if that is one line itself."""
    whole = notice(found)
    link = instead(found) if found.instead else ""
    if len(whole) + len(link) <= LONGEST_LINE and not found.others:
        return ""
    if found.kind is NoticeKind.READING:
        line = _READ_AS.format(found.words[0])
        return line if len(line) <= LONGEST_LINE else _READ_SOMEHOW
    return whole[: whole.find(" ", LONGEST_LINE - 20)].rstrip(" .,;:") + " …"


def understood(found: Sequence[Notice]) -> str:
    """What stands before the notes that say no more than how the query was understood."""
    return f"Cách hiểu câu tìm ({len(found)})"


def before_others(found: Notice) -> str:
    """What stands before the links to other readings, or to each of those that are looked for."""
    return _BEFORE_EACH if len(found.words) > 2 else _BEFORE_OTHERS


def instead(found: Notice) -> str:
    """The label of the link to a query that is not understood so."""
    return _INSTEAD.get(found.kind, _AS_TYPED).format(*found.words)


def _unknown_value(name: str, value: str, typed: str = "") -> str:
    """Of a filter, or of a field: there, as `typed` shows it, the value is words."""
    if typed and name in DATED:
        return _UNREAD_DATE.format(name, value, typed)
    facet = COUNTED_BY_NAME[name]
    line = _UNKNOWN_VALUE if typed else _NOTICES[NoticeKind.UNKNOWN_VALUE]
    return line.format(facet.label, facet.label_of(value))


def _ordinal(written: str) -> str:
    return written.upper() if set(written) <= set("ivx") else written


def _field(name: str) -> str:
    return COUNTED_BY_NAME[name].label.lower() if name in COUNTED_BY_NAME else "ngày họp"
