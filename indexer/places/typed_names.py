"""A line → the communes and named places in it: a type word and a name, or several."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from indexer.lexicon import UPPER, any_of, cues, pattern_of, rows
from indexer.places.gazetteer import AdministrativeUnit, family_names
from search.report import PlaceKind, Status

# There is no list of communes: the type word stands before nearly every one, and a name alone
# tells neither that it is a commune nor which of several (10,599 share 7,275 names).
_LIST = "place_words.tsv"
_SYLLABLE = rf"[{UPPER}][^\W\d_{UPPER}]*+(?:['’][^\W\d_]+)?(?!\w)"
_NAME = rf"{_SYLLABLE}(?: {_SYLLABLE}){{0,7}}"
NUMBER = r"\d{1,3}[A-Z]?(?![\w/%]|[.,]\d|\.\w)"
"""A number that is a name: phường 5, quốc lộ 1A."""
_NUMBER_IN_NAME = re.compile(r" \d{1,2}(?=[,;.)]\s|[,;.)]?$|\s\()")
_SHAPES = {
    "name": re.compile(_NAME),
    "long name": re.compile(rf"(?=\S+ [{UPPER}]){_NAME}"),
    "number": re.compile(NUMBER),
    "route": pattern_of(_LIST, rf"(?!{{direction}}[ -]){_NAME}(?: ?[-–] ?{_NAME}){{1,3}}"),
}
_LONGEST_NAME = 4
"""Syllables: what is longer is not a name alone."""
_MANY = pattern_of(_LIST, r"(?i)(?:{many}|\d)\s$")
LIST_GAP = pattern_of(_LIST, r"(?:,| {and}|, {and}|;| {with})\s(?:{plural} )?")
"""What stands between two members of a list."""


@dataclass(frozen=True, slots=True)
class _Type:
    """A type word in its usual form, and the shapes of the names that it takes."""

    kind: PlaceKind
    word: str
    shapes: tuple[str, ...]


class TypedPlace(NamedTuple):
    """A place in a line. `last`: where the list that it belongs to ends; `units`: which of the
    lists it may be; `is_sure`: it is one, wherever the article is about."""

    start: int
    end: int
    last: int
    kind: PlaceKind
    value: str
    basis: Status
    units: tuple[AdministrativeUnit, ...] = ()
    is_sure: bool = True
    within: str | None = None


@cache
def _types() -> dict[str, _Type | None]:
    """Each form of the words that tell a commune or a named place; of other words that only end
    like them (hợp tác xã), nothing."""
    found: dict[str, _Type | None] = dict.fromkeys(cues(_LIST, "no type"))
    for kind, word, shapes, *others in rows("place_types.tsv"):
        if kind in (PlaceKind.PROVINCE, PlaceKind.DISTRICT):
            continue
        own = None if kind == "-" else _Type(PlaceKind(kind), word, tuple(shapes.split(", ")))
        for form in (word, *(others[0].split(", ") if others else ())):
            found[form] = own
            if " " in form or kind == PlaceKind.COMMUNE:  # "Hồ" begins the names of people too
                found[form[0].upper() + form[1:]] = own
    return found


@cache
def _type_words() -> re.Pattern[str]:
    return re.compile(any_of(_types(), r"\w") + r"(?:(?<=\.) ?|(?<!\.) )")


@cache
def _body_goes_on() -> re.Pattern[str]:
    """After what looks like a name: it is that of an organisation ("thôn Tỉnh ủy", "Nhà nước")."""
    bodies = [body.split(" ") for body in cues(_LIST, "body of two words")]
    ends = "".join(rf"|(?<={first} ){second}" for first, second in bodies)
    return pattern_of(_LIST, rf" (?:{{body goes on}}{ends})(?!\w)")


def typed_in(text: str) -> Iterator[TypedPlace]:
    """The places of a line, in order; those of a list after the first begin at their names."""
    position = 0
    while match := _type_words().search(text, position):
        position = match.end()
        own = _types()[match.group().rstrip()]
        if own is None:
            continue
        names = _names_after(text, match.start(), position, own)
        for start, end in names:
            last = names[-1][1]
            begin = match.start() if start == position else start
            value = f"{own.word} {text[start:end].replace('–', '-')}"
            is_stated = begin == match.start() and text.startswith(own.word[1:], begin + 1)
            status = Status.STATED if is_stated else Status.DERIVED
            yield TypedPlace(begin, end, last, own.kind, value, status)
        if names:
            position = names[-1][1]


def _names_after(text: str, start: int, position: int, own: _Type) -> list[tuple[int, int]]:
    """The name behind a type word, and more of them if it is said of several."""
    for shape in own.shapes:
        names: list[tuple[int, int]] = []
        while match := _SHAPES[shape].match(text, position):
            end = match.end() if shape in ("number", "route") else _name_end(match)
            if not end:
                break
            names.append((match.start(), end))
            gap = LIST_GAP.match(text, end)
            if gap is None or not (len(names) > 1 or _MANY.search(text, max(0, start - 6), start)):
                break
            position = gap.end()
        if names:
            return names
    return []


def _name_end(match: re.Match[str]) -> int:
    """Where a name ends: a person's may follow it ("xã Yên Mỹ Trần Văn A"); 0 if it is no name
    of a place."""
    syllables = match.group().split(" ")
    for number in range(2, len(syllables) - 1):
        if syllables[number] in family_names():
            syllables = syllables[:number]
            break
    if len(syllables) > _LONGEST_NAME:
        return 0
    end = match.start() + len(" ".join(syllables))
    if _body_goes_on().match(match.string, end):
        return 0
    digits = _NUMBER_IN_NAME.match(match.string, end)
    return digits.end() if digits else end
