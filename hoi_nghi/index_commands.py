"""Arguments of index and rebuild → one call each, and what it prints."""

import time
from pathlib import Path

import click

from hoi_nghi.print_outcome import (
    complain,
    outcome_line,
    outcome_record,
    remarks,
    show_progress,
)
from hoi_nghi.reading_options import FOLLOW_LINKS, JOBS, OCR, PART, PATHS, read_options
from hoi_nghi.shell import CHECK_FAILED, DONE, JSON, SOME_FAILED, index_option, shown
from indexer.build.guard import RefusedRunError
from indexer.build.run import build
from indexer.read.contents import ReadOptions
from search.engine.parts import RunPart
from search.engine.urls import open_engine
from search.serialization import encode

_ALLOW_REMOVALS = click.option(
    "--allow-removals", is_flag=True, help="Even if most of the files are gone."
)


@click.command()
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


@click.command()
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
