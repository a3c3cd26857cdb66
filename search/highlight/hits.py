"""The reports of a page and the concepts of a query → the title and the fragments of each."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from search.answers import Snippet, TextRun
from search.engine.query_tree import Phrase
from search.highlight.matches import (
    Highlight,
    LaidHighlights,
    highlight_text,
    highlighted_texts,
    laid_highlights,
    runs_of,
    searched,
    to_runs,
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
    allowance = allowance or Allowance()
    shown: dict[int, ShownReport] = {}
    for found in laid_highlights(list(map(searched, reports)), concepts, allowance):
        own = [reports[number] for number in found.texts]
        pairs = zip(_titles(own, found), snippets_of(own, found), strict=True)
        shown |= zip(found.texts, (ShownReport(*pair) for pair in pairs), strict=True)
    given = [n for n, own in enumerate(reports) if _is_given(own.report)]
    texts = [reports[number].report.title.value for number in given]
    for number, title in zip(given, highlighted_texts(texts, concepts, allowance), strict=True):
        shown[number] = shown[number]._replace(title=title)
    return [shown[number] for number in range(len(reports))]


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


def _titles(
    reports: Sequence[StoredReport], found: LaidHighlights
) -> Iterator[tuple[TextRun, ...]]:
    """The titles of reports whose texts are laid end to end; a given one without highlights."""
    titles = [own.report.title for own in reports]
    spans = np.array([title.evidence or (0, 0) for title in titles]).reshape(-1, 2)
    spans += np.array(found.laid.bases).reshape(-1, 1)
    bounds = np.searchsorted(found.starts, spans)
    rows = zip(titles, spans.tolist(), bounds.tolist(), strict=True)
    for title, (start, end), (first, last) in rows:
        if title.evidence is None:
            yield (TextRun(title.value),)
        else:
            inside = [own for own in found.spans(first, last) if own[1] <= end]
            yield runs_of(found.laid.text, (start, end), inside)
