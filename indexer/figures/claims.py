"""A number that is said of an indicator → whether somebody that a text names may have it."""

import re
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from indexer.figures.indicators import Indicator
from indexer.figures.owners import HOME, Owner
from indexer.figures.owners_around import words_of
from indexer.figures.parties import DASH, is_state, is_this_country, others_in_short, pair
from indexer.lexicon import lower
from search.report import FigureScope

_words = partial(words_of, "scope_words.tsv")
_PARTED = re.compile(r"[.,;:()]")
_RIGHT_BEHIND = 12
"""Characters between a number and the country that what it counts comes from."""

_COME = 24
"""Characters between a number of guests and the place that they came to."""
_VISITED = (FigureScope.COUNTRY, FigureScope.PROVINCE)


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
    return any(is_state(one) for one in near) and bool(
        _words("each").search(text, claim.start, claim.number)
    )


def is_right_behind(text: str, one: Owner, claim: NumberMention) -> bool:
    """Whether somebody stands right behind a number."""
    is_near = 0 <= one.start - claim.number_end <= _RIGHT_BEHIND
    return is_near and not _PARTED.search(text[claim.number_end : one.start])


def visited(text: str, named: Sequence[Owner], claim: NumberMention) -> Owner | None:
    """Where the guests of a number have come, as the words right behind it say: "3 triệu lượt khách
    quốc tế đến Việt Nam"."""
    if not _words("guest-has").search(lower(claim.name)):
        return None
    behind = (one for one in named if 0 <= one.start - claim.number_end <= _COME)
    one = next(behind, None)
    is_near = one and not _PARTED.search(text[claim.number_end : one.start])
    return one if one and is_near and one.is_goal and one.scope in _VISITED else None


def of_two(
    text: str,
    near: Sequence[Owner],
    named: Sequence[Owner],
    claim: NumberMention,
    partner: str | None,
) -> Owner:
    """What two countries have together; of one that trades with all others, nobody knows."""
    foreign = list(dict.fromkeys(o.name for o in near if is_state(o)))
    before = [one for one in named if one.end <= claim.start]
    earlier = [one.name for one in before if is_state(one)]
    is_home = any(is_this_country(o) for o in near)
    if len(foreign) > 1 and not is_home:
        return Owner(FigureScope.ABROAD, DASH.join(foreign[:2]))
    if two := others_in_short(text[claim.mention[1] : claim.number]):
        return Owner(FigureScope.ABROAD, two)
    if not is_home and not foreign and not earlier and partner:
        return Owner(FigureScope.COUNTRY, DASH.join([HOME, partner]))
    is_both = bool(_words("both").search(lower(text[claim.start : claim.number])))
    is_of_others = len({*earlier, *foreign}) > 1 and not any(map(is_this_country, before))
    if not is_home and (not is_both or is_of_others):
        return Owner(None, foreign[0] if foreign else "")
    if partner is None and not is_home and not foreign and not earlier:
        return Owner(None)
    other = (foreign or earlier[-1:])[:1]
    return Owner(FigureScope.COUNTRY, DASH.join([HOME, *other]) if other else "")
