"""A sentence → the people it names: where, with what office or honorific, how sure."""

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache, lru_cache

from indexer.words import UPPER, any_of, lower, rows
from search.text.lists import entries
from search.text.names import surnames
from search.text.provinces import provinces
from search.text.spelling import is_vietnamese
from search.text.syllable import syllables
from search.text.tones import newer_tones

_SYLLABLE = (
    rf"[{UPPER}](?:'[{UPPER}])?+[^\W\d_{UPPER}]*+(?:-[{UPPER}]?+[^\W\d_{UPPER}]++)*+(?![\w])"
)
_CAPITALS = rf"[{UPPER}]{{2,}}+(?!\w)"
_RUN = re.compile(
    rf"(?<!\w)(?:{_SYLLABLE}(?: {_SYLLABLE}){{0,11}}+|{_CAPITALS}(?: {_CAPITALS}){{0,11}}+)"
)
"""Words with capitals in a row; the bound keeps a text of nothing else from being one run."""
_HONORIFIC = re.compile(r"(?<!\w)(?:(?:các )?(đồng chí|đ/c)|(?:các )?(?:ông|bà|anh|chị|cụ))[ :]*$")
_HONORIFICS = frozenset(("ông", "bà", "anh", "chị", "cụ"))
_DEGREE = re.compile(r"(?<!\w)(?:(?:pgs|gs|tskh|ts|ths|bs|thạc sĩ|tiến sĩ)[., ]*)+$")
_CREDIT = re.compile(r"(?:ảnh|nguồn|clip|video|đồ họa|bài|tin)\s?[:/]?\s?$")
_LINK = re.compile(
    r"(?:[, :-]|(?<!\w)(?:để|thay thế|thay|kế nhiệm|vị trí|chức danh|chức vụ|của|cho|với|đối với|là|"
    r"gồm có|gồm|có|các|hai|ba|\d)(?!\w))*$"
)
"""What may stand between an office and "ông" who holds it."""
_NO_TITLE = re.compile(
    r"(?<!\w)(?:đã|đang|sẽ|được|bị|(?<!hàng )không|yêu cầu|đề nghị|nói|cho|là|trong|khi|để|từ|phải|"
    r"cùng|với|gồm|theo|có|(?<!thư )ký|thăm|gặp|mời|nghe|bầu|nhất trí|tán thành|biểu quyết|đồng ý|"
    r"phê chuẩn|miễn nhiệm|bổ nhiệm|điều động|điều chuyển|chỉ định|luân chuyển|về việc|thay|tiếp tục|"
    r"và(?= (?:ông|bà|các|đồng chí)|\s*$))(?!\w)"
)
"""What is no part of an office: after it, a name is somebody else's."""
_JOIN = re.compile(r"(?:kiêm|văn phòng|[/ -])*")
_TITLE_END = re.compile(
    r"[;:()\"]|\.(?: |$)| - |,? (?:đã|đang|sẽ|vừa|cùng|và các|cho|tại|để|trong|vào|bằng) "
)
_ENDS_A_LIST = re.compile(r"[:\".]")
_LISTED = re.compile(r"(?:[ ,;]|(?<!\w)(?:và|cùng|các|đồng chí|ông|bà)(?!\w))*")
_RESIDENT = re.compile(r" \((?:ở )?(?:phường|xã|thị trấn|thôn|ấp|tổ dân phố|khu phố)(?!\w)")
"""After the name of a citizen, who may be called "đại biểu" too."""
_ENDS_A_NAME = re.compile(r"[^\w -]| cũng ")
_ABBREVIATION = re.compile(r"\([A-ZĐ0-9&-]{2,12}\)")
_LAST_OF_BODY = re.compile(r" [^\W\d]+(?: [^\W\d]+){0,4} và [^\W\d]+(?: [^\W\d]+){0,4}")
_NO_OFFICE = re.compile(
    rf",\s*+(?!(?:[{UPPER}][^\W\d]*(?: [^\W\d]+)?, )?[{UPPER}][^\W\d]*(?: [^\W\d]+){{0,2}} và )"
)
"""A comma that does not stand in the name of a body, like that of "Văn hóa, Thể thao và Du lịch"."""
_BEFORE, _TITLE, _LINKED = 200, 90, 60
"""Characters before a name that are looked at; from an office to its name; to "ông" so called."""
_SHORTEST, _LONGEST, _LONGEST_FOREIGN = 2, 5, 6
"""Syllables of a name."""


_HALF = re.compile(r" - [a-z]{1,6}(?!\w)")
"""Of a Korean name as some papers print it: "Moon Jae - in"."""
_NO_NAMESAKE = ("môi ", "thị ", "hiện ", "hội ", "nghị ", "yêu ", "toàn ", "địa ", "công ")
_IN_A_BODY = ("[Bb]an ", "[Ss]ở ", "[Bb]ộ ", "[Cc]ục ", "nghệ ", "[Tt]ổ ", "[Pp]hòng ")
_NOT_TO_ATTEND = r"(?:án|kiến|thảo|toán|báo|phòng|trữ|luật|định|đoán|thi|thính|lệnh)(?!\w)"


