"""A sentence → its words with capitals in a row, each with what of it may be a name of a person."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from indexer.lexicon import UPPER, cues, pattern_of
from indexer.people.bounds import lead_length, up_to_its_end
from indexer.people.cues import words
from indexer.people.names import called

_LIST = "name_words.tsv"
_SMALL = rf"(?:'[{UPPER}])?+[^\W\d_{UPPER}]*+(?:-[{UPPER}]?+[^\W\d_{UPPER}]++)*+(?!\w)"
_BETWEEN = rf"(?: |(?<=[{UPPER}])(?<!\w[{UPPER}])\. ?(?=[{UPPER}](?:[^\W\d_{UPPER}]|\.)))"
"""A blank, or the point of an initial: "George W. Bush"."""
_LARGE = rf"[{UPPER}]++(?!\w)"
_RUN = re.compile(
    rf"[{UPPER}](?<!\w[{UPPER}])(?:{_SMALL}(?:{_BETWEEN}[{UPPER}]{_SMALL}){{0,11}}+"
    rf"|{_LARGE}(?: [{UPPER}]{_LARGE}){{0,11}}+)"
)
"""Words with capitals in a row; the bound keeps a text of nothing else from being one run."""
_NEAR = 24
"""Characters before a name in which its honorific and degree are looked for."""


class CapitalizedRun(NamedTuple):
    """Words with capitals in a row, at [start, end) of a sentence, which may end with a name.

    `small`: the sentence in small letters. `floor`: where the person before ends, or as far as
    offices are looked for. `word`: the word before the run.
    """

    sentence: str
    small: str
    floor: int
    start: int
    end: int
    word: str

    def near(self, start: int) -> str:
        """What stands shortly before a place in it."""
        return self.small[self.near_start(start) : start].rstrip()

    def near_start(self, start: int) -> int:
        """Where that begins."""
        return max(self.floor, start - _NEAR)


class Candidate(NamedTuple):
    """The syllables of a run that may be a name, from `start`, and what leads up to them.

    `begin`: where an honorific or degree begins, if there is one; else `start`.
    """

    begin: int
    start: int
    row: list[str]
    is_called: bool
    is_comrade: bool


@dataclass(frozen=True, slots=True)
class _Cues:
    """The words of name_words.tsv as patterns and sets.

    `degree_ends`: the last letters of degrees. `countries`: honorifics that are the name of a
    country, too; `continents`: the word before Âu, Á, Phi.
    """

    honorific: re.Pattern[str]
    degree: re.Pattern[str]
    degrees: frozenset[str]
    degree_ends: frozenset[str]
    countries: frozenset[str]
    continents: frozenset[str]


@cache
def _cues() -> _Cues:
    lead = r"(?<!\w)(?:{plural} )?(?:(?P<comrade>{comrade})|{honorific})[ :]*$"
    return _Cues(
        honorific=pattern_of(_LIST, lead),
        degree=pattern_of(_LIST, r"(?<!\w)(?:{degree}[., ]*)+$"),
        degrees=frozenset(cues(_LIST, "degree")),
        degree_ends=frozenset(degree[-1] for degree in cues(_LIST, "degree")),
        countries=frozenset(cues(_LIST, "country too")),
        continents=frozenset(cues(_LIST, "continent")),
    )


def runs_of_capitals(sentence: str, small: str) -> Iterator[tuple[int, int, str]]:
    """[start, end) of each run of words with capitals, and the word before it; of single words
    only those behind an office or honorific."""
    ends = words().ends
    for run in _RUN.finditer(sentence):
        start, end = run.span()
        is_single = sentence.find(" ", start, end) < 0
        if is_single and start == 0:
            continue  # as most: the first word of a sentence
        word = small[max(0, start - _NEAR) : start].rstrip(' .,:"').rpartition(" ")[2]
        if not is_single or word in ends:
            yield start, end, word


def candidate(run: CapitalizedRun) -> Candidate:
    """The syllables of a run without an honorific or continent before the name, and without what
    begins an office after it."""
    row = run.small[run.start : run.end].split(" ")
    start, (begin, is_called, is_comrade) = run.start, _lead(run)
    if _is_called_inside(run.word, row):
        is_called = True
        start += len(row.pop(0)) + 1
    if run.word in _cues().continents:
        start += len(row.pop(0)) + 1
        begin = start
    row = up_to_its_end(_up_to_an_office(run.small, start, row), run.small, start, run.end)
    if lead := 0 if is_called else lead_length(row, run.sentence, start):
        is_degree = row[0] in _cues().degrees
        start += len(" ".join(row[:lead])) + 1
        begin, row = begin if is_degree or is_called else start, row[lead:]
    return Candidate(begin, start, row, is_called, is_comrade)


def _lead(run: CapitalizedRun) -> tuple[int, bool, bool]:
    """Where the honorific or degree before a run begins, else the run; whether an honorific
    stands there, and whether it is "đồng chí"."""
    begin = run.start
    if run.word in words().honorific_ends or run.word[-1:] in _cues().degree_ends:
        begin = _without_degree(run.small, run.floor, begin)
        near = max(run.floor, begin - _NEAR)
        if honorific := _cues().honorific.search(run.small, near, begin):
            return honorific.start(), True, bool(honorific["comrade"])
    return begin, False, False


def _without_degree(small: str, floor: int, start: int) -> int:
    """Where "PGS.TS" before a name begins."""
    near = max(floor, start - _NEAR)
    degree = _cues().degree.search(small[near:start])
    return near + len(small[near : near + degree.start()].rstrip(" ,")) if degree else start


def _is_called_inside(word: str, row: list[str]) -> bool:
    """Whether a row begins with an honorific in capitals: "Ông Lê Văn A"."""
    own = words()
    if len(row) < 2 or row[0] not in own.honorifics or word in own.ends:
        return False
    if row[0] in _cues().countries and not called(row[1:]):
        return False
    return tuple(row) not in own.places


def _up_to_an_office(small: str, start: int, row: list[str]) -> list[str]:
    """The syllables before one that begins an office: "Lê Văn A [Trưởng ban]"."""
    own = words()
    if own.office_begins.isdisjoint(row):
        return row
    for number, token in enumerate(row):
        # "Trung [Quốc vương] Nghị", "Đỗ [Trung tá]" are no offices.
        if number != 1 and token in own.office_begins and own.office.match(small, start):
            return row[:number]
        start += len(token) + 1
    return row
