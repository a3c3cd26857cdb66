"""Arguments of the commands that make and check an index → one call each, and what it prints."""

import time
from dataclasses import fields
from pathlib import Path
from typing import NoReturn

import click

from hoi_nghi.facets_command import facets
from hoi_nghi.print_outcome import (
    complain,
    outcome_line,
    outcome_record,
    remarks,
    show_progress,
)
from hoi_nghi.reading_options import FOLLOW_LINKS, JOBS, JSON, OCR, PART, PATHS, read_options
from hoi_nghi.roots_command import roots
from hoi_nghi.shell import CHECK_FAILED, DONE, EXIT_CODES, SOME_FAILED, index_option, run, shown
from indexer.build.guard import RefusedRunError
from indexer.build.run import build
from indexer.read.contents import ReadOptions
from indexer.read.formats import SUFFIXES
from search.engine.parts import RunPart
from search.engine.urls import open_engine
from search.serialization import encode
from search.text.analyze import analyze, exact_term, word_term
from search.text.normalize import normalize

_ALLOW_REMOVALS = click.option(
    "--allow-removals", is_flag=True, help="Even if most of the files are gone."
)


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
@PATHS
@index_option
@JOBS
@PART
@OCR
@FOLLOW_LINKS
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@_ALLOW_REMOVALS
@JSON
def index(
    paths: tuple[Path, ...],
    url: str,
    jobs: int,
    part: RunPart | None,
    ocr: bool,
    follow_links: bool,
    dry_run: bool,
    allow_removals: bool,
    as_json: bool,
) -> int:
    """Bring the index up to date: add, replace, and remove what is gone."""
    options = read_options(ocr, follow_links)
    return _build(
        paths, url, as_json, jobs, part, options, dry_run=dry_run, allow_removals=allow_removals
    )


@indexer.command()
@PATHS
@index_option
@JOBS
@PART
@OCR
@FOLLOW_LINKS
@_ALLOW_REMOVALS
@JSON
def rebuild(
    paths: tuple[Path, ...],
    url: str,
    jobs: int,
    part: RunPart | None,
    ocr: bool,
    follow_links: bool,
    allow_removals: bool,
    as_json: bool,
) -> int:
    """Make the index anew beside the live one, from these paths alone, then switch."""
    options = read_options(ocr, follow_links)
    return _build(
        paths, url, as_json, jobs, part, options, anew=True, allow_removals=allow_removals
    )


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
@JSON
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
    part: RunPart | None,
    options: ReadOptions,
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
            options=options,
            jobs=jobs,
            progress=show_progress,
            part=part,
        )
    except RefusedRunError as error:
        for bad in error.bad:
            complain(bad)
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


indexer.add_command(facets)
indexer.add_command(roots)


def main() -> NoReturn:
    """Run `python -m indexer` on the arguments of the process."""
    run(indexer, "python -m indexer")