class Sure(IntEnum):
    """How a name was come by."""

    SHORT = 0  # one syllable after an office or honorific: "ông Nhân"
    NAMED = 1  # may be anybody
    OFFICIAL = 2  # with an office, or "đồng chí"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at [start, end) of a sentence, in [begin, stop) with honorific and offices."""

    begin: int
    start: int
    end: int
    stop: int
    sure: Sure
    titles: tuple[str, ...] = ()
    is_listed: bool = False  # hardly more than a comma or "và" is between it and the one before


@dataclass(frozen=True, slots=True)
class _Words:
    office: re.Pattern[str]
    after: re.Pattern[str]
    becomes: re.Pattern[str]
    enterprise: re.Pattern[str]
    namesake: re.Pattern[str]
    surnames: frozenset[str]
    rare_surnames: frozenset[str]
    places: frozenset[tuple[str, ...]]
    first_words: frozenset[str]
    last_words: frozenset[str]


def _small(name: str) -> list[str]:
    return [row[0].lower() for row in rows(name)]


@cache
def _words() -> _Words:
    offices = _small("offices.txt")
    places = [
        *(province.name for province in provinces()),
        *(row[0] for row in rows("districts.tsv")),
        *(newer_tones(name) for [name] in entries("places.txt")),
        *(row[0] for row in rows("countries.txt")),
        "HCM",
    ]
    office = any_of(offices, r"\w", "tổng ", "ban ", "đoàn ")
    office = rf"(?:(?:nguyên|cựu|cố|tân|quyền) )*{office}(?!\w)"
    return _Words(
        office=re.compile(office),
        after=re.compile(rf"\s*[,(-][\s,(-]*(?:(?:hiện )?là )?(?P<office>{office})"),
        becomes=re.compile(
            rf"[^.;:\"]{{0,60}}?\s(?:làm|chức|chức vụ|chức danh|vị trí|nhiệm vụ|là|giữ|tái cử|đắc cử|trúng cử)\s(?:{office})"
        ),
        enterprise=re.compile(any_of(_small("enterprises.txt"), r"\w") + r"(?!\w)"),
        namesake=re.compile(any_of(_small("namesakes.txt"), r"\w", *_NO_NAMESAKE) + r"$"),
        surnames=frozenset(newer_tones(name).lower() for name in surnames()),
        rare_surnames=frozenset(_small("rare_surnames.txt")),
        places=frozenset(tuple(name.lower().split()) for name in places),
        first_words=frozenset(office.split()[0] for office in offices),
        last_words=frozenset(office.split()[-1] for office in offices),
    )


@cache
def verbs() -> re.Pattern[str]:
    """What people do at a meeting; a verb in the name of a body is none."""
    listed = any_of((verb for _, verb in rows("role_verbs.tsv")), r"\w", *_IN_A_BODY)
    return re.compile(rf"{listed}(?!\w)(?!(?<=dự) {_NOT_TO_ATTEND})")


def mentions(sentence: str) -> list[Mention]:
    """Who is named in a sentence, in order."""
    small = lower(_ABBREVIATION.sub(_blank, sentence) if "(" in sentence else sentence)
    found: list[Mention] = []
    for run in _RUN.finditer(sentence):
        mention = _mention(sentence, small, run.start(), run.end(), found[-1] if found else None)
        if mention:
            if found:
                found[-1] = _with_title_after(sentence, small, found[-1], mention)
                between = small[found[-1].stop : mention.begin]
                is_listed = bool(_LISTED.fullmatch(between)) or (
                    ";" in between
                    and not _ENDS_A_LIST.search(between)
                    and not verbs().search(sentence, found[-1].stop, mention.begin)
                )
                sure = mention.sure
                if is_listed and sure is Sure.NAMED and found[-1].sure is Sure.OFFICIAL:
                    sure = _sure_in_list(found[-1], mention)
                mention = replace(mention, is_listed=is_listed, sure=sure)
            found.append(mention)
    if found:
        found[-1] = _with_title_after(sentence, small, found[-1], None)
    return found


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _sure_in_list(last: Mention, mention: Mention) -> Sure:
    """Of "Bộ trưởng A và B", "các đồng chí A, B", "các phó chủ tịch là ông A, B"."""
    shares = last.stop == last.end and mention.begin <= mention.start
    return Sure.OFFICIAL if shares else Sure.NAMED


