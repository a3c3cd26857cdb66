"""An article → the province in which or of which the meeting is, by its name of the time."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from indexer.clean import Article, Line
from indexer.gazetteer import Mention, mentions
from search.model import Facets, FacetValue, Part, PlaceKind, Span, Status
from search.text.provinces import provinces

_OPENING_LINES, _OPENING = 4, 1200  # of the body; characters of a line
_MEETING = re.compile(
    r"(?<!\w)(?:hội nghị|hội thảo|kỳ họp|phiên họp|cuộc họp|buổi họp|họp|giao ban|làm việc|tiếp xúc"
    r"|đối thoại|đại hội|tọa đàm|diễn đàn|gặp gỡ|gặp mặt|buổi|cuộc gặp|lễ)(?!\w)"
)
_SENTENCE_END = re.compile(r"(?<![A-ZĐ])[.!?…][”\"']?\s+(?=[^\W_a-zđ])")
# "tại" leads to where the meeting is at the head of a sentence, after a comma, a date or the verb
# of holding; elsewhere to where something else is.
_AT = re.compile(
    r"(?:^[^\w]*|[,–-]\s*|\d\)?\s+|(?<!\w)(?:nay|qua|tổ chức|diễn ra|khai mạc|bế mạc|họp|trực tiếp|dự"
    r"|hội nghị|hội thảo|làm việc|phát biểu|chủ trì)\s+)(?:tại|ở)\s(?!(?:hội nghị|kỳ họp|phiên|cuộc|buổi|đây|đó))",
    re.IGNORECASE,
)
_AT_REACH = 60
_WITH = re.compile(
    r"(?:làm việc (?:với|tại)|tiếp xúc(?: \w+){0,3} cử tri(?: (?:tại|ở|với))?|(?:đối thoại|gặp gỡ|gặp mặt) (?:với|tại)|của cử tri)\s"
)
_BETWEEN = re.compile(r"(?<!\w)giữa\s")
_CENTRAL_TYPES = frozenset(("ky-hop-quoc-hoi", "phien-hop-ubtvqh", "phien-hop-chinh-phu"))
_CENTRAL_LEVELS = frozenset(("trung-uong", "quoc-te"))
_CENTRAL_BODY = re.compile(
    r"^(?:Chính phủ|Quốc hội|Ủy ban Thường vụ Quốc hội|Thủ tướng|Bộ (?!CHQS|Chỉ huy)|Trung ương|Liên hợp quốc)|Trung ương"
)
_OF_A_PROVINCE = re.compile(
    r"Tỉnh ủy|Thành ủy|Tỉnh đoàn|Thành đoàn"
    r"|(?:UBND|HĐND|Đảng bộ|MTTQ|địa bàn|của|toàn|trong) (?:tỉnh|TP|thành phố)(?!\w)"
)
_OF_A_DISTRICT = re.compile(
    r"(?:Huyện|Quận|Thị) (?:ủy|đoàn)|(?:UBND|HĐND|Đảng bộ|MTTQ) (?:huyện|quận|thị xã|TX|xã|phường)(?!\w)"
)
_OPENING_TYPED, _OPENING_BARE, _TYPED, _BARE = 6, 4, 2, 1
_ENOUGH = 6
"""Votes that make a province the meeting's own: once typed in the opening, or often named."""


class _Seen(NamedTuple):
    """A mention with where it stands in the article."""

    line: Line
    mention: Mention

    @property
    def span(self) -> Span:
        return self.line.start + self.mention.start, self.line.start + self.mention.end


@cache
def by_slug() -> dict[str, str]:
    """Names without marks and blanks, as addresses write them → names."""
    return {slug(spelling): p.name for p in provinces() for spelling in p.spellings}


def slug(name: str) -> str:
    """Bắc Kạn → backan."""
    letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return re.sub("[^a-z]", "", letters)


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Where the meeting is held; else, if no body of the whole country holds it, the province
    most often named; else the paper's; else that of the districts."""
    if not facets.meeting_type:
        return ()
    opening = article.opening(_OPENING_LINES)
    lines = article.of(Part.TITLE, Part.BODY, Part.CAPTION)
    seen = [_Seen(line, m) for line in lines for m in mentions(article.read(line))]
    found = _held(article, opening, seen)
    if found or _is_central(facets):
        return found
    return _named(article, opening, seen) or _derived(facets) or _inferred(article, seen)


def _is_central(facets: Facets) -> bool:
    """Whether a body of the whole country, or of several, holds the meeting."""
    if facets.level:
        return any(level.value in _CENTRAL_LEVELS for level in facets.level)
    return any(kind.value in _CENTRAL_TYPES for kind in facets.meeting_type) or any(
        _CENTRAL_BODY.search(body.value) for body in facets.organiser
    )


def _sentences(text: str) -> Iterator[Span]:
    begin = 0
    for end in _SENTENCE_END.finditer(text):
        yield begin, end.end()
        begin = end.end()
    yield begin, len(text)


