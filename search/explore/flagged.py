"""A query → the reports that have flagged values, page by page, each value with its sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from search.answers import Query, TextRun
from search.engine.stored import read_stored
from search.facets.registry import UNKNOWN
from search.facets.written import line_to_correct, values_of, written
from search.highlight.matches import runs_of
from search.highlight.snippets import sentence
from search.report import FacetValue, FlaggedValue, MeetingReport
from search.searcher import Searcher

FLAG = "flag"
"""The facet of the flags of a report."""
CORRECTED, UNUSED = "corrected", "correction-unused"
"""The flags of corrections by hand: of those that are made, and of those that are not any more."""
DOUBTS = (
    *("figure-suspicious", "session-too-high", "person-deceased"),
    *("date-long-ago", "date-far-ahead", "date-unread"),
    *("date-disagrees", "source-disagrees", "url-disagrees"),
    UNUSED,
)
"""The flags of values that are likely wrong, the most likely first."""
CONCLUDED = ("year-unknown", "year-inferred", "province-inferred", "meeting-type-inferred")
"""The flags of values that the text leaves open, or does not say as they are."""
MOST_VALUES = 20
"""Values of one report that are listed; the page of the report has all."""


@dataclass(frozen=True, slots=True)
class FlaggedInSentence:
    """A flagged value with the sentence that gave it, its words highlighted.

    `about`: without a facet where the flag is about all of the text. `value`: that of the facet;
    None if it has not taken it, or does not have it any more. `sentence`: empty where the value
    stands nowhere in the text; `passage`: the number of the passage. `line`: what a person writes
    to correct it; "" where there is nothing to correct.
    """

    about: FlaggedValue
    value: FacetValue | None
    sentence: tuple[TextRun, ...]
    passage: int | None
    line: str


@dataclass(frozen=True, slots=True)
class FlaggedReport:
    """A report and its flagged values; `more`: how many others it has."""

    report: MeetingReport
    values: tuple[FlaggedInSentence, ...]
    more: int


@dataclass(frozen=True, slots=True)
class FlaggedPage:
    """A page of such reports. `total`: all of the query; `counts`: flag → its reports, as if the
    query asked for no flag; `collapsed`: near-identical reports that are not counted."""

    total: int
    page: int
    pages: int
    counts: Mapping[str, int]
    reports: tuple[FlaggedReport, ...]
    collapsed: int


def flagged_page(query: Query, searcher: Searcher) -> FlaggedPage:
    """The reports of a query that have one of the flags it asks for, or of DOUBTS if it asks for
    none, in the order of its answer; beyond the end, the last page.

    Raises as `search.answer.page.answer` does.
    """
    flags = query.filters.get(FLAG) or DOUBTS
    asked = replace(query, filters={**query.filters, FLAG: flags}, sort=searcher.sort_of(query))
    found = searcher.search(asked, counted=(FLAG,))
    pages = max(1, -(-found.total // query.size))
    if asked.page > pages:
        asked = replace(asked, page=pages)
        found = searcher.search(asked, counted=(FLAG,))
    reports = (read_stored(match.stored).report for match in found.matches)
    counts = {flag: count for flag, count in found.counts[FLAG].items() if flag != UNKNOWN}
    return FlaggedPage(
        total=found.total,
        page=asked.page,
        pages=pages,
        counts=counts,
        reports=tuple(_of_report(report, flags) for report in reports),
        collapsed=found.collapsed,
    )


def _of_report(report: MeetingReport, flags: tuple[str, ...]) -> FlaggedReport:
    own = [about for about in report.flagged if about.flag in flags]
    have_values = {about.flag for about in report.flagged}
    of_text = [flag for flag in flags if flag in report.flags and flag not in have_values]
    own += [FlaggedValue(flag, "", "") for flag in of_text]
    shown = tuple(in_sentence(about, report) for about in own[:MOST_VALUES])
    return FlaggedReport(report, shown, len(own) - len(shown))


def in_sentence(about: FlaggedValue, report: MeetingReport) -> FlaggedInSentence:
    """A flagged value of a report with its sentence, and the line that corrects it."""
    found = values_of(report, about.facet) if about.facet else ()
    value = next((own for own in found if written(own) == about.value), None)
    is_done = about.flag in (CORRECTED, UNUSED) or not about.facet
    line = "" if is_done else line_to_correct(report.id, about, value)
    span = about.evidence
    passage = None if span is None else report.passage_at(span[0])
    runs: tuple[TextRun, ...] = ()
    if span is not None and passage is not None:
        around = sentence(report.text, report.passages[passage].span, span)
        runs = runs_of(report.text, around, [span])
    return FlaggedInSentence(about, value, runs, passage, line)