def _mention(
    sentence: str, small: str, start: int, end: int, last: Mention | None
) -> Mention | None:
    """The name in a row of capitals, if there is one."""
    words = _words()
    floor = max(0, start - _BEFORE, last.end if last else 0)
    tokens = small[start:end].split(" ")
    is_called = is_comrade = False
    begin = _without_degree(small, floor, start)
    if called := _HONORIFIC.search(small, max(floor, begin - 16), begin):
        is_called, is_comrade, begin = True, bool(called[1]), called.start()
    elif len(tokens) > 1 and tokens[0] in _HONORIFICS and tuple(tokens) not in words.places:
        is_called, begin = True, start
        start += len(tokens.pop(0)) + 1
    elif _CREDIT.search(small, max(floor, begin - 12), begin):
        return None
    if small.startswith("châu ", start - 5):  # Âu, Á, Phi
        start += len(tokens.pop(0)) + 1
    tokens = _before_an_office(small, start, tokens)
    if not tokens:
        return None
    if len(tokens) == 1 or (len(tokens) == 2 and is_called and tokens[0] not in words.surnames):
        return _short(sentence, small, floor, begin, start, tokens, is_called=is_called)
    is_namesake = not is_called and bool(
        words.namesake.search(small[max(floor, start - 20) : start].rstrip())
    )
    first = _first(
        tokens,
        is_called=is_called,
        is_namesake=is_namesake,
        is_in_capitals=sentence[start:end].isupper(),
    )
    if first is None:
        return None
    title, begin = _office_before(sentence, small, floor, begin, start, is_called=is_called)
    if first < 0:  # not a usual name, so an office or honorific must say that it is one
        if not (title or is_called):
            return None
        first = ~first
    length = len(" ".join(tokens[first:]))
    start += sum(len(token) + 1 for token in tokens[:first])
    if len(tokens) - first == _SHORTEST and (half := _HALF.match(sentence, start + length)):
        if tokens[first] == "kim" or tokens[first] not in words.surnames:
            length = half.end() - start
    if title is not None:
        # What was cut from the name is a place in its office.
        title = sentence[begin:start].strip(' ,-:"') if not is_called else title
    is_private = bool(title and words.enterprise.search(lower(title)))
    is_official = is_comrade or (bool(title) and not is_private)
    titles = (title,) if title and not is_private else ()
    sure = Sure.OFFICIAL if is_official else Sure.NAMED
    return Mention(begin, start, start + length, start + length, sure, titles)


def _without_degree(small: str, floor: int, start: int) -> int:
    """Where "PGS.TS" before a name begins."""
    near = max(floor, start - 24)
    if small[near:start].rstrip(" .,")[-1:] in ("s", "h", "ĩ"):
        degree = _DEGREE.search(small[near:start])
        return near + degree.start() if degree else start
    return start


def _before_an_office(small: str, start: int, tokens: list[str]) -> list[str]:
    """The syllables before one that begins an office: "Lê Văn A [Trưởng ban]"."""
    words = _words()
    position = start
    for number, token in enumerate(tokens):
        if token in words.first_words and words.office.match(small, position):
            return tokens[:number]
        position += len(token) + 1
    return tokens


def _short(
    sentence: str,
    small: str,
    floor: int,
    begin: int,
    start: int,
    tokens: list[str],
    *,
    is_called: bool,
) -> Mention | None:
    """ "ông Nhân", "Bí thư Nhân", "bà Kim Ngân": who that is, the whole text must tell."""
    words = _words()
    end = start + len(" ".join(tokens))
    if sentence[start : start + 2].isupper():
        return None
    if not is_called:
        if not _ENDS_A_NAME.match(sentence, end) and not verbs().match(sentence, end + 1):
            return None
        head = small[max(floor, start - 24) : start].rstrip()
        if tuple(tokens) in words.places or head.rpartition(" ")[2] not in words.last_words:
            return None
        offices = [m for m in words.office.finditer(head) if m.end() == len(head)]
        if not offices:
            return None
        begin = max(floor, start - 24) + offices[0].start()
    return Mention(begin, start, end, end, Sure.SHORT)


def _first(
    tokens: list[str], *, is_called: bool, is_namesake: bool, is_in_capitals: bool
) -> int | None:
    """Which syllable begins the name; its complement (~) if only an office can make it a name."""
    words = _words()
    size = len(tokens)
    if is_called:
        usual = tokens[0] in words.surnames and size <= _LONGEST
        return 0 if usual else ~0 if size <= _LONGEST_FOREIGN else None
    base = _place_length(tokens)
    if size - base < _SHORTEST:
        return None
    if is_namesake and not base:
        begins = [n for n in range(1, size - 1) if tokens[n] in words.surnames and size - n < 5]
        return 2 if 2 in begins else begins[0] if begins else None
    for first in range(base, size - 1):
        if tokens[first] in words.surnames and size - first <= _LONGEST:
            if first > base and size - first == _SHORTEST and size - base <= 4:
                return ~base  # a surname that is on no list
            is_long = first == base and size - base == _LONGEST
            if is_long and tokens[base + 2] in words.surnames and all(map(_is_vietnamese, tokens)):
                return base + 2  # after a place that is on no list
            return first
    if is_in_capitals:
        return None
    is_odd = tokens[base] in words.rare_surnames or not all(map(_is_vietnamese, tokens[base:]))
    return ~base if is_odd and size - base <= _LONGEST_FOREIGN else None


