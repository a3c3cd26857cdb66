"""Arguments of backup and restore → an index in one file, or a file made an index."""

from pathlib import Path

import click

from hoi_nghi.shell import DONE, index_option, shown
from search.engine.archived import Archived
from search.engine.errors import BadAddressError
from search.engine.urls import open_engine

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@index_option
def backup(file: Path, url: str) -> int:
    """Write the live index and the office's own words and corrections to FILE, compared byte by
    byte; readers and writers go on meanwhile."""
    name = _archived(url).backup(file)
    click.echo(f"generation {name} is in {shown(str(file))}, {file.stat().st_size:,} bytes")
    return DONE


@click.command()
@click.argument("file", type=_FILE)
@index_option
def restore(file: Path, url: str) -> int:
    """Make a FILE from backup the index of a folder that has none."""
    name = _archived(url).restore(file)
    click.echo(f"generation {name} is live at {shown(url)}")
    return DONE


def _archived(url: str) -> Archived:
    engine = open_engine(url)
    if not isinstance(engine, Archived):
        raise BadAddressError(f"{url} keeps its own backups")
    return engine
