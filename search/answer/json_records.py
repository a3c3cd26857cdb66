"""A page of answers, suggestions, a report → the JSON records of the command line and the API."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any

from search.answer.json_shapes import (
    VALUE_RECORDS,
    AnswerRecord,
    CompletionRecord,
    CountRecord,
    ExportedReportRecord,
    HitGroupRecord,
    HitRecord,
    NoticeRecord,
    SimilarHitRecord,
    SimilarRecord,
    SuggestionRecord,
    SuggestionsRecord,
    TextRunRecord,
    UnlinkedHitRecord,
    UnlinkedSimilarRecord,
    ValueRecord,
)
from search.answer.report_shapes import (
    FlaggedRecord,
    OriginalRecord,
    PassageRecord,
    ReportFacetsRecord,
    ReportRecord,
)
from search.answers import FacetCount, Hit, Notice, Page, Suggestion, TextRun
from search.facets.registry import COUNTED_BY_NAME, FACETS
from search.facets.written import facet_name
from search.report import Facets, FacetValue, FlaggedValue, MeetingReport, StoredReport
from search.suggest.typed_runs import typed_runs


def answer_record(page: Page) -> AnswerRecord:
    """The JSON answer to a query; scores are rounded to six places."""
    return AnswerRecord(
        query=page.query.text,
        understood=[_notice_record(notice) for notice in page.notices],
        total=page.total,
        page=page.page,
        pages=page.pages,
        hits=[_hit_record(hit) for hit in page.hits],
        facets={name: [*map(count_record, counts)] for name, counts in page.facets.items()},
        generation=page.generation,
        suggestions=_suggestion_records(page.corrections),
        groups=[HitGroupRecord(name=group.kind, total=group.total) for group in page.groups],
        collapsed=page.collapsed,
    )


def _notice_record(notice: Notice) -> NoticeRecord:
    return NoticeRecord(
        kind=notice.kind,
        words=list(notice.words),
        instead=notice.instead,
        others=list(notice.others),
    )


def _hit_record(hit: Hit) -> HitRecord:
    return HitRecord(
        id=hit.report.id,
        title=hit.report.title.value,
        score=round(hit.score, 6),
        facets=facet_values(hit.report),
        snippets=[_run_records(snippet.runs) for snippet in hit.snippets],
        group=hit.group,
        added=hit.added,
        snippet_pages=[hit.report.passages[snippet.passage].page for snippet in hit.snippets],
        copies=list(hit.copies),
    )


def _run_records(runs: Iterable[TextRun]) -> list[TextRunRecord]:
    return [TextRunRecord(text=run.text, mark=run.is_highlighted) for run in runs]


def count_record(count: FacetCount) -> CountRecord:
    """The JSON record of a facet value and the number of its reports."""
    return CountRecord(value=count.value, label=count.label, count=count.count)


def suggestions_record(text: str, found: Iterable[Suggestion]) -> SuggestionsRecord:
    """The JSON answer to a query that is being typed. `text`: what was typed so far."""
    completions = [
        CompletionRecord(
            text=one.text,
            hits=one.hits,
            kind=one.kind,
            group=one.group,
            facets=list(one.facets),
            runs=_run_records(typed_runs(one.text, text)),
        )
        for one in found
    ]
    return SuggestionsRecord(query=text, suggestions=completions)


def _suggestion_records(found: Iterable[Suggestion]) -> list[SuggestionRecord]:
    return [
        SuggestionRecord(text=one.text, hits=one.hits, kind=one.kind, group=one.group)
        for one in found
    ]


def unlinked_similar_record(report_id: str, hits: Iterable[Hit]) -> UnlinkedSimilarRecord:
    """The JSON answer of the reports most like one, without addresses; scores are rounded to six
    places."""
    return UnlinkedSimilarRecord(
        id=report_id, similar=[UnlinkedHitRecord(**_similar_hit(hit)) for hit in hits]
    )


def similar_record(
    report_id: str, hits: Iterable[Hit], address: Callable[[str], str]
) -> SimilarRecord:
    """The same with the address of each report. `address`: the id of a report → its address."""
    found = [SimilarHitRecord(**_similar_hit(hit), url=address(hit.report.id)) for hit in hits]
    return SimilarRecord(id=report_id, similar=found)


def _similar_hit(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.report.id,
        "title": hit.report.title.value,
        "score": round(hit.score, 6),
        "facets": facet_values(hit.report),
    }


def facet_values(report: MeetingReport) -> dict[str, list[str]]:
    """Facet → its values in a report."""
    return {facet.name: list(facet.values(report)) for facet in FACETS}


def export_record(stored: StoredReport, url: str) -> ExportedReportRecord:
    """The JSON record of one of many reports. `url`: the address of its page."""
    report = stored.report
    found = facet_values(report)
    labels = {
        facet.name: {v: facet.label_of(v) for v in found[facet.name] if facet.label_of(v) != v}
        for facet in FACETS
    }
    return ExportedReportRecord(
        id=report.id,
        title=report.title.value,
        title_status=report.title.status,
        url=url,
        facets=found,
        labels={name: own for name, own in labels.items() if own},
        added=stored.added,
    )


def report_record(stored: StoredReport, url: str, original_url: str = "") -> ReportRecord:
    """The JSON record of everything of one report. `url`: the address of its page; `original_url`:
    that of the file it was read from."""
    report = stored.report
    found: dict[str, Any] = {
        field.name: [value_record(report, value) for value in getattr(report.facets, field.name)]
        for field in fields(Facets)
    }
    return ReportRecord(
        id=report.id,
        url=url,
        is_meeting=report.is_meeting,
        category=report.category,
        title=value_record(report, report.title),
        facets=ReportFacetsRecord(**found),
        flags=list(report.flags),
        text=report.text,
        passages=[
            PassageRecord(part=one.kind, span=one.span, page=one.page) for one in report.passages
        ],
        added=stored.added,
        original=_original_record(report, original_url),
        flagged=[FlaggedRecord(**flagged_fields(report, own)) for own in report.flagged],
    )


def flagged_fields(report: MeetingReport, own: FlaggedValue) -> dict[str, Any]:
    """The fields of the record of a flagged value."""
    return {
        "flag": own.flag,
        "label": COUNTED_BY_NAME["flag"].label_of(own.flag),
        "facet": facet_name(own.facet),
        "value": own.value,
        "reason": own.reason,
        "evidence": own.evidence,
        "words": report.text[slice(*own.evidence)] if own.evidence else None,
    }


def _original_record(report: MeetingReport, url: str) -> OriginalRecord | None:
    own = report.original
    if own is None:
        return None
    return OriginalRecord(
        kind=own.kind,
        sha256=own.sha256,
        url=url,
        pages=own.pages,
        are_pages_exact=own.are_pages_exact,
        pictures=list(own.pictures),
        recognised=list(own.recognised),
        encoding=own.encoding,
    )


def value_record(report: MeetingReport, value: FacetValue) -> Any:
    """The record of a value of a report, of the value's own type."""
    own = {field.name: getattr(value, field.name) for field in fields(value)}
    words = report.text[slice(*value.evidence)] if value.evidence else None
    record: Callable[..., ValueRecord] = VALUE_RECORDS[type(value)]
    return record(**own, words=words)
