"""A paragraph → the figures that it states, each with its indicator, unit, period and kind."""

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.article.structure import Article, Line
from indexer.figures.cues import figure_cues
from indexer.figures.dating import DatedParagraph
from indexer.figures.periods import periods
from indexer.figures.quantities import Quantity, quantities
from indexer.figures.statements import Statement, statements
from indexer.figures.subjects import FigureSentence
from search.dates import PartialDate
from search.report import FigureKind, FigureValue, Status
from search.text.sentences import sentences

_LEAD = 30
"""Characters before a number in which the words of a bound are looked for."""
_OF_A_TIME = (FigureKind.RESULT, FigureKind.CHANGE)
"""Kinds that are targets if their time is still to come."""
_WHOLE, _MOST = 100, 1000
"""Percent: more than a part of a whole can be; more than any rate is."""


def figures_of(article: Article, line: Line, met: PartialDate | None) -> Iterator[FigureValue]:
    """The figures of a line, in the order of the text. `met`: when the meeting was, None if
    unknown."""
    text = article.read_lower(line)
    counted = list(quantities(text))
    if not counted:
        return
    whole = article.read(line)
    stated = [
        (statement, start)
        for start, end, inside in _sentences(whole, counted)
        for statement in statements(FigureSentence(text, whole, start, end), inside)
    ]
    if not stated:  # most paragraphs: their periods need not be read
        return
    paragraph = _Paragraph(article, line, DatedParagraph(text, tuple(periods(text, met))))
    for statement, start in stated:
        yield from paragraph.values(statement, start)


def _sentences(text: str, counted: list[Quantity]) -> Iterator[tuple[int, int, list[Quantity]]]:
    """[start, end) of each sentence that holds quantities, and these."""
    number = 0
    for start, end in sentences(text):
        first = number
        while number < len(counted) and counted[number].start < end:
            number += 1
        if number > first:
            yield start, end, counted[first:number]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    article: Article
    line: Line
    dated: DatedParagraph

    def values(self, statement: Statement, start: int) -> Iterator[FigureValue]:
        """The figure of a statement in the sentence that starts there; two of a range."""
        quantity, kind, unit = statement.quantity, statement.kind, statement.quantity.unit
        period, is_derived = self.dated.period_of(quantity, start)
        if kind in _OF_A_TIME and period and self.dated.is_to_come(period, quantity, start):
            kind = FigureKind.TARGET
        if quantity.implied_currency:
            unit, is_derived = f"{unit} {quantity.implied_currency}", True
        begin, end = self._with_bound(quantity)
        begin = begin if statement.falls is None else min(begin, statement.falls)
        span = self.article.span(self.line.start + begin, self.line.start + end)
        for value in quantity.values:
            yield FigureValue(
                value=value if statement.falls is None else f"-{value}",
                status=Status.DERIVED if is_derived else Status.STATED,
                evidence=span,
                indicator=statement.name,
                unit=unit,
                period=str(period.value) if period and period.value else None,
                kind=kind,
                is_suspicious=_is_suspicious(statement, float(value)),
            )

    def _with_bound(self, quantity: Quantity) -> tuple[int, int]:
        """Where a number begins and ends, with what makes it a bound: "trên 60%"."""
        text, lead = self.dated.text, max(0, quantity.start - _LEAD)
        before = figure_cues().bound_before.search(text[lead : quantity.start])
        after = figure_cues().or_more_or_less.match(text, quantity.end)
        return (
            lead + before.start() if before else quantity.start,
            after.end() if after else quantity.end,
        )


def _is_suspicious(statement: Statement, value: float) -> bool:
    """Whether it cannot be what it says: more than all of a whole, or beyond any rate."""
    if statement.quantity.measure != "share":
        return False
    is_part = (
        "percent" in statement.indicator.measures and statement.kind is not FigureKind.PLAN_SHARE
    )
    return value > (_WHOLE if is_part else _MOST)
