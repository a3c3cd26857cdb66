"""Syllables as typed → the numbers among them that can be written otherwise (rules V7, V8)."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from search.text.syllable import Syllable, is_called, spellings, syllables

_UNITS = Path(__file__).parent / "data" / "units.txt"

_COUNTED = ("đại hội", "hội nghị", "khóa", "kỳ họp", "lần", "lần thứ", "quý", "thứ")
"""What an ordinal stands after."""
_IN_WORDS = {
    1: ("nhất",), 2: ("hai", "nhì"), 3: ("ba",), 4: ("tư",), 5: ("năm",), 6: ("sáu",),
    7: ("bảy", "bẩy"), 8: ("tám",), 9: ("chín",), 10: ("mười",),
}  # fmt: skip
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 39


def ordinal_at(found: Sequence[Syllable], first: int) -> tuple[int, tuple[str, ...]] | None:
    """An ordinal and what it counts: "lần thứ 7", "quý IV", "khóa 15", "Đại hội XIII".

    Where it ends, and every way to write its number, which is its last syllable.
    """
    for size in (2, 1):
        own = found[first : first + size]
        if len(own) == size and first + size < len(found) and _is_counted(own):
            number = _number_of(found[first + size], is_after_thu=own[-1].folded == "thu")
            if number:
                return first + size + 1, forms(number)
    return None


def forms(number: int) -> tuple[str, ...]:
    """An ordinal in digits, as a Roman number and in words of one syllable."""
    return (str(number), roman(number), *_IN_WORDS.get(number, ()))


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


def _number_of(syllable: Syllable, *, is_after_thu: bool) -> int:
    """1 to 39, or 0 if it is no such number."""
    exact = syllable.exact
    if exact.isdecimal():
        return int(exact) if int(exact) <= _MOST else 0
    if is_after_thu and exact in _words():
        return _words()[exact]
    return _romans().get(exact, 0)


def _is_counted(own: Sequence[Syllable]) -> bool:
    return any(is_called(noun, own) for noun in _counted())


@cache
def _counted() -> list[list[Syllable]]:
    return [syllables(noun) for noun in _COUNTED]


@cache
def _words() -> dict[str, int]:
    return {spellings(word)[0]: n for n, words in _IN_WORDS.items() for word in words}


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
    lines = _UNITS.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def _units() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(s.exact for s in syllables(unit)) for unit in units())
