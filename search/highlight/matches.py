"""Texts and the concepts of a query → the highlights in them, found in the texts alone (V15)."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.answers import TextRun
from search.engine.query_tree import Phrase, Prefix
from search.highlight.laid import Laid, SearchedText
from search.highlight.laid_syllables import LaidSyllables
from search.highlight.letters import Numbers
from search.highlight.occurrences import Allowance, Cut, Occurrences, looked_up, occurrences
from search.index.fields import SEARCHED_KINDS
from search.report import Span, StoredReport
from search.text.lexicon.abbreviations import initialisms_in

_LAID_TOGETHER = 1 << 18
"""Characters of texts that are laid end to end; a longer text is alone."""


class Highlight(NamedTuple):
    """Characters [start, end) of a report's text, and the number of the concept that they show."""

    start: int
    end: int
    concept: int


class Highlights(NamedTuple):
    """The highlights of one text, in order: one number of each in every column."""

    starts: Sequence[int]
    ends: Sequence[int]
    concepts: Sequence[int]

    def inside(self, span: Span) -> list[Span]:
        """[start, end) of those that are wholly inside a span of the text."""
        start, end = span
        first = bisect_left(self.starts, start)
        behind = bisect_left(self.starts, end, first)
        own = zip(self.starts[first:behind], self.ends[first:behind], strict=True)
        return [one for one in own if one[1] <= end]


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
    [found] = highlights_in([searched(stored)], concepts, allowance)
    return list(map(Highlight, *found))


def highlight_text(text: str, concepts: Sequence[Sequence[Phrase]]) -> tuple[TextRun, ...]:
    """A text that was never segmented, such as a title, as highlighted and other runs."""
    own = unsegmented(text)
    [found] = highlights_in([own], concepts)
    return runs_of(text, own.spans[0], found.inside(own.spans[0]))


def unsegmented(text: str) -> SearchedText:
    """What is searched of a text that was never segmented: all of it."""
    return SearchedText(text, b"", [(0, len(text))])


def searched(stored: StoredReport) -> SearchedText:
    """What is searched of a report."""
    spans = [passage.span for passage in stored.report.passages if passage.kind in SEARCHED_KINDS]
    return SearchedText(stored.report.text, stored.word_joins, spans)


def highlights_in(
    texts: Sequence[SearchedText],
    concepts: Sequence[Sequence[Phrase]],
    allowance: Allowance | None = None,
) -> list[Highlights]:
    """The highlights of each of several texts, as `find_highlights` finds them: all at once take
    much less than one by one."""
    allowance = allowance or Allowance()
    has_numbers = _has_numbers(concepts)
    highlights: list[Highlights] = []
    for numbers in _batches(texts):
        laid = Laid([texts[number] for number in numbers])
        found = occurrences(LaidSyllables(laid, has_numbers=has_numbers), concepts, allowance)
        shown = _shown(found, concepts, laid)
        highlights += _of_each_text(laid, *_spans(found, shown, concepts, laid.text))
    return highlights


def _of_each_text(
    laid: Laid, starts: Numbers, ends: Numbers, concepts: Numbers
) -> Iterator[Highlights]:
    """The highlights of texts that are laid end to end, those of each text apart."""
    bounds = [*starts.searchsorted(laid.bases).tolist(), starts.size]
    bases = np.array(laid.bases).repeat(np.diff(bounds))
    columns = [column.tolist() for column in (starts - bases, ends - bases, concepts)]
    for first, behind in pairwise(bounds):
        yield Highlights(*(column[first:behind] for column in columns))


def _batches(texts: Sequence[SearchedText]) -> Iterator[list[int]]:
    """The numbers of the texts, in order, as many together as are of a bounded length."""
    together: list[int] = []
    size = 0
    for number, own in enumerate(texts):
        if together and size + len(own.text) > _LAID_TOGETHER:
            yield together
            together, size = [], 0
        together.append(number)
        size += len(own.text)
    if together:
        yield together


def _has_numbers(concepts: Sequence[Sequence[Phrase]]) -> bool:
    """Whether a number is looked for."""
    terms = (
        term.text if isinstance(term, Prefix) else term
        for variants in concepts
        for phrase in variants
        for slot in (*phrase.slots, phrase.not_followed_by)
        for term in slot
    )
    return any(not text or text[0].isdecimal() for text in terms)


