"""A Page, or hits alone → lines of text on a terminal; notices and corrections go to stderr."""

import sys
from collections.abc import Iterable, Sequence

import click

from hoi_nghi.shell import shown
from search.answer.sections import sections
from search.answers import (
    GroupKind,
    Hit,
    HitGroup,
    Notice,
    NoticeKind,
    Page,
    Snippet,
    Sort,
    Suggestion,
    TextRun,
)
from search.dates import PartialDate, clock
from search.facets.registry import HEADLINES
from search.query.field_values import DATED
from search.query.phrase_words import MOST_WORDS
from search.report import MeetingReport, Status


def print_page(page: Page) -> None:
    """The notices, what may be meant, the number of reports, and the hits of the page."""
    for notice in page.notices:
        click.echo(shown(notice_line(notice)), err=True)
    for meant in page.corrections:
        click.echo(f"did you mean: {shown(meant.text)} ({_found(meant)})", err=True)
    if page.collapsed:
        whole = counted(page.total + page.collapsed)
        click.echo(f"near-identical reports are counted once; --all-copies: {whole}", err=True)
    click.echo(f"{counted(page.total)}, page {page.page} of {page.pages}")
    for section in sections(page):
        if any(group.kind is not GroupKind.ALL for group in section.groups):
            click.echo(f"\n{group_line(section.groups)}")
        with_added = page.sort is Sort.ADDED or page.query.added_since is not None
        print_hits(section.hits, section.first, with_added)


def print_hits(hits: Iterable[Hit], first: int, with_added: bool = False) -> None:
    """Hits, numbered from `first`: title, id and facets, the day each was added if asked, then a
    line a snippet."""
    for number, hit in enumerate(hits, first):
        click.echo(f"\n{number}. {_highlighted(hit.title)}{_made(hit)}")
        click.echo(f"   {shown(hit.report.id)}  {shown(_facet_line(hit))}".rstrip())
        if with_added:
            click.echo(f"   added {PartialDate.of_day(clock.local_day(hit.added))}")
        for snippet in hit.snippets:
            click.echo(f"   … {_highlighted(snippet.runs)}{_page(hit.report, snippet)}")
        if hit.copies:
            ids = ", ".join(map(shown, hit.copies))
            click.echo(f"   (and {len(hit.copies)} near-identical: {ids})")


def _found(meant: Suggestion) -> str:
    whole = meant.group is GroupKind.ALL
    return counted(meant.hits) if whole else group_line([HitGroup(meant.group, meant.hits)])


def group_line(groups: Iterable[HitGroup]) -> str:
    """What the reports of some groups hold, and how many they are, in a line of English."""
    told = [f"{_GROUPS[group.kind]}: {counted(group.total)}" for group in groups]
    return "; ".join(told) + (", by score" if len(told) > 1 else "")


_GROUPS = {
    GroupKind.ALL: "all of it",
    GroupKind.PART: "a part of it",
    GroupKind.APART: "its syllables apart",
}


def counted(count: int) -> str:
    """1 → "1 report", 2 → "2 reports"."""
    return f"{count} report" if count == 1 else f"{count} reports"


def notice_line(notice: Notice) -> str:
    """What was done to a query, in a line of English."""
    if notice.kind is NoticeKind.MERGED:
        old, new, other, hits = notice.words
        return f"{old} is a part of {new} since 1/7/2025; {other}: {counted(int(hits))}"
    words = ", ".join(notice.words)
    asked, rest = (notice.words or ("",))[0], ", ".join(notice.words[1:])
    return {
        NoticeKind.ANY_DIACRITICS: f"typed without marks, looked up in any spelling: {words}",
        NoticeKind.ABBREVIATION: f"{asked}: looked up as {rest} too",
        NoticeKind.ORDINAL: f"{asked}: its number may be written {rest}",
        NoticeKind.DATE: f"{asked}: looked for in texts and in the days of meetings",
        NoticeKind.PREFIX: f"any syllable that begins so: {asked}",
        NoticeKind.FIELD: f"only reports of {asked}",
        NoticeKind.EXCLUDED: f"reports that hold this are left out: {words}",
        NoticeKind.READING: _reading(notice),
        NoticeKind.ALTERNATIVES: "what stands on one side of an OR is enough",
        NoticeKind.NOTHING_TO_FIND: f"there is no word to look up in: {words}",
        NoticeKind.UNKNOWN_VALUE: _unknown_value(notice.words),
        NoticeKind.NEAR: f"near each other: {words}",
        NoticeKind.TITLE: f"looked for in titles only: {words}",
        NoticeKind.LONE_OPERATOR: f"nothing stands before or behind this operator: {words}",
        NoticeKind.SMALL_OPERATOR: f"read as a word; in capitals it is an operator: {words}",
        NoticeKind.UNPAIRED: f"left out, because its partner is missing: {words}",
        NoticeKind.TOO_DEEP: f"left out, because it stands in too many other brackets: {words}",
        NoticeKind.UNKNOWN_FIELD: f"read as words; this is no field, or has no value: {words}",
        NoticeKind.UNREAD_STAR: f"this star stands for nothing; it needs three letters: {words}",
        NoticeKind.UNREAD_NEAR: "read as words; it stands neither between two phrases in quotes "
        f"nor behind one of 2 to {MOST_WORDS} words: {words}",
        NoticeKind.LAST_PAGE: f"there is no page {asked}; this is the last one",
        NoticeKind.LEFT_OUT: f"not looked for, as the query has cost enough: {words}",
    }[notice.kind]


def _unknown_value(words: Sequence[str]) -> str:
    """Of a filter; or of a field as it was typed, whose value is words."""
    if len(words) < _OF_FIELD:
        return f"no report of this index has: {'='.join(words)}"
    name, value, typed = words[:_OF_FIELD]
    what = "no date can be read" if name in DATED else "no report of this index has this value"
    return f"{what} in {typed}; read as words: {value}"


_OF_FIELD = 3


def _reading(notice: Notice) -> str:
    read, also = "".join(notice.words[:1]), notice.words[2:]
    asked = " or ".join((read, *also))
    others = "".join(f"; or: {text}" for text in notice.others if text not in (read, *also))
    return f"typed without diacritics, read as: {asked}{others}"


def _highlighted(runs: Iterable[TextRun]) -> str:
    style = _yellow if sys.stdout.isatty() else "**{}**".format
    return "".join(style(shown(r.text)) if r.is_highlighted else shown(r.text) for r in runs)


def _yellow(text: str) -> str:
    return click.style(text, bold=True, fg="yellow")


def _page(report: MeetingReport, snippet: Snippet) -> str:
    """The page of the original that a snippet is from: " (p. 3)", " (p. 3 or so)"."""
    page = report.passages[snippet.passage].page
    is_exact = report.original is None or report.original.are_pages_exact
    return f" (p. {page}{'' if is_exact else ' or so'})" if page else ""


def _made(hit: Hit) -> str:
    return " (made title)" if hit.report.title.status is Status.MADE else ""


def _facet_line(hit: Hit) -> str:
    labels = [facet.label_of(value) for facet in HEADLINES for value in facet.values(hit.report)]
    return " · ".join([*labels, *(day.interval for day in hit.report.dates)])
