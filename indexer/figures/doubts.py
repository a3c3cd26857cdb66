"""The figures of a report → which cannot be meant as they are written, and why."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache

from indexer.figures.indicators import indicator_forms
from indexer.lexicon import lower, rows
from search.dates import DateError, Period, is_far_ahead
from search.report import FigureKind, FigureScope, FigureValue, Status

OVER_WHOLE, BELOW_NOTHING, OUT_OF_BOUNDS = "whole", "fall", "bounds"
CURRENCY, TO_COME = "currency", "time"
"""Why a figure is doubted: more than all of a whole (or beyond any rate), a fall by more than all
there was, more or less than there can be of the indicator, amounts of two currencies, a result of a
time to come."""
_ALL, _WHOLE = -100, 100
_LEVEL = "level"
_ACHIEVED = (FigureKind.RESULT, FigureKind.CHANGE)
_NEAR = 40
"""Characters between two amounts that are the same one in two currencies."""
_NO_BOUND = "-"


@dataclass(frozen=True, slots=True)
class _Bounds:
    least: float
    most: float


@cache
def _bounds() -> dict[tuple[str, str, str], _Bounds]:
    """Indicator, unit without its scale, kind → what such a figure can be."""
    return {
        (indicator, unit, kind): _Bounds(_bound(least, "-inf"), _bound(most, "inf"))
        for indicator, unit, kind, least, most in rows("figure_bounds.tsv")
    }


def _bound(number: str, none: str) -> float:
    return float(none if number == _NO_BOUND else number)


@cache
def _scales() -> dict[str, int]:
    return {shown: int(power) for _, power, shown, *_ in rows("scales.tsv")}


@cache
def _in_foreign_money() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("foreign_money.tsv")}


@cache
def _home_money() -> frozenset[str]:
    """The currencies of sums that name none."""
    return frozenset(currency for _, _, _, currency, _ in rows("scales.tsv"))


@cache
def _foreign_money() -> frozenset[str]:
    money = {unit for unit, measure, *_ in rows("units.tsv") if measure == "money"}
    return frozenset(money - _home_money())


def doubted(figures: Sequence[FigureValue]) -> Iterator[FigureValue]:
    """The same figures; what is doubted is marked."""
    doubts = Doubts(figures)
    for one in figures:
        is_odd = one.is_suspicious or doubts.reason_of(one) is not None
        yield replace(one, is_suspicious=True) if is_odd and not one.is_suspicious else one


def reason_of(one: FigureValue, figures: Sequence[FigureValue]) -> str | None:
    """Why a figure is doubted; None if it is not. `figures`: all of its report."""
    return Doubts(figures).reason_of(one)


class Doubts:
    """The figures of a report, looked through once → why one of them is doubted."""

    def __init__(self, figures: Sequence[FigureValue]) -> None:
        self._is_foreign_named = False
        self._ends: defaultdict[str, list[int]] = defaultdict(list)
        for one in figures:
            if one.indicator in _in_foreign_money() and _without_scale(one)[1] in _foreign_money():
                self._is_foreign_named = True
                if one.evidence:
                    self._ends[one.indicator].append(one.evidence[1])
        for ends in self._ends.values():
            ends.sort()

    def reason_of(self, one: FigureValue) -> str | None:
        """Why a figure is doubted; None if it is not."""
        found = self._currency(one) or _own_reason(one)
        return found or (OVER_WHOLE if one.is_suspicious else None)

    def _currency(self, one: FigureValue) -> str | None:
        """ "xuất khẩu 3,2 tỷ USD ... FDI 2,3 tỷ đồng": one of the two is a slip."""
        when = _in_foreign_money().get(one.indicator)
        if when is None or _without_scale(one)[1] not in _home_money():
            return None
        if when == "unsaid" and one.status is Status.STATED:
            return None
        return CURRENCY if self._is_foreign_named and not self._is_again(one) else None

    def _is_again(self, one: FigureValue) -> bool:
        """ "655 triệu USD (tương đương 14.890 tỷ đồng)"."""
        if one.evidence is None:
            return False
        ends = self._ends.get(one.indicator, [])
        at = bisect_right(ends, one.evidence[0]) - 1
        return at >= 0 and one.evidence[0] - ends[at] < _NEAR


def _own_reason(one: FigureValue) -> str | None:
    """What speaks against it by itself."""
    if one.unit[:1] == "%" and one.kind is FigureKind.CHANGE and float(one.value) < _ALL:
        return BELOW_NOTHING
    if (
        one.period
        and one.kind in (FigureKind.RESULT, FigureKind.CHANGE)
        and _is_to_come(one.period)
    ):
        return TO_COME
    amount, unit = _without_scale(one)
    if unit == "%" and amount > _WHOLE and _kind(one) == _LEVEL and _is_part(one.indicator):
        return OVER_WHOLE
    bounds = _bounds().get((one.indicator, unit, _kind(one)))
    if one.scope is FigureScope.FIRM:
        return None  # its growth, and what its people earn, may be anything
    return None if bounds is None or bounds.least <= amount <= bounds.most else OUT_OF_BOUNDS


def _is_to_come(period: str) -> bool:
    with suppress(DateError):
        return is_far_ahead(Period.parse(period).first.year)
    return False


def _is_part(indicator: str) -> bool:
    """Whether percents of it are shares of all of it: it is measured in something else, or is such
    a share itself."""
    entries = indicator_forms().get(lower(indicator), ())
    return bool(entries) and not any("share" in entry.measures for entry in entries)


def _kind(one: FigureValue) -> str:
    is_level = one.kind not in (FigureKind.CHANGE, FigureKind.PLAN_SHARE)
    return _LEVEL if is_level else one.kind.value


def _without_scale(one: FigureValue) -> tuple[float, str]:
    """5.7, "nghìn tỷ đồng" → 5.7e12, "đồng"."""
    amount, words = float(one.value), one.unit.split(" ")
    while len(words) > 1 and words[0] in _scales():
        amount *= 10.0 ** _scales()[words.pop(0)]
    return amount, " ".join(words)
