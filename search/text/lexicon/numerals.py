"""Syllables as typed → the numbers among them that can be written otherwise (rules V7, V8)."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from search.text.lexicon.word_lists import entries
from search.text.syllable import Syllable, is_spelled, spellings, syllables

_MEETINGS = ("đại hội", "hội nghị", "kỳ họp", "phiên họp")
"""What is counted and may be named apart from its number: "Đại hội Đảng bộ tỉnh lần thứ XIII"."""
_COUNTED = (*_MEETINGS, "khóa", "quý", "")
_COUNTING = ("lần thứ", "thứ", "lần", "")
"""What may stand between what is counted and its number."""
_OTHERWISE = ("", "thứ", "lần thứ")
"""After a noun all say the same: "kỳ họp 7", "kỳ họp thứ 7", "kỳ họp lần thứ 7"."""

_UNITS_IN_WORDS = {
    1: ("nhất",), 2: ("hai", "nhì"), 3: ("ba",), 4: ("tư", "bốn"), 5: ("năm",), 6: ("sáu",),
    7: ("bảy", "bẩy"), 8: ("tám",), 9: ("chín",),
}  # fmt: skip
_AFTER_TEN = _UNITS_IN_WORDS | {1: ("một",), 2: ("hai",), 4: ("bốn", "tư"), 5: ("lăm", "nhăm")}
_AFTER_TENS = _AFTER_TEN | {1: ("mốt",)}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 39


class Ordinal(NamedTuple):
    """Syllables [first, last) that say the how-manieth of something: "kỳ họp | lần thứ | 7".

    `counting`, `number`: where the words between and the number begin. `otherwise`: what may stand
    between just as well. `is_meeting`: what is counted may be named apart. `forms`: every way to
    write the number.
    """

    counting: int
    number: int
    last: int
    otherwise: tuple[str, ...]
    is_meeting: bool
    forms: tuple[str, ...]


def ordinal_at(found: Sequence[Syllable], first: int) -> Ordinal | None:
    """An ordinal and what it counts: "lần thứ 7", "quý IV", "khóa 15", "Đại hội XIII"."""
    for noun, between in _openings():
        counting, number = first + len(noun), first + len(noun) + len(between)
        if number >= len(found) or not is_spelled([*noun, *between], found[first:number]):
            continue
        after_thu = bool(between) and between[-1].folded == "thu"
        if own := _number_at(found, number, is_in_words=after_thu):
            last, value = own
            otherwise = _OTHERWISE if noun else ("lần",) if len(between) == 2 else ()
            return Ordinal(counting, number, last, otherwise, len(noun) > 1, forms(value))
    return None


@cache
def forms(number: int) -> tuple[str, ...]:
    """An ordinal in digits, as a Roman number and in words; the first two are one syllable."""
    return (str(number), roman(number), *_in_words(number))


def _in_words(number: int) -> list[str]:
    tens, units = divmod(number, 10)
    if not tens:
        return [*_UNITS_IN_WORDS[units]]
    ten = "mười" if tens == 1 else f"{_UNITS_IN_WORDS[tens][0]} mươi"
    after = (_AFTER_TEN if tens == 1 else _AFTER_TENS).get(units, ())
    return [f"{ten} {unit}" for unit in after] or [ten]


def roman(number: int) -> str:
    """A Roman number in small letters, from 1 to 39."""
    written = ""
    for value, letters in _ROMAN:
        while number >= value:
            written += letters
            number -= value
    return written


def measured_end(found: Sequence[Syllable], first: int) -> int:
    """Where a number and the units after it end: "8.500 tỷ đồng"."""
    end = first + 1
    while found[first].exact[0].isdecimal() and (size := _unit_size(found, end)):
        end += size
    return end


def thousands(found: Sequence[Syllable], first: int) -> tuple[int, str] | None:
    """A number whose thousands are named, "1 nghìn 773": where it ends, and the number."""
    own = found[first : first + 3]
    if (
        len(own) == 3
        and own[1].exact in _thousand()
        and own[0].exact.isdecimal()
        and own[2].exact.isdecimal()
        and len(own[2].exact) == 3  # "2 nghìn 22" may be 2.022 or 2.220
    ):
        return first + 3, str(1000 * int(own[0].exact) + int(own[2].exact))
    return None


def with_thousands(number: str) -> list[str]:
    """The number as `thousands` reads it: "1773" as "1 nghìn 773"."""
    more, rest = divmod(int(number), 1000) if number.isdecimal() else (0, 0)
    if rest < 100 or not 0 < more < 1000:
        return []
    return [f"{more} {word} {rest}" for word in ("nghìn", "ngàn")]


def _number_at(
    found: Sequence[Syllable], first: int, *, is_in_words: bool
) -> tuple[int, int] | None:
    """Where a number from 1 to 39 ends, and the number."""
    if is_in_words:
        for size in (3, 2, 1):
            own = found[first : first + size]
            for form, value in _words().get(tuple(syllable.folded for syllable in own), ()):
                if is_spelled(form, own):
                    return first + len(own), value
    exact = found[first].exact
    value = int(exact) if exact.isdecimal() else _romans().get(exact, 0)
    return (first + 1, value) if 0 < value <= _MOST else None


@cache
def _openings() -> list[tuple[list[Syllable], list[Syllable]]]:
    """What may stand before an ordinal; one of the two at least."""
    both = [(noun, between) for noun in _COUNTED for between in _COUNTING if noun or between]
    return [(syllables(noun), syllables(between)) for noun, between in both]


@cache
def _words() -> dict[tuple[str, ...], list[tuple[list[Syllable], int]]]:
    """Folded words → the numbers that they may be."""
    found: dict[tuple[str, ...], list[tuple[list[Syllable], int]]] = {}
    for number in range(1, _MOST + 1):
        for form in map(syllables, _in_words(number)):
            found.setdefault(tuple(s.folded for s in form), []).append((form, number))
    return found


@cache
def _romans() -> dict[str, int]:
    return {roman(number): number for number in range(1, _MOST + 1)}


@cache
def _thousand() -> frozenset[str]:
    return frozenset(spellings(word)[0] for word in ("nghìn", "ngàn", "nghin", "ngan"))


def _unit_size(found: Sequence[Syllable], first: int) -> int:
    for size in (2, 1):
        own = tuple(s.exact for s in found[first : first + size])
        if len(own) == size and own in _units():
            return size
    return 0


def units() -> list[str]:
    """What counts or measures, as the list has it."""
    return [unit for [unit] in entries("units.txt")]


@cache
def _units() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(s.exact for s in syllables(unit)) for unit in units())
