"""Digits as typed, with blanks or without → the other ways to set them apart (rule V7)."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from search.text.lexicon.word_lists import entries
from search.text.syllable import Syllable, spellings

_GROUP = 3
"""Digits of a group of thousands."""
_MOST = 12
"""Digits of the longest number that is written in groups."""
_MOST_GROUPS = 4
"""Groups of the longest number."""
_MOST_DECIMALS = 2
"""Decimals to which no zero is added."""


class Digits(NamedTuple):
    """A number that ends before syllable `last`, and the other ways to write it."""

    last: int
    other_forms: tuple[str, ...]


def digits_at(found: Sequence[Syllable], first: int, text: str) -> Digits | None:
    """The number that begins at a syllable of a text, if it can be set apart otherwise.

    "1 200 000" is also 1200000; "12345,6" is also "12 345,6"; "0900111222" is also "0900 111 222"
    and "090 011 1222".
    """
    last = _groups_end(found, first, text)
    if last == first + 2 and first and found[first - 1].exact in _numbered():
        last = first + 1  # "bão số 3 150 hộ"
    for end in range(last, first, -1):
        surfaces = [text[syllable.start : syllable.end] for syllable in found[first:end]]
        forms = list(_phone(surfaces) or _thousands(surfaces))
        if forms:
            return Digits(end, tuple(forms))
    return None


def with_other_zeros(surface: str, *, is_share: bool) -> list[str]:
    """A number with one more zero as its last decimal, behind a point: "5,5" → "5.50". Behind a
    comma it is the same number anyway.

    A whole number has one added if it is a share (`is_share`), "5%": "4.0" is a name, and nobody
    writes "150.0 hộ".
    """
    whole, comma, decimals = surface.partition(",")
    has_other = len(decimals) < _MOST_DECIMALS and not decimals.endswith("0")
    if (comma or is_share) and has_other and "." not in surface:
        return [f"{whole}.{decimals}0"]
    return []


def with_other_point(surface: str) -> list[str]:
    """A number with commas for its points, if it is another one so: "5.0", "5,0" and "1.200,00"."""
    other = surface.translate(_OTHER_POINT)
    return [] if spellings(other) == spellings(surface) else [other]


_OTHER_POINT = str.maketrans(",.", ".,")


def _groups_end(found: Sequence[Syllable], first: int, text: str) -> int:
    """Where numbers with nothing but one blank, point or hyphen between end, at most a few."""
    end = first + 1
    for one, other in pairwise(found[first : first + _MOST_GROUPS]):
        if not other.exact[0].isdecimal() or text[one.end : other.start] not in (" ", ".", "-"):
            break
        end += 1
    return end


def _phone(surfaces: Sequence[str]) -> Iterator[str] | None:
    """The other ways to write a phone number; None if the digits are none."""
    digits = "".join(surfaces)
    digits = digits.replace(".", "")
    ways = [
        sizes
        for begin, count, sizes in _phone_numbers()
        if digits.isdecimal() and digits.startswith(begin) and len(digits) == count
    ]
    if not ways:
        return None
    grouped = [" ".join(_groups(digits, sizes)) for sizes in ways]
    grouped += [form.replace(" ", ".") for form in grouped if form.count(" ") == 1]  # one number
    typed = " ".join(surfaces)
    return (form for form in dict.fromkeys([digits, *grouped]) if form != typed)


def _thousands(surfaces: Sequence[str]) -> Iterator[str]:
    """A number in groups of three digits as one, and one number in such groups.

    Behind the last group a fraction may stand: "12 345,6".
    """
    if len(surfaces) > 1:
        own, *groups = surfaces
        groups[-1], point, fraction = groups[-1].partition(",")
        is_whole = fraction.isdecimal() or not point
        if 1 <= len(own) <= _GROUP and own[0] != "0" and is_whole and all(map(_is_group, groups)):
            yield "".join(surfaces)
        return
    digits, point, fraction = spellings(surfaces[0])[0].partition(".")
    if digits.isdecimal() and _GROUP < len(digits) <= _MOST and not _is_year(surfaces[0]):
        begin = len(digits) % _GROUP or _GROUP
        sizes = (begin, *(_GROUP for _ in range((len(digits) - begin) // _GROUP)))
        yield " ".join(_groups(digits, sizes)) + point.replace(".", ",") + fraction


def _is_group(surface: str) -> bool:
    return len(surface) == _GROUP and surface.isdecimal()


def _is_year(surface: str) -> bool:
    return len(surface) == 4 and surface[:2] in ("18", "19", "20")


@cache
def number_words() -> frozenset[str]:
    """Canonical syllables that stand between a word and its number: "bão số 3"."""
    own = (word for use, word in entries("number_words.tsv") if use == "numbered")
    return frozenset(spellings(word)[0] for word in own)


@cache
def _numbered() -> frozenset[str]:
    """Words whose number ends before the next one: "số 3"."""
    uses = {"numbered", "counted", "opening"}
    own = (word for use, word in entries("number_words.tsv") if use in uses)
    return frozenset(spellings(word.split()[-1])[n] for word in own for n in (0, 1))


def _groups(digits: str, sizes: Sequence[int]) -> Iterator[str]:
    start = 0
    for size in sizes:
        yield digits[start : start + size]
        start += size


@cache
def _phone_numbers() -> list[tuple[str, int, tuple[int, ...]]]:
    """First digits, how many digits, and the sizes of groups, for each way."""
    return [
        (begin, int(count), tuple(map(int, sizes.split(","))))
        for begin, count, sizes in entries("phone_numbers.tsv")
    ]
