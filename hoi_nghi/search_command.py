"""Search from the command line: arguments and printing, nothing else."""

import codecs
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import BinaryIO, NoReturn

import click

from hoi_nghi.shell import DONE, SOME_FAILED, index_option, run, shown
from search.answer.json_records import (
    answer_record,
    suggestions_record,
    unlinked_similar_record,
)
from search.answer.more_like_this import UnknownReportError, more_like_this
from search.answer.page import answer
from search.answers import Hit, Notice, NoticeKind, Page, Query, Sort, TextRun
from search.dates import DateBounds, DateError, DatesReversedError, parse_between
from search.engine.urls import open_engine
from search.facets.registry import COUNTED_BY_NAME, FACETS, UnknownFacetError
from search.query.compile import QueryTooLongError
from search.report import Status
from search.searcher import Searcher
from search.serialization import SerializationError, decode, encode, record_fields
from search.suggest.completions import complete
from search.text.normalize import normalize


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a batch, as far as it can be told whose answer is wanted."""

    _id: str | int | float | None = None
    text: object = None


def _filters(given: Iterable[str]) -> dict[str, tuple[str, ...]]:
    filters: dict[str, tuple[str, ...]] = {}
    for item in given:
        name, equals, value = item.partition("=")
        if not equals or not value:
            raise click.UsageError(f"--facet wants NAME=VALUE, not {item!r}")
        if name not in COUNTED_BY_NAME:
            raise click.UsageError(str(UnknownFacetError(name)))
        filters[name] = tuple(dict.fromkeys((*filters.get(name, ()), value)))
    return filters


def _plain(typed: str | None) -> str:
    return normalize(typed or "").text.strip()


def _dates(since: str | None, until: str | None) -> DateBounds | None:
    try:
        return parse_between(_plain(since), _plain(until))
    except (DateError, DatesReversedError) as error:
        raise click.UsageError(str(error)) from None


@click.command(
    epilog="""\b
Examples:
  python -m search "giải ngân vốn"
  python -m search "nong thon moi" --facet meeting_type=giao-ban --from 2022 --to "quý II/2023"
  python -m search --suggest "giai ng"
  python -m search --batch queries.jsonl --size 100 > answers.jsonl
  python -m search --like hung-yen/giao-ban.txt --size 5
