"""A sentence and its quantities → which of them say what of which indicator."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.figures.gaps import verb_between
from indexer.figures.indicators import CHANGES, Indicator, ends_with, finds, of_plan, signs
from indexer.figures.modality import ModalityState
from indexer.figures.quantities import Quantity
from indexer.figures.some_places import of_some_places
from indexer.figures.subjects import IndicatorMention, Sentence
from search.report import FigureKind

_COMPARED = re.compile(r"\s*(?:của |với )?(?:so |cùng kỳ|(?:năm|tháng|quý) trước|năm ngoái)")
_OR_MORE = re.compile(r"\s*trở lên")
_FROM = re.compile(r"(?<!\w)(?:từ|so với)(?: mức| khoảng| hơn| trên| gần| dưới)?\s*$")
_CLAUSE_END = re.compile(r"\s*(?:[,;.)(…]|$)")
_OF = " về "
_NEAR = 24  # characters behind a number that are looked at


@dataclass(frozen=True, slots=True)
class Statement:
    """What a quantity is of, and how. `falls`: where the word stands that makes it a fall."""

    quantity: Quantity
    indicator: Indicator
    name: str
    kind: FigureKind
    falls: int | None = None


def statements(sentence: Sentence, inside: list[Quantity]) -> Iterator[Statement]:
    """Those of its quantities that belong to an indicator, in one walk from left to right."""
    mentions = deque(sentence.mentions({quantity.unit_start for quantity in inside}))
    if not mentions:
        return
    walk = _Walk(sentence, mentions, deque(sentence.cues()), sentence.start)
    for quantity in inside:
        said = walk.meet(quantity)
        if said and not walk.outlook.is_unreal:
            yield said


@dataclass(frozen=True, slots=True)
class _Joined:
    """A quantity behind an indicator, by a verb that does something, and stands somewhere."""

    quantity: Quantity
    mention: IndicatorMention
    does: str
    at: int
    behind: str  # what follows the quantity
    is_first: bool  # quantity of the indicator

    @property
    def is_share(self) -> bool:
        """Of a hundred."""
        return self.quantity.measure == "share"

    @property
    def is_rate(self) -> bool:
        """Of a hundred, or times."""
        return self.is_share or self.quantity.measure == "times"

    @property
    def is_change(self) -> bool:
        """More or less than before."""
        return self.does in CHANGES

    @property
    def is_plan(self) -> bool:
        """Of what was planned."""
        return self.is_share and bool(of_plan().match(self.behind))


@dataclass(slots=True)
class _Walk:
    """The way through a sentence: what is still to come, and the indicator that numbers are of."""

    sentence: Sentence
    mentions: deque[IndicatorMention]
    cues: deque[tuple[str, int]]
    last: int  # where the indicator, or its number before this one, ends
    mention: IndicatorMention | None = None
    outlook: ModalityState = field(default_factory=ModalityState)

    def meet(self, quantity: Quantity) -> Statement | None:
        """A quantity, the next → what it says."""
        while self.cues and self.cues[0][1] < quantity.start:
            self.outlook.meet(*self.cues.popleft())
        counted = self._pass_mentions(quantity)
        said = None
        if counted and counted.rows:
            said = self._counted(quantity, counted.rows[0])
            self.mention, self.last = counted, max(quantity.end, counted.end)
        elif self.mention:
            said = self._behind(quantity, self.mention)
        self.outlook.estimate = None
        return said

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

    def _counted(self, quantity: Quantity, row: Indicator) -> Statement:
        """What "12 xã đạt chuẩn nông thôn mới" says."""
        kind = FigureKind.RESULT
        if self.outlook.is_target(quantity.start):
            kind = FigureKind.TARGET
        elif ends_with(*CHANGES).search(self.sentence.before(quantity.start)):
            kind = FigureKind.CHANGE
        elif self.outlook.is_estimate(quantity.start):
            kind = FigureKind.ESTIMATE
        return Statement(quantity, row, row.name, kind)

    def _behind(self, quantity: Quantity, mention: IndicatorMention) -> Statement | None:
        """What a quantity after an indicator says; it may end that indicator's numbers."""
        text, last, is_first = self.sentence.text, self.last, self.last == mention.end
        behind = quantity.end + len(_OF)
        is_of = text.startswith(_OF, quantity.end)
        if is_of and self.mentions and self.mentions[0].start == behind:
            mention = self.mentions.popleft()  # "tăng 2% về số doanh nghiệp"
        joined = self._join(quantity, mention, last, is_first)
        self.mention, self.last = mention, max(mention.end, quantity.end)
        if is_of and (same := finds("same").match(text, behind)):
            self.last = same.end()
        if joined and self._is_before(joined, last):
            return None
        is_own = joined and not of_some_places(self.sentence, mention, quantity.start)
        said = self._said(joined) if joined and is_own else None
        if not said:
            self.mention = None
        self.outlook.is_given |= said is not None and self.outlook.is_target(quantity.start)
        return said

    def _join(
        self, quantity: Quantity, mention: IndicatorMention, last: int, is_first: bool
    ) -> _Joined | None:
        verb = verb_between(self.sentence, last, quantity, is_first)
        if verb is None:
            return None
        does, at = verb
        before = self.sentence.before(mention.start)
        if not does and is_first and (rise := ends_with(*CHANGES).search(before)):
            # "giảm tỷ lệ hộ nghèo 2%"
            does, at = signs(*CHANGES)[rise[1]], mention.start - len(rise.group())
        behind = self.sentence.text[quantity.end : quantity.end + _NEAR]
        return _Joined(quantity, mention, does, at, behind, is_first)

    def _is_before(self, one: _Joined, last: int) -> bool:
        """Whether it is a number of another time, or of a part: passed over, others may follow."""
        return (
            one.does == "passes"
            # "tăng từ 5% …", "đạt 6%, so với 5%": what it was before
            or (
                (one.is_change or not one.is_first)
                and len(one.quantity.values) == 1
                and bool(_FROM.search(self.sentence.before(one.quantity.start, last)))
            )
            # "bằng 95% so với cùng kỳ" is of no kind
            or (
                one.is_rate
                and not one.is_change
                and not one.is_plan
                and bool(_COMPARED.match(one.behind))
            )
            or (
                one.behind.startswith(_OF)
                and one.mention.end <= one.quantity.start
                and not finds("same").match(one.behind, len(_OF))
            )
        )

    def _said(self, one: _Joined) -> Statement | None:
        row = _row(one)
        name = row and self.sentence.name(one.mention, row)
        # "9 xã đạt chuẩn, 2 xã …" of something else
        if not row or not name or (one.mention.is_counted and not one.is_rate):
            return None
        is_plan = one.is_plan
        if one.is_share and not one.is_change and not is_plan and "money" in row.measures:
            is_plan = "share" not in row.measures
            if is_plan and not (one.does in ("says", "equals") and _CLAUSE_END.match(one.behind)):
                return None
        kind = self._kind(one, is_plan)
        return Statement(one.quantity, row, name, kind, one.at if one.does == "falls" else None)

    def _kind(self, one: _Joined, is_plan: bool) -> FigureKind:
        before = self.sentence.before(one.mention.start)
        if not self.outlook.is_only and (
            self.outlook.is_target(one.quantity.start)
            or _OR_MORE.match(one.behind)
            or (one.is_first and ends_with("aims").search(before))
        ):
            return FigureKind.TARGET
        if is_plan:
            return FigureKind.PLAN_SHARE
        if one.is_change:
            return FigureKind.CHANGE
        is_estimate = self.outlook.is_estimate(one.quantity.start)
        return FigureKind.ESTIMATE if is_estimate else FigureKind.RESULT


def _row(one: _Joined) -> Indicator | None:
    """The first row of the indicator that is measured so."""
    measure = one.quantity.measure
    for row in one.mention.rows:
        # "GDP đạt 6,5%" is its growth as well; "dịch vụ đạt 40%" may be its share
        is_growth = one.is_change or (one.does == "says" and "start" not in row.where)
        if "change" in row.where and (not one.is_share or one.is_plan or not is_growth):
            continue
        if (
            measure in row.measures
            or (measure == "times" and one.is_change)
            or (measure == "ratio" and "money" in row.measures)
            or (
                one.is_share
                and (one.is_change or one.is_plan or row.measures & {"percent", "money"})
            )
        ):
            return row
    return None
