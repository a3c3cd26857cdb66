"""An article → the days it names, each with how much speaks for its being the meeting's."""

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from indexer.article.sentences import sentence
from indexer.article.structure import Article, Line
from indexer.lexicon import any_of, cues, lower, rows, whole
from search.report import PassageKind

_MOST = 60  # days looked at; a text that names more is no report of one meeting
_CLAUSE = 60  # characters before a day in which a word claims it for something else
_OPENING = 900  # characters of the body that say what is reported
_ENOUGH, _COMES = 2, 3

_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật)"
_TO = r"(?:đến|tới|-)(?: hết)? ?(?:ngày )?"
_DAY = re.compile(
    r"(?<![\w/.,-])(?P<d>\d{1,2})"
    rf"(?P<more>(?: ?, ?(?:ngày )?\d{{1,2}}){{0,5}} ?(?:và|,|{_TO}) ?(?:ngày )?\d{{1,2}})?"
    r"(?: ?[/-] ?(?P<m>\d{1,2})(?: ?[/-] ?(?P<y>\d{4}|\d\d(?!\d)))?(?![\d/%]|[.,]\d)"
    r"| tháng (?P<m2>\d{1,2})(?:(?: năm | ?[/-] ?)(?P<y2>\d{4}))?(?![\d/])"
    r"|\.(?P<m3>\d{1,2})(?:\.(?P<y3>\d{4}))?(?![\d/%]|[.,]\d))"
    rf"(?P<to> ?{_TO}\d{{1,2}}[/-](?P<m4>\d{{1,2}})(?:[/-](?P<y4>\d{{4}}))?(?![\d/%]|[.,]\d))?"
)
_LEAD = re.compile(
    r"(?<!\w)(?:(?P<part>sáng|trưa|chiều|tối|đêm)(?P<near> (?:nay|mai|qua))?"
    r"|hôm (?P<today>nay)|hôm qua|ngày mai|hôm|(?:đầu|giữa|cuối) tuần(?: này| qua)?"
    rf"|{_WEEKDAY}|ngày (?:làm việc )?(?:đầu tiên|cuối cùng|thứ \w+)"
    r"|(?P<days>(?:\d{1,2}|hai|ba|bốn|năm) ngày(?: làm việc| họp)?)|ngày"
    r"|(?:diễn ra|kéo dài) từ|(?P<since>từ))[\s,(]*"
    rf"(?:{_WEEKDAY}[\s,(]*)?(?:từ )?(?:ngày )?(?:mùng |mồng )?$"
)
_PLACE = re.compile(r"(?<!\w)tại(?!\w)")
_YEARS = re.compile(r" (?:\d+ năm )?")
_NOTHING = re.compile(r"(?:.{0,12}[-)] ?)?\W*(?:vào )?")
_HELD = re.compile(r"(?<!\w)(?:tổ chức|diễn ra|khai mạc|bế mạc|họp)(?: vào| trong)? $")
_COMING = re.compile(r"(?<!\w)(?:sẽ|dự kiến|chuẩn bị|theo chương trình)(?!\w)|^ tới(?!\w)")


class Day(NamedTuple):
    """A day that a text names: where, of which year if it says so, and in which part of it.

    `score`: how many signs speak for its being the meeting's, less those that speak against it.
    `bias`: a day that begins its sentence, as news do, goes before; one still to come after.
    """

    day: int
    month: int
    year: int | None
    part: str | None
    start: int
    end: int
    line: Line
    score: int
    bias: int

    @property
    def is_likely(self) -> bool:
        """Whether enough speaks for it."""
        return self.score >= _ENOUGH

    @property
    def rank(self) -> int:
        """What decides between the likely ones."""
        return self.score + self.bias


def days(article: Article) -> list[Day]:
    """The days of title, body and captions that exist, in the order of the text."""
    found: list[Day] = []
    opening = max((end for _, end in article.beginning(_OPENING)), default=0)
    for line in article.of(PassageKind.TITLE, PassageKind.BODY, PassageKind.CAPTION):
        for match in _DAY.finditer(article.lower, line.start, line.end):
            if day := _read(article, line, match, opening):
                found.append(day)
                if len(found) == _MOST:
                    return found
    return found


