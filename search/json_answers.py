"""A Page, suggestions, facets → the JSON answers that the command line and the web share."""

from collections.abc import Iterable

from search.model import MeetingReport, Page, Suggestion
from search.schema import FACETS


def answer_record(page: Page) -> dict[str, object]:
    """The JSON answer of a Page, as plain dicts and lists; scores are rounded to six places."""
    return {
        "query": page.query.text,
        "understood": [
            {"kind": note.kind, "words": list(note.words), "instead": note.instead}
            for note in page.notes
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
                    [{"text": piece.text, "mark": piece.mark} for piece in snippet.pieces]
                    for snippet in hit.snippets
                ],
            }
            for hit in page.hits
        ],
        "facets": {
            name: [
                {"value": count.value, "label": count.label, "count": count.count}
                for count in counts
            ]
            for name, counts in page.facets.items()
        },
        "generation": page.generation,
        "suggestions": suggestion_records(page.corrections),
    }


def suggestion_records(found: Iterable[Suggestion]) -> list[dict[str, object]]:
    """Suggestions as JSON has them."""
    return [{"text": one.text, "hits": one.hits, "kind": one.kind} for one in found]


def facet_values(report: MeetingReport) -> dict[str, list[str]]:
    """Facet → its values in a report."""
    return {facet.name: list(facet.values(report)) for facet in FACETS}
