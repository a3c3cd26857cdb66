"""The provinces and districts of the lists → where a text names them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from indexer.article.structure import NAMING, Article, Line
from indexer.lexicon import UPPER, any_of, cues, rows
from search.report import PlaceKind
from search.text.lexicon.names import surnames
from search.text.lexicon.provinces import provinces

_LIST = "place_words.tsv"
[CITY] = cues(_LIST, "city")
[PROVINCE] = cues(_LIST, "province")
_LOOK = 20
"""Characters beside a name that may belong to it: the longest word that tells its type, or that
it is no place, is shorter."""


class AdministrativeUnit(NamedTuple):
    """A province, or a district of one. `province`: its name, or that of the one it is part of."""

    kind: PlaceKind
    type: str
    name: str
    province: str

    @property
    def full(self) -> str:
        """As people call it: "huyện Na Rì"."""
        return f"{self.type} {self.name}"


class PlaceMention(NamedTuple):
    """Where a text names a unit, and which ones it may be: several only of one name.

    text[start:name] is the word that tells its type, if one stands there; `type`: that word in
    its usual form, also where only an organisation tells it ("Huyện ủy Na Rì").
    """

    start: int
    name: int
    end: int
    type: str
    units: tuple[AdministrativeUnit, ...]


@cache
def family_names() -> frozenset[str]:
    """The words that a name of a person begins with: one may follow the name of a place."""
    return frozenset(surnames())


@cache
def cities() -> frozenset[str]:
    """The provinces that are cities."""
    return frozenset(row[0] for row in rows("cities.txt"))


@cache
def whole(province: str) -> AdministrativeUnit:
    """A province of the time as a unit."""
    kind = CITY if province in cities() else PROVINCE
    return AdministrativeUnit(PlaceKind.PROVINCE, kind, province, province)


@cache
def units() -> dict[str, tuple[AdministrativeUnit, ...]]:
    """Each spelling of a name → the units that have it; a province comes first."""
    found: defaultdict[str, list[AdministrativeUnit]] = defaultdict(list)
    for province in provinces():
        for spelling in province.spellings:
            found[spelling].append(whole(province.name))
    for name, kind, own, *others in rows("districts.tsv"):
        unit = AdministrativeUnit(PlaceKind.DISTRICT, kind, name, own)
        if name.isdecimal():
            forms = _numbered(name)
        else:
            forms = [name, *(others[0].split(", ") if others else [])]
        for form in forms:
            found[form].append(unit)
    # Of the old capital people say only "Huế", be it the city or its province.
    for name in cues(_LIST, "city and province"):
        found[name].sort(key=lambda unit: unit.kind)
    return {name: tuple(own) for name, own in found.items()}


def _numbered(number: str) -> list[str]:
    """The ways to write a district that has a number for a name: "quận 1", "Q. 1", "Q.1"."""
    words = cues(_LIST, "numbered district")
    close = [f"{word}{number}" for word in words if word.endswith(".")]
    return [*(f"{word} {number}" for word in words), *close]


@cache
def _sentence_heads() -> frozenset[str]:
    return frozenset(word for (word,) in rows("before_places.txt"))


@cache
def _names() -> re.Pattern[str]:
    return re.compile(any_of(units(), r"\w") + r"(?!\w)")


@cache
def _types() -> tuple[re.Pattern[str], dict[str, str]]:
    """What stands right before a name and tells its type → that type."""
    usual: dict[str, str] = {}
    for kind, word, _, *others in rows("place_types.tsv"):
        if kind in (PlaceKind.PROVINCE, PlaceKind.DISTRICT):
            for form in (word, *(others[0].split(", ") if others else ())):
                usual |= {form: word, form.capitalize(): word, form.upper(): word}
    usual |= _bodies()
    return re.compile(any_of(usual, r"\w") + r" ?$"), usual


@cache
def _bodies() -> dict[str, str]:
    """The organisations that are called after a unit → its type: "Tỉnh ủy" [Bắc Kạn] → "tỉnh"."""
    named = rows("place_bodies.tsv")
    return {
        form: kind
        for body, kind in named
        for form in (body, body.capitalize(), body.title())  # "Thành Đoàn"
    }


@cache
def _other() -> re.Pattern[str]:
    """A word before a name that makes it the name of another thing."""
    own = [word for (word,) in rows("not_places.txt")]
    own += [word for kind, word, *_ in rows("place_types.tsv") if kind == PlaceKind.COMMUNE]
    forms = [form for word in own for form in (word, word[0].upper() + word[1:])]
    return re.compile(any_of(forms, r"\w") + " $")


# A word with a capital is part of the same name; unless it is all capitals ("UBND").
_OWN_WORD_BEFORE = re.compile(
    rf"(?:^|\W)(?P<word>[{UPPER}]+[^\W\d_]*[^\W\d_{UPPER}]|[{UPPER}]) $|\w-$"
)
_WORD_AFTER = re.compile(rf" ([{UPPER}][^\W\d_]*)(?: ([{UPPER}]))?|-[{UPPER}]")


def mentions_by_line(article: Article) -> dict[Line, tuple[PlaceMention, ...]]:
    """The provinces and districts that each line of title, body and captions names, in the order
    of `Article.of`. Several facets need them: ask `article.once(mentions_by_line)`."""
    lines = article.cells(*NAMING)
    return {line: tuple(mentions(article.read(line))) for line in lines}


def mentions(text: str) -> Iterator[PlaceMention]:
    """The provinces and districts that a line names, in order; none inside the name of something
    else."""
    types, usual = _types()
    for match in _names().finditer(text):
        start, end = match.span()
        before = text[max(0, start - _LOOK) : start]
        if found := types.search(before):
            word = found.group().rstrip()
            first, kind = start - len(before) + found.start(), usual[word]
            is_word = word not in _bodies()
        elif _is_inside(before) or _other().search(before):
            continue
        else:
            first, kind, is_word = start, "", False
        if _goes_on(text[end : end + _LOOK]):
            continue
        if own := _of_type(match.group(), kind):
            if own[0].name.isdecimal():
                kind = own[0].type  # "quận 1": the type is a part of what the list has
            yield PlaceMention(first if is_word else start, start, end, kind, own)


def _is_inside(before: str) -> bool:
    """Whether a word before a name is part of the same name, by its capital."""
    found = _OWN_WORD_BEFORE.search(before)
    return found is not None and found["word"] not in _sentence_heads()


def _goes_on(after: str) -> bool:
    """Whether the name is longer than the list has it; a person may follow an office."""
    word = _WORD_AFTER.match(after)
    if not word or not word.group(1):
        return bool(word)
    is_person = word.group(1) in family_names() and word.group(2)
    return not is_person and not word.group(1).isupper()


def _of_type(name: str, kind: str) -> tuple[AdministrativeUnit, ...]:
    own = units()[name]
    if not kind:
        is_person = name == own[0].name and name in cues(_LIST, "also a person")
        return () if is_person else own[:1] if own[0].kind is PlaceKind.PROVINCE else own
    same = tuple(unit for unit in own if unit.type == kind)
    if same:
        return same
    # A unit that was raised or renamed, or whose type is wrong: the type in the text holds.
    likes = (PlaceKind.PROVINCE,) if kind == PROVINCE else (PlaceKind.DISTRICT,)
    near = tuple(unit._replace(type=kind) for unit in own if unit.kind in likes)
    return near if near or kind != CITY else own[:1]
