"""A paragraph → the figures that it states, each with its indicator, unit, period and kind."""

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.article.structure import Article, Line
from indexer.figures.announced import announcement, goes_on_aiming, sets_targets, tells_results
from indexer.figures.beside import Statement, only_of_one
from indexer.figures.claims import NumberMention
from indexer.figures.comparisons import Compared
from indexer.figures.cues import figure_cues
from indexer.figures.dating import DatedParagraph
from indexer.figures.indicators import Indicator, names_subject
from indexer.figures.owners import Owner
from indexer.figures.periods import periods
from indexer.figures.quantities import Quantity, quantities
from indexer.figures.stated_period import StatedPeriod
from indexer.figures.statements import statements
from indexer.figures.subjects import FigureSentence
from indexer.figures.surroundings import Surroundings
from indexer.figures.whose import OwnedParagraph
from search.dates import PartialDate, Period
from search.report import FigureKind, FigureValue, Status
from search.text.sentences import sentences

_LEAD = 30
"""Characters before a number in which the words of a bound are looked for."""
_NEAR = 12
"""Characters between a number of before and its period behind it."""
_OF_A_TIME = (FigureKind.RESULT, FigureKind.CHANGE)
"""Kinds that are targets if their time is still to come."""
_WHOLE, _MOST = 100, 1000
"""Percent: more than a part of a whole can be; more than any rate is."""
_YEARS_PAST = 2
"""Years of results that are told of, back from that of the meeting."""


def figures_of(article: Article, line: Line, around: Surroundings) -> Iterator[FigureValue]:
    """The figures of a line, in the order of the text; `around` learns what they are of."""
    text = article.read_lower(line)
    if around.said is None and not names_subject(text):
        return  # as most: no number is of anything
    counted = list(quantities(text))
    if not counted:
        return
    whole = article.read(line)
    stated = [
        (statement, start)
        for start, end, inside in _sentences(whole, counted)
        for statement in _statements(
            article, line, FigureSentence(text, whole, start, end), inside, around
        )
    ]
    if not stated:  # most paragraphs: their periods need not be read
        return
    paragraph = _Paragraph(
        article,
        line,
        DatedParagraph(text, tuple(periods(text, around.times.met, around.times.years))),
        OwnedParagraph(
            whole,
            around.report.owner,
            around.report.province,
            around.owner_before(line.start),
            around.report.sector,
            around.product,
            around.report.partner,
        ),
        around,
    )
    for statement, start in stated:
        yield from paragraph.values(statement, start)


def _statements(
    article: Article,
    line: Line,
    sentence: FigureSentence,
    inside: list[Quantity],
    around: Surroundings,
) -> list[Statement]:
    """Those of a sentence; `around` learns whether all are targets: the next may go on so."""
    at = line.start + sentence.start
    aimed_until = around.aimed_until if around.aimed_until >= 0 else None
    is_right_behind = aimed_until is not None and not article.lower[aimed_until:at].strip(" .\n")
    goes_on = is_right_behind and goes_on_aiming(sentence)
    is_announced = goes_on or sets_targets(announcement(article.lower, at))
    is_next = not article.lower[around.said_until : at].strip(" .\n")
    before = around.said if is_next else None
    found = [*statements(sentence, inside, is_announced=is_announced, before=before)]
    around.said, around.said_until = only_of_one(found), line.start + sentence.end
    aims = all(one.kind is FigureKind.TARGET and not one.compared for one in found)
    aims = bool(found) and aims and not tells_results(sentence)
    around.aimed_until = line.start + sentence.end if aims else -1
    return found


def _sentences(text: str, counted: list[Quantity]) -> Iterator[tuple[int, int, list[Quantity]]]:
    """[start, end) of each sentence that holds quantities, and these."""
    number = 0
    for start, end in sentences(text):
        first = number
        while number < len(counted) and counted[number].start < end:
            number += 1
        if number > first:
            yield start, end, counted[first:number]


