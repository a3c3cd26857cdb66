"""An article → the figures it states, each with its indicator, unit, period and kind."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from indexer.article.structure import Article, Line
from indexer.figures.indicators import bound, ends_with, finds, signs
from indexer.figures.periods import StatedPeriod, periods
from indexer.figures.quantities import BARE, Quantity, quantities
from indexer.figures.statements import Statement, statements
from indexer.figures.subjects import Sentence
from search.dates import PartialDate
from search.report import Facets, FigureKind, FigureValue, PassageKind, Precision, Status
from search.text.sentences import sentences

_REACH = 600  # characters that a period reaches, into the sentences after it too
_AFTER, _RIGHT_AFTER = 30, 8  # characters between a number and a period behind it
_LEAD = 30  # characters before a number in which the words of a bound are looked for
_OR_MORE = re.compile(r"\s*trở (?:lên|xuống)(?!\w)")
_OF_A_TIME = (FigureKind.RESULT, FigureKind.CHANGE)  # unless that is still to come
_PARTED = re.compile(r"[,;.(:]| và ")
_ASIDE = re.compile(r"[^()]*\)")
_MOST = 1000  # percent: no rate is higher
_LONGEST_ASIDE = 5  # periods within brackets that are passed over


def extract(article: Article, facets: Facets) -> tuple[FigureValue, ...]:
    """Each number with a unit in a sentence that says it of an indicator of the list.

    - `value`: "5738.9". The two ends of a range are two figures with the same evidence; a part of
      a whole ("23/26 chỉ tiêu") is the part; a fall is a negative change.
    - `indicator`: as the list calls it, or in the words of the text if they say more of it
      ("xuất khẩu nông sản").
    - `period`: "2023", "2023-Q3", "2023-08"; months of a year as ISO 8601 writes an interval,
      "2024-01/2024-09", and years likewise, "2021/2025". It stands in the sentence, or shortly
      before it in the same paragraph: then the figure is derived, as it is if the year is that
      of the meeting.
    - `kind`: a target goes before a share of the plan, that before a change, that before an
      estimate: a growth that is aimed at is a target, and so is a result of a time to come.
    - Its evidence holds what makes it a bound, or inexact: "trên 60%", "8% trở lên".
    """
    found: dict[tuple[str | None, ...], FigureValue] = {}
    for line in article.of(PassageKind.TITLE, PassageKind.BODY):
        text = article.read_lower(line)
        if counted := list(quantities(text)):
            for figure in _Paragraph(article, line, text, facets).figures(counted):
                key = (figure.indicator, figure.value, figure.unit, figure.period, figure.kind)
                found.setdefault(key, figure)
    return tuple(found.values())


@dataclass(frozen=True)
class _Paragraph:
    article: Article
    line: Line
    text: str  # in small letters
    facets: Facets

    @cached_property
    def _periods(self) -> list[StatedPeriod]:
        return list(periods(self.text, _met(self.facets)))

    def figures(self, counted: list[Quantity]) -> Iterator[FigureValue]:
        """In the order of the text."""
        whole = self.article.read(self.line)
        for start, end, inside in _sentences(whole, counted):
            for said in statements(Sentence(self.text, whole, start, end), inside):
                yield from self._values(said, start)

    def _values(self, said: Statement, start: int) -> Iterator[FigureValue]:
        quantity, kind, unit = said.quantity, said.kind, said.quantity.unit
        period, is_derived = self._period(quantity, start)
        if kind in _OF_A_TIME and period and self._is_to_come(period, quantity, start):
            kind = FigureKind.TARGET
        if quantity.measure == "money" and unit.endswith(BARE):
            unit, is_derived = f"{unit} đồng", True
        begin, end = self._with_bound(quantity)
        begin = begin if said.falls is None else min(begin, said.falls)
        span = self.article.span(self.line.start + begin, self.line.start + end)
        for value in quantity.values:
            yield FigureValue(
                value=value if said.falls is None else f"-{value}",
                status=Status.DERIVED if is_derived else Status.STATED,
                evidence=span,
                indicator=said.name,
                unit=unit,
                period=str(period.value) if period and period.value else None,
                kind=kind,
                is_suspicious=_is_suspicious(said, float(value)),
            )

    def _with_bound(self, quantity: Quantity) -> tuple[int, int]:
        """Where a number begins and ends, with what makes it a bound: "trên 60%"."""
        lead = max(0, quantity.start - _LEAD)
        before = bound().search(self.text[lead : quantity.start])
        after = _OR_MORE.match(self.text, quantity.end)
        return (
            lead + before.start() if before else quantity.start,
            after.end() if after else quantity.end,
        )

    def _is_to_come(self, period: StatedPeriod, quantity: Quantity, start: int) -> bool:
        """Whether what a sentence says of a period could not be known when they met."""
        start = max(start, quantity.start - _REACH)
        clause = max(start, self.text.rfind(";", start, quantity.start) + 1)
        since = max(clause, period.end) if period.end <= quantity.start else clause
        kinds = signs("so-far", "estimate", "only", "no-only")
        known = finds("so-far", "estimate", "only", "no-only")
        told = known.finditer(self.text, since, quantity.start)
        if any(kinds[match.group()] != "no-only" for match in told):
            return False
        return (
            period.is_ahead
            or (
                period.is_under_way
                and period.start >= clause
                # "dự toán năm 2023"
                and not ends_with("plan").search(self.text[clause : period.start])
            )
        )

    def _period(self, quantity: Quantity, start: int) -> tuple[StatedPeriod | None, bool]:
        """The time of a number in the sentence that starts there; whether it is from elsewhere."""
        at = bisect_right(self._periods, quantity.start, key=lambda period: period.end)
        earlier = next(filter(None, (self._open(quantity, at, back) for back in _BACK)), None)
        is_near = earlier is not None and earlier.start >= start
        if at < len(self._periods):
            later = self._periods[at]
            reach = _RIGHT_AFTER if is_near else _AFTER
            if later.start - quantity.end <= reach and not _PARTED.search(
                self.text[quantity.end : later.start]
            ):
                return later, not later.has_year
        return earlier, earlier is not None and not (is_near and earlier.has_year)

    def _open(self, quantity: Quantity, at: int, back: int) -> StatedPeriod | None:
        """So many periods before a number, if it is near and no bracket closes in between."""
        if back > at:
            return None
        period = self._periods[at - back]
        if quantity.start - period.end > _REACH:
            return None
        return None if _ASIDE.match(self.text, period.end, quantity.start) else period


_BACK = range(1, _LONGEST_ASIDE + 1)


def _sentences(text: str, counted: list[Quantity]) -> Iterator[tuple[int, int, list[Quantity]]]:
    """The [start, end) of the sentences that hold quantities, and these."""
    number = 0
    for start, end in sentences(text):
        first = number
        while number < len(counted) and counted[number].start < end:
            number += 1
        if number > first:
            yield start, end, counted[first:number]


def _met(facets: Facets) -> PartialDate | None:
    """When the meeting was, if its year is more than inferred."""
    for day in facets.event_date:
        if day.precision is not Precision.DAY_WITHOUT_YEAR and day.status is not Status.INFERRED:
            return PartialDate.parse(day.value)
    return None


def _is_suspicious(said: Statement, value: float) -> bool:
    """Whether it cannot be what it says: more than all of a whole, or beyond any rate."""
    if said.quantity.measure != "share":
        return False
    is_part = "percent" in said.indicator.measures and said.kind is not FigureKind.PLAN_SHARE
    return value > (100 if is_part else _MOST)
