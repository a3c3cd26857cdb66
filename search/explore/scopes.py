"""A figure → the kind of place it is of, if it may be drawn as one of that place."""

from collections.abc import Collection
from enum import StrEnum

from search.report import FigureScope, FigureValue


class Scope(StrEnum):
    """What kind of place the figures of a series are of."""

    COUNTRY = "country"
    PROVINCE = "province"
    CHOSEN = "chosen"  # any that a reader chose by name
    OTHER = "other"  # a district, a commune; or nobody knows


_OTHER_PLACES = (FigureScope.PROVINCE, FigureScope.DISTRICT, FigureScope.COMMUNE)
PLACES = (FigureScope.COUNTRY, *_OTHER_PLACES)
"""Whose a figure is if it is of a place: not of a firm, a sector or another country."""


def scope_of(
    figure: FigureValue, provinces: Collection[str] = (), chosen: Collection[str] = ()
) -> Scope | None:
    """The kind of place a figure is of; None if it is of no place, or not of one of these
    provinces, if there are any. `chosen`: names of places of any kind."""
    if figure.scope in PLACES and figure.scope_name in chosen:
        return Scope.CHOSEN
    if figure.scope is FigureScope.PROVINCE and figure.scope_name:
        is_asked = not provinces or figure.scope_name in provinces
        return Scope.PROVINCE if is_asked else None
    if figure.scope is FigureScope.COUNTRY:
        return Scope.COUNTRY if figure.scope_name and not provinces else None
    is_place = figure.scope in _OTHER_PLACES or not (figure.scope or figure.scope_name)
    return Scope.OTHER if is_place else None
