"""Reports shown together are shown as each is alone, whatever stands beside them."""

import unicodedata
from dataclasses import replace

import pytest

from search.engine.query_tree import Phrase
from search.highlight.hits import ShownReport, shown_reports
from search.highlight.matches import find_highlights
from search.highlight.occurrences import Allowance
from search.highlight.snippets import snippets
from search.query.compile import parse_query
from search.report import FacetValue, PassageKind, Span, Status, StoredReport
from search.text.clauses import kept_clauses
from tests.search.highlight.test_snippets import LONG, stored

REPORTS = [
    stored("Hội nghị giải ngân vốn", LONG * 3, "Ghi chú: vốn"),
    stored("Tin vắn", "Không có gì."),
    stored(unicodedata.normalize("NFD", LONG), "giải\u200b ngân 😀 vốn 𝐯ốn", "Vốn: 1.500 tỷ m²"),
    stored(LONG.upper(), "giải ngân; giải ngân", parts=(PassageKind.BODY, PassageKind.CAPTION)),
]
QUERIES = [
    "giải ngân",
    "giai ngan von",
    '"vốn đầu tư công"',
    "giải ngân OR đất đai",
    "ngh*",
    "1500",
]


def marked(shown: ShownReport) -> list[str]:
    """The title and the fragments with [highlights]."""
    return [
        "".join(f"[{run.text}]" if run.is_highlighted else run.text for run in runs)
        for runs in (shown.title, *(snippet.runs for snippet in shown.snippets))
    ]


def titled(report: StoredReport, title: str, status: Status, evidence: Span | None) -> StoredReport:
    own = replace(report.report, title=FacetValue(title, status, evidence))
    return replace(report, report=own)


@pytest.mark.parametrize("query", QUERIES)
def test_together_as_alone(query: str) -> None:
    sought = parse_query(query).highlighted
    together = shown_reports(REPORTS, sought)
    assert together == [shown_reports([report], sought)[0] for report in REPORTS]
    alone = [snippets(own.report, find_highlights(own, sought)) for own in REPORTS]
    assert [shown.snippets for shown in together] == alone
    assert any("[" in text for shown in together for text in marked(shown))


@pytest.mark.parametrize("query", QUERIES)
def test_kept_clauses_change_nothing(query: str) -> None:
    sought = parse_query(query).highlighted
    kept = [
        replace(own, clauses=kept_clauses(own.report.text, [p.span for p in own.report.passages]))
        for own in REPORTS
    ]
    assert any(own.clauses for own in kept)
    assert shown_reports(kept, sought) == shown_reports(REPORTS, sought)


def test_titles_in_the_text_given_and_made() -> None:
    report = REPORTS[0]
    reports = [
        titled(report, "Hội nghị giải ngân vốn", Status.STATED, (0, 22)),
        titled(report, "Đẩy nhanh giải ngân", Status.STATED, None),
        titled(report, "Họp về giải ngân", Status.MADE, None),
    ]
    shown = shown_reports(reports, parse_query("giải ngân").highlighted)
    assert [marked(own)[0] for own in shown] == [
        "Hội nghị [giải ngân] vốn",
        "Đẩy nhanh [giải ngân]",
        "Họp về giải ngân",
    ]


def test_a_place_is_one_highlight_however_many_terms_it_answers() -> None:
    """Of several terms that begin alike, as those of a syllable that is being typed."""
    slot = ("thuo:thươ2", "thuon:thươn2", "thuong:thương2")
    report = stored("Ban thường vụ họp")
    found = find_highlights(report, [[Phrase((slot,))]])
    assert [report.report.text[start:end] for start, end, _ in found] == ["thường"]


def test_what_the_allowance_does_not_reach_is_shown_without_highlights() -> None:
    sought = parse_query("giải ngân").highlighted
    allowance = Allowance(1)
    shown = shown_reports(REPORTS, sought, allowance)
    assert allowance.is_spent
    assert not any(run.is_highlighted for own in shown for s in own.snippets for run in s.runs)
    assert shown[0].snippets  # how it begins


def test_no_reports_are_shown_for_none() -> None:
    assert shown_reports([], parse_query("vốn").highlighted) == []
