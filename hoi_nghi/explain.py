"""A report → its text with the evidence of each facet in brackets; a facet value → one line."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields

from indexer.article.structure import Article
from indexer.facets.why import explained
from indexer.meeting.main_meeting import by_weight, main_mentions
from indexer.meeting.weights import WEIGHTS
from search.report import (
    DateValue,
    FacetValue,
    FigureValue,
    MeetingReport,
    PersonValue,
    PlaceValue,
    Span,
)


def explain(report: MeetingReport) -> str:
    """The text as it stands, each span of evidence as "[7:words]7", then what was found at 7.

    Values that no words of the text gave (the source did, or we made them) come last.
    """
    given: defaultdict[Span, list[str]] = defaultdict(list)
    without: list[str] = []
    for name, value in values(report):
        line = value_line(name, value)
        if value.evidence:
            given[value.evidence].append(line)
        else:
            without.append(line)
    spans = sorted(given, key=lambda span: (span[0], -span[1]))
    legend = [
        f"{f'[{number}]':>6} {line}" for number, span in enumerate(spans, 1) for line in given[span]
    ]
    legend += [f"{'[-]':>6} {line}" for line in without]
    flags = [f"flags: {', '.join(report.flags)}"] if report.flags else []
    return "\n".join([_with_brackets(report.text, spans).rstrip(), "", *legend, *flags])


def explain_meeting(article: Article) -> list[str]:
    """The names of meetings in the beginning of an article, the weightiest first, with their cues.

    A line each: "*  6.35 hội nghị giao ban: place +1.35, says_kind +1, ..."; "*" before the main
    one.
    """
    main = set(article.once(main_mentions)[:1])
    lines = [
        f"{'*' if one in main else ' '} {one.weight:5.2f} {article.text[one.start : one.end]}: "
        + ", ".join(f"{cue} {weight:+.4g}" for cue, weight in one.cues)
        for one in article.once(by_weight)
    ]
    return [f"names of meetings (a main one weighs {WEIGHTS.enough:g}):", *lines] if lines else []


def explain_values(report: MeetingReport, article: Article) -> list[str]:
    """Why each value is as it is, two lines each: the value, and where it stands with its cues.

    "event_date: 2023-08-25 (stated, sáng)"
    "    Sáng [25/8/2023], UBND tỉnh giao ban. | score +6, bias +1"
    """
    lines = ["why each value is as it is (the words that gave it in brackets | cues and weights):"]
    for one in explained(report, article):
        where = _in_brackets(one.sentence, one.words) if one.words else "-"
        cues = ", ".join(
            cue if weight is None else f"{cue} {weight:+.4g}" for cue, weight in one.cues
        )
        lines += [value_line(one.field, one.value), f"    {where} | {cues or 'these words'}"]
    return lines


def _in_brackets(text: str, span: Span) -> str:
    start, end = span
    return f"{text[:start]}[{text[start:end]}]{text[end:]}".strip()


def values(report: MeetingReport) -> Iterator[tuple[str, FacetValue]]:
    """The title and each value of each facet, with the name of the facet."""
    yield "title", report.title
    for field in fields(report.facets):
        for value in getattr(report.facets, field.name):
            yield field.name, value


def value_line(name: str, value: FacetValue) -> str:
    """A value of a facet on one line, with its status and what else is known of it."""
    known: list[str | None] = [value.status]
    shown = value.value
    if isinstance(value, DateValue):
        shown = value.interval
        known.append(value.day_part)
    elif isinstance(value, PersonValue):
        known += [value.role, *value.titles]
    elif isinstance(value, PlaceValue):
        known.append(value.within)
    elif isinstance(value, FigureValue):
        shown = f"{value.indicator} {value.value} {value.unit}".strip()
        known += [value.kind, value.period, value.scope, value.scope_name]
        known.append("suspicious" if value.is_suspicious else None)
    return f"{name}: {shown} ({', '.join(filter(None, known))})"


def _with_brackets(text: str, spans: list[Span]) -> str:
    """The text, each span in numbered brackets.

    At one offset brackets close before others open, the inner ones first.
    """
    brackets = [(start, 1, -end, f"[{number}:") for number, (start, end) in enumerate(spans, 1)]
    brackets += [(end, 0, -start, f"]{number}") for number, (start, end) in enumerate(spans, 1)]
    parts, last = [], 0
    for offset, _, _, bracket in sorted(brackets):
        parts += [text[last:offset], bracket]
        last = offset
    return "".join([*parts, text[last:]])
