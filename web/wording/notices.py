"""A notice → one Vietnamese line that says how the query was understood."""

from search.answers import Notice, NoticeKind
from search.facets.registry import COUNTED_BY_NAME

_NOTICES = {
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
BEFORE_FIRST_OTHER, BEFORE_OTHER = " Cũng có thể là: ", ", "
_AS_TYPED = "Chỉ tìm đúng như đã gõ"


def notice(found: Notice) -> str:
    """The line that says how the query was understood."""
    words = found.words
    if found.kind is NoticeKind.ORDINAL:
        words = (words[0], *map(_ordinal, words[1:]))
    elif found.kind is NoticeKind.FIELD:
        words = (words[0], _field(words[1]), *words[2:])
    elif found.kind is NoticeKind.UNKNOWN_VALUE:
        facet = COUNTED_BY_NAME[words[0]]
        words = (facet.label, facet.label_of(words[1]))
    return _NOTICES[found.kind].format(*words, all=", ".join(words), others=", ".join(words[1:]))


def instead(found: Notice) -> str:
    """The label of the link to a query that is not understood so."""
    return _INSTEAD.get(found.kind, _AS_TYPED).format(*found.words)


def _ordinal(written: str) -> str:
    return written.upper() if set(written) <= set("ivx") else written


def _field(name: str) -> str:
    return COUNTED_BY_NAME[name].label.lower() if name in COUNTED_BY_NAME else "ngày họp"
