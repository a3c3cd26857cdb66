"""A figure in its sentence → whose it is: by the words around it, else as the report has it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from indexer.figures.indicators import Indicator
from indexer.figures.owners import HOME, Owner, is_country
from indexer.figures.owners_around import FAR, OwnersAround, all_of_it, of_a_part
from indexer.figures.owners_around import words_of as _words
from indexer.figures.trade import is_of_goods, is_of_two_and_part, is_traded
from indexer.lexicon import lower
from search.report import FigureScope

_DASH = " - "
_OF_THEIR_OWN = (FigureScope.FIRM, FigureScope.ABROAD, FigureScope.COUNTRY)
_PLACES = (FigureScope.DISTRICT, FigureScope.COMMUNE)
_PARTED = re.compile(r"[.,;:()]")
_RIGHT_BEHIND = 12
"""Characters between a number and the country that what it counts comes from."""
_NEAR = 40
"""Characters behind a venue that may tell what was held there."""


class NumberMention(NamedTuple):
    """A number at a place that is said of an indicator at [start, end), by its name there, in the
    sentence that begins at `start`."""

    indicator: Indicator
    name: str
    mention: tuple[int, int]
    number: int
    number_end: int
    start: int


@dataclass(slots=True)
class OwnedParagraph:
    """A paragraph as it stands, and whom it names. `report`: whose the figures of the report are;
    `province`: the only one it is of; `sector`: the one that its opening names; `product`:
    what the last trade was of, as "xuất khẩu tôm"; `before`: whose the
    last one before this paragraph was, if that counts here."""

    text: str
    report: Owner
    province: str = ""
    before: Owner | None = None
    sector: str = ""
    product: str = ""
    _around: OwnersAround = field(init=False)

    def __post_init__(self) -> None:
        self._around = OwnersAround(self.text)

    @property
    def named(self) -> tuple[Owner, ...]:
        """Whom it names around the number that is looked at, in order."""
        return self._around.named

    def learn(self, claim: NumberMention) -> None:
        """Take in what a claim is of, if it is of trade."""
        if is_traded(claim.name):
            self.product = claim.name if claim.name != claim.indicator.name else ""

    def owner_of(self, claim: NumberMention) -> Owner:
        """Whose the number of a claim is; of what is only a part of a country's trade, nobody
        knows."""
        claim = claim._replace(start=max(claim.start, claim.number - FAR))
        self._around.look_at(claim.number)
        owner = self._owner_of(claim)
        is_part = is_traded(claim.name) and is_of_goods(self.text, claim.start, claim.mention)
        is_home = owner.scope is FigureScope.COUNTRY
        return Owner(None, end=claim.number_end) if is_home and is_part else owner

    def _owner_of(self, claim: NumberMention) -> Owner:
        near = [
            one
            for one in self.named
            if claim.start <= one.start and one.end <= claim.number and self._may_have(one, claim)
        ]
        if claim.indicator.is_of_two or self._is_of_trade(claim):
            return self._of_two(near, claim)
        if guests := self._guests(claim):
            return guests
        if all_of_it().match(self.text, claim.number_end):
            return Owner(FigureScope.COUNTRY, HOME, end=claim.number_end)
        near = [one for one in near if not one.is_guest]
        if partner := self._partner(near, claim):
            return partner
        own = [one for one in near if one.is_own and one.start >= claim.mention[1]]
        if own:
            return self._by_name(own[0])
        sure = [one for one in near if not (one.is_market or _is_home_there(one))]
        if told := self._told(sure) or self._told(near):
            return told
        earlier = self._told(self._before(claim)[-1:])
        return self._of_part(earlier or self._outside(claim), claim)

    def _is_of_trade(self, claim: NumberMention) -> bool:
        """Whether it is a part of what two countries trade: "trong đó Việt Nam xuất khẩu"."""
        since = self._around.sentence_before(claim.start)
        earlier = lower(self.text[since : claim.mention[0]])
        return bool(is_traded(claim.name) and is_of_two_and_part(earlier))

    def _guests(self, claim: NumberMention) -> Owner | None:
        """Of those who come from one country, this one with that; of its own who leave, nobody."""
        reach = claim.number_end + _RIGHT_BEHIND
        guests = [o for o in self.named if o.is_guest and claim.start <= o.start <= reach]
        if not guests or not _words("guest-has").search(lower(claim.name)):
            return None
        last = guests[-1]
        return _pair(last) if last.scope is FigureScope.ABROAD else Owner(None, HOME, end=last.end)

    def _partner(self, near: Sequence[Owner], claim: NumberMention) -> Owner | None:
        """This country with the one that is traded with, or that they come from; of two others,
        the one that trades."""
        behind = [one for one in self.named if self._is_right_behind(one, claim)]
        last = [*near[-1:], *behind[:1]][-1:]
        states = [one for one in near if _is_state(one) and not one.is_market]
        if last and last[0].scope is FigureScope.ABROAD and (last[0].is_market or behind):
            is_home = any(_is_home(one) for one in near)
            is_other = bool(states) and states[-1].name != last[0].name and last[0].is_market
            return states[-1] if is_other and not is_home else _pair(last[0])
        parties = [one for one in states if one.is_party]
        is_for_home = bool(near) and near[-1].scope is FigureScope.COUNTRY and near[-1].is_own
        if parties and is_for_home and not claim.indicator.is_of_country:
            # "Đức là nhà đầu tư lớn thứ 5 của Việt Nam với"
            return _pair(parties[-1])
        return None

    def _is_right_behind(self, one: Owner, claim: NumberMention) -> bool:
        is_near = 0 <= one.start - claim.number_end <= _RIGHT_BEHIND
        return is_near and not _PARTED.search(self.text[claim.number_end : one.start])

    def _before(self, claim: NumberMention) -> list[Owner]:
        """Those of earlier sentences of the paragraph that a later one is still of."""
        since = self._around.sentence_before(claim.start)
        is_home = bool(_words("home-body").search(self.text, claim.start, claim.number))
        is_part = self._is_part(claim)
        return [
            one
            for one in self.named
            if since <= one.start
            and one.end <= claim.start
            and _goes_on(one)
            and (_may_go_on(one, claim) or is_part)
            and (is_part or one.scope in _OF_THEIR_OWN or one.start - since <= _NEAR)
            and not (is_home and one.scope is FigureScope.ABROAD)
        ]

    def _is_part(self, claim: NumberMention) -> bool:
        """Whether its sentence begins with a part of what was told before."""
        return bool(of_a_part().match(self.text, claim.start))

    def _outside(self, claim: NumberMention) -> Owner:
        """The owner of the paragraphs before, or of the report."""
        before = self.before if self.before and _goes_on(self.before) else None
        if before and (_may_go_on(before, claim) or self._is_part(claim)):
            return before
        if self.report.scope is FigureScope.ABROAD:
            return self.report
        home = Owner(FigureScope.COUNTRY, HOME)
        if self.report.scope is None and self.report.name:
            is_home = claim.indicator.is_of_country and not is_country(self.report.name)
            return home if is_home else self.report
        is_home = claim.indicator.is_national or (
            self.report.scope is None
            and self._around.is_home_before(claim.number)
            and not any(one.scope is FigureScope.ABROAD for one in self.named)
        )
        return home if is_home else self.report

    def _of_part(self, owner: Owner, claim: NumberMention) -> Owner:
        """What its sentence does not say to be of the country, if it may be only of the sector that
        the report is on, of a product, is what only places have, or
        guests, whom a site may have as well."""
        if owner.scope is not FigureScope.COUNTRY:
            return owner
        name = lower(claim.name)
        if _words("of-place").search(name):
            return Owner(None, self.province)
        if _words("guest-has").search(name) and not _words("guests-of-country").search(name):
            return Owner(None)
        is_bare = claim.name == claim.indicator.name and is_traded(name)
        part = self.sector or (self.product if self.report.scope is None else "")
        return Owner(None, part) if part and is_bare else owner

    def _may_have(self, one: Owner, claim: NumberMention) -> bool:
        """Whether an owner in the sentence may be that of a number."""
        if not _fits(one, claim):
            return False
        if one.is_venue and one.end <= claim.mention[0]:
            return not 0 <= self._around.held_behind(claim.start) <= one.end + _NEAR
        is_parted = self.text.find(",", one.end, claim.mention[0]) >= 0
        is_near = one.is_topic or one.is_actor or not is_parted
        return one.scope is not FigureScope.SECTOR or is_near

    def _told(self, near: Sequence[Owner]) -> Owner | None:
        """The last of some owners who is no speaker, else the last speaker."""
        sure = [one for one in near if not one.is_speaker]
        found = sure or near
        if not found:
            return None
        last = found[-1]
        if len(found) > 1 and found[-2].scope is FigureScope.SECTOR:
            # "ngành thủy sản Việt Nam"
            last = found[-2] if last.start - found[-2].end <= 1 else last
        named = self._by_name(last)
        return None if named.scope in _PLACES and not named.name else named

    def _by_name(self, one: Owner) -> Owner:
        """An owner with a name: the nearest before it of its kind that has one, or the report's."""
        if one.name:
            return one
        if one.scope is self.report.scope:
            return one._replace(name=self.report.name)
        if one.scope is FigureScope.PROVINCE and self.province:
            return one._replace(name=self.province)
        same = [
            o.name for o in self.named if o.scope is one.scope and o.name and o.end <= one.start
        ]
        return one._replace(name=same[-1]) if same else one

    def _of_two(self, near: Sequence[Owner], claim: NumberMention) -> Owner:
        """What two countries have together; of one that trades with all others, nobody knows."""
        foreign = list(dict.fromkeys(o.name for o in near if _is_state(o)))
        before = [one for one in self.named if one.end <= claim.start]
        earlier = [one.name for one in before if _is_state(one)]
        is_home = any(_is_home(o) for o in near)
        if len(foreign) > 1 and not is_home:
            return Owner(FigureScope.ABROAD, _DASH.join(foreign[:2]))
        is_both = bool(_words("both").search(lower(self.text[claim.start : claim.number])))
        is_of_others = len({*earlier, *foreign}) > 1 and not any(_is_home(one) for one in before)
        if not is_home and (not is_both or is_of_others):
            return Owner(None, foreign[0] if foreign else "")
        partner = (foreign or earlier[-1:])[:1]
        return Owner(FigureScope.COUNTRY, _DASH.join([HOME, *partner]) if partner else "")