def _shown(
    found: Occurrences, concepts: Sequence[Sequence[Phrase]], laid: Laid
) -> NDArray[np.bool_]:
    """Which occurrences are highlighted: of a concept the least cut ones in each text, or those of
    a vague one next to its neighbours."""
    text_of = np.array(laid.bases).searchsorted(found.starts, "right") - 1
    group = found.concepts * len(laid.bases) + text_of
    least = np.full(len(concepts) * len(laid.bases), Cut.TORN)
    np.minimum.at(least, group, found.cuts)
    shown: NDArray[np.bool_] = found.cuts == least[group]
    are_vague = [number for number, own in enumerate(concepts) if _is_vague(own)]
    if are_vague and len(concepts) > 1:
        untorn = ((found.cuts < Cut.TORN) | shown).nonzero()[0]
        of_concept = [untorn[found.concepts[untorn] == n] for n in range(-1, len(concepts) + 1)]
        for number in are_vague:
            before, own, after = of_concept[number : number + 3]
            adjoining = own[
                looked_up(found.starts[own], np.sort(found.nexts[before]))[1]
                | looked_up(found.nexts[own], np.sort(found.starts[after]))[1]
            ]
            has_better = np.zeros(least.size, np.bool_)
            has_better[group[adjoining]] = True
            shown[own] &= ~has_better[group[own]]
            shown[adjoining] = True
    return shown


def _spans(
    found: Occurrences,
    shown: NDArray[np.bool_],
    concepts: Sequence[Sequence[Phrase]],
    text: str,
) -> tuple[Numbers, Numbers, Numbers]:
    """What is highlighted: the starts, the ends and the concepts of all spans, in order.

    It is all of an occurrence, but of abbreviations that are a list, as "CNH-HĐH" is one for a
    longer form, each on its own. In quotes a form has no others.
    """
    starts, ends, numbers = found.starts[shown], found.ends[shown], found.concepts[shown]
    has_variants = np.array([len(variants) > 1 for variants in concepts], np.bool_)
    may_be_lists = ((found.sizes[shown] > 1) & has_variants[numbers]).nonzero()[0]
    lists = {
        at: parts
        for at in may_be_lists.tolist()
        if (parts := initialisms_in(text[starts[at] : ends[at]]))
    }
    if lists:
        rows = [(at, *span) for at, own in lists.items() for span in own]
        whole, first, behind = np.array(rows, np.int64).T
        kept = np.ones(starts.size, np.bool_)
        kept[list(lists)] = False
        ends = np.concatenate([ends[kept], starts[whole] + behind])
        numbers = np.concatenate([numbers[kept], numbers[whole]])
        starts = np.concatenate([starts[kept], starts[whole] + first])
    order = np.lexsort((numbers, ends, starts))
    return starts[order], ends[order], numbers[order]


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


def to_runs(text: str, span: Span, found: Sequence[Highlight]) -> tuple[TextRun, ...]:
    """A span of a text as highlighted and other runs; highlights that touch are one run.

    `found` is in order; highlights that are not wholly inside the span are left out.
    """
    first, last = (bisect_left(found, (edge,)) for edge in span)
    return runs_of(text, span, [own[:2] for own in found[first:last] if own.end <= span[1]])


def runs_of(text: str, span: Span, inside: Iterable[Span]) -> tuple[TextRun, ...]:
    """The same, of the spans of highlights that are all inside the span."""
    position, end = span
    runs: list[TextRun] = []
    for first, last in _merged(text, inside):
        if first > position:
            runs.append(TextRun(text[position:first]))
        runs.append(TextRun(text[first:last], True))
        position = last
    if position < end:
        runs.append(TextRun(text[position:end]))
    return tuple(runs)


def _merged(text: str, found: Iterable[Span]) -> list[Span]:
    """The spans of highlights; those that overlap, or have only blanks between them, are one."""
    merged: list[Span] = []
    last = -1
    for start, end in found:
        if merged and (start <= last or text[last:start].isspace()):
            last = max(last, end)
            merged[-1] = merged[-1][0], last
        else:
            merged.append((start, end))
            last = end
    return merged
