"""Query → Page: the hits with their snippets, the counts, and how the query was understood."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from search.answers import (
    MAX_PAGE_SIZE,
    Hit,
    Notice,
    NoticeKind,
    Page,
    Query,
    TextRun,
)
from search.engine.protocol import Matches, Request, Snapshot
from search.engine.stored import read_stored
from search.facets.registry import (
    COUNTED,
    COUNTED_BY_NAME,
)
from search.facets.values import choices
from search.highlight.matches import Highlight, find_highlights, highlight_text, to_runs
from search.highlight.snippets import snippets
from search.query.compile import ParsedQuery, parse_query
from search.query.lookup import NamedValue, named_values
from search.report import MeetingReport, Status, StoredReport
from search.searcher import _ask, _check_filters, _hits, _sort, parse_for_index
from search.suggest.corrections import correct


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


def _counted_offers(query: Query, notes: Iterable[Notice], snapshot: Snapshot) -> Iterator[Notice]:
    """What can be looked for besides, with its number of reports, if it has any."""
    for note in notes:
        if note.kind is not NoticeKind.MERGED:
            yield note
        elif found := _hits(query, note.instead, snapshot):
            yield replace(note, words=(*note.words, str(found)))


class _ReportLookup:
    """What one report has of its facets."""

    def __init__(self, report: MeetingReport) -> None:
        self._report = report

    def named(self, facet: str) -> tuple[NamedValue, ...]:
        """Its values of one facet with their names."""
        return named_values(facet, COUNTED_BY_NAME[facet].values(self._report))

    def has(self, facet: str, value: str) -> bool:
        """Whether it has a value."""
        return value in COUNTED_BY_NAME[facet].values(self._report)


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
