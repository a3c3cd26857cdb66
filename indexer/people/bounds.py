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


def lead_length(row: Sequence[str], written: str) -> int:
    """How many first syllables of a row, `written` so, are none of the name: "[Bang] Hessen Tom
    Muller", "[Ts] Tô Lâm", "[XIV] Lê Văn A"."""
    done = 0
    while len(row) - done > SHORTEST and row[done] in _cues().lead:
        done += 1
    is_numeral = len(row) > SHORTEST and _NUMERAL.match(written)
    return done or int(bool(is_numeral))


def names_a_body(row: Sequence[str]) -> bool:
    """Whether a row is the name of a body, a business, a place or a thing: "Vietnam Airlines", "P.
    Bến Nghé", "T T Hà Nội"."""
    if _INITIAL.match(row[0]) and len(row) > 1 and all(map(is_vietnamese_word, row[1:])):
        return True
    is_joined = any("-" in token for token in row)
    if is_joined and place_length("-".join(row).split("-")):
        return True  # "Lào-Việt Nam"
    is_letter = len(row[0]) == 1 and row[0] not in words().surnames
    return is_letter or row[0] in _cues().head or not _cues().part.isdisjoint(row)


def after_a_body(row: Sequence[str], first: int, word: str) -> int:
    """Where a name begins that seemed to at `first`, or -1: "Đoàn" is a surname and a body.

    `word`: the one before the row. "Bí thư Thành [Đoàn Hà Nội]", "Trung ương [Đoàn] Lê Văn A".
    """
    own, rest = _cues(), tuple(row[first + 1 :])
    if first < 0 or row[first] not in own.body_too:
        return first
    is_of_one = (row[first - 1] if first else word) in own.body_before
    if is_of_one and len(rest) >= SHORTEST and rest not in words().places:
        return first + 1 if rest[0] in words().surnames else -1
    return -1 if is_of_one or rest in words().places else first


def up_to_its_end(row: list[str], small: str, start: int) -> list[str]:
    """A row that begins at `start` of a sentence in small letters, without what follows the name:
    a word that begins the next sentence, "Lê Văn A [Trong]", or goes on, "Đoàn Chủ [tịch]"."""
    if len(row) < SHORTEST:
        return row
    if "." in small[start : start + len(" ".join(row))]:
        row = _up_to_an_initial(row)
    last = start + len(" ".join(row[:-1])) + 1
    if len(row) > 1 and row[-1] in _cues().goes_on_begins and _cues().goes_on.match(small, last):
        row = row[:-1]
    while len(row) > SHORTEST and (row[-1] in _cues().last or _is_vietnamese_end(row)):
        row = row[:-1]
    return row


def _up_to_an_initial(row: list[str]) -> list[str]:
    """Initials stand inside of foreign names only: "George W. Bush", "ông Nguyễn Văn A." """
    own = words()
    for number, token in enumerate(row):
        if not _INITIAL.fullmatch(token):
            continue
        begins_anew = number + 1 < len(row) and row[number + 1] in _cues().last | own.honorifics
        if row[0] in own.surnames or begins_anew or number + 1 == len(row):
            return [*row[:number], token[0]]
    return row


def _is_vietnamese_end(row: Sequence[str]) -> bool:
    """Whether a word of ours with diacritics follows a foreign name: "Tom Muller [Tiếp]"."""
    if row[-1].isascii() or row[0] in words().surnames or not is_vietnamese_word(row[-1]):
        return False
    return not is_vietnamese_word(row[-2])
