"""An organisation in its article → the value of a facet: its name with its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from indexer.article.structure import Article, Line
from indexer.lexicon import lower, rows
from indexer.meeting.bodies import called
from indexer.meeting.organisations import Organisation
from indexer.meeting.parties import is_place
from indexer.places.gazetteer import AdministrativeUnit, mentions_by_line, whole
from search.report import FacetValue, PlaceKind, Status

_OTHER = "khac"
_OPENING = 3
"""Lines in which the district is named that is meant by "UBND huyện"."""


@dataclass(frozen=True, slots=True)
class _Place:
    unit: AdministrativeUnit
    status: Status


def placed(
    article: Article, provinces: Sequence[FacetValue], own: Organisation, status: Status
) -> FacetValue:
    """An organisation with its place: as the organisation is known where the two stand together,
    else DERIVED, or INFERRED where the place is. `provinces`: those of the meeting. Where no place
    is known the name stands alone."""
    span = article.span(own.start, own.last)
    if is_place(own) or (own.branch == _OTHER and own.is_sort):
        return FacetValue(own.name, status, span)
    if own.place:
        known = _weaker(status, Status.DERIVED) if own.is_listed else status
        return FacetValue(called(own.name, own.place), known, span)
    if place := _elsewhere(article, provinces, own):
        return FacetValue(called(own.name, place.unit), _weaker(status, place.status), span)
    return FacetValue(own.name, status, span)


def of_province(name: str, provinces: Sequence[FacetValue]) -> str:
    """The name of a body of a province with that of the only province, if there is one."""
    return called(name, whole(provinces[0].value)) if len(provinces) == 1 else name


def _weaker(one: Status, other: Status) -> Status:
    order = list(Status)
    return max(one, other, key=order.index)


def _elsewhere(
    article: Article, provinces: Sequence[FacetValue], own: Organisation
) -> _Place | None:
    """The place that an organisation is of, by what else the article says."""
    if own.level == "tinh" and len(provinces) == 1:
        unit = whole(provinces[0].value)
        if _type(own.name) in ("", unit.type):
            return _Place(unit, _weaker(Status.DERIVED, provinces[0].status))
    if own.level == "huyen" and (kind := _type(own.name)):
        return _district(article, kind)
    return None


@cache
def _types() -> dict[str, str]:
    """What the name of an organisation ends in → the type of its unit."""
    bodies = {row[0]: row[1] for row in rows("place_bodies.tsv")}
    shown = (row[3] for row in rows("organiser_levels.tsv"))
    return {lower(word): bodies.get(lower(word), word) for word in shown} | bodies


def _type(name: str) -> str:
    """The type of the unit that the name of an organisation says: "Ban Tuyên giáo Huyện ủy" is of a
    huyện; empty if it says none."""
    words = lower(name).split(" ")
    return _types().get(" ".join(words[-2:]), _types().get(words[-1], ""))


def _district(article: Article, kind: str) -> _Place | None:
    """The only district of a type that the opening names, else the only one of all."""
    lines = {line.start for line in article.opening(_OPENING)}
    named = [
        (line, one.units[0])
        for line, found in article.once(mentions_by_line).items()
        for one in found
        if one.type == kind and one.units[0].kind is PlaceKind.DISTRICT
    ]
    first = [(line, unit) for line, unit in named if line.start in lines]
    return _only(first) or _only(named)


def _only(named: Sequence[tuple[Line, AdministrativeUnit]]) -> _Place | None:
    units = {unit.name: unit for _, unit in named}
    return _Place(next(iter(units.values())), Status.DERIVED) if len(units) == 1 else None
