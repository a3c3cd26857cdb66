"""A quantity read as one of an indicator → whether it is, of which entry, and of what kind."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from indexer.figures.cues import CHANGES, Verb, figure_cues
from indexer.figures.gaps import Link
from indexer.figures.indicators import Indicator
from indexer.figures.modality import KindEvidence, ModalityState
from indexer.figures.quantities import Quantity
from indexer.figures.subjects import FigureSentence, IndicatorMention

OF = " về "
"""Between a change and its indicator: "tăng 2% về số doanh nghiệp"."""
_CLAUSE_END = re.compile(r"\s*(?:[,;.)(…”\"–-]|$)")
_OF_A_HUNDRED = {"percent", "money", "plan"}
_PER_AREA = re.compile(r"/(?:ha|m2)\b")
_NEAR, _FAR = 24, 60
"""Characters behind a quantity that are looked at; in which it is said what became of it."""


@dataclass(frozen=True)
class Reading:
    """A quantity behind a mention of an indicator, joined to it by a link.

    `last`: where the mention, or its quantity before this one, ends. `is_first`: there is none.
    """

    sentence: FigureSentence
    quantity: Quantity
    mention: IndicatorMention
    link: Link
    last: int
    is_first: bool

    @cached_property
    def behind(self) -> str:
        """What follows the quantity."""
        return self.sentence.text[self.quantity.end : self.quantity.end + _NEAR]

    @property
    def is_share(self) -> bool:
        """Of a hundred."""
        return self.quantity.measure == "share"

    @property
    def is_rate(self) -> bool:
        """Of a hundred, or times."""
        return self.is_share or self.quantity.measure == "times"

    @property
    def is_start(self) -> bool:
        """Whether something else became of it: "từ 5% … lên"."""
        cues, end = figure_cues(), self.quantity.end
        behind = self.sentence.text[end : end + _FAR]
        return bool(cues.arrow.match(behind)) and not cues.or_more_or_less.match(behind)

    @property
    def is_another_count(self) -> bool:
        """Whether it can be no more than the level of something else, if a number stood before the
        indicator: "9 xã đạt chuẩn, 2 xã …"."""
        if self.is_share:
            return not (self.is_change or self.is_plan_share)
        return not self.is_rate and self.quantity.measure != "money"

    @property
    def is_change(self) -> bool:
        """More or less than before."""
        is_rate = self.mention.is_growth and self.is_rate and not self.is_plan_share
        return self.link.verb in CHANGES or is_rate

    @cached_property
    def is_plan_share(self) -> bool:
        """Of what was planned."""
        return self.is_share and bool(figure_cues().of_plan.match(self.behind))


def _is_passed(one: Reading) -> bool:
    return one.link.verb is Verb.PASSES


def is_former(one: Reading) -> bool:
    """Whether it is what was before: "tăng từ 5% …", "đạt 6%, so với 5%", "từ 5% lên"."""
    before = one.sentence.before(one.quantity.start, one.last)
    return (
        len(one.quantity.values) == 1
        and bool(figure_cues().former_before.search(before))
        and (one.is_change or not one.is_first or one.is_start)
    )


def _is_of_what_it_is_set_against(one: Reading) -> bool:
    """Of "giảm so với cùng kỳ năm 2015 (11%)" nobody knows what it is."""
    if not one.is_change or not one.is_share:
        return False
    gap = one.sentence.text[one.link.start : one.quantity.start]
    return bool(figure_cues().against_before.search(gap))


def _is_compared(one: Reading) -> bool:
    """ "bằng 95% so với cùng kỳ" is of no kind."""
    is_level = one.is_rate and not one.is_change and not one.is_plan_share
    return is_level and bool(figure_cues().compared.match(one.behind))


def _is_multiple_of_mean(one: Reading) -> bool:
    """ "gấp 1,5 lần mức bình quân cả nước" is no change."""
    is_level = one.quantity.measure == "times" or (one.is_share and not one.is_change)
    return is_level and bool(figure_cues().mean.match(one.behind))


def _is_of_a_part(one: Reading) -> bool:
    """Of what is named behind it."""
    return (
        one.behind.startswith(OF)
        and one.mention.end <= one.quantity.start
        and not figure_cues().same.match(one.behind, len(OF))
    )


def _is_daily(one: Reading) -> bool:
    """ "thu 1.000 tỷ đồng mỗi ngày"."""
    return bool(figure_cues().daily.match(one.behind))


_PASSED_OVER: tuple[Callable[[Reading], bool], ...] = (
    _is_passed,
    is_former,
    _is_of_what_it_is_set_against,
    _is_compared,
    _is_multiple_of_mean,
    _is_daily,
    _is_of_a_part,
)


def is_passed_over(one: Reading) -> bool:
    """Whether it is a number of another time, or of a part: others of the indicator may follow."""
    return one.link.compared is None and any(holds(one) for holds in _PASSED_OVER)


def is_size_of_sector(one: Reading) -> bool:
    """Whether it only says how large a sector is, before its change: "dịch vụ đạt 35 tỷ đồng, tăng
    9%"."""
    return one.quantity.measure == "money" and all(
        entry.where >= {"start", "change"} for entry in one.mention.entries
    )


