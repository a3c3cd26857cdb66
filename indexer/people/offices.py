"""What stands before and after a name → the offices that it gives them, and where they stand."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from indexer.lexicon import UPPER, cues, pattern_of
from indexer.people.cues import words

_LIST = "office_words.tsv"
_BREAK = re.compile(r"[.;:\"]")
_BRACKET = re.compile(r" \([^()\d:]{2,30}\)$")
"""Behind an office, whose it is: "Trưởng ban Pháp chế (HĐND tỉnh) Lê Văn A"."""
_FAR = 60
"""Characters from an office to "ông" so called."""
_FARTHER = 90
"""Characters from an office to a name."""
_LONGEST = 200
"""Characters of all offices of a person."""
_WORD = r"[^\W\d]+"
_MARKS = " ,-."


class Title(NamedTuple):
    """Offices at [start, end) of a sentence."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Cues:
    """The words of office_words.tsv as patterns.

    `conjunction`: "and", with the blank before it. `joins`: between two offices of one person.
    `last_of_body`: the end of the name of a body after its comma, "Văn hóa, Thể thao và Du lịch";
    `apart`: a comma that is none of that. `ends`: no office goes on behind it; `at_a_place`: an
    office goes on behind `at`. `leads_to`: between a name and an office behind it. `becomes`: that
    the bearer of a name is given the office behind it. `at_home`: after the name of a citizen, who
    may be called "đại biểu" too. `of_another`: an office that is named for
    what its holder said, not of the next person. `many`: before an
    office that several hold; `of_many`: after one.
    """

    conjunction: str
    joins: re.Pattern[str]
    last_of_body: re.Pattern[str]
    apart: re.Pattern[str]
    ends: re.Pattern[str]
    at: frozenset[str]
    at_a_place: re.Pattern[str]
    leads_to: re.Pattern[str]
    becomes: re.Pattern[str]
    at_home: re.Pattern[str]
    of_another: re.Pattern[str]
    many: re.Pattern[str]
    of_many: re.Pattern[str]


@cache
def _cues() -> _Cues:
    words_of_body = rf" {_WORD}(?: {_WORD}){{0,4}}"
    points = "".join(rf"(?<!(?i:\b{word}))" for word in cues(_LIST, "pointed"))
    capital = rf"[{UPPER}][^\W\d]*"
    templates = {
        "joins": r"(?:{joins}|[/ -])*",
        "last_of_body": words_of_body + r" (?:{and}|&)" + words_of_body,
        "apart": rf",\s*+(?!(?:{capital}(?: {_WORD})?, )?{capital}(?: {_WORD}){{0,2}} "
        r"{and} )(?!(?i:{whole:part}))",
        "ends": r"[;:()\"]|"
        + points
        + r"\.(?: |$)| - (?!(?i:{whole:half}))|,? (?:{ends}|(?i:{ends as})) ",
        "at_a_place": r"(?:{former} )*{whole:abroad}",
        "leads_to": r"\s{0,9}+(?:[,(-][\s,(-]{0,9}+(?:(?:{now} )?{is} )?)?",
        "becomes": r"\s(?:{becomes} )+",
        "at_home": r" \((?:{at home} )?{home}(?!\w)",
        "of_another": r"(?<!\w){of} {alone}(?!\w)",
        "many": r"(?<!\w){many} $",
        "of_many": r" {plural} ",
    }
    [conjunction] = cues(_LIST, "and")
    patterns = {name: pattern_of(_LIST, template) for name, template in templates.items()}
    at = frozenset(cues(_LIST, "at"))
    return _Cues(conjunction=f" {conjunction}", at=at, **patterns)


def before(sentence: str, small: str, floor: int, end: int, *, is_called: bool) -> Title | None:
    """The offices that lead up to where a name, or its honorific, begins.

    `small`: the sentence in small letters. `floor`: where the person before ends. `is_called`: an
    honorific stands at `end`: then words like "là" may stand between the two.
    """
    whole = small[floor:end].rstrip(' "')
    whole = _BRACKET.sub("", whole) if whole.endswith(")") else whole
    head = _without_links(whole) if is_called else whole.rstrip(":")
    found, cut = _offices_of_last_clause(head)
    if not found:
        return None
    last = found[-1].end()
    if (
        len(head) - last > (_FAR if len(head) < len(whole) else _FARTHER)
        or words().no_title.search(head, last)
        or words().verb.search(sentence, floor + last, floor + len(head))
    ):
        return None
    number = len(found) - 1
    while number and _cues().joins.fullmatch(head, found[number - 1].end(), found[number].start()):
        number -= 1
    first = found[number].start()
    if is_called and floor and not head[:first].strip(" ,(-"):
        return None  # it follows the name before
    if is_called and _cues().of_another.match(head, head.rfind(" ", 0, first - 1) + 1):
        if not number or head[found[number - 1].end() : first].count(" ") > 2:
            return None  # "theo chỉ đạo của Thủ tướng, ông A"
        number -= 1  # "người phát ngôn của Thủ tướng, ông A"
        first = found[number].start()
    if number == 0:
        first = _first_of_list(head, first, cut)
    return Title(floor + first, floor + len(head))


