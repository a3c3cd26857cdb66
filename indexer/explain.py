"""A report → its text with the evidence of each facet in brackets, and what each bracket gave."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields

from search.model import FacetValue, MeetingReport, PersonValue, Span


def explain(report: MeetingReport) -> str:
    """The text as it stands, each span of evidence as "[words]7", then what was found at 7.

    Values that no words of the text gave (the source did, or we made them) come last.
    """
    given: defaultdict[Span, list[str]] = defaultdict(list)
    without: list[str] = []
    for name, value in _values(report):
        said = f"{name}: {value.value} ({', '.join(_details(value))})"
        if value.evidence:
            given[value.evidence].append(said)
        else:
            without.append(said)
    spans = sorted(given, key=lambda span: (span[0], -span[1]))
    legend = [
        f"{f'[{number}]':>6} {said}" for number, span in enumerate(spans, 1) for said in given[span]
    ]
    legend += [f"{'[-]':>6} {said}" for said in without]
    told = [f"flags: {', '.join(report.flags)}"] if report.flags else []
    return "\n".join([_marked(report.text, spans).rstrip(), "", *legend, *told])


def _values(report: MeetingReport) -> Iterator[tuple[str, FacetValue]]:
    yield "title", report.title
    for field in fields(report.facets):
        for value in getattr(report.facets, field.name):
            yield field.name, value


def _details(value: FacetValue) -> list[str]:
    """Its status, and the part of a person."""
    return [value.status, *([value.role] if isinstance(value, PersonValue) else [])]


def _marked(text: str, spans: list[Span]) -> str:
    """At one place what ends is closed before what begins is opened, the inner one first."""
    marks = [(start, 1, -end, "[") for start, end in spans]
    marks += [(end, 0, -start, f"]{number}") for number, (start, end) in enumerate(spans, 1)]
    cut, last = [], 0
    for place, _, _, mark in sorted(marks):
        cut += [text[last:place], mark]
        last = place
    return "".join([*cut, text[last:]])