def _read(article: Article, line: Line, match: re.Match[str], opening: int) -> Day | None:
    said = match.groupdict()
    day, month = int(said["d"]), int(said["m"] or said["m2"] or said["m3"])
    year = said["y"] or said["y2"] or said["y3"]
    if year and len(year) == 2:
        year = f"20{year}"
    if not year and said["y4"] and month <= int(said["m4"]):
        year = said["y4"]
    lead = _LEAD.search(article.lower, max(line.start, match.start() - _CLAUSE), match.start())
    if not (lead and _exists(day, month, year)):
        return None
    if said["m3"] and not (lead["part"] or year or lead.group().startswith("ngày")):
        return None  # "hôm 2.5"
    score, bias = _score(article, line, match, lead, opening)
    return Day(
        day,
        month,
        int(year) if year else None,
        lead["part"],
        match.start(),
        match.end(),
        line,
        score,
        bias,
    )


def _exists(day: int, month: int, year: str | None) -> bool:
    try:
        date(int(year or 2000), month, day)  # 29/2 must not fail for want of a year
    except ValueError:
        return False
    return True


def _score(
    article: Article, line: Line, match: re.Match[str], lead: re.Match[str], opening: int
) -> tuple[int, int]:
    """The signs that a day is the meeting's, and its bias."""
    start, end = sentence(article, line, lead.start(), match.end())
    before, after = article.lower[start : lead.start()], article.lower[match.end() : end]
    lasts = bool(match["more"] or match["to"])
    if lead["since"]:
        if not lasts:
            return 0, 0  # "từ 18/1": since then; "từ 12 đến 13/3" is how long a meeting lasts
    elif not lead["days"] and _right_before().search(before):
        return 0, 0
    clause = re.split("[;:]", before[-_CLAUSE:])[-1]
    is_today = bool(lead["today"]) or lead["near"] == " nay"
    is_opening = line.kind is PassageKind.TITLE or (
        line.kind is PassageKind.BODY and match.start() < opening
    )
    is_of_a_paper = not (lead["part"] or is_today) and _is_of_a_paper(clause)
    score = (
        2 * bool(_meeting().search(before) or _meeting().search(after))
        + 2 * is_opening
        + bool(lead["part"] or lead["today"])
        + is_today
        + lasts
        + bool(_HELD.search(before))
        - 3 * (is_of_a_paper or _is_of_something_else(clause))
        - 6 * bool(_earlier().search(before))
    )
    begins = bool(_NOTHING.fullmatch(before))
    comes = bool(_COMING.search(before[-2 * _CLAUSE :]) or _COMING.search(after[:_CLAUSE]))
    return score, begins - _COMES * comes


def _is_of_a_paper(clause: str) -> bool:
    """Whether a paper is named before a day, and no meeting between them."""
    paper = _paper().search(clause)
    return (
        paper is not None
        and not _meeting().search(paper["since"])
        and not _PLACE.search(paper["since"])
    )


def _is_of_something_else(clause: str) -> bool:
    """Whether a word claims the day: the only thing named before it, or right before it."""
    claim = _in_clause().search(clause)
    if not claim:
        return False
    return not _meeting().search(clause[: claim.start()]) or bool(
        _YEARS.fullmatch(clause[claim.end() :])
    )


def _words(name: str) -> str:
    return whole(lower(word) for [word] in rows(name))


@cache
def _meeting() -> re.Pattern[str]:
    return re.compile(_words("meeting_words.txt"))


@cache
def _paper() -> re.Pattern[str]:
    return re.compile(_words("papers.txt") + r"(?P<since>[^,]*),? ?$")


@cache
def _earlier() -> re.Pattern[str]:
    return re.compile(_words("earlier_days.txt"))


@cache
def _in_clause() -> re.Pattern[str]:
    return re.compile(whole(cues("other_days.tsv", "clause")))


@cache
def _right_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(cues('other_days.tsv', 'right'))} $")
