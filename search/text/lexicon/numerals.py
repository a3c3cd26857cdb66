"""Syllables as typed → the numbers among them that can be written otherwise (rules V7, V8)."""

from collections.abc import Sequence
from functools import cache
from itertools import chain, product
from typing import NamedTuple

from search.text.lexicon.word_lists import entries
from search.text.syllable import Syllable, is_spelled, spellings, syllables

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HIGHEST = 39
"""The highest ordinal that is read."""
_LONGEST = 8
"""No ordinal has more syllables: "hội nghị lần thứ ba mươi chín"."""


class Ordinal(NamedTuple):
    """An ordinal that ends before syllable `last`: what is counted, opening words and a number.

    In "kỳ họp | lần thứ | 7", `counting` and `number` are where the second and third begin.
    `other_openings`: the words that may stand between just as well. `is_meeting`: what is counted
    may stand apart from its number. `forms`: every way to write the number. `continuations`: the
    words that would make another number of it behind its last word: "mươi" behind "hai".
    """

    counting: int
    number: int
    last: int
    other_openings: tuple[str, ...]
    is_meeting: bool
    forms: tuple[str, ...]
    continuations: tuple[str, ...]


def ordinal_at(found: Sequence[Syllable], first: int) -> Ordinal | None:
    """The ordinal that begins at a syllable, with what it counts.

    "lần thứ 7", "quý IV", "khóa 15" and "Đại hội XIII" are ordinals, from 1 to 39.
    """
    begun = found[first].folded if first < len(found) else ""
    for noun, opening in _openings().get(begun, ()):
        counting, number = first + len(noun), first + len(noun) + len(opening)
        if number >= len(found) or not is_spelled([*noun, *opening], found[first:number]):
            continue
        own = (_worded_at(found, number) if _takes_words(opening) else None) or _digits_at(
            found, number
        )
        if own:
            last, value = own
            others = _other_openings(noun, opening)
            ways = forms(value), continuations(value)
            return Ordinal(counting, number, last, others, len(noun) > 1, *ways)
    return None


def ending_ordinal(found: Sequence[Syllable]) -> Ordinal | None:
    """The ordinal that some syllables end with, if its number is written in words."""
    ends = (ordinal_at(found, first) for first in range(max(0, len(found) - _LONGEST), len(found)))
    return next(
        (o for o in ends if o and o.last == len(found) and not _digits_at(found, o.number)), None
    )


def meeting_opening() -> str:
    """The words before the number of a meeting that is named apart from it: "lần thứ"."""
    return _words_for("opening")[0]


def _takes_words(opening: Sequence[Syllable]) -> bool:
    """Whether a number behind some words may be written in words."""
    return bool(opening) and opening[-1].folded == "thu"


def _other_openings(noun: Sequence[Syllable], opening: Sequence[Syllable]) -> tuple[str, ...]:
    """The opening words that mean the same: "kỳ họp 7", "kỳ họp thứ 7", "kỳ họp lần thứ 7"."""
    longest, ordinal, plain = _words_for("opening")
    if noun:
        return ("", ordinal, longest)
    return (plain,) if len(opening) == len(syllables(longest)) else ()


@cache
def forms(number: int) -> tuple[str, ...]:
    """An ordinal in digits, as a Roman number, and in words: ("12", "xii", "mười hai")."""
    return (str(number), roman(number), *_in_words(number))


@cache
def continuations(number: int) -> tuple[str, ...]:
    """What must not follow an ordinal in words, which would be a higher one: "mười" → "một" ..."""
    numerals = _numerals()
    tens, units = divmod(number, 10)
    if not tens:
        return numerals[10].after_tens  # "mươi"
    if units:
        return ()
    ones = [numerals[unit] for unit in range(1, 10)]
    after = (one.after_ten if tens == 1 else one.after_tens for one in ones)
    return tuple(dict.fromkeys(chain.from_iterable(after)))


