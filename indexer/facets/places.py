"""An article → the places it names, each in full and typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from indexer.clean import Article
from indexer.gazetteer import (
    CITY,
    Mention,
    Unit,
    family_names,
    mentions,
    sentence_heads,
    units,
    whole,
)
from indexer.words import UPPER, any_of, rows
from search.model import Facets, Part, PlaceKind, PlaceValue, Status
from search.text.provinces import provinces

# There is no list of communes: the type word stands before nearly every one, and a name alone
# tells neither that it is a commune nor which of several (10,599 share 7,275 names).
_SYLLABLE = rf"[{UPPER}][^\W\d_{UPPER}]*+(?:['’][^\W\d_]+)?(?!\w)"
_NAME = rf"{_SYLLABLE}(?: {_SYLLABLE}){{0,7}}"
_NUMBER = r"\d{1,3}[A-Z]?(?![\w/%]|[.,]\d|\.\w)"
_NUMBER_IN_NAME = re.compile(r" \d{1,2}(?=[,;.)]\s|[,;.)]?$|\s\()")
_SHAPES = {
    "name": re.compile(_NAME),
    "long name": re.compile(rf"(?=\S+ [{UPPER}]){_NAME}"),
    "number": re.compile(_NUMBER),
    "route": re.compile(rf"(?!(?:Bắc|Nam|Đông|Tây)[ -]){_NAME}(?: ?[-–] ?{_NAME}){{1,3}}"),
}
_LONGEST_NAME = 4
"""Syllables: what is longer is not a name alone."""
_BODY_GOES_ON = re.compile(r" (?:ủy|đoàn|(?<=Quốc )hội|(?<=Chính )phủ|(?<=Nhà )nước)(?!\w)")
"""After what looks like a name: it is that of a body ("thôn Tỉnh ủy")."""
_MANY = re.compile(r"(?:các|những|hai|ba|bốn|năm|sáu|\d)\s$", re.IGNORECASE)
_NEXT_NUMBER = re.compile(rf"(?:,| và|;) (?P<number>{_NUMBER})")
_SHORT = re.compile(r"[A-ZĐ]\.")
"""Too little to tell a place by ("P. Minh" may be a person), unless it says what it is part of."""
_LIST_GAP = re.compile(r"(?:,| và|, và|;| cùng)\s(?:các )?")
_WITHIN_GAP = re.compile(r",\s|\s?\(|,? thuộc |,? của | ở | tại ")
_BODY_ENDS = re.compile(
    r"[,;:.()–“”\"]|(?<!\w)(?:ở|tại|của|từ|đến|và|cho|với|là|trên|vào|tỉnh)(?!\w)"
)
_LONGEST_BODY = 40  # characters of its name before that of its place
_DISTRICT_GAP = re.compile(r",\s|\s?\(|,? thuộc |,? của | [-–] ")


@dataclass(frozen=True, slots=True)
class _Type:
    """A type word in its usual form, and the shapes of the names that it takes."""

    kind: PlaceKind
    word: str
    shapes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in a line. `last`: where the list that it belongs to ends; `units`: which of the
    lists it may be; `is_sure`: it is one, wherever the article is about."""

    start: int
    end: int
    last: int
    kind: PlaceKind
    value: str
    status: Status
    units: tuple[Unit, ...] = ()
    is_sure: bool = True
    within: str | None = None


@cache
def _types() -> dict[str, _Type | None]:
    """Each form of the words that tell a commune or a named place; of other words that only end
    like them (hợp tác xã), nothing."""
    found: dict[str, _Type | None] = dict.fromkeys(("thị xã", "Thị xã"))
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
def _bodies() -> re.Pattern[str]:
    words = [word for (word,) in rows("named_after_places.txt")]
    small = [word[0].lower() + word[1:] for word in words]
    return re.compile(any_of(words + small, r"\w") + " ")


@cache
def _type_words() -> re.Pattern[str]:
    return re.compile(any_of(_types(), r"\w") + r"(?:(?<=\.) ?|(?<!\.) )")


def extract(article: Article, facets: Facets) -> tuple[PlaceValue, ...]:
    """Each place once, where it is first named; a district that is only named, without its type,
    if something else in the article is of its province."""
    lines = article.of(Part.TITLE, Part.BODY, Part.CAPTION)
    found = [(line, place) for line in lines for place in _of_line(article.read(line))]
    meant = {province.value for province in facets.province} | {
        place.units[0].province for _, place in found if len(place.units) == 1 and place.is_sure
    }
    places: dict[str, list[PlaceValue]] = {}
    for line, place in found:
        span = article.span(line.start + place.start, line.start + place.end)
        told = _told(place, meant)
        if span is None or told is None:
            continue
        value, within = told
        own = PlaceValue(value, place.status, span, place.kind, within)
        namesakes = places.setdefault(value, [])
        for number, known in enumerate(namesakes):
            if same := _one(known, own):
                namesakes[number] = same
                break
        else:
            namesakes.append(own)
    return tuple(sorted(chain(*places.values()), key=lambda place: place.evidence or (0, 0)))


@cache
def _provinces() -> frozenset[str | None]:
    return frozenset(whole(province.name).full for province in provinces())


def _one(known: PlaceValue, later: PlaceValue) -> PlaceValue | None:
    """A place named before, with the nearer of what the two are part of; none if they are two."""
    if later.within in (None, known.within):
        return known
    if known.within is None or (known.within in _provinces() and later.within not in _provinces()):
        return replace(known, within=later.within)
    return known if later.within in _provinces() and known.within not in _provinces() else None


