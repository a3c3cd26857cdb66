"""An owner of figures → whether it is this country or another, and what the two have together."""

import re
from collections.abc import Iterable
from functools import cache

from indexer.figures.owners import HOME, Owner
from indexer.lexicon import UPPER, pattern_of
from search.report import FigureScope

_LIST = "scope_words.tsv"
DASH = " - "
_STOPS = ".;:"


def pair(one: Owner) -> Owner:
    """This country with another one."""
    return Owner(FigureScope.COUNTRY, f"{HOME}{DASH}{one.name}", end=one.end)


def is_this_country(one: Owner) -> bool:
    """Whether it is this country, alone or with another."""
    return one.scope is FigureScope.COUNTRY


def is_home_there(one: Owner) -> bool:
    """Whether this country is only where others do something."""
    return one.scope is FigureScope.COUNTRY and one.is_venue


def is_state(one: Owner) -> bool:
    """Whether it is another country by its name."""
    return one.scope is FigureScope.ABROAD and one.name[:1].isupper()


def without_theirs(near: Iterable[Owner], text: str) -> list[Owner]:
    """Some owners of a sentence without what is called "cả nước" behind another country's name:
    that is the whole of the other one; and without what a place is only something of: "Hà Nam là
    trung tâm của cả nước"."""
    kept: list[Owner] = []
    is_state_named = is_home_named = False
    first: int | None = None
    for one in near:
        is_home = is_this_country(one)
        if is_home and text[one.start : one.end] not in (HOME, "VN"):
            is_theirs = is_state_named and not is_home_named
            if is_theirs or (first is not None and _is_only_a_part(text, first, one.start)):
                continue
        kept.append(one)
        is_home_named = is_home_named or is_home
        is_state_named = is_state_named or (is_state(one) and not one.is_market)
        if _is_place(one):
            first = one.end if first is None else min(first, one.end)
    return kept


def _is_only_a_part(text: str, place_end: int, start: int) -> bool:
    """Whether the clause between a place and a whole says that one is something of the other."""
    stop = max(text.rfind(mark, place_end, start) for mark in _STOPS)
    return bool(_are().search(text, max(place_end, stop + 1), start))


def _is_place(one: Owner) -> bool:
    return one.scope in (None, FigureScope.PROVINCE) and not (one.is_venue or one.is_part)


@cache
def _are() -> re.Pattern[str]:
    return pattern_of(_LIST, "{whole:are}")


def others_in_short(text: str) -> str:
    """Two other countries behind an indicator, in one word each: "Trung - Hàn"; else ""."""
    found = _in_short().match(text)
    return DASH.join(found.groups()) if found else ""


@cache
def _in_short() -> re.Pattern[str]:
    one = rf"(?!{{home-short}}(?!\w))([{UPPER}]\w+)"
    return pattern_of(_LIST, rf" {one} ?[-–] ?{one}(?!\w)(?! [{UPPER}])")
