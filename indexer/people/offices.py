"""What stands before and after a name → the offices that it gives them, and where they stand."""

import re
from typing import NamedTuple

from indexer.lexicon import UPPER
from indexer.people.cues import words

_JOIN = re.compile(r"(?:kiêm|văn phòng|[/ -])*")
_LAST_OF_BODY = re.compile(r" [^\W\d]+(?: [^\W\d]+){0,4} và [^\W\d]+(?: [^\W\d]+){0,4}")
"""The end of "Văn hóa, Thể thao và Du lịch", after its comma."""
_APART = re.compile(
    rf",\s*+(?!(?:[{UPPER}][^\W\d]*(?: [^\W\d]+)?, )?[{UPPER}][^\W\d]*(?: [^\W\d]+){{0,2}} và )"
)
"""A comma that is none of that."""
_END = re.compile(
    r"[;:()\"]|\.(?: |$)| - |,? (?:đã|đang|sẽ|vừa|cùng|và các|"
    r"cho|tại|để|trong|vào|bằng|được|bị|khi|giữ chức|không có) "
)
_AFTER = re.compile(r"\s{0,9}+(?:[,(-][\s,(-]{0,9}+(?:(?:hiện )?là )?)?")
_BECOMES = re.compile(
    r"\s(?:(?:làm|chức vụ|chức danh|chức|vị trí|nhiệm vụ|là|giữ|tái cử|đắc cử|trúng cử) )+"
)
_BREAK = re.compile(r"[.;:\"]")
_RESIDENT = re.compile(r" \((?:ở )?(?:phường|xã|thị trấn|thôn|ấp|tổ dân phố|khu phố)(?!\w)")
"""After the name of a citizen, who may be called "đại biểu" too."""
_FAR, _FARTHER, _LONGEST = 60, 90, 200
"""Characters from an office to "ông" so called; to a name; of all offices of a person."""


class Title(NamedTuple):
    """Offices at [start, end) of a sentence."""

    start: int
    end: int


def before(sentence: str, small: str, floor: int, end: int, *, is_called: bool) -> Title | None:
    """The offices that lead up to where a name, or its honorific, begins."""
    office = words().office
    head = small[floor:end].rstrip(' "')
    bare = head.rstrip(" ,:-" if is_called else ":")
    while is_called and (link := next(filter(bare.endswith, words().links), "")):
        bare = bare[: -len(link)].rstrip(" ,:-")
    cut = _clause(bare, len(bare))
    found = list(office.finditer(bare, cut))
    if not found and _LAST_OF_BODY.fullmatch(bare, cut):
        while not found and bare[:cut].endswith(",") and len(bare) - cut < _FARTHER:
            cut = _clause(bare, cut - 1)
            found = list(office.finditer(bare, cut))
    if not found:
        return None
    last = found[-1].end()
    if (
        len(bare) - last > (_FAR if len(bare) < len(head) else _FARTHER)
        or words().no_title.search(bare, last)
        or words().verb.search(sentence, floor + last, floor + len(bare))
    ):
        return None
    number = len(found) - 1
    while number and _JOIN.fullmatch(bare, found[number - 1].end(), found[number].start()):
        number -= 1
    first = found[number].start()
    if is_called and floor and not bare[:first].strip(" ,(-"):
        return None  # it follows the name before
    while number == 0 and bare[:cut].endswith(","):
        earlier = _clause(bare, cut - 1)
        own = list(office.finditer(bare, earlier, cut - 1))
        if not own or words().no_title.search(bare, own[-1].end(), cut - 1):
            break
        first = own[-1].start()
        cut = earlier if len(own) == 1 and not bare[earlier:first].strip() else 0
    return Title(floor + first, floor + len(bare))


def _clause(text: str, end: int) -> int:
    """Where the clause that ends here begins."""
    return max(text.rfind(sign, 0, end) for sign in ',;:()"') + 1


def after(sentence: str, small: str, end: int, limit: int, *, is_bare: bool) -> Title | None:
    """The offices that follow a name, up to a verb or the next person, who begins at `limit`.

    A bare name, one without honorific or office, does not take "Thủ tướng" of ", Thủ tướng nói".
    """
    office = words().office
    gap = _AFTER.match(small, end)
    first = office.match(small, gap.end()) if gap else None
    if not first or first.start() >= limit:
        return None
    if not small[end : first.start()].strip() and sentence[first.start()].islower():
        return None  # "lãnh đạo" may be a verb
    stop = min(limit, first.start() + _LONGEST)
    if found := _END.search(small, first.end(), stop):
        stop = found.start()
    if found := words().verb.search(sentence, first.end(), stop):
        stop = found.start()
        if is_bare and stop == first.end() + 1:
            return None
    for comma in _APART.finditer(sentence, first.end(), stop):
        if not office.match(small, comma.end()) and not small.startswith(",", comma.end()):
            stop = comma.start()
            break
    title = sentence[first.start() : stop].rstrip(" ,-").removesuffix(" và").rstrip(" ,-")
    return Title(first.start(), first.start() + len(title))


def becomes(small: str, end: int, limit: int) -> bool:
    """Whether the words after a name give its bearer an office: "giữ chức Chủ tịch"."""
    limit = min(limit, end + _FARTHER)
    found = _BREAK.search(small, end, limit)
    leads = _BECOMES.finditer(small, end, found.start() if found else limit)
    return any(words().office.match(small, lead.end()) for lead in leads)


def is_resident(small: str, end: int) -> bool:
    """Whether a name is followed by where its bearer lives."""
    return bool(_RESIDENT.match(small, end))
