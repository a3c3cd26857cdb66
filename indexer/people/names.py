"""Syllables with capitals in a row → which of them are the name of a person."""

from collections.abc import Sequence
from functools import lru_cache

from indexer.people.cues import words
from search.text.spelling import is_vietnamese
from search.text.syllable import syllables

SHORTEST, _LONGEST, _LONGEST_FOREIGN = 2, 5, 6
_LONGEST_PLACE = 4


def called(row: Sequence[str]) -> bool | None:
    """Whether what follows "ông", "đồng chí" is a usual name; None if it is too long for any."""
    if row[0] in words().surnames and len(row) <= _LONGEST:
        return True
    return False if len(row) <= _LONGEST_FOREIGN else None


@lru_cache(maxsize=10_000)  # half of what has capitals stands in many reports
def begins(row: tuple[str, ...], *, is_namesake: bool, is_foreign_too: bool) -> tuple[int, bool]:
    """Which syllable begins the name at the end of a row, and whether it is a usual name.

    If not, an office must say that it is one; -1 if none can be. A row may begin with the place of
    an office: "Bí thư Tỉnh ủy [Hà Giang] Lê Văn A". After "phường" and the like it has to.
    """
    own = words()
    size = len(row)
    base = place_length(row)
    if size - base < SHORTEST:
        return -1, False
    if is_namesake and not base:
        firsts = [n for n in (2, 1, 3) if 2 < size - n < _LONGEST and row[n] in own.surnames]
        return (firsts[0] if firsts else -1), True
    if called_at := _behind_an_honorific(row, base):
        return called_at, row[called_at] in own.surnames
    for first in range(base, size - 1):
        if row[first] in own.surnames and size - first <= _LONGEST:
            return _with_a_surname(row, base, first)
    if not is_foreign_too or size - base > _LONGEST_FOREIGN:
        return -1, False
    is_odd = row[base] in own.rare_surnames or not all(map(is_vietnamese_word, row[base:]))
    return (base if is_odd and not _ends_with_a_place(row) else -1), False


def _with_a_surname(row: Sequence[str], base: int, first: int) -> tuple[int, bool]:
    """As `begins`, of a row whose first usual surname behind a place stands at `first`."""
    size = len(row)
    if first > base and size - first == SHORTEST and size - base <= 4:
        return base, False  # a surname that is on no list
    is_long = first == base and size - base == _LONGEST
    if is_long and row[base + 2] in words().surnames and all(map(is_vietnamese_word, row)):
        return base + 2, True  # after a place that is on no list
    return first, True


def _behind_an_honorific(row: Sequence[str], base: int) -> int:
    """Where a name begins inside a row behind "Ông" and the like; 0 if there is none.

    `base`: of how many syllables the place is that it begins with: "Hai Bà Trưng" has none.
    """
    own = words()
    for at in range(max(1, base), len(row) - SHORTEST):
        if row[at] in own.honorifics:
            return at + 1
    return 0


def _ends_with_a_place(row: Sequence[str]) -> bool:
    """Whether the last words of a row are a place of two or three: "Uber [Việt Nam]"."""
    return any(tuple(row[-size:]) in words().places for size in (2, 3))


def place_length(row: Sequence[str]) -> int:
    """Of how many syllables the places are with which a row begins."""
    own = words()
    done = 0
    while done < len(row) and row[done] in own.place_begins:
        for length in range(min(_LONGEST_PLACE, len(row) - done), 0, -1):
            is_place = tuple(row[done : done + length]) in own.places
            if is_place and (length > 1 or row[done] not in own.surnames):
                done += length
                break
        else:
            break
    return done


@lru_cache(maxsize=10_000)
def is_vietnamese_word(token: str) -> bool:
    """Whether a word in small letters is a syllable of ours."""
    found = syllables(token)
    return len(found) == 1 and is_vietnamese(found[0].exact)