"""
)
@click.argument("text", required=False, metavar="QUERY")
@click.option(
    "--facet",
    "facets",
    multiple=True,
    metavar="NAME=VALUE",
    help=f"Keep what has this value; repeat for more. Names: {', '.join(COUNTED_BY_NAME)}.",
)
@click.option("--from", "since", metavar="DATE", help="13/12/2023, 12/2023, 2023 or quý IV/2023.")
@click.option("--to", "until", metavar="DATE", help="The last day, typed the same ways.")
@click.option(
    "--sort",
    type=click.Choice([s.value for s in Sort]),
    default=Sort.RELEVANCE.value,
    show_default=True,
)
@click.option("--page", type=click.IntRange(1), default=1, show_default=True)
@click.option("--size", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--batch",
    type=click.File("rb"),
    metavar="FILE",
    help='One {"_id", "text"} a line in, one JSON answer a line out.',
)
@click.option(
    "--suggest",
    "is_begun",
    is_flag=True,
    help="Print what QUERY may become as it is typed on, and how many reports that finds.",
)
@click.option("--like", metavar="ID", help="The reports most similar to this one.")
@index_option
def search(
    text: str | None,
    facets: tuple[str, ...],
    since: str | None,
    until: str | None,
    sort: str,
    page: int,
    size: int,
    as_json: bool,
    batch: BinaryIO | None,
    is_begun: bool,
    like: str | None,
    url: str,
) -> int:
    """Search the reports of an index, in any spelling."""
    if [text, batch, like].count(None) != 2:
        raise click.UsageError('give a QUERY ("" for every report), --batch FILE or --like ID')
    if is_begun and text is None:
        raise click.UsageError("--suggest wants a QUERY, as far as it is typed")
    asked = Query(
        (text or "").strip(), _filters(facets), _dates(since, until), Sort(sort), page, size
    )
    if like is not None and asked != Query(size=size):
        raise click.UsageError("with --like go --size, --json and --index alone")
    if is_begun and asked != Query(asked.text):
        raise click.UsageError("with --suggest go --json and --index alone")
    searcher = Searcher(open_engine(url).snapshot())
    if is_begun and text is not None:
        return _suggest(text, as_json, searcher)
    if like is not None:
        return _like(like, size, as_json, searcher)
    if batch is not None:
        return _batch(batch, asked, searcher)
    try:
        found = answer(asked, searcher)
    except QueryTooLongError as error:
        raise click.UsageError(str(error)) from None
    if as_json:
        click.echo(encode(answer_record(found)))
    else:
        _print(found)
    return DONE


def _suggest(text: str, as_json: bool, searcher: Searcher) -> int:
    found = complete(text, searcher)
    if as_json:
        click.echo(encode(suggestions_record(text, found)))
    else:
        for one in found:
            click.echo(f"{one.hits}\t{shown(one.text)}")
    return DONE


def _like(report_id: str, size: int, as_json: bool, searcher: Searcher) -> int:
    try:
        found = more_like_this(report_id, searcher, size)
    except UnknownReportError as error:
        raise click.UsageError(str(error)) from None
    if as_json:
        click.echo(encode(unlinked_similar_record(report_id, found)))
    else:
        click.echo(f"{_reports(len(found))} most similar to {shown(report_id)}")
        _print_hits(found, 1)
    return DONE


def _batch(lines: BinaryIO, plan: Query, searcher: Searcher) -> int:
    failed = 0
    for number, line in enumerate(lines, 1):
        line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if not line.strip():
            continue
        identity = None
        try:
            asked = decode(line, _Line)
            identity = asked._id
            if not isinstance(asked.text, str):
                raise SerializationError(
                    "no text" if asked.text is None else "the text is no string"
                )
            query = replace(plan, text=asked.text.strip())
            record = {"_id": identity, **record_fields(answer_record(answer(query, searcher)))}
        except (SerializationError, QueryTooLongError) as error:
            click.echo(f"line {number}: {shown(str(error))}", err=True)
            record = {"_id": identity, "line": number, "error": str(error)}
            failed += 1
        click.echo(encode(record))
    return SOME_FAILED if failed else DONE


def _print(page: Page) -> None:
    for note in page.notices:
        click.echo(shown(_told(note)), err=True)
    for meant in page.corrections:
        click.echo(f"did you mean: {shown(meant.text)} ({_reports(meant.hits)})", err=True)
    click.echo(f"{_reports(page.total)}, page {page.page} of {page.pages}")
    _print_hits(page.hits, 1 + (page.page - 1) * page.query.size)


def _reports(count: int) -> str:
    return f"{count} report" if count == 1 else f"{count} reports"


def _print_hits(hits: Iterable[Hit], first: int) -> None:
    for number, hit in enumerate(hits, first):
        click.echo(f"\n{number}. {_marked(hit.title)}{_made(hit)}")
        click.echo(f"   {shown(hit.report.id)}  {shown(_facet_line(hit))}".rstrip())
        for snippet in hit.snippets:
            click.echo(f"   … {_marked(snippet.runs)}")


def _told(note: Notice) -> str:
    if note.kind is NoticeKind.MERGED:
        old, new, other, hits = note.words
        return f"{old} is a part of {new} since 1/7/2025; {other}: {_reports(int(hits))}"
    words = ", ".join(note.words)
    asked, rest = (note.words or ("",))[0], ", ".join(note.words[1:])
    return {
        NoticeKind.ANY_DIACRITICS: f"typed without marks, looked up in any spelling: {words}",
        NoticeKind.ABBREVIATION: f"{asked}: looked up as {rest} too",
        NoticeKind.ORDINAL: f"{asked}: its number may be written {rest}",
        NoticeKind.DATE: f"{asked}: looked for in texts and in the days of meetings",
        NoticeKind.PREFIX: f"any syllable that begins so: {asked}",
        NoticeKind.FIELD: f"only reports of {asked}",
        NoticeKind.EXCLUDED: f"reports that hold this are left out: {words}",
        NoticeKind.RELAXED: "few reports hold all of it; those that hold a part are listed too",
        NoticeKind.ALTERNATIVES: "what stands on one side of an OR is enough",
        NoticeKind.NOTHING_TO_FIND: f"there is no word to look up in: {words}",
        NoticeKind.UNKNOWN_VALUE: f"no report of this index has: {'='.join(note.words)}",
        NoticeKind.LAST_PAGE: f"there is no page {asked}; this is the last one",
    }[note.kind]


def _marked(pieces: Iterable[TextRun]) -> str:
    mark = _highlight if sys.stdout.isatty() else "**{}**".format
    return "".join(mark(shown(p.text)) if p.is_highlighted else shown(p.text) for p in pieces)


def _highlight(text: str) -> str:
    return click.style(text, bold=True, fg="yellow")


def _made(hit: Hit) -> str:
    return " (made title)" if hit.report.title.status is Status.MADE else ""


def _facet_line(hit: Hit) -> str:
    headline = [facet for facet in FACETS if facet.is_headline]
    shown = [facet.label_of(value) for facet in headline for value in facet.values(hit.report)]
    return " · ".join([*shown, *(found.value for found in hit.report.facets.event_date)])


def main() -> NoReturn:
    """Run `python -m search` on the arguments of the process."""
    run(search, "python -m search")
