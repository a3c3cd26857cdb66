"""Arguments of copy → one index made the same as another, and what is printed of it."""

import time
from collections.abc import Iterator
from pathlib import Path

import click

from hoi_nghi.print_outcome import show_progress
from hoi_nghi.reading_options import JOBS
from hoi_nghi.shell import DONE, JSON, shown
from indexer.build import corrections_file
from indexer.build.copy_index import copy_index
from search.engine.errors import BadAddressError
from search.engine.protocol import Engine
from search.engine.urls import is_same_index, open_engine
from search.query import own_words_file
from search.serialization import encode

_OF_PEOPLE = (
    (own_words_file.VARIABLE, own_words_file.path_of),
    (corrections_file.VARIABLE, corrections_file.path_of),
)
"""The files that an office puts beside its index: what names them elsewhere, where they are."""


@click.command()
@click.argument("source_url", metavar="FROM")
@click.argument("target_url", metavar="TO")
@click.option("--replace", is_flag=True, help="Even if TO has an index: it stays for a rollback.")
@JOBS
@JSON
def copy(source_url: str, target_url: str, replace: bool, jobs: int, as_json: bool) -> int:
    """Make the index FROM the index TO, whichever engines they are; no file is read.

    Both are addresses as of --index. What an office wrote beside its index is not copied.
    """
    if is_same_index(source_url, target_url):
        raise BadAddressError(f"{source_url} and {target_url} are one index")
    began = time.monotonic()
    source, target = open_engine(source_url), open_engine(target_url)
    copied = copy_index(source, target, replace=replace, jobs=jobs, progress=show_progress)
    for line in _left(source, target):
        click.echo(shown(line), err=True)
    seconds = round(time.monotonic() - began, 1)
    if as_json:
        record = {"reports": copied.reports, "grouped": copied.grouped}
        click.echo(encode({**record, "generation": copied.generation, "seconds": seconds}))
    else:
        click.echo(f"{copied.generation}: {copied.reports} reports copied, in {seconds} s")
    return DONE


def _left(source: Engine, target: Engine) -> Iterator[str]:
    """The files that the source is used with and the copy is not."""
    for variable, path_of in _OF_PEOPLE:
        own: Path | None = path_of(source)
        if own is not None and own.exists() and own != path_of(target):
            yield f"{own} is not copied; {variable} names it for whichever index"
