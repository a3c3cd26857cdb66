"""Reports that are indexed together have the entries that plain Python gives each of them alone."""

import pickle
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.index.entry import IndexEntry, SourcedReport, index_entries, index_entry, meeting_days
from search.index.fields import FIELD_KINDS, FIELDS, LEAD_SHARE, LEAD_SYLLABLES
from search.index.signature import signature
from search.index.terms import ReportTerms
from search.report import Facets, FacetValue, MeetingReport, PassageKind, Status, StoredReport
from search.serialization import decompressed, pack
from search.text.analyze import (
    PARAGRAPH_GAP,
    Analysis,
    analyze,
    exact_term,
    to_bitmap,
    word_term,
)
from tests.search.highlight.test_snippets import stored
from tests.search.text.test_analyze_many import TEXTS

Terms = dict[str, dict[str, list[int]]]


def terms_of_field(analyses: Sequence[Analysis]) -> tuple[dict[str, list[int]], ...]:
    """Syllable → its positions; word → as many numbers as it stands there often."""
    syllables: defaultdict[str, list[int]] = defaultdict(list)
    words: defaultdict[str, list[int]] = defaultdict(list)
    offset = 0
    for analysis in analyses:
        for number, syllable in enumerate(analysis.syllables, offset):
            syllables[exact_term(syllable)].append(number)
        for first, last in analysis.words():
            if last - first > 1:
                term = word_term(analysis.syllables[first:last])
                words[term].append(len(words[term]))
        offset += len(analysis.syllables) + PARAGRAPH_GAP
    return dict(syllables), dict(words)


def assert_is_entry_of(entry: IndexEntry, report: MeetingReport) -> None:
    """The law of this file."""
    of_kind: defaultdict[PassageKind, list[Analysis]] = defaultdict(list)
    joins: list[int] = []
    for passage in report.passages:
        begin, end = passage.span
        analysis = analyze(report.text[begin:end])
        of_kind[FIELD_KINDS.get(passage.kind, passage.kind)].append(analysis)
        joins += [begin + join for join in analysis.word_joins]
    if report.title.evidence is None and report.title.status is not Status.MADE:
        of_kind[PassageKind.TITLE].append(analyze(report.title.value))
    of_kind[PassageKind.TITLE] += [analyze(own.value) for own in report.facets.document_no]
    body = of_kind[PassageKind.BODY]
    lead = lead_of([len(own.syllables) for own in body])
    fields = {"lead": body[:lead], "body": body[lead:]}
    fields |= {
        kind.value: of_kind[kind]
        for kind in (PassageKind.TITLE, PassageKind.CAPTION, PassageKind.BYLINE)
    }
    terms: Terms = {}
    for name, analyses in fields.items():
        terms[name], terms[f"{name}_words"] = terms_of_field(analyses)
        size = sum(len(own.syllables) for own in analyses)
        assert entry.lengths[name] == entry.lengths[f"{name}_words"] == size
    assert plain(entry.terms) == terms
    columns = (entry.terms.numbers, entry.terms.frequencies, entry.terms.positions)
    assert {column.dtype for column in columns} == {np.dtype(np.uint32)}
    title, text = (
        [syllable.exact for own in of_kind[kind] for syllable in own.syllables]
        for kind in (PassageKind.TITLE, PassageKind.BODY)
    )
    assert entry.signature == signature(title, text, meeting_days(report))
    kept = StoredReport(report, to_bitmap(joins), entry.added, entry.origins)
    assert decompressed(entry.compressed) == pack(kept)


def lead_of(lengths: Sequence[int]) -> int:
    """How many of the passages of a body, with so many syllables each, are its lead."""
    for number in range(1, len(lengths) + 1):
        if sum(lengths[:number]) >= LEAD_SYLLABLES:
            return number if sum(lengths[:number]) <= LEAD_SHARE * sum(lengths) else 0
    return 0


def plain(terms: ReportTerms) -> Terms:
    """The same in dicts and lists."""
    return {
        field: {term: [*places] for term, places in own.items()} for field, own in terms.items()
    }


KINDS = [*PassageKind, PassageKind.BODY, PassageKind.BODY]


# a report of surrogates cannot be stored
STORABLE = TEXTS.map(lambda texts: [text.encode("utf-8", "ignore").decode() for text in texts])


@st.composite
def reports(draw: st.DrawFn) -> MeetingReport:
    """A report of odd passages, of any kinds, whose title may come from elsewhere."""
    passages = draw(STORABLE)
    kinds = draw(st.tuples(*[st.sampled_from(KINDS)] * len(passages)))
    report = stored(*passages, parts=kinds).report
    title = FacetValue(
        " ".join(draw(STORABLE)), draw(st.sampled_from([Status.MADE, Status.STATED]))
    )
    numbers = tuple(FacetValue(text, Status.STATED) for text in draw(STORABLE)[:2])
    return replace(report, title=title, facets=Facets(document_no=numbers))


@given(st.lists(reports(), max_size=4))
def test_reports_together_are_as_each_alone(some: list[MeetingReport]) -> None:
    entries = index_entries([SourcedReport(report, "d", ["o"]) for report in some])
    assert len(entries) == len(some)
    for entry, report in zip(entries, some, strict=True):
        assert_is_entry_of(entry, report)


def test_terms_share_positions_and_passages_are_apart() -> None:
    entry = index_entry(stored("Giải ngân vốn", "vốn").report, "d", ["o"])
    assert entry.lengths["body"] == entry.lengths["body_words"] == 4
    assert entry.terms["body_words"] == {"giai3_ngân": range(1)}
    body = {"giai:giai3": [0], "ngan:ngân": [1], "von:vôn1": [2, 3 + 16]}
    assert entry.terms["body"] == body
    assert not entry.terms["title"] and not entry.terms["lead"]


@given(
    st.dictionaries(
        st.sampled_from([field.name for field in FIELDS]),
        st.dictionaries(st.text(), st.lists(st.integers(0, 70_000), min_size=1).map(sorted)),
    )
)
def test_terms_are_those_of_a_mapping(terms: Terms) -> None:
    found = plain(ReportTerms.of(terms))
    for field in FIELDS:
        own = terms.get(field.name, {})
        if not field.has_positions:
            own = {term: [*range(len(places))] for term, places in own.items()}
        assert found[field.name] == own
    assert plain(ReportTerms.of(found)) == found


def test_entries_of_a_batch_share_their_terms_in_another_process() -> None:
    some = [SourcedReport(stored("Giải ngân vốn", text).report, "d", ["o"]) for text in "ab"]
    entries = index_entries(some)
    one, other = pickle.loads(pickle.dumps(entries))
    assert one.terms.vocabulary is other.terms.vocabulary
    assert [plain(one.terms), plain(other.terms)] == [plain(entry.terms) for entry in entries]
