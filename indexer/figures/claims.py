"""A number that is said of an indicator → whether somebody that a text names may have it."""

import re
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from indexer.figures.indicators import Indicator
from indexer.figures.owners import HOME, Owner
from indexer.figures.owners_around import words_of
from indexer.figures.parties import is_state, pair
from indexer.lexicon import lower
from search.report import FigureScope

_words = partial(words_of, "scope_words.tsv")
_PARTED = re.compile(r"[.,;:()]")
_RIGHT_BEHIND = 12
"""Characters between a number and the country that what it counts comes from."""


class NumberMention(NamedTuple):
    """A number at a place that is said of an indicator at [start, end), by its name there, in the
    sentence that begins at `start`."""

    indicator: Indicator
    name: str
    mention: tuple[int, int]
    number: int
    number_end: int
    start: int


def goes_on(one: Owner) -> bool:
    """Whether later sentences may be of it."""
    is_vague = one.scope is FigureScope.ABROAD and not one.name[:1].isupper()
    is_some = one.scope is None and (
        not one.name[:1].isalpha() or one.name.isupper() or bool(_words("many-of").match(one.name))
    )
    is_other = is_some or one.is_part or one.scope is FigureScope.SECTOR
    return not (one.is_market or one.is_venue or is_vague or is_other)


def may_go_on(one: Owner, claim: NumberMention) -> bool:
    """Whether a later sentence with such an indicator may be of it."""
    is_foreign = one.scope is FigureScope.ABROAD
    return fits(one, claim) and (is_foreign or not claim.indicator.is_of_country)


def fits(one: Owner, claim: NumberMention) -> bool:
    """Whether an owner may have such figures, and is not only what the indicator is of: "ngành công
    nghiệp tăng 7%"."""
    first, last = claim.mention
    if one.scope is FigureScope.FIRM:
        return bool(_words("firm-has").search(lower(claim.name)))
    if one.is_speaker and claim.indicator.is_of_country:
        return False
    if one.start < last and first < one.end:
        return one.scope is not None and one.scope is not FigureScope.SECTOR
    if one.scope is not FigureScope.SECTOR:
        return True
    if not _words("sector-has").search(lower(claim.indicator.name)):
        return False
    own = one.name.split()[1:2]
    return not own or own[0] not in lower(claim.name).replace(",", " ").split()


def guests_of(named: Sequence[Owner], claim: NumberMention) -> Owner | None:
    """Of those who come from one country, this one with that; of its own who leave, nobody."""
    reach = claim.number_end + _RIGHT_BEHIND
    found = [o for o in named if o.is_guest and claim.start <= o.start <= reach]
    if not found or not _words("guest-has").search(lower(claim.name)):
        return None
    last = found[-1]
    return pair(last) if last.scope is FigureScope.ABROAD else Owner(None, HOME, end=last.end)


def is_of_part(text: str, one: Owner, claim: NumberMention) -> bool:
    """Whether a number is of a part that its sentence names: one that begins a clause has all
    that it tells."""
    between = text[one.end : claim.mention[0]]
    lead = _words("many").sub("", text[claim.start : one.start]).rstrip()
    # "những doanh nghiệp này" are what the sentence before is about
    is_subject = lead[-1:] in ("", ",", ":") or bool(_words("this").search(one.name))
    return "," not in between or (is_subject and ";" not in between)


def is_list(text: str, near: Sequence[Owner], claim: NumberMention) -> bool:
    """Whether its sentence gives several countries a number each: "lần lượt 6% và 9%"."""
    is_listed = _words("each").search(text, claim.start, claim.number)
    return bool(is_listed) and any(is_state(one) for one in near)


def is_right_behind(text: str, one: Owner, claim: NumberMention) -> bool:
    """Whether somebody stands right behind a number."""
    is_near = 0 <= one.start - claim.number_end <= _RIGHT_BEHIND
    return is_near and not _PARTED.search(text[claim.number_end : one.start])
