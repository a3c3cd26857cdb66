"""An article → the people who had a part in the meeting, with their offices and what they did."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from indexer.clean import Article
from indexer.facets.byline import in_title_case
from indexer.words import UPPER, any_of, rows
from search.model import Facets, Part, PersonValue, Role, Span, Status
from search.text.names import surnames
from search.text.provinces import provinces
from search.text.tones import newer_tones

_SYLLABLE = rf"[{UPPER}][^\W\d_{UPPER}]*"
_HONORIFICS = (
    *("Đồng chí", "đồng chí", "Các đồng chí", "các đồng chí", "Các đồng chí:", "các đồng chí:"),
    *("Đại biểu", "đại biểu", "Các đại biểu", "các đại biểu", "Các đại biểu:", "các đại biểu:"),
    *("Ông", "ông", "Bà", "bà", "Chị", "chị", "Anh", "anh"),
)
# The first verb after a name gives the part of those named before it.
_ROLES = (
    (
        Role.CHAIR,
        re.compile(
            r"(?:đồng )?chủ trì|chủ tọa|điều hành (?:hội nghị|phiên|kỳ họp|buổi|thảo luận|đại hội)"
        ),
    ),
    (
        Role.SPEAKER,
        re.compile(
            r"phát biểu|kết luận|cho biết|nhấn mạnh|báo cáo|trình bày|đề nghị|yêu cầu|chỉ đạo|"
            r"khẳng định|đánh giá|phân tích|cho rằng|thông báo|giải trình|chia sẻ|kiến nghị|"
            r"đề xuất|quán triệt|gợi ý|chỉ rõ|ghi nhận|trả lời|tiếp thu|nêu"
        ),
    ),
    (Role.ATTENDEE, re.compile(r"\b(?:dự|tham dự|tham gia|có mặt|cùng)\b")),
)
_CHAIRED = re.compile(r"chủ trì (?:của|có|hội nghị|gồm)")
_CHAIRED_BY = re.compile(r"(?:chủ trì|điều hành)[^.;]{0,40}$")
_ATTENDED = re.compile(r"\b(?:dự|tham dự|tham gia)\b")
_CAPITALISED_END = re.compile(rf"[{UPPER}]\w* $")
_SENTENCE_END = re.compile(rf"\.(?<![A-ZĐ]\.)(?<!TP\.)\s+(?=[{UPPER}])")
_TITLE_END = re.compile(r"[;:)]|(?<!\s)\s+(?:đã|và đồng chí|và các|cùng)\s")
_NEXT_PERSON = re.compile(r"(?<![,\s])[,\s]+(?:(?:các )?đồng chí|dự|ông|bà)\s*$", re.IGNORECASE)
_FAR = 1500
"""Characters of a sentence within which a verb says what a person did."""
_CLOSE = 60
"""Characters that hold "điều hành" and the forty that may stand between it and a person."""
_ORDER = [Role.CHAIR, Role.SPEAKER, Role.ATTENDEE, Role.MENTIONED]


@dataclass(frozen=True, slots=True)
class _Patterns:
    """A name with what stands before and after it; where one may begin; a sign that there is one.

    The last two are of plain words, which are found many times faster than `person`.
    """

    person: re.Pattern[str]
    beginning: re.Pattern[str]
    sign: re.Pattern[str]

    def people(self, sentence: str) -> Iterator[re.Match[str]]:
        """What `person.finditer` finds."""
        position = 0 if self.sign.search(sentence) else len(sentence)
        while begins := self.beginning.search(sentence, position):
            if match := self.person.match(sentence, begins.start()):
                yield match
            position = match.end() if match else begins.start() + 1


@cache
def _patterns() -> _Patterns:
    names = tuple(map(newer_tones, surnames()))
    capitals = tuple(name.upper() for name in names)
    offices = tuple(row[0] for row in rows("offices.txt"))
    either_case = (*offices, *map(str.lower, offices))
    person = re.compile(
        rf"(?:(?P<before>{any_of(_HONORIFICS)}\s+"
        rf"|{any_of(either_case)}[^.;:,\n]{{0,60}}? |[;:]\s*)|(?<!\w))"
        rf"(?P<name>{any_of(names)}(?: {_SYLLABLE}){{1,4}}"
        rf"|{any_of(capitals)}(?: [{UPPER}]{{2,}}){{1,4}})(?![^\W_])"
        rf"(?P<after>\s*[,(-]+\s*(?=(?:nguyên )?{any_of(offices)}))?"
    )
    beginning = any_of((*_HONORIFICS, *either_case, ";", ":", *names, *capitals))
    sign = any_of((*names, *capitals), r"\w") + f" [{UPPER}]"
    return _Patterns(person, re.compile(beginning), re.compile(sign))


@cache
def _places() -> frozenset[str]:
    return frozenset([*(p.name for p in provinces()), *(row[0] for row in rows("districts.tsv"))])


@dataclass(slots=True)
class _Person:
    name: str
    span: Span | None
    role: Role = Role.MENTIONED
    titles: dict[str, None] = field(default_factory=dict)  # in the order of the text


def extract(article: Article, facets: Facets) -> tuple[PersonValue, ...]:
    """Those named with an honorific or an office; one value a person, with the highest part."""
    people: dict[str, _Person] = {}
    for line in article.of(Part.BODY, Part.CAPTION):
        text = article.read(line)
        for start, end in _sentences(text):
            sentence = text[start:end]
            matches = [m for m in _patterns().people(sentence) if m["before"] or m["after"]]
            said = _Said(article.lower[line.start + start : line.start + end])
            for number, match in enumerate(matches):
                first = start + match.start("name") + _place_before(sentence, match)
                last = start + match.end("name")
                name = in_title_case(text[first:last])
                if name in _places() or name.startswith("Hồ Chí Minh"):
                    continue
                span = article.span(line.start + first, line.start + last)
                person = people.setdefault(name, _Person(name, span))
                following = matches[number + 1].start() if number + 1 < len(matches) else None
                title = _title(sentence, said, match.end(), following) if match["after"] else ""
                if title:
                    person.titles[title] = None
                role = _role(said, match, following)
                person.role = min(person.role, role, key=_ORDER.index)
    byline = {author.value for author in facets.byline}
    return tuple(
        PersonValue(p.name, Status.STATED, p.span, p.role, tuple(p.titles))
        for p in people.values()
        if p.name not in byline
    )


def _place_before(sentence: str, match: re.Match[str]) -> int:
    """How much of a name belongs to the place before it: "Huyện ủy Đại [Lộc ]Lê Trung Hòa"."""
    first, _, rest = match["name"].partition(" ")
    just_before = sentence[max(0, match.start("name") - 20) : match.start("name")]
    after_capital = _CAPITALISED_END.search(just_before)
    is_name = rest.count(" ") > 1 and rest.split(" ", 1)[0] in surnames()
    return len(first) + 1 if after_capital and is_name else 0


def _sentences(text: str) -> list[Span]:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


def _title(sentence: str, said: "_Said", start: int, end: int | None) -> str:
    """The offices that follow a name, up to the verb or the next person."""
    text = said.sentence[start:end]
    verb = min((m.start() for _, p in _ROLES if (m := p.search(text))), default=len(text))
    title = _TITLE_END.split(sentence[start : start + verb], maxsplit=1)[0]
    return _NEXT_PERSON.sub("", title).strip(" ,.-")


class _Said:
    """A sentence in small letters, and where its verbs stand: looked for once, whoever it names."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self._spans: dict[re.Pattern[str], list[Span]] = {}

    def first(self, pattern: re.Pattern[str], start: int, end: int) -> int | None:
        """Where in sentence[start:end] the pattern matches first."""
        if pattern not in self._spans:
            self._spans[pattern] = [m.span() for m in pattern.finditer(self.sentence)]
        spans = self._spans[pattern]
        number = bisect_left(spans, (start, start))
        found = number < len(spans) and spans[number][1] <= end
        return spans[number][0] if found else None


def _role(said: _Said, match: re.Match[str], following: int | None) -> Role:
    """From the words up to the next person; in a list of people, from the end of the list."""
    sentence, start, end = said.sentence, *match.span()
    far = min(end + _FAR, len(sentence))
    listed = (match["before"] or "").startswith(";")
    if not listed and (following is None or sentence[following] != ";"):
        far = far if following is None else min(far, following)
        colon = sentence.find(":", end, far)
        far = far if colon < 0 else colon
    verbs = [
        (found, role) for role, verb in _ROLES if (found := said.first(verb, end, far)) is not None
    ]
    if verbs:
        return min(verbs)[1]
    before = max(0, start - _FAR)
    if said.first(_CHAIRED, before, start) is not None or _CHAIRED_BY.search(
        sentence[max(before, start - _CLOSE) : start]
    ):
        return Role.CHAIR
    if said.first(_ATTENDED, before, start) is not None:
        return Role.ATTENDEE
    return Role.MENTIONED