def _without_links(head: str) -> str:
    """What leads up to an honorific, without the words that link an office with it."""
    head = head.rstrip(" ,:-")
    while link := next(filter(head.endswith, words().links), ""):
        head = head[: -len(link)].rstrip(" ,:-")
    return head


def _offices_of_last_clause(head: str) -> tuple[list[re.Match[str]], int]:
    """The offices in the last clause, or in the one whose commas are those of the name of a body;
    and where that clause begins."""
    office = words().office
    cut = _clause(head, len(head))
    found = list(office.finditer(head, cut))
    if not found and _cues().last_of_body.fullmatch(head, cut):
        while not found and head[:cut].endswith(",") and len(head) - cut < _FARTHER:
            cut = _clause(head, cut - 1)
            found = list(office.finditer(head, cut))
    return found, cut


def _first_of_list(head: str, first: int, cut: int) -> int:
    """Where the offices begin if some stand before a comma too.

    `first`: where those of the clause that begins at `cut` do.
    """
    while head[:cut].endswith(",") and not head[cut:first].strip():
        earlier = _clause(head, cut - 1)
        own = list(words().office.finditer(head, earlier, cut - 1))
        if not own or not _is_of_the_next(head, own[-1], cut - 1):
            break
        first = own[-1].start()
        cut = earlier if len(own) == 1 and not head[earlier:first].strip() else 0
    return first


def _is_of_the_next(head: str, office: re.Match[str], end: int) -> bool:
    """Whether an office, with a comma at `end`, is of the person that the one behind is of."""
    own, tail = _cues(), (head, office.end(), end)
    is_clause = words().no_title.search(*tail) or words().verb.search(*tail)
    ends = own.ends.search(head[: end + 1].replace(",", " "), office.end())
    lead = head[: office.start()]
    is_of_another = own.of_another.match(head, lead.rfind(" ", 0, -1) + 1)
    return not (is_clause or ends or is_of_another or own.many.search(lead))


def _clause(text: str, end: int) -> int:
    """Where the clause that ends here begins."""
    return max(text.rfind(mark, 0, end) for mark in ',;:()"') + 1


def after(sentence: str, small: str, end: int, limit: int, *, is_name_only: bool) -> Title | None:
    """The offices that follow a name, up to a verb or the next person, who begins at `limit`.

    `is_name_only`: the name has neither honorific nor office. Then it does not take "Thủ tướng" of
    ", Thủ tướng nói".
    """
    office = words().office
    gap = _cues().leads_to.match(small, end)
    first = office.match(small, gap.end()) if gap else None
    if not first or first.start() >= limit:
        return None
    if not small[end : first.start()].strip() and sentence[first.start()].islower():
        return None  # "lãnh đạo" may be a verb
    if _cues().of_many.match(small, first.end()):
        return None  # ", Bộ trưởng các Bộ Y tế và Nội vụ": of those who are named next
    stop = _end(sentence, small, first, min(limit, first.start() + _LONGEST))
    if found := words().verb.search(sentence, first.end(), stop):
        stop = found.start()
        if is_name_only and stop == first.end() + 1:
            return None
    stop = _up_to_another(sentence, small, first.end(), stop)
    title = (
        sentence[first.start() : stop]
        .rstrip(_MARKS)
        .removesuffix(_cues().conjunction)
        .rstrip(_MARKS)
    )
    return Title(first.start(), first.start() + len(title))


def _end(sentence: str, small: str, office: re.Match[str], stop: int) -> int:
    """The first place before `stop` behind which an office does not go on."""
    found = _cues().ends.search(sentence, office.end(), stop)
    if (
        found
        and found.group().strip() in _cues().at
        and _cues().at_a_place.match(small, office.start())
    ):
        found = _cues().ends.search(sentence, found.end(), stop)
    return found.start() if found else stop


def _up_to_another(sentence: str, small: str, start: int, stop: int) -> int:
    """The first comma in [start, stop) behind which no further office of the person stands."""
    for comma in _cues().apart.finditer(sentence, start, stop):
        if not words().office.match(small, comma.end()) and not small.startswith(",", comma.end()):
            return comma.start()
    return stop


def becomes(small: str, end: int, limit: int) -> bool:
    """Whether the words after a name give its bearer an office: "giữ chức Chủ tịch"."""
    limit = min(limit, end + _FARTHER)
    found = _BREAK.search(small, end, limit)
    leads = _cues().becomes.finditer(small, end, found.start() if found else limit)
    return any(words().office.match(small, lead.end()) for lead in leads)


def is_resident(small: str, end: int) -> bool:
    """Whether a name is followed by where its bearer lives."""
    return bool(_cues().at_home.match(small, end))