def entry_of(one: Reading) -> Indicator | None:
    """The first entry of the indicator that is measured so."""
    return next((entry for entry in one.mention.entries if _is_measured_so(one, entry)), None)


def _is_measured_so(one: Reading, entry: Indicator) -> bool:
    if "change" in entry.where and not _is_growth(one, entry):
        return False
    measure = one.quantity.measure
    if "unit" in entry.where and not _is_of_unit(one, entry):
        return False
    if "person" in entry.where and _is_no_income(one):
        return False
    return (
        measure in entry.measures
        or (measure == "times" and one.is_change)
        or (measure == "ratio" and "money" in entry.measures)
        or (one.is_share and _has_shares(one, entry))
    )


def _is_of_unit(one: Reading, entry: Indicator) -> bool:
    """Whether it counts what the indicator names, or a number before it did."""
    is_count = one.quantity.measure == "count"
    return one.quantity.counted in entry.name if is_count else not one.is_first


def _is_no_income(one: Reading) -> bool:
    """Whether it is of an area, or the line below which people are poor."""
    return bool(_PER_AREA.search(one.quantity.unit)) or bool(
        figure_cues().poor.search(one.sentence.before(one.mention.start, lead=_FAR))
    )


def _is_growth(one: Reading, entry: Indicator) -> bool:
    """ "GDP đạt 6,5%" is its growth as well; "dịch vụ đạt 40%" may be its share."""
    is_said = one.link.verb is Verb.SAYS and "start" not in entry.where
    return one.is_share and not one.is_plan_share and (one.is_change or is_said)


def _has_shares(one: Reading, entry: Indicator) -> bool:
    return one.is_change or one.is_plan_share or bool(entry.measures & _OF_A_HUNDRED)


def is_share_of_plan(one: Reading, entry: Indicator) -> bool | None:
    """Whether it is a share of what was planned; None if it is a share of nothing that is said."""
    if one.is_plan_share or not one.is_share or one.is_change or "money" not in entry.measures:
        return one.is_plan_share
    if "share" in entry.measures:
        return False
    if "plan" in entry.measures:
        return True
    is_whole = one.link.verb in (Verb.SAYS, Verb.EQUALS) and _CLAUSE_END.match(one.behind)
    return True if is_whole else None


def _tells_change(one: Reading, entry: Indicator) -> bool:
    """Whether it is told as a change; the level of a growth is none: "mức tăng GDP đạt 6%"."""
    is_level = one.mention.is_growth and figure_cues().growth.match(entry.name)
    return one.link.verb in CHANGES if is_level else one.is_change


def _is_estimated_growth(at: int, entry: Indicator, modality: ModalityState) -> bool:
    """Whether a rise is the rate itself, as it is expected: "GDP ước tăng 7%"."""
    if modality.is_expected(at):
        return entry.is_growth
    return modality.is_estimate(at) and bool(figure_cues().growth.match(entry.name))


def kind_evidence(
    one: Reading, entry: Indicator, modality: ModalityState, is_plan_share: bool
) -> KindEvidence:
    """What the sentence says of its kind."""
    at = one.quantity.start
    before = one.sentence.before(one.mention.start)
    is_target = not modality.is_only and (
        modality.is_target(at)
        or bool(figure_cues().or_more.match(one.behind))
        or bool(figure_cues().target_behind.match(one.behind))
        or (
            one.is_first
            and not modality.is_done_since(one.mention.end)
            and bool(figure_cues().aims_before.search(before))
        )
    )
    is_estimate = modality.is_estimate(at) or modality.is_expected(at)
    return KindEvidence(
        is_target,
        is_plan_share,
        _tells_change(one, entry) and not _is_estimated_growth(at, entry, modality),
        is_estimate,
        is_expected=modality.is_expected(at),
    )
