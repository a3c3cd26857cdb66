"""A Page, suggestions, facets → the JSON answers that the command line and the web share."""

from collections.abc import Iterable
from dataclasses import fields

from search.answers import FacetCount, Page, Suggestion
from search.facets.registry import FACETS
from search.report import Facets, FacetValue, MeetingReport


def answer_record(page: Page) -> dict[str, object]:
    """The JSON answer of a Page, as plain dicts and lists; scores are rounded to six places."""
    return {
        "query": page.query.text,
        "understood": [
            {"kind": note.kind, "words": list(note.words), "instead": note.instead}
            for note in page.notices
        ],
        "total": page.total,
        "page": page.page,
        "pages": page.pages,
        "hits": [
            {
                "id": hit.report.id,
                "title": hit.report.title.value,
                "score": round(hit.score, 6),
                "facets": facet_values(hit.report),
                "snippets": [
                    [{"text": piece.text, "mark": piece.is_highlighted} for piece in snippet.runs]
                    for snippet in hit.snippets
                ],
            }
            for hit in page.hits
        ],
        "facets": {
            name: [count_record(count) for count in counts] for name, counts in page.facets.items()
        },
        "generation": page.generation,
        "suggestions": suggestion_records(page.corrections),
    }


def count_record(count: FacetCount) -> dict[str, object]:
    """A facet value and its reports, as JSON has it."""
    return {"value": count.value, "label": count.label, "count": count.count}


def suggestion_records(found: Iterable[Suggestion]) -> list[dict[str, object]]:
    """Suggestions as JSON has them."""
    return [{"text": one.text, "hits": one.hits, "kind": one.kind} for one in found]


def facet_values(report: MeetingReport) -> dict[str, list[str]]:
    """Facet → its values in a report."""
    return {facet.name: list(facet.values(report)) for facet in FACETS}


def export_record(report: MeetingReport, url: str) -> dict[str, object]:
    """A report of many: its title, its facets, what values are called if that is not what they
    are, and where it is shown."""
    found = facet_values(report)
    labels = {
        facet.name: {v: facet.label_of(v) for v in found[facet.name] if facet.label_of(v) != v}
        for facet in FACETS
    }
    return {
        "id": report.id,
        "title": report.title.value,
        "title_status": report.title.status,
        "url": url,
        "facets": found,
        "labels": {name: own for name, own in labels.items() if own},
    }


def report_record(report: MeetingReport, url: str) -> dict[str, object]:
    """Everything of one report: `python -m indexer facets --json` and its text; each value with
    the words that gave it, null if the source did."""
    return {
        "id": report.id,
        "url": url,
        "is_meeting": report.is_meeting,
        "category": report.category,
        "title": _value_record(report, report.title),
        "facets": {
            field.name: [
                _value_record(report, value) for value in getattr(report.facets, field.name)
            ]
            for field in fields(Facets)
        },
        "flags": list(report.flags),
        "text": report.text,
        "passages": [{"part": passage.kind, "span": passage.span} for passage in report.passages],
    }


def _value_record(report: MeetingReport, value: FacetValue) -> dict[str, object]:
    own = {field.name: getattr(value, field.name) for field in fields(value)}
    return {**own, "words": report.text[slice(*value.evidence)] if value.evidence else None}
