"""A sentence → the people it names: where, with what offices, how sure."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from indexer.lexicon import cues, lower, pattern_of
from indexer.people import offices
from indexer.people.bounds import after_a_body, names_a_body
from indexer.people.cues import words
from indexer.people.names import SHORTEST, begins, called, is_vietnamese_word, place_length
from indexer.people.runs import Candidate, CapitalizedRun, candidate, runs_of_capitals
from search.report import Span

_LIST = "name_words.tsv"
_ABBREVIATION = re.compile(r"\([A-ZĐ0-9&-]{2,12}\)")
_HALVES = re.compile(r" - [a-z]{1,2} - [a-z]{1,6}(?!\w)")
"""Of a name as some papers print it: "Prayut Chan - o - cha"."""
_HALF = re.compile(rf"{_HALVES.pattern}| - [a-z]{{1,6}}(?!\w)")
"""Of a Korean one, too: "Moon Jae - in"."""
_ENDS_A_LIST = re.compile(r"[:\".]")
_ITEM, _COMMA = (";", ":"), ", "
_AROUND = ' ,-:"'
_BEFORE = 200
"""Characters before a name in which its offices are looked for."""


class Sure(IntEnum):
    """How a name was come by."""

    SHORT = 0  # an end of a name after an office or honorific: "ông Nhân"
    NAMED = 1  # may be anybody
    OFFICIAL = 2  # with an office, or "đồng chí"


class PersonMention(NamedTuple):
    """A name at [start, end) of a sentence, in [begin, stop) with honorific and offices.

    `titles`: [start, end) of each office. `is_listed`: hardly more than a comma or "và" is between
    it and the one before. `is_scholar`: a professor or doctor.
    """

    begin: int
    start: int
    end: int
    stop: int
    sure: Sure
    titles: tuple[Span, ...] = ()
    is_listed: bool = False
    is_scholar: bool = False


@dataclass(frozen=True, slots=True)
class _Cues:
    """The words of name_words.tsv as patterns and sets.

    `credits`: the word before who took a picture or wrote. `korean`: surnames. `bodies`: which
    offices are of, in one word. `districts`: before the name of a place, unless it is a usual name
    of a person. `ends_a_name`: behind an end of a name. `scholar`: a degree of one. `listed`: all
    that stands between two people of one list.
    """

    credits: frozenset[str]
    korean: frozenset[str]
    bodies: frozenset[str]
    districts: frozenset[str]
    ends_a_name: re.Pattern[str]
    scholar: re.Pattern[str]
    listed: re.Pattern[str]


@cache
def _cues() -> _Cues:
    return _Cues(
        credits=frozenset(cues(_LIST, "credit")),
        korean=frozenset(cues(_LIST, "korean")),
        bodies=frozenset(cues(_LIST, "alone")),
        districts=frozenset(cues(_LIST, "district")),
        ends_a_name=pattern_of(_LIST, r"[^\w -]| {also} "),
        scholar=pattern_of(_LIST, r"(?<!\w){scholar}(?!\w)"),
        listed=pattern_of(_LIST, r"(?:[ ,;)]|(?<!\w){in a list}(?!\w))*"),
    )


def without_abbreviations(small: str, text: str) -> str:
    """A text in small letters with blanks for the abbreviations that stand in brackets in `text`,
    which has its capitals: what it gives of an article is, cut, what it gives of a sentence."""
    pieces: list[str] = []
    done = 0
    for own in _ABBREVIATION.finditer(text):
        pieces += [small[done : own.start()], " " * len(own.group())]
        done = own.end()
    return "".join([*pieces, small[done:]]) if pieces else small


def mentions(sentence: str, small: str | None = None) -> list[PersonMention]:
    """Who is named in a sentence, in order. `small`: it in small letters, `without_abbreviations`,
    where that is known."""
    small = without_abbreviations(lower(sentence), sentence) if small is None else small
    found: list[PersonMention] = []
    for start, end, word in runs_of_capitals(sentence, small):
        floor = max(0, start - _BEFORE, found[-1].end if found else 0)
        mention = _mention(CapitalizedRun(sentence, small, floor, start, end, word))
        if mention and found:
            found[-1] = _finished(sentence, small, found[-1], mention.begin)
            mention = _in_list(sentence, small, found[-1], mention)
        if mention:
            found.append(mention)
    if not found:
        return found  # as most
    found[-1] = _finished(sentence, small, found[-1], len(sentence))
    return _elected_together(found)


def _mention(run: CapitalizedRun) -> PersonMention | None:
    """The name in a run, if there is one."""
    name = candidate(run)
    row = name.row
    if not row:
        return None
    if len(row) == 1 or _is_an_end(name):
        return _short(run, name)
    first, is_usual = _first_syllable(run, name)
    if first < 0 or is_usual is None or names_a_body(row[first:]):
        return None
    title = offices.before(run.sentence, run.small, run.floor, name.begin, is_called=name.is_called)
    if not (is_usual or title or name.is_called or _is_an_item(run, name)):
        return None
    return _full(run, name, first, title, is_usual=is_usual)


def _is_an_end(name: Candidate) -> bool:
    """Whether two syllables behind an honorific are the end of a name of ours: "bà Kim Ngân"."""
    row = name.row
    if not name.is_called or len(row) != SHORTEST or row[0] in words().surnames:
        return False
    return all(map(is_vietnamese_word, row))


def _is_an_item(run: CapitalizedRun, name: Candidate) -> bool:
    """Whether a row stands between a semicolon or colon and an office: "; Tom Muller, Ủy viên"."""
    end = name.start + len(" ".join(name.row))
    leads_up = run.small[: run.start].rstrip()[-1:]
    return leads_up in _ITEM and bool(words().office.match(run.small, end + len(_COMMA)))


def _short(run: CapitalizedRun, name: Candidate) -> PersonMention | None:
    """ "ông Nhân", "Bí thư Nhân", "bà Kim Ngân": who that is, the whole text must tell."""
    begin, start = name.begin, name.start
    end = start + len(" ".join(name.row))
    if run.sentence[start : start + 2].isupper() or tuple(name.row) in words().places:
        return None
    if not name.is_called:
        if name.row[0] in _cues().bodies:
            return None  # "Chủ tịch Hội, ông A"
        ends_here = _cues().ends_a_name.match(run.sentence, end)
        if not ends_here and not words().verb.match(run.sentence, end + 1):
            return None
        head = run.near(start)
        ends = [match for match in words().office.finditer(head) if match.end() == len(head)]
        if not ends:
            return None
        begin = run.near_start(start) + ends[0].start()
    titles = () if name.is_called else ((begin, start - 1),)
    return PersonMention(begin, start, end, end, Sure.SHORT, titles)


def _first_syllable(run: CapitalizedRun, name: Candidate) -> tuple[int, bool | None]:
    """Which syllable of a row begins the name, or -1, and whether it is a usual name; None if
    there is none."""
    if name.is_called:
        return 0, called(name.row)
    if run.word in _cues().credits:
        return -1, None
    own = words()
    is_namesake = run.word in own.namesake_ends and own.namesake.search(run.near(name.start))
    first, is_usual = begins(
        tuple(name.row),
        is_namesake=bool(is_namesake),
        is_foreign_too=(run.word not in _cues().districts or place_length(name.row) > 0)
        and not run.sentence[name.start : run.end].isupper(),
    )
    return after_a_body(name.row, first, run.word), is_usual


def _full(
    run: CapitalizedRun, name: Candidate, first: int, title: offices.Title | None, *, is_usual: bool
) -> PersonMention:
    """The name that begins with a syllable of a row, and the offices before it."""
    row = name.row[first:]
    start = name.start + sum(len(token) + 1 for token in name.row[:first])
    end = start + len(" ".join(row))
    if len(row) == SHORTEST and (not is_usual or row[0] in _cues().korean):
        is_korean = not _cues().korean.isdisjoint(row)
        half = (_HALF if is_korean else _HALVES).match(run.sentence, end)
        end = half.end() if half else end
    office: Span | None = None
    if title:
        # What was cut from the row is a place in the office.
        ends_before = name.is_called or name.begin < name.start
        office = _stripped(run.sentence, title.start, title.end if ends_before else start)
    is_official = office is not None and not words().enterprise.search(run.small, *office)
    return PersonMention(
        begin=title.start if title else name.begin,
        start=start,
        end=end,
        stop=end,
        sure=Sure.OFFICIAL if is_official or name.is_comrade else Sure.NAMED,
        titles=(office,) if office and is_official else (),
        is_scholar=name.begin < start
        and bool(_cues().scholar.search(run.small, name.begin, start)),
    )


def _stripped(sentence: str, start: int, end: int) -> Span | None:
    """What stands at [start, end) without the blanks and marks around it; None if that is all."""
    text = sentence[start:end]
    start += len(text) - len(text.lstrip(_AROUND))
    end = start + len(text.strip(_AROUND))
    return (start, end) if start < end else None


def _finished(sentence: str, small: str, mention: PersonMention, limit: int) -> PersonMention:
    """A mention with the offices that follow the name; the next person begins at `limit`."""
    if mention.sure is Sure.SHORT:
        return mention
    if offices.is_resident(small, mention.end):
        return mention._replace(sure=Sure.NAMED)
    is_name_only = (
        mention.sure is Sure.NAMED and mention.begin == mention.start and not mention.is_listed
    )
    title = offices.after(sentence, small, mention.end, limit, is_name_only=is_name_only)
    if not title:
        is_official = mention.sure is Sure.OFFICIAL or offices.becomes(small, mention.end, limit)
        return mention._replace(sure=Sure.OFFICIAL) if is_official else mention
    if words().enterprise.search(small, *title):
        return mention._replace(stop=title.end)
    titles = (*mention.titles, (title.start, title.end))
    return mention._replace(stop=title.end, titles=titles, sure=Sure.OFFICIAL)


def _elected_together(found: list[PersonMention]) -> list[PersonMention]:
    """The mentions; those of a list are all known for the office that its last one is given:
    "ông A, B và bà C được bầu làm Phó Bí thư"."""
    for number in range(len(found) - 1, 0, -1):
        own, before = found[number], found[number - 1]
        is_one_of_them = own.is_listed and not own.titles and before.sure is Sure.NAMED
        if is_one_of_them and own.sure is Sure.OFFICIAL:
            found[number - 1] = before._replace(sure=Sure.OFFICIAL)
    return found


def _in_list(
    sentence: str, small: str, last: PersonMention, mention: PersonMention
) -> PersonMention:
    """A mention, known whether a list joins it to the last; then it may share the office of that:
    "Bộ trưởng A và B", "các đồng chí A, B"."""
    between = small[last.stop : mention.begin]
    is_listed = bool(_cues().listed.fullmatch(between)) or (
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
    if not is_listed:
        return mention  # as most
    return mention._replace(is_listed=is_listed, sure=sure)
