"""Arguments of search, batch, suggest and similar → one call each, and what it prints."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO, NoReturn

import click

from hoi_nghi.print_hits import counted, print_hits, print_page
from hoi_nghi.query_options import QueryOptions, query_options, size_option
from hoi_nghi.shell import DONE, SOME_FAILED, index_option, run, shown
from search.answer.json_records import (
    answer_record,
    suggestions_record,
    unlinked_similar_record,
)
from search.answer.more_like_this import UnknownReportError, more_like_this
from search.answer.page import answer
from search.answer.rehearsal import rehearsed
from search.answer.searchers import Searchers
from search.answers import Query
from search.engine.urls import open_engine
from search.query.compile import QueryTooLongError
from search.searcher import Searcher
from search.serialization import SerializationError, decode, encode, record_fields
from search.suggest.completions import complete
from search.text.canonical import composed

_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@click.command(
    epilog="""\b
Examples:
  hoi-nghi search "giải ngân vốn"
  hoi-nghi search "nong thon moi" --facet meeting_type=giao-ban --from 2022 --to "quý II/2023"
  hoi-nghi search "" --sort newest
"""
)
@click.argument("text", metavar="QUERY")
@query_options
@_JSON
@index_option
def search(text: str, options: QueryOptions, as_json: bool, url: str) -> int:
    """Search the reports of an index, in any spelling; "" is every report."""
    return _answer(options.query(text), as_json, Searchers(open_engine(url)).current())


@click.command()
@click.argument("lines", type=click.File("rb"), metavar="FILE")
@query_options
@index_option
def batch(lines: BinaryIO, options: QueryOptions, url: str) -> int:
    """Answer each line of FILE: one {"_id", "text"} a line in, one JSON answer a line out."""
    return _batch(lines, options.query(""), Searchers(open_engine(url)).current())


@click.command()
@click.argument("text", metavar="BEGUN")
@_JSON
@index_option
def suggest(text: str, as_json: bool, url: str) -> int:
    """Print what BEGUN may become as it is typed on, and how many reports that finds."""
    return _suggest(text, as_json, Searchers(open_engine(url)).current())


@click.command()
@click.argument("report_id", metavar="ID")
@size_option
@_JSON
@index_option
def similar(report_id: str, size: int, as_json: bool, url: str) -> int:
    """List the reports most similar to the one with this id."""
    return _similar(report_id, size, as_json, Searchers(open_engine(url)).current())


@click.command(
    name="search",
    epilog="""\b
Examples:
  python -m search "giải ngân vốn"
  python -m search "nong thon moi" --facet meeting_type=giao-ban --from 2022 --to "quý II/2023"
  python -m search --suggest "giai ng"
  python -m search --batch queries.jsonl --size 100 > answers.jsonl
  python -m search --like hung-yen/giao-ban.txt --size 5
""",
)
@click.argument("text", required=False, metavar="QUERY")
@query_options
@_JSON
@click.option(
    "--batch",
    "lines",
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
def search_any_way(
    text: str | None,
    options: QueryOptions,
    as_json: bool,
    lines: BinaryIO | None,
    is_begun: bool,
    like: str | None,
    url: str,
) -> int:
    """Search the reports of an index, in any spelling."""
    if [text, lines, like].count(None) != 2:
        raise click.UsageError('give a QUERY ("" for every report), --batch FILE or --like ID')
    if is_begun and text is None:
        raise click.UsageError("--suggest wants a QUERY, as far as it is typed")
    query = options.query(text or "")
    if like is not None and query != Query(size=query.size):
        raise click.UsageError("with --like go --size, --json and --index alone")
    if is_begun and query != Query(query.text):
        raise click.UsageError("with --suggest go --json and --index alone")
    searcher = Searchers(open_engine(url)).current()
    if like is not None:
        return _similar(like, query.size, as_json, searcher)
    if lines is not None:
        return _batch(lines, query, searcher)
    if is_begun:
        return _suggest(text or "", as_json, searcher)
    return _answer(query, as_json, searcher)


def _answer(query: Query, as_json: bool, searcher: Searcher) -> int:
    try:
        page = rehearsed(lambda asked: answer(asked.as_meant(query), asked), searcher)
    except QueryTooLongError as error:
        raise click.UsageError(str(error)) from None
    if as_json:
        click.echo(encode(answer_record(page)))
    else:
        print_page(page)
    return DONE


def _suggest(text: str, as_json: bool, searcher: Searcher) -> int:
    found = rehearsed(partial(complete, text), searcher)
    if as_json:
        click.echo(encode(suggestions_record(text, found)))
    else:
        for one in found:
            click.echo(f"{one.hits}\t{shown(one.text)}")
    return DONE


def _similar(report_id: str, size: int, as_json: bool, searcher: Searcher) -> int:
    try:
        found = more_like_this(report_id := composed(report_id), searcher, size)
    except UnknownReportError as error:
        raise click.UsageError(str(error)) from None
    if as_json:
        click.echo(encode(unlinked_similar_record(report_id, found)))
    else:
        click.echo(f"{counted(len(found))} most similar to {shown(report_id)}")
        print_hits(found, 1)
    return DONE


def _batch(lines: BinaryIO, plan: Query, searcher: Searcher) -> int:
    """`plan`: the query of every line but for its text."""
    failed = 0
    meant = searcher.as_meant(plan)
    for number, line in _numbered(lines):
        record = _batch_record(number, line, meant, searcher)
        failed += "error" in record
        click.echo(encode(record))
    return SOME_FAILED if failed else DONE


def _numbered(lines: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, each with its number; the byte order mark of UTF-8 before
    the first is left out."""
    for number, line in enumerate(lines, 1):
        text = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if text.strip():
            yield number, text


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a batch: the id of a query, and its text, not yet checked."""

    _id: str | int | float | None = None
    text: object = None

    def query_text(self) -> str:
        """The text without blanks around it; SerializationError if there is none."""
        if self.text is None:
            raise SerializationError("no text")
        if not isinstance(self.text, str):
            raise SerializationError("the text is no string")
        return self.text.strip()


def _batch_record(number: int, line: bytes, plan: Query, searcher: Searcher) -> dict[str, object]:
    """The answer to a line; or what is wrong with it, which is printed on stderr too."""
    identity = None
    try:
        asked = decode(line, _Line)
        identity = asked._id
        page = rehearsed(partial(answer, replace(plan, text=asked.query_text())), searcher)
        return {"_id": identity, **record_fields(answer_record(page))}
    except (SerializationError, QueryTooLongError) as error:
        click.echo(f"line {number}: {shown(str(error))}", err=True)
        return {"_id": identity, "line": number, "error": str(error)}


def main() -> NoReturn:
    """Run `python -m search` on the arguments of the process."""
    run(search_any_way, "python -m search")
