"""A sentence and its quantities → which of them say what of which indicator."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.figures.comparisons import Compared
from indexer.figures.cues import CHANGES, ModalityCue, Verb, figure_cues, verbs
from indexer.figures.gaps import Link, link_between
from indexer.figures.indicators import Indicator
from indexer.figures.modality import KindEvidence, ModalityState, kind_of
from indexer.figures.quantities import Quantity
from indexer.figures.readings import (
    OF,
    Reading,
    entry_of,
    is_passed_over,
    is_share_of_plan,
    kind_evidence,
)
from indexer.figures.some_places import of_some_places
from indexer.figures.subjects import FigureSentence, IndicatorMention
from search.report import FigureKind


@dataclass(frozen=True, slots=True)
class Statement:
    """What a quantity is of, and how.

    `mention`: where its indicator stands. `falls`: where the word stands that makes it a fall.
    `compared`: what it is, if a number before it is what the sentence is about. `is_expected`: it
    is an estimate, but a target if its time is still to come.
    """

    quantity: Quantity
    indicator: Indicator
    name: str
    kind: FigureKind
    mention: IndicatorMention
    falls: int | None = None
    compared: Compared | None = None
    is_expected: bool = False


def statements(
    sentence: FigureSentence, inside: list[Quantity], *, is_announced: bool = False
) -> Iterator[Statement]:
    """Those of its quantities that belong to an indicator, in one walk from left to right.
    `is_announced`: that they are targets was said before."""
    mentions = deque(sentence.mentions({quantity.unit_start for quantity in inside}))
    if not mentions:
        return
    walk = _Walk(sentence, mentions, deque(sentence.cues()), sentence.start)
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
    said. `passed`: of whom a share was passed over.
    """

    sentence: FigureSentence
    mentions: deque[IndicatorMention]
    cues: deque[tuple[ModalityCue, int]]
    last: int
    mention: IndicatorMention | None = None
    said: Statement | None = None
    passed: IndicatorMention | None = None
    modality: ModalityState = field(default_factory=ModalityState)

    def meet(self, quantity: Quantity) -> Statement | None:
        """A quantity, the next → what it says."""
        while self.cues and self.cues[0][1] < quantity.start:
            self.modality.meet(*self.cues.popleft())
        counted = self._pass_mentions(quantity)
        statement = None
        if counted and self._is_no_count(quantity, counted):
            counted = None
        if counted and counted.entries:
            statement = self._counted(quantity, counted)
            self.mention, self.last = counted, max(quantity.end, counted.end)
        elif self.mention:
            statement = self._behind(quantity, self.mention)
        elif self.modality.is_target(quantity.start):
            self.modality.is_given = True  # of something that is not in the list
        self.modality.estimate = None
        if not (statement and statement.compared):
            self.said = statement or (self.said if self.mention else None)
        return statement

    def _pass_mentions(self, quantity: Quantity) -> IndicatorMention | None:
        """The last before a quantity becomes the one it may be of; what it counts is returned."""
        counted = None
        while self.mentions and self.mentions[0].start < quantity.end:
            one = self.mentions.popleft()
            if one.start == quantity.unit_start:
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
            self._is_said_before(quantity)
            or bool(figure_cues().capacity_before.search(before))
            or bool(figure_cues().some_behind.match(self.sentence.text, counted.end))
        )

    def _counted(self, quantity: Quantity, mention: IndicatorMention) -> Statement:
        """What "12 xã đạt chuẩn nông thôn mới" says."""
        at, entry = quantity.start, mention.entries[0]
        change = figure_cues().change_before.search(self.sentence.before(at))
        is_fall = change is not None and verbs()[change[1]] is Verb.FALLS
        evidence = KindEvidence(
            is_target=self.modality.is_target(at),
            is_change=change is not None,
            is_estimate=self.modality.is_estimate(at) or self.modality.is_expected(at),
            is_expected=self.modality.is_expected(at),
        )
        kind = kind_of(evidence)
        return Statement(
            quantity,
            entry,
            entry.name,
            kind,
            mention,
            falls=at - len(change.group()) if change and is_fall else None,
            is_expected=evidence.is_expected,
        )

    def _behind(self, quantity: Quantity, mention: IndicatorMention) -> Statement | None:
        """What a quantity after an indicator says; it may end that indicator's numbers."""
        mention, reading = self._read(quantity, mention)
        self.mention, self.last = mention, self._end(quantity, mention)
        if reading and (is_passed_over(reading) or self._is_passed_again(reading)):
            if reading.is_share and reading.link.verb is Verb.PASSES:
                self.passed = reading.mention
            return None
        if reading and reading.link.compared:
            return self._beside(reading)
        if reading and self._is_amount_of_change(reading):
            return None
        statement = None
        if reading and not (
            of_some_places(self.sentence, mention, quantity.start) or self._is_share_of_all(reading)
        ):
            statement = self._statement(reading)
        if not statement:
            self.mention = None
        elif self.modality.is_target(quantity.start):
            self.modality.is_given = True
        return statement

    def _is_amount_of_change(self, reading: Reading) -> bool:
        """Whether it only says again how much more or less it was: "tăng 7%, tương ứng 204 tỷ"."""
        said = self.said
        if reading.is_rate or not said or said.kind is not FigureKind.CHANGE:
            return False
        gap = self.sentence.text[reading.last : reading.quantity.start]
        return said.mention == reading.mention and bool(figure_cues().amount.match(gap))

    def _is_passed_again(self, reading: Reading) -> bool:
        """Whether it is another time's share of what one before it was of: "chiếm 35% GRDP, năm
        2017 là 34%"."""
        is_level = reading.is_share and not (reading.is_change or reading.is_plan_share)
        return is_level and self.passed is not None and self.passed == reading.mention

    def _read(
        self, quantity: Quantity, mention: IndicatorMention
    ) -> tuple[IndicatorMention, Reading | None]:
        """The indicator that a quantity is of, this one or one behind it, and how it is of it."""
        last, is_first = self.last, self.last == mention.end
        is_of = self.sentence.text.startswith(OF, quantity.end)
        if is_of and self.mentions and self.mentions[0].start == quantity.end + len(OF):
            mention = self.mentions.popleft()  # "tăng 2% về số doanh nghiệp"
        link = self._link(quantity, mention, last, is_first)
        if link is None:
            return mention, None
        return mention, Reading(self.sentence, quantity, mention, link, last, is_first)

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
        return link

    def _statement(self, reading: Reading) -> Statement | None:
        entry = entry_of(reading)
        name = entry and self.sentence.name(reading.mention, entry)
        # "9 xã đạt chuẩn, 2 xã …" of something else
        if not entry or not name or (reading.mention.is_counted and not reading.is_rate):
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
        start = self.sentence.start
        return bool(figure_cues().shares.search(self.sentence.text, start, reading.mention.start))

    def _as_before(self, reading: Reading, kind: FigureKind) -> FigureKind:
        """Its kind, but an estimate if it seems a result and the number before it was one: "dự báo
        đạt 6% năm 2019 và 7% năm 2020"."""
        said = self.said
        is_same = said is not None and said.mention == reading.mention
        if kind is not FigureKind.RESULT or reading.is_first or reading.link.verb or not is_same:
            return kind
        return FigureKind.ESTIMATE if said and said.kind is FigureKind.ESTIMATE else kind

    def _beside(self, reading: Reading) -> Statement | None:
        """What a number is that the one before it is compared with: "(cùng kỳ tăng 4%)"."""
        quantity, said, verb = reading.quantity, self.said, reading.link.verb
        if said is None or quantity.measure != said.quantity.measure:
            return None
        kind = FigureKind.TARGET
        if reading.link.compared is Compared.BEFORE:
            is_change = verb in CHANGES or said.kind is FigureKind.CHANGE
            kind = FigureKind.CHANGE if is_change else FigureKind.RESULT
        falls = reading.link.start if verb is Verb.FALLS else None
        return Statement(
            quantity,
            said.indicator,
            said.name,
            kind,
            said.mention,
            falls,
            compared=reading.link.compared,
        )
