"""An indicator and a query → the figures that reports state of it, each with its sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from search.answers import Query, Sort, TextRun
from search.dates import days_of
from search.engine.query_tree import FacetValueIs
from search.engine.stored import read_stored
from search.facets.registry import UNKNOWN
from search.highlight.matches import Highlight, runs_of
from search.highlight.snippets import sentence
from search.report import DateValue, FacetValue, FigureValue, MeetingReport, Precision
from search.searcher import Searcher

INDICATOR = "indicator"
"""The facet of the indicators that a report states figures of."""
MOST_REPORTS = 2_000
"""Reports that are read for one answer, the newest."""


@dataclass(frozen=True, slots=True)
class FigureSource:
    """The report that states a figure, as far as a table of figures shows it.

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
        """Whether it is known when they met, in which year at least."""
        return self.day is not None and self.day.precision is not Precision.DAY_WITHOUT_YEAR


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure and where it stands: its sentence, the figure marked in it; `before` and `after` it
    without the marks; the number of the passage.

    What the source gave has no sentence and no passage.
    """

    figure: FigureValue
    source: FigureSource
    sentence: tuple[TextRun, ...] = ()
    before: str = ""
    after: str = ""
    passage: int | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """What reports state of an indicator: in the order of their days, those without one last; of
    one report in the order of its text.

    `reports`: how many answer the query and state it; `read`: how many of them were read.
    `provinces`: province → reports, whatever province the query asks for.
    """

    stated: tuple[StatedFigure, ...]
    reports: int
    read: int
    provinces: Mapping[str, int]


def indicators(query: Query, searcher: Searcher) -> dict[str, int]:
    """The indicators that the reports of a query state, each with the number of these reports.

    Raises as `search.answer.page.answer` does.
    """
    within = replace(query, page=1, size=0)
    counts = dict(searcher.search(within, counted=(INDICATOR,)).counts[INDICATOR])
    counts.pop(UNKNOWN, None)
    return counts


def is_stated(indicator: str, searcher: Searcher) -> bool:
    """Whether any report of an index states figures of an indicator."""
    return indicator in searcher.facet_counts(INDICATOR)


def figures(indicator: str, query: Query, searcher: Searcher, most: int = MOST_REPORTS) -> Figures:
    """What the reports of a query state of an indicator, of the newest if there are more than
    `most`. Its page and size say nothing here.

    Raises as `search.answer.page.answer` does.
    """
    asked = replace(query, sort=Sort.NEWEST, page=1, size=most)
    found = searcher.search(asked, FacetValueIs(INDICATOR, indicator), ("province",))
    reports = [read_stored(match.stored).report for match in found.matches]
    reports.sort(key=_first_day)
    provinces = dict(found.counts["province"])
    provinces.pop(UNKNOWN, None)
    return Figures(
        stated=tuple(stated for report in reports for stated in _stated(report, indicator)),
        reports=found.total,
        read=len(reports),
        provinces=provinces,
    )


def _first_day(report: MeetingReport) -> date:
    days = days_of(report.facets.event_date)
    return days.first if days else date.max


def _stated(report: MeetingReport, indicator: str) -> Iterator[StatedFigure]:
    facets = report.facets
    source = FigureSource(
        id=report.id,
        title=report.title,
        day=next(iter(facets.event_date), None),
        province=_only(facets.province),
        level=_only(facets.level),
        organiser=facets.organiser[0].value if facets.organiser else "",
    )
    for figure in facets.figures:
        if figure.indicator != indicator:
            continue
        held = figure.evidence
        number = None if held is None else report.passage_at(held[0])
        if held is None or number is None:
            yield StatedFigure(figure, source)
            continue
        start, end = sentence(report.text, report.passages[number].span, held)
        yield StatedFigure(
            figure,
            source,
            sentence=runs_of(report.text, (start, end), [Highlight(*held, 0)]),
            before=report.text[start : held[0]],
            after=report.text[held[1] : end],
            passage=number,
        )


def _only(values: tuple[FacetValue, ...]) -> str:
    return values[0].value if len(values) == 1 else ""
