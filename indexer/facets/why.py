"""A report and its article → for each value the words that gave it, and the cues, each weighed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import NamedTuple

from indexer.article.structure import Article, clean
from indexer.dates.days import days
from indexer.facets.session_no import numbers
from indexer.figures.doubts import reason_of
from indexer.figures.indicators import indicator_forms
from indexer.lexicon import lower
from indexer.meeting.main_meeting import by_weight, main_mentions
from indexer.meeting.organisations import organisations
from indexer.meeting.organisers import organisers
from indexer.places.gazetteer import mentions
from search.facets.written import TITLE, values_of
from search.highlight.snippets import sentence
from search.report import (
    FacetValue,
    FigureValue,
    MeetingReport,
    PersonValue,
    Span,
    Status,
)

_MOST_OTHERS = 3
"""Days that are told besides the one that was taken."""


class FacetCue(NamedTuple):
    """What speaks for a value, and what it weighs; None where a rule does not weigh but decides."""

    cue: str
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class ExplainedValue:
    """A value of a field of `Facets`, or the title: the sentence that gave it, its words in it
    ([start, end) of the sentence; None if it stands nowhere), and the cues."""

    field: str
    value: FacetValue
    sentence: str
    words: Span | None
    cues: tuple[FacetCue, ...]


def explained(report: MeetingReport, article: Article) -> Iterator[ExplainedValue]:
    """Each value of a report in the order of `Facets`, the title first. `article`: what the report
    was made of."""
    for field in (TITLE, *(own.name for own in fields(report.facets))):
        tell = _TELLERS.get(field, _by_its_words)
        for value in values_of(report, field):
            told = () if value.status is Status.CORRECTED else tell(article, report, value)
            own = (*_of_status(value), *told)
            yield ExplainedValue(field, value, *_in_sentence(report, value), own)


def _in_sentence(report: MeetingReport, value: FacetValue) -> tuple[str, Span | None]:
    span = value.evidence
    number = None if span is None else report.passage_at(span[0])
    if span is None or number is None:
        return "", None
    start, end = sentence(report.text, report.passages[number].span, span)
    return report.text[start:end], (span[0] - start, span[1] - start)


def _of_status(value: FacetValue) -> Iterator[FacetCue]:
    """What its status says where no words of the text do."""
    if value.status is Status.CORRECTED:
        yield FacetCue("written by hand")
    elif value.status is Status.MADE:
        yield FacetCue("made of the opening")
    elif value.evidence is None and value.status is Status.STATED:
        yield FacetCue("given by the source")


_Teller = Callable[[Article, MeetingReport, FacetValue], Iterator[FacetCue]]
"""An article, its report and a value → the cues of that value."""


def _by_its_words(article: Article, report: MeetingReport, value: FacetValue) -> Iterator[FacetCue]:
    if value.evidence is not None and value.status is not Status.STATED:
        yield FacetCue(f"{value.status} from these words")


def _kind(article: Article, report: MeetingReport, value: FacetValue) -> Iterator[FacetCue]:
    """The cues of the name of the meeting that says the kind."""
    for one in article.once(by_weight):
        if _overlap(article.span(one.start, one.end), value.evidence):
            main = " (main)" if one in article.once(main_mentions) else ""
            yield FacetCue(f"name{main}", round(one.weight, 2))
            yield from (FacetCue(cue, round(weight, 2)) for cue, weight in one.cues)
            return
    yield from _by_its_words(article, report, value)


def _body(article: Article, report: MeetingReport, value: FacetValue) -> Iterator[FacetCue]:
    """The organisation that the words name, as the list has it, and how it is known to have met."""
    for own in organisers(article):
        one = own.organisation
        if _overlap(article.span(one.start, one.end), value.evidence):
            yield FacetCue(f"held it: {own.status}")
            break
    if value.evidence is not None:
        words = clean(article.raw[slice(*value.evidence)])
        for one in organisations(words, 0, len(words.text)):
            yield FacetCue(f"list: {one.name or '…'}, {one.branch}, {one.level or '-'}")
            return
    yield from _by_its_words(article, report, value)


def _day(article: Article, report: MeetingReport, value: FacetValue) -> Iterator[FacetCue]:
    """What the day scores, and the likely days that it goes before."""
    named = article.once(days)
    own = [day for day in named if article.span(day.start, day.end) == value.evidence]
    for day in own[:1]:
        yield FacetCue("day", day.rank)
        yield from (FacetCue(cue, weight) for cue, weight in day.cues)
        if value.status is not Status.STATED:
            yield FacetCue(f"its year is {value.status}")
    if not own:
        yield from _by_its_words(article, report, value)
    others = [day for day in named if day.is_likely and day not in own]
    for day in sorted(others, key=lambda day: -day.rank)[:_MOST_OTHERS]:
        yield FacetCue(f"before {day.date}", day.rank)


def _session(article: Article, report: MeetingReport, value: FacetValue) -> Iterator[FacetCue]:
    """The cues of the number, and the other numbers with what they score."""
    for one, weighed in numbers(article, report.facets):
        if one.evidence == value.evidence:
            yield from (FacetCue(*own) for own in weighed)
        else:
            yield FacetCue(f"other {one.value}", sum(weight for _, weight in weighed))
    yield from _by_its_words(article, report, value)


def _province(article: Article, report: MeetingReport, value: FacetValue) -> Iterator[FacetCue]:
    """How often the text names the province, or places of it."""
    found = [
        own
        for own in mentions(article.text)
        for unit in own.units[:1]
        if value.value in (unit.province, unit.name)
    ]
    if found:
        yield FacetCue("named, or places of it", len(found))
    yield from _by_its_words(article, report, value)


def _figure(article: Article, report: MeetingReport, value: FacetValue) -> Iterator[FacetCue]:
    """The entry of the list of indicators, and why the figure is doubted."""
    assert isinstance(value, FigureValue)
    entries = indicator_forms().get(lower(value.indicator), ())
    for entry in entries[:1]:
        yield FacetCue(f"list: {entry.name}, in {' '.join(sorted(entry.measures))}")
    if not entries:
        yield FacetCue("an indicator of the list, in the words of the text")
    yield FacetCue(f"kind: {value.kind}")
    if value.is_suspicious:
        yield FacetCue(f"doubted: {reason_of(value, report.facets.figures)}")


def _person(article: Article, report: MeetingReport, value: FacetValue) -> Iterator[FacetCue]:
    """The words that gave the part and the offices."""
    assert isinstance(value, PersonValue)
    if value.role_evidence:
        yield FacetCue(f"{value.role}: {report.text[slice(*value.role_evidence)]}")
    for title, span in zip(value.titles, value.titles_evidence, strict=True):
        yield FacetCue(f"office: {report.text[slice(*span)] if span else title}")


def _overlap(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


_TELLERS: Mapping[str, _Teller] = {
    "meeting_type": _kind,
    **dict.fromkeys(("organiser", "branch", "level", "participants"), _body),
    "event_date": _day,
    "session_no": _session,
    **dict.fromkeys(("province", "province_now"), _province),
    "people": _person,
    "figures": _figure,
}
"""Field → what tells the cues of its values."""