def _pair(one: Owner) -> Owner:
    """This country with another one."""
    return Owner(FigureScope.COUNTRY, f"{HOME}{_DASH}{one.name}", end=one.end)


def _is_home(one: Owner) -> bool:
    return one.scope is FigureScope.COUNTRY


def _is_home_there(one: Owner) -> bool:
    """Whether this country is only where others do something."""
    return one.scope is FigureScope.COUNTRY and one.is_venue


def _is_state(one: Owner) -> bool:
    return one.scope is FigureScope.ABROAD and one.name[:1].isupper()


def _goes_on(one: Owner) -> bool:
    """Whether later sentences may be of it."""
    is_vague = one.scope is FigureScope.ABROAD and not one.name[:1].isupper()
    is_some = one.scope is None and (
        not one.name[:1].isalpha() or one.name.isupper() or bool(_words("many-of").match(one.name))
    )
    is_other = is_some or one.scope is FigureScope.SECTOR
    return not (one.is_market or one.is_venue or is_vague or is_other)


def _may_go_on(one: Owner, claim: NumberMention) -> bool:
    """Whether a later sentence with such an indicator may be of it."""
    is_foreign = one.scope is FigureScope.ABROAD
    return _fits(one, claim) and (is_foreign or not claim.indicator.is_of_country)


def _fits(one: Owner, claim: NumberMention) -> bool:
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
