"""An article → the places it names, each in full and typed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from indexer.article.structure import Article
from indexer.lexicon import any_of, pattern_of, rows
from indexer.places.gazetteer import CITY, PlaceMention, mentions_by_line, units, whole
from indexer.places.typed_names import LIST_GAP, NUMBER, TypedPlace, typed_in
from search.report import Facets, PlaceKind, PlaceValue, Status
from search.text.lexicon.provinces import provinces

_LIST = "place_words.tsv"
_NEXT_NUMBER = pattern_of(_LIST, rf"(?:,| {{and}}|;) (?P<number>{NUMBER})")
_SHORT = re.compile(r"[A-ZĐ]\.")
"""Too little to tell a place by ("P. Minh" may be a person), unless it says what it is part of."""
_WITHIN_GAP = pattern_of(_LIST, r",\s|\s?\(|,? {part of} | {in} ")
_NAME_ENDS = pattern_of(_LIST, r"[,;:.()–“”\"]|{whole:body ends}")
_LONGEST_NAME = 40  # characters of its name before that of its place
_DISTRICT_GAP = pattern_of(_LIST, r",\s|\s?\(|,? {part of} | [-–] ")
_TYPED_BY_NAME = pattern_of(_LIST, r"{type in name} |TP")
"""Names of the lists that hold their type: "quận 1", "TP.HCM"."""


@cache
def _organisations() -> re.Pattern[str]:
    words = [word for (word,) in rows("named_after_places.txt")]
    small = [word[0].lower() + word[1:] for word in words]
    return re.compile(any_of(words + small, r"\w") + " ")


def extract(article: Article, facets: Facets) -> tuple[PlaceValue, ...]:
    """Each place once, where it is first named; a district that is only named, without its type,
    if something else in the article is of its province."""
    found = [
        (line, place)
        for line, mentions in article.once(mentions_by_line).items()
        for place in _of_line(article.read(line), mentions)
    ]
    meant = {province.value for province in facets.province} | {
        place.units[0].province for _, place in found if len(place.units) == 1 and place.is_sure
    }
    places: dict[str, list[PlaceValue]] = {}
    for line, place in found:
        span = article.span(line.start + place.start, line.start + place.end)
        resolved = _resolved(place, meant)
        if span is None or resolved is None:
            continue
        value, within = resolved
        own = PlaceValue(value, place.basis, span, place.kind, within)
        namesakes = places.setdefault(value, [])
        for number, earlier in enumerate(namesakes):
            if same := _one(earlier, own):
                namesakes[number] = same
                break
        else:
            namesakes.append(own)
    return tuple(sorted(chain(*places.values()), key=lambda place: place.evidence or (0, 0)))


@cache
def _provinces() -> frozenset[str | None]:
    return frozenset(whole(province.name).full for province in provinces())


def _one(earlier: PlaceValue, later: PlaceValue) -> PlaceValue | None:
    """A place named before, with the nearer of what the two are part of; none if they are two."""
    if later.within in (None, earlier.within):
        return earlier
    if earlier.within is None or (
        earlier.within in _provinces() and later.within not in _provinces()
    ):
        return replace(earlier, within=later.within)
    return earlier if later.within in _provinces() and earlier.within not in _provinces() else None


def _resolved(place: TypedPlace, meant: set[str]) -> tuple[str, str | None] | None:
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


def _of_line(text: str, mentions: Sequence[PlaceMention]) -> list[TypedPlace]:
    others = list(typed_in(text))
    if not (others or mentions):
        return others
    found = sorted([*others, *_of_lists(text, mentions, others)], key=lambda place: place.start)
    for number in reversed(range(len(found) - 1)):
        place, later = found[number], found[number + 1]
        # The members of a list are part of what stands behind it.
        if later.within and place.within is None and _is_in_one_list(text, place, later):
            found[number] = place._replace(within=later.within)
        elif (part := _part(text, place, later)) is not None:
            found[number] = part
            found[number + 1] = later._replace(is_sure=True)
    return [one for one in found if one.units or one.within or not _SHORT.match(text, one.start)]


def _is_in_one_list(text: str, place: TypedPlace, later: TypedPlace) -> bool:
    """Whether two places are members of one list: A, B; or xã A và xã B."""
    if place.kind is not later.kind or place.units or later.units:
        return False
    gap = text[place.last : later.start]
    return place.last == later.last or bool(LIST_GAP.fullmatch(gap))


def _part(text: str, place: TypedPlace, later: TypedPlace) -> TypedPlace | None:
    """A place as part of the district or province named right behind it."""
    if not later.units or later.start < place.last:
        return None
    gap = text[place.last : later.start]
    if not place.units:
        one = later.units[0].full if len({unit.full for unit in later.units}) == 1 else None
        return place._replace(within=one) if one and _WITHIN_GAP.fullmatch(gap) else None
    inside = tuple(unit for unit in place.units if unit.province == later.units[0].province)
    is_part = later.kind is PlaceKind.PROVINCE and place.kind is PlaceKind.DISTRICT and inside
    if is_part and _DISTRICT_GAP.fullmatch(gap):
        return place._replace(units=inside, is_sure=True)
    return None


def _of_lists(
    text: str, mentions: Iterable[PlaceMention], others: list[TypedPlace]
) -> Iterator[TypedPlace]:
    """Provinces and districts that are no part of the name of another place."""
    taken = iter([*others, None])
    other = next(taken)
    last = 0  # where the list that the mention before belongs to ends, as yet
    kind = ""  # of its members
    for mention in mentions:
        while other and other.end <= mention.start:
            other = next(taken)
        if (other and other.start < mention.end) or _ends_an_organisation(text, mention):
            continue
        is_next = LIST_GAP.fullmatch(text, last, mention.start)
        kind = mention.type or (kind if is_next else "")
        yield _unit(text, mention, kind)
        last = mention.end
        while mention.units[0].name.isdecimal() and (more := _NEXT_NUMBER.match(text, last)):
            own = units().get(f"{kind} {more['number']}")
            if not own:
                break
            start, last = more.span("number")
            yield TypedPlace(start, last, last, own[0].kind, "", Status.DERIVED, own)


def _ends_an_organisation(text: str, mention: PlaceMention) -> bool:
    """Whether a name ends that of an organisation: Đại học Bách khoa Hà Nội."""
    if mention.type not in ("", CITY):
        return False
    before = text[max(0, mention.start - _LONGEST_NAME) : mention.start]
    return any(
        not _NAME_ENDS.search(before, own.end()) for own in _organisations().finditer(before)
    )


def _unit(text: str, mention: PlaceMention, kind: str) -> TypedPlace:
    own = mention.units
    if kind and not mention.type:  # a member of a list
        own = tuple(unit for unit in own if unit.type == kind) or own
    written = text[mention.start : mention.end]
    is_stated = mention.start < mention.name or bool(_TYPED_BY_NAME.match(written))
    is_sure = bool(kind) or is_stated or own[0].kind is PlaceKind.PROVINCE
    in_full = is_stated and written.endswith(own[0].name)  # "TP.HCM" is read, "TP Hà Nội" stands
    status = Status.STATED if in_full else Status.DERIVED
    return TypedPlace(
        mention.start, mention.end, mention.end, own[0].kind, "", status, own, is_sure
    )
