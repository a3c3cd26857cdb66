"""The reports of a page and the concepts of a query → the title and the fragments of each."""

from collections.abc import Sequence
from typing import NamedTuple

from search.answers import Snippet, TextRun
from search.engine.query_tree import Phrase
from search.highlight.matches import (
    Highlight,
    highlight_text,
    highlights_in,
    runs_of,
    searched,
    to_runs,
    unsegmented,
)
from search.highlight.occurrences import Allowance
from search.highlight.snippets import snippets_of
from search.report import MeetingReport, Status, StoredReport


class ShownReport(NamedTuple):
    """What a hit shows of a report: its title as runs, and one to three fragments."""

    title: tuple[TextRun, ...]
    snippets: tuple[Snippet, ...]


def shown_reports(
    reports: Sequence[StoredReport],
    concepts: Sequence[Sequence[Phrase]],
    allowance: Allowance | None = None,
) -> list[ShownReport]:
    """What is shown of each of several reports: all at once take much less than one by one."""
    given = [own.report.title.value for own in reports if _is_given(own.report)]
    texts = [*map(searched, reports), *map(unsegmented, given)]
    found = highlights_in(texts, concepts, allowance)
    of_given = zip(given, found[len(reports) :], strict=True)
    shown: list[ShownReport] = []
    for stored, own in zip(reports, found, strict=False):
        report, title = stored.report, stored.report.title
        if title.evidence is not None:
            runs = runs_of(report.text, title.evidence, own.inside(title.evidence))
        elif _is_given(report):
            value, highlights = next(of_given)
            runs = runs_of(value, (0, len(value)), highlights.inside((0, len(value))))
        else:
            runs = (TextRun(title.value),)
        shown.append(ShownReport(runs, snippets_of(stored, own)))
    return shown


def title_of(
    report: MeetingReport, concepts: Sequence[Sequence[Phrase]], found: Sequence[Highlight]
) -> tuple[TextRun, ...]:
    """The title of a report, with the highlights in it. `found`: those of its text."""
    if report.title.evidence is not None:
        return to_runs(report.text, report.title.evidence, found)
    if _is_given(report):
        return highlight_text(report.title.value, concepts)
    return (TextRun(report.title.value),)


def _is_given(report: MeetingReport) -> bool:
    """Whether the title came with the report and does not stand in it; nor is it of our words."""
    return report.title.evidence is None and report.title.status is not Status.MADE
