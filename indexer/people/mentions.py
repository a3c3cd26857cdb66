"""A sentence → the people it names: where, with what offices, how sure."""

import re
from dataclasses import dataclass, replace
from enum import IntEnum

from indexer.lexicon import UPPER, lower
from indexer.people import offices
from indexer.people.cues import HONORIFIC_ENDS, HONORIFICS, words
from indexer.people.names import SHORTEST, begins, called

_SMALL = rf"(?:'[{UPPER}])?+[^\W\d_{UPPER}]*+(?:-[{UPPER}]?+[^\W\d_{UPPER}]++)*+(?!\w)"
_LARGE = rf"[{UPPER}]++(?!\w)"
_RUN = re.compile(
    rf"[{UPPER}](?<!\w[{UPPER}])(?:{_SMALL}(?: [{UPPER}]{_SMALL}){{0,11}}+"
    rf"|{_LARGE}(?: [{UPPER}]{_LARGE}){{0,11}}+)"
)
"""Words with capitals in a row; the bound keeps a text of nothing else from being one run."""
_HONORIFIC = re.compile(
    r"(?<!\w)(?:(?:các )?(?P<comrade>đồng chí|đ/c)|(?:các )?(?:ông|bà|anh|chị|cụ))[ :]*$"
)
_DEGREE = re.compile(r"(?<!\w)(?:(?:pgs|gs|tskh|ts|ths|bs|thạc sĩ|tiến sĩ)[., ]*)+$")
_CREDITS = frozenset(("ảnh", "nguồn", "clip", "video", "họa", "bài", "tin"))
"""The word before who took a picture or wrote."""
_ABBREVIATION = re.compile(r"\([A-ZĐ0-9&-]{2,12}\)")
_HALF = re.compile(r"(?: - [a-z]{1,6}(?!\w)){1,2}")
"""Of a Korean name as some papers print it: "Moon Jae - in"."""
_ENDS_A_NAME = re.compile(r"[^\w -]| cũng ")
_ENDS_A_LIST = re.compile(r"[:\".]")
_LISTED = re.compile(r"(?:[ ,;]|(?<!\w)(?:và|cùng|các|đồng chí|ông|bà)(?!\w))*")
_BEFORE, _NEAR = 200, 24
"""Characters before a name in which its offices are looked for; its honorific and degree."""


