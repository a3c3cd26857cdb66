"""Syllables with capitals in a row → which of them can be of a name: where it begins and ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from indexer.lexicon import any_of, cues, rows
from indexer.people.cues import words
from indexer.people.names import SHORTEST, is_vietnamese_word, place_length

_LIST = "name_words.tsv"
_INITIAL = re.compile(r"[^\W\d_]\.")
_INITIAL_LENGTH = 2
_NUMERAL = re.compile(r"[IVX]+(?!\w)")


@dataclass(frozen=True, slots=True)
class _Cues:
    """The words of name_words.tsv.

    `lead`: a first word that is no part of the name behind it. `head`: a first word of the name of
    a body or thing; `part`: a word of such a name, wherever it stands. `last`: a word that begins
    the next sentence, where no full stop does. `body_too`: surnames that are bodies, too, and are
    such behind a word of `body_before`. `goes_on`: words whose first syllable ends a row,
    written with a capital, while the rest is small: "Đoàn Chủ [tịch]".
    """

    lead: frozenset[str]
    head: frozenset[str]
    part: frozenset[str]
    last: frozenset[str]
    body_too: frozenset[str]
    body_before: frozenset[str]
    goes_on: re.Pattern[str]
    goes_on_begins: frozenset[str]


@cache
def _cues() -> _Cues:
    verbs = [verb for _, verb in rows("role_verbs.tsv")]
    offices = [row[0].lower() for row in rows("offices.txt")]
    long = [one for one in (*cues(_LIST, "goes on"), *verbs, *offices) if " " in one]
    return _Cues(
        lead=frozenset(cues(_LIST, "lead")),
        head=frozenset(cues(_LIST, "head")),
        part=frozenset(cues(_LIST, "part")),
        last=frozenset(cues(_LIST, "last")),
        body_too=frozenset(cues(_LIST, "body too")),
        body_before=frozenset(cues(_LIST, "body before")),
        goes_on=re.compile(any_of(long) + r"(?!\w)"),
        goes_on_begins=frozenset(one.partition(" ")[0] for one in long),
    )


def lead_length(row: Sequence[str], sentence: str, start: int) -> int:
    """How many first syllables of a row, which begins at `start`, are none of the name: "[Bang]
    Hessen Tom Muller", "[Ts] Tô Lâm", "[XIV] Lê Văn A"."""
    size = len(row)
    if size <= SHORTEST:
        return 0
    done, lead = 0, _cues().lead
    while size - done > SHORTEST and row[done] in lead:
        done += 1
    return done or (1 if _NUMERAL.match(sentence, start) else 0)


def names_a_body(row: Sequence[str]) -> bool:
    """Whether a row is the name of a body, a business, a place or a thing: "Vietnam Airlines", "P.
    Bến Nghé", "T T Hà Nội"."""
    first = row[0]
    if first in _cues().head or not _cues().part.isdisjoint(row):
        return True
    if "-" in (joined := "-".join(row)) and any("-" in token for token in row):
        return bool(place_length(joined.split("-")))  # "Lào-Việt Nam"
    if first in words().surnames:
        return False
    is_abbreviated = len(row) > 1 and bool(_INITIAL.match(first))
    return len(first) == 1 or (is_abbreviated and all(map(is_vietnamese_word, row[1:])))


def after_a_body(row: Sequence[str], first: int, word: str) -> int:
    """Where a name begins that seemed to at `first`, or -1: "Đoàn" is a surname and a body.

    `word`: the one before the row. "Bí thư Thành [Đoàn Hà Nội]", "Trung ương [Đoàn] Lê Văn A".
    """
    own = _cues()
    if first < 0 or row[first] not in own.body_too:
        return first
    rest = tuple(row[first + 1 :])
    is_of_one = (row[first - 1] if first else word) in own.body_before
    if is_of_one and len(rest) >= SHORTEST and rest not in words().places:
        return first + 1 if rest[0] in words().surnames else -1
    return -1 if is_of_one or rest in words().places else first


def up_to_its_end(row: list[str], small: str, start: int, end: int) -> list[str]:
    """A row at [start, end) of a sentence in small letters, without what follows the name: a word
    that begins the next sentence, "Lê Văn A [Trong]", or goes on, "Đoàn Chủ [tịch]"."""
    if len(row) < SHORTEST:
        return row
    own = _cues()
    if small.find(".", start, end) >= 0:
        row = _up_to_an_initial(row)
    if row[-1] in own.goes_on_begins:
        last = start + sum(map(len, row)) + len(row) - 1 - len(row[-1])
        row = row[:-1] if own.goes_on.match(small, last) else row
    while len(row) > SHORTEST and (row[-1] in own.last or _is_vietnamese_end(row)):
        row = row[:-1]
    return row


def _up_to_an_initial(row: list[str]) -> list[str]:
    """Initials stand inside of foreign names only: "George W. Bush", "ông Nguyễn Văn A." """
    own = words()
    for number, token in enumerate(row):
        if len(token) != _INITIAL_LENGTH or token[1] != ".":
            continue
        begins_anew = number + 1 < len(row) and row[number + 1] in _cues().last | own.honorifics
        if row[0] in own.surnames or begins_anew or number + 1 == len(row):
            return [*row[:number], token[0]]
    return row


def _is_vietnamese_end(row: Sequence[str]) -> bool:
    """Whether a word of ours with diacritics follows a foreign name: "Tom Muller [Tiếp]"."""
    if row[0] in words().surnames or row[-1].isascii() or is_vietnamese_word(row[-2]):
        return False
    return is_vietnamese_word(row[-1])
