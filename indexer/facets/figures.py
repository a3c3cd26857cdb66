"""An article → the figures it states, each with its indicator, unit, period and kind."""

import re
from collections import defaultdict
from collections.abc import Iterator

from indexer.article.structure import Article, Line
from indexer.dates.named_years import named_years
from indexer.dates.own_year import own_year
from indexer.figures.doubts import doubted
from indexer.figures.paragraph import figures_of
from indexer.figures.period_words import is_reported, years_met
from indexer.figures.periods import Years, periods
from indexer.figures.repeated import told_once
from indexer.figures.report_owner import ReportOwner
from indexer.figures.stated_period import Met, StatedPeriod
from indexer.figures.surroundings import ReportTimes, Surroundings
from indexer.figures.tables import figures_of_tables
from indexer.places.named_provinces import named_provinces
from search.dates import PartialDate, Period
from search.report import (
    Facets,
    FigureValue,
    PassageKind,
    Precision,
    Status,
)

_LINES = (PassageKind.TITLE, PassageKind.BODY, PassageKind.TABLE, PassageKind.FOOTNOTE)
_DIGIT = re.compile(r"\d")
_ORDINAL = re.compile(r"\d{1,3}\.?|[IVX]+\.?")


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
      estimate: a growth that is aimed at is a target, and so is a result of a time to come. What is
      expected ("dự kiến") of a time that has begun is an estimate.
    - What a number is compared with is a figure too: a plan is a target of the same period, "cùng
      kỳ" the same kind of figure of a year before.
    - A row of a table says of its indicator what the columns are of, if the table has a head with
      their periods or kinds, and the unit stands in a column, behind the name, or with the number.
      Without a head it says one of the words in a cell if the next one is its only number, with
      its unit.
    - `scope` and `scope_name`: by the words around it, else those of the report.
    - Its evidence holds what makes it a bound, or inexact: "trên 60%", "8% trở lên".
    """
    around = Surroundings(
        ReportOwner(article, facets, lambda: article.once(named_provinces)),
        lambda: _times(article, facets),
    )
    found: dict[tuple[str | None, ...], FigureValue] = {}
    for figure in _figures(article, around):
        key = (figure.indicator, figure.value, figure.unit, figure.period, figure.kind)
        found.setdefault(key, figure)
    return tuple(doubted(told_once([*found.values()])))


def _figures(article: Article, around: Surroundings) -> Iterator[FigureValue]:
    """Those of each line, in order; of a row of a table with a head by its columns."""
    of_rows = defaultdict[int, list[FigureValue]](list)
    if article.of(PassageKind.TABLE):
        for row, figure in figures_of_tables(article, around):
            of_rows[row.start].append(figure)
    for line in article.of(*_LINES):
        if line.start in of_rows:
            yield from of_rows[line.start]
        elif _DIGIT.search(article.text, line.start, line.end):
            for part in _parts(article, line):
                yield from figures_of(article, part, around)


def _parts(article: Article, line: Line) -> Iterator[Line]:
    """The parts of a line that may state figures; of a row that says one, its words and number,
    else each cell."""
    cells = article.cells_of(line)
    if cells and _ORDINAL.fullmatch(article.read(cells[0])):
        cells = cells[1:]
    numbers = [n for n, cell in enumerate(cells) if article.text[cell.start].isdecimal()]
    if len(cells) > 1 and len(numbers) == 1 and numbers[0] > 0:
        words, number = cells[numbers[0] - 1], cells[numbers[0]]
        yield Line(line.kind, words.start, number.end, line.page)
    else:
        yield from cells


def _times(article: Article, facets: Facets) -> ReportTimes:
    """Those of the report; what its opening says is read first, for `years` learns of it."""
    met = _met(article, facets) or _met_in(article, facets)
    years: Years = {}
    reported = _reported(article, met, years)
    return ReportTimes(met, reported, _planned(article, met), years)


def _met(article: Article, facets: Facets) -> Met | None:
    """When the meeting was, if its year is known: an inferred one is less sure than the only year
    that the text speaks of as those who met do."""
    for day in facets.event_date:
        if day.precision is not Precision.DAY_WITHOUT_YEAR:
            date, is_inferred = PartialDate.parse(day.value), day.status is Status.INFERRED
            year = _year_spoken(article) if is_inferred else None
            return Met(date.in_year(year) if year else date, is_inferred)
    return None


def _year_spoken(article: Article) -> int | None:
    """The only year that the text speaks of as those who met do: "từ nay đến cuối năm 2017"."""
    years = {year for line in article.lines for year in years_met(article.read_lower(line))}
    return years.pop() if len(years) == 1 else None


def _met_in(article: Article, facets: Facets) -> Met | None:
    """When the meeting was, by the only year that the text speaks of as its own; if it reports no
    meeting, when it was written."""
    days = [PartialDate.parse(day.value) for day in facets.event_date]
    spoken = _year_spoken(article) if facets.meeting_type else None
    year = spoken or own_year(article, days[0].month if days else None)
    if year is None:
        return None
    day = days[0].in_year(year) if days else PartialDate(year)
    return Met(day, is_inferred=True, is_guessed=spoken is None)


def _reported(article: Article, met: Met | None, years: Years) -> StatedPeriod | None:
    """The one period that the opening says the report is of, not a plan."""
    found: dict[str, StatedPeriod] = {}
    for line in article.opening(_OPENING):
        text = article.read_lower(line)[:_LONGEST_OPENING]
        for period in periods(text, met, years):
            lead = text[max(0, period.start - _LEAD) : period.start]
            is_over = not (period.is_ahead or period.is_under_way)
            if period.value and is_over and is_reported(lead):
                found[str(period.value)] = period
    if len(found) == 1:
        return next(iter(found.values()))
    return _with_those_before(list(found.values())) or (None if found else _at_the_end(met))


def _with_those_before(found: list[StatedPeriod]) -> StatedPeriod | None:
    """Of a month and the months of its year up to its end, these: "tháng 7 và 7 tháng đầu năm"."""
    spans = [one.value.months for one in found if one.value]
    same_end = len(spans) == 2 and spans[0][-1] == spans[1][-1]
    return (
        max(found, key=lambda one: len(one.value.months) if one.value else 0) if same_end else None
    )


def _at_the_end(met: Met | None) -> StatedPeriod | None:
    """The year that ends, of what is told in its last month."""
    is_end = met is not None and met.day.month == _LAST_MONTH
    return _of_year(met) if met and is_end else None


def _planned(article: Article, met: Met | None) -> StatedPeriod | None:
    """The year that they met in, if what is aimed at is of no other: not so late that plans are for
    the next, and none after that is named."""
    if met is None or met.day.year is None or (met.day.month or 1) > _LAST_OF_PLANS:
        return None
    later = any(one.year > met.day.year + 1 for one in article.once(named_years))
    return None if later else _of_year(met)


def _of_year(met: Met) -> StatedPeriod:
    year = Period(PartialDate(met.day.year))
    return StatedPeriod(0, 0, year, has_year=False, is_inferred=True)


_LAST_OF_PLANS, _LAST_MONTH = 9, 12
"""The months in which what is aimed at is of the year still, and in which what is told of is."""


_LEAD, _OPENING, _LONGEST_OPENING = 80, 2, 900
