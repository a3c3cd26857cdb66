"""The name of the meeting and its body → the term they are of: khóa XV, nhiệm kỳ 2020-2025."""

import re

from indexer.clean import Article, Line
from indexer.reported import is_of_another
from indexer.ordinals import ordinal
from indexer.sentences import sentence
from search.model import Facets, FacetValue, Status

_OPENING = 900  # characters of the body that say what is reported
_LEAD, _AFTER = 120, 40  # characters around a term that say whose it is
_TERM = re.compile(
    r"(?<!\w)(?:khóa (?=[\divx]+(?!\w))|nhiệm kỳ (?:\d-)?(?P<first>(?:19|20)\d\d) ?- ?"
    r"(?P<last>(?:19|20)\d\d)(?!\d))"
)
_MEETING = r"(?:kỳ họp|phiên họp|hội nghị|đại hội)"
_CLAIMED = (
    r"(?:nghị quyết|bầu cử|bầu|ứng cử|trúng cử|đại biểu quốc hội|đại biểu hđnd|chủ tịch|bí thư"
    r"|giám đốc|chức|thông báo|triển khai|quán triệt|chương trình|thực hiện|kết quả|tiểu sử|nhân sự"
    r"|ủy viên|chuẩn bị|tiến tới|hướng tới|các cấp|sau|trước|báo cáo|trình|kết luận|tổng kết|về)"
)
_OF_THE_MEETING = re.compile(
    rf"(?<!\w){_MEETING}(?!\w)"
    rf"(?:(?!(?<!\w){_CLAIMED}(?!\w))[^.;:\n]|(?<=tp)\.|(?<=t)\.)*$"
)
_OF_THE_BODY = re.compile(
    r"(?<!\w)(?:hđnd|hội đồng nhân dân|quốc hội|ban chấp hành|bch|đảng bộ|mttq|mặt trận tổ quốc)"
    rf"(?!\w)(?:(?!(?<!\w){_CLAIMED}(?!\w))[^.,;:\n]|(?<=tp)\.){{0,60}}[ ,(]*$"
)
_HOLDS = re.compile(
    r"[\w,()\- ]{0,20}?(?<!\w)(?:tổ chức|khai mạc|bế mạc|họp|tiến hành|bước vào)(?!\w)"
)


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """The first term of each kind that title or opening give to the meeting or who holds it.

    A term is written "khóa 15", in digits whatever the text has, or as its years, "2020-2025".
    """
    found: dict[str, FacetValue] = {}
    for line, end in article.beginning(_OPENING):
        for match in _TERM.finditer(article.lower, line.start, end):
            kind = match.group()[:4]
            if kind in found or not _is_of_the_meeting(article, line, match):
                continue
            if number := _value(article, match):
                value, last = number
                span = article.span(match.start(), last)
                found[kind] = FacetValue(value, Status.STATED, span)
    return tuple(found.values())


def _value(article: Article, match: re.Match[str]) -> tuple[str, int] | None:
    if match["first"]:
        return f"{match['first']}-{match['last']}", match.end()
    number = ordinal(article, match.end())
    return number and (f"khóa {number[0]}", number[1])


def _is_of_the_meeting(article: Article, line: Line, match: re.Match[str]) -> bool:
    start, end = sentence(article, line, match.start(), match.end())
    before = article.lower[max(start, match.start() - _LEAD) : match.start()]
    after = article.lower[match.end() : end]
    if name := _OF_THE_MEETING.search(before):
        lead = article.lower[start : match.start() - len(before) + name.start()]
        return not is_of_another(lead, after.lstrip("divx0123456789"))
    return bool(_OF_THE_BODY.search(before) and _HOLDS.match(after[:_AFTER]))
