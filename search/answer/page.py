"""A query and one generation → a Page: hits with snippets, facet counts, notices, corrections."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from search.answer.groups import GroupedMatches, grouped
from search.answers import (
    MAX_PAGE_SIZE,
    FacetCount,
    GroupKind,
    Hit,
    Notice,
    NoticeKind,
    Page,
    Query,
    Suggestion,
    TextRun,
)
from search.engine.protocol import Match
from search.engine.query_tree import Phrase
from search.engine.stored import read_stored
from search.facets.registry import COUNTED, COUNTED_BY_NAME
from search.facets.values import choices
from search.highlight.hits import shown_reports, title_of
from search.highlight.matches import find_highlights, to_runs
from search.highlight.occurrences import Allowance
from search.query.budget import LIMITS, Budget, LeftOut
from search.query.compile import ParsedQuery, parse_query
from search.query.lookup import NamedValues, named_values, terms_in
from search.query.own_words import OwnWords
from search.query.vocabulary import Vocabulary
from search.report import MeetingReport, StoredReport
from search.searcher import Searcher
from search.suggest.corrections import corrections


def answer(query: Query, searcher: Searcher, also_counted: tuple[str, ...] = ()) -> Page:
    """The page of hits that a query asks for; beyond the last page that one, and a notice.

    `also_counted`: facets that are not offered and are counted in the same search.

    Size and page are brought into their bounds: 1 to MAX_PAGE_SIZE, 1 and up. What is offered
    besides the hits goes as far as the budget of the request (`Searcher.of_request`).

    Raises UnknownFacetError and `search.query.compile.QueryTooLongError`.
    """
    searcher = searcher.of_request()
    size = max(1, min(query.size, MAX_PAGE_SIZE))
    asked = replace(query, sort=searcher.sort_of(query), page=max(1, query.page), size=size)
    found = grouped(asked, searcher, also_counted)
    pages = max(1, -(-sum(group.total for group in found.groups) // size))
    notices = [*_counted_mergers(query, searcher)]
    if asked.page > pages:
        notices.append(Notice(NoticeKind.LAST_PAGE, (str(asked.page), str(pages))))
        asked = replace(asked, page=pages)
        found = grouped(asked, searcher, also_counted)
    notices += _unknown_values(query, searcher)
    page = Page(
        query=query,
        notices=tuple(notices),
        total=found.groups[0].total,
        sort=asked.sort,
        page=asked.page,
        pages=pages,
        hits=_hits(found, searcher.parse(query.text), searcher.budget or Budget()),
        facets=_facets(query, found.counts, searcher),
        generation=searcher.generation,
        corrections=tuple(_corrections(query, searcher)) if asked.page == 1 else (),
        groups=found.groups,
        collapsed=found.collapsed,
        further_counts={name: found.counts[name] for name in also_counted},
    )
    return with_left_out(page, searcher)


def _hits(found: GroupedMatches, parsed: ParsedQuery, budget: Budget) -> tuple[Hit, ...]:
    """The hits of a page, their words highlighted as far as the budget goes."""
    budget.spend(len(found.matches) * LIMITS.steps_per_hit)
    allowance = Allowance(budget.places)
    hits = [
        hit
        for is_apart, own in groupby(found.matches, lambda one: one[0] is GroupKind.APART)
        for hit in _hits_of(
            list(own), parsed.highlighted_apart if is_apart else parsed.highlighted, allowance
        )
    ]
    budget.spend_on_places(allowance.taken)
    if allowance.is_spent:
        budget.left_out[LeftOut.HIGHLIGHTS] = None
    return tuple(hits)


def _hits_of(
    found: Sequence[tuple[GroupKind, Match]],
    sought: Sequence[Sequence[Phrase]],
    allowance: Allowance,
) -> Iterator[Hit]:
    """The hits in which the same words are highlighted."""
    reports = [read_stored(match.stored) for _, match in found]
    shown = shown_reports(reports, sought, allowance)
    for (group, match), stored, own in zip(found, reports, shown, strict=True):
        yield Hit(
            report=stored.report,
            score=match.score,
            title=own.title,
            snippets=own.snippets,
            added=stored.added,
            group=group,
            copies=match.others,
        )


def with_left_out(page: Page, searcher: Searcher) -> Page:
    """A page that says at its last notice what the request has left out until now, if anything."""
    left_out = tuple(searcher.budget.left_out) if searcher.budget else ()
    if not left_out:
        return page
    others = [notice for notice in page.notices if notice.kind is not NoticeKind.LEFT_OUT]
    return replace(page, notices=(*others, Notice(NoticeKind.LEFT_OUT, left_out)))


def _corrections(query: Query, searcher: Searcher) -> Iterator[Suggestion]:
    """What may have been meant instead; not what the query is read as, or offered to be."""
    parsed = searcher.parse(query.text)
    offered = {text for notice in parsed.notices for text in notice.others}
    for meant in corrections(query, searcher):
        is_reading = searcher.parse(meant.text).required == parsed.required
        if not is_reading and meant.text not in offered:
            yield meant


def _counted_mergers(query: Query, searcher: Searcher) -> Iterator[Notice]:
    """The notices of a parsed query. That of a merged province gets the number of reports that
    the query finds by its other name, and is left out if that is none."""
    for notice in searcher.parse(query.text).notices:
        if notice.kind is not NoticeKind.MERGED:
            yield notice
        else:
            with searcher.offers(LeftOut.MERGERS) as offering:
                if found := offering.total_or_zero(replace(query, text=notice.instead)):
                    yield replace(notice, words=(*notice.words, str(found)))


def _unknown_values(query: Query, searcher: Searcher) -> Iterator[Notice]:
    """A notice for each value of a filter that no report of the index has."""
    for facet, values in query.filters.items():
        for value in values:
            if value not in searcher.facet_counts(facet):
                yield Notice(NoticeKind.UNKNOWN_VALUE, (facet, value))


def _facets(
    query: Query, counts: Mapping[str, Mapping[str, int]], searcher: Searcher
) -> dict[str, tuple[FacetCount, ...]]:
    """The counted facets in the order of the registry, each with the values to choose from."""
    return {
        facet.name: choices(
            facet,
            counts[facet.name],
            query.filters.get(facet.name, ()),
            query.find.get(facet.name, ""),
            searcher.lookup.labels(facet.name),
        )
        for facet in COUNTED
        if facet.name in counts and (facet.is_offered or facet.name in query.filters)
    }


class _ReportLookup:
    """The FacetLookup of one report: its own values are all there are. `words`: by which they may
    be typed, too."""

    def __init__(self, report: MeetingReport, words: OwnWords) -> None:
        self._report, self._words = report, words

    def named(self, facet: str) -> NamedValues:
        """Its values of one facet with their names."""
        return named_values(facet, COUNTED_BY_NAME[facet].values(self._report), self._words)

    def has(self, facet: str, value: str) -> bool:
        """Whether it has a value."""
        return value in COUNTED_BY_NAME[facet].values(self._report)

    def terms(self, prefix: str) -> Collection[str]:
        """Its terms that begin so."""
        return terms_in(f"{self._report.title.value}\n{self._report.text}", prefix)


def highlight_report(
    stored: StoredReport, text: str, vocabulary: Vocabulary
) -> tuple[tuple[TextRun, ...], list[tuple[TextRun, ...]]]:
    """A report's title and each of its passages, with the words of a query
    highlighted as in the hits of an answer. `vocabulary`: of the index, which the query is read by.

    Raises QueryTooLongError.
    """
    parsed = parse_query(text, _ReportLookup(stored.report, vocabulary.own), vocabulary)
    return _highlighted_by(parsed, stored)[:2]


def highlight_words(
    stored: StoredReport, words: str, vocabulary: Vocabulary
) -> tuple[tuple[TextRun, ...], list[tuple[TextRun, ...]], bool]:
    """The same of words that are looked for in one report, and whether they are highlighted apart.

    What is one concept to a query is one here, as an abbreviation and what it stands for. Several
    are looked for as a phrase first, and where it has none, each by itself: apart. Raises
    QueryTooLongError.
    """
    lookup = _ReportLookup(stored.report, vocabulary.own)
    parsed = parse_query(words, lookup, vocabulary)
    is_plain = len(parsed.plain_spans) == len(parsed.concepts) > 1
    if is_plain:
        phrase = _highlighted_by(parse_query(f'"{words}"', lookup, vocabulary), stored)
        if any(run.is_highlighted for runs in (phrase[0], *phrase[1]) for run in runs):
            return phrase[0], phrase[1], False
    title, passages, are_apart = _highlighted_by(parsed, stored)
    return title, passages, is_plain or are_apart


def _highlighted_by(
    parsed: ParsedQuery, stored: StoredReport
) -> tuple[tuple[TextRun, ...], list[tuple[TextRun, ...]], bool]:
    """A title and passages, highlighted; and whether only syllables that stand apart are found."""
    report = stored.report
    sought = parsed.highlighted
    found = find_highlights(stored, sought)
    if are_apart := bool(not found and parsed.apart):
        sought = parsed.highlighted_apart
        found = find_highlights(stored, sought)
    title = title_of(report, sought, found)
    passages = [to_runs(report.text, passage.span, found) for passage in report.passages]
    return title, passages, are_apart
