"""Arguments of the commands that make and check an index → one call each, and what it prints."""

import os
import time
from collections import Counter
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import NoReturn

import click

from hoi_nghi.explain import explain, explain_meeting, value_line, values
from hoi_nghi.print_outcome import (
    complain,
    outcome_line,
    outcome_record,
    passed_over,
    remarks,
    show_progress,
)
from hoi_nghi.roots_command import roots
from hoi_nghi.shell import CHECK_FAILED, DONE, EXIT_CODES, SOME_FAILED, index_option, run, shown
from indexer.article.structure import Article, clean
from indexer.build.look import documents
from indexer.build.run import NothingToIndexError, TooManyRemovalsError, build
from indexer.facets import report
from indexer.read.contents import ReadOptions
from indexer.read.document import BadFile, PassedOver, RawDocument
from indexer.read.formats import SUFFIXES
from indexer.read.pdf.ocr import Recogniser
from search.engine.urls import open_engine
from search.report import MeetingReport
from search.serialization import encode, plain
from search.text.analyze import analyze, exact_term, word_term
from search.text.normalize import normalize

_PATHS = click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, readable=False, path_type=Path),
    metavar="PATH...",
)
_JOBS = click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default="all cores",
    help="Processes that read and segment.",
)
_OCR = click.option(
    "--ocr",
    is_flag=True,
    help="Read pages that are pictures, by tesseract with its language vie if it is installed.",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group(
    epilog=f"""\b
Examples:
  python -m indexer index ~/reports
  python -m indexer index ~/reports --dry-run
  python -m indexer facets ~/reports/2023 --json
  python -m indexer facets ~/reports/2023/giao-ban.txt --explain
{EXIT_CODES}""",
    help="Meeting reports into an index. PATH is a folder or a file. What a file is, its content "
    f"tells; most are named {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}.",
)
def indexer() -> None:
    """Meeting reports into an index."""


@indexer.command()
@_PATHS
@index_option
@_JOBS
@_OCR
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@click.option("--allow-removals", is_flag=True, help="Even if most of the files are gone.")
@_JSON
def index(
    paths: tuple[Path, ...],
    url: str,
    jobs: int,
    ocr: bool,
    dry_run: bool,
    allow_removals: bool,
    as_json: bool,
) -> int:
    """Bring the index up to date: add, replace, and remove what is gone."""
    return _build(
        paths, url, as_json, jobs=jobs, ocr=ocr, dry_run=dry_run, allow_removals=allow_removals
    )


@indexer.command()
@_PATHS
@index_option
@_JOBS
@_OCR
@_JSON
def rebuild(paths: tuple[Path, ...], url: str, jobs: int, ocr: bool, as_json: bool) -> int:
    """Make the index anew beside the live one, from these paths alone, then switch."""
    return _build(paths, url, as_json, jobs=jobs, ocr=ocr, anew=True)


@indexer.command()
@index_option
def check(url: str) -> int:
    """Read every byte of the index and name what is damaged."""
    damage = open_engine(url).check()
    for line in damage:
        click.echo(shown(line))
    click.echo(f"{len(damage)} damaged" if damage else "every file is as it was written", err=True)
    return CHECK_FAILED if damage else DONE


@indexer.command()
@index_option
@_JSON
def stats(url: str, as_json: bool) -> None:
    """Tell how large the index is."""
    found = open_engine(url).snapshot().stats()
    if as_json:
        record = {field.name: getattr(found, field.name) for field in fields(found)}
        record["recipe"] = record.pop("extraction_fingerprint")  # its published name
        click.echo(encode(record))
        return
    click.echo(f"generation {found.generation}\nreports    {found.reports}")
    click.echo(f"terms      {found.terms}\nmegabytes  {found.bytes / 1e6:.1f}")


@indexer.command()
@index_option
def rollback(url: str) -> None:
    """Go back to the generation before the live one."""
    click.echo(f"live again: {open_engine(url).rollback()}")


@indexer.command()
@_PATHS
@_OCR
@_JSON
@click.option("--explain", "explained", is_flag=True, help="Print the text, the evidence marked.")
def facets(paths: tuple[Path, ...], ocr: bool, as_json: bool, explained: bool) -> int:
    """Tell what would be extracted from each report."""
    if as_json and explained:
        raise click.UsageError("--json and --explain are two answers: ask for one")
    failed = 0
    kinds: Counter[str] = Counter()
    for document in documents(paths, _options(ocr)):
        if isinstance(document, PassedOver):
            kinds[document.kind] += 1
            continue
        found = document if isinstance(document, BadFile) else _extracted(document)
        if isinstance(found, BadFile):
            complain(found)
            failed += 1
            continue
        _print_extracted(*found, as_json=as_json, explained=explained)
    if kinds:
        click.echo(shown(passed_over(kinds)), err=True)
    return SOME_FAILED if failed else DONE


def _print_extracted(
    article: Article, made: MeetingReport, *, as_json: bool, explained: bool
) -> None:
    if as_json:
        click.echo(encode(_facet_record(made)))
    elif explained:
        for line in (made.id, *explain(made).split("\n"), *explain_meeting(article), ""):
            click.echo(shown(line))
    else:
        _print_facets(made)


def _extracted(document: RawDocument) -> tuple[Article, MeetingReport] | BadFile:
    try:
        article = clean(document.text, document.metadata, document.paragraphs)
        return article, report(document, article)
    except Exception as error:  # one report must not stop the others
        return BadFile(document.place.shown, f"cannot be understood: {error!r}")


@indexer.command(name="analyze")
@click.argument("text")
def analyze_command(text: str) -> None:
    """Show TEXT as the index sees it: normalised, syllables, words, terms."""
    found = analyze(text)
    syllables = found.syllables
    words = [syllables[first:last] for first, last in found.words()]
    click.echo(f"normalised  {normalize(text).text}")
    click.echo(f"syllables   {' '.join(text[s.start : s.end] for s in syllables)}")
    click.echo(f"words       {' '.join('_'.join(text[s.start : s.end] for s in w) for w in words)}")
    click.echo(f"terms       {' '.join(map(exact_term, syllables))}")
    click.echo(f"            {' '.join(word_term(word) for word in words if len(word) > 1)}")


def _build(
    paths: tuple[Path, ...],
    url: str,
    as_json: bool,
    jobs: int,
    ocr: bool,
    anew: bool = False,
    dry_run: bool = False,
    allow_removals: bool = False,
) -> int:
    began = time.monotonic()
    try:
        outcome = build(
            paths,
            open_engine(url),
            anew=anew,
            dry_run=dry_run,
            allow_removals=allow_removals,
            options=_options(ocr),
            jobs=jobs,
            progress=show_progress,
        )
    except (TooManyRemovalsError, NothingToIndexError) as error:
        click.echo(f"error: {error}", err=True)
        return CHECK_FAILED
    for bad in outcome.bad:
        complain(bad)
    for line in remarks(outcome):
        click.echo(shown(line), err=True)
    seconds = round(time.monotonic() - began, 1)
    if as_json:
        click.echo(encode({**outcome_record(outcome), "seconds": seconds}))
    else:
        click.echo(outcome_line(outcome, dry_run, seconds))
    return SOME_FAILED if outcome.bad else DONE


def _options(ocr: bool) -> ReadOptions:
    """How files are read; what was read off pictures before is used without --ocr, too."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache")
    with suppress(RuntimeError):  # nobody's home
        caches = caches.expanduser()
    cache = caches / "hoi-nghi" / "ocr"
    if ocr and Recogniser.find(cache) is None:
        raise click.UsageError(
            "--ocr needs the program tesseract with its language vie; on Debian and Ubuntu: "
            "apt install tesseract-ocr tesseract-ocr-vie"
        )
    return ReadOptions(ocr_cache=str(cache), recognises=ocr)


def _facet_record(made: MeetingReport) -> dict[str, object]:
    return {
        "id": made.id,
        "is_meeting": made.is_meeting,
        "title": plain(made.title),
        "facets": plain(made.facets),
        "flags": list(made.flags),
        "flagged": plain(made.flagged),
    }


def _print_facets(made: MeetingReport) -> None:
    click.echo(shown(made.id))
    for name, value in values(made):
        click.echo(shown(f"  {value_line(name, value)}"))


indexer.add_command(roots)


def main() -> NoReturn:
    """Run `python -m indexer` on the arguments of the process."""
    run(indexer, "python -m indexer")
