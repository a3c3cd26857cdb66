"""Reports → their texts, by report and field, analysed together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from search.index.fields import FIELD_KINDS, LEAD_SHARE, LEAD_SYLLABLES, TEXTS, words_field
from search.index.signature import Hashed, hashed
from search.index.terms import ReportTerms, terms_of
from search.report import MeetingReport, PassageKind, Status
from search.text.analyze_many import Analyses, Numbers, analyze_many

_TITLE, _LEAD, _BODY, _CAPTION, _BYLINE = range(len(TEXTS))
_NO_FIELD = -1
_FIELDS = {
    PassageKind.TITLE: _TITLE,
    PassageKind.BODY: _BODY,
    PassageKind.CAPTION: _CAPTION,
    PassageKind.BYLINE: _BYLINE,
}
"""Passages → the number of their field in `TEXTS`; which of a body are its lead is told later."""
_NAMES = [text.name for text in TEXTS]
_WORDS_NAMES = [words_field(text) for text in TEXTS]


class _Text(NamedTuple):
    """A text of a report: the number of its field, and where in the report it begins, -1 if it
    stands elsewhere."""

    field: int
    text: str
    begin: int = -1


@dataclass(frozen=True, slots=True, eq=False)
class AnalysedReports:
    """The texts of some reports, for each report by field.

    `reports`, `fields`, `begins`: of each text, the number of its report, that of its field in
    `TEXTS` or -1, and the offset in its report of its first character, -1 if it stands elsewhere.
    `sizes`: of each report, how many syllables each field has, and last those in none.
    """

    analyses: Analyses
    reports: Numbers
    fields: Numbers
    begins: Numbers
    sizes: Numbers

    @classmethod
    def of(cls, reports: Sequence[MeetingReport]) -> "AnalysedReports":
        """Each passage of each report, its title and its numbers, analysed."""
        texts = [_texts(report) for report in reports]
        every = [text for own in texts for text in own]
        analyses = analyze_many([text.text for text in every])
        numbers = np.repeat(np.arange(len(texts)), [len(own) for own in texts])
        counts = iter(analyses.counts.tolist())
        fields = np.array([n for own in texts for n in _with_lead(own, counts)], np.int64)
        begins = np.array([text.begin for text in every], np.int64)
        sizes = np.zeros((len(texts), len(TEXTS) + 1), np.int64)
        np.add.at(sizes, (numbers, fields), analyses.counts)
        return cls(analyses, numbers, fields, begins, sizes)

    def terms(self) -> list[ReportTerms]:
        """The terms of each report."""
        return terms_of(self.analyses, self.reports, self.fields, len(self.sizes))

    def lengths(self) -> Iterator[dict[str, int]]:
        """For each report, field → its number of syllables."""
        for own in self.sizes.tolist():
            sizes = dict(zip(_NAMES, own, strict=False))
            yield sizes | dict(zip(_WORDS_NAMES, own, strict=False))

    def word_joins(self) -> Iterator[bytes]:
        """For each report, the offsets in it of the syllables that pyvi joins to the one before, as
        `search.text.analyze.to_bitmap` writes them."""
        joined = np.flatnonzero(self.analyses.is_joined)
        texts = self.analyses.text_of()[joined]
        is_within = self.begins[texts] >= 0
        offsets = (self.begins[texts] + self.analyses.starts[joined])[is_within]
        counts = np.bincount(self.reports[texts[is_within]], minlength=len(self.sizes))
        for first, end in pairwise(np.cumsum([0, *counts]).tolist()):
            own = offsets[first:end]
            bits = np.zeros(int(own.max(initial=-1)) + 1, np.bool_)
            bits[own] = True
            yield np.packbits(bits, bitorder="little").tobytes()

    def hashed(self) -> Iterator[tuple[Hashed, int]]:
        """For each report, its title and its body as one, and the syllables of the title."""
        found = hashed([exact for exact, _ in self.analyses.spelled])
        first = 0
        for *own, others in self.sizes.tolist():
            first += others
            size = own[_TITLE] + own[_LEAD] + own[_BODY]
            yield found.chosen(self.analyses.syllables[first : first + size]), own[_TITLE]
            first += sum(own)


def _texts(report: MeetingReport) -> list[_Text]:
    found = []
    for passage in report.passages:
        begin, end = passage.span
        field = _FIELDS.get(FIELD_KINDS.get(passage.kind, passage.kind), _NO_FIELD)
        found.append(_Text(field, report.text[begin:end], begin))
    if report.title.evidence is None and report.title.status is not Status.MADE:
        found.append(_Text(_TITLE, report.title.value))  # the source gave it
    for document_no in report.facets.document_no:  # a paper is named by it as by its title
        found.append(_Text(_TITLE, document_no.value))
    return sorted(found, key=lambda text: text.field)


def _with_lead(texts: Sequence[_Text], counts: Iterator[int]) -> Iterator[int]:
    """The field of each text of a report; `counts`: how many syllables the next texts have."""
    own = [(text.field, count) for text, count in zip(texts, counts, strict=False)]
    lead = _lead([count for field, count in own if field == _BODY])
    for field, _ in own:
        is_lead = field == _BODY and lead > 0
        lead -= is_lead
        yield _LEAD if is_lead else field


def _lead(lengths: Sequence[int]) -> int:
    """How many passages of a body are its lead; `lengths`: the syllables of each passage."""
    so_far = 0
    for number, length in enumerate(lengths, 1):
        so_far += length
        if so_far >= LEAD_SYLLABLES:
            return number if so_far <= LEAD_SHARE * sum(lengths) else 0
    return 0