class Sure(IntEnum):
    """How a name was come by."""

    SHORT = 0  # an end of a name after an office or honorific: "ông Nhân"
    NAMED = 1  # may be anybody
    OFFICIAL = 2  # with an office, or "đồng chí"


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A name at [start, end) of a sentence, in [begin, stop) with honorific and offices."""

    begin: int
    start: int
    end: int
    stop: int
    sure: Sure
    titles: tuple[str, ...] = ()
    is_listed: bool = False  # hardly more than a comma or "và" is between it and the one before


def mentions(sentence: str) -> list[PersonMention]:
    """Who is named in a sentence, in order."""
    small = lower(_ABBREVIATION.sub(_blank, sentence) if "(" in sentence else sentence)
    found: list[PersonMention] = []
    for run in _RUN.finditer(sentence):
        start, end = run.span()
        is_single = sentence.find(" ", start, end) < 0
        if is_single and start == 0:
            continue  # as most: the first word of a sentence
        word = small[max(0, start - _NEAR) : start].rstrip(' .,:"').rpartition(" ")[2]
        if is_single and word not in words().ends:
            continue
        floor = max(0, start - _BEFORE, found[-1].end if found else 0)
        mention = _mention(sentence, small, floor, start, end, word)
        if mention and found:
            found[-1] = _finished(sentence, small, found[-1], mention.begin)
            mention = _in_list(sentence, small, found[-1], mention)
        if mention:
            found.append(mention)
    if found:
        found[-1] = _finished(sentence, small, found[-1], len(sentence))
    return found


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _mention(
    sentence: str, small: str, floor: int, start: int, end: int, word: str
) -> PersonMention | None:
    """The name in a row of capitals after a word, if there is one."""
    row = small[start:end].split(" ")
    begin, is_called, is_comrade = start, False, False
    if word in HONORIFIC_ENDS or word[-1:] in ("s", "h", "ĩ"):
        begin = _without_degree(small, floor, start)
        if honorific := _HONORIFIC.search(small, max(floor, begin - _NEAR), begin):
            begin, is_called = honorific.start(), True
            is_comrade = bool(honorific["comrade"])
    is_own = len(row) > 1 and row[0] in HONORIFICS and word not in words().ends
    is_own = is_own and (row[0] != "anh" or bool(called(row[1:])))  # else the country
    if is_own and tuple(row) not in words().places:
        is_called = True
        start += len(row.pop(0)) + 1
    if word == "châu":  # Âu, Á, Phi
        start += len(row.pop(0)) + 1
        begin = start
    has_degree = begin < start
    row = _up_to_an_office(small, start, row)
    if not row:
        return None
    if len(row) == 1 or (is_called and len(row) == SHORTEST and row[0] not in words().surnames):
        return _short(sentence, small, floor, begin, start, row, is_called=is_called)
    if is_called:
        first, is_usual = 0, called(row)
    else:
        if word in _CREDITS:
            return None
        near = small[max(floor, start - _NEAR) : start].rstrip()
        first, is_usual = begins(
            row,
            is_namesake=word in words().namesake_ends and bool(words().namesake.search(near)),
            is_foreign_too=not sentence[start:end].isupper(),
        )
    if first < 0 or is_usual is None:
        return None
    title = offices.before(sentence, small, floor, begin, is_called=is_called)
    if not is_usual and not title and not is_called:
        return None
    size = len(" ".join(row[first:]))
    start += sum(len(token) + 1 for token in row[:first])
    if len(row) - first == SHORTEST and (row[first] == "kim" or not is_usual):
        half = _HALF.match(sentence, start + size)
        size = half.end() - start if half else size
    # What was cut from the row is a place in the office.
    ends_before = is_called or has_degree
    said = (
        sentence[title.start : title.end if ends_before else start].strip(' ,-:"') if title else ""
    )
    is_official = bool(said) and not words().enterprise.search(lower(said))
    return PersonMention(
        begin=title.start if title else begin,
        start=start,
        end=start + size,
        stop=start + size,
        sure=Sure.OFFICIAL if is_official or is_comrade else Sure.NAMED,
        titles=(said,) if is_official else (),
    )


def _without_degree(small: str, floor: int, start: int) -> int:
    """Where "PGS.TS" before a name begins."""
    near = max(floor, start - _NEAR)
    degree = _DEGREE.search(small[near:start])
    return near + len(small[near : near + degree.start()].rstrip(" ,")) if degree else start


def _up_to_an_office(small: str, start: int, row: list[str]) -> list[str]:
    """The syllables before one that begins an office: "Lê Văn A [Trưởng ban]"."""
    own = words()
    if own.office_begins.isdisjoint(row):
        return row
    for number, token in enumerate(row):
        if token in own.office_begins and own.office.match(small, start):
            return row[:number]
        start += len(token) + 1
    return row


def _short(
    sentence: str,
    small: str,
    floor: int,
    begin: int,
    start: int,
    row: list[str],
    *,
    is_called: bool,
) -> PersonMention | None:
    """ "ông Nhân", "Bí thư Nhân", "bà Kim Ngân": who that is, the whole text must tell."""
    end = start + len(" ".join(row))
    if sentence[start : start + 2].isupper() or tuple(row) in words().places:
        return None
    if not is_called:
        if not _ENDS_A_NAME.match(sentence, end) and not words().verb.match(sentence, end + 1):
            return None
        near = max(floor, start - _NEAR)
        head = small[near:start].rstrip()
        ends = [match for match in words().office.finditer(head) if match.end() == len(head)]
        if not ends:
            return None
        begin = near + ends[0].start()
    return PersonMention(begin, start, end, end, Sure.SHORT)


def _finished(sentence: str, small: str, mention: PersonMention, limit: int) -> PersonMention:
    """A mention with the offices that follow the name; the next person begins at `limit`."""
    if mention.sure is Sure.SHORT:
        return mention
    if offices.is_resident(small, mention.end):
        return replace(mention, sure=Sure.NAMED)
    is_bare = (
        mention.sure is Sure.NAMED and mention.begin == mention.start and not mention.is_listed
    )
    title = offices.after(sentence, small, mention.end, limit, is_bare=is_bare)
    if not title:
        is_official = mention.sure is Sure.OFFICIAL or offices.becomes(small, mention.end, limit)
        return replace(mention, sure=Sure.OFFICIAL) if is_official else mention
    said = sentence[slice(*title)]
    if words().enterprise.search(lower(said)):
        return replace(mention, stop=title.end)
    titles = (*mention.titles, said)
    return replace(mention, stop=title.end, titles=titles, sure=Sure.OFFICIAL)


def _in_list(
    sentence: str, small: str, last: PersonMention, mention: PersonMention
) -> PersonMention:
    """A mention, known whether a list joins it to the last; then it may share the office of that:
    "Bộ trưởng A và B", "các đồng chí A, B"."""
    between = small[last.stop : mention.begin]
    is_listed = bool(_LISTED.fullmatch(between)) or (
        ";" in between
        and not _ENDS_A_LIST.search(between)
        and not words().verb.search(sentence, last.stop, mention.begin)
    )
    shares = (
        is_listed
        and mention.sure is Sure.NAMED
        and last.sure is Sure.OFFICIAL
        and last.stop == last.end
    )
    sure = Sure.OFFICIAL if shares else mention.sure
    return replace(mention, is_listed=is_listed, sure=sure)
