"""An indicator and a query → the figures that reports state of it, each with its sentence."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from search.answers import Query, Sort, TextRun
from search.engine.query_tree import FacetValueIs, Or
from search.engine.stored import read_stored
from search.facets.indicator_groups import group_called, value_of
from search.facets.registry import COUNTED_BY_NAME, UNKNOWN
from search.highlight.matches import runs_of
from search.highlight.snippets import sentence
from search.index.entry import meeting_days
from search.report import DateValue, FacetValue, FigureValue, MeetingReport, Precision
from search.searcher import Searcher

INDICATOR = "indicator"
"""The facet of the indicators that a report states figures of."""
MOST_REPORTS = 2_000
"""Reports that are read for one answer, the newest."""


@dataclass(frozen=True, slots=True)
class FigureSource:
    """The report that states a figure: what a table of figures shows of it.

    `province` and `level`: empty unless there is exactly one.
    """

    id: str
    title: FacetValue
    day: DateValue | None
    province: str
    level: str
    organiser: str

    @property
    def is_dated(self) -> bool:
        """Whether at least the year of the meeting is known."""
        return self.day is not None and self.day.precision is not Precision.DAY_WITHOUT_YEAR


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure and where it stands in its report.

    `sentence`: with the figure highlighted; `before`, `after`: its text around the figure.
    `passage`: the number of the passage. A figure that the source gave as data has none of these.
    """

    figure: FigureValue
    source: FigureSource
    sentence: tuple[TextRun, ...] = ()
    before: str = ""
    after: str = ""
    passage: int | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of an indicator in the order of the days of their reports, those without a day
    last; of one report in the order of its text.

    `reports`: how many answer the query and state the indicator; `read`: how many of them were
    read. `provinces`: province → reports, as if the query had no filter of provinces. `collapsed`:
    how many reports were left out as near-identical to one of these.
    """

    stated: tuple[StatedFigure, ...]
    reports: int
    read: int
    provinces: Mapping[str, int]
    collapsed: int = 0


def indicators(query: Query, searcher: Searcher) -> dict[str, int]:
    """The indicators that the reports of a query state, each with the number of these reports.
    Several of one group are one, by its name. Where the query is filtered by indicators, these are
    a condition as any other: the reports of each state one of these, too.

    Raises as `search.answer.page.answer` does.
    """
    others = {name: own for name, own in query.filters.items() if name != INDICATOR}
    alike = COUNTED_BY_NAME[INDICATOR].alike
    asked = [value for own in query.filters.get(INDICATOR, ()) for value in alike(own)]
    also = Or(tuple(FacetValueIs(INDICATOR, value) for value in asked)) if asked else None
    within = replace(query, filters=others, page=1, size=0)
    counts = dict(searcher.search(within, also, (INDICATOR,)).counts[INDICATOR])
    counts.pop(UNKNOWN, None)
    return counts


def is_stated(indicator: str, searcher: Searcher) -> bool:
    """Whether any report of an index states figures of an indicator, or of one of its group."""
    return value_of(indicator) in searcher.facet_counts(INDICATOR)


def figures(indicator: str, query: Query, searcher: Searcher, most: int = MOST_REPORTS) -> Figures:
    """The figures of an indicator, and of others of its group, in the reports of a query; in the
    newest `most` of them if they are more. Page and size of the query make no difference.

    Raises as `search.answer.page.answer` does.
    """
    asked = replace(query, sort=Sort.NEWEST, page=1, size=most)
    names = group_called(indicator).indicators
    found = searcher.search(asked, FacetValueIs(INDICATOR, value_of(indicator)), ("province",))
    reports = [read_stored(match.stored).report for match in found.matches]
    reports.sort(key=_first_day)
    provinces = dict(found.counts["province"])
    provinces.pop(UNKNOWN, None)
    return Figures(
        stated=tuple(stated for report in reports for stated in _stated(report, names)),
        reports=found.total,
        read=len(reports),
        provinces=provinces,
        collapsed=found.collapsed,
    )


def _first_day(report: MeetingReport) -> date:
    """The first day of its meeting; the last day there is if it has none."""
    days = meeting_days(report)
    return days.first if days else date.max


def _stated(report: MeetingReport, names: Collection[str]) -> Iterator[StatedFigure]:
    """The figures of some indicators in one report."""
    source = _source(report)
    for figure in report.facets.figures:
        if figure.indicator in names:
            yield _in_sentence(figure, source, report)


def stated_in(report: MeetingReport) -> tuple[StatedFigure, ...]:
    """All figures of one report, in the order of its text."""
    source = _source(report)
    return tuple(_in_sentence(figure, source, report) for figure in report.facets.figures)


def _source(report: MeetingReport) -> FigureSource:
    facets = report.facets
    return FigureSource(
        id=report.id,
        title=report.title,
        day=next(iter(report.dates), None),
        province=_only(facets.province),
        level=_only(facets.level),
        organiser=facets.organiser[0].value if facets.organiser else "",
    )


def _in_sentence(figure: FigureValue, source: FigureSource, report: MeetingReport) -> StatedFigure:
    span = figure.evidence
    number = None if span is None else report.passage_at(span[0])
    if span is None or number is None:
        return StatedFigure(figure, source)
    start, end = sentence(report.text, report.passages[number].span, span)
    return StatedFigure(
        figure,
        source,
        sentence=runs_of(report.text, (start, end), [span]),
        before=report.text[start : span[0]],
        after=report.text[span[1] : end],
        passage=number,
    )


def _only(values: tuple[FacetValue, ...]) -> str:
    """The value if there is exactly one, else ""."""
    return values[0].value if len(values) == 1 else ""
