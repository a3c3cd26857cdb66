"""Query → Page: what answers it, how it was understood, what may be meant instead."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from search.engine.protocol import And, FacetValueIs, Matches, Request, Snapshot
from search.engine.stored import read_stored
from search.facets.registry import (
    COUNTED,
    COUNTED_BY_NAME,
    OFFERED,
    UnknownFacetError,
)
from search.facets.values import choices
from search.highlight.matches import Highlight, find_highlights, highlight_text, to_runs
from search.highlight.snippets import snippets
from search.query.compile import ParsedQuery, QueryTooLongError, parse_query
from search.report import (
    MAX_PAGE_SIZE,
    DateBounds,
    DateRange,
    Hit,
    MeetingReport,
    Notice,
    NoticeKind,
    Page,
    Query,
    Sort,
    Status,
    StoredReport,
    Suggestion,
    TextRun,
)
from search.suggest.completions import completions
from search.suggest.corrections import corrections

BATCH = 200
"""Reports that are read at a time where all are wanted."""
FEW, FEW_OF = 10, 100
BARE_FEW, BARE_FEW_OF = 100, 10
"""If fewer reports hold all of a long query, and fewer than one of so many, a part is enough; of
one without marks, which many hold by chance."""


def total(query: Query, snapshot: Snapshot) -> int:
    """How many reports answer a query. Raises as `answer` does."""
    return counts(query, (), snapshot)[0]


def counts(
    query: Query, names: tuple[str, ...], snapshot: Snapshot
) -> tuple[int, Mapping[str, Mapping[str, int]]]:
    """How many reports answer a query, and how many of them have each value of some facets; a
    facet's counts ignore the filter on itself. Raises as `answer` does."""
    understood = parse_for_index(query.text, snapshot)
    matches = _ask(replace(query, page=1, size=0), understood, snapshot, names)
    return matches.total, matches.counts


def correct(query: Query, snapshot: Snapshot) -> tuple[Suggestion, ...]:
    """What the words of a query may be meant to say, with the hits under its filters (V16)."""
    return corrections(query.text, snapshot, lambda meant: _hits(query, meant, snapshot))


def complete(text: str, snapshot: Snapshot) -> tuple[Suggestion, ...]:
    """What a query that is being typed may become, with the hits of each; if that is nothing, what
    may be meant instead. One letter may still become anything."""
    found = completions(text, snapshot, lambda meant: _hits(Query(), meant, snapshot))
    return found or (correct(Query(text), snapshot) if text[-2:].isalnum() else ())


def _hits(query: Query, text: str, snapshot: Snapshot) -> int:
    """How many reports another text would find; none if it is longer than a query may be."""
    try:
        return total(replace(query, text=text), snapshot)
    except QueryTooLongError:
        return 0


def search_ranked(
    query: Query,
    snapshot: Snapshot,
    also: FacetValueIs | None = None,
    counted: tuple[str, ...] | None = None,
) -> Matches:
    """What answers a query, and `also` if given, in order, but not shown; with the counts of some
    facets, or of those that a page offers. Raises as `answer` does."""
    understood = parse_for_index(query.text, snapshot)
    if also is not None and (understood.required is not None or understood.is_empty):
        parts = (also,) if understood.required is None else (also, understood.required)
        understood = replace(understood, required=And(parts))
    return _ask(query, understood, snapshot, counted)


