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
    for one in near:
        is_named = text[one.start : one.end] in (HOME, "VN")
        if not is_this_country(one) or is_named or not _is_theirs(one, kept, text):
            kept.append(one)
    return kept


def _is_theirs(one: Owner, before: list[Owner], text: str) -> bool:
    """Whether what looks like this country is the whole of another one, or what a place is only
    something of."""
    if any(is_state(o) and not o.is_market for o in before) and not any(
        map(is_this_country, before)
    ):
        return True
    first = min((other.end for other in before if _is_place(other)), default=None)
    if first is None:
        return False
    stop = max(text.rfind(mark, first, one.start) for mark in _STOPS)
    return bool(_are().search(text, max(first, stop + 1), one.start))


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
