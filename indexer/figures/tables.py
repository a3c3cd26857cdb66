"""The rows of a table with a head → its figures: the row says of what, the head when and how."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from indexer.article.structure import BORDER, Article, Line
from indexer.figures.indicators import Indicator, indicator_forms, subjects
from indexer.figures.paragraph import is_beyond
from indexer.figures.periods import periods
from indexer.figures.quantities import Quantity, quantities
from indexer.figures.stated_period import StatedPeriod
from indexer.figures.subjects import FigureSentence, IndicatorMention
from indexer.figures.surroundings import Surroundings
from indexer.lexicon import pattern_of
from search.dates import PartialDate, Period
from search.report import FigureKind, FigureValue, PassageKind, Status

_LIST = "table_words.tsv"
_NUMBER = re.compile(r"-?\d[\d.,]*\s?%?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_LEAD = re.compile(r"(?:[-+•*–]|\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđ]\))\s*")
_UNIT_ASIDE = re.compile(r"\(([^()]*)\)\s*$")
_SIGN = "-"
_LONGEST_NUMBERING, _LONGEST_TITLE = 4, 160
"""Characters of the head of a column of numbers, "STT", "TT"; of the title of a table."""


class _Has(StrEnum):
    """What a column has; each is a cue of the list, in the order in which they are looked for."""

    UNIT = "unit"
    OF_PLAN = "of-plan"
    OF_BEFORE = "of-before"
    CHANGE = "change"
    ESTIMATE = "estimate"
    PLAN = "plan"
    RESULT = "result"


_KINDS = {
    _Has.OF_PLAN: FigureKind.PLAN_SHARE,
    _Has.CHANGE: FigureKind.CHANGE,
    _Has.ESTIMATE: FigureKind.ESTIMATE,
    _Has.PLAN: FigureKind.TARGET,
    _Has.RESULT: FigureKind.RESULT,
}
_PERCENT = "%"
_OF_A_HUNDRED = (FigureKind.PLAN_SHARE, FigureKind.CHANGE)


class _Column(NamedTuple):
    """What the head says of a column; `kind`: None of one that has no figures."""

    is_unit: bool
    kind: FigureKind | None
    period: StatedPeriod | None


class _Row(NamedTuple):
    """A row, and its cells, of which some may be empty."""

    line: Line
    cells: tuple[Line, ...]


def figures_of_tables(article: Article, around: Surroundings) -> Iterator[tuple[Line, FigureValue]]:
    """The figures of the tables that have a head, each with its row."""
    for rows in _tables(article):
        above = _above(article, rows[0].line, around)
        columns = [_column(article.read_lower(cell), around) for cell in rows[0].cells]
        if sum(column.kind is not None for column in columns):
            for row in rows[1:]:
                reader = _RowReader(article, row, columns, around, above)
                yield from ((row.line, figure) for figure in reader.figures())


def _tables(article: Article) -> Iterator[list[_Row]]:
    """Rows that follow one another; the first is a head: it has no numbers, and the most cells."""
    rows: list[_Row] = []
    for line in article.lines:
        row = _Row(line, tuple(_cells(article, line)))
        is_row = line.kind is PassageKind.TABLE and len(row.cells) > 1
        if is_row and rows and len(row.cells) <= len(rows[0].cells):
            rows.append(_filled(article, row, rows[0]))
            continue
        if len(rows) > 1:
            yield rows
        rows = [row] if is_row and _is_head(article, row) else []
    if len(rows) > 1:
        yield rows


def _filled(article: Article, row: _Row, head: _Row) -> _Row:
    """A row with the empty cells that it begins or ends with: a line has no blanks around it. It
    begins with one if the others begin with a number and it does not."""
    missing = len(head.cells) - len(row.cells)
    is_numbered = len(article.read(head.cells[0])) <= _LONGEST_NUMBERING
    begins_empty = is_numbered and not _LEAD.fullmatch(article.read_lower(row.cells[0]))
    before = min(missing, 1 if begins_empty else 0)
    first, last = row.cells[0], row.cells[-1]
    return _Row(
        row.line,
        (
            *[Line(first.kind, first.start, first.start, first.page)] * before,
            *row.cells,
            *[Line(last.kind, last.end, last.end, last.page)] * (missing - before),
        ),
    )


def _above(article: Article, head: Line, around: Surroundings) -> StatedPeriod | None:
    """The period that the line above a table names, if it is short enough to be its title."""
    number = article.lines.index(head)
    text = article.read_lower(article.lines[number - 1]) if number else ""
    times = around.times
    found = list(periods(text, times.met, times.years)) if len(text) <= _LONGEST_TITLE else []
    return next((one for one in reversed(found) if one.value), None)


def _cells(article: Article, line: Line) -> Iterator[Line]:
    begin = line.start
    for text in article.read(line).split(BORDER):
        own = text.strip()
        start = begin + len(text) - len(text.lstrip())
        yield Line(line.kind, start, start + len(own), line.page)
        begin += len(text) + len(BORDER)


def _is_head(article: Article, row: _Row) -> bool:
    texts = [article.read_lower(cell) for cell in row.cells]
    return not any(_NUMBER.fullmatch(text) and not _YEAR.fullmatch(text) for text in texts)


def _column(head: str, around: Surroundings) -> _Column:
    has = next((one for one in _Has if _words(one).search(head)), None)
    times = around.times
    found = [one for one in periods(head, times.met, times.years) if one.value]
    period = found[-1] if found else _bare_year(head)
    if has is None and period and _YEAR.fullmatch(head):
        has = _Has.RESULT
    return _Column(has is _Has.UNIT, _KINDS.get(has) if has else None, period)


def _bare_year(head: str) -> StatedPeriod | None:
    """The year of "TH 2017"."""
    found = _YEAR.search(head)
    if not found:
        return None
    value = Period(PartialDate(int(found.group())))
    return StatedPeriod(*found.span(), value, has_year=True)


@cache
def _words(has: _Has) -> re.Pattern[str]:
    return pattern_of(_LIST, f"{{whole:{has}}}")


@dataclass(frozen=True, slots=True)
class _RowReader:
    article: Article
    row: _Row
    columns: list[_Column]
    around: Surroundings
    above: StatedPeriod | None
    """The period of the line above the table."""

    def figures(self) -> Iterator[FigureValue]:
        """Those of its cells that are nothing but a number."""
        named = self._name()
        if named is None:
            return
        at, mention, sentence = named
        unit = self._unit(at)
        for number, cell in enumerate(self.row.cells):
            if number > at and self.columns[number].kind:
                yield from self._figure(cell, self.columns[number], mention, sentence, unit)

    def _name(self) -> tuple[int, IndicatorMention, FigureSentence] | None:
        """The first cell that begins with an indicator."""
        for number, cell in enumerate(self.row.cells[:3]):
            text = self.article.read_lower(cell)
            lead = _LEAD.match(text)
            begin = lead.end() if lead else 0
            found = subjects().match(text, begin)
            entries = indicator_forms().get(found.group()) if found else None
            if found and entries:
                sentence = FigureSentence(text, self.article.read(cell), begin, len(text))
                return number, IndicatorMention(*found.span(), entries), sentence
        return None

    def _unit(self, at: int) -> str:
        """The unit of the row: in its own column, or in brackets behind the name."""
        for column, cell in zip(self.columns, self.row.cells, strict=True):
            if column.is_unit:
                return self.article.read_lower(cell)
        aside = _UNIT_ASIDE.search(self.article.read_lower(self.row.cells[at]))
        return aside[1] if aside else ""

    def _figure(
        self,
        cell: Line,
        column: _Column,
        mention: IndicatorMention,
        sentence: FigureSentence,
        unit: str,
    ) -> Iterator[FigureValue]:
        text = self.article.read_lower(cell)
        if not _NUMBER.fullmatch(text) or column.kind is None:
            return
        quantity = _quantity(text, _PERCENT if column.kind in _OF_A_HUNDRED else unit)
        entry = quantity and _entry(mention.entries, quantity, column.kind)
        name = entry and sentence.name(mention, entry)
        if not quantity or not entry or not name:
            return
        period = column.period or self.above
        value = quantity.values[0]
        yield FigureValue(
            value=f"{_SIGN}{value}" if text.startswith(_SIGN) else value,
            status=Status.DERIVED,
            evidence=self.article.span(cell.start, cell.end),
            indicator=name,
            unit=quantity.unit,
            period=str(period.value) if period and period.value else None,
            kind=FigureKind.TARGET if period and period.is_ahead else column.kind,
            is_suspicious=is_beyond(entry, column.kind, quantity, float(value)),
            scope=self.around.report.owner.scope,
            scope_name=self.around.report.owner.name,
        )


def _quantity(number: str, unit: str) -> Quantity | None:
    """A number with its unit, which may stand with it."""
    own = number.lstrip(_SIGN)
    text = own if own.endswith(_PERCENT) else f"{own} {unit}"
    found = list(quantities(text.strip()))
    return found[0] if len(found) == 1 and len(found[0].values) == 1 else None


def _entry(entries: Iterable[Indicator], quantity: Quantity, kind: FigureKind) -> Indicator | None:
    """The entry that is measured so; a share of a plan, and a change, may be of any."""
    of_any = kind in _OF_A_HUNDRED
    own = {quantity.measure, "percent"} if quantity.measure == "share" else {quantity.measure}
    return next((one for one in entries if of_any or own & one.measures), None)