def _in_words(number: int) -> list[str]:
    numerals = _numerals()
    tens, units = divmod(number, 10)
    if not tens:
        return [*numerals[units].alone]
    [ten] = numerals[10].alone
    if tens > 1:
        [of_tens] = numerals[10].after_tens
        ten = f"{numerals[tens].alone[0]} {of_tens}"
    if not units:
        return [ten]
    after = numerals[units].after_ten if tens == 1 else numerals[units].after_tens
    return [f"{ten} {unit}" for unit in after]


def roman(number: int) -> str:
    """A Roman number in small letters, from 1 to 39."""
    written = ""
    for value, letters in _ROMAN:
        while number >= value:
            written += letters
            number -= value
    return written


def is_roman(syllable: Syllable) -> bool:
    """Whether a syllable is a Roman number from 1 to 39."""
    return syllable.exact in _romans()


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
    return [f"{more} {word} {rest}" for word in _words_for("thousand")]


def _worded_at(found: Sequence[Syllable], first: int) -> tuple[int, int] | None:
    """Where a number in words ends, and the number; the longest one that begins at a syllable."""
    for size in (3, 2, 1):
        own = found[first : first + size]
        for form, value in _words().get(tuple(syllable.folded for syllable in own), ()):
            if is_spelled(form, own):
                return first + len(own), value
    return None


def _digits_at(found: Sequence[Syllable], first: int) -> tuple[int, int] | None:
    """Where a number in digits or a Roman one ends, and the number."""
    exact = found[first].exact
    value = int(exact) if exact.isdecimal() else _romans().get(exact, 0)
    return (first + 1, value) if 0 < value <= _HIGHEST else None


class _Numeral(NamedTuple):
    """How a number is said alone, behind "mười", and behind "mươi"; the usual way first."""

    alone: tuple[str, ...]
    after_ten: tuple[str, ...]
    after_tens: tuple[str, ...]


@cache
def _numerals() -> dict[int, _Numeral]:
    """The list, by number."""
    return {
        int(number): _Numeral(*(tuple(filter(None, way.split(", "))) for way in ways))
        for number, *ways in entries("numerals.tsv")
    }


@cache
def _words_for(use: str) -> tuple[str, ...]:
    """The words of the list of words around numbers that are of one use, in its order."""
    return tuple(word for listed, word in entries("number_words.tsv") if listed == use)


@cache
def _openings() -> dict[str, list[tuple[list[Syllable], list[Syllable]]]]:
    """The first syllable, folded → what is counted, and what stands before its number; one of the
    two may be missing."""
    nouns = (*_words_for("meeting"), *_words_for("counted"), "")
    openings = (*_words_for("opening"), "")
    found: dict[str, list[tuple[list[Syllable], list[Syllable]]]] = {}
    for noun, opening in product(map(syllables, nouns), map(syllables, openings)):
        if words := [*noun, *opening]:
            found.setdefault(words[0].folded, []).append((noun, opening))
    return found


@cache
def _words() -> dict[tuple[str, ...], list[tuple[list[Syllable], int]]]:
    """Folded words → the numbers that they may be."""
    found: dict[tuple[str, ...], list[tuple[list[Syllable], int]]] = {}
    for number in range(1, _HIGHEST + 1):
        for form in map(syllables, _in_words(number)):
            found.setdefault(tuple(s.folded for s in form), []).append((form, number))
    return found


@cache
def _romans() -> dict[str, int]:
    return {roman(number): number for number in range(1, _HIGHEST + 1)}


@cache
def _thousand() -> frozenset[str]:
    return frozenset(way for word in _words_for("thousand") for way in spellings(word))


def _unit_size(found: Sequence[Syllable], first: int) -> int:
    for size in (2, 1):
        own = tuple(s.exact for s in found[first : first + size])
        if len(own) == size and own in _units():
            return size
    return 0


def units() -> list[str]:
    """What counts or measures, as the list has it."""
    return [unit for [unit] in entries("counted_words.txt")]


@cache
def _units() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(s.exact for s in syllables(unit)) for unit in units())
