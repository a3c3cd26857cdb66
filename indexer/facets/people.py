"""An article → the people who had a part in the meeting, with their offices and what they did."""

import re
from dataclasses import dataclass, field
from functools import cache

from indexer.clean import Article
from indexer.facets.byline import in_title_case
from indexer.words import UPPER, any_of, modern_tones, rows
from search.model import Facets, Part, PersonValue, Role, Span, Status
from search.text.names import surnames

_SYLLABLE = rf"[{UPPER}](?:(?![{UPPER}])[^\W\d_])*"
_HONORIFIC = (
    r"(?:[Đđ]ồng chí|[Cc]ác đồng chí:?|[Ôô]ng|[Bb]à|[Đđ]ại biểu|[Cc]ác đại biểu:?|[Cc]hị|[Aa]nh)"
)
# The first verb after a name gives the part of those named before it.
_ROLES = (
    (
        Role.CHAIR,
        re.compile(
            r"(?:đồng )?chủ trì|chủ tọa|điều hành (?:hội nghị|phiên|kỳ họp|buổi|thảo luận|đại hội)",
            re.IGNORECASE,
        ),
    ),
    (
        Role.SPEAKER,
        re.compile(
            r"phát biểu|kết luận|cho biết|nhấn mạnh|báo cáo|trình bày|đề nghị|yêu cầu|chỉ đạo|"
            r"khẳng định|đánh giá|phân tích|cho rằng|thông báo|giải trình|chia sẻ|kiến nghị|"
            r"đề xuất|quán triệt|gợi ý|chỉ rõ|ghi nhận|trả lời|tiếp thu|nêu",
            re.IGNORECASE,
        ),
    ),
    (Role.ATTENDEE, re.compile(r"\b(?:dự|tham dự|tham gia|có mặt|cùng)\b", re.IGNORECASE)),
)
_FAR = 1500
"""Characters of a sentence within which a verb says what a person did."""
_ORDER = [Role.CHAIR, Role.SPEAKER, Role.ATTENDEE, Role.MENTIONED]


@cache
def _names() -> re.Pattern[str]:
    surname = any_of(tuple(map(modern_tones, surnames())))
    office = any_of(tuple(row[0] for row in rows("offices.txt")))
    name = (
        rf"(?P<name>{surname}(?: {_SYLLABLE}){{1,4}}"
        rf"|{surname.upper()}(?: [{UPPER}]{{2,}}){{1,4}})(?![^\W_])"
    )
    return re.compile(
        rf"(?:(?P<before>{_HONORIFIC}\s+|(?:{office}|{office.lower()})[^.;:,\n]{{0,60}}? |[;:]\s*)"
        rf"|(?<!\w)){name}(?P<after>\s*[,(-]+\s*(?=(?:nguyên )?{office}))?"
    )


@dataclass(slots=True)
class _Person:
    name: str
    span: Span
    role: Role = Role.MENTIONED
    titles: list[str] = field(default_factory=list)


def extract(article: Article, facets: Facets) -> tuple[PersonValue, ...]:
    """Those named with an honorific or an office; one value a person, with the highest part."""
    people: dict[str, _Person] = {}
    places = {row[0] for row in (*rows("provinces.tsv"), *rows("districts.tsv"))}
    for line in article.of(Part.BODY, Part.CAPTION):
        text = article.read(line)
        for start, end in _sentences(text):
            sentence = text[start:end]
            matches = [m for m in _names().finditer(sentence) if m["before"] or m["after"]]
            for number, match in enumerate(matches):
                first = start + match.start("name") + _place_before(sentence, match)
                last = start + match.end("name")
                name = in_title_case(text[first:last])
                if name in places or name.startswith("Hồ Chí Minh"):
                    continue
                span = article.span(line.start + first, line.start + last)
                person = people.setdefault(name, _Person(name, span))
                following = matches[number + 1].start() if number + 1 < len(matches) else None
                title = _title(sentence[match.end() : following]) if match["after"] else ""
                if title and title not in person.titles:
                    person.titles.append(title)
                role = _role(sentence, match, following)
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
    after_capital = re.search(rf"[{UPPER}]\w* $", just_before)
    is_name = rest.count(" ") > 1 and rest.split(" ", 1)[0] in surnames()
    return len(first) + 1 if after_capital and is_name else 0


def _sentences(text: str) -> list[Span]:
    ends = [m.end() for m in re.finditer(rf"(?<![A-ZĐ])(?<!TP)\.\s+(?=[{UPPER}])", text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


def _title(text: str) -> str:
    """The offices that follow a name, up to the verb or the next person."""
    verb = min((m.start() for _, p in _ROLES if (m := p.search(text))), default=len(text))
    title = re.split(r"[;:)]|\s+(?:đã|và đồng chí|và các|cùng)\s", text[:verb])[0]
    title = re.sub(r"[,\s]+(?:(?:các )?đồng chí|dự|ông|bà)\s*$", "", title, flags=re.IGNORECASE)
    return title.strip(" ,.-")


def _role(sentence: str, match: re.Match[str], following: int | None) -> Role:
    """From the words up to the next person; in a list of people, from the end of the list."""
    rest = sentence[match.end() : following][:_FAR]
    before = sentence[max(0, match.start() - _FAR) : match.start()].lower()
    listed = (match["before"] or "").startswith(";")
    if listed or (following is not None and sentence[following] == ";"):
        rest = sentence[match.end() : match.end() + _FAR]
    else:
        rest = rest.split(":", 1)[0]
    verbs = [(found.start(), role) for role, verb in _ROLES if (found := verb.search(rest))]
    if verbs:
        return min(verbs)[1]
    if re.search(r"chủ trì (?:của|có|hội nghị|gồm)|(?:chủ trì|điều hành)[^.;]{0,40}$", before):
        return Role.CHAIR
    if re.search(r"\b(?:dự|tham dự|tham gia)\b", before):
        return Role.ATTENDEE
    return Role.MENTIONED
