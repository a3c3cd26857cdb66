"""A sentence and its quantities → which of them say what of which indicator."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from indexer.figures.beside import (
    Statement,
    compared_with,
    goes_on,
    is_amount_again,
    risen_from,
    same_of_another,
)
from indexer.figures.counted import counted_at, may_be_counted, told_counted
from indexer.figures.cues import CHANGES, ModalityCue, Verb, figure_cues, verbs
from indexer.figures.gaps import Link, link_between
from indexer.figures.modality import ModalityState, kind_of
from indexer.figures.quantities import Quantity, unit_of
from indexer.figures.readings import (
    OF,
    Reading,
    entry_of,
    is_passed_over,
    is_share_of_plan,
    is_size_of_sector,
    kind_evidence,
)
from indexer.figures.some_places import of_some_places
from indexer.figures.subjects import FigureSentence, IndicatorMention
from search.report import FigureKind


def statements(
    sentence: FigureSentence,
    inside: list[Quantity],
    *,
    is_announced: bool = False,
    before: Statement | None = None,
) -> Iterator[Statement]:
    """Those of its quantities that belong to an indicator, in one walk from left to right.
    `is_announced`: that they are targets was said before. `before`: of what alone the sentence
    before was; this one may go on: "Năm 2018 tăng 7%"."""
    counts = {at: one.measure for one in inside for at in counted_at(sentence, one)}
    mentions = deque(sentence.mentions(counts))
    if not mentions and not before:
        return
    walk = _Walk(sentence, mentions, deque(sentence.cues()), sentence.start)
    if before and goes_on(sentence, inside[0], before):
        at, own = sentence.start, before.mention
        walk.mention = IndicatorMention(at, at, own.entries, False, own.is_growth, before.name)
    if is_announced:
        walk.modality.announce(sentence.start)
    for quantity in inside:
        statement = walk.meet(quantity)
        if statement and not walk.modality.is_unreal:
            yield statement


@dataclass(slots=True)
class _Walk:
    """The way through a sentence: what is still to come, and the indicator that numbers are of.

    `last`: where that indicator, or its number before this one, ends. `said`: what that
    said. `firms`: the last that counts firms. `passed`: of whom a share was passed over.
    """

    sentence: FigureSentence
    mentions: deque[IndicatorMention]
    cues: deque[tuple[ModalityCue, int]]
    last: int
    mention: IndicatorMention | None = None
    said: Statement | None = None
    firms: IndicatorMention | None = None
    passed: IndicatorMention | None = None
    modality: ModalityState = field(default_factory=ModalityState)

    def meet(self, quantity: Quantity) -> Statement | None:
        """A quantity, the next → what it says."""
        while self.cues and self.cues[0][1] < quantity.start:
            self.modality.meet(*self.cues.popleft())
        if quantity.is_bare:
            return self._bare(quantity)
        statement = self._said_of(quantity)
        self.modality.estimate = None
        if not (statement and statement.compared):
            self.said = statement or (self.said if self.mention else None)
        if statement and figure_cues().firms.fullmatch(quantity.counted):
            self.firms = statement.mention
        return statement

    def _said_of(self, quantity: Quantity) -> Statement | None:
        """What it says, by the words before or behind it."""
        counted = self._pass_mentions(quantity)
        if counted and counted.entries and not self._is_no_count(quantity, counted):
            self.mention, self.last = counted, max(quantity.end, counted.end)
            return told_counted(self.sentence, quantity, counted, self.modality)
        if about := self._about(quantity):
            self.mention, self.last = about.mention, self._end(quantity, about.mention)
            return self._statement(about)
        if pair := self._pair(quantity):
            self.last = quantity.end
            return pair
        if self.mention:
            return self._behind(quantity, self.mention)
        if self.modality.is_target(quantity.start):
            self.modality.is_given = True  # of something that is not in the list
        return None

    def _bare(self, quantity: Quantity) -> Statement | None:
        """What a number without a unit says of an indicator right before it; else it is as if it
        were not there."""
        self._pass_mentions(quantity)
        mention = self.mention
        if mention is None or mention.is_counted:
            return None
        is_first = self.last == mention.end
        link = self._link(quantity, mention, self.last, is_first)
        if link is None or link.verb in (*CHANGES, Verb.PASSES) or link.compared:
            return None
        reading = Reading(self.sentence, quantity, mention, link, self.last, is_first)
        statement = risen_from(reading) or self._named(reading)
        if statement:
            self.last, self.said = quantity.end, statement
        return statement

    def _named(self, reading: Reading) -> Statement | None:
        """What a number without a unit says, with the unit that its indicator names."""
        quantity, entry = reading.quantity, entry_of(reading)
        unit = quantity.unit or (entry and unit_of(entry.name))
        if not unit or is_passed_over(reading):
            return None
        return self._statement(replace(reading, quantity=replace(quantity, unit=unit)))

    def _pair(self, quantity: Quantity) -> Statement | None:
        following = self.mentions[0].start if self.mentions else None
        return same_of_another(self.sentence, quantity, self.said, following)

    def _pass_mentions(self, quantity: Quantity) -> IndicatorMention | None:
        """The last before a quantity becomes the one it may be of; what it counts is returned."""
        counted, at = None, counted_at(self.sentence, quantity)
        end = max(quantity.end, *(one + 1 for one in at), 0)
        while self.mentions and self.mentions[0].start < end:
            one = self.mentions[0]
            if one.start >= quantity.end and not (one.is_counted and one.start in at):
                break
            self.mentions.popleft()
            if figure_cues().firms.search(self.sentence.text, one.start, one.end):
                self.firms = one
            if one.start in at:
                counted = one
            elif one.end <= quantity.start:
                self.mention, self.last = one, one.end
        return counted

    def _is_said_before(self, quantity: Quantity) -> bool:
        """Whether a verb joins what is counted to an indicator before it: "lượng khách quốc tế đạt
        5 triệu lượt khách"."""
        own = self.mention
        if own is None or own.is_counted or own.end != self.last:
            return False
        link = self._link(quantity, own, self.last, is_first=True)
        is_counted = any(quantity.measure in entry.measures for entry in own.entries)
        return is_counted and link is not None and link.verb is not None

    def _is_no_count(self, quantity: Quantity, counted: IndicatorMention) -> bool:
        """Whether a number before an indicator is none of it: one told of another before, what
        could be, what becomes something else, or some of them: "20 hộ nghèo chưa có nhà"."""
        before = self.sentence.before(quantity.start)
        return (
            not may_be_counted(self.sentence, quantity, counted, self.modality)
            or self._is_said_before(quantity)
            or bool(figure_cues().capacity_before.search(before))
            or bool(figure_cues().given_before.search(before))
            or bool(figure_cues().some_behind.match(self.sentence.text, counted.end))
        )

    def _behind(self, quantity: Quantity, mention: IndicatorMention) -> Statement | None:
        """What a quantity after an indicator says; it may end that indicator's numbers."""
        last, is_first = self.last, self.last == mention.end and not mention.name
        self.last = self._end(quantity, mention)
        link = self._link(quantity, mention, last, is_first)
        if link is None:
            self.mention = None
            return None
        reading = Reading(self.sentence, quantity, mention, link, last, is_first)
        if former := risen_from(reading):
            return former
        if is_passed_over(reading) or self._is_passed_again(reading):
            if reading.is_share and link.verb is Verb.PASSES:
                self.passed = mention
            return None
        if link.compared:
            return compared_with(reading, self.said)
        if is_amount_again(reading, self.said) or is_size_of_sector(reading):
            return None
        return self._own(reading)

    def _own(self, reading: Reading) -> Statement | None:
        """What a quantity says of the indicator before it, if it is neither passed over nor
        compared."""
        statement, at = None, reading.quantity.start
        is_of_part = of_some_places(self.sentence, reading.mention, at)
        if not (is_of_part or self._is_share_of_all(reading)):
            statement = self._statement(reading)
        if not statement:
            self.mention = None
        elif self.modality.is_target(at):
            self.modality.is_given = True
        return statement

    def _is_passed_again(self, reading: Reading) -> bool:
        """Whether it is another time's share of what one before it was of: "chiếm 35% GRDP, năm
        2017 là 34%"."""
        is_level = reading.is_share and not (reading.is_change or reading.is_plan_share)
        return is_level and self.passed is not None and self.passed == reading.mention

    def _about(self, quantity: Quantity) -> Reading | None:
        """The reading of a change as one of the indicator behind it: "tăng 2% về số vốn đăng ký";
        that is taken as one of the numbers before if it only says "về số doanh nghiệp"."""
        if not self.sentence.text.startswith(OF, quantity.end):
            return None
        change = figure_cues().change_before.search(self.sentence.before(quantity.start))
        if not change:
            return None
        at, mention = quantity.end + len(OF), None
        if self.mentions and self.mentions[0].start == at:
            mention = self.mentions.popleft()
        elif self.firms and figure_cues().firms.match(self.sentence.text, at):
            mention = self.firms
        if mention is None:
            return None
        link = Link(verbs()[change[1]], quantity.start - len(change.group()))
        return Reading(self.sentence, quantity, mention, link, self.last, is_first=False)

    def _end(self, quantity: Quantity, mention: IndicatorMention) -> int:
        """Where both end, with the word behind them that stands for the indicator."""
        if self.sentence.text.startswith(OF, quantity.end):
            same = figure_cues().same.match(self.sentence.text, quantity.end + len(OF))
            if same:
                return same.end()
        return max(mention.end, quantity.end)

    def _link(
        self, quantity: Quantity, mention: IndicatorMention, last: int, is_first: bool
    ) -> Link | None:
        link = link_between(self.sentence, last, quantity, is_first)
        if link and link.verb is None and is_first:
            before = self.sentence.before(mention.start)
            if change := figure_cues().change_before.search(before):
                # "giảm tỷ lệ hộ nghèo 2%"
                return Link(verbs()[change[1]], mention.start - len(change.group()))
        if link and quantity.measure == "ratio" and link.verb is Verb.PASSES:
            gap = self.sentence.text[last : quantity.start]
            is_ratio = any("ratio" in entry.measures for entry in mention.entries)
            if is_ratio and figure_cues().whole_share.search(gap):
                return Link(Verb.SAYS, link.start)  # "nợ công chiếm 60% GDP"
        return link

    def _statement(self, reading: Reading) -> Statement | None:
        entry = entry_of(reading)
        name = entry and self.sentence.name(reading.mention, entry)
        # "9 xã đạt chuẩn, 2 xã …" of something else
        if not entry or not name or (reading.mention.is_counted and reading.is_another_count):
            return None
        if "named" in entry.where and name == entry.name:
            return None
        is_plan_share = is_share_of_plan(reading, entry)
        if is_plan_share is None:
            return None
        evidence = kind_evidence(reading, entry, self.modality, is_plan_share)
        return Statement(
            reading.quantity,
            entry,
            name,
            self._as_before(reading, kind_of(evidence)),
            reading.mention,
            falls=reading.link.start if reading.link.verb is Verb.FALLS else None,
            is_expected=evidence.is_expected,
        )

    def _is_share_of_all(self, reading: Reading) -> bool:
        """Whether "tỷ trọng" before it in its sentence makes the change of a sector one of its
        share: "tỷ trọng công nghiệp tăng 0,2%; dịch vụ tăng 1,6%"."""
        entry = entry_of(reading)
        if entry is None or not entry.where >= {"start", "change"}:
            return False
        return self.sentence.says_before(figure_cues().shares, reading.mention.start)

    def _as_before(self, reading: Reading, kind: FigureKind) -> FigureKind:
        """Its kind, but an estimate if it seems a result and the number before it was one: "dự báo
        đạt 6% năm 2019 và 7% năm 2020"."""
        said = self.said
        is_same = said is not None and said.mention == reading.mention
        if kind is not FigureKind.RESULT or reading.is_first or reading.link.verb or not is_same:
            return kind
        return FigureKind.ESTIMATE if said and said.kind is FigureKind.ESTIMATE else kind
