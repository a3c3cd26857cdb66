"""A sentence and the people it names → what each of them does in it, at the meeting."""

import re
from collections.abc import Sequence

from indexer.lexicon import lower
from indexer.people.cues import words
from indexer.people.mentions import PersonMention
from search.report import Role

_ORDER = list(Role)
_MEETING = (
    r"(?: [^\W\d]+){0,3}? (?:hội nghị|họp|phiên|buổi|cuộc|kỳ|đại hội|giao ban|hội thảo|tọa đàm|"
    r"diễn đàn|thảo luận|đối thoại|phần|chương trình)(?!\w)(?! tòa)"
)
_PRESIDES = re.compile(
    rf"{_MEETING}|(?: và|,) (?:phát biểu|kết luận|điều hành)|\s*[.)\"]|\s*$|"
    r",(?! phối| triển| tham)",
    re.IGNORECASE,
)
"""After "chủ trì": that it is a meeting which somebody presides over."""
_RUNS = re.compile(_MEETING, re.IGNORECASE)
"""The same after "điều hành", which may also be done to a business."""
_WHO = r"(?:có|gồm|là|của)[ :]*(?:các )?(?:đồng chí |lãnh đạo |vị )?"
_LEAD = re.compile(
    r"(?:^|[,;:\"-]\s*|(?<!\w)(?:khi|và|người|sự|đoàn|sau khi) )"
    r"(?:đồng )?(?:chủ trì|chủ tọa|điều hành)"
    rf"(?:{_MEETING}[^.;]{{0,100}}(?:[,:-]\s*| (?!của){_WHO})"
    rf"|(?: và điều hành| hội nghị)? {_WHO})$",
)
"""Before a person: that they preside."""
_LEAD_ON = re.compile(rf"(?<!\w)(?:chủ trì|chủ tọa|điều hành)(?: và điều hành| hội nghị)? {_WHO}$")
"""The same where others are named before."""
_ATTENDED = re.compile(
    r"(?:^|[,;:\"-]\s*|(?<!\w)(?:và|cùng|có|về) )(?:cùng |tới |đến |tham )?(?:dự|có mặt)"
    r"(?! (?:án|kiến|thảo|toán|báo))(?!\w)[^.;]{0,120}$",
    re.IGNORECASE,
)
_FROM_LEFT = re.compile(r"từ (?:trái|phải)", re.IGNORECASE)
_LEADS_ON = re.compile(r"(?:có|gồm|là|của|:)(?: [^\W\d]+){0,4}[: ]*$")
_ACCORDING = re.compile(r"(?<!\w)(?:theo|nghe|lời)(?: các)?\s*$", re.IGNORECASE)
_GOES_ON_SAYING = re.compile(r" ?(?:,|thì )")
_BEFORE_IT = re.compile(r"[Tt](?i:rước đó, (?:hôm |vào )?(?:ngày|sáng|chiều|tối))")
_TO_A_PAPER = re.compile(
    r"(?:Trao đổi|trao đổi|Chia sẻ|chia sẻ|nói|trò chuyện)(?: \w+){0,2} với "
    r"(?:báo|pv|phóng viên|truyền thông|[A-Z])|"
    r"(?:Trả|trả) lời (?:phỏng vấn|báo|trên|phóng viên|pv|[A-ZĐ])"
)
_AND = re.compile(r"\s*(?:,|và|rồi|,? đồng thời)[^.;:,]{0,40}?$")
_FAR = 400
"""Characters after a person within which a verb says what they do."""


def roles(sentence: str, people: Sequence[PersonMention], quoted: Sequence[bool]) -> list[Role]:
    """What each does: by the verb that follows, by that which follows a list, by what leads up."""
    if not people:
        return []
    found = [Role.MENTIONED] * len(people)
    following: Role | None = None
    for number in range(len(people) - 1, -1, -1):
        own = _after(sentence, people, number)
        if own is None and number + 1 < len(people) and people[number + 1].is_listed:
            own = following
        following = own
        before = sentence[people[number - 1].stop if number else 0 : people[number].begin]
        if own is not None and not (
            own is not Role.ATTENDEE and words().done_to.search(before[-20:])
        ):
            found[number] = own
    led: Role | None = None
    for number, person in enumerate(people):
        if not (led and person.is_listed):
            led, goes_on = _before(sentence, people, number)
        else:
            goes_on = True
        if led:
            found[number] = min(found[number], led, key=_ORDER.index)
        if not goes_on:
            led = None
    return [
        Role.MENTIONED if is_quoted else role for role, is_quoted in zip(found, quoted, strict=True)
    ]


def is_elsewhere(sentence: str, *, is_briefing: bool) -> bool:
    """Whether a sentence tells of another occasion than the meeting, which may be for papers."""
    return bool(_BEFORE_IT.search(sentence) or (not is_briefing and _TO_A_PAPER.search(sentence)))


def _after(sentence: str, people: Sequence[PersonMention], number: int) -> Role | None:
    """What the first verb after a person says, or a better one joined to it."""
    person = people[number]
    end = min(len(sentence), person.stop + _FAR)
    if number + 1 < len(people):
        end = min(end, people[number + 1].begin)
    best: Role | None = None
    last = person.stop
    for verb in words().verb.finditer(sentence, person.stop, end):
        if best is not None and not _AND.match(sentence, last, verb.start()):
            break
        last = verb.end()
        role = words().roles[verb.group()]
        if role is Role.CHAIR and not (_RUNS if verb.group() == "điều hành" else _PRESIDES).match(
            sentence, verb.end()
        ):
            continue
        best = role if best is None else min(best, role, key=_ORDER.index)
    if best is None and re.match(r"\s*:", sentence[person.stop : end]):
        return Role.SPEAKER
    return best


def _before(
    sentence: str, people: Sequence[PersonMention], number: int
) -> tuple[Role | None, bool]:
    """What the words that lead up to a person say, and whether of those listed after too."""
    person = people[number]
    start = max(people[number - 1].stop if number else 0, person.begin - _FAR)
    before = lower(sentence[start : person.begin])
    if not before.strip(" "):
        return None, False
    goes_on = bool(_LEADS_ON.search(before[-60:]))
    is_first = number == 0
    if ("chủ t" in before or "điều hành" in before) and (
        (_LEAD if is_first else _LEAD_ON).search(before)
    ):
        return Role.CHAIR, goes_on
    if is_first and before.rstrip().endswith((",", "cũng")) and words().speech.search(before):
        return Role.SPEAKER, False
    if _ACCORDING.search(before[-12:]) and _GOES_ON_SAYING.match(sentence, person.stop):
        return Role.SPEAKER, False
    if _FROM_LEFT.search(before) or (goes_on and _ATTENDED.search(before)):
        return Role.ATTENDEE, True
    return None, False