def _held(article: Article, opening: list[Line], seen: list[_Seen]) -> tuple[FacetValue, ...]:
    """The place after "tại" beside the meeting, or those that it is held with or between."""
    own = {line.start: [s for s in seen if s.line is line] for line in opening}
    for line in opening:
        text = article.read(line)[:_OPENING]
        for begin, end in _sentences(text):
            if not own[line.start] or not _MEETING.search(text.lower(), begin, end):
                continue
            here = [s for s in own[line.start] if begin <= s.mention.start < end]
            if both := _between(text, begin, end, here):
                return _values(article, both, seen)
            for lead in (_AT, _WITH):
                for match in lead.finditer(text, begin, end):
                    if near := _near(text, match.end(), here):
                        return _values(article, [near], seen)
    return ()


def _near(text: str, position: int, seen: list[_Seen]) -> _Seen | None:
    """The first mention after a position, if it is near and no comma stands before it."""
    for one in seen:
        if one.mention.start >= position:
            gap = text[position : one.mention.start]
            is_near = len(gap) <= _AT_REACH and not set(gap) & set(",;:")
            return one if is_near and len(_provinces(one)) == 1 else None
    return None


def _between(text: str, begin: int, end: int, seen: list[_Seen]) -> list[_Seen]:
    """A and B of "giữa A và B", if they are two provinces."""
    for match in _BETWEEN.finditer(text, begin, end):
        after = [s for s in seen if s.mention.start >= match.end()][:2]
        if len(after) < 2 or after[0].mention.start - match.end() > _AT_REACH:
            continue
        joint = text[after[0].mention.end : after[1].mention.start]
        one, other = (s.mention.units[0] for s in after)
        is_joint = len(joint) <= _AT_REACH and re.match(r" (?:và|với)\s", joint)
        if is_joint and one.kind is other.kind is PlaceKind.PROVINCE and one != other:
            return after
    return []


def _provinces(seen: _Seen) -> list[str]:
    return list(dict.fromkeys(unit.province for unit in seen.mention.units))


def _is_province(seen: _Seen) -> bool:
    return any(unit.kind is PlaceKind.PROVINCE for unit in seen.mention.units)


def _values(
    article: Article, found: Iterable[_Seen], seen: list[_Seen]
) -> tuple[FacetValue, ...]:
    """The provinces of mentions: stated where one is named, inferred from a district else."""
    return tuple(_value(article, _provinces(one)[0], one, seen) for one in found)


def _value(article: Article, name: str, one: _Seen, seen: list[_Seen]) -> FacetValue:
    named = [s for s in seen if _is_province(s) and name in _provinces(s)]
    by = [one, *named] if _is_province(one) else [*named, one]
    status = Status.STATED if named else Status.INFERRED
    spans = (article.span(*s.span) for s in by)
    return FacetValue(name, status, next(filter(None, spans), None))


def _named(article: Article, opening: list[Line], seen: list[_Seen]) -> tuple[FacetValue, ...]:
    votes: Counter[str] = Counter()
    first: dict[str, _Seen] = {}
    for one in seen:
        if not _is_province(one):
            continue
        [name] = _provinces(one)
        is_typed = bool(one.mention.type) or _after_body(article, one)
        if one.line in opening and one.mention.start < _OPENING:
            votes[name] += _OPENING_TYPED if is_typed else _OPENING_BARE
        else:
            votes[name] += _TYPED if is_typed else _BARE
        first.setdefault(name, one)
    return tuple(
        _value(article, name, first[name], seen)
        for name, count in votes.most_common(1)  # of equals the first named
        if count >= _ENOUGH
    )


_BODY_BEFORE = re.compile(r"(?:UBND|HĐND|MTTQ|Đảng bộ|lãnh đạo|[Bb]í thư|[Cc]hủ tịch|[Cc]ông an) $")


def _after_body(article: Article, one: _Seen) -> bool:
    start = one.span[0]
    return bool(_BODY_BEFORE.search(article.text[max(0, start - 12) : start]))


def _derived(facets: Facets) -> tuple[FacetValue, ...]:
    by_name = {spelling: p.name for p in provinces() for spelling in p.spellings}
    for outlet in facets.outlet:
        if name := by_name.get(outlet.value.removeprefix("Báo ")):
            return (FacetValue(name, Status.DERIVED, outlet.evidence),)
    return ()


def _inferred(article: Article, seen: list[_Seen]) -> tuple[FacetValue, ...]:
    """The province of most districts, if the meeting is of a province or a district at all."""
    districts = [s for s in seen if not _is_province(s)]
    if not districts or not (
        _OF_A_PROVINCE.search(article.text) or _OF_A_DISTRICT.search(article.text)
    ):
        return ()
    votes = Counter(_provinces(s)[0] for s in districts if len(_provinces(s)) == 1)
    for several in (_provinces(s) for s in districts if len(_provinces(s)) > 1):
        votes.update(name for name in several if name in votes)
    ordered = votes.most_common(2)
    if not ordered or (len(ordered) == 2 and ordered[0][1] == ordered[1][1]):
        return ()
    name = ordered[0][0]
    return (_value(article, name, next(s for s in districts if name in _provinces(s)), seen),)