def answer(query: Query, snapshot: Snapshot) -> Page:
    """Ask one generation. A page beyond the end gives the last one, and a note.

    Raises UnknownFacetError and `search.query.compile.QueryTooLongError`.
    """
    _check_filters(query)
    understood = parse_for_index(query.text, snapshot)
    notes = list(_counted_offers(query, understood.notices, snapshot))
    size = max(1, min(query.size, MAX_PAGE_SIZE))
    asked = max(1, query.page)
    sort = _sort(query, understood)
    matches = _ask(replace(query, sort=sort, page=asked, size=size), understood, snapshot)
    pages = max(1, -(-matches.total // size))
    page = min(asked, pages)
    if page != asked:
        notes.append(Notice(NoticeKind.LAST_PAGE, (str(asked), str(pages))))
        matches = _ask(replace(query, sort=sort, page=page, size=size), understood, snapshot)
    unknown = _unknown_values(query, matches, snapshot)
    notes += [Notice(NoticeKind.UNKNOWN_VALUE, (unknown_name, v)) for unknown_name, v in unknown]
    return Page(
        query=query,
        notices=tuple(notes),
        total=matches.total,
        sort=sort,
        page=page,
        pages=pages,
        hits=tuple(_hit(match.stored, match.score, understood) for match in matches.matches),
        facets={
            facet.name: choices(
                facet,
                matches.counts[facet.name],
                query.filters.get(facet.name, ()),
                query.find.get(facet.name, ""),
            )
            for facet in COUNTED
            if facet.name in matches.counts
        },
        generation=snapshot.generation,
        corrections=correct(query, snapshot) if page == 1 else (),
    )


def answer_in_batches(
    query: Query, snapshot: Snapshot
) -> tuple[int, Iterator[tuple[MeetingReport, ...]]]:
    """How many reports answer a query, and all of them in the order of its pages, in batches.

    The first batch is read at once, so that what is wrong is told before anything is given away;
    the others as they are asked for, and only one is held. Page and size make no difference.
    Raises as `answer` does.
    """
    _check_filters(query)
    understood = parse_for_index(query.text, snapshot)
    asked = replace(query, sort=_sort(query, understood), page=1, size=sys.maxsize)
    ids = () if understood.is_nothing else snapshot.ids(_request(asked, understood))
    batches = (_reports(ids[at : at + BATCH], snapshot) for at in range(0, len(ids), BATCH))
    first = next(batches, ())
    return len(ids), chain([first], batches)


def _reports(ids: Iterable[str], snapshot: Snapshot) -> tuple[MeetingReport, ...]:
    found = map(snapshot.stored, ids)
    return tuple(read_stored(stored).report for stored in found if stored is not None)


def _check_filters(query: Query) -> None:
    for name in query.filters:
        if name not in COUNTED_BY_NAME:
            raise UnknownFacetError(name)


def _sort(query: Query, understood: ParsedQuery) -> Sort:
    """Without words nothing is more relevant than anything else, but newer is more welcome."""
    by_date = understood.is_empty and query.sort is Sort.RELEVANCE
    return Sort.NEWEST if by_date else query.sort


def _counted_offers(query: Query, notes: Iterable[Notice], snapshot: Snapshot) -> Iterator[Notice]:
    """What can be looked for besides, with its number of reports, if it has any."""
    for note in notes:
        if note.kind is not NoticeKind.MERGED:
            yield note
        elif found := _hits(query, note.instead, snapshot):
            yield replace(note, words=(*note.words, str(found)))


def parse_for_index(text: str, snapshot: Snapshot) -> ParsedQuery:
    """A query as this index is asked: for a part of many words if few reports hold them all.

    Filters make no difference to that, or a filter could find more than was counted.
    """
    understood = parse_query(text, _IndexLookup(snapshot))
    if understood.relaxed is None:
        return understood
    answer_in_batches, everything = (
        snapshot.search(Request(match, limit=0)).total for match in (understood.required, None)
    )
    few, of = (BARE_FEW, BARE_FEW_OF) if understood.is_unaccented else (FEW, FEW_OF)
    if answer_in_batches >= max(1, min(few, everything // of)):
        return understood
    notes = (*understood.notices, Notice(NoticeKind.RELAXED, instead=understood.quoted_text))
    return replace(understood, required=understood.relaxed, notices=notes)


def _ask(
    query: Query,
    understood: ParsedQuery,
    snapshot: Snapshot,
    counted: tuple[str, ...] | None = None,
) -> Matches:
    if counted is None:
        counted = tuple(dict.fromkeys((*OFFERED, *query.filters)))
    if understood.is_nothing:
        return Matches(0, (), {name: {} for name in counted})
    return snapshot.search(_request(query, understood, counted))


def _request(query: Query, understood: ParsedQuery, counted: tuple[str, ...] = ()) -> Request:
    return Request(
        tree=understood.required,
        clauses=understood.clauses,
        filters=query.filters,
        dates=_days(query.dates),
        sort=query.sort,
        offset=(query.page - 1) * query.size,
        limit=query.size,
        counted=counted,
    )


class _IndexLookup:
    """What one index has of its facets, while one query is read."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._values: dict[str, Iterable[str]] = {}

    def values(self, facet: str) -> Iterable[str]:
        """All of one facet."""
        if facet not in self._values:
            counted = self._snapshot.search(Request(limit=0, counted=(facet,)))
            self._values[facet] = counted.counts[facet]
        return self._values[facet]

    def has(self, facet: str, value: str) -> bool:
        """Whether some report has a value."""
        return self._snapshot.search(Request(FacetValueIs(facet, value), limit=0)).total > 0


class _ReportLookup:
    """What one report has of its facets."""

    def __init__(self, report: MeetingReport) -> None:
        self._report = report

    def values(self, facet: str) -> Iterable[str]:
        """All of one facet."""
        return COUNTED_BY_NAME[facet].values(self._report)

    def has(self, facet: str, value: str) -> bool:
        """Whether it has a value."""
        return value in self.values(facet)


def _days(asked: DateBounds | None) -> DateRange | None:
    return DateRange(asked.first or date.min, asked.last or date.max) if asked else None


def _unknown_values(query: Query, matches: Matches, snapshot: Snapshot) -> list[tuple[str, str]]:
    """Filter values that no report of the index has, whatever the query."""
    doubtful = [
        (name, value)
        for name, values in query.filters.items()
        for value in values
        if value not in matches.counts[name]
    ]
    if not doubtful:
        return []
    everything = snapshot.search(Request(limit=0, counted=tuple(query.filters)))
    return [(name, value) for name, value in doubtful if value not in everything.counts[name]]


def _hit(stored: bytes, score: float, understood: ParsedQuery) -> Hit:
    kept = read_stored(stored)
    found = find_highlights(kept, understood.highlighted)
    return Hit(
        report=kept.report,
        score=score,
        title=_highlighted_title(kept.report, understood, found),
        snippets=snippets(kept.report, found),
    )


def highlight_report(
    kept: StoredReport, text: str
) -> tuple[tuple[TextRun, ...], list[tuple[TextRun, ...]]]:
    """A report's title and each of its passages, with the words of a query marked.

    Raises QueryTooLongError.
    """
    report = kept.report
    understood = parse_query(text, _ReportLookup(report))
    found = find_highlights(kept, understood.highlighted)
    title = _highlighted_title(report, understood, found)
    return title, [to_runs(report.text, passage.span, found) for passage in report.passages]


def _highlighted_title(
    report: MeetingReport, understood: ParsedQuery, found: Sequence[Highlight]
) -> tuple[TextRun, ...]:
    title = report.title
    if title.evidence is not None:
        return to_runs(report.text, title.evidence, found)
    if title.status is Status.MADE:
        return (TextRun(title.value),)  # our words, not the report's
    return highlight_text(title.value, understood.highlighted)
