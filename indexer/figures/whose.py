"""A figure in its sentence → whose it is: by the words around it, else as the report has it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from indexer.figures.claims import (
    NumberMention,
    fits,
    goes_on,
    guests_of,
    is_list,
    is_of_part,
    is_right_behind,
    may_go_on,
    of_two,
    visited,
)
from indexer.figures.owners import HOME, Owner, is_country
from indexer.figures.owners_around import FAR, OwnersAround, all_of_it, of_a_part, words_of
from indexer.figures.parties import (
    is_home_there,
    is_state,
    is_this_country,
    pair,
    without_theirs,
)
from indexer.figures.trade import goods_behind, goods_of, is_of_goods, is_of_two_and_part, is_traded
from indexer.lexicon import lower
from search.report import FigureScope

_words = partial(words_of, "scope_words.tsv")

_OF_THEIR_OWN = (FigureScope.FIRM, FigureScope.ABROAD, FigureScope.COUNTRY)
_PLACES = (FigureScope.DISTRICT, FigureScope.COMMUNE)
_OF_IT = 5
"""Characters between a part and what it is of."""
_JOINED = 3
"""Characters between this country and the one that it does something with."""
_NEAR = 40
"""Characters behind a venue that may tell what was held there."""


@dataclass(slots=True)
class OwnedParagraph:
    """A paragraph as it stands, and whom it names. `report`: whose the figures of the report are;
    `province`: the only one it is of; `sector`: the one that its opening names; `product`: what the
    last trade was of; `before`: whose the last one before was, if that counts here; `partner`: the
    only other country that the opening of a report on this one names; None if it is on others."""

    text: str
    report: Owner
    province: str = ""
    before: Owner | None = None
    sector: str = ""
    product: str = ""
    partner: str | None = ""
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
            goods = goods_behind(self.text, claim.mention[1])
            named = claim.name if claim.name != claim.indicator.name else ""
            self.product = goods or goods_of(named)

    def owner_of(self, claim: NumberMention) -> Owner:
        """Whose the number of a claim is; of what is only a part of a country's trade, nobody
        knows."""
        claim = claim._replace(start=max(claim.start, claim.number - FAR))
        self._around.look_at(claim.number)
        owner = self._owner_of(claim)
        is_bare = claim.name == claim.indicator.name and is_traded(claim.name)
        if owner.name != HOME or not is_bare:
            return owner
        ends = (claim.mention[1], claim.number_end)
        if goods := next(filter(None, (goods_behind(self.text, end) for end in ends)), ""):
            return Owner(FigureScope.SECTOR, goods, end=claim.number_end)
        is_part = is_of_goods(self.text, claim.start, claim.mention, claim.number)
        return Owner(None, end=claim.number_end) if is_part else owner

    def _owner_of(self, claim: NumberMention) -> Owner:
        near = [
            one
            for one in self.named
            if claim.start <= one.start and one.end <= claim.number and self._may_have(one, claim)
        ]
        if claim.indicator.is_of_two or self._is_of_trade(claim):
            return of_two(self.text, near, self.named, claim, self.partner)
        if guests := guests_of(self.named, claim):
            return Owner(None, end=guests.end) if self._is_abroad(claim) else guests
        if behind := self._behind(claim):
            return behind
        near = without_theirs((one for one in near if not one.is_guest), self.text)
        if is_list(self.text, near, claim):
            return Owner(None, end=claim.number_end)
        if partner := self._partner(near, claim):
            return partner
        own = [one for one in near if one.is_own and one.start >= claim.mention[1]]
        if own:
            parts = [one for one in near if one.is_part and one.end <= own[0].start]
            return self._told([*parts, own[0]]) or self._by_name(own[0])
        sure = [one for one in near if not (one.is_market or is_home_there(one))]
        if told := self._told(sure) or self._told(near):
            return told
        earlier = self._told(self._before(claim)[-1:])
        return self._of_part(earlier or self._outside(claim), claim)

    def _is_abroad(self, claim: NumberMention) -> bool:
        """Whether the report is on another country, and the sentence not on who came to this
        one."""
        reach = range(claim.start, claim.number_end + _NEAR)
        is_here = any(
            is_this_country(one) and one.is_goal and one.start in reach for one in self.named
        )
        is_home = self.report.scope is FigureScope.COUNTRY
        return not (is_here or is_home) and is_country(self.report.name)

    def _behind(self, claim: NumberMention) -> Owner | None:
        """The owner that the words right behind a number tell."""
        if all_of_it().match(self.text, claim.number_end):
            return Owner(FigureScope.COUNTRY, HOME, end=claim.number_end)
        place = visited(self.text, self.named, claim)
        return self._by_name(place) if place else None

    def _is_of_trade(self, claim: NumberMention) -> bool:
        """Whether it is a part of what two countries trade: "trong đó Việt Nam xuất khẩu"."""
        if not is_traded(claim.name):
            return False
        since = self._around.sentence_before(claim.start)
        return is_of_two_and_part(lower(self.text[since : claim.mention[0]]))

    def _partner(self, near: Sequence[Owner], claim: NumberMention) -> Owner | None:
        """This country with the one that is traded with, or that they come from; of two others,
        the one that trades."""
        behind = [one for one in self.named if is_right_behind(self.text, one, claim)]
        last = [*near[-1:], *behind[:1]][-1:]
        states = [one for one in near if is_state(one) and not one.is_market]
        if last and last[0].scope is FigureScope.ABROAD and (last[0].is_market or behind):
            is_home = any(is_this_country(one) for one in near)
            is_other = bool(states) and states[-1].name != last[0].name and last[0].is_market
            return states[-1] if is_other and not is_home else pair(last[0])
        for one, other in pairwise(near):
            if is_this_country(one) and is_state(other) and other.start - one.end <= _JOINED:
                return pair(other)  # "Việt Nam - Lào"
        parties = [one for one in states if one.is_party]
        is_for_home = bool(near) and near[-1].scope is FigureScope.COUNTRY and near[-1].is_own
        if parties and is_for_home and not claim.indicator.is_of_country:
            # "Đức là nhà đầu tư lớn thứ 5 của Việt Nam với"
            return pair(parties[-1])
        is_there = bool(near) and is_this_country(near[-1]) and near[-1].is_goal
        if is_there and states and _words("invested").search(lower(claim.name)):
            return pair(states[-1])
        return None

    def _before(self, claim: NumberMention) -> list[Owner]:
        """Those of earlier sentences of the paragraph that a later one is still of."""
        since = self._around.sentence_before(claim.start)
        is_part = self._is_part(claim)
        found = [
            one
            for one in self.named
            if since <= one.start
            and one.end <= claim.start
            and goes_on(one)
            and (may_go_on(one, claim) or is_part)
            and (is_part or one.scope in _OF_THEIR_OWN or one.start - since <= _NEAR)
            and not (one.scope is FigureScope.FIRM and one.is_own)
        ]
        abroad = [one for one in found if one.scope is FigureScope.ABROAD]
        if abroad and _words("home-body").search(self.text, claim.start, claim.number):
            return [one for one in found if one.scope is not FigureScope.ABROAD]
        return found

    def _is_part(self, claim: NumberMention) -> bool:
        """Whether its sentence begins with a part of what was told before."""
        return bool(of_a_part().match(self.text, claim.start))

    def _outside(self, claim: NumberMention) -> Owner:
        """The owner of the paragraphs before, or of the report."""
        before = self.before if self.before and goes_on(self.before) else None
        if before and (may_go_on(before, claim) or self._is_part(claim)):
            return before
        if self.report.scope is FigureScope.ABROAD:
            return self.report
        if self._is_of_somewhere(claim):
            return Owner(None)
        return self._reported(claim)

    def _is_of_somewhere(self, claim: NumberMention) -> bool:
        """Whether the sentence before, or the one it is in, names a place that may be the owner."""
        since = self._around.sentence_before(claim.start)
        is_of_firms = bool(_words("firm-has").search(lower(claim.name)))
        others = (FigureScope.FIRM,) if is_of_firms else ()
        return self.report.scope in (None, FigureScope.COUNTRY) and any(
            one.scope in (FigureScope.PROVINCE, *_PLACES, *others)
            and one.name
            and since <= one.start < claim.number
            and not (one.is_venue or one.is_market or one.is_speaker)
            for one in self.named
        )

    def _reported(self, claim: NumberMention) -> Owner:
        """The owner of the report, or this country, if the number is of a kind that it has."""
        home = Owner(FigureScope.COUNTRY, HOME)
        is_of_firms = bool(_words("firm-has").search(lower(claim.name)))
        if self.report.scope is FigureScope.FIRM:
            return self.report if is_of_firms else Owner(None, self.report.name)
        if self.report == Owner(None, HOME):
            is_home = not is_of_firms or self._is_home_before(claim)
            return home if is_home or claim.indicator.is_of_country else Owner(None)
        if self.report.scope is None and self.report.name:
            is_home = claim.indicator.is_of_country and not is_country(self.report.name)
            return home if is_home else self.report
        is_of_home = self.report.scope is None and self._is_home_before(claim)
        return home if claim.indicator.is_national or is_of_home else self.report

    def _is_home_before(self, claim: NumberMention) -> bool:
        """Whether the paragraph names a body of this country before, and no other country."""
        is_abroad = any(one.scope is FigureScope.ABROAD for one in self.named)
        return self._around.is_home_before(claim.number) and not is_abroad

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
        return Owner(FigureScope.SECTOR, part) if part and is_bare else owner

    def _may_have(self, one: Owner, claim: NumberMention) -> bool:
        """Whether an owner in the sentence may be that of a number."""
        if not fits(one, claim):
            return False
        if one.is_part:
            return is_of_part(self.text, one, claim)
        if one.is_venue and one.end <= claim.mention[0]:
            return not 0 <= self._around.held_behind(claim.start) <= one.end + _NEAR
        is_parted = self.text.find(",", one.end, claim.mention[0]) >= 0
        is_near = one.is_topic or one.is_actor or not is_parted
        return is_near or one.scope is not FigureScope.SECTOR

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
        if len(found) > 1 and found[-2].is_part and last.start - found[-2].end <= _OF_IT:
            last = found[-2]  # "khu vực miền núi của tỉnh"
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