def _told(place: _Place, meant: set[str]) -> tuple[str, str | None] | None:
    """A place in full, and what it is part of; none if it is not sure which it is."""
    if not place.units:
        return place.value, place.within
    here = [unit for unit in place.units if unit.province in meant]
    if not (here or place.is_sure):
        return None
    own = here if here else list(place.units)
    if len(own) == 1:
        is_province = own[0].kind is PlaceKind.PROVINCE
        return own[0].full, None if is_province else whole(own[0].province).full
    full = {unit.full for unit in own}
    return (full.pop(), None) if len(full) == 1 else None


def _of_line(text: str) -> list[_Place]:
    others = list(_others(text))
    found = sorted([*others, *_of_lists(text, others)], key=lambda place: place.start)
    for number in reversed(range(len(found) - 1)):
        place, later = found[number], found[number + 1]
        # The members of a list are part of what stands behind it.
        if later.within and place.within is None and _is_beside(text, place, later):
            found[number] = replace(place, within=later.within)
        elif (part := _part(text, place, later)) is not None:
            found[number] = part
            found[number + 1] = replace(later, is_sure=True)
    return [one for one in found if one.units or one.within or not _SHORT.match(text, one.start)]


def _is_beside(text: str, place: _Place, later: _Place) -> bool:
    """Whether two places are members of one list: A, B; or xã A và xã B."""
    if place.kind is not later.kind or place.units or later.units:
        return False
    gap = text[place.last : later.start]
    return place.last == later.last or bool(_LIST_GAP.fullmatch(gap))


def _part(text: str, place: _Place, later: _Place) -> _Place | None:
    """A place as part of the district or province named right behind it."""
    if not later.units or later.start < place.last:
        return None
    gap = text[place.last : later.start]
    if not place.units:
        one = later.units[0].full if len({unit.full for unit in later.units}) == 1 else None
        return replace(place, within=one) if one and _WITHIN_GAP.fullmatch(gap) else None
    inside = tuple(unit for unit in place.units if unit.province == later.units[0].province)
    is_part = later.kind is PlaceKind.PROVINCE and place.kind is PlaceKind.DISTRICT and inside
    if is_part and _DISTRICT_GAP.fullmatch(gap):
        return replace(place, units=inside, is_sure=True)
    return None


def _others(text: str) -> Iterator[_Place]:
    """Communes and named places: a type word and a name, or several."""
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
            yield _Place(begin, end, last, own.kind, value, status)
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
            gap = _LIST_GAP.match(text, end)
            if gap is None or not (len(names) > 1 or _MANY.search(text, max(0, start - 6), start)):
                break
            position = gap.end()
        if names:
            return names
    return []


def _name_end(match: re.Match[str]) -> int:
    """Where a name ends: a person's may follow it ("xã Yên Mỹ Trần Văn A"), or a sentence; 0 if
    it is no name of a place."""
    syllables = match.group().split(" ")
    for number in range(1, len(syllables)):
        is_person = 1 < number < len(syllables) - 1 and syllables[number] in family_names()
        if is_person or syllables[number] in sentence_heads():
            syllables = syllables[:number]
            break
    if len(syllables) > _LONGEST_NAME:
        return 0
    end = match.start() + len(" ".join(syllables))
    if _BODY_GOES_ON.match(match.string, end):
        return 0
    digits = _NUMBER_IN_NAME.match(match.string, end)
    return digits.end() if digits else end


def _of_lists(text: str, others: list[_Place]) -> Iterator[_Place]:
    """Provinces and districts that are no part of the name of another place."""
    taken = iter([*others, None])
    other = next(taken)
    last = 0  # where the list that the mention before belongs to ends, as yet
    kind = ""  # of its members
    for mention in mentions(text):
        while other and other.end <= mention.start:
            other = next(taken)
        if (other and other.start < mention.end) or _is_of_a_body(text, mention):
            continue
        is_next = _LIST_GAP.fullmatch(text, last, mention.start)
        kind = mention.type or (kind if is_next else "")
        yield _unit(text, mention, kind)
        last = mention.end
        while mention.units[0].name.isdecimal() and (more := _NEXT_NUMBER.match(text, last)):
            own = units().get(f"{kind} {more['number']}")
            if not own:
                break
            start, last = more.span("number")
            yield _Place(start, last, last, own[0].kind, "", Status.DERIVED, own)


def _is_of_a_body(text: str, mention: Mention) -> bool:
    """Whether a name ends that of a body: Đại học Bách khoa Hà Nội."""
    if mention.type not in ("", CITY):
        return False
    before = text[max(0, mention.start - _LONGEST_BODY) : mention.start]
    return any(not _BODY_ENDS.search(before, body.end()) for body in _bodies().finditer(before))


def _unit(text: str, mention: Mention, kind: str) -> _Place:
    own = mention.units
    if kind and not mention.type:  # a member of a list
        own = tuple(unit for unit in own if unit.type == kind) or own
    written = text[mention.start : mention.end]
    is_stated = mention.start < mention.name or written.startswith(("quận ", "Quận ", "TP"))
    is_sure = bool(kind) or is_stated or own[0].kind is PlaceKind.PROVINCE
    status = Status.STATED if is_stated else Status.DERIVED
    return _Place(mention.start, mention.end, mention.end, own[0].kind, "", status, own, is_sure)
