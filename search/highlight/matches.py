"""A text and the concepts of a query → the highlights in it, found in the text alone (V15)."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from search.answers import TextRun
from search.engine.query_tree import Phrase
from search.highlight.occurrences import Allowance, Cut, Occurrence, ScannedText
from search.index.fields import SEARCHED_KINDS
from search.report import Span, StoredReport
from search.text.lexicon.abbreviations import initialisms_in


class Highlight(NamedTuple):
    """Characters [start, end) of a report's text, and the number of the concept that they show."""

    start: int
    end: int
    concept: int


def find_highlights(
    stored: StoredReport,
    concepts: Sequence[Sequence[Phrase]],
    allowance: Allowance | None = None,
) -> list[Highlight]:
    """Where the concepts of a query stand in the searched passages of a report, in order.

    Each concept comes as all its variants. It is highlighted where it is whole words of pyvi's.
    Where it is inside a longer word, or ends inside one, it is highlighted only if the report has
    no better occurrence; and where it takes one syllable from a word that goes on ("hoàn thành |
    lập", "công | an toàn"), only if there is none of these either: no hit is without a highlight.
    A number, or one syllable, is highlighted next to its neighbours of the query, and alone only if
    they never stand together; a concept without variants keeps those around it apart.
    `allowance`: of all texts of one page.
    """
    if allowance and allowance.is_spent:
        return []
    spans = [passage.span for passage in stored.report.passages if passage.kind in SEARCHED_KINDS]
    return _find_highlights(stored.report.text, stored.word_joins, concepts, spans, allowance)


def highlight_text(
    text: str, concepts: Sequence[Sequence[Phrase]], allowance: Allowance | None = None
) -> tuple[TextRun, ...]:
    """A text that was never segmented, such as a title, as highlighted and other runs."""
    span = (0, len(text))
    if allowance and allowance.is_spent:
        return to_runs(text, span, ())
    return to_runs(text, span, _find_highlights(text, b"", concepts, [span], allowance))


def _find_highlights(
    text: str,
    joins: bytes,
    concepts: Sequence[Sequence[Phrase]],
    spans: Sequence[Span],
    allowance: Allowance | None = None,
) -> list[Highlight]:
    scanned = ScannedText(text, joins, spans, allowance)
    occurrences = [
        _untorn([found for phrase in variants for found in scanned.occurrences(phrase)])
        for variants in concepts
    ]
    highlights: list[Highlight] = []
    for number, (variants, own) in enumerate(zip(concepts, occurrences, strict=True)):
        chosen = (_is_vague(variants) and _adjoining(number, occurrences)) or _least_cut(own)
        shown = chain.from_iterable(_spans(text, found, variants) for found in chosen)
        highlights += [Highlight(start, end, number) for start, end in shown]
    highlights.sort()
    return highlights


def _spans(text: str, found: Occurrence, variants: Sequence[Phrase]) -> Iterable[Span]:
    """What is highlighted of an occurrence: all of it, but of abbreviations that are a list, as
    "CNH-HĐH" is one for a longer form, each on its own. In quotes a form has no others."""
    parts = initialisms_in(text[found.start : found.end]) if len(variants) > 1 else ()
    own = ((found.start + first, found.start + last) for first, last in parts)
    return tuple(own) or ((found.start, found.end),)


def _is_vague(variants: Sequence[Phrase]) -> bool:
    """Whether a concept is one syllable however it is written, or a number: alone, both are found
    all over. An abbreviation is none, as it stands for several."""
    if not variants:
        return False
    term = variants[0].slots[0][0]
    is_digits = isinstance(term, str) and term[0].isdecimal()
    is_found_all_over = is_digits or not isinstance(term, str)
    one = variants[:1] if is_found_all_over else variants
    return all(len(phrase.slots) == 1 for phrase in one)


def _adjoining(number: int, occurrences: Sequence[Sequence[Occurrence]]) -> list[Occurrence]:
    """The occurrences of a concept next to one of the concept before it in the query, or after."""
    before, after = occurrences[max(number - 1, 0) : number], occurrences[number + 1 : number + 2]
    follows = {found.next for own in before for found in own}
    begins = {found.start for own in after for found in own}
    return [own for own in occurrences[number] if own.start in follows or own.next in begins]


def _untorn(own: Sequence[Occurrence]) -> Sequence[Occurrence]:
    """Without those that tear a word apart, if there are others."""
    return [found for found in own if found.cut < Cut.TORN] or own


def _least_cut(own: Sequence[Occurrence]) -> Sequence[Occurrence]:
    least = min((found.cut for found in own), default=Cut.NONE)
    return [found for found in own if found.cut == least]


def to_runs(text: str, span: Span, found: Sequence[Highlight]) -> tuple[TextRun, ...]:
    """A span of a text as highlighted and other runs; highlights that touch are one run.

    `found` is in order; highlights that are not wholly inside the span are left out.
    """
    first, last = (bisect_left(found, (edge,)) for edge in span)
    return runs_of(text, span, [own for own in found[first:last] if own.end <= span[1]])


def runs_of(text: str, span: Span, inside: Iterable[Highlight]) -> tuple[TextRun, ...]:
    """The same, of highlights that are all inside the span."""
    position, end = span
    runs: list[TextRun] = []
    for first, last in _merged(text, inside):
        if first > position:
            runs.append(TextRun(text[position:first]))
        runs.append(TextRun(text[first:last], is_highlighted=True))
        position = last
    if position < end:
        runs.append(TextRun(text[position:end]))
    return tuple(runs)


def _merged(text: str, found: Iterable[Highlight]) -> list[Span]:
    """The spans of highlights; those that overlap, or have only blanks between them, are one."""
    merged: list[Span] = []
    for start, end, _ in found:
        if merged and (start <= merged[-1][1] or text[merged[-1][1] : start].isspace()):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