@dataclass(slots=True)
class _Paragraph:
    article: Article
    line: Line
    dated: DatedParagraph
    owned: OwnedParagraph
    around: Surroundings
    said: tuple[StatedPeriod | None, bool] = (None, False)
    """The period of the last number that others are compared with, and whether it is derived."""
    compared_from: int = 0
    """Where that number ends."""

    def values(self, statement: Statement, start: int) -> Iterator[FigureValue]:
        """The figure of a statement in the sentence that starts there; two of a range."""
        quantity, unit = statement.quantity, statement.quantity.unit
        period, is_derived = self._period(statement, start)
        if self.dated.is_one_of_several(quantity, start):
            return
        kind = self._kind(statement, period, start)
        owner = self._owner(statement, start)
        if quantity.implied_currency:
            unit, is_derived = f"{unit} {quantity.implied_currency}", True
        begin, end = self._with_bound(quantity)
        begin = begin if statement.falls is None else min(begin, statement.falls)
        span = self.article.span(self.line.start + begin, self.line.start + end)
        for value in quantity.values:
            yield FigureValue(
                value=value if statement.falls is None else f"-{value}",
                status=_status(period, is_derived=is_derived),
                evidence=span,
                indicator=statement.name,
                unit=unit,
                period=_written(period, statement),
                kind=kind,
                is_suspicious=is_beyond(
                    statement.indicator, statement.kind, quantity, float(value)
                ),
                scope=owner.scope,
                scope_name=owner.name,
            )

    def _period(self, statement: Statement, start: int) -> tuple[StatedPeriod | None, bool]:
        """Its period, and whether it, or its year, stands somewhere else."""
        quantity, is_target = statement.quantity, statement.kind is FigureKind.TARGET
        if statement.compared is Compared.FORMER:
            behind = self._right_behind(quantity)
            return behind, behind is not None and not behind.has_year
        if statement.compared:
            own = self.dated.between(self.compared_from, quantity.start) if is_target else None
            return (own, not own.has_year) if own else (self.said[0], self.said[0] is not None)
        self.compared_from = quantity.end
        dated = self.dated.period_of(quantity, start, is_target=is_target)
        if statement.kind is FigureKind.PLAN_SHARE:
            self.dated.learn_plan(quantity)
        at = self.line.start + quantity.start
        if dated is None:
            period = self._announced(start, is_target=is_target) or self._compared(statement, start)
            if period is None and (period := self.around.period_before(at, is_target=is_target)):
                self.around.learn(period, at, is_target=is_target)  # it reaches on from here
        else:
            period = dated.period
            if period.may_be_past and statement.kind in _OF_A_TIME:
                period = self.dated.year_before(period)
            is_of_plan = statement.kind is FigureKind.PLAN_SHARE and period.start >= quantity.end
            if not is_of_plan and (period.value or not period.has_year):
                self.dated.learn(period, is_target=is_target)
                self.around.learn(period, at, is_target=is_target)
        self.said = period, dated.is_derived if dated else period is not None
        return self.said

    def _right_behind(self, quantity: Quantity) -> StatedPeriod | None:
        """The period right behind a number."""
        first = self.dated.behind(quantity.end)
        return first if first and first.start - quantity.end <= _NEAR else None

    def _compared(self, statement: Statement, start: int) -> StatedPeriod | None:
        """The year after the one, whole, that a change behind a number is set against."""
        if statement.kind is FigureKind.TARGET:
            return None
        year = self.dated.year_compared(statement.quantity, start)
        met = self.around.times.met.day.year if self.around.times.met else None
        if year is None or (met and not met - _YEARS_PAST < year <= met):
            return None
        value = Period(PartialDate(year))
        return StatedPeriod(*(2 * (statement.quantity.end,)), value, has_year=False)

    def _announced(self, start: int, *, is_target: bool) -> StatedPeriod | None:
        """The period in what announces a sentence: "Kết quả năm 2014:"."""
        announced = announcement(self.article.lower, self.line.start + start)
        if announced and (not is_target or sets_targets(announced)):
            found = periods(announced, self.around.times.met, self.around.times.years)
            return next((one for one in reversed(list(found)) if one.value), None)
        return None

    def _kind(self, statement: Statement, period: StatedPeriod | None, start: int) -> FigureKind:
        """Its kind: of a time to come, what is told or expected is a target."""
        kind = statement.kind
        if not period or statement.compared or kind not in (*_OF_A_TIME, FigureKind.ESTIMATE):
            return kind
        if statement.is_expected:
            is_to_come = period.is_ahead
        else:
            is_told = kind in _OF_A_TIME
            is_to_come = is_told and self.dated.is_to_come(period, statement.quantity, start)
        return FigureKind.TARGET if is_to_come else kind

    def _owner(self, statement: Statement, start: int) -> Owner:
        """Whose it is."""
        mention, at = statement.mention, statement.quantity.start
        span = (mention.start, mention.end)
        claim = NumberMention(
            statement.indicator, statement.name, span, at, statement.quantity.end, start
        )
        owner = self.owned.owner_of(claim)
        self.owned.learn(claim)
        self.around.product = self.owned.product
        if owner.end:
            self.around.owned = owner, self.line.start + at
        return owner

    def _with_bound(self, quantity: Quantity) -> tuple[int, int]:
        """Where a number begins and ends, with what makes it a bound: "trên 60%"."""
        text, lead = self.dated.text, max(0, quantity.start - _LEAD)
        before = figure_cues().bound_before.search(text[lead : quantity.start])
        after = figure_cues().or_more_or_less.match(text, quantity.end)
        return (
            lead + before.start() if before else quantity.start,
            after.end() if after else quantity.end,
        )


def _status(period: StatedPeriod | None, *, is_derived: bool) -> Status:
    if period and period.is_inferred:
        return Status.INFERRED
    return Status.DERIVED if is_derived else Status.STATED


def _written(period: StatedPeriod | None, statement: Statement) -> str | None:
    """A period as figures keep it; that of a year before, if a number is compared with it."""
    if period is None or period.value is None:
        return None
    is_before = statement.compared is Compared.BEFORE
    return str(period.value.years_on(-1) if is_before else period.value)


def is_beyond(indicator: Indicator, kind: FigureKind, quantity: Quantity, value: float) -> bool:
    """Whether it cannot be what it says: more than all of a whole, or beyond any rate."""
    if quantity.measure != "share":
        return False
    is_part = "percent" in indicator.measures and kind is not FigureKind.PLAN_SHARE
    return value > (_WHOLE if is_part else _MOST)