def _place_length(tokens: list[str]) -> int:
    """Of how many syllables the place is with which a row of capitals begins."""
    words = _words()
    for length in range(min(4, len(tokens)), 0, -1):
        if tuple(tokens[:length]) in words.places and (
            length > 1 or tokens[0] not in words.surnames
        ):
            return length + _place_length(tokens[length:])
    return 0


@lru_cache(maxsize=10_000)
def _is_vietnamese(token: str) -> bool:
    own = syllables(token)
    return len(own) == 1 and is_vietnamese(own[0].exact)


def _office_before(
    sentence: str, small: str, floor: int, begin: int, start: int, *, is_called: bool
) -> tuple[str | None, int]:
    """The offices that lead up to a name, and where they begin; where the name does, if none."""
    words = _words()
    head = small[floor:begin].rstrip(' "')
    nothing = (None, begin)
    is_linked = False
    if is_called:
        bare = head[: _LINK.search(head).start()]  # type: ignore[union-attr]
        is_linked = len(bare) < len(head)
        head = bare
    else:
        head = head.rstrip(":")
    cut = _clause(head, len(head))
    offices = list(words.office.finditer(head, cut))
    if not offices and _LAST_OF_BODY.fullmatch(head, cut):
        while not offices and head[:cut].endswith(",") and len(head) - cut < _TITLE:
            cut = _clause(head, cut - 1)  # "Bộ trưởng Văn hóa, Thể thao và Du lịch"
            offices = list(words.office.finditer(head, cut))
    if not offices:
        return nothing
    tail = head[offices[-1].end() :]
    if len(tail) > (_LINKED if is_linked else _TITLE) or _NO_TITLE.search(tail):
        return nothing
    if verbs().search(sentence, floor + offices[-1].end(), floor + len(head)):
        return nothing
    number = len(offices) - 1
    while number and _JOIN.fullmatch(head, offices[number - 1].end(), offices[number].start()):
        number -= 1
    first = offices[number].start()
    while number == 0 and cut and head[cut - 1] == ",":
        earlier = _clause(head, cut - 1)
        own = list(words.office.finditer(head, earlier, cut - 1))
        if not own or _NO_TITLE.search(head, own[-1].end(), cut - 1):
            break
        first, cut = own[-1].start(), earlier if own[-1].start() - earlier < 3 else 0
    ending = floor + len(head) if is_called else start
    return sentence[floor + first : ending].strip(' ,-:"'), floor + first


def _clause(text: str, end: int) -> int:
    """Where the clause that ends here begins."""
    return max(text.rfind(sign, 0, end) for sign in ',;:()"') + 1


def _with_title_after(
    sentence: str, small: str, mention: Mention, following: Mention | None
) -> Mention:
    """A mention with the offices that follow the name, up to a verb or the next person."""
    words = _words()
    if mention.sure is Sure.SHORT:
        return mention
    limit = following.begin if following else len(sentence)
    after = words.after.match(small, mention.end)
    if _RESIDENT.match(small, mention.end):
        return replace(mention, sure=min(mention.sure, Sure.NAMED))
    if not after or after.start("office") >= limit:
        becomes = mention.sure is Sure.NAMED and words.becomes.match(small, mention.end, limit)
        return replace(mention, sure=Sure.OFFICIAL) if becomes else mention
    first = after.start("office")
    stop = min(limit, first + _BEFORE)
    if found := _TITLE_END.search(small, after.end(), stop):
        stop = found.start()
    if found := verbs().search(sentence, after.end(), stop):
        stop = found.start()
    for comma in _NO_OFFICE.finditer(sentence, after.end(), stop):
        if not words.office.match(small, comma.end()) and not small.startswith(",", comma.end()):
            stop = comma.start()
            break
    if mention.sure is Sure.NAMED and mention.begin == mention.start and stop == after.end():
        return mention  # "X, Thủ tướng nói": not of X
    title = re.sub(r"[ ,-]*(?:(?<!\w)và)?[ ,-]*$", "", sentence[first:stop])
    stop = first + len(title)
    if words.enterprise.search(lower(title)):
        return replace(mention, stop=stop)
    titles = (*mention.titles, title)
    return replace(mention, stop=stop, titles=titles, sure=Sure.OFFICIAL)
